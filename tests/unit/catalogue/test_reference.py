from pathlib import Path

import pytest
import yaml

from tongjian.catalogue import ApplicantKind, Catalogue, KindOfAct, guide_to
from tongjian.rules import facts_of

_SOURCE = Path(__file__).parents[4] / "shared" / "domain" / "catalogue.yaml"

_FILINGS = "S1-04 S3-03 S3-04 S3-06 S3-07 S3-09 S4-04 S4-05 S4-07 S4-11 S4-12 P-02 P-29"


def test_seventy_five_items_serve_projects_and_three_serve_citizens(reference: Catalogue) -> None:
    assert sum(item.needs_project for item in reference.items) == 75
    assert [item.code for item in reference.items_of(None)] == ["C-01", "C-02", "C-03"]


def test_every_item_has_a_guide_with_materials_basis_and_results(reference: Catalogue) -> None:
    for item in reference.items:
        guide = guide_to(reference, item.code)
        assert guide.materials
        assert item.legal_basis
        assert item.results
        assert guide.lead.name
        assert reference.form(item.form).fields


def test_where_the_words_give_no_test_the_item_asks_its_own_question(reference: Catalogue) -> None:
    for item in reference.items:
        asked = item.condition.when and f"asks.{item.code}" in facts_of(item.condition.when)
        assert bool(asked) is (item.condition.label == "视项目情形")
        assert bool(item.condition.question) is bool(asked)


def test_an_item_that_always_applies_has_no_condition(reference: Catalogue) -> None:
    for item in reference.items:
        if item.condition.label == "总是适用":
            assert item.condition.when is None


def test_every_act_of_an_open_type_is_judged_with_a_reason(reference: Catalogue) -> None:
    for item in reference.items:
        if item.provenance.source_type == "其他行政权力":
            assert item.provenance.judged


def test_filings_are_exactly_the_receipts(reference: Catalogue) -> None:
    assert {i.code for i in reference.items if i.kind is KindOfAct.FILING} == set(_FILINGS.split())


def test_the_act_follows_the_type_where_the_type_is_plain(reference: Catalogue) -> None:
    plain = {
        "行政许可": KindOfAct.PERMIT,
        "行政确认": KindOfAct.CONFIRMATION,
        "政府内部协作": KindOfAct.INTERNAL,
        "中介服务": KindOfAct.SERVICE,
        "行政检查": KindOfAct.INSPECTION,
    }
    for item in reference.items:
        expected = plain.get(item.provenance.source_type)
        assert expected in (None, item.kind)


def test_the_investment_platform_decides_on_founding_a_project(reference: Catalogue) -> None:
    decided = {item.code for item in reference.items if item.handling.decided_in == "investment_platform"}
    assert decided == {"S1-01", "S1-02", "S1-03", "S1-04"}
    assert all(reference.item(code).handling.process == "outside" for code in decided)


def test_citizen_items_are_for_natural_persons_without_a_project(reference: Catalogue) -> None:
    for item in reference.items_of(None):
        assert not item.needs_project
        assert item.applicants == (ApplicantKind.NATURAL,)
        assert not item.applies_to


def test_the_rural_house_is_applied_for_with_at_most_six_typed_fields(reference: Catalogue) -> None:
    form = reference.form(reference.item("C-01").form)
    assert sum(field.is_typed for field in form.fields) <= 6


def test_a_brief_material_list_says_that_it_is_only_a_suggestion(reference: Catalogue) -> None:
    for item in reference.items:
        if item.provenance.detail == "brief":
            assert any("以当地办事指南为准" in source for source in item.provenance.sources)


def test_stage_limits_add_up_to_the_limit_of_the_type(reference: Catalogue) -> None:
    for project_type in reference.project_types:
        assert sum(days for _, days in project_type.stage_limits) == project_type.total_limit


def test_nothing_of_the_source_is_lost_or_changed(reference: Catalogue) -> None:
    if not _SOURCE.exists():
        pytest.skip(f"the reference material is not on this machine: {_SOURCE.name}")
    for raw in yaml.safe_load(_SOURCE.read_text(encoding="utf-8"))["items"]:
        item = reference.item(raw["id"])
        assert item.name == raw["name"]
        assert item.condition.label == raw["applies_when"]
        assert list(item.applies_to) == raw["applies_to"]
        assert ["|".join(term) for term in item.prerequisites] == raw["prerequisites"]
        assert list(item.legal_basis) == raw["legal_basis"]
        for stated, limit in (
            (item.limits.statutory, raw["statutory_limit"]),
            (item.limits.promised, raw["promised_limit"]),
        ):
            assert (stated.limit and stated.limit.days) == limit["days"]
            assert stated.limit is None or stated.limit.unit == limit["unit"]
        for ours, theirs in zip(item.materials, raw.get("materials", ()), strict=bool(raw.get("materials"))):
            assert (ours.name, ours.required, ours.registry) == (
                theirs["name"],
                theirs["required"],
                theirs["registry"],
            )
            assert "|".join(ours.from_items) == theirs.get("from_item", "")
        assert [one.name for one in item.results] == [one["name"] for one in raw["results"]]
