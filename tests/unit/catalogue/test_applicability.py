import pytest

from tests.unit.catalogue.projects import FACTORY, HOUSING, PROJECTS, SCHOOL
from tongjian.catalogue import (
    Catalogue,
    UnknownEntry,
    UnknownItem,
    Verdict,
    applicability,
    applicable_items,
    open_questions,
    prerequisites_of,
)
from tongjian.rules import Fact


def verdict(catalogue: Catalogue, item: str, project_type: str, facts: dict[str, Fact]) -> Verdict:
    judged = applicability(catalogue, project_type=project_type, facts=facts)
    return next(one.verdict for one in judged if one.item.code == item)


@pytest.mark.parametrize("project", PROJECTS)
def test_every_condition_is_decided_for_a_typical_project(reference: Catalogue, project: str) -> None:
    project_type, facts = PROJECTS[project]
    judged = applicability(reference, project_type=project_type, facts=facts)
    assert len(judged) == 75
    assert [one.item.code for one in judged if one.verdict is Verdict.ASKS] == []


@pytest.mark.parametrize("project", PROJECTS)
def test_the_facts_of_a_typical_project_are_all_declared(reference: Catalogue, project: str) -> None:
    _, facts = PROJECTS[project]
    assert set(facts) <= {fact.name for fact in reference.facts}


def test_without_an_answer_an_item_asks_and_names_what_it_asks(reference: Catalogue) -> None:
    judged = applicability(reference, project_type="T3", facts={"investment_wan": 500})
    licence = next(one for one in judged if one.item.code == "S3-05")
    assert licence.verdict is Verdict.ASKS
    assert licence.unanswered == {"is_linear", "building_area_m2"}


def test_what_is_already_excluded_is_not_asked_again(reference: Catalogue) -> None:
    facts: dict[str, Fact] = {"eia_class": "report_book"}
    assert verdict(reference, "P-02", "T3", facts) is Verdict.DROPPED
    assert verdict(reference, "P-02", "T3", {"eia_class": "registration"}) is Verdict.ASKS


def test_the_site_opinion_is_dropped_for_granted_land_and_needed_for_allocated(reference: Catalogue) -> None:
    assert verdict(reference, "S1-05", "T3", HOUSING) is Verdict.DROPPED
    assert verdict(reference, "S1-05", "T4", FACTORY) is Verdict.DROPPED
    assert verdict(reference, "S1-05", "T1", SCHOOL) is Verdict.APPLIES


def test_an_enterprise_project_is_filed_or_approved_but_never_both(reference: Catalogue) -> None:
    for listed in (True, False):
        facts = {**HOUSING, "needs_approval_by_catalogue": listed}
        both = applicable_items(reference, project_type="T3", facts=facts) & {"S1-03", "S1-04"}
        assert both == {"S1-03" if listed else "S1-04"}


def test_fire_acceptance_is_either_examined_or_filed(reference: Catalogue) -> None:
    for special in (True, False):
        facts = {**FACTORY, "special_fire_project": special}
        needed = applicable_items(reference, project_type="T4", facts=facts)
        assert needed & {"S4-03", "S4-04"} == {"S4-03" if special else "S4-04"}


def test_a_road_needs_a_construction_permit_by_its_cost_alone(reference: Catalogue) -> None:
    road: dict[str, Fact] = {"is_linear": True, "building_area_m2": 0, "investment_wan": 900}
    assert verdict(reference, "S3-05", "T2", road) is Verdict.APPLIES
    assert verdict(reference, "S3-05", "T2", {**road, "is_linear": False}) is Verdict.DROPPED
    assert verdict(reference, "S3-05", "T2", {**road, "investment_wan": 29}) is Verdict.DROPPED


def test_soil_conservation_begins_at_half_a_hectare_or_a_thousand_cubic_metres(reference: Catalogue) -> None:
    small: dict[str, Fact] = {"site_area_ha": 0, "earthwork_m3": 999}
    assert verdict(reference, "P-04", "T4", small) is Verdict.DROPPED
    assert verdict(reference, "P-04", "T4", {**small, "earthwork_m3": 1000}) is Verdict.APPLIES


def test_only_what_still_matters_is_asked(reference: Catalogue) -> None:
    asked = {fact.name for fact in open_questions(reference, project_type="T3", facts={})}
    assert "government_funding" not in asked
    assert {"land_supply", "asks.P-27"} <= asked
    assert "energy_tce" not in {
        fact.name for fact in open_questions(reference, project_type="T3", facts={"power_wan_kwh": 500})
    }


@pytest.mark.parametrize("project", PROJECTS)
def test_a_typical_project_leaves_no_question_open(reference: Catalogue, project: str) -> None:
    project_type, facts = PROJECTS[project]
    assert open_questions(reference, project_type=project_type, facts=facts) == ()


def test_prerequisites_that_do_not_apply_are_dropped(reference: Catalogue) -> None:
    school = applicable_items(reference, project_type="T1", facts=SCHOOL)
    factory = applicable_items(reference, project_type="T4", facts=FACTORY)
    land = reference.item("S1-06")
    assert prerequisites_of(land, school) == (("S1-02",),)
    assert prerequisites_of(land, factory) == (("S1-04",),)
    assert prerequisites_of(reference.item("S1-02"), school) == (("S1-05",),)
    assert prerequisites_of(reference.item("S1-03"), factory) == ()
    assert prerequisites_of(reference.item("S4-07"), factory) == (("S4-02",), ("S4-04",))


def test_items_of_other_types_are_dropped_whatever_the_facts(reference: Catalogue) -> None:
    assert verdict(reference, "S2-03", "T1", SCHOOL) is Verdict.DROPPED


def test_unknown_types_and_items_are_refused(reference: Catalogue) -> None:
    with pytest.raises(UnknownEntry):
        applicability(reference, project_type="T9", facts={})
    with pytest.raises(UnknownItem):
        reference.item("S9-99")
