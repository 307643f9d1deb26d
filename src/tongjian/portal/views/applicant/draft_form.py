"""The form pages of an application, one at a time; everything typed is kept at once."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongjian.cases import DraftSheet, KeyUsedForAnother, StaleDraft, get_draft, save_draft
from tongjian.kit import Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import application_page
from tongjian.portal.fields import FieldView, fields_of_definition
from tongjian.portal.filling import (
    FormStep,
    address_of_step,
    is_begun,
    is_missing,
    labels_of,
    prefill,
    problems_of,
    shown_answer,
    steps_of,
)
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, posted_number, ticket_of
from tongjian.portal.refusals import PageAbsent, said, status_of, told_problem


@application_page
def draft(request: SignedInRequest, draft: UUID) -> HttpResponseBase:
    """Lead to the first page of the application that still needs something."""
    sheet = get_draft(request.rooms.cases, request.actor, draft=draft)
    if sheet.draft.submitted is not None:
        return HttpResponseRedirect(reverse("portal:submitted", args=[sheet.draft.submitted]))
    for step in steps_of(request.rooms.catalogue.current(), sheet.draft.items):
        if not is_begun(step, sheet.draft.answers) or problems_of(step, sheet.draft.answers):
            return HttpResponseRedirect(address_of_step(sheet, step.number))
    if any(is_missing(slot) for slot in sheet.slots):
        return HttpResponseRedirect(reverse("portal:draft_materials", args=[draft]))
    return HttpResponseRedirect(reverse("portal:draft_check", args=[draft]))


@application_page
@require_http_methods(["GET", "POST"])
def form(request: SignedInRequest, draft: UUID, page: int) -> HttpResponseBase:
    """Show one page of the form; save it, then go on when it is right."""
    sheet = get_draft(request.rooms.cases, request.actor, draft=draft)
    if sheet.draft.submitted is not None:
        return HttpResponseRedirect(reverse("portal:submitted", args=[sheet.draft.submitted]))
    steps = steps_of(request.rooms.catalogue.current(), sheet.draft.items)
    step = next((one for one in steps if one.number == page), None)
    if step is None:
        raise PageAbsent
    if request.method == "POST":
        return _save(request, sheet, steps, step)
    person = request.rooms.identity.get_person(request.actor.person)
    known = prefill(sheet, steps, actor=request.actor, person=person)
    return _show(request, sheet, steps, step, {**known, **sheet.draft.answers})


@application_page
@require_POST
def autosave(request: SignedInRequest, draft: UUID, page: int) -> HttpResponseBase:
    """Keep what was typed so far; the answer is the new version for the script."""
    desk, actor = request.rooms.cases, request.actor
    sheet = get_draft(desk, actor, draft=draft)
    steps = steps_of(request.rooms.catalogue.current(), sheet.draft.items)
    step = next((one for one in steps if one.number == page), None)
    if step is None:
        raise PageAbsent
    try:
        saved = save_draft(
            desk,
            actor,
            draft=draft,
            version=posted_number(request, "version"),
            answers=_typed(request, step),
            files={},
            ticket=replace(ticket_of(request), key=new_key()),
        )
    except Refusal as refusal:
        told = said(refusal)
        return JsonResponse({"code": told.code, "title": told.says}, status=status_of(refusal))
    return JsonResponse({"version": saved.position})


def _typed(request: SignedInRequest, step: FormStep) -> dict[str, str]:
    return {one.name: posted(request, one.name) for one in step.fields}


def _save(
    request: SignedInRequest, sheet: DraftSheet, steps: tuple[FormStep, ...], step: FormStep
) -> HttpResponseBase:
    typed = _typed(request, step)
    try:
        save_draft(
            request.rooms.cases,
            request.actor,
            draft=sheet.draft.id,
            version=posted_number(request, "version"),
            answers=typed,
            files={},
            ticket=ticket_of(request),
        )
    except (StaleDraft, KeyUsedForAnother):
        sheet = get_draft(request.rooms.cases, request.actor, draft=sheet.draft.id)
        if any(sheet.draft.answers.get(name, "") != text for name, text in typed.items()):
            return _differs(request, sheet, steps, step, typed)
    if "draft" in request.POST:
        return HttpResponseRedirect(reverse("portal:draft_slip", args=[sheet.draft.id]))
    problems = problems_of(step, typed)
    if problems:
        sheet = get_draft(request.rooms.cases, request.actor, draft=sheet.draft.id)
        errors = {one.field: told_problem(one) for one in problems}
        return _show(request, sheet, steps, step, typed, errors)
    return HttpResponseRedirect(_after(request, sheet, steps, step))


def _after(request: SignedInRequest, sheet: DraftSheet, steps: tuple[FormStep, ...], step: FormStep) -> str:
    if request.GET.get("back") == "check":
        return reverse("portal:draft_check", args=[sheet.draft.id])
    if step.number < len(steps):
        return address_of_step(sheet, step.number + 1)
    return reverse("portal:draft_materials", args=[sheet.draft.id])


def _show(
    request: SignedInRequest,
    sheet: DraftSheet,
    steps: tuple[FormStep, ...],
    step: FormStep,
    values: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    fields = fields_of_definition(step.fields, values=values, errors=errors or {})
    return show(request, "portal/applicant/draft_form.html", _context(request, sheet, steps, step, fields))


def _differs(
    request: SignedInRequest,
    sheet: DraftSheet,
    steps: tuple[FormStep, ...],
    step: FormStep,
    typed: Mapping[str, str],
) -> HttpResponse:
    """Show what was typed beside what was saved elsewhere; saving again decides for what was typed."""
    saved = sheet.draft.answers
    others = {
        one.name: _("别处保存的内容：%(text)s")
        % {"text": shown_answer(one, saved.get(one.name, "")) or _("（空）")}
        for one in step.fields
        if saved.get(one.name, "") != typed[one.name]
    }
    fields = fields_of_definition(step.fields, values=typed, errors=others)
    told = said(StaleDraft(draft=sheet.draft.id, version=sheet.draft.version))
    context = _context(request, sheet, steps, step, fields)
    context["errors"] = (FieldError("", told.says), *context["errors"])  # type: ignore[misc]
    context["stale"] = True
    answer = show(request, "portal/applicant/draft_form.html", context)
    answer.status_code = HTTPStatus.CONFLICT
    return answer


def _context(
    request: SignedInRequest,
    sheet: DraftSheet,
    steps: tuple[FormStep, ...],
    step: FormStep,
    fields: tuple[FieldView, ...],
) -> dict[str, object]:
    filled = any(one.prefill for one in step.fields) and not any(one.error for one in fields)
    before = step.number - 1
    return {
        "sheet": sheet,
        "step": step,
        "labels": labels_of(steps),
        "fields": fields,
        "errors": tuple(error for one in fields for error in one.errors),
        "filled": filled,
        "save_to": reverse("portal:draft_save", args=[sheet.draft.id, step.number]),
        "back": address_of_step(sheet, before) if before else "",
        "returns": request.GET.get("back") == "check",
        "key": new_key(),
    }
