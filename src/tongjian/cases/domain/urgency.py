"""How urgent a case is, as dates that stand in the inbox's rows: no light is worked out while listing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tongjian.calendar import Light, WorkCalendar
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of

_ONE_DAY = timedelta(days=1)
_LATE = frozenset({Light.YELLOW, Light.RED})


@dataclass(frozen=True, slots=True)
class Urgency:
    """From which day on a case that nobody touches shows which light.

    A case whose clocks all stand still has no date to be sorted by and is shown as standing still at once,
    though the day on which the stop begins still counts.

    Attributes:
        due_on: the nearest date it must meet; None while none runs.
        yellow_on: first day it is yellow or red; None while no clock runs.
        red_on: first day it is red; None while no clock runs.
        grey_until: last day it stands still; None where it does not, ``date.max`` while a stop is open.
    """

    due_on: date | None = None
    yellow_on: date | None = None
    red_on: date | None = None
    grey_until: date | None = None

    @classmethod
    def of_own_date(cls, due_on: date | None) -> "Urgency":
        """Return the urgency of what has a date of its own, red on that day, and no limit to be short of."""
        return cls(due_on, yellow_on=due_on, red_on=due_on)

    def light_on(self, day: date) -> Light:
        """Return the light of the case on a day, from the day on as of which this was worked out."""
        if self.red_on is not None and day >= self.red_on:
            return Light.RED
        if self.yellow_on is not None and day >= self.yellow_on:
            return Light.YELLOW
        return Light.GREY if self.grey_until is not None and day <= self.grey_until else Light.GREEN


def urgency_of(case: Case, *, calendar: WorkCalendar, today: date) -> Urgency:
    """Return how urgent a case is from today on, while nothing is done to it.

    A light only ever gets worse by itself, so the day on which it turns is found by halving. Without a date
    it never turns, and tomorrow's is the one that stays.
    """

    def shown(day: date) -> Light:
        return clocks_of(case, received_on=case.received_on, calendar=calendar, today=day).light

    due_on = clocks_of(case, received_on=case.received_on, calendar=calendar, today=today).next_due_on
    if due_on is None:
        return Urgency(grey_until=date.max if shown(today + _ONE_DAY) is Light.GREY else None)
    last = max(today, due_on)

    def first(turned: Callable[[Light], bool]) -> date | None:
        return _first_day(lambda day: turned(shown(day)), today, last)

    red_on = first(lambda one: one is Light.RED)
    yellow_on = first(lambda one: one in _LATE)
    goes_on = first(lambda one: one is not Light.GREY) or today
    return Urgency(due_on, yellow_on, red_on, grey_until=goes_on - _ONE_DAY if goes_on > today else None)


def _first_day(holds: Callable[[date], bool], first: date, last: date) -> date | None:
    """Return the first day from ``first`` to ``last`` on which it holds, from where it holds for good."""
    if not holds(last):
        return None
    while first < last:
        middle = first + (last - first) // 2
        if holds(middle):
            last = middle
        else:
            first = middle + _ONE_DAY
    return last
