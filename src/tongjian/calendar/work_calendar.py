"""Which days are worked, and the counting of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import assert_never

from tongjian.calendar.errors import InvalidCalendarYear
from tongjian.calendar.fixed_holidays import fixed_holidays
from tongjian.calendar.years import LATE_DECEMBER, CalendarYear
from tongjian.kit import Problem

_SATURDAY = 5
_REST_REACH = 7
"""Days around a fixed holiday that a notice may turn into days off; since 2014 none lay further away."""
_MAKE_UP_REACH = 14
"""Days around a fixed holiday in which a notice may turn a weekend day into a working day."""


class Assumption(StrEnum):
    """What is taken for the days no notice settles yet."""

    LIKELY = "暂定"
    """Weekdays are worked, but for the holidays fixed by regulation."""
    MOST_WORK = "最早"
    """Every weekend day a notice could turn into a working day is one: gives the earliest date."""
    LEAST_WORK = "最迟"
    """Every weekday a notice could turn into a day off is one: gives the latest date."""


@dataclass(frozen=True, slots=True, init=False)
class WorkCalendar:
    """Working days (工作日) from the notices loaded, and provisional ones beyond them.

    A day is settled when the notice of its year is loaded and, from 25 December on, that of the next
    year too. For other days the answer is provisional (暂定).
    """

    years: tuple[CalendarYear, ...]
    _loaded: frozenset[int] = field(repr=False, compare=False)
    _rest: frozenset[date] = field(repr=False, compare=False)
    _make_up: frozenset[date] = field(repr=False, compare=False)
    # Filled as years are asked for; holds nothing that does not follow from ``years``.
    _ordinals: dict[tuple[int, Assumption], tuple[int, ...]] = field(repr=False, compare=False)

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        """Make a calendar of these years, given in any order.

        Raises:
            InvalidCalendarYear: a year is given twice.
        """
        ordered = tuple(sorted(years, key=lambda each: each.year))
        numbers = [each.year for each in ordered]
        doubles = sorted({number for number in numbers if numbers.count(number) > 1})
        if doubles:
            raise InvalidCalendarYear(
                problems=tuple(
                    Problem("year", "%(year)s 年的安排重复", (("year", str(number)),)) for number in doubles
                )
            )
        object.__setattr__(self, "years", ordered)
        object.__setattr__(self, "_loaded", frozenset(numbers))
        object.__setattr__(self, "_rest", frozenset[date]().union(*(each.rest_days for each in ordered)))
        object.__setattr__(
            self, "_make_up", frozenset[date]().union(*(each.make_up_days for each in ordered))
        )
        object.__setattr__(self, "_ordinals", {})

    def with_years(self, newer: Iterable[CalendarYear]) -> "WorkCalendar":
        """Return the calendar with further years; of a year it has already, the later in order holds."""
        known = {each.year: each for each in (*self.years, *newer)}
        return WorkCalendar(known.values())

    def knows(self, year: int) -> bool:
        """Return whether the notice of the year is loaded."""
        return year in self._loaded

    def is_settled(self, day: date) -> bool:
        """Return whether no notice still to come can change the day."""
        if not self.knows(day.year):
            return False
        return (day.month, day.day) < LATE_DECEMBER or self.knows(day.year + 1)

    def is_settled_throughout(self, *, after: date, until: date) -> bool:
        """Return whether all days after the one up to and including the other are settled."""
        if until <= after:
            return True
        first = date.fromordinal(after.toordinal() + 1)
        return self.is_settled(until) and all(self.knows(year) for year in range(first.year, until.year))

    def is_working(self, day: date, assuming: Assumption = Assumption.LIKELY) -> bool:
        """Return whether the day is worked; beyond the notices, as assumed."""
        if day in self._make_up:
            return True
        if day in self._rest:
            return False
        return _is_weekday(day) if self.is_settled(day) else _is_taken_for_working(day, assuming)

    def notice_on(self, day: date) -> CalendarYear | None:
        """Return the notice that makes the day one off or one worked; None where none names it."""
        return next((each for each in self.years if day in each.rest_days or day in each.make_up_days), None)

    def count(self, *, after: date, until: date, assuming: Assumption = Assumption.LIKELY) -> int:
        """Return the working days after the one day up to and including the other; 0 if there are none."""
        if until <= after:
            return 0
        first, last = after.year, until.year
        whole = sum(len(self._working(year, assuming)) for year in range(first, last))
        return (
            whole
            + bisect_right(self._working(last, assuming), until.toordinal())
            - bisect_right(self._working(first, assuming), after.toordinal())
        )

    def nth_after(self, day: date, nth: int, *, assuming: Assumption = Assumption.LIKELY) -> date:
        """Return the nth working day after the day, the first being 1; the day itself for 0."""
        if nth <= 0:
            return day
        year = day.year
        working = self._working(year, assuming)
        index = bisect_right(working, day.toordinal()) + nth - 1
        while index >= len(working):
            index -= len(working)
            year += 1
            working = self._working(year, assuming)
        return date.fromordinal(working[index])

    def first_from(self, day: date, assuming: Assumption = Assumption.LIKELY) -> date:
        """Return the day itself if it is worked, else the next working day."""
        working = self._working(day.year, assuming)
        index = bisect_left(working, day.toordinal())
        if index < len(working):
            return date.fromordinal(working[index])
        return date.fromordinal(self._working(day.year + 1, assuming)[0])

    def _working(self, year: int, assuming: Assumption) -> tuple[int, ...]:
        """Return the ordinals of the working days of a year, in order."""
        found = self._ordinals.get((year, assuming))
        if found is None:
            span = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
            found = tuple(each for each in span if self.is_working(date.fromordinal(each), assuming))
            self._ordinals[year, assuming] = found
        return found


def _is_weekday(day: date) -> bool:
    return day.weekday() < _SATURDAY


def _is_taken_for_working(day: date, assuming: Assumption) -> bool:
    if day in fixed_holidays(day.year):
        return False
    match assuming:
        case Assumption.LIKELY:
            return _is_weekday(day)
        case Assumption.MOST_WORK:
            return _is_weekday(day) or _is_near_holiday(day, _MAKE_UP_REACH)
        case Assumption.LEAST_WORK:
            return _is_weekday(day) and not _is_near_holiday(day, _REST_REACH)
        case _:
            assert_never(assuming)


def _is_near_holiday(day: date, reach: int) -> bool:
    years = {date.fromordinal(day.toordinal() + offset).year for offset in (-reach, reach)}
    return any(
        abs((day - holiday).days) <= reach for year in sorted(years) for holiday in fixed_holidays(year)
    )


def add_working_days(day: date, days: int, *, calendar: WorkCalendar) -> date:
    """Return the working day that many working days after the day; the day itself for 0."""
    return calendar.nth_after(day, days)


def working_days_between(*, after: date, until: date, calendar: WorkCalendar) -> int:
    """Return how many working days lie after the one day up to and including the other."""
    return calendar.count(after=after, until=until)
