"""Limits, the clocks they belong to, and what stops or lengthens them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tongjian.calendar.errors import InvalidPause, InvalidTimeLimit
from tongjian.kit import Problem

_MOST_DAYS = 3660


class TimeUnit(StrEnum):
    """What a limit counts; the two are never mixed in one limit."""

    WORKING_DAYS = "工作日"
    CALENDAR_DAYS = "日"


class ClockKind(StrEnum):
    """The two clocks of a case."""

    STATUTORY = "法定"
    PROMISED = "承诺"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit (时限): 0 means on the day itself.

    Raises:
        InvalidTimeLimit: fewer than 0 or more than 3660 days.
    """

    days: int
    unit: TimeUnit

    def __post_init__(self) -> None:
        _check_days(self.days, least=0)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as a law or a promise states it, for one clock of any party: organ, applicant, hearing.

    Attributes:
        name: what must be done within it, such as 受理.
        time: days and unit; None where none is set, and then there is no due date.
        starts_with: the event it runs from, such as 收到材料, 受理 or 决定; the next day is day 1.
        source: the article it rests on.
    """

    name: str
    time: TimeLimit | None
    starts_with: str
    source: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A special procedure (特别程序) that takes days out of the clocks it stops.

    Not counted are the days after ``from_on`` up to and including ``to_on``; ``to_on`` is None while it
    is open.

    Attributes:
        stops: the clocks it stops.
        name: kind of procedure, for the explanation of a date; it changes no date.
        basis: the article it rests on; empty where no law knows it.

    Raises:
        InvalidPause: it ends before it begins.
    """

    from_on: date
    to_on: date | None
    stops: frozenset[ClockKind]
    name: str = field(default="", compare=False)
    basis: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.to_on is not None and self.to_on < self.from_on:
            facts = (("from_on", self.from_on.isoformat()), ("to_on", self.to_on.isoformat()))
            problem = Problem("to_on", "结束日期 %(to_on)s 早于开始日期 %(from_on)s", facts)
            raise InvalidPause(problems=(problem,))


@dataclass(frozen=True, slots=True)
class Extension:
    """A granted extension (延长审批), in the unit of the limit it lengthens. It is no pause.

    It lengthens a clock whose date has not passed on the day it is granted, and no other.

    Attributes:
        basis: the article it rests on, for the explanation of a date; it changes no date.

    Raises:
        InvalidTimeLimit: fewer than 1 or more than 3660 days.

    Source: 行政许可法 Art. 42.
    """

    days: int
    granted_on: date
    basis: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _check_days(self.days, least=1)


def _check_days(days: int, *, least: int) -> None:
    if not least <= days <= _MOST_DAYS:
        facts = (("days", str(days)), ("least", str(least)), ("most", str(_MOST_DAYS)))
        problem = Problem("days", "天数 %(days)s 应在 %(least)s 至 %(most)s 之间", facts)
        raise InvalidTimeLimit(problems=(problem,))
