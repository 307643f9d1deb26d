"""What silence and open questions mean for a case: consent deemed when due, no decision before answers.

Nothing is decided by the clock alone that the law does not let it: only a kind of consultation whose
rule says so turns silence into consent, and the silent department answers for it.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tongjian import evidence
from tongjian.cases.actions.consultation_rules import shipped_consultation_rules
from tongjian.cases.actions.desk import Desk
from tongjian.cases.consultation_errors import AgreementMissing, ConsultationOpen, OpinionNotAnswered
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.consultation import (
    AnswerKind,
    Consultation,
    ConsultationStatus,
    ConsultationStep,
    Silence,
    StepKind,
    deem_consent,
    withdraw,
)
from tongjian.cases.domain.states import CaseState
from tongjian.evidence import Deed, ObjectRef, state_hash
from tongjian.kit import AccessContext

CONSULTATION = "cases.consultation"
"""Kind of object of everything done with a consultation."""

_CONCLUDING = frozenset({CaseState.GRANTED, CaseState.GRANTED_DEFERRED, CaseState.REFUSED})
_AT_ONCE = 200
_REMINDER_EVERY = timedelta(days=1)


def check_consultations(desk: Desk, case: Case, states: tuple[CaseState, ...]) -> None:
    """Refuse a decision while a consultation is open, or a grant against what was answered.

    Silence whose limit has passed is recorded first, so that no decision waits for a clock's round.

    Raises:
        ConsultationOpen: with whom, and until when.
        OpinionNotAnswered: an objection stands and nobody has said why it is not followed.
        AgreementMissing: an agreement that the law demands was not given.
    """
    if not _CONCLUDING.intersection(states):
        return
    asked = tuple(
        settle_silence_of(desk, one) for one in desk.consultations.list_of_cases((case.id,), lock=True)
    )
    waiting = [one for one in asked if one.status.is_open]
    if waiting:
        raise ConsultationOpen(who="、".join(map(_whom_until, waiting)))
    if CaseState.REFUSED in states:
        return
    _check_agreements(case, asked)
    objecting = [one.department_name for one in asked if one.objects and not one.overruled]
    if objecting:
        raise OpinionNotAnswered(who="、".join(objecting))


def _whom_until(one: Consultation) -> str:
    return f"{one.department_name}（最迟{one.due_on:%Y-%m-%d}）" if one.due_on else one.department_name


def _check_agreements(case: Case, asked: tuple[Consultation, ...]) -> None:
    """Refuse to grant without an agreement that was asked for, or taken back where the law demands it."""
    rules = shipped_consultation_rules()
    agreed = {
        one.department
        for one in asked
        if one.positive and one.answer in {AnswerKind.AGREE, AnswerKind.CONDITIONAL}
    }
    for one in asked:
        demanded = rules.express_for(item=case.frozen.item_code, department=one.department_code)
        taken_back = one.status is ConsultationStatus.WITHDRAWN and demanded is None
        if one.positive and one.department not in agreed and not taken_back:
            law = demanded.basis if demanded else one.basis
            raise AgreementMissing(who=one.department_name, law=law)


def settle_silence_of(desk: Desk, one: Consultation) -> Consultation:
    """Return a locked consultation, its consent recorded if its limit has passed in silence."""
    today = desk.today()
    over = one.is_over(calendar=desk.calendars.current(), today=today)
    if not one.status.is_open or one.silence is not Silence.CONSENT or not over:
        return one
    deemed = deem_consent(one, on=today, silent=True)
    says = f"{one.department_name}逾期未答复，视为同意，责任由该部门承担"
    by_clock(desk, deemed, StepKind.DEEMED_CONSENT, text=says)
    return deemed


def sweep_consultations(desk: Desk) -> int:
    """Record every silence whose limit has passed, remind where silence means that, end what lost its case.

    For the loader's role: no viewer sees all of them.

    Returns:
        How many consultations changed.
    """
    with desk.begin(AccessContext()):
        due = desk.consultations.list_due(desk.today(), size=_AT_ONCE)
    return sum(_sweep_one(desk, one) for one in due)


def _sweep_one(desk: Desk, consultation: UUID) -> bool:
    with desk.begin(AccessContext()):
        one = desk.consultations.find(consultation, lock=True)
        if one is None or not one.status.is_open:
            return False
        case = desk.store.find_case(one.case)
        if case is not None and case.closed_at is not None:
            ended = withdraw(one, on=desk.today())
            by_clock(desk, ended, StepKind.WITHDRAWN, text="办件已经结束，不再需要答复")
            return True
        if settle_silence_of(desk, one) is not one:
            return True
        return _remind_again(desk, one)


def _remind_again(desk: Desk, one: Consultation) -> bool:
    over = one.is_over(calendar=desk.calendars.current(), today=desk.today())
    last = desk.consultations.last_reminder_at(one.id)
    waited = last is None or desk.now() - last >= _REMINDER_EVERY
    if one.silence is not Silence.REMINDER or not over or not waited:
        return False
    by_clock(desk, one, StepKind.REMINDED, text="答复时限已过，请尽快答复")
    return True


def by_clock(desk: Desk, one: Consultation, kind: StepKind, *, text: str) -> None:
    """Record what the clock made of a consultation, and where it stands now; nobody's act."""
    step = next_step(desk, one, kind, text=text)
    entry = desk.log.record(
        Deed(
            actor=evidence.Actor(person=None, name="系统"),
            act=f"cases.consultation_{kind.value}",
            object=ObjectRef(kind=CONSULTATION, id=one.id),
            at=step.at,
            version=step.position,
            before=snapshot_of(desk.consultations.find(one.id)),
            after=snapshot_of(one),
            basis=one.basis,
            opinion=text,
        )
    )
    desk.consultations.update(one)
    desk.consultations.append_step(
        replace(step, entry=entry, organisation=one.department, organisation_name=one.department_name)
    )


def next_step(
    desk: Desk, one: Consultation, kind: StepKind, *, text: str, answer: AnswerKind | None = None
) -> ConsultationStep:
    """Return the next step of a locked consultation, taken by nobody yet and not yet in the log."""
    return ConsultationStep(
        consultation=one.id,
        position=len(desk.consultations.list_steps((one.id,))) + 1,
        kind=kind,
        answer=answer,
        text=text,
        person=None,
        person_name="",
        organisation=one.lead,
        organisation_name=one.lead_name,
        at=desk.now(),
        entry=one.id,
    )


def snapshot_of(one: Consultation | None) -> bytes | None:
    """Return the hash of where a consultation stands; None before it exists."""
    if one is None:
        return None
    return state_hash(
        {
            "id": str(one.id),
            "case": str(one.case),
            "number": one.number,
            "status": one.status.value,
            "answer": one.answer.value if one.answer else "",
            "silent": one.silent,
            "overruled": one.overruled,
        }
    )
