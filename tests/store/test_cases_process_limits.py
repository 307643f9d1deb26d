"""The limits that a process sets to tasks stand still with the clocks of its case."""

import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.database import Database
from tests.store.cases_play import PLAIN_PERMIT, Play
from tests.store.walk import TurnedClock, Walk, load_city
from tongjian import cases
from tongjian.flow import deploy_process, shipped_processes
from tongjian.kit import local_day

pytestmark = pytest.mark.database


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    walk = Play(Walk(clean, clock=TurnedClock(datetime(2026, 3, 2, 2, tzinfo=UTC))))
    with walk.desk.begin(walk.clerk.access()):
        deploy_process(walk.desk.flow.library, permit_with_a_limit())
    return walk


def permit_with_a_limit() -> bytes:
    """Return a newer version of the shipped permit whose review has ten working days."""
    text = next(one for one in shipped_processes() if b'id="permit"' in one)
    newer = re.sub(rb'tj:version="(\d+)"', lambda found: b'tj:version="1%b"' % found[1], text, count=1)
    return newer.replace(
        b"<tj:acts>review</tj:acts>", "<tj:limit>10 工作日</tj:limit><tj:acts>review</tj:acts>".encode()
    )


def turn_to(play: Play, day: date) -> None:
    play.walk.clock.at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def last_day(play: Play, case: UUID) -> date:
    """Return the first day after the limit of the review."""
    with play.desk.begin(play.reviewer(case).access()):
        (due,) = (one.due_at for one in play.desk.flow.open_tasks(case) if one.node == "review")
    assert due is not None
    return local_day(due)


def pause(play: Play, case: UUID) -> None:
    cases.pause(
        play.desk,
        play.reviewer(case),
        case=case,
        kind="6",
        reason="需要专家论证",
        planned_days=5,
        ticket=play.ticket(),
    )


def test_a_pause_stops_the_limit_of_a_task_and_its_end_adds_its_days(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    first = last_day(play, case)
    turn_to(play, date(2026, 3, 4))
    pause(play, case)
    assert last_day(play, case).year > 9000
    turn_to(play, date(2026, 3, 11))
    cases.resume(play.desk, play.reviewer(case), case=case, result="论证通过", ticket=play.ticket())
    clocks = play.sheet(case).clocks
    assert (first, last_day(play, case)) == (date(2026, 3, 17), date(2026, 3, 24))
    assert clocks.statutory.on == date(2026, 3, 23)


def test_a_stop_that_no_law_knows_leaves_the_limit_of_a_task_where_it_is(play: Play) -> None:
    case = play.accepted("P-09")
    first = last_day(play, case)
    cases.pause(
        play.desk,
        play.reviewer(case),
        case=case,
        kind="1",
        reason="需要现场踏勘",
        planned_days=5,
        ticket=play.ticket(),
    )
    assert last_day(play, case) == first
