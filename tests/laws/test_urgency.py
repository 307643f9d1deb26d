"""What an inbox row says of the light is what the clocks say, on every day while nobody touches the case."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.cases.sample import a_case, a_pause
from tongjian.calendar import Light, TimeLimit, TimeUnit, WorkCalendar, shipped_years
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of
from tongjian.cases.domain.states import CaseState
from tongjian.cases.domain.urgency import Urgency, urgency_of

CALENDAR = WorkCalendar(shipped_years())
DAYS = st.dates(date(2026, 1, 1), date(2026, 10, 31))
LIMITS = st.none() | st.builds(TimeLimit, st.integers(0, 45), st.sampled_from(TimeUnit))
_CLOSED_AT = datetime(2026, 5, 1, tzinfo=UTC)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Case, date]:
    """Return a case in any state, and a day on which someone last touched it."""
    received_on = draw(DAYS)
    state = draw(st.sampled_from(CaseState))
    is_accepted = state not in {CaseState.RECEIVED, CaseState.CORRECTION_OPEN, CaseState.CORRECTION_DONE}
    accepted_on = received_on + timedelta(draw(st.integers(0, 9))) if is_accepted else None
    pauses = []
    touched_on = accepted_on or received_on
    for _ in range(draw(st.integers(0, 3)) if accepted_on else 0):
        begun_on = touched_on + timedelta(draw(st.integers(0, 20)))
        touched_on = begun_on + timedelta(draw(st.integers(0, 20)))
        pauses.append(a_pause(begun_on, touched_on, lawful=draw(st.booleans())))
    if pauses and state is CaseState.PAUSED:
        touched_on = pauses[-1].started_on
        pauses[-1] = replace(pauses[-1], ended_on=None)
    decided = state in {CaseState.GRANTED, CaseState.REFUSED, CaseState.GRANTED_DEFERRED}
    case = a_case(
        received_on=received_on,
        accepted_on=accepted_on,
        state=state,
        pauses=tuple(pauses),
        decided_on=touched_on if decided else None,
        closed_at=_CLOSED_AT if state.terminal else None,
    )
    frozen = replace(case.frozen, statutory=draw(LIMITS), promised=draw(LIMITS))
    return replace(case, frozen=frozen), touched_on + timedelta(draw(st.integers(0, 30)))


@given(cases(), st.lists(st.integers(0, 120), max_size=8))
def test_the_row_shows_the_light_of_the_clocks_on_every_later_day(
    given_case: tuple[Case, date], later: list[int]
) -> None:
    case, today = given_case
    urgency = urgency_of(case, calendar=CALENDAR, today=today)
    stops_today = any(one.ended_on is None and one.started_on == today for one in case.pauses)
    for days in (0, 1, 2, 3, *later):
        day = today + timedelta(days)
        shown = clocks_of(case, received_on=case.received_on, calendar=CALENDAR, today=day)
        if days == 0 and stops_today and shown.next_due_on is None:
            tomorrow = day + timedelta(1)
            shown = clocks_of(case, received_on=case.received_on, calendar=CALENDAR, today=tomorrow)
            assert urgency.light_on(day) is shown.light
        else:
            assert urgency.light_on(day) is shown.light, day


@given(cases())
def test_the_row_sorts_by_the_nearest_date(given_case: tuple[Case, date]) -> None:
    case, today = given_case
    shown = clocks_of(case, received_on=case.received_on, calendar=CALENDAR, today=today)
    assert urgency_of(case, calendar=CALENDAR, today=today).due_on == shown.next_due_on


def test_a_task_with_its_own_date_is_red_on_that_day_and_green_before() -> None:
    urgency = Urgency.of_own_date(date(2026, 6, 10))
    assert urgency.light_on(date(2026, 6, 9)) is Light.GREEN
    assert urgency.light_on(date(2026, 6, 10)) is Light.RED
    assert Urgency.of_own_date(None).light_on(date(2026, 6, 10)) is Light.GREEN
