"""The demo's walk over PostgreSQL, in one process: the villager daily, the factory in the full run."""

from collections.abc import Iterator

import pytest
from django.test.utils import override_settings

from tests.database import Database
from tests.store.demo_line import breaches, scene_in_process
from tests.store.walk import load_city
from tongjian.roles.demo.progress import Progress
from tongjian.roles.demo.report import report
from tongjian.roles.demo.scene import Scene
from tongjian.roles.demo.story import ProjectPlan, read_projects
from tongjian.roles.demo.walk import walk

pytestmark = pytest.mark.database


@pytest.fixture
def scene(clean: Database) -> Iterator[Scene]:
    load_city(clean)
    with override_settings(COMPOSE_PAGES="tests.store.demo_line.compose_for_demo"):
        scene = scene_in_process()
        yield scene
        scene.people.line.close()


def go(scene: Scene, *plans: ProjectPlan) -> str:
    walk(scene, plans, Progress(moving=False))
    return "\n".join(report(scene))


def test_the_villager_gets_his_permit_within_the_promise(scene: Scene, clean: Database) -> None:
    said = go(scene)
    (run,) = scene.runs
    assert run.done
    assert run.sheet is not None
    assert (run.sheet.state_label, run.sheet.results[0].number[:12]) == ("准予许可", "3708002025XG")
    assert "8/10 日" in said
    assert "承诺时限内办结 1/1" in said
    assert breaches(scene, clean) == []


def test_every_act_falls_on_a_working_day(scene: Scene) -> None:
    go(scene)
    assert scene.runs[0].sheet is not None
    case = scene.runs[0].sheet.case
    for day in (case.received_on, case.accepted_on, case.decided_on, case.delivered_on):
        assert day is not None
        assert scene.days.calendar.is_working(day)


@pytest.mark.full
def test_the_factory_comes_from_its_founding_to_its_title_deed(scene: Scene, clean: Database) -> None:
    said = go(scene, read_projects()[0])
    assert {run.item for run in scene.runs} >= {"S1-04", "S2-02", "S3-05", "S4-09", "C-01"}
    assert all(run.done for run in scene.runs)
    for words in ("补正", "特别程序结束", "不予许可", "责令整改", "免提交", "超过阶段时限"):
        assert words in said
    assert breaches(scene, clean) == []
