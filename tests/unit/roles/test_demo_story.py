"""The demo's own data: every question answered, every post filled, every mishap possible."""

import io
from collections.abc import Mapping

import pikepdf
import pytest

from tongjian.cases import ProjectCode, enabled_kinds
from tongjian.catalogue import Catalogue, Item, Verdict, applicability, read_catalogue, reference_texts
from tongjian.identity import Phone
from tongjian.roles.demo import story
from tongjian.roles.demo.client import Line
from tongjian.roles.demo.papers import paper
from tongjian.roles.demo.people import People
from tongjian.roles.demo.progress import Progress, padded, width_of
from tongjian.roles.demo.story import ProjectPlan, read_projects

PLANS = read_projects()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(reference_texts())


@pytest.fixture(scope="module")
def people() -> People:
    line = Line("http://nowhere")
    line.close()
    return People(line=line, password="x", read_code=lambda phone: phone, wait=lambda _: None)


def needed(catalogue: Catalogue, plan: ProjectPlan) -> Mapping[str, Item]:
    judged = applicability(catalogue, project_type=plan.type, facts=plan.facts)
    assert [one.item.code for one in judged if one.verdict is Verdict.ASKS] == []
    return {one.item.code: one.item for one in judged if one.verdict is Verdict.APPLIES}


def test_there_is_a_small_factory_a_housing_estate_and_a_school() -> None:
    assert [one.type for one in PLANS] == ["T4", "T3", "T1"]
    for plan in PLANS:
        ProjectCode(plan.code)
        Phone(plan.agent)
        assert plan.units
        assert all(unit.buildings for unit in plan.units)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.key)
def test_every_question_of_a_project_is_answered_and_one_item_is_decided_outside(
    catalogue: Catalogue, plan: ProjectPlan
) -> None:
    items = needed(catalogue, plan)
    assert len(items) > 25
    assert any(item.handling.decided_in == story.INVESTMENT_PLATFORM for item in items.values())


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.key)
def test_somebody_holds_every_item_and_signs_for_every_co_department(
    catalogue: Catalogue, plan: ProjectPlan, people: People
) -> None:
    names = {one.code: one.name for one in catalogue.departments}
    for item in needed(catalogue, plan).values():
        lead = names[item.handling.lead_department]
        if item.handling.is_outside or item.kind.value in {"service", "internal", "inspection"}:
            assert people.holder(lead, outside=item.handling.is_outside).name
        else:
            assert people.officer("approver", lead).name != people.officer("reviewer", lead).name


def test_every_mishap_befalls_an_item_that_knows_it(catalogue: Catalogue) -> None:
    items = {plan.key: needed(catalogue, plan) for plan in PLANS}
    for key, item in (*story.CORRECTIONS, *story.REFUSALS, *story.RECTIFICATIONS, *story.CONDITIONAL):
        assert item in items[key]
    for (key, item), kind in story.PAUSES.items():
        assert kind in enabled_kinds(items[key][item].special_procedures)
    assert all(items[key][item].kind.value == "permit" for key, item in story.REFUSALS)
    assert all(items[key][item].kind.value == "inspection" for key, item in story.RECTIFICATIONS)
    assert all(items[key][item].handling.co_departments for key, item in story.CONDITIONAL)


def test_the_villagers_answers_fill_the_form_of_a_rural_house(catalogue: Catalogue) -> None:
    form = catalogue.form("rural_house")
    wanted = {one.name for one in form.fields if one.required}
    assert wanted <= story.RURAL_ANSWERS.keys()


def test_papers_are_real_and_no_two_are_alike() -> None:
    first, second = paper("申请表", "项目：一"), paper("申请表", "项目：二")
    assert first != second
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]) == "申请表"


def test_the_line_moves_where_somebody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(moving=True)
    progress.moves("第一天")
    progress.moves("第二天")
    said = capsys.readouterr().out
    assert "\n" not in said
    assert said.count("\r") == 2


def test_plain_lines_come_now_and_then_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(moving=False)
    for day in range(100):
        progress.moves(f"第 {day} 天")
    assert capsys.readouterr().out.count("\n") == 1


def test_columns_line_up_with_chinese_in_them() -> None:
    assert width_of("第1天") == 5
    assert padded("施工许可证核发", 6) == "施工许"
    assert padded("施工", 6) == "施工  "
