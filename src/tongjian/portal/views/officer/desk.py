"""The case desk: one case on one screen, the papers left, what is to be judged right; all by keyboard."""

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongjian import cases
from tongjian.cases import JudgingSheet, Receipt
from tongjian.kit import Absent, Conflict, Invalid, Refusal
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key
from tongjian.portal.refusals import said, status_of
from tongjian.portal.views.officer import desk_shown as shown
from tongjian.portal.views.officer.act_forms import DOINGS
from tongjian.portal.views.officer.acting import ticket_of
from tongjian.portal.views.officer.case import STAFF, opened
from tongjian.portal.views.officer.desk_choices import Choice, choices_of, first_choice
from tongjian.portal.views.officer.desk_posted import (
    OPINION,
    Posted,
    at_points,
    errors_of,
    kept_of,
    missing_of,
    posted_of,
    unmet_words,
)
from tongjian.portal.views.officer.inbox import WORKERS
from tongjian.portal.views.officer.sheet import answers_of, clocks_of, waiting_of
from tongjian.portal.views.officer.words import light_of, tone_of


@post_page(*STAFF)
@require_http_methods(["GET", "POST"])
def desk(request: SignedInRequest, case: UUID) -> HttpResponse:
    """Show a case at the desk; on POST keep what was noted, and conclude when asked."""
    if request.method != "POST":
        opened(request, case)
        judging = cases.get_judging(request.rooms.cases, request.actor, case=case)
        return _page(request, judging, kept_of(judging))
    judging = cases.get_judging(request.rooms.cases, request.actor, case=case)
    posted = posted_of(request.POST, judging.points)
    wanted = request.POST.get("do", "save")
    return (
        _conclude(request, judging, posted)
        if wanted == "conclude"
        else _keep(request, judging, posted, wanted)
    )


@post_page(*WORKERS)
@require_POST
def save(request: SignedInRequest, case: UUID) -> HttpResponse:
    """Keep what was noted while it is being typed; answer with the version for the next save."""
    judging = cases.get_judging(request.rooms.cases, request.actor, case=case)
    try:
        kept = _save(request, judging, posted_of(request.POST, judging.points))
    except Refusal as refusal:
        return JsonResponse({"says": said(refusal).says}, status=status_of(refusal))
    return JsonResponse({"version": kept})


def _save(request: SignedInRequest, judging: JudgingSheet, posted: Posted, *, text: str | None = None) -> int:
    return cases.save_judging(
        request.rooms.cases,
        request.actor,
        case=judging.sheet.case.id,
        notes=posted.notes,
        text=posted.text if text is None else text,
        choice=posted.choice,
        version=posted.version,
    ).version


def _keep(request: SignedInRequest, judging: JudgingSheet, posted: Posted, wanted: str) -> HttpResponse:
    """Save; with a phrase or the unmet points added to the opinion, or the opinion kept as a phrase."""
    try:
        _save(request, judging, posted, text=_with_words(judging, posted, wanted))
        if wanted in {"keep", "keep_shared"}:
            cases.add_phrase(
                request.rooms.cases, request.actor, text=posted.text, shared=wanted == "keep_shared"
            )
            messages.success(request, _("已存为常用语"), extra_tags="good")
    except Conflict as conflict:
        return _stale(request, judging, posted, conflict)
    except Invalid as refused:
        return _page(request, judging, posted, errors=errors_of(refused, judging.points))
    if wanted == "save":
        messages.success(request, _("已保存"), extra_tags="good")
    return HttpResponseRedirect(_here(judging, request.POST.get("paper", ""), to=wanted != "save"))


def _here(judging: JudgingSheet, paper: str, *, to: bool) -> str:
    known = any(str(one.paper.id) == paper for one in judging.papers)
    address = reverse("portal:desk", args=[judging.sheet.case.id])
    return address + (f"?paper={paper}" if known else "") + (f"#{OPINION}" if to else "")


def _with_words(judging: JudgingSheet, posted: Posted, wanted: str) -> str:
    added = ""
    if wanted == "unmet":
        added = unmet_words(posted, judging)
    elif wanted.startswith("phrase."):
        chosen = wanted.removeprefix("phrase.")
        added = next((one.text for one in judging.phrases if str(one.id) == chosen), "")
    return "\n".join(part for part in (posted.text.rstrip(), added) if part)


def _conclude(request: SignedInRequest, judging: JudgingSheet, posted: Posted) -> HttpResponse:
    """Keep, do the act, and go on to the most urgent case."""
    case = judging.sheet.case.id
    choice = next((one for one in choices_of(judging.sheet) if one.value == posted.choice), None)
    try:
        if judging.node:
            posted = replace(posted, version=_save(request, judging, posted))
        missing = missing_of(posted, choice, judging.points)
        if choice is None or missing:
            return _page(request, judging, posted, errors=missing)
        receipt = _done(request, case, choice, posted.text)
        cases.end_judging(request.rooms.cases, request.actor, case=case, node=judging.node)
    except Absent:
        raise
    except Conflict as conflict:
        return _stale(request, judging, posted, conflict)
    except Invalid as refused:
        return _page(request, judging, posted, errors=errors_of(refused, judging.points))
    except Refusal as refusal:
        told = said(refusal)
        words = "。".join(part for part in (told.says, told.basis, told.advice) if part)
        return _page(request, judging, posted, errors=[FieldError(OPINION, words)], status=status_of(refusal))
    messages.success(request, f"{judging.sheet.case.number} {_(receipt.says)}", extra_tags="good")
    return HttpResponseRedirect(_next(request, case))


def _done(request: SignedInRequest, case: UUID, choice: Choice, text: str) -> Receipt:
    deed = DOINGS[choice.act].deed
    return deed(
        request.rooms.cases, request.actor, case=case, ticket=ticket_of(request), **choice.asked(text)
    )


def _next(request: SignedInRequest, done: UUID) -> str:
    page = cases.list_inbox(request.rooms.cases, request.actor)
    following = next((row.case for row in page.rows if row.case != done), None)
    return reverse("portal:desk", args=[following]) if following else reverse("portal:day")


def _stale(
    request: SignedInRequest, judging: JudgingSheet, posted: Posted, conflict: Conflict
) -> HttpResponse:
    """Show the present state with what was typed above it."""
    fresh = cases.get_judging(request.rooms.cases, request.actor, case=judging.sheet.case.id)
    return _page(request, fresh, kept_of(fresh), conflict=conflict, typed=_typed(fresh, posted))


def _typed(fresh: JudgingSheet, posted: Posted) -> list[tuple[str, str]]:
    kept = kept_of(fresh)
    labels = shown.verdict_labels()
    typed = [(_("意见"), posted.text)] if posted.text and posted.text != kept.text else []
    for number, one in enumerate(fresh.points, start=1):
        note = posted.note(one.point.key)
        if note != kept.note(one.point.key) and not note.is_empty:
            words = " · ".join(
                part for part in (labels[note.verdict] if note.verdict else "", note.remark) if part
            )
            typed.append((_("第 %(number)s 项") % {"number": number}, words or _("标注的位置")))
    return typed


def _page(
    request: SignedInRequest,
    judging: JudgingSheet,
    posted: Posted,
    *,
    errors: list[FieldError] | None = None,
    conflict: Conflict | None = None,
    typed: list[tuple[str, str]] | None = None,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    errors = errors or []
    picked = posted.choice or first_choice(choices_of(judging.sheet))
    context = {
        **_about(request, judging),
        **_beside(request, judging, posted, errors),
        "choices": shown.options_of(choices_of(judging.sheet), picked),
        "text": posted.text,
        "choice_error": _error_at(errors, "choice-0"),
        "text_error": _error_at(errors, OPINION),
        "version": judging.draft.version if conflict else posted.version,
        "errors": errors,
        "conflict": said(conflict) if conflict else None,
        "typed": typed or (),
    }
    answered = HTTPStatus.CONFLICT if conflict else status if errors else HTTPStatus.OK
    return never_stored(render(request, "portal/staff/desk.html", context, status=answered))  # type: ignore[return-value]


def _about(request: SignedInRequest, judging: JudgingSheet) -> dict[str, object]:
    """Return what the head of the page says of the case."""
    sheet, desk = judging.sheet, request.rooms.cases
    running = sheet.case.closed_at is None or sheet.clocks.next_due_on is not None
    return {
        "sheet": sheet,
        "title": sheet.case.project_name or sheet.case.applicant_name,
        "state": _(sheet.state_label),
        "tone": tone_of(sheet.case.state).value,
        "light": light_of(sheet.clocks.light) if running else "",
        "clocks": clocks_of(sheet, desk.calendars.current(), desk.today()),
        "waiting": waiting_of(sheet),
        "mine": bool(judging.node),
        "position": sheet.case.position,
        "key": new_key(),
    }


def _beside(
    request: SignedInRequest, judging: JudgingSheet, posted: Posted, errors: list[FieldError]
) -> dict[str, object]:
    """Return the papers and what stands beside them."""
    catalogue = request.rooms.catalogue.current()
    wanted = request.GET.get("paper", request.POST.get("paper", ""))
    return {
        "papers": shown.papers_shown(judging, wanted),
        "points": shown.points_shown(judging, posted, catalogue, at_points(errors)),
        "judged": shown.judged_count(posted, judging.points),
        "facts": shown.facts_shown(judging, catalogue),
        "contradictions": shown.contradictions_shown(judging, catalogue),
        "answers": answers_of(request.rooms.catalogue, judging.sheet),
        "earlier": shown.earlier_shown(judging),
        "phrases": judging.phrases,
    }


def _error_at(errors: list[FieldError], target: str) -> str:
    return next((one.text for one in errors if one.target == target), "")
