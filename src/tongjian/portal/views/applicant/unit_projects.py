"""Registering a unit project (工程) with its buildings (单体), one block of fields for each building."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from tongjian.cases import Building, Panorama, UnitProject, add_buildings, add_unit_project, get_panorama
from tongjian.kit import Invalid
from tongjian.portal.answers import show
from tongjian.portal.entry import application_page
from tongjian.portal.fields import FieldView, Option
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, posted_number, ticket_of
from tongjian.portal.refusals import PageAbsent, told_problem

_MOST = 50
"""Buildings on one page; more come through the open API."""


@dataclass(frozen=True, slots=True)
class _Measure:
    name: str
    label: str
    unit: str
    whole: bool = False


_MEASURES = (
    _Measure("area_above", gettext_noop("地上建筑面积"), gettext_noop("平方米")),
    _Measure("area_below", gettext_noop("地下建筑面积"), gettext_noop("平方米")),
    _Measure("storeys_above", gettext_noop("地上层数"), gettext_noop("层"), whole=True),
    _Measure("storeys_below", gettext_noop("地下层数"), gettext_noop("层"), whole=True),
    _Measure("height", gettext_noop("建筑高度"), gettext_noop("米")),
)
_BUILDING_FIELDS = ("name", *(one.name for one in _MEASURES))

Typed = dict[str, str]


@dataclass(frozen=True, slots=True)
class BuildingView:
    """One building's block of fields."""

    number: int
    name: FieldView
    measures: tuple[FieldView, ...]


@application_page
@require_http_methods(["GET", "POST"])
def add_unit(request: SignedInRequest, project: UUID) -> HttpResponseBase:
    """Ask for a unit project and its buildings; register it, or give room for one more building."""
    found = get_panorama(request.rooms.cases, request.actor, project=project)
    count = max(1, min(_MOST, posted_number(request, "count")))
    unit = {name: posted(request, name, longest=1000) for name in ("name", "scope")}
    buildings = [_typed(request, at) for at in range(count)]
    previous = tuple(code for code in request.POST.getlist("previous")[:_MOST] if len(code) <= 40)  # noqa: PLR2004
    if request.method != "POST":
        return _ask(request, found, unit, buildings, previous)
    if "more" in request.POST:
        return _ask(request, found, unit, [*buildings, {}][:_MOST], previous)
    kept = [at for at, one in enumerate(buildings) if any(one.values())]
    errors: dict[str, str] = {}
    read = tuple(_read(buildings[at], f"buildings.{at}", errors) for at in kept)
    if not errors:
        try:
            add_unit_project(
                request.rooms.cases, request.actor, project=project, name=unit["name"], scope=unit["scope"],
                previous=previous, buildings=read, ticket=ticket_of(request),
            )  # fmt: skip
        except Invalid as refusal:
            errors = {_place(one.field, kept): told_problem(one) for one in refusal.problems}
        else:
            messages.success(request, _("工程已登记"), extra_tags="good")
            return HttpResponseRedirect(reverse("portal:project", args=[project]))
    return _ask(request, found, unit, buildings, previous, errors)


@application_page
@require_http_methods(["GET", "POST"])
def add_more(request: SignedInRequest, project: UUID, unit: UUID) -> HttpResponseBase:
    """Ask for further buildings of a unit project; register them, or give room for one more."""
    found = get_panorama(request.rooms.cases, request.actor, project=project)
    grown = next((one for one in found.unit_projects if one.id == unit), None)
    if grown is None:
        raise PageAbsent
    count = max(1, min(_MOST, posted_number(request, "count")))
    buildings = [_typed(request, at) for at in range(count)]
    if request.method != "POST":
        return _ask_buildings(request, found, grown, buildings)
    if "more" in request.POST:
        return _ask_buildings(request, found, grown, [*buildings, {}][:_MOST])
    kept = [at for at, one in enumerate(buildings) if any(one.values())]
    errors: dict[str, str] = {}
    read = tuple(_read(buildings[at], f"buildings.{at}", errors) for at in kept)
    if not errors:
        try:
            add_buildings(
                request.rooms.cases, request.actor, project=project, unit_project=unit, buildings=read,
                ticket=ticket_of(request),
            )  # fmt: skip
        except Invalid as refusal:
            errors = {_place(one.field, kept): told_problem(one) for one in refusal.problems}
        else:
            messages.success(request, _("单体已登记"), extra_tags="good")
            return HttpResponseRedirect(reverse("portal:project", args=[project]))
    return _ask_buildings(request, found, grown, buildings, errors)


def _ask_buildings(
    request: SignedInRequest,
    found: Panorama,
    unit: UnitProject,
    buildings: list[Typed],
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    wrong = dict(errors or {})
    if "buildings" in wrong:
        wrong = {"buildings.0.name": wrong.pop("buildings"), **wrong}
    blocks = tuple(_block(at, one, wrong) for at, one in enumerate(buildings))
    drawn = tuple(field for block in blocks for field in (block.name, *block.measures))
    shown = {field.name for field in drawn}
    context = {
        "project": found.project,
        "unit": unit,
        "blocks": blocks,
        "full": len(blocks) >= _MOST,
        "errors": (
            *(FieldError("", text) for name, text in wrong.items() if name not in shown),
            *(error for field in drawn for error in field.errors),
        ),
        "key": new_key(),
    }
    return show(request, "portal/applicant/buildings.html", context)


def _typed(request: SignedInRequest, at: int) -> Typed:
    return {name: posted(request, f"buildings.{at}.{name}", longest=300) for name in _BUILDING_FIELDS}


def _place(field: str, kept: list[int]) -> str:
    """Return the field on the page, where empty blocks stand between the buildings that were told."""
    first, dot, rest = field.removeprefix("buildings.").partition(".")
    return f"buildings.{kept[int(first)]}.{rest}" if dot and first.isdigit() else field


def _read(typed: Typed, where: str, errors: dict[str, str]) -> Building:
    told: dict[str, Any] = {"name": typed["name"]}
    for one in _MEASURES:
        text = typed[one.name].replace(",", "").replace("，", "")
        try:
            told[one.name] = (int(text) if one.whole else Decimal(text)) if text else None
        except (ValueError, InvalidOperation):
            wanted = _("%(label)s请填写整数") if one.whole else _("%(label)s请填写数字")
            errors[f"{where}.{one.name}"] = wanted % {"label": _(one.label)}
    return Building(id=UUID(int=0), **told)


def _ask(
    request: SignedInRequest,
    found: Panorama,
    unit: Typed,
    buildings: list[Typed],
    previous: tuple[str, ...],
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    wrong = errors or {}
    name, scope = wrong.get("name", ""), wrong.get("scope", "")
    fields = (
        FieldView("id_name", "name", _("工程名称"), "text", unit["name"], error=name, width="l"),
        FieldView("id_scope", "scope", _("建设内容"), "text", unit["scope"], error=scope, required=False),
        *_previous_fields(found, previous, wrong.get("previous", "")),
    )  # fmt: skip
    blocks = tuple(_block(at, one, wrong) for at, one in enumerate(buildings))
    drawn = (*fields, *(field for block in blocks for field in (block.name, *block.measures)))
    shown = {field.name for field in drawn}
    context = {
        "project": found.project,
        "fields": fields,
        "blocks": blocks,
        "full": len(blocks) >= _MOST,
        "errors": (
            *(FieldError("", text) for name, text in wrong.items() if name not in shown),
            *(error for field in drawn for error in field.errors),
        ),
        "key": new_key(),
    }
    return show(request, "portal/applicant/unit_project.html", context)


def _previous_fields(found: Panorama, picked: tuple[str, ...], error: str) -> tuple[FieldView, ...]:
    """Return the question which unit projects of the stage before it comes of, where there are any."""
    parts = [one for one in found.unit_projects if one.code != found.project.code]
    if not parts:
        return ()
    options = tuple(
        Option(one.code, f"{one.name}（{one.code}）", one.code in picked, f"id_previous_{at}")
        for at, one in enumerate(parts)
    )
    hint = _("从已登记的工程拆分或合并出来的才选；选了以后，由新的工程代替它们。")
    return (
        FieldView(options[0].id, "previous", _("前阶段工程"), "checkboxes", hint=hint, error=error,
                  required=False, options=options),
    )  # fmt: skip


def _block(at: int, typed: Typed, errors: dict[str, str]) -> BuildingView:
    stem = f"buildings.{at}"

    def field(name: str, label: str, *, unit: str = "", width: str = "s", keyboard: str = "") -> FieldView:
        return FieldView(
            f"id_{stem}.{name}".replace(".", "-"), f"{stem}.{name}", label, "text", typed.get(name, ""),
            error=errors.get(f"{stem}.{name}", ""), required=False, width=width, unit=unit, keyboard=keyboard,
        )  # fmt: skip

    return BuildingView(
        at + 1,
        field("name", _("单体名称"), width="m"),
        tuple(
            field(one.name, _(one.label), unit=_(one.unit), keyboard="numeric" if one.whole else "decimal")
            for one in _MEASURES
        ),
    )
