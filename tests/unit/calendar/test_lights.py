"""The light of a clock and of a case."""

from datetime import date

import pytest

from tongjian.calendar import (
    ClockKind,
    Light,
    Pause,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
    due,
    light,
    shipped_years,
    worse,
)

CALENDAR = WorkCalendar(shipped_years())
BOTH = frozenset(ClockKind)


def day(month_day: str) -> date:
    return date.fromisoformat(f"2026-{month_day}")


def light_on(
    today: str,
    *pauses: Pause,
    days: int = 10,
    accepted: str = "03-02",
    unit: TimeUnit = TimeUnit.WORKING_DAYS,
    kind: ClockKind = ClockKind.STATUTORY,
) -> Light:
    limit = TimeLimit(days, unit)
    due_date = due(
        limit=limit,
        starts_on=day(accepted),
        pauses=pauses,
        kind=kind,
        calendar=CALENDAR,
        today=day(today),
    )
    return light(due=due_date, calendar=CALENDAR, today=day(today))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("03-02", Light.GREEN),
        ("03-10", Light.GREEN),  # 4 of 10 left
        ("03-11", Light.YELLOW),  # 3 left
        ("03-13", Light.YELLOW),
        ("03-15", Light.YELLOW),  # Sunday before
        ("03-16", Light.RED),  # due today
        ("03-17", Light.RED),
        ("03-21", Light.RED),
    ],
)
def test_ten_working_days_turn_yellow_with_three_left_and_red_on_the_due_date(
    today: str, expected: Light
) -> None:
    assert light_on(today) is expected


@pytest.mark.parametrize("days", [1, 2])
def test_short_limits_are_not_yellow_for_good(days: int) -> None:
    assert light_on("03-02", days=days) is Light.GREEN


def test_a_limit_of_three_days_is_yellow_only_with_one_left() -> None:
    lights = [light_on(today, days=3) for today in ("03-02", "03-03", "03-04", "03-05")]
    assert lights == [Light.GREEN, Light.GREEN, Light.YELLOW, Light.RED]


def test_a_limit_of_six_days_is_yellow_with_two_left() -> None:
    assert [light_on(today, days=6) for today in ("03-05", "03-06")] == [Light.GREEN, Light.YELLOW]


def test_grey_are_exactly_the_days_a_pause_takes_away() -> None:
    hearing = Pause(day("03-04"), day("03-06"), BOTH)
    lights = [light_on(today, hearing) for today in ("03-04", "03-05", "03-06", "03-07")]
    assert lights == [Light.GREEN, Light.GREY, Light.GREY, Light.GREEN]


def test_an_open_pause_greys_the_days_after_its_beginning() -> None:
    hearing = Pause(day("03-04"), None, BOTH)
    assert [light_on(today, hearing) for today in ("03-04", "03-05", "08-03")] == [
        Light.GREEN,
        Light.GREY,
        Light.GREY,
    ]


def test_overdue_beats_grey() -> None:
    late_hearing = Pause(day("03-16"), None, BOTH)
    assert light_on("03-20", late_hearing) is Light.RED


def test_no_pause_greys_a_clock_it_does_not_stop() -> None:
    site_check = Pause(day("03-03"), None, frozenset({ClockKind.PROMISED}))
    assert light_on("03-05", site_check) is Light.GREEN
    assert light_on("03-05", site_check, kind=ClockKind.PROMISED) is Light.GREY


def test_a_limit_in_days_used_up_on_a_saturday_is_yellow_until_the_monday_it_is_due() -> None:
    lights = [light_on(today, days=5, unit=TimeUnit.CALENDAR_DAYS) for today in ("03-07", "03-08", "03-09")]
    assert lights == [Light.YELLOW, Light.YELLOW, Light.RED]


def test_a_clock_without_limit_or_start_is_grey() -> None:
    for limit, starts_on in ((None, day("03-02")), (TimeLimit(5, TimeUnit.WORKING_DAYS), None)):
        due_date = due(
            limit=limit,
            starts_on=starts_on,
            pauses=(),
            kind=ClockKind.PROMISED,
            calendar=CALENDAR,
            today=day("03-02"),
        )
        assert light(due=due_date, calendar=CALENDAR, today=day("03-02")) is Light.GREY


def test_a_case_shows_the_worse_of_its_lights() -> None:
    assert worse(Light.GREEN, Light.RED) is Light.RED
    assert worse(Light.YELLOW, Light.GREY) is Light.YELLOW
    assert worse(Light.GREY, Light.GREEN) is Light.GREEN
    assert worse(Light.GREY, Light.GREY) is Light.GREY


def test_every_light_has_a_symbol_of_its_own() -> None:
    assert [each.symbol for each in Light] == ["●", "▲", "■", "‖"]
