"""The clocks of applicants, interested parties and hearings: their days, units and consequences are data.

Source: 行政许可法 Art. 32, 36, 47, 48.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from tongjian.calendar import ClockKind, DueDate, TimeLimit, WorkCalendar, due
from tongjian.kit import Invalid, Problem

CORRECTION_REPLY, STATEMENT = "correction_reply", "statement"
HEARING_APPLICATION, HEARING_HELD, HEARING_NOTICE = "hearing_application", "hearing_held", "hearing_notice"
_USED = (CORRECTION_REPLY, STATEMENT, HEARING_APPLICATION, HEARING_HELD, HEARING_NOTICE)


class ClockHolder(StrEnum):
    """Whose date it is."""

    APPLICANT = "applicant"
    ORGAN = "organ"


@dataclass(eq=False, kw_only=True)
class PartyClocksUnsound(Invalid):
    """The data on these clocks contradicts itself; nothing of it was taken."""

    code: ClassVar[str] = "cases.party_clocks_unsound"
    says: ClassVar[str] = "申请人和听证期限的数据有需要修改的地方"
    basis: ClassVar[str] = "《中华人民共和国行政许可法》第三十六条、第四十七条、第四十八条"
    advice: ClassVar[str] = "请按提示逐条修改后重新载入"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyClock:
    """One such clock.

    Attributes:
        starts: the event it starts with, in words.
        then: what happens when it runs out, in words for the applicant.
        source: where the row comes from.
    """

    code: str
    name: str
    limit: TimeLimit
    starts: str
    holder: ClockHolder
    then: str
    basis: str
    source: str

    def due(self, *, starts_on: date, calendar: WorkCalendar) -> DueDate:
        """Return the last day of the clock; no pause stops it."""
        return due(
            limit=self.limit,
            starts_on=starts_on,
            pauses=(),
            kind=ClockKind.STATUTORY,
            calendar=calendar,
            today=starts_on,
        )


@dataclass(frozen=True, slots=True)
class PartyClocks:
    """The clocks in force.

    Raises:
        PartyClocksUnsound: every contradiction at once.
    """

    clocks: tuple[PartyClock, ...]

    def __post_init__(self) -> None:
        problems = tuple(_problems(self.clocks))
        if problems:
            raise PartyClocksUnsound(problems=problems)

    def get(self, code: str) -> PartyClock:
        """Return a clock the product uses; all of them are there."""
        return next(one for one in self.clocks if one.code == code)


def _problems(clocks: tuple[PartyClock, ...]) -> Iterable[Problem]:
    codes = [one.code for one in clocks]
    for code in _USED:
        if codes.count(code) != 1:
            yield Problem(code, "本系统使用的期限应当有且只有一条")
    for one in clocks:
        if not one.source or not one.basis:
            yield Problem(one.code, "没有写明依据或者出处")
        if not one.then:
            yield Problem(one.code, "没有写明期限届满会怎样")


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A date of the applicant's own, with what happens then.

    Attributes:
        name: what may or must be done by then.
        due: the date.
        then: what happens when it has passed.
        basis: the article.
    """

    code: str
    name: str
    due: DueDate
    then: str
    basis: str


def own_date(clock: PartyClock, *, starts_on: date, calendar: WorkCalendar) -> OwnDate:
    """Return a clock as the applicant's own date."""
    due_date = clock.due(starts_on=starts_on, calendar=calendar)
    return OwnDate(clock.code, clock.name, due_date, clock.then, clock.basis)
