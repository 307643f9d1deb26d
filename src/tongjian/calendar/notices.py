"""Reading a yearly notice as an administrator pastes it: one line for each run of days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tongjian.calendar.errors import InvalidCalendarYear
from tongjian.calendar.fixed_holidays import fixed_holidays
from tongjian.calendar.years import LATE_DECEMBER, CalendarYear
from tongjian.kit import Problem

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*(?:\.\.|至|—|~)\s*(\d{4}-\d{2}-\d{2}))?\s+(休|放假|班|上班)")
_REST = frozenset({"休", "放假"})
_SATURDAY = 5
_LONGEST_RUN = 16
_LONGEST_SOURCE = 200
_MOST_LINES = 120
_FIRST_YEAR, _LAST_YEAR = 2014, 2099
_BASIS = "《全国年节及纪念日放假办法》第二条"


def read_notice(*, year: int, source: str, effective_on: date, text: str) -> CalendarYear:
    """Return the year that a notice arranges.

    Args:
        year: the year the notice is about.
        source: its title and number.
        effective_on: its day.
        text: a line for each run of days, such as ``2027-01-01..2027-01-03 休`` or ``2027-01-09 班``.

    Raises:
        InvalidCalendarYear: every line that cannot be right, by its number and with the rule; every
            holiday of the regulation that is missing.

    Source: 全国年节及纪念日放假办法 Art. 2.
    """
    reading = _Reading(year)
    lines = text.splitlines()
    for number, line in enumerate(lines[:_MOST_LINES], start=1):
        if line.strip():
            reading.take(number, line.strip())
    problems = [*_of_the_head(year, source), *reading.problems]
    if len(lines) > _MOST_LINES:
        problems.append(Problem("text", f"最多 {_MOST_LINES} 行"))
    if not problems:
        problems = list(_missing(year, reading.rest))
    if problems:
        raise InvalidCalendarYear(problems=tuple(problems))
    return CalendarYear(
        year, frozenset(reading.rest), frozenset(reading.make_up), source.strip(), effective_on
    )


def write_notice(year: CalendarYear) -> str:
    """Return the days of a year as lines that ``read_notice`` reads back."""
    rest = [
        f"{first}..{last} 休" if first != last else f"{first} 休" for first, last in _runs(year.rest_days)
    ]
    return "\n".join(sorted([*rest, *(f"{day} 班" for day in year.make_up_days)]))


@dataclass(slots=True)
class _Reading:
    year: int
    rest: set[date] = field(default_factory=set)
    make_up: set[date] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """Read one line, or tell what is wrong with it."""
        found = _LINE.fullmatch(line)
        try:
            first = date.fromisoformat(found[1]) if found else None
            last = date.fromisoformat(found[2] or found[1]) if found else None
        except ValueError:
            first = last = None
        if found is None or first is None or last is None:
            self._refuse(number, "应写作“2027-01-01..2027-01-03 休”或“2027-01-09 班”")
            return
        if not first <= last < first + timedelta(days=_LONGEST_RUN):
            self._refuse(number, "起止日期应先后相连，最多 %(most)s 天", most=str(_LONGEST_RUN))
            return
        for offset in range((last - first).days + 1):
            self._add(number, first + timedelta(days=offset), rests=found[3] in _REST)

    def _add(self, number: int, day: date, *, rests: bool) -> None:
        told = day.isoformat()
        if not date(self.year - 1, *LATE_DECEMBER) <= day <= date(self.year, 12, 31):
            self._refuse(number, "%(day)s 不在该年度内（上一年 12 月 25 日以后的除外）", day=told)
        elif day in self.rest or day in self.make_up:
            self._refuse(number, "%(day)s 重复列出", day=told)
        elif rests:
            self.rest.add(day)
        elif day.weekday() < _SATURDAY:
            self._refuse(number, "%(day)s 不是周六、周日，不能作调休上班日", day=told)
        elif day in fixed_holidays(day.year):
            self._refuse(number, f"%(day)s 是法定节假日，不能作调休上班日（{_BASIS}）", day=told)
        else:
            self.make_up.add(day)

    def _refuse(self, number: int, says: str, **facts: str) -> None:
        told = {"line": str(number), **facts}
        self.problems.append(Problem("text", f"第 %(line)s 行：{says}", tuple(told.items())))


def _of_the_head(year: int, source: str) -> Iterator[Problem]:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        yield Problem("year", f"年度应在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间")
    if not 0 < len(source.strip()) <= _LONGEST_SOURCE:
        yield Problem("source", f"请填写通知的名称和文号，不超过 {_LONGEST_SOURCE} 个字")


def _missing(year: int, rest: set[date]) -> Iterator[Problem]:
    for day in sorted(fixed_holidays(year) - rest):
        says = f"%(day)s 是法定节假日，通知应当列为放假（{_BASIS}）"
        yield Problem("text", says, (("day", day.isoformat()),))


def _runs(days: frozenset[date]) -> Iterator[tuple[date, date]]:
    ordered = sorted(days)
    while ordered:
        first = last = ordered.pop(0)
        while ordered and ordered[0] == last + timedelta(days=1):
            last = ordered.pop(0)
        yield first, last
