"""The days of a project divide without overlap and add up to its span."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tongjian.calendar import MeasuredCase, Measures, WorkCalendar, measure, shipped_years

CALENDAR = WorkCalendar(shipped_years())
FIRST = date(2025, 3, 3)
TODAY = FIRST + timedelta(days=400)
ONE = timedelta(days=1)
WORKED = {day for offset in range(500) if CALENDAR.is_working(day := FIRST + timedelta(days=offset))}

days = st.integers(0, 300).map(lambda offset: FIRST + timedelta(days=offset))


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date | None]:
    """Draw a span that may still run."""
    first = draw(days)
    length = draw(st.none() | st.integers(0, 40))
    return first, None if length is None else first + timedelta(days=length)


@st.composite
def measured_cases(draw: st.DrawFn) -> MeasuredCase:
    """Draw a case of one of three parallel reviews."""
    received = draw(days)
    accepted = draw(st.none() | st.integers(0, 10).map(lambda offset: received + timedelta(days=offset)))
    ended = draw(
        st.none() | st.integers(0, 60).map(lambda offset: (accepted or received) + timedelta(offset))
    )
    return MeasuredCase(
        draw(st.sampled_from(["甲", "乙", "丙"])),
        received,
        accepted,
        ended,
        tuple(draw(st.lists(spans(), max_size=3))),
        tuple(draw(st.lists(spans(), max_size=2))),
    )


def is_within(day: date, span: tuple[date, date | None]) -> bool:
    return span[0] < day and (span[1] is None or day <= span[1])


def naive(cases: list[MeasuredCase]) -> tuple[int, int, int, int]:
    """Sort each day into one of the three, day by day."""
    counts = {"approval": 0, "special": 0, "applicant": 0}
    lives = [(one, (one.received_on, one.ended_on or TODAY)) for one in cases]
    open_ones = [(one, life) for one, life in lives if life[0] < life[1]]
    if not open_ones:
        return 0, 0, 0, 0
    day, last = min(life[0] for _, life in open_ones), max(life[1] for _, life in open_ones)
    total = 0
    while day < last:
        day += ONE
        if day not in WORKED:
            continue
        total += 1
        alive = [one for one, life in open_ones if is_within(day, life)]
        paused = [one for one in alive if any(is_within(day, span) for span in one.special)]
        away = [one for one in alive if any(is_within(day, span) for span in one.waiting)]
        if any(one not in paused and one not in away for one in alive):
            counts["approval"] += 1
        elif paused:
            counts["special"] += 1
        else:
            counts["applicant"] += 1
    return total, *counts.values()


@settings(max_examples=200, deadline=None)
@given(cases=st.lists(measured_cases(), max_size=6))
def test_the_parts_are_disjoint_and_add_up_to_the_span(cases: list[MeasuredCase]) -> None:
    found = measure(cases, calendar=CALENDAR, today=TODAY)
    assert found.approval + found.special + found.applicant == found.span
    assert (found.span, found.approval, found.special, found.applicant) == naive(cases)


def test_stage_time_is_the_longest_item_within_one_parallel_instance_summed_over_instances() -> None:
    monday = date(2026, 3, 2)

    def case(instance: str, begun: int, ended: int, *special: tuple[date, date | None]) -> MeasuredCase:
        first = monday + timedelta(days=begun)
        return MeasuredCase(instance, first, first, monday + timedelta(days=ended), special)

    pause = (monday + timedelta(days=1), monday + timedelta(days=3))
    cases = [case("一", 0, 4), case("一", 0, 11, pause), case("二", 14, 16)]
    found = measure(cases, calendar=CALENDAR, today=TODAY)
    assert found == Measures(span=12, approval=11, special=0, applicant=1, longest=9)


def test_a_project_without_a_case_has_no_span() -> None:
    assert measure([], calendar=CALENDAR, today=TODAY) == Measures(0, 0, 0, 0, 0)
