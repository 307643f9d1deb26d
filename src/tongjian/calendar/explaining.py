"""Why a due date is that day: the count in words, span by span, with the article for each stop."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from tongjian.calendar import sentences
from tongjian.calendar.due_dates import DueDate, DueState
from tongjian.calendar.fixed_holidays import fixed_holidays
from tongjian.calendar.history import ClockHistory
from tongjian.calendar.limits import Extension, Pause, TimeUnit
from tongjian.calendar.sentences import Sentence
from tongjian.calendar.work_calendar import WorkCalendar

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class Counting(StrEnum):
    """What a day is in the count."""

    START = "起算"
    """The day of the event; day 1 is the first counted day after it."""
    COUNTED = "计入"
    MADE_UP = "调休上班"
    """A Saturday or Sunday worked by the notice: counted."""
    WEEKEND = "周末"
    HOLIDAY = "放假"
    PAUSED = "停止"
    CARRIED = "顺延"
    """The limit is used up, and the last day moves on to the next working day."""
    EXTENDED = "延长"
    """A remark: an extension was granted on this day. The day itself is counted on its own line."""


@dataclass(frozen=True, slots=True)
class CountedDays:
    """Days in a row that are the same in the count, first and last among them.

    Attributes:
        number: of the first day in the count; None where the days are not counted.
        provisional: no notice settles these days yet.
        why: in words, with the article.
    """

    first: date
    last: date
    counting: Counting
    number: int | None
    provisional: bool
    why: Sentence

    @property
    def last_number(self) -> int | None:
        """Return the number of the last day in the count; None where the days are not counted."""
        return None if self.number is None else self.number + (self.last - self.first).days


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole count of one clock.

    Attributes:
        due: what it comes to.
        days: every day from the start to the due date, or to the day of asking while the clock stands.
        result: the due date, or why there is none.
        doubts: why the date is provisional; empty when it is final.
        passed_over: stops and extensions that change nothing in this clock, and why.
    """

    history: ClockHistory
    due: DueDate
    days: tuple[CountedDays, ...]
    result: Sentence
    doubts: tuple[Sentence, ...]
    passed_over: tuple[Sentence, ...]


def explain(history: ClockHistory, *, calendar: WorkCalendar) -> Explanation:
    """Return why the due date of a clock is that day.

    Source: 行政许可法 Art. 42, 45, 82; 民法典 Art. 201, 203.
    """
    due = history.due(calendar)
    days = tuple(_merged(_Walk(history, due, calendar).days())) if history.starts_on else ()
    return Explanation(
        history=history,
        due=due,
        days=days if history.limit else (),
        result=sentences.result_of(history, due),
        doubts=sentences.doubts_of(due, days, calendar),
        passed_over=tuple(_passed_over(history, due)),
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    history: ClockHistory
    due: DueDate
    calendar: WorkCalendar

    def days(self) -> Iterator[CountedDays]:
        """Tell every day from the start to the end, and the extensions on their days."""
        facts = self.due.facts
        if facts is None:
            return
        started, used, total = facts.starts_on, 0, facts.total.days
        until = self.due.on or max(self.history.asked_on, started)
        yield self._day(started, Counting.START, sentences.start(self.history, self.calendar))
        yield from self._extensions(after=None, until=started)
        day = started
        while day < until:
            before, day = day, day + _ONE_DAY
            told = self._told(day, used=used, total=total)
            used += told.number is not None
            yield told
            yield from self._extensions(after=before, until=day)

    def _told(self, day: date, *, used: int, total: int) -> CountedDays:
        pauses = [one for one in self.history.pauses if self._takes(one, day)]
        if pauses:
            return self._day(day, Counting.PAUSED, sentences.paused(pauses, self.history.kind))
        working = self.calendar.is_working(day)
        by_days = self.history.limit is not None and self.history.limit.unit is TimeUnit.CALENDAR_DAYS
        if used >= total:
            return self._day(day, Counting.CARRIED, sentences.carried(working=working, total=total))
        if not (working or by_days):
            return self._rest(day)
        made_up = working and day.weekday() >= _SATURDAY
        counting = Counting.MADE_UP if made_up and not by_days else Counting.COUNTED
        notice = self.calendar.notice_on(day) if counting is Counting.MADE_UP else None
        told = self._day(day, counting, sentences.counted(notice, by_days=by_days))
        return replace(told, number=used + 1)

    def _rest(self, day: date) -> CountedDays:
        notice = self.calendar.notice_on(day)
        if notice is not None:
            return self._day(day, Counting.HOLIDAY, sentences.holiday(notice))
        if day in fixed_holidays(day.year):
            return self._day(day, Counting.HOLIDAY, sentences.FIXED_HOLIDAY)
        return self._day(day, Counting.WEEKEND, sentences.WEEKEND)

    def _day(self, day: date, counting: Counting, why: Sentence) -> CountedDays:
        by_days = self.history.limit is not None and self.history.limit.unit is TimeUnit.CALENDAR_DAYS
        open_to_change = not by_days or day == self.due.on or counting is Counting.CARRIED
        settled = (
            not open_to_change
            or counting in {Counting.PAUSED, Counting.START}
            or self.calendar.is_settled(day)
        )
        return CountedDays(day, day, counting, None, not settled, why)

    def _takes(self, pause: Pause, day: date) -> bool:
        begun = pause.from_on < day and self.history.kind in pause.stops
        if pause.to_on is None:
            return begun and self.due.state is DueState.STOPPED and pause.from_on <= self.history.asked_on
        return begun and day <= pause.to_on

    def _extensions(self, *, after: date | None, until: date) -> Iterator[CountedDays]:
        for one in self.due.facts.lengthened_by if self.due.facts else ():
            if (after is None or after < one.granted_on) and one.granted_on <= until:
                why = sentences.extended(self.history, one)
                yield self._day(one.granted_on, Counting.EXTENDED, why)


def _merged(days: Iterator[CountedDays]) -> Iterator[CountedDays]:
    """Join days in a row that are told alike; a remark between two days does not part them."""
    open_span: CountedDays | None = None
    remarks: list[CountedDays] = []
    for day in days:
        if day.counting is Counting.EXTENDED:
            remarks.append(replace(day, provisional=False))
        elif open_span is not None and _alike(open_span, day):
            open_span = replace(open_span, last=day.last)
        else:
            if open_span is not None:
                yield open_span
            yield from remarks
            remarks.clear()
            open_span = day
    if open_span is not None:
        yield open_span
    yield from remarks


def _alike(span: CountedDays, day: CountedDays) -> bool:
    return (
        span.last + _ONE_DAY == day.first
        and (span.counting, span.provisional, span.why) == (day.counting, day.provisional, day.why)
        and span.counting is not Counting.START
    )


def _passed_over(history: ClockHistory, due: DueDate) -> Iterator[Sentence]:
    for pause in history.pauses:
        if history.kind not in pause.stops:
            yield sentences.not_stopping(pause, history.kind)
        elif due.on is not None and pause.from_on >= due.on:
            yield sentences.too_late(pause, due.on)
    lengthening: tuple[Extension, ...] = due.facts.lengthened_by if due.facts else ()
    if due.facts is not None:
        for one in history.extensions:
            if one not in lengthening:
                yield sentences.not_extending(one)
