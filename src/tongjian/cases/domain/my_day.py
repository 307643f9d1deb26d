"""The page of the day: what is due, who is waited for and how long, what came back, what is new."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tongjian.calendar import Light, WorkCalendar, working_days_between
from tongjian.cases.domain.readings import InboxRow
from tongjian.kit import local_day

COMING_BACK = frozenset({"supplement", "rectify", "supply_deferred", "hand_on", "send_back"})
"""Acts of others by which a case comes back to an officer."""

SHOWN = 100
"""Rows of one part of the day; a count beyond is said to be more."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A case that one has worked on and that waits for others.

    Attributes:
        waits_for: who, with what for in brackets.
        days: working days it has waited.
        due_on: the nearest date of the case, or the date the other must keep.
    """

    case: UUID
    number: str
    name: str
    item_name: str
    waits_for: str
    since: datetime
    days: int
    light: Light
    due_on: date | None


@dataclass(frozen=True, slots=True)
class CameBackRow:
    """An open task or an answer that came back.

    Attributes:
        act: what brought it back.
        by: who did that.
    """

    case: UUID
    number: str
    name: str
    item_name: str
    act: str
    by: str
    at: datetime
    light: Light
    due_on: date | None


@dataclass(frozen=True, slots=True)
class MyDay:
    """One officer's day.

    Attributes:
        due: open tasks due today or overdue, the oldest date first.
        due_count: of all of them.
        new: tasks that came since ``new_since``, newest first.
    """

    on: date
    due: tuple[InboxRow, ...]
    due_count: int
    waiting: tuple[WaitingRow, ...]
    came_back: tuple[CameBackRow, ...]
    new: tuple[InboxRow, ...]
    new_since: date


def working_day_before(day: date, calendar: WorkCalendar) -> date:
    """Return the last working day before a day: what came since then is new this morning."""
    before = day - timedelta(days=1)
    while not calendar.is_working(before):
        before -= timedelta(days=1)
    return before


def days_waited(since: datetime, *, today: date, calendar: WorkCalendar) -> int:
    """Return the working days since something was put to somebody."""
    began = min(local_day(since), today)
    return working_days_between(calendar=calendar, after=began, until=today)
