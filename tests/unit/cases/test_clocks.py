"""The clocks of one case: acceptance, statutory, promised, delivery, and the light they give."""

from datetime import date

from tests.unit.cases.sample import a_case, a_pause
from tongjian.calendar import DueState, Light, WorkCalendar, shipped_years
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import CaseClocks, clocks_of
from tongjian.cases.domain.states import CaseState

CALENDAR = WorkCalendar(shipped_years())


def clocks(case: Case, today: date) -> CaseClocks:
    return clocks_of(case, received_on=case.received_on, calendar=CALENDAR, today=today)


def test_before_acceptance_only_the_five_day_clock_runs() -> None:
    case = a_case(state=CaseState.RECEIVED, accepted_on=None)
    found = clocks(case, date(2026, 6, 2))
    assert found.acceptance is not None
    assert found.acceptance.on == date(2026, 6, 8)
    assert found.statutory.state is DueState.NOT_STARTED
    assert found.next_due_on == date(2026, 6, 8)


def test_after_acceptance_both_dates_run_and_the_nearer_counts() -> None:
    found = clocks(a_case(), date(2026, 6, 2))
    assert found.promised.on == date(2026, 6, 8)
    assert found.statutory.on == date(2026, 6, 30)
    assert found.next_due_on == date(2026, 6, 8)
    assert found.light is Light.GREEN


def test_a_case_due_today_is_red_and_one_past_its_promise_too() -> None:
    assert clocks(a_case(), date(2026, 6, 8)).light is Light.RED
    late = clocks(a_case(), date(2026, 6, 9))
    assert late.light is Light.RED
    assert not late.breached


def test_a_passed_statutory_date_is_a_breach() -> None:
    assert clocks(a_case(), date(2026, 7, 2)).breached


def test_a_lawful_pause_stops_both_clocks() -> None:
    case = a_case(state=CaseState.PAUSED, pauses=(a_pause(date(2026, 6, 3)),))
    found = clocks(case, date(2026, 6, 10))
    assert found.statutory.state is DueState.STOPPED
    assert found.promised.state is DueState.STOPPED
    assert found.light is Light.GREY
    assert found.next_due_on is None


def test_a_site_check_stops_the_promised_clock_only() -> None:
    case = a_case(state=CaseState.PAUSED, pauses=(a_pause(date(2026, 6, 3), lawful=False),))
    found = clocks(case, date(2026, 6, 10))
    assert found.promised.state is DueState.STOPPED
    assert found.statutory.on == date(2026, 6, 30)
    assert found.next_due_on == date(2026, 6, 30)


def test_a_decided_case_waits_for_delivery_within_ten_working_days() -> None:
    case = a_case(state=CaseState.GRANTED, decided_on=date(2026, 6, 5))
    found = clocks(case, date(2026, 6, 10))
    assert found.delivery is not None
    assert found.delivery.on == date(2026, 6, 22)
    assert found.next_due_on == date(2026, 6, 22)


def test_a_delivered_case_has_nothing_due() -> None:
    case = a_case(state=CaseState.GRANTED, decided_on=date(2026, 6, 5), delivered_on=date(2026, 6, 8))
    found = clocks(case, date(2026, 9, 1))
    assert found.next_due_on is None
    assert found.light is Light.GREEN


def test_while_the_applicant_corrects_nobody_is_late() -> None:
    case = a_case(state=CaseState.CORRECTION_OPEN, accepted_on=None)
    found = clocks(case, date(2026, 9, 1))
    assert found.next_due_on is None
    assert found.light is Light.GREY
