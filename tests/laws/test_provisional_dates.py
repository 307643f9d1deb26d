"""A provisional date and its bounds, held against notices that come later."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tongjian.calendar import (
    CalendarYear,
    ClockKind,
    DueDate,
    Extension,
    Pause,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
    due,
    fixed_holidays,
    shipped_years,
)
from tongjian.catalogue import read_catalogue, reference_texts

KNOWN = WorkCalendar(shipped_years())
LAST = KNOWN.years[-1].year
BOTH = frozenset(ClockKind)
_SHARED = Path(__file__).parents[3] / "shared" / "domain" / "catalogue.yaml"


def around(holidays: frozenset[date], reach: int) -> list[date]:
    offsets = range(-reach, reach + 1)
    return sorted({holiday + timedelta(days=offset) for holiday in holidays for offset in offsets})


def invented_notice(year: int, rng: random.Random) -> CalendarYear:
    """Return a notice as the State Council could issue it: days moved around the fixed holidays only."""
    first, last = date(year - 1, 12, 25), date(year, 12, 31)
    fixed = fixed_holidays(year)
    open_to_rest = [day for day in around(fixed, 7) if first <= day <= last and day not in fixed]
    open_to_work = [
        day for day in around(fixed, 14) if first <= day <= last and day not in fixed and day.weekday() >= 5
    ]
    rest = frozenset(rng.sample(open_to_rest, rng.randint(0, len(open_to_rest))))
    make_up = frozenset(rng.sample(open_to_work, rng.randint(0, len(open_to_work)))) - rest
    return CalendarYear(year, fixed | rest, make_up, "虚构的通知", date(year - 1, 11, 1))


def later_calendars(count: int, seed: int) -> list[WorkCalendar]:
    rng = random.Random(seed)  # noqa: S311
    return [
        WorkCalendar([*shipped_years(), *(invented_notice(year, rng) for year in range(LAST + 1, LAST + 4))])
        for _ in range(count)
    ]


LATER = later_calendars(6, seed=20261124)


def assert_contained(before: DueDate, after: DueDate) -> None:
    assert before.on is not None
    assert before.earliest is not None
    assert before.latest is not None
    assert after.on is not None
    assert before.earliest <= before.on <= before.latest
    assert before.earliest <= after.on <= before.latest
    if not before.provisional:
        assert before.earliest == before.on == before.latest == after.on


def due_of(limit: TimeLimit, starts_on: date, calendar: WorkCalendar) -> DueDate:
    return due(
        limit=limit,
        starts_on=starts_on,
        pauses=(),
        kind=ClockKind.STATUTORY,
        calendar=calendar,
        today=starts_on,
    )


def autumn() -> Iterator[date]:
    first, last = date(LAST, 9, 1), date(LAST, 12, 31)
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def assert_every_limit_is_accepted_in_autumn(limits: set[TimeLimit]) -> None:
    assert len(limits) > 5
    provisional = 0
    for limit in limits:
        for accepted in autumn():
            before = due_of(limit, accepted, KNOWN)
            assert before.on is not None
            assert before.provisional == (before.on >= date(LAST, 12, 25))
            provisional += before.provisional
            for calendar in LATER:
                assert_contained(before, due_of(limit, accepted, calendar))
    assert provisional > 100


def test_every_limit_of_the_catalogue_is_accepted_on_each_day_of_autumn_with_next_year_missing() -> None:
    stated = [item.limits for item in read_catalogue(reference_texts()).items]
    every = [limit for one in stated for limit in (one.statutory.limit, one.promised.limit)]
    assert_every_limit_is_accepted_in_autumn({limit for limit in every if limit is not None})


def test_every_limit_of_the_domain_page_is_accepted_on_each_day_of_autumn_with_next_year_missing() -> None:
    if not _SHARED.exists():
        pytest.skip("the domain page's catalogue is not beside this checkout")
    items = yaml.load(_SHARED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["items"]
    days = {item[kind]["days"] for item in items for kind in ("statutory_limit", "promised_limit")}
    assert_every_limit_is_accepted_in_autumn(
        {TimeLimit(count, unit) for count in days - {None} for unit in TimeUnit}
    )


@st.composite
def pauses_after(draw: st.DrawFn, around_day: date) -> Pause:
    first = around_day + timedelta(days=draw(st.integers(-10, 60)))
    stops = draw(st.sets(st.sampled_from(list(ClockKind))))
    return Pause(first, first + timedelta(days=draw(st.integers(0, 40))), frozenset(stops))


@settings(max_examples=400, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_the_bounds_of_a_provisional_date_contain_the_date_under_every_later_notice(
    data: st.DataObject, seed: int
) -> None:
    starts_on = data.draw(st.dates(date(LAST, 9, 1), date(LAST + 1, 10, 1)))
    limit = TimeLimit(data.draw(st.integers(0, 60)), data.draw(st.sampled_from(TimeUnit)))
    pauses = tuple(data.draw(st.lists(pauses_after(starts_on), max_size=3)))
    extensions = tuple(
        Extension(data.draw(st.integers(1, 15)), starts_on + timedelta(days=data.draw(st.integers(0, 90))))
        for _ in range(data.draw(st.integers(0, 1)))
    )
    before, after = (
        due(
            limit=limit,
            starts_on=starts_on,
            pauses=pauses,
            kind=ClockKind.STATUTORY,
            calendar=calendar,
            today=date(LAST + 2, 1, 1),
            extensions=extensions,
        )
        for calendar in (KNOWN, *later_calendars(1, seed))
    )
    assert_contained(before, after)


def test_in_the_last_days_of_december_a_date_stays_provisional_until_the_next_notice_is_there() -> None:
    accepted = date(LAST, 12, 24)
    before = due_of(TimeLimit(1, TimeUnit.WORKING_DAYS), accepted, KNOWN)
    assert (before.on, before.provisional) == (date(LAST, 12, 25), True)
    for calendar in LATER:
        assert not due_of(TimeLimit(1, TimeUnit.WORKING_DAYS), accepted, calendar).provisional
