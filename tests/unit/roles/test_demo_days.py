"""When the demo's officers act: never on a rest day, and within what was promised."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from tongjian.roles.demo.days import AFTERNOON, FIRST_DAY, MORNING, Days
from tongjian.roles.demo.report import used_days
from tongjian.roles.demo.shapes import Case, CasePause, Frozen, Limit
from tongjian.roles.demo.timing import View, due_on
from tongjian.roles.virtual_clock import FileClock

STEPS = [
    "receive",
    "supplement",
    "review",
    "co_sign",
    "decide",
    "conclude",
    "issue",
    "deliver",
    "offer",
    "contract",
    "result",
    "inspect",
    "rectify",
    "outside",
]
EVE_OF_LABOUR_DAY = date(2025, 4, 30)


@pytest.fixture
def days(tmp_path: Path) -> Days:
    return Days(FileClock(tmp_path / "clock"))


def case_of(*, promised: int = 5, state: int = 3, pauses: tuple[CasePause, ...] = (), **dates: date) -> Case:
    frozen = Frozen("S1-06", "某事项", "1", "permit", "", None, Limit(promised, "working"))
    day = EVE_OF_LABOUR_DAY
    known: dict[str, date | None] = {"received_on": day, "accepted_on": day, "decided_on": None}
    known |= dates
    return Case(
        id=uuid4(),
        number="1",
        frozen=frozen,
        application=uuid4(),
        department_name="某局",
        applicant=uuid4(),
        state=state,
        position=1,
        received_on=known["received_on"] or day,
        accepted_on=known["accepted_on"],
        decided_on=known["decided_on"],
        delivered_on=None,
        pauses=pauses,
    )


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("promised", [0, 1, 3, 10])
def test_no_step_is_taken_on_a_rest_day(days: Days, step: str, promised: int) -> None:
    view = View(days, case_of(promised=promised), EVE_OF_LABOUR_DAY)
    assert days.calendar.is_working(due_on(view, step))


@pytest.mark.parametrize("promised", [0, 1, 3, 5, 7, 10, 15, 20])
def test_a_decision_falls_within_the_promise_and_not_before_the_opinions(days: Days, promised: int) -> None:
    view = View(days, case_of(promised=promised), EVE_OF_LABOUR_DAY)
    decided = due_on(view, "decide")
    assert days.between(EVE_OF_LABOUR_DAY, decided) <= promised
    assert due_on(view, "review") <= decided


def test_a_stop_of_the_clock_moves_the_decision_and_is_not_counted(days: Days) -> None:
    stop = CasePause("专家评审", ("法定", "承诺"), date(2025, 5, 6), date(2025, 5, 13))
    paused = case_of(pauses=(stop,))
    decided = due_on(View(days, paused, stop.started_on), "decide")
    assert days.between(due_on(View(days, case_of(), stop.started_on), "decide"), decided) == 5
    assert used_days(case_of(pauses=(stop,), decided_on=decided), days.calendar) == 4


def test_while_the_clock_is_stopped_only_its_end_is_waited_for(days: Days) -> None:
    view = View(days, case_of(state=9), date(2025, 5, 6))
    assert due_on(view, "decide") == days.after(date(2025, 5, 6), 5)


def test_a_case_undecided_has_used_no_days_yet(days: Days) -> None:
    assert used_days(case_of(), days.calendar) is None


def test_the_clock_never_goes_back(days: Days) -> None:
    days.set(FIRST_DAY, AFTERNOON)
    days.wait(90)
    days.set(FIRST_DAY, MORNING)
    assert days.clock.now() == datetime(2025, 3, 3, 6, 31, 30, tzinfo=UTC)
