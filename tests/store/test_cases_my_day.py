"""One officer's day: due, waiting for others, came back, new."""

from collections.abc import Iterator
from itertools import count

import pytest

from tests.database import Database
from tests.store.cases_play import PERMIT, PLAIN_PERMIT, Play
from tests.store.walk import TurnedClock, Walk, load_city
from tongjian import cases

pytestmark = pytest.mark.database

_codes = count(200_001)


@pytest.fixture(scope="module")
def walk(database: Database) -> Iterator[Walk]:
    load_city(database)
    yield Walk(database)
    database.empty()


@pytest.fixture
def play(walk: Walk) -> Play:
    walk.clock.at = TurnedClock().at
    return Play(walk, code=f"2606-370811-04-01-{next(_codes)}")


def test_a_task_that_came_since_the_last_working_day_is_new(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer = play.reviewer(case)
    day = cases.get_my_day(play.desk, officer)
    assert case in {one.case for one in day.new}
    play.walk.clock.forward(7)
    assert case not in {one.case for one in cases.get_my_day(play.desk, officer).new}


def test_on_a_monday_what_came_on_friday_is_new(play: Play) -> None:
    play.walk.clock.forward(4)
    case = play.accepted(PERMIT)
    play.walk.clock.forward(3)
    day = cases.get_my_day(play.desk, play.reviewer(case))
    assert f"{day.new_since:%Y-%m-%d}" == "2026-06-05"
    assert case in {one.case for one in day.new}


def test_a_task_is_due_on_its_date_and_after_it(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    officer = play.reviewer(case)
    due_on = cases.get_case(play.desk, officer, case=case).clocks.next_due_on
    assert due_on is not None
    assert case not in {one.case for one in cases.get_my_day(play.desk, officer).due}
    play.walk.clock.forward((due_on - play.desk.today()).days)
    day = cases.get_my_day(play.desk, officer)
    assert case in {one.case for one in day.due}
    assert day.due_count >= len(day.due)


def test_a_case_one_has_reviewed_waits_for_the_others_by_name_and_for_how_long(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer = play.reviewer(case)
    cases.review(play.desk, officer, case=case, opinion="同意", ticket=play.ticket())
    play.walk.clock.forward(2)
    waiting = [one for one in cases.get_my_day(play.desk, officer).waiting if one.case == case]
    steps = cases.get_case(play.desk, officer, case=case).steps
    assert {one.waits_for for one in waiting} == {f"{one.organisation_name}（{one.name}）" for one in steps}
    assert {one.days for one in waiting} == {2}
    assert case not in {one.case for one in cases.get_my_day(play.desk, play.approver(case)).waiting}


def test_what_still_waits_for_oneself_or_is_concluded_does_not_wait_for_others(play: Play) -> None:
    case = play.accepted(PERMIT)
    officer = play.reviewer(case)
    cases.begin_review(play.desk, officer, case=case, ticket=play.ticket())
    refused = play.refused(PLAIN_PERMIT)
    waiting = {one.case for one in cases.get_my_day(play.desk, officer).waiting}
    assert case not in waiting
    assert refused not in {one.case for one in cases.get_my_day(play.desk, play.reviewer(refused)).waiting}


def test_a_corrected_application_came_back(play: Play) -> None:
    case, point = play.correcting(PLAIN_PERMIT)
    clerk = play.clerk
    assert case not in {one.case for one in cases.get_my_day(play.desk, clerk).came_back}
    assert case in {one.case for one in cases.get_my_day(play.desk, clerk).waiting}
    cases.supplement(
        play.desk, play.agent, case=case, files={point.key: play.paper}, remark="已补", ticket=play.ticket()
    )
    back = next(one for one in cases.get_my_day(play.desk, clerk).came_back if one.case == case)
    assert back.act == "提交补正材料"
    assert back.by == play.agent.name
    assert case not in {one.case for one in cases.get_my_day(play.desk, clerk).waiting}


def test_who_holds_no_post_has_an_empty_day(play: Play) -> None:
    day = cases.get_my_day(play.desk, play.walk.citizen("13800000001"))
    assert (day.due, day.waiting, day.came_back, day.new, day.due_count) == ((), (), (), (), 0)
