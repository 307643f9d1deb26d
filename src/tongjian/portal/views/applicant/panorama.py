"""The project panorama: four stages and the parallel line as lanes; several ready items, one application."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongjian.cases import (
    Building,
    Lane,
    Panorama,
    PanoramaItem,
    add_unit_project,
    begin_draft,
    get_panorama,
)
from tongjian.kit import Invalid
from tongjian.portal.answers import show
from tongjian.portal.entry import application_page
from tongjian.portal.fields import FieldView
from tongjian.portal.parts import FieldError, Light, StateTag, Tone
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, ticket_of
from tongjian.portal.refusals import told_problem
from tongjian.portal.views.applicant.words import light_of

_APPLIED_FOR = frozenset({"permit", "confirmation", "filing"})


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a lane as the page shows it."""

    item: PanoramaItem
    state: StateTag
    light: Light
    href: str
    pickable: bool


@dataclass(frozen=True, slots=True)
class LaneView:
    """One lane: what is to do first, what is done, what waits."""

    lane: Lane
    items: tuple[ItemView, ...]
    done: int
    pickable: int


@application_page
def project(request: SignedInRequest, project: UUID) -> HttpResponse:
    """Show the panorama of a project."""
    return _show(request, get_panorama(request.rooms.cases, request.actor, project=project))


@application_page
@require_POST
def apply(request: SignedInRequest, project: UUID) -> HttpResponseBase:
    """Begin one application for the items picked in one stage (并联申报)."""
    found = get_panorama(request.rooms.cases, request.actor, project=project)
    items = tuple(dict.fromkeys(code for code in request.POST.getlist("items") if len(code) < 20))  # noqa: PLR2004
    try:
        begun = begin_draft(
            request.rooms.cases,
            request.actor,
            items=items,
            applicant=found.project.applicant,
            project=project,
            ticket=ticket_of(request),
        )
    except Invalid as refusal:
        lane = posted(request, "lane", longest=5)
        place = next((f"lane-{one.stage}" for one in found.lanes if one.stage == lane), "")
        errors = tuple(FieldError(place, told_problem(one)) for one in refusal.problems)
        return _show(request, found, errors)
    return HttpResponseRedirect(reverse("portal:draft", args=[begun.id]))


@application_page
@require_http_methods(["GET", "POST"])
def add_unit(request: SignedInRequest, project: UUID) -> HttpResponseBase:
    """Split off a unit project (工程) with its buildings (单体)."""
    found = get_panorama(request.rooms.cases, request.actor, project=project)
    typed = {name: posted(request, name, longest=1000) for name in ("name", "scope", "buildings")}
    errors: dict[str, str] = {}
    if request.method == "POST":
        names = [line.strip() for line in typed["buildings"].splitlines() if line.strip()]
        try:
            add_unit_project(
                request.rooms.cases,
                request.actor,
                project=project,
                name=typed["name"],
                scope=typed["scope"],
                buildings=tuple(Building(uuid4(), name) for name in names),
                ticket=ticket_of(request),
            )
        except Invalid as refusal:
            errors = {one.field: told_problem(one) for one in refusal.problems}
        else:
            messages.success(request, _("工程已登记"), extra_tags="good")
            return HttpResponseRedirect(reverse("portal:project", args=[project]))
    fields = _unit_fields(typed, errors)
    context = {
        "panorama": found,
        "project": found.project,
        "fields": fields,
        "errors": tuple(error for one in fields for error in one.errors),
        "key": new_key(),
    }
    return show(request, "portal/applicant/unit_project.html", context)


def _unit_fields(typed: dict[str, str], errors: dict[str, str]) -> tuple[FieldView, ...]:
    name, scope, hint = _("工程名称"), _("建设内容"), _("每行一个，例如：1#住宅楼")
    lines = typed["buildings"]
    return (
        FieldView("id_name", "name", name, "text", typed["name"], error=errors.get("name", ""), width="l"),
        FieldView("id_scope", "scope", scope, "text", typed["scope"], required=False),
        FieldView("id_buildings", "buildings", _("单体"), "textarea", lines, hint, required=False),
    )


def _show(request: SignedInRequest, found: Panorama, errors: tuple[FieldError, ...] = ()) -> HttpResponse:
    may_apply = request.actor.may_act_for(found.project.applicant)
    lanes = [_lane(one, may_apply=may_apply) for one in found.lanes]
    shown = [one for lane in lanes for one in lane.items]
    kind = request.rooms.catalogue.current().project_type(found.project.type)
    context = {
        "panorama": found,
        "project": found.project,
        "kind": kind,
        "stages": [lane for lane in lanes if lane.lane.stage != "P"],
        "parallel": [lane for lane in lanes if lane.lane.stage == "P"],
        "done": sum(one.item.done for one in shown),
        "total": sum(one.item.verdict == "applies" or one.item.done for one in shown),
        "running": sum(one.item.case is not None and not one.item.done for one in shown),
        "asks": len({label for one in shown for label in one.item.unanswered}),
        "errors": errors,
        "key": new_key(),
    }
    return show(request, "portal/applicant/panorama.html", context)


def _lane(lane: Lane, *, may_apply: bool) -> LaneView:
    items = tuple(_item(one, may_apply=may_apply) for one in lane.items)
    ordered = sorted(items, key=_order)
    return LaneView(
        lane, tuple(ordered), sum(one.item.done for one in items), sum(one.pickable for one in items)
    )


def _order(one: ItemView) -> int:
    """Running and ready items first, then done, then waiting, then asked about."""
    if one.item.case is not None and not one.item.done:
        return 0
    if one.pickable:
        return 1
    if one.item.ready:
        return 2
    if one.item.done:
        return 3
    return 5 if one.item.verdict == "asks" else 4


def _item(one: PanoramaItem, *, may_apply: bool) -> ItemView:
    pickable = may_apply and one.ready and not one.decided_in and one.kind in _APPLIED_FOR
    href = reverse("portal:my_case", args=[one.case]) if one.case else reverse("portal:item", args=[one.code])
    running = one.case is not None and not one.done
    return ItemView(one, _state(one), light_of(one.light) if running else Light.NONE, href, pickable)


def _state(one: PanoramaItem) -> StateTag:
    if one.done:
        return StateTag(_("已办好"), Tone.GOOD)
    if one.case is not None:
        return StateTag(_(one.state_label), Tone.ACTIVE)
    if one.verdict == "asks":
        return StateTag(_("待确定"), Tone.PLAIN)
    if one.ready and one.decided_in:
        return StateTag(_("在别处办"), Tone.PLAIN)
    if one.ready:
        return StateTag(_("可以办") if one.kind in _APPLIED_FOR else _("等待发起"), Tone.ACTIVE)
    return StateTag(_("未到"), Tone.PLAIN)
