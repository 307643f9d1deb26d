"""Lets the flow engine count working days by the calendar; the two rooms do not know each other."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from tongjian.calendar import ClockKind, Pause, TimeLimit, TimeUnit, WorkCalendar, due
from tongjian.flow import Paused
from tongjian.kit import CHINA, local_day

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""The moment of a limit whose clock stands still."""


@dataclass(frozen=True, slots=True)
class CalendarDeadlines:
    """Counts by one calendar; a limit is over when its last day is over in China."""

    calendar: WorkCalendar

    def due_at(self, *, since: datetime, working_days: int, paused: tuple[Paused, ...] = ()) -> datetime:
        """Return the moment at which so many working days are over, those of the pauses not counted."""
        last = due(
            limit=TimeLimit(working_days, TimeUnit.WORKING_DAYS),
            starts_on=local_day(since),
            pauses=tuple(Pause(begun, until, frozenset(ClockKind)) for begun, until in paused),
            kind=ClockKind.STATUTORY,
            calendar=self.calendar,
            today=max((begun for begun, _ in paused), default=date.min),
        ).on
        if last is None:
            return NEVER
        return datetime.combine(last + timedelta(days=1), time(), CHINA).astimezone(UTC)


class Calendars(Protocol):
    """The working days known now."""

    def current(self) -> WorkCalendar:
        """Return the calendar with every year loaded."""
        ...


@dataclass(frozen=True, slots=True)
class CurrentDeadlines:
    """Counts by the working days known at the moment of asking."""

    calendars: Calendars

    def due_at(self, *, since: datetime, working_days: int, paused: tuple[Paused, ...] = ()) -> datetime:
        """Return the moment at which so many working days are over, those of the pauses not counted."""
        counted = CalendarDeadlines(self.calendars.current())
        return counted.due_at(since=since, working_days=working_days, paused=paused)
