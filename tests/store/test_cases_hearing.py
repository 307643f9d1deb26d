"""Interested parties and hearings: told, heard, and no decision before."""

from datetime import UTC, date, datetime

import psycopg
import pytest

from tests.database import Database
from tests.store.cases_play import OTHER_FIRM, PLAIN_PERMIT, Play, seen_by
from tests.store.procedures_play import (
    HEARD,
    NEIGHBOUR,
    TAKES_WATER,
    apply_for_hearing,
    ask,
    hold,
    schedule,
    tell,
    turn_to,
)
from tests.store.walk import TurnedClock, Walk, load_city
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.calendar import DueState

pytestmark = pytest.mark.database


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    walk = Walk(clean, clock=TurnedClock(datetime(2026, 3, 2, 2, tzinfo=UTC)))
    return Play(walk, facts=FACTORY | TAKES_WATER)


def grant(play: Play, case: object) -> cases.Receipt:
    return cases.grant(play.desk, play.approver(case), case=case, ticket=play.ticket())  # type: ignore[arg-type]


def test_no_decision_before_those_told_could_speak(play: Play) -> None:
    case = play.reviewed(HEARD)
    tell(play, case, NEIGHBOUR)
    for act in (
        lambda: grant(play, case),
        lambda: cases.refuse(
            play.desk, play.approver(case), case=case, reason="不符合", ticket=play.ticket()
        ),
    ):
        with pytest.raises(cases.PartiesNotHeard) as refused:
            act()
        assert "2026-03-10" in refused.value.why
        assert "第三十六条" in refused.value.basis
    turn_to(play, date(2026, 3, 9))
    with pytest.raises(cases.PartiesNotHeard):
        grant(play, case)
    turn_to(play, date(2026, 3, 10))
    assert grant(play, case).state == 11


def test_those_who_waive_need_not_be_waited_for(play: Play) -> None:
    case = play.reviewed(HEARD)
    tell(play, case, NEIGHBOUR)
    cases.waive_hearing(play.desk, play.agent, case=case, ticket=play.ticket())
    with pytest.raises(cases.PartiesNotHeard):
        grant(play, case)
    sheet = play.sheet(case, play.clerk)
    neighbour = next(one.party.id for one in sheet.procedures.hearing.parties if not one.party.applicant)
    cases.waive_hearing(play.desk, play.clerk, case=case, party=neighbour, ticket=play.ticket())
    assert grant(play, case).state == 11


def test_a_hearing_stops_both_clocks_from_its_application_to_its_end(play: Play) -> None:
    case = play.reviewed(HEARD)
    tell(play, case, NEIGHBOUR)
    first = play.sheet(case).clocks
    turn_to(play, date(2026, 3, 4))
    apply_for_hearing(play, case)
    stopped = play.sheet(case)
    assert (stopped.clocks.statutory.state, stopped.clocks.promised.state) == (DueState.STOPPED,) * 2
    assert stopped.clocks.statutory.on is None
    assert stopped.case.state.value == 9
    schedule(play, case, date(2026, 3, 13))
    turn_to(play, date(2026, 3, 13))
    hold(play, case)
    after = play.sheet(case)
    assert [int(one.state) for one in after.records] == [1, 3, 8, 9, 10]
    assert first.promised.on is not None
    assert after.clocks.promised.on == date(2026, 4, 1)
    assert first.promised.on == date(2026, 3, 23)
    assert grant(play, case).state == 11
    titles = [one.title for one in play.sheet(case).documents]
    assert {"陈述申辩和听证权利告知书", "听证通知书", "听证笔录"} <= set(titles)


def test_no_decision_while_a_hearing_is_open(play: Play) -> None:
    case = play.reviewed(HEARD)
    tell(play, case)
    apply_for_hearing(play, case)
    turn_to(play, date(2026, 3, 20))
    with pytest.raises(cases.ActNotAllowed):
        grant(play, case)
    assert not {"grant", "refuse", "resume"} & {one.act for one in play.sheet(case, play.approver(case)).acts}
    with pytest.raises(cases.NotYourTask):
        cases.resume(play.desk, play.reviewer(case), case=case, ticket=play.ticket())


def test_a_hearing_is_applied_for_within_five_days(play: Play) -> None:
    case = play.reviewed(HEARD)
    tell(play, case)
    (own, *_) = [one for one in play.sheet(case).procedures.own_dates if one.code == "hearing_application"]
    assert own.due.on == date(2026, 3, 9)
    turn_to(play, date(2026, 3, 10))
    with pytest.raises(cases.PartyTooLate):
        apply_for_hearing(play, case)
    assert play.sheet(case).procedures.own_dates == ()
    turn_to(play, date(2026, 3, 9))
    apply_for_hearing(play, case)
    with pytest.raises(cases.PartyTooLate):
        apply_for_hearing(play, case)


def test_a_hearing_is_notified_seven_days_ahead_and_held_within_twenty(play: Play) -> None:
    case = play.reviewed(HEARD)
    tell(play, case)
    apply_for_hearing(play, case)
    with pytest.raises(cases.HearingNoticeTooShort) as early:
        schedule(play, case, date(2026, 3, 10))
    assert early.value.earliest_on == "2026-03-11"
    with pytest.raises(cases.HearingTooLate) as late:
        schedule(play, case, date(2026, 3, 31))
    assert late.value.latest_on == "2026-03-30"
    schedule(play, case, date(2026, 3, 11))
    with pytest.raises(cases.NoHearingOpen):
        hold(play, case)
    (row,) = [one for one in cases.list_inbox(play.desk, play.reviewer(case)).rows if one.node == "hearing"]
    assert row.due_on == date(2026, 3, 30)


def test_when_no_day_in_time_is_left_a_late_hearing_may_still_be_set(play: Play) -> None:
    case = play.reviewed(HEARD)
    tell(play, case)
    apply_for_hearing(play, case)
    turn_to(play, date(2026, 3, 27))
    schedule(play, case, date(2026, 4, 10))


def test_who_reviewed_does_not_chair(play: Play) -> None:
    case = play.reviewed(HEARD)
    tell(play, case)
    apply_for_hearing(play, case)
    with pytest.raises(cases.ChairReviewed):
        schedule(play, case, date(2026, 3, 12), chair=play.reviewer(case).name)


def test_a_hearing_within_an_expert_review_unites_with_it(play: Play) -> None:
    case = play.accepted(HEARD)
    tell(play, case)
    cases.pause(
        play.desk,
        play.reviewer(case),
        case=case,
        kind="6",
        reason="论证",
        planned_days=5,
        ticket=play.ticket(),
    )
    turn_to(play, date(2026, 3, 4))
    apply_for_hearing(play, case)
    schedule(play, case, date(2026, 3, 13))
    turn_to(play, date(2026, 3, 9))
    receipt = cases.resume(play.desk, play.reviewer(case), case=case, ticket=play.ticket())
    assert "仍在进行" in receipt.says
    assert play.sheet(case).case.state.value == 9
    turn_to(play, date(2026, 3, 13))
    hold(play, case)
    sheet = play.sheet(case)
    assert [int(one.state) for one in sheet.records] == [1, 3, 8, 9, 10]
    assert (sheet.procedures.stops.number, sheet.procedures.stops.days) == (2, 9)
    assert sheet.clocks.promised.on == date(2026, 4, 3)


def test_the_organ_may_hold_one_of_its_own_motion(play: Play) -> None:
    case = play.reviewed(HEARD)
    cases.order_hearing(
        play.desk, play.reviewer(case), case=case, reason="涉及城市供水安全", ticket=play.ticket()
    )
    hearing = play.sheet(case).procedures.hearing.hearing
    assert hearing is not None
    assert hearing.ordered
    with pytest.raises(cases.NoHearingOpen):
        cases.order_hearing(play.desk, play.reviewer(case), case=case, reason="再次", ticket=play.ticket())


def test_an_item_that_enables_no_hearing_knows_none(play: Play) -> None:
    case = play.reviewed(PLAIN_PERMIT)
    with pytest.raises(cases.PauseKindNotEnabled):
        tell(play, case)
    with pytest.raises(cases.PartyUnknown):
        apply_for_hearing(play, case)


def test_the_applicant_speaks_for_itself_alone_and_sees_no_others_words(play: Play) -> None:
    case = play.reviewed(HEARD)
    tell(play, case, NEIGHBOUR)
    office = play.sheet(case, play.clerk).procedures.hearing
    neighbour = next(one.party for one in office.parties if not one.party.applicant)
    assert neighbour.contact == NEIGHBOUR.contact
    cases.record_statement(
        play.desk, play.clerk, case=case, party=neighbour.id, text="井水会枯", ticket=play.ticket()
    )
    own = play.sheet(case).procedures.hearing
    assert [one.party.name for one in own.parties] == [play.sheet(case).case.applicant_name]
    with pytest.raises(cases.PartyUnknown):
        apply_for_hearing(play, case, party=neighbour.id)
    with seen_by(play.walk.database, play.agent.access()) as connection:
        seen = connection.execute("SELECT count(*) FROM cases_hearing_step").fetchone()
        told = connection.execute("SELECT count(*) FROM cases_party WHERE NOT applicant").fetchone()
    assert (seen, told) == ((0,), (0,))


@pytest.mark.parametrize("table", ["cases_extension", "cases_party", "cases_hearing_step"])
def test_others_see_no_row_and_who_watches_writes_none(play: Play, table: str) -> None:
    case = play.reviewed(HEARD)
    ask(play, case)
    tell(play, case, NEIGHBOUR)
    apply_for_hearing(play, case)
    sees = {}
    people = {
        "foreign": play.walk.agent_of(OTHER_FIRM),
        "elsewhere": play.walk.officer("reviewer_heritage"),
        "watching": play.walk.officer("supervisor"),
    }
    for name, actor in people.items():
        with seen_by(play.walk.database, actor.access()) as connection:
            found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[arg-type]  # noqa: S608
            sees[name] = found[0] if found else 0
            if name == "watching":
                copy = f"INSERT INTO {table} SELECT * FROM {table}"  # noqa: S608 - our own names
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(copy)  # type: ignore[arg-type]
    assert (sees["foreign"], sees["elsewhere"]) == (0, 0)
    assert sees["watching"] > 0
