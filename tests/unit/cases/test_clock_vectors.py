"""The published vectors of the legal clock through a case's own two clocks."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.cases.sample import a_case, a_pause
from tongjian.calendar import Light, TimeLimit, TimeUnit, WorkCalendar, shipped_years
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of
from tongjian.cases.domain.states import CaseState

CALENDAR = WorkCalendar(shipped_years())
VECTORS = [
    ("2026-02-13", 1, "2026-02-14"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-02-27", 3, "2026-03-03"),
    ("2026-04-30", 7, "2026-05-13"),
    ("2026-05-01", 5, "2026-05-11"),
    ("2026-09-18", 10, "2026-10-09"),
    ("2026-09-30", 3, "2026-10-10"),
    ("2026-09-30", 20, "2026-11-03"),
    ("2026-06-18", 2, "2026-06-23"),
    ("2026-01-01", 1, "2026-01-04"),
    ("2026-11-20", 7, "2026-12-01"),
]
PAUSED = [
    ("2026-09-18", 10, [("2026-09-22", "2026-10-09")], "2026-10-19"),
    ("2026-03-02", 15, [("2026-03-04", "2026-03-11"), ("2026-03-09", "2026-03-16")], "2026-04-02"),
    ("2026-03-02", 7, [("2026-03-04", "2026-03-11")], "2026-03-18"),
]


def a_case_within(days: int, accepted: str, **changes: object) -> Case:
    limit = TimeLimit(days, TimeUnit.WORKING_DAYS)
    case = a_case(
        accepted_on=date.fromisoformat(accepted), received_on=date.fromisoformat(accepted), **changes
    )
    return replace(case, frozen=replace(case.frozen, statutory=limit, promised=limit))


@pytest.mark.parametrize(("accepted", "days", "due_on"), VECTORS)
def test_both_clocks_of_a_case_end_on_the_published_day(accepted: str, days: int, due_on: str) -> None:
    case = a_case_within(days, accepted)
    found = clocks_of(case, received_on=case.received_on, calendar=CALENDAR, today=case.received_on)
    assert found.statutory.on == found.promised.on == found.next_due_on == date.fromisoformat(due_on)


@pytest.mark.parametrize(("accepted", "days", "pauses", "due_on"), PAUSED)
def test_lawful_pauses_move_both_clocks_and_others_the_promised_one_only(
    accepted: str, days: int, pauses: list[tuple[str, str]], due_on: str
) -> None:
    for lawful in (True, False):
        spans = tuple(
            a_pause(date.fromisoformat(first), date.fromisoformat(last), lawful=lawful)
            for first, last in pauses
        )
        case = a_case_within(days, accepted, pauses=spans)
        found = clocks_of(case, received_on=case.received_on, calendar=CALENDAR, today=date(2026, 10, 20))
        assert found.promised.on == date.fromisoformat(due_on)
        assert (found.statutory.on == found.promised.on) is lawful


@pytest.mark.parametrize("kind", ["service", "internal", "inspection"])
def test_a_concluded_case_of_a_kind_without_delivery_owes_nothing(kind: str) -> None:
    case = a_case(kind=kind, state=CaseState.GRANTED, decided_on=date(2026, 6, 5))
    found = clocks_of(case, received_on=case.received_on, calendar=CALENDAR, today=date(2026, 12, 1))
    assert (found.delivery, found.next_due_on, found.light) == (None, None, Light.GREEN)


def test_a_revoked_case_owes_no_delivery() -> None:
    case = a_case(state=CaseState.REVOKED, decided_on=date(2026, 6, 5))
    found = clocks_of(case, received_on=case.received_on, calendar=CALENDAR, today=date(2026, 12, 1))
    assert (found.delivery, found.light) == (None, Light.GREEN)
