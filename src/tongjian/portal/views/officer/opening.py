"""Beginning a case without an application: services, internal cooperation and inspections of a project."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian import cases
from tongjian.cases import PanoramaItem, Project
from tongjian.catalogue import KindOfAct
from tongjian.identity import Role
from tongjian.kit import Absent, Forbidden, Refusal
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import FieldError, StateTag, Tone
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, ticket_of
from tongjian.portal.refusals import PageAbsent, said, status_of
from tongjian.portal.views.officer.asking import typed_text, uuid_or_none
from tongjian.portal.wording import kind_name, wait_in_words

HOLDERS = (Role.PROVIDER, Role.REVIEWER, Role.APPROVER)
"""Posts that may begin the cases of what their organisation holds."""

_HELD = frozenset({KindOfAct.SERVICE, KindOfAct.INTERNAL, KindOfAct.INSPECTION})
_LONGEST_ITEM = 20


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One item of a project that the actor's organisation begins.

    Attributes:
        waits_for: what it waits for; empty when it may begin, or is done.
        href: its newest case; empty when it has none.
        key: tells the rows of one item apart: its code, and of a split project the unit project's number.
    """

    item: PanoramaItem
    kind: str
    state: StateTag
    waits_for: str
    href: str
    key: str


@post_page(*HOLDERS)
@require_http_methods(["GET", "POST"])
def open_case(request: SignedInRequest) -> HttpResponse:
    """Find a project by its code, with what the actor's organisation begins of it; on POST begin one."""
    code = typed_text(request, "code")
    project = cases.find_project_by_code(request.rooms.cases, request.actor, code=code) if code else None
    if request.method != "POST":
        return _page(request, code, project)
    if project is None:
        raise PageAbsent
    item = posted(request, "item", longest=_LONGEST_ITEM)
    unit = uuid_or_none(posted(request, "unit", longest=40))
    if (item, unit) not in {(one.code, one.unit_project) for one in _held(request, project)}:
        raise PageAbsent
    try:
        done = cases.open_by_holder(
            request.rooms.cases,
            request.actor,
            project=project.id,
            item=item,
            unit_project=unit,
            ticket=ticket_of(request),
        )
    except (Absent, Forbidden):
        raise
    except Refusal as refusal:
        return _page(request, code, project, refusal)
    messages.success(request, _(done.says), extra_tags="good")
    return HttpResponseRedirect(reverse("portal:staff_case", args=[done.id]))


def _page(
    request: SignedInRequest, code: str, project: Project | None, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "code": code,
        "project": project,
        "items": [_shown(one) for one in _held(request, project)] if project else (),
        "errors": (FieldError("", _told(refusal)),) if refusal else (),
        "posts": dict.fromkeys(one.organisation_name for one in request.actor.grants if one.role in HOLDERS),
        "key": new_key(),
    }
    status = status_of(refusal) if refusal else HTTPStatus.OK
    answer = render(request, "portal/staff/open_case.html", context, status=status)
    return never_stored(answer)  # type: ignore[return-value]


def _told(refusal: Refusal) -> str:
    told = said(refusal)
    return "。".join(part for part in (told.says, told.advice) if part)


def _held(request: SignedInRequest, project: Project) -> list[PanoramaItem]:
    """Return the items of a project that the actor's organisations begin, in the order of its stages."""
    codes = {one.code for one in request.actor.grants if one.role in HOLDERS}
    edition = request.rooms.catalogue.current()
    held = {
        one.code
        for one in edition.items
        if one.kind in _HELD and not one.handling.is_outside and one.handling.lead_department in codes
    }
    found = cases.get_panorama(request.rooms.cases, request.actor, project=project.id)
    return [one for lane in found.lanes for one in lane.items if one.code in held]


def _shown(one: PanoramaItem) -> HeldItem:
    return HeldItem(
        item=one,
        kind=kind_name(KindOfAct(one.kind)),
        state=_state(one),
        waits_for=wait_in_words(one.waits_for) if one.waits_for and not one.ready else "",
        href=reverse("portal:staff_case", args=[one.case]) if one.case else "",
        key=f"{one.code}-{one.unit_code.rpartition('-')[2]}" if one.unit_name else one.code,
    )


def _state(one: PanoramaItem) -> StateTag:
    if one.done:
        return StateTag(_("已办好"), Tone.GOOD)
    if one.ready:
        return StateTag(_("可以发起"), Tone.ACTIVE)
    if one.case is not None:
        return StateTag(_(one.state_label), Tone.ACTIVE)
    return StateTag(_("待确定") if one.verdict == "asks" else _("未到"))
