"""What stands beside a case while it is judged: versions of papers, contradictions, boxes."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from tongjian.cases import Building, Material, MaterialOrigin
from tongjian.cases.domain.contradictions import Contradiction, contradictions_of
from tongjian.cases.domain.judging import papers_of, read_box

_PAPER = Material(
    id=UUID(int=1),
    application=UUID(int=9),
    project=None,
    key="drawing",
    code="P-08-M01",
    name="图纸",
    file=UUID(int=2),
    file_name="图纸.pdf",
    sha256="aa",
    size=10,
    origin=MaterialOrigin.UPLOADED,
    source="",
    source_id=None,
    round=0,
    handed_in_at=datetime(2026, 6, 1, tzinfo=UTC),
)


def test_a_paper_handed_in_again_replaces_the_one_before_and_says_whether_it_changed() -> None:
    again = replace(_PAPER, id=UUID(int=3), sha256="bb", round=1)
    other = replace(_PAPER, id=UUID(int=4), key="form")
    histories = papers_of([_PAPER, other, again])
    assert [one.paper for one in histories] == [again, other]
    assert histories[0].earlier == (_PAPER,)
    assert histories[0].changed
    assert not histories[1].changed


def test_the_same_bytes_handed_in_again_are_no_change() -> None:
    assert not papers_of([_PAPER, replace(_PAPER, id=UUID(int=3), round=1)])[0].changed


@pytest.mark.parametrize("text", ["", "1,2,3", "1,2,3,4,5", "-1,2,3,4", "1,2,3,x", "1,2,3,40000"])
def test_what_is_no_box_is_none(text: str) -> None:
    assert read_box(text) is None


def test_a_box_is_four_numbers() -> None:
    assert read_box("0,10,1000,25") == (0, 10, 1000, 25)


def test_what_the_form_and_the_project_state_differently_is_told() -> None:
    found = contradictions_of(
        {"building_area_m2": "1200", "in_city": "no", "building_use": "housing", "site_area_ha": ""},
        {"building_area_m2": Decimal(1500), "in_city": True, "building_use": "housing", "site_area_ha": 2},
        applicant_name="精工制造有限公司",
    )
    assert found == (
        Contradiction("building_area_m2", "1200", "1500"),
        Contradiction("in_city", "no", "yes"),
    )


def test_the_same_number_written_otherwise_is_no_contradiction() -> None:
    facts = {"building_area_m2": Decimal(1500)}
    assert contradictions_of({"building_area_m2": "1500.00"}, facts, applicant_name="甲") == ()
    assert contradictions_of({"building_area_m2": "约1500"}, facts, applicant_name="甲") != ()


def test_another_name_than_the_registered_one_is_told() -> None:
    found = contradictions_of({"applicant_name": "李四"}, {}, applicant_name="张三")
    assert found == (Contradiction("applicant_name", "李四", "张三"),)


@pytest.mark.parametrize(("area", "told"), [(Decimal(1500), False), (Decimal(1501), True), (None, False)])
def test_buildings_may_not_sum_up_to_more_than_the_project(area: Decimal | None, *, told: bool) -> None:
    tower = Building(UUID(int=1), "1号楼", floor_area=area)
    found = contradictions_of(
        {}, {"building_area_m2": Decimal(1500)}, applicant_name="甲", buildings=(tower,)
    )
    assert bool(found) is told
