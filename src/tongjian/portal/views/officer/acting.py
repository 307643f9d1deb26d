"""Doing an act that a case page posted: once, on a fresh page, with nothing typed lost when refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from tongjian import cases
from tongjian.cases import CaseSheet, Document, Receipt, Ticket
from tongjian.kit import Conflict, Invalid, Refusal
from tongjian.portal import posting
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.refusals import PageAbsent, said, told_problem
from tongjian.portal.views.officer.act_forms import (
    DOINGS,
    Corrections,
    Pausing,
    Supplements,
    Verdicts,
    form_of,
)
from tongjian.portal.views.officer.paper_checks import Leaving, PaperChecks
from tongjian.portal.views.officer.sheet import item_of, points_of

PAPERED = frozenset(
    {
        "accept",
        "correct",
        "deliver",
        "extend",
        "grant",
        "pause",
        "refuse",
        "reject",
        "revoke",
        "turn_away",
    }
)
"""Acts whose papers can be looked at before they are done."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An act that was not done.

    Attributes:
        form: what was typed, with its errors.
        refusal: what the act said; None when the form itself was wrong.
        papers: what it would put out, where it was only previewed; None where it was not.
    """

    act: str
    form: forms.Form
    refusal: Refusal | None = None
    papers: tuple[Document, ...] | None = None

    @property
    def is_conflict(self) -> bool:
        """Return whether the case had moved on."""
        return isinstance(self.refusal, Conflict)

    @property
    def typed(self) -> tuple[tuple[str, str], ...]:
        """Return what was typed, label and text, to be copied."""
        return tuple(
            (str(bound.label), str(bound.value()))
            for bound in self.form
            if not isinstance(bound.field, (forms.BooleanField, forms.FileField, forms.ChoiceField))
            and bound.value()
        )


def act_on(request: SignedInRequest, case: UUID) -> Receipt | Refused:
    """Do the act that was posted, or say why not.

    Raises:
        PageAbsent: no such act.
        NotFound: no such case, or not for these eyes.
    """
    act = request.POST.get("act", "")
    if act not in DOINGS:
        raise PageAbsent
    sheet = cases.get_case(request.rooms.cases, request.actor, case=case)
    item = item_of(request.rooms.catalogue, sheet)
    form = form_of(
        act,
        sheet,
        item=item,
        points=points_of(request.rooms.catalogue, sheet),
        data=request.POST,
        files=request.FILES,
    )
    stale = _is_stale(request, sheet)
    if not form.is_valid() and not stale:
        return Refused(act, form)
    asked = {"case": case, "ticket": ticket_of(request), **_asked(request, sheet, form)}
    desk, actor = request.rooms.cases, request.actor
    try:
        if "preview" in request.POST and act in PAPERED:
            papers = cases.preview(
                desk, actor, case=case, do=lambda desk: DOINGS[act].deed(desk, actor, **asked)
            )
            return Refused(act, form, papers=papers)
        return DOINGS[act].deed(desk, actor, **asked)
    except Refusal as refusal:
        if not isinstance(refusal, Conflict):
            _put(form, refusal)
        return Refused(act, form, refusal)


def ticket_of(request: SignedInRequest) -> Ticket:
    """Return the key and the position that came with a form; without a position it counts as stale."""
    return posting.ticket_of(request, position=posting.posted_number(request, "position"))


def _is_stale(request: SignedInRequest, sheet: CaseSheet) -> bool:
    return ticket_of(request).position != sheet.case.position


def _asked(request: SignedInRequest, sheet: CaseSheet, form: forms.Form) -> Mapping[str, Any]:
    """Return the act's own arguments; a form that is wrong gives harmless ones, for a case that moved on."""
    if not form.is_valid():
        return {"reason": "", "kind": "", "planned_days": 0} if isinstance(form, Pausing) else _nothing(form)
    match form:
        case Corrections() | PaperChecks() | Leaving():
            return form.asked()
        case Supplements():
            return _supplements(request, sheet, form)
        case _:
            return form.cleaned_data


def _nothing(form: forms.Form) -> Mapping[str, Any]:
    if isinstance(form, Corrections):
        return {"points": ()}
    if isinstance(form, PaperChecks):
        return {"judgements": ()}
    if isinstance(form, Leaving):
        return {"key": "", "name": "", "reason": ""}
    if isinstance(form, Supplements):
        return {"files": {}}
    names = [name for name in form.fields if not (isinstance(form, Verdicts) and name == "verdict")]
    return {name: 0 if name == "planned_days" else "" for name in names}


def _supplements(request: SignedInRequest, sheet: CaseSheet, form: Supplements) -> Mapping[str, Any]:
    desk, actor = request.rooms.cases, request.actor
    files: dict[str, UUID] = {}
    for at, point in enumerate(form.points):
        sent = form.cleaned_data[f"file_{at}"]
        if sent:
            stored = cases.store_file(desk, actor, stream=sent, name=sent.name, holder=sheet.case.applicant)
            files[point.key] = stored.id
    said_too = {"remark": form.cleaned_data["remark"]} if "remark" in form.fields else {}
    return {"files": files, **said_too}


def _put(form: forms.Form, refusal: Refusal) -> None:
    """Write a refusal into the form, each problem at its field."""
    if isinstance(refusal, Invalid):
        for problem in refusal.problems:
            form.add_error(_field_of(form, problem.field), told_problem(problem))
        return
    told = said(refusal)
    named = str(refusal.facts().get("field", ""))
    field = _field_of(form, named) or (_first_text(form) if named else None)
    form.add_error(field, "。".join(part for part in (told.says, told.basis, told.advice) if part))


def _field_of(form: forms.Form, name: str) -> str | None:
    if isinstance(form, (Corrections, Supplements, PaperChecks)):
        return form.field_of(name)
    return name if name in form.fields else None


def _first_text(form: forms.Form) -> str | None:
    return next((name for name, one in form.fields.items() if isinstance(one.widget, forms.Textarea)), None)
