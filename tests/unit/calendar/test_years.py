"""The notices that ship, and what a year refuses."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from tongjian.calendar import (
    CalendarYear,
    InvalidCalendarYear,
    WorkCalendar,
    add_working_days,
    fixed_holidays,
    shipped_years,
    working_days_between,
)


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [day for offset in range(366) if (day := first + timedelta(days=offset)).year == year]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_shipped_years_agree_with_an_independent_table_on_every_day(year: int) -> None:
    calendar = WorkCalendar(shipped_years())
    different = [
        day for day in _days_of(year) if calendar.is_working(day) != chinese_calendar.is_workday(day)
    ]
    assert different == []


def test_the_year_2026_has_248_working_days() -> None:
    calendar = WorkCalendar(shipped_years())
    assert working_days_between(after=date(2025, 12, 31), until=date(2026, 12, 31), calendar=calendar) == 248
    assert add_working_days(date(2025, 12, 31), 248, calendar=calendar) == date(2026, 12, 31)


def test_the_days_of_the_2026_notice_are_those_published() -> None:
    year = shipped_years()[-1]
    spans = [("01-01", 3), ("02-15", 9), ("04-04", 3), ("05-01", 5), ("06-19", 3), ("09-25", 3), ("10-01", 7)]
    off = {
        date.fromisoformat(f"2026-{first}") + timedelta(days=offset)
        for first, length in spans
        for offset in range(length)
    }
    worked = {
        date.fromisoformat(f"2026-{day}") for day in ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
    }
    assert (year.year, year.rest_days, year.make_up_days) == (2026, frozenset(off), frozenset(worked))
    assert "国办发明电" in year.source


def test_the_calendar_knows_the_years_loaded_and_no_others() -> None:
    calendar = WorkCalendar(shipped_years())
    assert [year for year in range(2022, 2029) if calendar.knows(year)] == [2024, 2025, 2026]


@pytest.mark.parametrize("year", range(2014, 2027))
def test_every_fixed_holiday_was_off_in_the_notice_of_its_year(year: int) -> None:
    assert [day for day in fixed_holidays(year) if chinese_calendar.is_workday(day)] == []


def test_beyond_the_loaded_years_the_weekdays_but_for_fixed_holidays_are_worked() -> None:
    calendar = WorkCalendar(shipped_years())
    spring_festival = [date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8)]
    assert [calendar.is_working(day) for day in spring_festival] == [False] * 4
    assert calendar.is_working(date(2027, 2, 9))
    assert not calendar.is_working(date(2027, 2, 13))
    assert calendar.is_working(date(2027, 10, 4))
    assert not calendar.is_settled(date(2027, 6, 1))


def test_the_last_week_of_december_is_unsettled_until_the_next_notice_is_loaded() -> None:
    calendar = WorkCalendar(shipped_years())
    assert calendar.is_settled(date(2026, 12, 24))
    assert not calendar.is_settled(date(2026, 12, 25))
    assert calendar.is_settled(date(2025, 12, 31))


def test_a_notice_may_move_days_of_the_december_before() -> None:
    moved = CalendarYear(
        year=2027,
        rest_days=frozenset({date(2026, 12, 31), date(2027, 1, 1)}),
        make_up_days=frozenset({date(2026, 12, 26)}),
        source="虚构的通知",
        effective_on=date(2026, 11, 20),
    )
    calendar = WorkCalendar([moved, *shipped_years()])
    assert not calendar.is_working(date(2026, 12, 31))
    assert calendar.is_working(date(2026, 12, 26))


def test_a_year_names_all_its_impossible_days_at_once() -> None:
    with pytest.raises(InvalidCalendarYear) as refused:
        CalendarYear(
            year=2027,
            rest_days=frozenset({date(2027, 1, 2), date(2028, 1, 1)}),
            make_up_days=frozenset({date(2027, 1, 2), date(2027, 1, 6)}),
            source="虚构的通知",
            effective_on=date(2026, 11, 20),
        )
    assert [problem.text() for problem in refused.value.problems] == [
        "2028-01-01 不在该年度内",
        "2027-01-02 同时列为放假和上班",
        "2027-01-06 不是周六、周日，不能作调休上班日",
    ]


def test_a_calendar_refuses_the_same_year_twice() -> None:
    with pytest.raises(InvalidCalendarYear, match="2026 年的安排重复"):
        WorkCalendar([*shipped_years(), shipped_years()[-1]])


def test_calendars_of_the_same_notices_are_equal_in_whatever_order_given() -> None:
    assert WorkCalendar(shipped_years()) == WorkCalendar(reversed(shipped_years()))
