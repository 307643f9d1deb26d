"""Pages of consultations: ask departments on a case; what one's own department is asked, and the answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian import cases
from tongjian.cases import CaseSheet, Receipt, act_label, consultations
from tongjian.cases.consultations import (
    ConsultationEntry,
    ConsultationLine,
    ConsultationSheet,
    ConsultationStatus,
    StepKind,
    answer_label,
    step_label,
)
from tongjian.identity import Role
from tongjian.kit import Absent, Invalid, Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.fields import errors_of_form
from tongjian.portal.parts import Cell, Fact, FieldError, Progress, StateTag, Step, Tab, Table, Tone
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted_number, ticket_of
from tongjian.portal.refusals import PageAbsent, said, status_of, told_problem
from tongjian.portal.views.officer.asking import uuid_or_none
from tongjian.portal.views.officer.consulting_forms import Answering, Bare, Consulting, Reasoned
from tongjian.portal.views.officer.words import size_words

CONSULTED = (Role.REVIEWER, Role.APPROVER)
LOOKING = (*CONSULTED, Role.CLERK, Role.SUPERVISOR, Role.COORDINATOR)

_TONES = {
    ConsultationStatus.OPEN: Tone.ACTIVE,
    ConsultationStatus.RETURNED: Tone.WARN,
    ConsultationStatus.FORWARDED: Tone.WARN,
    ConsultationStatus.ANSWERED: Tone.GOOD,
    ConsultationStatus.DEEMED_CONSENT: Tone.WARN,
    ConsultationStatus.WITHDRAWN: Tone.PLAIN,
}
_DEEDS: dict[str, Callable[..., Receipt]] = {
    "remind": consultations.remind,
    "return_for_reasons": consultations.return_for_reasons,
    "not_follow": consultations.not_follow,
    "withdraw_consultation": consultations.withdraw_consultation,
}


@post_page(*CONSULTED)
@require_http_methods(["GET", "POST"])
def consult(request: SignedInRequest, case: UUID) -> HttpResponse:
    """Ask departments on a case: who is likely stands first; on POST the questions go out."""
    desk, actor = request.rooms.cases, request.actor
    sheet = cases.get_case(desk, actor, case=case)
    if not any(one.act == "consult" for one in sheet.acts):
        raise PageAbsent
    choices = consultations.list_consultation_choices(desk, actor, case=case)
    data = request.POST if request.method == "POST" else None
    form = Consulting(sheet=sheet, choices=choices, data=data)
    if data is None or not form.is_valid():
        return _asking(request, sheet, choices, form)
    given = form.cleaned_data
    try:
        done = consultations.consult(
            desk,
            actor,
            case=case,
            ticket=ticket_of(request, position=posted_number(request, "position")),
            departments=tuple(given["departments"]),
            kind=given["kind"],
            question=given["question"],
            materials=tuple(UUID(one) for one in given["materials"]),
        )
    except Absent:
        raise
    except Refusal as refusal:
        _put(form, refusal)
        return _asking(request, sheet, choices, form, refusal)
    messages.success(request, _(done.says), extra_tags="good")
    return HttpResponseRedirect(reverse("portal:staff_case", args=[case]) + "#consultations")


def _asking(
    request: SignedInRequest,
    sheet: CaseSheet,
    choices: consultations.ConsultationChoices,
    form: Consulting,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "form": form,
        "errors": errors_of_form(form) if form.is_bound else (),
        "likely": [one for one in choices.departments if one.proposed],
        "express": [one for one in choices.departments if one.express],
        "kinds": choices.kinds,
        "key": new_key(),
    }
    status = 200 if not form.is_bound else 422 if refusal is None else status_of(refusal)
    return never_stored(render(request, "portal/staff/consult.html", context, status=status))  # type: ignore[return-value]


@post_page(*CONSULTED)
def asked(request: SignedInRequest) -> HttpResponse:
    """List what one's departments are asked: open questions by date, or those that are over."""
    over = request.GET.get("which") == "over"
    after = uuid_or_none(request.GET.get("after", ""))
    page = consultations.list_consultations(
        request.rooms.cases, request.actor, is_open=not over, after=str(after) if after else ""
    )
    here = reverse("portal:consultations")
    context = {
        "tabs": [Tab(_("等待答复"), here, not over), Tab(_("已经结束"), f"{here}?which=over", over)],
        "table": _list(page.rows),
        "next_key": page.next_key,
    }
    return never_stored(show(request, "portal/staff/consultations.html", context))  # type: ignore[return-value]


def _list(rows: Iterable[ConsultationLine]) -> Table:
    columns = (_("项目（申请人）"), _("事项"), _("征求意见的部门"), _("情况"), _("最迟答复"), _("编号"))
    lines = tuple(
        (
            Cell(
                one.consultation.project_name,
                href=reverse("portal:consultation", args=[one.consultation.id]),
                main=True,
            ),
            Cell(one.consultation.item_name),
            Cell(one.consultation.lead_name),
            Cell(tag_of(one)),
            due_of(one),
            Cell(one.consultation.number, unbroken=True),
        )
        for one in rows
    )
    return Table(_("征求意见"), columns, lines)


def tag_of(line: ConsultationLine) -> StateTag:
    """Return where a consultation stands, tinted."""
    one = line.consultation
    if line.over:
        return StateTag(_("逾期未答复"), Tone.BAD)
    bad = one.silent or one.objects
    return StateTag(_(line.status_label), Tone.BAD if bad else _TONES[one.status])


def due_of(line: ConsultationLine) -> Cell:
    """Return the last day to answer, marked while it is provisional."""
    sub = _("暂定") if line.clock.provisional else ""
    return Cell(line.clock.on or "—", unbroken=True, sub=sub)


def table_on(sheet: CaseSheet) -> Table:
    """Return the consultations on a case, for its page."""
    columns = (_("部门"), _("种类"), _("情况"), _("意见"), _("最迟答复"), _("编号"))
    return Table(_("征求意见"), columns, tuple(_row(one) for one in sheet.consultations))


def _row(entry: ConsultationEntry) -> tuple[Cell, ...]:
    one = entry.line.consultation
    href = reverse("portal:consultation", args=[one.id]) if entry.steps else ""
    said_last = [step.text for step in entry.steps if step.kind is not StepKind.ASKED]
    return (
        Cell(one.department_name, href=href, main=True),
        Cell(_(one.type_name)),
        Cell(tag_of(entry.line), sub=_("责任由该部门承担") if one.silent else ""),
        Cell(said_last[-1] if said_last else "—"),
        due_of(entry.line),
        Cell(one.number, unbroken=True),
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """An act on one consultation as its page offers it."""

    act: str
    label: str
    form: forms.Form
    danger: bool


@post_page(*LOOKING)
@require_http_methods(["GET", "POST"])
def consultation(request: SignedInRequest, consultation: UUID) -> HttpResponse:
    """Show one consultation; on POST answer it, or do what the organ that asked may do."""
    sheet = consultations.get_consultation(request.rooms.cases, request.actor, consultation=consultation)
    offered = _offered(request, sheet)
    if request.method != "POST":
        return _one(request, sheet, offered)
    act = request.POST.get("act", "")
    one = next((one for one in offered if one.act == act), None)
    if one is None:
        raise PageAbsent
    form = _form(act, sheet, data=request.POST)
    if not form.is_valid():
        return _one(request, sheet, _again(offered, act, form), status=422)
    try:
        done = _do(request, sheet, act, form)
    except Absent:
        raise
    except Refusal as refusal:
        _put(form, refusal)
        return _one(request, sheet, _again(offered, act, form), status=status_of(refusal))
    messages.success(request, _(done.says), extra_tags="good")
    return HttpResponseRedirect(reverse("portal:consultation", args=[consultation]))


def _do(request: SignedInRequest, sheet: ConsultationSheet, act: str, form: forms.Form) -> Receipt:
    desk, actor, one = request.rooms.cases, request.actor, sheet.line.consultation
    if act == "answer":
        return consultations.answer_consultation(
            desk, actor, consultation=one.id, ticket=ticket_of(request), **form.cleaned_data
        )
    return _DEEDS[act](
        desk, actor, case=one.case, consultation=one.id, ticket=ticket_of(request), **form.cleaned_data
    )


def _form(act: str, sheet: ConsultationSheet, *, data: object = None) -> forms.Form:
    if act == "answer":
        return Answering(answers=sheet.answers, data=data)  # type: ignore[arg-type]
    kind = Bare if act == "remind" else Reasoned
    return kind(data, auto_id=f"id_{act}_%s")  # type: ignore[arg-type]


def _offered(request: SignedInRequest, sheet: ConsultationSheet) -> list[Offered]:
    acts = [("answer", _("答复"))] if sheet.answers else []
    acts += [(one, _(act_label(one))) for one in _acts_of_lead(request, sheet)]
    danger = {"withdraw_consultation"}
    return [Offered(act, label, _form(act, sheet), act in danger) for act, label in acts]


def _acts_of_lead(request: SignedInRequest, sheet: ConsultationSheet) -> tuple[str, ...]:
    one = sheet.line.consultation
    if not any(request.actor.holds(role, one.lead) for role in CONSULTED):
        return ()
    case = cases.get_case(request.rooms.cases, request.actor, case=one.case)
    return next((entry.acts for entry in case.consultations if entry.line.consultation.id == one.id), ())


def _again(offered: list[Offered], act: str, form: forms.Form) -> list[Offered]:
    return [Offered(one.act, one.label, form if one.act == act else one.form, one.danger) for one in offered]


def _one(
    request: SignedInRequest, sheet: ConsultationSheet, offered: list[Offered], *, status: int = 200
) -> HttpResponse:
    one = sheet.line.consultation
    errors: tuple[FieldError, ...] = sum(
        (errors_of_form(act.form) for act in offered if act.form.is_bound), ()
    )
    context = {
        "sheet": sheet,
        "one": one,
        "tag": tag_of(sheet.line),
        "facts": _facts(sheet),
        "papers": _papers(sheet),
        "steps": _steps(sheet),
        "acts": offered,
        "errors": errors,
        "asks": request.actor.holds(Role.REVIEWER, one.lead) or request.actor.holds(Role.APPROVER, one.lead),
        "consulted": any(request.actor.has(role) for role in CONSULTED),
        "key": new_key(),
    }
    answer = render(request, "portal/staff/consultation.html", context, status=status)
    return never_stored(answer)  # type: ignore[return-value]


def _facts(sheet: ConsultationSheet) -> list[Fact]:
    one = sheet.line.consultation
    due = due_of(sheet.line)
    return [
        Fact(_("编号"), one.number),
        Fact(_("征求意见的部门"), f"{one.lead_name} · {one.asked_by_name}"),
        Fact(_("答复部门"), one.department_name),
        Fact(_("种类"), _(one.type_name)),
        Fact(_("最迟答复"), f"{due.value} {due.sub}".strip()),
        Fact(_("发出时间"), one.asked_at.astimezone().strftime("%Y-%m-%d %H:%M")),
        *(Fact(_(label), text) for label, text in sheet.letter.facts),
        Fact(_("规则"), _(one.basis), wide=True),
    ]


def _papers(sheet: ConsultationSheet) -> Table:
    rows = tuple(
        (
            Cell(one.name, href=reverse("portal:file", args=[one.file]), main=True, sub=one.file_name),
            Cell(size_words(one.size), unbroken=True),
        )
        for one in sheet.letter.enclosures
    )
    return Table(_("共享的材料"), (_("材料"), _("大小")), rows)


def _steps(sheet: ConsultationSheet) -> list[Step]:
    done = [
        Step(
            title=_(step_label(step.kind)) + (f"：{_(answer_label(step.answer))}" if step.answer else ""),
            at=step.at,
            who=f"{step.organisation_name} {step.person_name}".strip() if step.person else _("系统"),
            note="" if step.kind is StepKind.ASKED else step.text,
        )
        for step in sheet.steps
    ]
    if sheet.line.consultation.status.is_open:
        done.append(Step(_("等待答复"), who=sheet.line.consultation.department_name, progress=Progress.NOW))
    return done


def _put(form: forms.Form, refusal: Refusal) -> None:
    """Write a refusal into the form, each problem at its field."""
    if isinstance(refusal, Invalid):
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, told_problem(problem))
        return
    told = said(refusal)
    named = str(refusal.facts().get("field", ""))
    text = "。".join(part for part in (told.says, told.basis, told.advice) if part)
    field = "text" if named and "text" in form.fields else named if named in form.fields else None
    form.add_error(field, text)
