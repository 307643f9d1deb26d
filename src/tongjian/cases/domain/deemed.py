"""Deemed acceptance (视为受理): silence for five working days counts as acceptance from the day of receipt.

Source: 行政许可法 Art. 32 (1) 4.
"""

from dataclasses import replace
from datetime import date

from tongjian.calendar import ClockKind, WorkCalendar, due
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import ACCEPTANCE_LIMIT, waits_for_acceptance
from tongjian.cases.domain.kinds import CONFIRMATION, PERMIT
from tongjian.cases.domain.states import CaseState

DEEM = "deem_accepted"
"""The act of the clock; nobody's."""

LABEL = "视为受理"

_ACCEPTED_BY_SILENCE = frozenset({PERMIT, CONFIRMATION})
"""Kinds of act with an acceptance; what is merely filed, or decided elsewhere, has none to deem."""


def is_deemed(case: Case, *, calendar: WorkCalendar, today: date) -> bool:
    """Return whether a case counts as accepted though nobody has written it down yet.

    While next year's notice is missing only the latest date it could bring will do: nothing is deemed
    that the notice could take back.
    """
    if not can_be_deemed(case):
        return False
    told = due(
        limit=ACCEPTANCE_LIMIT,
        starts_on=case.received_on,
        pauses=(),
        kind=ClockKind.STATUTORY,
        calendar=calendar,
        today=today,
    )
    last = told.latest or told.on
    return last is not None and today > last


def can_be_deemed(case: Case) -> bool:
    """Return whether silence on this case would count as acceptance."""
    return (
        waits_for_acceptance(case)
        and case.frozen.kind in _ACCEPTED_BY_SILENCE
        and not case.frozen.source_system
    )


def deemed(case: Case) -> Case:
    """Return a case as its silence left it: accepted on the day its papers, or the last reply, came in."""
    return replace(case, state=CaseState.ACCEPTED, accepted_on=case.received_on)


def standing(case: Case, *, calendar: WorkCalendar, today: date) -> Case:
    """Return a case as it stands in law today, whether or not the clock's round has recorded it."""
    return deemed(case) if is_deemed(case, calendar=calendar, today=today) else case
