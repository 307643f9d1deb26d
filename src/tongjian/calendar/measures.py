"""How long a project took, and in whose hands it was: unions of days that never overlap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongjian.calendar.due_dates import days_used
from tongjian.calendar.limits import ClockKind, Pause, TimeUnit
from tongjian.calendar.work_calendar import WorkCalendar

Days = tuple[date, date]
"""The days after the first up to and including the second."""

_BOTH = frozenset(ClockKind)


@dataclass(frozen=True, slots=True)
class MeasuredCase:
    """One case as it is measured.

    Attributes:
        instance: the parallel review (并联审批实例) it belongs to; its own number if to none.
        received_on: day its papers came in.
        accepted_on: day of acceptance; None before it.
        ended_on: day it was decided or closed; None while it is open.
        special: 特别程序: days from the first, still running where there is no second.
        waiting: corrections and other days it lay with the applicant, likewise.
    """

    instance: str
    received_on: date
    accepted_on: date | None
    ended_on: date | None
    special: tuple[tuple[date, date | None], ...] = ()
    waiting: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """How the days of a span divide, in working days; ``span`` is the sum of the other three.

    Attributes:
        span: 跨度用时: from the first receipt to the last decision.
        approval: 审批用时: some case was with an authority.
        special: 特别程序用时: none was, and some special procedure ran.
        applicant: 建设单位用时: nothing of it was with an authority.
        longest: the longest item of each parallel review, summed over the reviews, pauses taken out.
    """

    span: int
    approval: int
    special: int
    applicant: int
    longest: int


def measure(cases: Iterable[MeasuredCase], *, calendar: WorkCalendar, today: date) -> Measures:
    """Return how the days of a stage or a project divide; open cases run to today.

    A day on which one case is with an authority counts as its, whatever else happens; a special procedure
    counts where no case is with an authority.
    """
    listed = tuple(cases)
    whole = unite_days(_of_case(one, today) for one in listed)
    span = [(whole[0][0], whole[-1][1])] if whole else []
    special = unite_days(days for one in listed for days in _closed(one.special, one, today))
    approval = unite_days(days for one in listed for days in _with_authority(one, today))
    alone = subtract_days(special, approval)
    rest = subtract_days(subtract_days(span, approval), alone)
    return Measures(
        span=_count(span, calendar),
        approval=_count(approval, calendar),
        special=_count(alone, calendar),
        applicant=_count(rest, calendar),
        longest=_longest(listed, calendar, today),
    )


def unite_days(spans: Iterable[Days]) -> list[Days]:
    """Return the days of all spans, in order, neither meeting nor overlapping."""
    united: list[Days] = []
    for first, last in sorted(span for span in spans if span[0] < span[1]):
        if united and first <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], last))
        else:
            united.append((first, last))
    return united


def subtract_days(spans: Iterable[Days], taken: Iterable[Days]) -> list[Days]:
    """Return the days of united spans that are in none of the taken united ones."""
    left = list(spans)
    for first, last in taken:
        left = [part for span in left for part in _without(span, first, last)]
    return left


def _without(span: Days, first: date, last: date) -> list[Days]:
    before = (span[0], min(span[1], first))
    after = (max(span[0], last), span[1])
    return [part for part in (before, after) if part[0] < part[1]]


def _of_case(one: MeasuredCase, today: date) -> Days:
    return one.received_on, max(one.ended_on or today, one.received_on)


def _closed(spans: Iterable[tuple[date, date | None]], one: MeasuredCase, today: date) -> list[Days]:
    """Return spans of a case cut to the days it was open."""
    begun, ended = _of_case(one, today)
    return unite_days((max(first, begun), min(last or ended, ended)) for first, last in spans)


def _with_authority(one: MeasuredCase, today: date) -> list[Days]:
    away = unite_days([*_closed(one.special, one, today), *_closed(one.waiting, one, today)])
    return subtract_days(unite_days([_of_case(one, today)]), away)


def _count(spans: Iterable[Days], calendar: WorkCalendar) -> int:
    return sum(calendar.count(after=first, until=last) for first, last in spans)


def _longest(cases: tuple[MeasuredCase, ...], calendar: WorkCalendar, today: date) -> int:
    longest: dict[str, int] = {}
    for one in cases:
        if one.accepted_on is not None:
            used = days_used(
                starts_on=one.accepted_on,
                ends_on=one.ended_on or today,
                pauses=tuple(Pause(first, last, _BOTH) for first, last in one.special),
                kind=ClockKind.STATUTORY,
                unit=TimeUnit.WORKING_DAYS,
                calendar=calendar,
            )
            longest[one.instance] = max(used, longest.get(one.instance, 0))
    return sum(longest.values())
