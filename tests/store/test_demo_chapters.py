"""Each chapter of the demo on its own, in one process: the rule is shown, and the rows are sound."""

from collections.abc import Iterator

import pytest
from django.test.utils import override_settings

from tests.database import Database
from tests.store.demo_line import breaches, scene_in_process, send_messages
from tests.store.walk import load_city
from tongjian.messages.clients.webhook import PRIVATE
from tongjian.roles.demo.chapters import CHAPTERS, Chapter, Stage, open_stage, play, tell
from tongjian.roles.demo.story import read_projects

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def stage(database: Database) -> Iterator[Stage]:
    database.empty()
    load_city(database)
    with (
        override_settings(COMPOSE_PAGES="tests.store.demo_line.compose_for_demo"),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv(PRIVATE, "1")
        scene = scene_in_process()
        stage = open_stage(scene, read_projects()[0])
        stage.send_messages = lambda: send_messages(database)
        yield stage
        scene.people.line.close()
    database.empty()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.__name__)
def test_the_chapter_shows_its_rule_with_both_clocks_and_leaves_every_row_sound(
    stage: Stage, database: Database, chapter: Chapter
) -> None:
    stage.shown.clear()
    play(stage, (chapter,))
    said = "\n".join(tell(stage))
    assert stage.shown[-1].rule in said
    assert all(words in said for words in ("办件 ", "法定 ", "承诺 "))
    assert breaches(stage.scene, database) == []
