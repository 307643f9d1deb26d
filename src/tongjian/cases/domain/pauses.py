"""Kinds of special procedure: which clocks each stops, by which article, and how long it may take.

A stop without a basis in law stops at most the promised clock; data that says otherwise is refused.
Source: 行政许可法 Art. 45; list TBCX of the national exchange standard.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongjian.calendar import (
    ClockKind,
    DueDate,
    Pause,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
    days_used,
    due,
    is_overdue,
)
from tongjian.cases.domain.case import CasePause
from tongjian.kit import Invalid, Problem

HEARING, RECTIFICATION = "2", "81"
"""Codes of the kinds that acts of this system begin by themselves."""


@dataclass(eq=False, kw_only=True)
class StopKindsUnsound(Invalid):
    """The data on special procedures contradicts itself or the law; nothing of it was taken."""

    code: ClassVar[str] = "cases.stop_kinds_unsound"
    says: ClassVar[str] = "特别程序种类的数据有需要修改的地方"
    basis: ClassVar[str] = "《中华人民共和国行政许可法》第四十五条"
    advice: ClassVar[str] = "请按提示逐条修改后重新载入"


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseKind:
    """One kind of stop.

    Attributes:
        code: its own code, unique.
        tbcx: code in the national list TBCX.
        basis: the article; empty where the law knows no such stop.
        stops: the clocks it stops.
        usual: planned length in working days, proposed.
        most: planned length in working days, at most.
        source: where this row comes from.
        begun_by: the procedure that alone begins it; empty for what a reviewer begins.
    """

    code: str
    tbcx: str
    name: str
    basis: str
    stops: frozenset[ClockKind]
    usual: int
    most: int
    source: str
    begun_by: str = ""

    @property
    def lawful(self) -> bool:
        """Return whether a law knows this stop; one without is flagged wherever it is shown."""
        return bool(self.basis)


@dataclass(frozen=True, slots=True)
class PauseKinds:
    """The kinds of stop in force.

    Raises:
        StopKindsUnsound: every contradiction at once.
    """

    kinds: tuple[PauseKind, ...]

    def __post_init__(self) -> None:
        problems = tuple(_problems(self.kinds))
        if problems:
            raise StopKindsUnsound(problems=problems)

    def find(self, code: str) -> PauseKind | None:
        """Return a kind by its code; None where there is none."""
        return next((one for one in self.kinds if one.code == code), None)

    def get(self, code: str) -> PauseKind:
        """Return a kind that the product itself begins.

        Raises:
            StopKindsUnsound: the data lacks it.
        """
        found = self.find(code)
        if found is None:
            raise StopKindsUnsound(problems=(Problem(code, "缺少本系统使用的种类"),))
        return found

    def named(self, code: str, name: str) -> PauseKind:
        """Return a kind as an item names it; an unknown one stops the promised clock and has no basis."""
        known = self.find(code)
        if known is None:
            known = PauseKind(
                code=code,
                tbcx="8",
                name=name,
                basis="",
                stops=frozenset({ClockKind.PROMISED}),
                usual=5,
                most=60,
                source="",
            )
        return known


def _problems(kinds: Iterable[PauseKind]) -> Iterable[Problem]:
    seen: set[str] = set()
    for one in kinds:
        facts = (("name", one.name),)
        if one.code in seen:
            yield Problem(one.code, "种类编码重复（%(name)s）", facts)
        seen.add(one.code)
        if not one.basis and ClockKind.STATUTORY in one.stops:
            yield Problem(one.code, "“%(name)s”没有法律依据，不能停止法定时限", facts)
        if not one.stops:
            yield Problem(one.code, "“%(name)s”没有写明停止哪一个时限", facts)
        if not 0 < one.usual <= one.most:
            yield Problem(one.code, "“%(name)s”的预计天数应大于零，并且不超过上限", facts)
        if not one.source:
            yield Problem(one.code, "“%(name)s”没有写明出处", facts)


@dataclass(frozen=True, slots=True)
class PauseTally:
    """The stops of a case, for supervision: many or long ones may hide a prolonging.

    Attributes:
        days: working days taken by stops of either clock, united.
        without_basis: how many no law knows.
        open_overdue: how many stand open beyond their planned length.
    """

    number: int
    days: int
    without_basis: int
    open_overdue: int


def planned_end(pause: CasePause, *, calendar: WorkCalendar) -> DueDate:
    """Return the day on which a pause should end by the length told to the applicant."""
    return due(
        limit=TimeLimit(pause.planned_days, TimeUnit.WORKING_DAYS),
        starts_on=pause.started_on,
        pauses=(),
        kind=ClockKind.PROMISED,
        calendar=calendar,
        today=pause.started_on,
    )


def is_pause_overdue(pause: CasePause, *, calendar: WorkCalendar, today: date) -> bool:
    """Return whether a pause stands open, or stood, beyond the length told to the applicant."""
    return is_overdue(planned_end(pause, calendar=calendar), pause.ended_on or today)


def tally_pauses(pauses: tuple[CasePause, ...], *, calendar: WorkCalendar, today: date) -> PauseTally:
    """Return number and length of the stops of a case; overlapping ones count once."""
    if not pauses:
        return PauseTally(0, 0, 0, 0)
    started = min(one.started_on for one in pauses)
    spans = tuple(Pause(one.started_on, one.ended_on or today, frozenset(ClockKind)) for one in pauses)
    ends = max(started, *(one.to_on or today for one in spans))

    def used(without: tuple[Pause, ...]) -> int:
        return days_used(
            starts_on=started,
            ends_on=ends,
            pauses=without,
            kind=ClockKind.STATUTORY,
            unit=TimeUnit.WORKING_DAYS,
            calendar=calendar,
        )

    return PauseTally(
        number=len(pauses),
        days=used(()) - used(spans),
        without_basis=sum(not one.basis for one in pauses),
        open_overdue=sum(
            one.ended_on is None and is_pause_overdue(one, calendar=calendar, today=today) for one in pauses
        ),
    )
