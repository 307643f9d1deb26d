"""The sentences of an explanation: Chinese templates with their facts, to be said in other languages too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tongjian.calendar.due_dates import DueDate, DueState
from tongjian.calendar.history import ClockHistory
from tongjian.calendar.limits import ClockKind, Extension, Pause, TimeUnit
from tongjian.calendar.work_calendar import WorkCalendar
from tongjian.calendar.years import LATE_DECEMBER, CalendarYear

_PERMIT_LAW = "《中华人民共和国行政许可法》"
_WORKING_DAYS = f"{_PERMIT_LAW}第八十二条"
_NEXT_DAY = "《中华人民共和国民法典》第二百零一条"
_CARRIED = "《中华人民共和国民法典》第二百零三条"
_EXTENSION = f"{_PERMIT_LAW}第四十二条"
_HOLIDAYS = "《全国年节及纪念日放假办法》第二条"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an explanation.

    Attributes:
        says: Chinese template with ``%(name)s`` places for ``facts``.
        basis: the article or notice; empty where there is none.
        facts: what fills the places.
    """

    says: str
    basis: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """Return the Chinese sentence."""
        return self.says % dict(self.facts) if self.facts else self.says


class _Day(Protocol):
    @property
    def last(self) -> date: ...

    @property
    def provisional(self) -> bool: ...


WEEKEND = Sentence("周六、周日，不计入", _WORKING_DAYS)
FIXED_HOLIDAY = Sentence("法定节假日，不计入；调休安排以国务院办公厅通知为准", _HOLIDAYS)


def start(history: ClockHistory, calendar: WorkCalendar) -> Sentence:
    """Say on which day the count begins."""
    event = ("event", history.starts_with)
    limit, started = history.limit, history.starts_on
    if limit is not None and limit.days == 0:
        return Sentence("%(event)s之日，当日办结", facts=(event,))
    if limit is not None and limit.unit is TimeUnit.WORKING_DAYS and started is not None:
        first = calendar.nth_after(started, 1)
        facts = (event, ("first", first.isoformat()))
        return Sentence("%(event)s之日，不计入；之后的第一个工作日是 %(first)s", _NEXT_DAY, facts)
    return Sentence("%(event)s之日，不计入，从次日起算", _NEXT_DAY, (event,))


def counted(notice: CalendarYear | None, *, by_days: bool) -> Sentence:
    """Say that a day counts; ``notice`` is the one that makes a weekend day worked."""
    if by_days:
        return Sentence("以“日”计，节假日也计入", _NEXT_DAY)
    if notice is not None:
        return Sentence("调休上班，计入", notice.source)
    return Sentence("工作日，计入", _WORKING_DAYS)


def holiday(notice: CalendarYear) -> Sentence:
    """Say that the notice makes a day one off."""
    return Sentence("放假，不计入", notice.source)


def paused(pauses: Sequence[Pause], kind: ClockKind) -> Sentence:
    """Say which procedures take a day away; each with its article, or that no law knows it."""
    facts = (("names", "、".join(dict.fromkeys(_name(one) for one in pauses))),)
    basis = "；".join(dict.fromkeys(one.basis for one in pauses if one.basis))
    if basis or kind is ClockKind.STATUTORY:
        return Sentence("%(names)s期间，不计入", basis, facts)
    return Sentence("%(names)s期间，不计入承诺时限；法律没有规定，法定时限照算", facts=facts)


def carried(*, working: bool, total: int) -> Sentence:
    """Say that the last day moves on to a working day."""
    if total == 0:
        return Sentence("顺延到的工作日" if working else "休息日，顺延到下一个工作日", _CARRIED)
    if working:
        return Sentence("期满日是休息日或者在停止期间，顺延到这个工作日", _CARRIED)
    return Sentence("期满日是休息日，顺延到下一个工作日", _CARRIED)


def extended(history: ClockHistory, one: Extension) -> Sentence:
    """Say that an extension lengthens the limit."""
    unit = history.limit.unit if history.limit else TimeUnit.WORKING_DAYS
    return Sentence("批准延长 %(days)s %(unit)s", one.basis or _EXTENSION, _time(one.days, unit))


def not_stopping(pause: Pause, kind: ClockKind) -> Sentence:
    """Say that a stop does not stop this clock."""
    facts = (("name", _name(pause)), ("from", pause.from_on.isoformat()), ("kind", kind.value))
    if pause.basis:
        return Sentence("%(from)s 开始的%(name)s不停止%(kind)s时限", pause.basis, facts)
    return Sentence("%(from)s 开始的%(name)s没有法律依据，不停止%(kind)s时限", facts=facts)


def too_late(pause: Pause, on: date) -> Sentence:
    """Say that a stop begun on the due date or later does not help."""
    facts = (("name", _name(pause)), ("from", pause.from_on.isoformat()), ("on", on.isoformat()))
    return Sentence("%(name)s从 %(from)s 开始，不早于届满日 %(on)s，不再影响期限", facts=facts)


def not_extending(one: Extension) -> Sentence:
    """Say that an extension came after the date had passed."""
    facts = (("on", one.granted_on.isoformat()),)
    return Sentence("%(on)s 批准延长时这个期限已经届满，不因延长而推迟", one.basis or _EXTENSION, facts)


def result_of(history: ClockHistory, due: DueDate) -> Sentence:
    """Say what the count comes to."""
    limit = history.limit
    if limit is None or due.state is DueState.NO_LIMIT:
        return Sentence("没有规定%(kind)s时限，没有届满日", facts=(("kind", history.kind.value),))
    total = due.facts.total.days if due.facts else limit.days
    facts = _time(total, limit.unit)
    if due.state is DueState.NOT_STARTED:
        return Sentence(
            "还没有%(event)s，期限尚未起算（%(days)s %(unit)s）",
            facts=(*facts, ("event", history.starts_with)),
        )
    if due.on is None:
        return Sentence("期限正在停止计算，停止结束后才有届满日（%(days)s %(unit)s）", facts=facts)
    dated = (*facts, ("on", due.on.isoformat()))
    if due.provisional:
        return Sentence("%(days)s %(unit)s，暂定届满日是 %(on)s", facts=dated)
    return Sentence("%(days)s %(unit)s，届满日是 %(on)s", facts=dated)


def doubts_of(due: DueDate, days: Iterable[_Day], calendar: WorkCalendar) -> tuple[Sentence, ...]:
    """Say why a date is provisional, and within which bounds."""
    if not due.provisional or due.earliest is None or due.latest is None:
        return ()
    open_years = sorted({_notice_wanted(day.last, calendar) for day in days if day.provisional})
    bounds = (("earliest", due.earliest.isoformat()), ("latest", due.latest.isoformat()))
    return (
        *(
            Sentence(
                "%(year)s 年的放假安排尚未公布，也可能调整上一年 12 月最后几天",
                _HOLIDAYS,
                (("year", str(year)),),
            )
            for year in open_years
        ),
        Sentence("公布后重新计算，最早 %(earliest)s，最迟 %(latest)s", facts=bounds),
    )


def _notice_wanted(day: date, calendar: WorkCalendar) -> int:
    late = (day.month, day.day) >= LATE_DECEMBER and calendar.knows(day.year)
    return day.year + 1 if late else day.year


def _time(days: int, unit: TimeUnit) -> tuple[tuple[str, str], ...]:
    return ("days", str(days)), ("unit", "个工作日" if unit is TimeUnit.WORKING_DAYS else "日")


def _name(pause: Pause) -> str:
    return pause.name or "特别程序"
