"""Building the catalogue's values out of a document whose shape was checked."""

from collections.abc import Mapping
from typing import Any, cast

from tongjian.calendar import TimeLimit, TimeUnit
from tongjian.catalogue.domain.catalogue import (
    Catalogue,
    Choice,
    Department,
    FactDeclaration,
    OutsideSystem,
    ProjectType,
    Registry,
    Stage,
)
from tongjian.catalogue.domain.check_points import read_check_points
from tongjian.catalogue.domain.documents import Json
from tongjian.catalogue.domain.form_reading import read_form
from tongjian.catalogue.domain.forms import Form
from tongjian.catalogue.domain.items import (
    ApplicantKind,
    Condition,
    ExchangeTerms,
    Handling,
    Item,
    KindOfAct,
    Limits,
    MaterialSpec,
    Provenance,
    ResultSpec,
    SpecialProcedure,
    StatedLimit,
    Validity,
)
from tongjian.catalogue.domain.review_points import read_review_points
from tongjian.catalogue.errors import MalformedCatalogue, MalformedForm
from tongjian.kit import Problem
from tongjian.rules import MalformedPredicate, Predicate, read_predicate

_QUESTIONS_GROUP = "其他事项是否需要办理"
"""Heading over the questions that decide about one item each."""

_GENERAL_PERMIT_LIMIT: Json = {
    "days": 20,
    "unit": "工作日",
    "note": "未另行规定时限的行政许可，适用一般时限",
    "source": "《中华人民共和国行政许可法》第四十二条第一款",
}
"""The limit of a permit for which no law names one, where the catalogue does not say it itself."""

_Raw = Mapping[str, Any]
"""A part of the document; its shape was checked against the structure before."""


def build(data: dict[str, Json], *, edition: str) -> Catalogue:
    """Return the catalogue of checked data.

    Raises:
        MalformedCatalogue: conditions and forms that cannot be read, each with item id and field.
    """
    raw = cast("_Raw", data)
    problems: list[Problem] = []
    general = raw["meta"].get("general_permit_limit", _GENERAL_PERMIT_LIMIT)
    items = tuple(_item(one, general, problems) for one in raw["items"])
    forms = _forms(raw["forms"], problems)
    if problems:
        raise MalformedCatalogue(problems=tuple(problems))
    return Catalogue(
        edition=edition,
        version=raw["meta"]["version"],
        title=raw["meta"]["title"],
        stages=tuple(Stage(**one) for one in raw["stages"]),
        project_types=tuple(_project_type(one) for one in raw["project_types"]),
        departments=tuple(Department(**one) for one in raw["departments"]),
        registries=tuple(Registry(**one) for one in raw["registries"]),
        outside_systems=tuple(OutsideSystem(**one) for one in raw["outside_systems"]),
        facts=(*(_fact(one) for one in raw["facts"]), *_questions(items)),
        common_materials=tuple(_material(one) for one in raw["common_materials"]),
        items=items,
        forms=forms,
        review_points=read_review_points(raw.get("review_points", ())),
        check_points=read_check_points(raw.get("check_points", ())),
    )


def _project_type(raw: _Raw) -> ProjectType:
    return ProjectType(
        id=raw["id"],
        name=raw["name"],
        standard_code=raw["standard_code"],
        total_limit=raw["total_limit"],
        stage_limits=tuple(sorted(raw["stage_limits"].items())),
        note=raw.get("note", ""),
    )


def _fact(raw: _Raw) -> FactDeclaration:
    choices = tuple(Choice(**one) for one in raw.get("choices", ()))
    return FactDeclaration(
        name=raw["name"],
        label=raw["label"],
        kind=raw["kind"],
        choices=choices,
        unit=raw.get("unit", ""),
        help=raw.get("help", ""),
        group=raw["group"],
    )


def _questions(items: tuple[Item, ...]) -> tuple[FactDeclaration, ...]:
    return tuple(
        FactDeclaration(
            f"asks.{item.code}", item.condition.question, "yes_no", group=_QUESTIONS_GROUP, item=item.code
        )
        for item in items
        if item.condition.question
    )


def _forms(raws: list[Json], problems: list[Problem]) -> tuple[Form, ...]:
    forms: list[Form] = []
    for position, raw in enumerate(raws):
        try:
            forms.append(read_form(raw))
        except MalformedForm as refusal:
            code = raw.get("code") if isinstance(raw, dict) else None
            problems += [
                Problem(f"forms.{code or position}.{one.field}", one.says, one.facts)
                for one in refusal.problems
            ]
    return tuple(forms)


def _item(raw: _Raw, general: _Raw, problems: list[Problem]) -> Item:
    procedures = tuple(SpecialProcedure(**one) for one in raw.get("special_procedures", ()))
    return Item(
        code=raw["id"],
        version=raw["version"],
        name=raw["name"],
        kind=KindOfAct(raw["kind"]),
        stage=raw["stage"],
        line=raw["line"],
        needs_project=raw["needs_project"],
        applicants=tuple(ApplicantKind(one) for one in raw["applicants"]),
        applies_to=tuple(raw["applies_to"]),
        condition=_condition(raw, problems),
        prerequisites=tuple(_alternatives(term) for term in raw["prerequisites"]),
        soft_prerequisites=tuple(
            code for term in raw.get("soft_prerequisites", ()) for code in _alternatives(term)
        ),
        handling=_handling(raw["handling"]),
        limits=Limits(_limit(_statutory(raw, general)), _limit(raw["promised_limit"])),
        special_procedures=procedures,
        milestone=raw["milestone"],
        pledge=raw.get("pledge", ""),
        legal_basis=tuple(raw["legal_basis"]),
        materials=tuple(_material(one) for one in raw["materials"]),
        common_materials=tuple(raw.get("common_materials", ())),
        results=tuple(_result(one) for one in raw["results"]),
        form=raw["form"],
        keywords=tuple(raw.get("keywords", ())),
        exchange=_exchange(raw["exchange"], procedures),
        provenance=_provenance(raw),
    )


def _condition(raw: _Raw, problems: list[Problem]) -> Condition:
    condition = raw["condition"]
    return Condition(
        condition["label"],
        _predicate(condition.get("when"), f"{raw['id']}.condition.when", problems),
        condition.get("question", ""),
    )


def _predicate(raw: Json, where: str, problems: list[Problem]) -> Predicate | None:
    if raw is None:
        return None
    try:
        return read_predicate(raw, where=where)
    except MalformedPredicate as refusal:
        problems.append(Problem(refusal.where, "条件写法不正确：%(what)s", (("what", refusal.what),)))
        return None


def _alternatives(term: str) -> tuple[str, ...]:
    return tuple(term.split("|"))


def _handling(raw: _Raw) -> Handling:
    return Handling(
        lead_department=raw["lead"],
        lead_department_text=raw["lead_text"],
        co_departments=tuple(raw.get("co", ())),
        consults=raw.get("consults", False),
        decided_in=raw.get("decided_in", "here"),
        process=raw["process"],
        window=raw["window"],
    )


def _statutory(raw: _Raw, general: _Raw) -> _Raw:
    """Return the statutory limit; a permit without one has the general one, unless its item waives that."""
    own: _Raw = raw["statutory_limit"]
    takes_general = (
        raw["kind"] == KindOfAct.PERMIT and own["days"] is None and own.get("general_applies", True)
    )
    return general if takes_general else own


def _limit(raw: _Raw) -> StatedLimit:
    limit = None if raw["days"] is None else TimeLimit(raw["days"], TimeUnit(raw["unit"]))
    return StatedLimit(limit, raw.get("note", ""), raw.get("source", ""))


def _material(raw: _Raw) -> MaterialSpec:
    return MaterialSpec(
        code=raw["code"],
        key=raw["key"],
        name=raw["name"],
        form=raw["form"],
        source=raw["source"],
        required=raw["required"],
        tolerable=raw["tolerable"],
        commitable=raw["commitable"],
        registry=raw.get("registry"),
        from_items=_alternatives(raw["from_item"]) if "from_item" in raw else (),
        note=raw.get("note", ""),
    )


def _result(raw: _Raw) -> ResultSpec:
    return ResultSpec(
        code=raw["code"],
        name=raw["name"],
        kind=raw["kind"],
        validity_text=raw.get("validity_text", ""),
        validity=Validity(**raw["validity"]) if "validity" in raw else None,
        number_format=raw.get("number_format", ""),
        number_scheme=raw["number_scheme"],
        electronic_licence=raw.get("electronic_licence", ""),
    )


def _exchange(raw: _Raw, procedures: tuple[SpecialProcedure, ...]) -> ExchangeTerms:
    return ExchangeTerms(
        standard_item=raw.get("standard_item", ""),
        standard_stage=raw["standard_stage"],
        publicity=raw["publicity"],
        handling_type=raw["handling_type"],
        special_procedures=tuple(sorted({one.code for one in procedures})),
    )


def _provenance(raw: _Raw) -> Provenance:
    return Provenance(
        source_type=raw["type"],
        detail=raw["detail"],
        confidence=raw["confidence"],
        sources=tuple(raw.get("sources", ())),
        notes=raw.get("notes", ""),
        judged=raw.get("judged", ""),
    )
