"""Check answers, hand in exactly once, and what happens next; the slip for going on at the counter."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian.cases import (
    AlreadySubmitted,
    DraftSheet,
    check_draft,
    get_application,
    get_case,
    get_draft,
    submit,
)
from tongjian.kit import Invalid, Problem
from tongjian.portal.answers import show
from tongjian.portal.entry import application_page
from tongjian.portal.filling import FormStep, address_of_step, labels_of, shown_answer, steps_of
from tongjian.portal.parts import Fact, Link
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, ticket_of
from tongjian.portal.refusals import told_problem


@dataclass(frozen=True, slots=True)
class Checked:
    """One page of the form as the check page shows it."""

    title: str
    rows: tuple[Fact, ...]


@application_page
@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, draft: UUID) -> HttpResponseBase:
    """Show everything once more; hand it in."""
    desk, actor = request.rooms.cases, request.actor
    sheet = get_draft(desk, actor, draft=draft)
    if request.method == "POST":
        try:
            return HttpResponseRedirect(
                _submitted(submit(desk, actor, draft=draft, ticket=ticket_of(request)).id)
            )
        except AlreadySubmitted as refusal:
            return HttpResponseRedirect(_submitted(refusal.application))
        except Invalid as refusal:
            return _show(request, sheet, refusal.problems)
    if sheet.draft.submitted is not None:
        return HttpResponseRedirect(_submitted(sheet.draft.submitted))
    return _show(request, sheet, check_draft(desk, actor, draft=draft))


@application_page
def submitted(request: SignedInRequest, application: UUID) -> HttpResponseBase:
    """Show that the application came in, with its numbers and what happens next."""
    sheet = get_application(request.rooms.cases, request.actor, application=application)
    case = get_case(request.rooms.cases, request.actor, case=sheet.cases[0].case).case
    context = {"sheet": sheet, "may_authorise": case.applicant == request.actor.person}
    return show(request, "portal/applicant/submitted.html", context)


@application_page
def slip(request: SignedInRequest, draft: UUID) -> HttpResponseBase:
    """Show the number with which the counter finds the draft (到窗口继续办理)."""
    sheet = get_draft(request.rooms.cases, request.actor, draft=draft)
    return show(request, "portal/applicant/draft_slip.html", {"sheet": sheet})


def _submitted(application: UUID) -> str:
    return reverse("portal:submitted", args=[application])


def _show(request: SignedInRequest, sheet: DraftSheet, problems: tuple[Problem, ...]) -> HttpResponse:
    steps = steps_of(request.rooms.catalogue.current(), sheet.draft.items)
    context = {
        "sheet": sheet,
        "labels": labels_of(steps),
        "current": len(steps) + 2,
        "pages": [Checked(step.title, _rows(sheet, step)) for step in steps],
        "materials": reverse("portal:draft_materials", args=[sheet.draft.id]),
        "problems": [Link(told_problem(one), _place(sheet, steps, one)) for one in problems],
        "key": new_key(),
    }
    return show(request, "portal/applicant/draft_check.html", context)


def _rows(sheet: DraftSheet, step: FormStep) -> tuple[Fact, ...]:
    address = f"{address_of_step(sheet, step.number)}?back=check"
    answers = sheet.draft.answers
    return tuple(
        Fact(
            _(one.label),
            shown_answer(one, answers.get(one.name, "")) or _("（未填写）"),
            Link(_("修改"), f"{address}#id_{one.name}"),
        )
        for one in step.fields
        if one.required or answers.get(one.name)
    )


def _place(sheet: DraftSheet, steps: tuple[FormStep, ...], problem: Problem) -> str:
    kind, _dot, name = problem.field.partition(".")
    if name.startswith("pledge."):
        return reverse("portal:draft_pledge", args=[sheet.draft.id])
    if kind == "files":
        return f"{reverse('portal:draft_materials', args=[sheet.draft.id])}#file-{name}"
    step = next((one for one in steps if name in one.names), None)
    number = step.number if step else 1
    return f"{address_of_step(sheet, number)}?back=check#id_{name}"
