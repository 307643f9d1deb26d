"""The yearly notices of the State Council: which days are off, which weekend days are worked."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from tongjian.calendar.errors import InvalidCalendarYear
from tongjian.kit import Problem

LATE_DECEMBER = (12, 25)
"""Month and day from which a notice for the coming year has been known to move days."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year of the notice on holidays (部分节假日安排的通知).

    Attributes:
        year: the year the notice arranges.
        rest_days: days off by the notice; days of the last week of the December before may be among them.
        make_up_days: Saturdays and Sundays on which is worked (调休上班).
        source: title and number of the notice.
        effective_on: day of the notice.

    Raises:
        InvalidCalendarYear: a day lies outside the year, is both off and worked, or a make-up day is
            no Saturday or Sunday; all such days are named.
    """

    year: int
    rest_days: frozenset[date]
    make_up_days: frozenset[date]
    source: str
    effective_on: date

    def __post_init__(self) -> None:
        problems = (
            *(_problem("rest_days", "%(day)s 不在该年度内", day) for day in self._strays(self.rest_days)),
            *(
                _problem("make_up_days", "%(day)s 不在该年度内", day)
                for day in self._strays(self.make_up_days)
            ),
            *(
                _problem("make_up_days", "%(day)s 同时列为放假和上班", day)
                for day in sorted(self.rest_days & self.make_up_days)
            ),
            *(
                _problem("make_up_days", "%(day)s 不是周六、周日，不能作调休上班日", day)
                for day in sorted(self.make_up_days)
                if day.weekday() < _SATURDAY
            ),
        )
        if problems:
            raise InvalidCalendarYear(problems=problems)

    def _strays(self, days: frozenset[date]) -> list[date]:
        first, last = date(self.year - 1, *LATE_DECEMBER), date(self.year, 12, 31)
        return sorted(day for day in days if not first <= day <= last)


def shipped_years() -> tuple[CalendarYear, ...]:
    """Return the years that come with the product, in order; later ones are imported by an administrator."""
    text = files("tongjian.calendar").joinpath("years.json").read_text(encoding="utf-8")
    return tuple(_year(entry) for entry in json.loads(text))


def _year(entry: Mapping[str, object]) -> CalendarYear:
    return CalendarYear(
        year=int(str(entry["year"])),
        rest_days=_days(entry["rest_days"]),
        make_up_days=_days(entry["make_up_days"]),
        source=str(entry["source"]),
        effective_on=date.fromisoformat(str(entry["effective_on"])),
    )


def _days(listed: object) -> frozenset[date]:
    texts = listed if isinstance(listed, Sequence) else ()
    return frozenset(date.fromisoformat(str(text)) for text in texts)


def _problem(field: str, says: str, day: date) -> Problem:
    return Problem(field, says, (("day", day.isoformat()),))
