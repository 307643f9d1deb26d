"""Which results serve a unit project that was split off or merged, and which prerequisites stay."""

from datetime import UTC, datetime

from tests.unit.cases.sample import uid
from tongjian.cases.actions.applicability import possible_items
from tongjian.cases.domain.project import Project, UnitProject, covers, lineage
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
