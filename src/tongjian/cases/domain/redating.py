"""What a new notice of working days makes of the dates of a case."""

from dataclasses import dataclass
from datetime import date

from tongjian.calendar import CalendarYear, DueDate, WorkCalendar
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of


@dataclass(frozen=True, slots=True)
class MovedDate:
    """One date of a case before and after a notice.

    Attributes:
        name: which limit.
        became_final: it was provisional and is no more.
    """

    name: str
    before: date | None
    after: date | None
    became_final: bool

    @property
    def has_moved(self) -> bool:
        """Return whether the day itself is another."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """A yearly notice as an administrator enters it.

    Attributes:
        year: the year it arranges.
        source: its title and number.
        effective_on: its day.
        text: a line for each run of days.
    """

    year: int
    source: str
    effective_on: date
    text: str


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """What importing a notice would change; nothing is stored.

    Attributes:
        replaces: the year was known before.
        looked_at: cases due on days the notice is about.
        moved: those of them with a date that moves.
        settled: those with a provisional date that becomes final on the same day.
        moved_days: days of the year that turn from worked to off or back.
    """

    notice: CalendarYear
    replaces: bool
    looked_at: int
    moved: int
    settled: int
    moved_days: tuple[date, ...]


def dates_moved(
    case: Case, *, before: WorkCalendar, after: WorkCalendar, today: date
) -> tuple[MovedDate, ...]:
    """Return the dates of a case that move or become final when the working days change."""
    old, new = (
        clocks_of(case, received_on=case.received_on, calendar=calendar, today=today)
        for calendar in (before, after)
    )
    pairs: tuple[tuple[str, DueDate | None, DueDate | None], ...] = (
        ("受理期限", old.acceptance, new.acceptance),
        ("法定时限", old.statutory, new.statutory),
        ("承诺时限", old.promised, new.promised),
        ("送达期限", old.delivery, new.delivery),
    )
    found = (
        MovedDate(name, one.on, other.on, one.provisional and not other.provisional)
        for name, one, other in pairs
        if one is not None and other is not None and (case.decided_on is None or name == "送达期限")
    )
    return tuple(each for each in found if each.has_moved or each.became_final)
