"""The project panorama: four stages and the parallel line as lanes; several ready items, one application."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongjian.cases import Lane, Panorama, PanoramaItem, begin_draft, get_measures, get_panorama
from tongjian.identity import Applicant, ApplicantKind, Role
from tongjian.kit import Invalid
from tongjian.portal.answers import show
from tongjian.portal.entry import application_page
from tongjian.portal.holdup_words import holdup_view
from tongjian.portal.parts import FieldError, Light, StateTag, Tone
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, ticket_of
from tongjian.portal.refusals import told_problem
from tongjian.portal.views.applicant.words import light_of
from tongjian.portal.views.measures import measures_table
from tongjian.portal.views.officer.asking import uuid_or_none

_APPLIED_FOR = frozenset({"permit", "confirmation", "filing"})
_NOT_YET, _FEW = 4, 2


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a lane as the page shows it."""

    item: PanoramaItem
    state: StateTag
    light: Light
    href: str
    pickable: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """The items of a lane that are decided for one thing, and may be applied for together.

    Attributes:
        unit: id of the unit project; empty for the whole project.
        name: of the unit project; empty where the project is not split, or for the whole.
        key: tells the groups of a lane apart in ids and keys; empty for the whole project.
        items: what runs, what is ready and what is done.
        folded: what cannot be begun yet, where there is more of it than fits beside the rest.
    """

    unit: str
    name: str
    key: str
    items: tuple[ItemView, ...]
    folded: tuple[ItemView, ...]
    pickable: int


@dataclass(frozen=True, slots=True)
class LaneView:
    """One lane: its items by what they are decided for; what is to do first, what is done, what waits."""

    lane: Lane
    groups: tuple[GroupView, ...]
    items: tuple[ItemView, ...]
    done: int


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
            unit_project=uuid_or_none(posted(request, "unit", longest=40)),
            on_behalf_of=standing_applicant(request, found),
            ticket=ticket_of(request),
        )
    except Invalid as refusal:
        lane = posted(request, "lane", longest=5)
        place = next((f"lane-{one.stage}" for one in found.lanes if one.stage == lane), "")
        errors = tuple(FieldError(place, told_problem(one)) for one in refusal.problems)
        return _show(request, found, errors)
    return HttpResponseRedirect(reverse("portal:draft", args=[begun.id]))


def _show(request: SignedInRequest, found: Panorama, errors: tuple[FieldError, ...] = ()) -> HttpResponse:
    at_counter = standing_applicant(request, found) is not None
    may_apply = at_counter or request.actor.may_act_for(found.project.applicant)
    lanes = [_lane(one, may_apply=may_apply, at_counter=at_counter) for one in found.lanes]
    shown = [one for lane in lanes for one in lane.items]
    kind = request.rooms.catalogue.current().project_type(found.project.type)
    parts = [one for one in found.unit_projects if one.code != found.project.code]
    gone = {code for one in parts for code in one.previous}
    context = {
        "panorama": found,
        "holdup": holdup_view(found.holdup) if found.holdup else None,
        "project": found.project,
        "kind": kind,
        "units": parts or found.unit_projects,
        "at_counter": at_counter,
        "may_change": may_apply,
        "present": {one.id for one in parts or found.unit_projects if one.code not in gone},
        "stages": [lane for lane in lanes if lane.lane.stage != "P"],
        "parallel": [lane for lane in lanes if lane.lane.stage == "P"],
        "done": sum(one.item.done for one in shown),
        "total": sum(one.item.verdict == "applies" or one.item.done for one in shown),
        "running": sum(one.item.case is not None and not one.item.done for one in shown),
        "asks": len({label for one in shown for label in one.item.unanswered}),
        "measures": measures_table(
            get_measures(request.rooms.cases, request.actor, project=found.project.id)
        ),
        "errors": errors,
        "key": new_key(),
    }
    return show(request, "portal/applicant/panorama.html", context)


def standing_applicant(request: SignedInRequest, found: Panorama) -> Applicant | None:
    """Return the project's applicant where a counter clerk acts for him, None where he acts himself."""
    project = found.project
    if request.actor.may_act_for(project.applicant) or not request.actor.has(Role.CLERK):
        return None
    return Applicant(project.applicant, ApplicantKind.LEGAL, project.applicant_name, project.applicant_code)


def _lane(lane: Lane, *, may_apply: bool, at_counter: bool) -> LaneView:
    items = [_item(one, may_apply=may_apply, at_counter=at_counter) for one in lane.items]
    groups: dict[str, list[ItemView]] = {}
    for one in sorted(items, key=_order):
        groups.setdefault(one.item.unit_code, []).append(one)
    return LaneView(
        lane,
        tuple(_group(groups[code]) for code in sorted(groups)),
        tuple(items),
        sum(one.item.done for one in items),
    )


def _group(items: list[ItemView]) -> GroupView:
    first = items[0].item
    later = [one for one in items if _order(one) >= _NOT_YET]
    folded = later if len(later) > _FEW else []
    return GroupView(
        unit=str(first.unit_project or ""),
        name=first.unit_name,
        key=first.unit_code.rpartition("-")[2] if first.unit_name else "",
        items=tuple(one for one in items if one not in folded),
        folded=tuple(folded),
        pickable=sum(one.pickable for one in items),
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
    return _NOT_YET + 1 if one.item.verdict == "asks" else _NOT_YET


def _item(one: PanoramaItem, *, may_apply: bool, at_counter: bool) -> ItemView:
    pickable = may_apply and one.ready and not one.decided_in and one.kind in _APPLIED_FOR
    page = "portal:staff_case" if at_counter else "portal:my_case"
    href = reverse(page, args=[one.case]) if one.case else reverse("portal:item", args=[one.code])
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
