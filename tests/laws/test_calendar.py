"""The legal clock against a second implementation that walks day by day and shares nothing with it."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongjian.calendar import (
    CalendarYear,
    ClockHistory,
    ClockKind,
    Counting,
    DueDate,
    DueState,
    Extension,
    Light,
    Pause,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
    days_used,
    due,
    explain,
    history_of,
    light,
    read_history,
    write_history,
)

ONE = timedelta(days=1)
FIRST, LAST = date(2030, 1, 1), date(2032, 12, 31)
BOTH = frozenset(ClockKind)


@dataclass(frozen=True, slots=True)
class History:
    """One clock: its limit, start, pauses, extensions, and the day of asking."""

    limit: TimeLimit
    starts_on: date
    pauses: tuple[Pause, ...]
    kind: ClockKind
    today: date
    extensions: tuple[Extension, ...] = ()


def naive_is_paused(history: History, day: date) -> bool:
    return day > history.starts_on and any(
        history.kind in pause.stops and pause.from_on < day and (pause.to_on is None or day <= pause.to_on)
        for pause in history.pauses
    )


def naive_last_day(history: History, worked: set[date]) -> tuple[date | None, int]:
    """Return the due date with every open pause going on for ever, and the days of the limit by then.

    No due date when the days run out. An extension is met on the way, or never.
    """
    day, used = history.starts_on, 0
    while day.year <= LAST.year:
        total = history.limit.days + sum(one.days for one in history.extensions if one.granted_on <= day)
        if used >= total and day in worked and not naive_is_paused(history, day):
            return day, total
        day += ONE
        counted = day in worked or history.limit.unit is TimeUnit.CALENDAR_DAYS
        used += counted and not naive_is_paused(history, day)
    return None, history.limit.days + sum(one.days for one in history.extensions)


def naive_used(history: History, worked: set[date], until: date) -> int:
    used, day = 0, history.starts_on
    while day < until:
        day += ONE
        counted = day in worked or history.limit.unit is TimeUnit.CALENDAR_DAYS
        used += counted and not naive_is_paused(history, day)
    return used


def naive_light(history: History, worked: set[date], due_on: date | None, total: int) -> Light:
    if due_on is not None and history.today >= due_on:
        return Light.RED
    if naive_is_paused(history, history.today):
        return Light.GREY
    left = total - naive_used(history, worked, history.today)
    yellow = left / total <= 0.3 + 1e-9 if total else True
    return Light.YELLOW if yellow or left <= min(2, total // 3) else Light.GREEN


@st.composite
def notices(draw: st.DrawFn) -> tuple[CalendarYear, ...]:
    """Draw random notices for every year that a history can touch."""
    drawn = []
    for year in range(FIRST.year, LAST.year + 1):
        days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(365)]
        weekend = st.sampled_from([day for day in days if day.weekday() >= 5])
        make_up = draw(st.frozensets(weekend, max_size=12))
        rest = draw(st.frozensets(st.sampled_from(days), max_size=25)) - make_up
        drawn.append(CalendarYear(year, rest, make_up, "虚构的通知", date(year - 1, 11, 1)))
    return tuple(drawn)


days_of_2030 = st.dates(date(2030, 1, 1), date(2030, 12, 31))


@st.composite
def pauses_near(draw: st.DrawFn, around: date) -> Pause:
    """Draw a pause that begins up to 20 days before, or 80 days after, a day."""
    first = around + timedelta(days=draw(st.integers(-20, 80)))
    length = draw(st.none() | st.integers(0, 40))
    stops = draw(st.frozensets(st.sampled_from(ClockKind)))
    return Pause(first, None if length is None else first + timedelta(days=length), stops)


@st.composite
def extensions_near(draw: st.DrawFn, around: date) -> Extension:
    """Draw an extension granted up to 70 days after a day."""
    return Extension(draw(st.integers(1, 15)), around + timedelta(days=draw(st.integers(0, 70))))


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a history that ends well before the last random notice does."""
    starts_on = draw(days_of_2030)
    pauses = tuple(draw(st.lists(pauses_near(starts_on), max_size=5)))
    # A day of asking on which no open pause lies ahead, as for any history told up to today.
    begun = max([starts_on, *(pause.from_on for pause in pauses)])
    return History(
        limit=TimeLimit(draw(st.integers(0, 45)), draw(st.sampled_from(TimeUnit))),
        starts_on=starts_on,
        pauses=pauses,
        kind=draw(st.sampled_from(ClockKind)),
        today=begun + timedelta(days=draw(st.integers(0, 60))),
        extensions=tuple(draw(st.lists(extensions_near(starts_on), max_size=2))),
    )


def days_worked(years: tuple[CalendarYear, ...]) -> set[date]:
    rest = {day for year in years for day in year.rest_days}
    make_up = {day for year in years for day in year.make_up_days}
    every = {FIRST + timedelta(days=offset) for offset in range((LAST - FIRST).days + 1)}
    return {day for day in every if day in make_up or (day not in rest and day.weekday() < 5)}


def assert_explained(calendar: WorkCalendar, worked: set[date], history: History, found: DueDate) -> None:
    """Compare the explanation with the walk: each day once, the counted ones numbered, the same end."""
    told = ClockHistory(
        history.limit,
        history.starts_on,
        history.kind,
        history.today,
        history.pauses,
        history.extensions,
    )
    assert history_of(found, starts_with="受理") in (told, None)
    pasted = read_history(write_history(told), today=FIRST)
    assert pasted == told
    explained = explain(pasted, calendar=calendar)
    assert explained.due == found
    spans = [span for span in explained.days if span.counting is not Counting.EXTENDED]
    days = [
        (span.first + timedelta(days=offset), span.number is not None and span.number + offset)
        for span in spans
        for offset in range((span.last - span.first).days + 1)
    ]
    last = found.on or max(history.today, history.starts_on)
    assert [day for day, _ in days] == [
        history.starts_on + timedelta(days=offset) for offset in range((last - history.starts_on).days + 1)
    ]
    used = naive_used(history, worked, last)
    total = found.facts.total.days if found.facts else 0
    assert [number for _, number in days if number] == list(range(1, min(used, total) + 1))


def assert_agrees(
    calendar: WorkCalendar, worked: set[date], history: History, *, in_words: bool = True
) -> None:
    """Compare due date, state, days used and light of one history on its day of asking."""
    found = due(
        limit=history.limit,
        starts_on=history.starts_on,
        pauses=history.pauses,
        kind=history.kind,
        calendar=calendar,
        today=history.today,
        extensions=history.extensions,
    )
    expected, total = naive_last_day(history, worked)
    assert found.on == expected
    assert found.state is (DueState.STOPPED if expected is None else DueState.RUNNING)
    used = days_used(
        starts_on=history.starts_on,
        ends_on=history.today,
        pauses=history.pauses,
        kind=history.kind,
        unit=history.limit.unit,
        calendar=calendar,
    )
    assert used == naive_used(history, worked, history.today)
    if in_words:
        assert_explained(calendar, worked, history, found)
    shown = light(due=found, calendar=calendar, today=history.today)
    assert shown is naive_light(history, worked, expected, total)


@settings(max_examples=400, deadline=None)
@given(years=notices(), history=histories())
def test_due_dates_days_used_and_lights_agree_with_a_walk_day_by_day(
    years: tuple[CalendarYear, ...], history: History
) -> None:
    assert_agrees(WorkCalendar(years), days_worked(years), history)


def random_years(rng: random.Random) -> tuple[CalendarYear, ...]:
    drawn = []
    for year in range(FIRST.year, LAST.year + 1):
        days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(365)]
        make_up = frozenset(rng.sample([day for day in days if day.weekday() >= 5], rng.randint(0, 12)))
        rest = frozenset(rng.sample(days, rng.randint(0, 40))) - make_up
        drawn.append(CalendarYear(year, rest, make_up, "虚构的通知", date(year - 1, 11, 1)))
    return tuple(drawn)


def random_history(rng: random.Random) -> History:
    starts_on = date(2030, 1, 1) + timedelta(days=rng.randrange(365))
    pauses = []
    for _ in range(rng.randint(0, 5)):
        first = starts_on + timedelta(days=rng.randint(-20, 80))
        last = None if rng.random() < 0.1 else first + timedelta(days=rng.randint(0, 40))
        pauses.append(Pause(first, last, frozenset(kind for kind in ClockKind if rng.random() < 0.7)))
    begun = max([starts_on, *(pause.from_on for pause in pauses)])
    return History(
        limit=TimeLimit(rng.randint(0, 45), rng.choice(list(TimeUnit))),
        starts_on=starts_on,
        pauses=tuple(pauses),
        kind=rng.choice(list(ClockKind)),
        today=begun + timedelta(days=rng.randint(0, 60)),
        extensions=tuple(
            Extension(rng.randint(1, 15), starts_on + timedelta(days=rng.randint(0, 70)))
            for _ in range(rng.choice([0, 0, 1, 2]))
        ),
    )


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_a_hundred_thousand_random_histories_agree_with_a_walk_day_by_day() -> None:
    rng = random.Random(20260615)  # noqa: S311
    for _ in range(1_000):
        years = random_years(rng)
        calendar, worked = WorkCalendar(years), days_worked(years)
        for nth in range(100):
            assert_agrees(calendar, worked, random_history(rng), in_words=nth % 10 == 0)


@given(years=notices(), after=days_of_2030, nth=st.integers(1, 400))
@settings(max_examples=50, deadline=None)
def test_the_nth_working_day_has_n_working_days_behind_it(
    years: tuple[CalendarYear, ...], after: date, nth: int
) -> None:
    calendar = WorkCalendar(years)
    found = calendar.nth_after(after, nth)
    assert calendar.is_working(found)
    assert calendar.count(after=after, until=found) == nth
    assert calendar.count(after=after, until=found - ONE) == nth - 1


def published_year(year: int) -> CalendarYear:
    """Return the notice of a past year, with the days it moved in the December before."""
    days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(365)]
    december = [date(year - 1, 12, 25) + timedelta(days=offset) for offset in range(7)]
    return CalendarYear(
        year,
        frozenset(day for day in december + days if day in chinese_calendar.holidays),
        frozenset(day for day in december + days if day in chinese_calendar.workdays),
        "国务院办公厅的通知",
        date(year - 1, 11, 1),
    )


@pytest.mark.parametrize("missing", [year for year in range(2016, 2027) if year != 2020])
def test_the_bounds_of_a_provisional_date_contain_the_true_date_of_every_past_year(missing: int) -> None:
    """2020 is left out: its notice was changed in the year itself, in the epidemic."""
    known = WorkCalendar(published_year(year) for year in range(2014, missing))
    full = WorkCalendar(published_year(year) for year in range(2014, missing + 1))
    loose = 0
    for offset in range(460):
        starts_on = date(missing - 1, 9, 1) + timedelta(days=offset)
        for limit in (
            TimeLimit(3, TimeUnit.WORKING_DAYS),
            TimeLimit(20, TimeUnit.WORKING_DAYS),
            TimeLimit(7, TimeUnit.CALENDAR_DAYS),
        ):
            before, after = (
                due(
                    limit=limit,
                    starts_on=starts_on,
                    pauses=(),
                    kind=ClockKind.STATUTORY,
                    calendar=calendar,
                    today=starts_on,
                )
                for calendar in (known, full)
            )
            assert before.earliest is not None
            assert before.latest is not None
            assert after.on is not None
            if after.on.year <= missing:
                assert before.earliest <= after.on <= before.latest, (starts_on, limit)
            if not before.provisional:
                assert before.on == after.on
            loose = max(loose, (before.latest - before.earliest).days)
    assert loose <= 60
