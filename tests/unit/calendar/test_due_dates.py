"""Due dates: the vectors worked out by hand, and the questions the texts of the law leave open."""

from datetime import date, timedelta

import pytest

from tongjian.calendar import (
    ClockKind,
    DueDate,
    DueState,
    Extension,
    InvalidPause,
    InvalidTimeLimit,
    Pause,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
    days_used,
    due,
    is_overdue,
    shipped_years,
)

CALENDAR = WorkCalendar(shipped_years())
BOTH = frozenset(ClockKind)
PROMISED_ONLY = frozenset({ClockKind.PROMISED})
WORKING = TimeUnit.WORKING_DAYS
CALENDAR_DAYS = TimeUnit.CALENDAR_DAYS


def day(month_day: str) -> date:
    return date.fromisoformat(f"2026-{month_day}")


def pause(first: str, last: str | None, stops: frozenset[ClockKind] = BOTH) -> Pause:
    return Pause(day(first), None if last is None else day(last), stops)


def due_of(
    accepted: date,
    days: int,
    *pauses: Pause,
    unit: TimeUnit = WORKING,
    kind: ClockKind = ClockKind.STATUTORY,
    today: date | None = None,
    extensions: tuple[Extension, ...] = (),
    calendar: WorkCalendar = CALENDAR,
) -> DueDate:
    return due(
        limit=TimeLimit(days, unit),
        starts_on=accepted,
        pauses=pauses,
        kind=kind,
        calendar=calendar,
        today=today or accepted + timedelta(days=400),
        extensions=extensions,
    )


@pytest.mark.parametrize(
    ("accepted", "days", "pauses", "expected"),
    [
        ("02-13", 1, (), "02-14"),
        ("02-13", 5, (), "02-27"),
        ("02-27", 3, (), "03-03"),
        ("04-30", 7, (), "05-13"),
        ("05-01", 5, (), "05-11"),
        ("09-18", 10, (), "10-09"),
        ("09-30", 3, (), "10-10"),
        ("09-30", 20, (), "11-03"),
        ("06-18", 2, (), "06-23"),
        ("01-01", 1, (), "01-04"),
        ("11-20", 7, (), "12-01"),
        ("09-18", 10, (pause("09-22", "10-09"),), "10-19"),
        ("03-02", 15, (pause("03-04", "03-11"), pause("03-09", "03-16")), "04-02"),
        ("03-02", 7, (pause("03-04", "03-11"),), "03-18"),
    ],
)
def test_planning_and_construction_permits_fall_due_as_worked_out_by_hand(
    accepted: str, days: int, pauses: tuple[Pause, ...], expected: str
) -> None:
    on = day(expected)
    assert due_of(day(accepted), days, *pauses) == DueDate(
        on, DueState.RUNNING, provisional=False, earliest=on, latest=on
    )


def test_a_site_check_stops_the_promised_clock_only() -> None:
    site_check = pause("03-04", "03-11", PROMISED_ONLY)
    assert due_of(day("03-02"), 7, site_check).on == day("03-11")
    assert due_of(day("03-02"), 7, site_check, kind=ClockKind.PROMISED).on == day("03-18")


def test_a_pause_within_another_takes_nothing_more() -> None:
    outer, inner = pause("03-04", "03-16"), pause("03-06", "03-10")
    assert due_of(day("03-02"), 15, inner, outer) == due_of(day("03-02"), 15, outer)


def test_a_pause_begun_before_acceptance_counts_from_acceptance() -> None:
    assert due_of(day("03-02"), 5, pause("02-25", "03-04")).on == day("03-11")
    assert due_of(day("03-02"), 5, pause("03-02", "03-04")).on == day("03-11")


def test_a_pause_begun_on_the_due_date_does_not_help() -> None:
    plain = due_of(day("03-02"), 5)
    assert plain.on == day("03-09")
    assert due_of(day("03-02"), 5, pause("03-09", "03-20")) == plain
    assert due_of(day("03-02"), 5, pause("03-09", None)) == plain


def test_while_a_pause_that_stops_it_is_open_a_clock_has_no_due_date() -> None:
    hearing = pause("03-06", None)
    assert due_of(day("03-02"), 5, hearing) == DueDate(None, DueState.STOPPED)
    site_check = pause("03-06", None, PROMISED_ONLY)
    assert due_of(day("03-02"), 5, site_check).on == day("03-09")


def test_an_open_pause_stops_nothing_before_it_has_begun() -> None:
    hearing = pause("03-06", None)
    assert due_of(day("03-02"), 5, hearing, today=day("03-05")).on == day("03-09")
    assert due_of(day("03-02"), 5, hearing, today=day("03-06")).state is DueState.STOPPED


@pytest.mark.parametrize(
    ("accepted", "days", "expected"),
    [
        ("03-02", 5, "03-09"),  # ends on Saturday 03-07
        ("09-21", 10, "10-08"),  # ends on 10-01, inside the holidays
        ("02-09", 5, "02-14"),  # ends on a Saturday that is worked
        ("03-02", 3, "03-05"),
    ],
)
def test_a_limit_in_days_that_ends_on_a_rest_day_ends_on_the_next_working_day(
    accepted: str, days: int, expected: str
) -> None:
    assert due_of(day(accepted), days, unit=CALENDAR_DAYS).on == day(expected)


def test_a_limit_in_days_does_not_end_on_a_day_a_pause_takes_away() -> None:
    assert due_of(day("03-02"), 5, pause("03-07", "03-10"), unit=CALENDAR_DAYS).on == day("03-11")


@pytest.mark.parametrize("unit", list(TimeUnit))
@pytest.mark.parametrize(
    ("accepted", "expected"), [("03-06", "03-06"), ("03-07", "03-09"), ("10-03", "10-08"), ("10-10", "10-10")]
)
def test_a_limit_of_0_is_due_on_the_acceptance_day_or_the_next_working_day(
    unit: TimeUnit, accepted: str, expected: str
) -> None:
    assert due_of(day(accepted), 0, unit=unit).on == day(expected)


def test_a_clock_without_limit_or_start_says_so() -> None:
    facts = {"pauses": (), "kind": ClockKind.STATUTORY, "calendar": CALENDAR, "today": day("03-02")}
    without_limit = due(limit=None, starts_on=day("03-02"), **facts)  # type: ignore[arg-type]
    not_started = due(limit=TimeLimit(5, WORKING), starts_on=None, **facts)  # type: ignore[arg-type]
    assert without_limit == DueDate(None, DueState.NO_LIMIT)
    assert not_started == DueDate(None, DueState.NOT_STARTED)
    assert not is_overdue(without_limit, day("12-31"))


def test_a_decision_on_the_saturday_after_a_due_friday_is_overdue() -> None:
    due_date = due_of(day("03-02"), 4)
    assert due_date.on == day("03-06")
    assert not is_overdue(due_date, day("03-06"))
    assert is_overdue(due_date, day("03-07"))


TEN_MORE = (Extension(10, day("03-05")),)


def test_an_extension_lengthens_the_limit_in_its_own_unit() -> None:
    assert due_of(day("03-02"), 5, extensions=TEN_MORE) == due_of(day("03-02"), 15)
    assert due_of(day("03-02"), 5, unit=CALENDAR_DAYS, extensions=TEN_MORE).on == day("03-17")


def test_an_extension_moves_the_promised_date_only_if_that_has_not_passed_when_it_is_granted() -> None:
    granted = (Extension(10, day("03-13")),)
    promised = {"kind": ClockKind.PROMISED, "extensions": granted}
    assert due_of(day("03-02"), 20, extensions=granted).on == day("04-14")
    assert due_of(day("03-02"), 8, **promised).on == day("03-12")  # type: ignore[arg-type]
    assert due_of(day("03-02"), 9, **promised).on == day("03-27")  # type: ignore[arg-type]


def test_an_extension_granted_while_the_clock_is_stopped_lengthens_it() -> None:
    granted = (Extension(10, day("03-20")),)
    stopped = due_of(day("03-02"), 5, pause("03-06", None), extensions=granted)
    assert stopped.state is DueState.STOPPED
    assert stopped.facts is not None
    assert stopped.facts.total.days == 15
    ended = due_of(day("03-02"), 5, pause("03-06", "03-24"), extensions=granted)
    assert ended == due_of(day("03-02"), 15, pause("03-06", "03-24"))


def test_an_extension_is_no_pause() -> None:
    found = due_of(day("03-02"), 5, extensions=TEN_MORE)
    assert found.facts is not None
    assert (found.facts.total.days, found.facts.lengthened_by, found.facts.pauses) == (15, TEN_MORE, ())


def test_a_due_date_before_25_december_is_final_without_the_next_notice() -> None:
    assert due_of(day("12-21"), 3) == DueDate(
        day("12-24"), DueState.RUNNING, provisional=False, earliest=day("12-24"), latest=day("12-24")
    )
    assert due_of(day("12-21"), 4).provisional


def test_a_date_in_a_year_not_loaded_is_provisional_and_bounded() -> None:
    found = due_of(day("12-28"), 5)
    assert (found.on, found.provisional) == (date(2027, 1, 5), True)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest < date(2027, 1, 5) < found.latest


def test_a_year_not_loaded_that_a_pause_takes_away_whole_makes_nothing_provisional() -> None:
    loaded = WorkCalendar(year for year in shipped_years() if year.year != 2025)
    evaluation = Pause(date(2024, 12, 20), date(2025, 12, 31), BOTH)
    assert not due_of(date(2024, 12, 16), 10, evaluation, calendar=loaded).provisional
    shorter = Pause(date(2024, 12, 20), date(2025, 12, 30), BOTH)
    assert due_of(date(2024, 12, 16), 10, shorter, calendar=loaded).provisional


@pytest.mark.parametrize("days", [1, 5, 7, 20, 45, 60])
def test_acceptance_is_never_blocked_in_autumn_when_the_next_notice_is_missing(days: int) -> None:
    for offset in range(122):
        accepted = date(2026, 9, 1) + timedelta(days=offset)
        for unit in TimeUnit:
            found = due_of(accepted, days, unit=unit)
            assert found.on is not None
            assert found.provisional == (found.on >= date(2026, 12, 25))


def test_days_used_leave_out_the_start_the_rest_days_and_the_pauses_once_each() -> None:
    pauses = (pause("03-04", "03-11"), pause("03-09", "03-16"))
    facts = {"starts_on": day("03-02"), "pauses": pauses, "calendar": CALENDAR}
    used = {
        (kind, unit): days_used(ends_on=day("04-02"), kind=kind, unit=unit, **facts)  # type: ignore[arg-type]
        for kind in ClockKind
        for unit in TimeUnit
    }
    assert set(used.values()) == {15, 19}
    assert used[ClockKind.STATUTORY, WORKING] == 15
    assert days_used(ends_on=day("03-02"), kind=ClockKind.STATUTORY, unit=WORKING, **facts) == 0  # type: ignore[arg-type]


def test_days_used_of_a_clock_still_stopped_end_where_the_pause_begins() -> None:
    used = days_used(
        starts_on=day("03-02"),
        ends_on=day("03-20"),
        pauses=(pause("03-04", None),),
        kind=ClockKind.STATUTORY,
        unit=WORKING,
        calendar=CALENDAR,
    )
    assert used == 2


def test_impossible_limits_and_pauses_are_refused() -> None:
    with pytest.raises(InvalidTimeLimit, match="天数 -1"):
        TimeLimit(-1, WORKING)
    with pytest.raises(InvalidTimeLimit, match="天数 0"):
        Extension(0, day("03-02"))
    with pytest.raises(InvalidPause, match="早于开始日期"):
        pause("03-04", "03-03")
