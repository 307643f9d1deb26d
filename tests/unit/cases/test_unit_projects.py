"""Which results serve a unit project that was split off or merged, and which prerequisites stay."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from tests.unit.cases.sample import uid
from tongjian.cases.actions.applicability import possible_items
from tongjian.cases.domain.project import Building, Project, UnitProject, covers, lineage, present_units
from tongjian.cases.domain.stages import is_decided_by_unit
from tongjian.catalogue import Catalogue, applicable_items, read_catalogue, reference_texts

ROOT = "2606-370811-04-01-123456"


def unit(code: str, *previous: str) -> UnitProject:
    return UnitProject(id=uid(1), project=uid(2), code=code, name=code, scope="", previous=previous)


WHOLE = unit(ROOT)
SPLIT = (WHOLE, unit("A"), unit("B"))
MERGED = (*SPLIT, unit("C", "A", "B"), unit("D", "A"))


def serves(held: dict[str, set[str]], code: str, units: tuple[UnitProject, ...] = MERGED) -> bool:
    return covers(units, held, code=code, root=ROOT, item="S2-02")


def test_a_result_for_the_whole_project_serves_every_unit_project() -> None:
    assert all(serves({ROOT: {"S2-02"}}, code) for code in (ROOT, "A", "B", "C", "D"))


def test_a_result_of_one_part_serves_that_part_and_what_came_of_it_alone() -> None:
    held = {"A": {"S2-02"}}
    assert [code for code in (ROOT, "A", "B", "C", "D") if serves(held, code)] == ["A", "D"]


def test_what_was_merged_needs_the_result_of_every_part() -> None:
    assert serves({"A": {"S2-02"}, "B": {"S2-02"}}, "C")
    assert serves({"A": {"S2-02"}, "B": {"S2-02"}}, ROOT, SPLIT)


def test_another_item_serves_nothing() -> None:
    assert not serves({ROOT: {"S1-06"}}, "A")


def test_a_lineage_goes_from_the_unit_project_back_to_the_whole() -> None:
    assert lineage(MERGED, code="C", root=ROOT) == ("C", "A", "B", ROOT)
    assert lineage(MERGED, code=ROOT, root=ROOT) == (ROOT,)


def test_an_item_whose_question_is_open_still_stands_as_a_prerequisite() -> None:
    catalogue: Catalogue = read_catalogue(reference_texts())
    project = Project(
        id=uid(1),
        code=ROOT,
        name="厂房",
        type="T4",
        region="370811",
        region_office=uid(2),
        address="某路",
        applicant=uid(3),
        applicant_name="某公司",
        applicant_code="",
        facts={},
        registered_at=datetime(2026, 6, 1, tzinfo=UTC),
    )
    known = applicable_items(catalogue, project_type="T4", facts={})
    assert known < possible_items(catalogue, project)


def test_the_present_unit_projects_are_those_neither_split_nor_merged_since() -> None:
    def present(*units: UnitProject) -> list[str]:
        return [one.code for one in present_units(units, root=ROOT)]

    assert present(WHOLE) == [ROOT]
    assert present(*SPLIT) == ["A", "B"]
    assert present(*MERGED) == ["C", "D"]
    assert present(WHOLE, unit("A", ROOT), unit("B", ROOT)) == ["A", "B"]


def test_the_whole_needs_what_its_present_parts_need_and_no_more() -> None:
    assert serves({"C": {"S2-02"}, "D": {"S2-02"}}, ROOT)
    assert not serves({"C": {"S2-02"}}, ROOT)
    assert serves({"A": {"S2-02"}, "B": {"S2-02"}}, ROOT)


def test_a_building_has_the_area_declared_or_that_of_its_parts() -> None:
    house = Building(id=uid(1), name="1号楼")
    assert house.whole_area is None
    parts = replace(house, area_above=Decimal(900), area_below=Decimal("100.5"))
    assert parts.whole_area == Decimal("1000.5")
    assert replace(parts, floor_area=Decimal(1100)).whole_area == Decimal(1100)


def test_the_third_and_fourth_stage_are_decided_for_each_unit_project() -> None:
    assert [stage for stage in ("1", "2", "3", "4", "P", "") if is_decided_by_unit(stage)] == ["3", "4"]
