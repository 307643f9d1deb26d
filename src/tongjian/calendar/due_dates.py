"""The due date of one clock, and the days it has used."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto

from tongjian.calendar.limits import ClockKind, Extension, Pause, TimeLimit, TimeUnit
from tongjian.calendar.pauses import Span, unite
from tongjian.calendar.work_calendar import Assumption, WorkCalendar

_ONE_DAY = timedelta(days=1)


class DueState(Enum):
    """Whether a clock has a due date, and if not, why."""

    RUNNING = auto()
    STOPPED = auto()
    """An open pause stops it; the due date follows when the pause ends."""
    NOT_STARTED = auto()
    """The event that starts it has not happened."""
    NO_LIMIT = auto()
    """The clock has no limit."""


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What a due date was worked out from.

    Attributes:
        total: the limit with the extensions that lengthen this clock.
        starts_on: day of the event that started the clock.
        pauses: the pauses of the case, also those that do not stop this clock.
        kind: which of the two clocks.
        lengthened_by: the extensions that lengthen this clock, in order of their granting.
        extensions: all extensions granted.
        asked_on: the day of asking.
    """

    total: TimeLimit
    starts_on: date
    pauses: tuple[Pause, ...]
    kind: ClockKind
    lengthened_by: tuple[Extension, ...]
    extensions: tuple[Extension, ...]
    asked_on: date

    @property
    def limit(self) -> TimeLimit:
        """Return the limit without extensions."""
        return TimeLimit(self.total.days - sum(one.days for one in self.lengthened_by), self.total.unit)


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day in time, or the reason why there is none.

    Attributes:
        on: last day on which a decision is in time; None unless the clock runs.
        state: whether the clock runs.
        provisional: a counted day lies where no notice is loaded yet (暂定); never to be printed as final.
        earliest: no later notice can make the date earlier than this; equal to ``on`` when not provisional.
        latest: no later notice can make the date later than this; equal to ``on`` when not provisional.
        facts: what it was worked out from; None without limit or start.
    """

    on: date | None
    state: DueState
    provisional: bool = False
    earliest: date | None = None
    latest: date | None = None
    facts: ClockFacts | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Course:
    """One clock on its way: everything its last day follows from but the assumption."""

    limit: TimeLimit
    starts_on: date
    spans: list[Span]
    opened_on: tuple[date, ...]
    """Days on which the pauses begun that are still open, counted from the start."""
    extensions: tuple[Extension, ...]
    calendar: WorkCalendar

    def run(self, assuming: Assumption) -> tuple[date, tuple[Extension, ...]]:
        """Return the last day, open pauses passed over, and the extensions that led to it."""
        total, counted = self.limit, tuple[Extension, ...]()
        on = _last_day(total, self.starts_on, self.spans, self.calendar, assuming)
        for extension in self.extensions:
            if extension.granted_on <= on or self.is_stopped_before(on):
                total = TimeLimit(total.days + extension.days, total.unit)
                on = _last_day(total, self.starts_on, self.spans, self.calendar, assuming)
                counted = (*counted, extension)
        return on, counted

    def is_stopped_before(self, on: date) -> bool:
        """Return whether a pause begun before the day is open; one begun on it does not help."""
        return any(opened < on for opened in self.opened_on)


def due(
    *,
    limit: TimeLimit | None,
    starts_on: date | None,
    pauses: tuple[Pause, ...],
    kind: ClockKind,
    calendar: WorkCalendar,
    today: date,
    extensions: tuple[Extension, ...] = (),
) -> DueDate:
    """Return the due date of one clock.

    Day 1 is the first day of the limit's unit after ``starts_on``. A limit in 日 that ends on a rest day
    ends on the next working day. An open pause begun today or earlier, and before the due date, stops
    the clock; one begun on the due date or later does not help. An extension lengthens the clock if its
    due date has not passed on the day of granting, so the same extension can move the statutory date
    and leave a promised one that had passed. Whether it was lawful to grant it is not asked here.

    Args:
        limit: None where the item names none.
        starts_on: day of the event that starts the clock, such as acceptance; None before it.
        pauses: all pauses of the case; those that do not stop this clock are passed over.
        kind: which of the two clocks.
        calendar: the notices loaded.
        today: the day of asking in China; decides which open pauses have begun.
        extensions: all extensions granted to the case, in any order; days in the limit's unit.

    Source: 行政许可法 Art. 42, 45, 82; 民法典 Art. 201, 203.
    """
    if limit is None:
        return DueDate(None, DueState.NO_LIMIT)
    if starts_on is None:
        return DueDate(None, DueState.NOT_STARTED)
    opened = (pause for pause in pauses if pause.to_on is None and kind in pause.stops)
    course = _Course(
        limit=limit,
        starts_on=starts_on,
        spans=unite(pauses, kind=kind, starts_on=starts_on, open_until=None),
        opened_on=tuple(max(pause.from_on, starts_on) for pause in opened if pause.from_on <= today),
        extensions=tuple(sorted(extensions, key=lambda each: (each.granted_on, each.days))),
        calendar=calendar,
    )
    on, counted = course.run(Assumption.LIKELY)
    total = TimeLimit(limit.days + sum(each.days for each in counted), limit.unit)
    facts = ClockFacts(total, starts_on, pauses, kind, counted, extensions, today)
    if course.is_stopped_before(on):
        return DueDate(None, DueState.STOPPED, facts=facts)
    before = starts_on - _ONE_DAY if total.days == 0 else starts_on
    if _is_settled(before, on, course.spans, calendar):
        return DueDate(on, DueState.RUNNING, provisional=False, earliest=on, latest=on, facts=facts)
    earliest, _ = course.run(Assumption.MOST_WORK)
    latest, _ = course.run(Assumption.LEAST_WORK)
    return DueDate(on, DueState.RUNNING, provisional=True, earliest=earliest, latest=latest, facts=facts)


def is_overdue(due_date: DueDate, on: date) -> bool:
    """Return whether the day (of the decision, or today) is after the due date; False where there is none."""
    return due_date.on is not None and on > due_date.on


def days_used(
    *,
    starts_on: date,
    ends_on: date,
    pauses: tuple[Pause, ...],
    kind: ClockKind,
    unit: TimeUnit,
    calendar: WorkCalendar,
) -> int:
    """Return the days counted after the start up to and including the end, pauses taken out once each."""
    if ends_on <= starts_on:
        return 0
    spans = unite(pauses, kind=kind, starts_on=starts_on, open_until=ends_on)
    used = _count(starts_on, ends_on, unit, calendar, Assumption.LIKELY)
    return used - sum(
        _count(first, min(last, ends_on), unit, calendar, Assumption.LIKELY)
        for first, last in spans
        if first < ends_on
    )


def _last_day(
    total: TimeLimit, starts_on: date, spans: list[Span], calendar: WorkCalendar, assuming: Assumption
) -> date:
    days = total.days
    on = _advance(starts_on, days, total.unit, calendar, assuming)
    for first, last in spans:
        if first >= on:
            break
        days += _count(first, last, total.unit, calendar, assuming)
        on = _advance(starts_on, days, total.unit, calendar, assuming)
    on = calendar.first_from(on, assuming)
    for first, last in spans:
        if first < on <= last:
            on = calendar.first_from(last + _ONE_DAY, assuming)
    return on


def _advance(day: date, days: int, unit: TimeUnit, calendar: WorkCalendar, assuming: Assumption) -> date:
    if unit is TimeUnit.WORKING_DAYS:
        return calendar.nth_after(day, days, assuming=assuming)
    return day + timedelta(days=days)


def _count(after: date, until: date, unit: TimeUnit, calendar: WorkCalendar, assuming: Assumption) -> int:
    if unit is TimeUnit.WORKING_DAYS:
        return calendar.count(after=after, until=until, assuming=assuming)
    return (until - after).days


def _is_settled(before: date, on: date, spans: list[Span], calendar: WorkCalendar) -> bool:
    """Return whether every day counted on the way to the due date is settled; paused days are not counted."""
    for first, last in spans:
        if first >= on:
            break
        if not calendar.is_settled_throughout(after=before, until=first):
            return False
        before = last
    return calendar.is_settled_throughout(after=before, until=on)
