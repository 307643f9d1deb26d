"""The staff page of one case: all that is known of it, and every act allowed now as a small form."""

from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian import cases
from tongjian.cases import CaseSheet, CaseState, Ticket, explained_clocks
from tongjian.identity import Role
from tongjian.kit import Absent, Conflict
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.fields import errors_of_form
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key
from tongjian.portal.refusals import said, status_of
from tongjian.portal.views.clock_words import whys_of
from tongjian.portal.views.officer import sheet as shown
from tongjian.portal.views.officer.act_forms import DOINGS, form_of
from tongjian.portal.views.officer.acting import PAPERED, Refused, act_on
from tongjian.portal.views.officer.consulting import table_on as consultations_of
from tongjian.portal.views.officer.inbox import WORKERS
from tongjian.portal.views.officer.procedures import procedures_shown
from tongjian.portal.views.officer.words import light_of, tone_of
from tongjian.portal.views.promises_shown import promises_shown

STAFF = (*WORKERS, Role.COORDINATOR, Role.SUPERVISOR)
"""Posts that may look at cases."""

_BEGINNING = frozenset({"review", "co_sign", "conclude"})


@dataclass(frozen=True, slots=True)
class ActView:
    """An act as the page offers it.

    Attributes:
        form: its fields; with errors and what was typed after a refusal.
        is_open: it stands unfolded.
        papered: its papers can be looked at before.
    """

    act: str
    label: str
    form: forms.Form
    danger: bool
    is_open: bool
    kind: str
    papered: bool


@post_page(*STAFF)
@require_http_methods(["GET", "POST"])
def case(request: SignedInRequest, case: UUID) -> HttpResponse:
    """Show a case; on POST do one act and come back with what it did."""
    if request.method == "POST":
        done = act_on(request, case)
        if isinstance(done, Refused):
            if isinstance(done.refusal, Absent):
                raise done.refusal
            return _page(request, case, done)
        messages.success(request, _(done.says), extra_tags="good")
        return HttpResponseRedirect(reverse("portal:staff_case", args=[case]))
    return _page(request, case, None)


def _page(request: SignedInRequest, case: UUID, refused: Refused | None) -> HttpResponse:
    sheet = opened(request, case)
    desk, catalogue = request.rooms.cases, request.rooms.catalogue
    conflict = refused.refusal if refused and refused.is_conflict else None
    errors = () if refused is None or conflict else errors_of_form(refused.form)
    acts = _acts(request, sheet, refused)
    context = {
        "sheet": sheet,
        "title": sheet.case.project_name or sheet.case.applicant_name,
        "state": _(sheet.state_label),
        "tone": tone_of(sheet.case.state).value,
        "light": light_of(sheet.clocks.light) if _is_running(sheet) else "",
        "facts": shown.facts_of(sheet),
        "clocks": shown.clocks_of(sheet, desk.calendars.current(), desk.today()),
        "whys": whys_of(explained_clocks(sheet.clocks, calendar=desk.calendars.current())),
        "procedures": procedures_shown(sheet),
        "consultations": consultations_of(sheet),
        "may_consult": any(one.act == "consult" for one in sheet.acts),
        "promises": promises_shown(sheet),
        "waiting": shown.waiting_of(sheet),
        "materials": shown.materials_of(sheet.materials, _("申请材料")),
        "answers": shown.answers_of(catalogue, sheet),
        "opinions": shown.opinions_of(sheet),
        "documents": shown.documents_of(sheet),
        "results": shown.results_of(sheet),
        "steps": shown.timeline_of(sheet),
        "acts": [one for one in acts if one.act != "judge_material"],
        "checking": next((one for one in acts if one.act == "judge_material"), None),
        "leaves": sheet.acceptance.leaves,
        "deemed": sheet.acceptance.deemed,
        "key": new_key(),
        "position": sheet.case.position,
        "conflict": said(conflict) if conflict else None,
        "typed": refused.typed if refused and conflict else (),
        "errors": errors,
        "previewed": refused is not None and refused.papers is not None,
        "papers": refused.papers if refused else None,
        "works": any(request.actor.has(role) for role in WORKERS),
    }
    answer = render(request, "portal/staff/case.html", context, status=_status(refused))
    return never_stored(answer)  # type: ignore[return-value]


def _is_running(sheet: CaseSheet) -> bool:
    return sheet.case.closed_at is None or sheet.clocks.next_due_on is not None


def _status(refused: Refused | None) -> HTTPStatus:
    if refused is None or refused.papers is not None:
        return HTTPStatus.OK
    return HTTPStatus.UNPROCESSABLE_ENTITY if refused.refusal is None else status_of(refused.refusal)


def opened(request: SignedInRequest, case: UUID) -> CaseSheet:
    """Return the case; the first reviewer to open an accepted case begins its review (部门开始办理)."""
    desk, actor = request.rooms.cases, request.actor
    sheet = cases.get_case(desk, actor, case=case)
    begins = sheet.case.state is CaseState.ACCEPTED and any(one.act in _BEGINNING for one in sheet.acts)
    if not begins or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return sheet
    ticket = Ticket(key=f"open-{case}-{sheet.case.position}", position=sheet.case.position)
    with suppress(Conflict):
        cases.begin_review(desk, actor, case=case, ticket=ticket)
    return cases.get_case(desk, actor, case=case)


def _acts(request: SignedInRequest, sheet: CaseSheet, refused: Refused | None) -> list[ActView]:
    item = shown.item_of(request.rooms.catalogue, sheet)
    points = shown.points_of(request.rooms.catalogue, sheet)
    offered = {one.act: one.label for one in sheet.acts if one.act in DOINGS}
    if item is None or not cases.enabled_kinds(item.special_procedures):
        offered.pop("pause", None)
    tried = refused.act if refused and refused.act in offered else ""
    views = []
    for at, (act, label) in enumerate(offered.items()):
        again = refused.form if refused and act == tried else None
        form = again or form_of(act, sheet, item=item, points=points)
        opened = act == tried if tried else at == 0
        kind = DOINGS[act].form.__name__.lower()
        views.append(
            ActView(act, _(label), form, DOINGS[act].danger, opened, kind=kind, papered=act in PAPERED)
        )
    return views
