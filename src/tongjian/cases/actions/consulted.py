"""Reading consultations from the case's side: who was asked, what may be done, whom to ask."""

from uuid import UUID

from tongjian.cases.actions.consultation_rules import shipped_consultation_rules
from tongjian.cases.actions.consulting import CONSULTING_POSTS, may_consult_on
from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.consultation import Consultation
from tongjian.cases.domain.consultation_readings import (
    ConsultationChoice,
    ConsultationChoices,
    ConsultationEntry,
    ConsultationLine,
)
from tongjian.cases.domain.consultation_words import status_label
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import NotFound
from tongjian.identity import Actor, Role
from tongjian.rules import Fact

_NO_AUTHORITY = frozenset({"utility", "intermediary"})


def may_consult(actor: Actor, case: Case) -> bool:
    """Return whether the actor may ask departments on a case now."""
    if not may_consult_on(case):
        return False
    posts = (Role.REVIEWER,) if case.state is CaseState.ACCEPTED else CONSULTING_POSTS
    return any(actor.holds(role, case.department) for role in posts)


def consultations_on(desk: Desk, actor: Actor, case: Case) -> tuple[ConsultationEntry, ...]:
    """Return the consultations on a case as the actor may read them, inside an open transaction."""
    asked = desk.consultations.list_of_cases((case.id,))
    if not asked:
        return ()
    steps = desk.consultations.list_steps(tuple(one.id for one in asked))
    handles = may_consult(actor, case) and case.state is not CaseState.ACCEPTED
    return tuple(
        ConsultationEntry(
            line=line_of(desk, one),
            steps=tuple(step for step in steps if step.consultation == one.id),
            acts=_acts(desk, one) if handles else (),
        )
        for one in asked
    )


def waits_of(desk: Desk, cases: tuple[UUID, ...]) -> dict[UUID, tuple[str, ...]]:
    """Return by case the departments whose answer is waited for, in words, in one statement."""
    waits: dict[UUID, tuple[str, ...]] = {}
    for one in desk.consultations.list_of_cases(cases) if cases else ():
        if one.status.is_open:
            waits[one.case] = (*waits.get(one.case, ()), f"{one.department_name}（征求意见）")
    return waits


def line_of(desk: Desk, one: Consultation) -> ConsultationLine:
    """Return a consultation as lists show it today."""
    calendar, today = desk.calendars.current(), desk.today()
    return ConsultationLine(
        consultation=one,
        clock=one.clock(calendar=calendar, today=today),
        over=one.status.is_open and one.is_over(calendar=calendar, today=today),
        status_label=status_label(one),
    )


def _acts(desk: Desk, one: Consultation) -> tuple[str, ...]:
    if one.status.is_open:
        return ("remind", "withdraw_consultation")
    if not one.objects or one.overruled:
        return ()
    over = one.is_over(calendar=desk.calendars.current(), today=desk.today())
    back = () if one.returned or over else ("return_for_reasons",)
    return (*back, *(() if one.positive else ("not_follow",)))


def list_consultation_choices(desk: Desk, actor: Actor, *, case: UUID) -> ConsultationChoices:
    """Return the departments that may be asked on a case, those first that its project makes likely.

    Raises:
        NotFound: no such case, or not for these eyes.
    """
    with desk.begin(actor.access()):
        found = desk.store.find_case(case)
        if found is None:
            raise NotFound(what="办件")
        rules = shipped_consultation_rules()
        proposed = {one.department: one for one in rules.propose(_facts(desk, found))}
        choices = []
        for one in desk.catalogue.current().departments:
            if one.kind in _NO_AUTHORITY or one.code == found.department_code:
                continue
            likely = proposed.get(one.code)
            demanded = rules.express_for(item=found.frozen.item_code, department=one.code)
            choices.append(
                ConsultationChoice(
                    code=one.code,
                    name=one.name,
                    proposed=likely.type if likely else "",
                    question=likely.question if likely else "",
                    source=likely.source if likely else "",
                    express=demanded.basis if demanded else "",
                )
            )
    ordered = sorted(choices, key=lambda one: not one.proposed)
    return ConsultationChoices(tuple(ordered), tuple(rules.types.values()))


def _facts(desk: Desk, case: Case) -> dict[str, Fact]:
    """Return what the project has declared, and what the application's form answers of the same name."""
    project = desk.projects.find_project(case.project) if case.project else None
    application = desk.readings.find_application(case.application)
    known = {one.name for one in desk.catalogue.current().facts}
    answers = application.answers if application else {}
    answered: dict[str, Fact] = {
        name: text == "yes" if text in {"yes", "no"} else text
        for name, text in answers.items()
        if name in known
    }
    return answered | (dict(project.facts) if project else {})
