"""The clocks of one case: which dates it must meet today, and the light they give."""

from dataclasses import dataclass
from datetime import date

from tongjian.calendar import (
    ClockKind,
    DueDate,
    DueState,
    Light,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
    due,
    light,
    worse,
)
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import CONFIRMATION, FILING, PERMIT
from tongjian.cases.domain.states import CaseState
from tongjian.kit import local_day

ACCEPTANCE_LIMIT = TimeLimit(5, TimeUnit.WORKING_DAYS)
"""Days to accept, refuse or ask for corrections. Source: 行政许可法 Art. 32."""

DELIVERY_LIMIT = TimeLimit(10, TimeUnit.WORKING_DAYS)
"""Days from decision to delivery. Source: 行政许可法 Art. 44."""

_BEFORE_ACCEPTANCE = frozenset({CaseState.RECEIVED, CaseState.CORRECTION_DONE})
_DECIDED = frozenset({CaseState.GRANTED, CaseState.GRANTED_DEFERRED, CaseState.REFUSED})
_DELIVERING = frozenset({PERMIT, CONFIRMATION, FILING})


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """The dates of a case as of one day.

    Attributes:
        acceptance: last day to accept or notify; None once that is done.
        statutory: 法定; promised: 承诺.
        delivery: last day to deliver the result; None while undecided or when delivered.
        light: the worse light of the clocks that run.
        next_due_on: the nearest date someone must act by; None when none runs.
        breached: the statutory date has passed.
    """

    acceptance: DueDate | None
    statutory: DueDate
    promised: DueDate
    delivery: DueDate | None
    light: Light
    next_due_on: date | None
    breached: bool


def clocks_of(case: Case, *, received_on: date, calendar: WorkCalendar, today: date) -> CaseClocks:
    """Return the clocks of a case on a day.

    Args:
        case: the case with its pauses.
        received_on: the day its papers, or the last correction, came in.
        calendar: the working days known.
        today: the day in China.
    """
    on = _last_day(case, today)
    statutory = _clock(case, case.frozen.statutory, ClockKind.STATUTORY, calendar, on)
    promised = _clock(case, case.frozen.promised, ClockKind.PROMISED, calendar, on)
    acceptance = (
        _plain(ACCEPTANCE_LIMIT, received_on, calendar, today) if waits_for_acceptance(case) else None
    )
    delivery = _plain(DELIVERY_LIMIT, case.decided_on, calendar, today) if waits_for_delivery(case) else None
    running = [clock for clock in (acceptance, delivery) if clock is not None]
    if case.state is not CaseState.CORRECTION_OPEN and not case.state.terminal:
        running += [statutory, promised]
    return CaseClocks(
        acceptance=acceptance,
        statutory=statutory,
        promised=promised,
        delivery=delivery,
        light=_light_of(case, acceptance, delivery, (statutory, promised), calendar, today),
        next_due_on=min((clock.on for clock in running if clock.on is not None), default=None),
        breached=statutory.on is not None and on > statutory.on,
    )


def waits_for_acceptance(case: Case) -> bool:
    """Return whether the five-day clock of acceptance runs."""
    return case.state in _BEFORE_ACCEPTANCE


def waits_for_delivery(case: Case) -> bool:
    """Return whether a decision has been taken but its document not yet delivered.

    Only kinds of act whose process ends in delivery know this clock; what another system decided, that
    system delivers; a revoked decision is not delivered any more.
    """
    return (
        case.state in _DECIDED
        and case.delivered_on is None
        and case.frozen.kind in _DELIVERING
        and not case.frozen.source_system
    )


def _last_day(case: Case, today: date) -> date:
    """Return the day up to which the decision clocks have run: of the decision, of closing, or today."""
    if case.decided_on is not None:
        return case.decided_on
    return today if case.closed_at is None else local_day(case.closed_at)


def _clock(
    case: Case, limit: TimeLimit | None, kind: ClockKind, calendar: WorkCalendar, today: date
) -> DueDate:
    return due(
        limit=limit,
        starts_on=case.accepted_on,
        pauses=tuple(pause.as_pause() for pause in case.pauses),
        kind=kind,
        calendar=calendar,
        today=today,
        extensions=(case.extension,) if case.extension else (),
    )


def _plain(limit: TimeLimit, starts_on: date | None, calendar: WorkCalendar, today: date) -> DueDate:
    return due(
        limit=limit, starts_on=starts_on, pauses=(), kind=ClockKind.STATUTORY, calendar=calendar, today=today
    )


def _light_of(
    case: Case,
    acceptance: DueDate | None,
    delivery: DueDate | None,
    decision: tuple[DueDate, DueDate],
    calendar: WorkCalendar,
    today: date,
) -> Light:
    first = acceptance or delivery
    if first is not None:
        return light(due=first, calendar=calendar, today=today)
    if case.decided_on is not None or case.state.terminal:
        return Light.GREEN
    if case.state is CaseState.CORRECTION_OPEN:
        return Light.GREY
    lights = [
        light(due=clock, calendar=calendar, today=today)
        for clock in decision
        if clock.state not in {DueState.NOT_STARTED, DueState.NO_LIMIT}
    ]
    return worse(*lights) if lights else Light.GREEN
