"""The light of a clock, and of a case with two clocks."""

from datetime import date
from enum import StrEnum

from tongjian.calendar.due_dates import DueDate, days_used, is_overdue
from tongjian.calendar.pauses import unite
from tongjian.calendar.work_calendar import WorkCalendar


class Light(StrEnum):
    """How urgent a clock is; colour is never the only sign, so each has a symbol."""

    GREEN = "绿"
    YELLOW = "黄"
    RED = "红"
    GREY = "停"

    @property
    def symbol(self) -> str:
        """Return the sign shown beside the colour."""
        return _SYMBOLS[self]


_SYMBOLS = {Light.GREEN: "●", Light.YELLOW: "▲", Light.RED: "■", Light.GREY: "‖"}
_WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)


def light(*, due: DueDate, calendar: WorkCalendar, today: date) -> Light:
    """Return the light of one clock today.

    Red when due today or overdue, also within a pause; grey on the days its own pauses take away, and
    where no clock runs for want of a limit or a start; yellow when what remains after today is at most
    30 % of the limit, or at most two days and a third of it rounded down; else green. The limit is taken
    with its extension.
    """
    facts = due.facts
    if facts is None:
        return Light.GREY
    if due.on == today or is_overdue(due, today):
        return Light.RED
    starts_on, pauses, kind, days = facts.starts_on, facts.pauses, facts.kind, facts.total.days
    spans = unite(pauses, kind=kind, starts_on=starts_on, open_until=max(today, starts_on))
    if any(first < today <= last for first, last in spans):
        return Light.GREY
    unit = facts.total.unit
    left = days - days_used(
        starts_on=starts_on, ends_on=today, pauses=pauses, kind=kind, unit=unit, calendar=calendar
    )
    # 30 % in whole numbers, so that no rounding decides a colour.
    is_yellow = left * 10 <= days * 3 or left <= min(2, days // 3)
    return Light.YELLOW if is_yellow else Light.GREEN


def worse(*lights: Light) -> Light:
    """Return the light a case shows: red, then yellow, then green; grey only if no clock of it runs."""
    return min(lights, key=_WORST_FIRST.index, default=Light.GREY)
