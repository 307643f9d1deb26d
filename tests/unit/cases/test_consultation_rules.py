"""The rules of consultation as data: what ships is lawful, and what is not is refused with every reason."""

from importlib.resources import files

import pytest
import yaml

from tests.unit.catalogue.projects import FACTORY
from tongjian.cases.consultations import (
    ConsultationRulesUnsound,
    Silence,
    read_consultation_rules,
    shipped_consultation_rules,
)

_FOLDER = files("tongjian.cases") / "data" / "consultation"
_PROPOSALS = (_FOLDER / "proposals.dmn").read_bytes()


def changed(code: str, **fields: object) -> bytes:
    raw = yaml.safe_load((_FOLDER / "types.yaml").read_bytes())
    row = next(one for one in raw["types"] if one["code"] == code)
    row.update(fields)
    return yaml.safe_dump(raw, allow_unicode=True).encode()


def problems_of(types: bytes, proposals: bytes = _PROPOSALS) -> set[str]:
    with pytest.raises(ConsultationRulesUnsound) as refused:
        read_consultation_rules(types, proposals)
    return {one.field.split(".")[-1] for one in refused.value.problems}


def test_every_shipped_kind_names_its_basis_and_its_source() -> None:
    rules = shipped_consultation_rules()
    assert all(one.basis and one.source for one in (*rules.types.values(), *rules.express))
    assert rules.types["joint"].silence is Silence.CONSENT


def test_rule_13_no_kind_takes_silence_for_an_agreement_the_law_demands() -> None:
    assert problems_of(changed("agreement", silence="consent")) == {"silence"}
    assert "unreasoned" in problems_of(changed("agreement", unreasoned="returned_once"))
    assert all(
        one.silence is not Silence.CONSENT
        for one in shipped_consultation_rules().types.values()
        if one.positive
    )


def test_everything_wrong_with_a_kind_is_told_at_once() -> None:
    wrong = changed("joint", basis="", source=" ", limit={"days": 0, "unit": "工作日"}, forwarded=None)
    assert problems_of(wrong) == {"basis", "source", "limit", "forwarded"}


def test_a_proposal_that_takes_silence_for_consent_where_the_law_does_not_is_refused() -> None:
    text = _PROPOSALS.decode()
    assert '"agreement"' in text
    wrong = text.replace('"agreement"', '"joint"').encode()
    assert problems_of((_FOLDER / "types.yaml").read_bytes(), wrong) == {"heritage", "national_security"}


def test_the_departments_to_ask_follow_from_what_the_project_has_declared() -> None:
    rules = shipped_consultation_rules()
    assert rules.propose(FACTORY) == ()
    asked = rules.propose(FACTORY | {"in_heritage_zone": True, "building_area_m2": 30000})
    assert {one.department: one.type for one in asked} == {"heritage": "agreement", "traffic_police": "joint"}
    assert all(one.question and one.source for one in asked)


def test_an_undeclared_fact_proposes_nobody() -> None:
    assert shipped_consultation_rules().propose({}) == ()
