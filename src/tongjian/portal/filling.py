"""Filling in an application: its pages in order, what fills them beforehand, what is wrong with one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tongjian.cases import DraftSheet, MaterialSlot
from tongjian.catalogue import (
    Catalogue,
    FieldKind,
    Form,
    FormField,
    read_answers,
    validate_answers,
)
from tongjian.identity import Actor, Person
from tongjian.kit import Problem


@dataclass(frozen=True, slots=True)
class FormStep:
    """One page of an application: some fields of one form.

    Attributes:
        number: counts from 1 within the application.
    """

    number: int
    title: str
    form: Form
    fields: tuple[FormField, ...]

    @property
    def names(self) -> frozenset[str]:
        """Return the names of its fields."""
        return frozenset(one.name for one in self.fields)


def steps_of(catalogue: Catalogue, items: Iterable[str]) -> tuple[FormStep, ...]:
    """Return the form pages of some items in order; a form and a field several items share is asked once."""
    codes = dict.fromkeys(catalogue.item(code).form for code in items)
    seen: set[str] = set()
    steps: list[FormStep] = []
    for form in (catalogue.form(code) for code in codes if code):
        for page in form.pages:
            fields = tuple(one for one in page.fields if one.name not in seen)
            seen.update(one.name for one in fields)
            if fields:
                steps.append(FormStep(len(steps) + 1, page.title, form, fields))
    return tuple(steps)


def problems_of(step: FormStep, answers: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong with the fields of one page."""
    found = validate_answers(step.form, read_answers(step.form, answers))
    return tuple(one for one in found if one.field in step.names)


def prefill(sheet: DraftSheet, steps: Iterable[FormStep], *, actor: Actor, person: Person) -> dict[str, str]:
    """Return what is known already, by field name: from profile, applicant and project.

    Args:
        sheet: the draft.
        steps: its pages.
        actor: who fills it in.
        person: the actor's own profile.
    """
    known = _known(sheet, actor=actor, person=person)
    return {
        one.name: known[one.prefill] for step in steps for one in step.fields if known.get(one.prefill, "")
    }


def _known(sheet: DraftSheet, *, actor: Actor, person: Person) -> dict[str, str]:
    draft, project = sheet.draft, sheet.project
    own = draft.applicant == actor.person
    agent = own or actor.may_act_for(draft.applicant)
    known = {"applicant.name": draft.applicant_name, "applicant.id_number": draft.applicant_code}
    if own:
        known["applicant.phone"] = person.phone or ""
    if agent:
        known |= {"agent.name": person.name, "agent.phone": person.phone or ""}
    if project is not None:
        known |= {"project.name": project.name, "project.code": project.code}
        known |= {"project.address": project.address}
    return known


def is_missing(slot: MaterialSlot) -> bool:
    """Return whether a required paper still has to be handed in, or promised for later."""
    return slot.missing and not slot.deferred


def is_begun(step: FormStep, answers: Mapping[str, str]) -> bool:
    """Return whether a page was saved before."""
    return any(one.name in answers for one in step.fields)


def labels_of(steps: Iterable[FormStep]) -> tuple[str, ...]:
    """Return the names of all steps of the application for the stepper."""
    return (*(_(step.title) for step in steps), _("材料"), _("核对"))


def address_of_step(sheet: DraftSheet, number: int) -> str:
    """Return the address of a form page; the one after the last is the page of materials."""
    return reverse("portal:draft_form", args=[sheet.draft.id, number])


def shown_answer(field: FormField, text: str) -> str:
    """Return a typed answer as a page shows it."""
    match field.kind:
        case FieldKind.CHOICE:
            return next((_(one.label) for one in field.choices if one.code == text), text)
        case FieldKind.YES_NO:
            return {"true": _("是"), "false": _("否"), "yes": _("是"), "no": _("否")}.get(text, text)
        case _ if field.unit and text:
            return f"{text} {_(field.unit)}"
        case _:
            return text
