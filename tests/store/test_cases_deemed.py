"""Rule 2: five working days of silence are acceptance as of receipt, and nothing of the counter moves it."""

import threading
from datetime import UTC, date, datetime
from uuid import UUID

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections

from tests.database import Database, point_django_at
from tests.store.cases_play import FILING, PLAIN_PERMIT, Play
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.calendar import TimeLimit, TimeUnit
from tongjian.cases import CaseState, Receipt, acceptance
from tongjian.kit import Refusal

pytestmark = pytest.mark.database

LAST_DAY = datetime(2026, 6, 8, 15, 59, 59, tzinfo=UTC)
"""The last second of the fifth working day after Monday 1 June 2026, in China."""

TOO_LATE = datetime(2026, 6, 8, 16, tzinfo=UTC)
RECEIVED_ON = date(2026, 6, 1)


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean))


def sweep(play: Play) -> int:
    """Sweep in the loader's role, as the daily round does."""
    connection.close()
    point_django_at(play.walk.database.urls.loader)
    try:
        return acceptance.sweep_silence(play.desk)
    finally:
        connection.close()
        point_django_at(play.walk.database.urls.app)


def messages(play: Play) -> list[tuple[str, UUID]]:
    with psycopg.connect(play.walk.database.urls.loader) as loader:
        return loader.execute("SELECT title, holder FROM messages_message").fetchall()


def accept(play: Play, case: UUID) -> Receipt:
    return cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())


def test_rule_1_silence_for_five_working_days_is_acceptance_as_of_the_day_of_receipt(play: Play) -> None:
    case = play.apply(PLAIN_PERMIT)
    play.walk.clock.at = LAST_DAY
    assert sweep(play) == 0
    play.walk.clock.at = TOO_LATE
    assert sweep(play) == 1
    sheet = play.sheet(case)
    assert sheet.case.state is CaseState.ACCEPTED
    assert sheet.case.accepted_on == RECEIVED_ON
    assert sheet.acceptance.deemed
    assert [one.act for one in sheet.records] == ["submit", "deem_accepted"]
    assert sheet.records[-1].person is None
    assert [one.node for one in sheet.steps] == ["review"]
    (notice,) = sheet.documents
    assert "视为受理" in notice.title
    assert "2026年6月1日" in notice.paragraphs[0]
    assert ("受理通知书（视为受理）", play.applicant) in messages(play)
    assert sweep(play) == 0


def test_due_dates_of_a_deemed_case_are_counted_from_the_day_of_receipt(play: Play) -> None:
    case = play.apply(PLAIN_PERMIT)
    play.walk.clock.at = TOO_LATE
    sweep(play)
    sheet = play.sheet(case)
    assert sheet.case.frozen.statutory == TimeLimit(10, TimeUnit.WORKING_DAYS)
    assert sheet.clocks.statutory.on == date(2026, 6, 15)


def test_before_the_round_a_deemed_case_already_shows_as_deemed(play: Play) -> None:
    case = play.apply(PLAIN_PERMIT)
    play.walk.clock.at = TOO_LATE
    sheet = play.sheet(case, play.clerk)
    assert sheet.state_label == "视为受理"
    assert sheet.case.accepted_on == RECEIVED_ON
    assert sheet.clocks.acceptance is None
    assert {one.act for one in sheet.acts} == {"withdraw"}


@pytest.mark.parametrize("act", ["accept", "correct", "reject", "turn_away"])
def test_after_day_five_no_act_of_the_counter_moves_a_case(play: Play, act: str) -> None:
    case = play.apply(PLAIN_PERMIT)
    paper = play.sheet(case).materials[0]
    given = {
        "accept": {"judge_rest": True},
        "correct": {
            "points": (cases.CorrectionPoint(paper.key, paper.name, "请盖章"),),
            "judge_rest": True,
        },
        "reject": {"reason": "不符合受理条件"},
        "turn_away": {"reason": "请向上级机关提出"},
    }[act]
    play.walk.clock.at = TOO_LATE
    for _ in range(2):
        with pytest.raises(acceptance.DeemedAccepted) as refused:
            getattr(cases, act)(play.desk, play.clerk, case=case, ticket=play.ticket(1), **given)
        assert "第三十二条" in refused.value.basis
        assert "不予许可" in refused.value.advice
        assert refused.value.received_on == "2026-06-01"
    assert [one.act for one in play.sheet(case).records] == ["submit", "deem_accepted"]
    assert sweep(play) == 0


def test_a_refusal_then_needs_a_decision_on_the_merits(play: Play) -> None:
    case = play.apply(PLAIN_PERMIT)
    play.walk.clock.at = TOO_LATE
    sweep(play)
    cases.review(play.desk, play.reviewer(case), case=case, opinion="不符合条件", ticket=play.ticket())
    cases.refuse(play.desk, play.approver(case), case=case, reason="不符合条件", ticket=play.ticket())
    assert play.sheet(case).case.state is CaseState.REFUSED


def test_the_reply_restarts_the_five_days_and_silence_on_it_is_acceptance_as_of_its_receipt(
    play: Play,
) -> None:
    case, _ = play.correcting(PLAIN_PERMIT)
    play.walk.clock.forward(30)
    assert sweep(play) == 0
    cases.supplement(play.desk, play.agent, case=case, files={}, remark="已说明", ticket=play.ticket())
    replied_on = play.sheet(case).case.received_on
    play.walk.clock.forward(4)
    assert sweep(play) == 0
    play.walk.clock.forward(6)
    assert sweep(play) == 1
    assert play.sheet(case).case.accepted_on == replied_on


def test_a_filing_has_no_acceptance_to_deem(play: Play) -> None:
    case = play.apply(FILING)
    play.walk.clock.forward(60)
    assert sweep(play) == 0
    cases.register(play.desk, play.clerk, case=case, ticket=play.ticket())


def test_an_applicant_who_withdraws_too_late_is_told_that_the_case_has_moved_on(play: Play) -> None:
    case = play.apply(PLAIN_PERMIT)
    play.walk.clock.at = TOO_LATE
    with pytest.raises(cases.StaleCase):
        cases.withdraw(play.desk, play.agent, case=case, ticket=play.ticket(1))
    cases.withdraw(play.desk, play.agent, case=case, ticket=play.ticket(2))
    assert play.sheet(case).case.state is CaseState.WITHDRAWN


def test_supervision_counts_what_silence_accepted(play: Play) -> None:
    play.apply(PLAIN_PERMIT)
    supervisor = play.walk.officer("supervisor")
    assert cases.get_overview(play.desk, supervisor).total.deemed == 0
    play.walk.clock.at = TOO_LATE
    sweep(play)
    overview = cases.get_overview(play.desk, supervisor)
    assert overview.total.deemed == 1
    assert sum(one.deemed for one in overview.by_department) == 1


def test_the_command_sweeps_and_says_how_much(
    play: Play, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play.apply(PLAIN_PERMIT)
    play.walk.clock.at = TOO_LATE
    monkeypatch.setattr("tongjian.roles.management.commands.sweep.compose_pages", lambda: play.walk.rooms)
    connection.close()
    point_django_at(play.walk.database.urls.loader)
    try:
        call_command("sweep")
    finally:
        connection.close()
        point_django_at(play.walk.database.urls.app)
    assert "视为受理 1 件" in capsys.readouterr().out


@pytest.mark.parametrize("swept_first", [True, False])
def test_at_midnight_either_the_clerk_or_the_clock_accepts_and_never_both(
    play: Play, *, swept_first: bool
) -> None:
    """One holds the case while the other waits; whoever comes second finds it done."""
    case = play.apply(PLAIN_PERMIT)
    play.walk.clock.at = TOO_LATE
    outcomes: list[object] = []

    def clerk() -> None:
        try:
            outcomes.append(accept(play, case).act)
        except Refusal as refused:
            outcomes.append(refused.code)
        finally:
            connections.close_all()

    def clock() -> None:
        found = play.sheet(case).case
        try:
            outcomes.append(acceptance.settle_silence(play.desk, found))
        finally:
            connections.close_all()

    with psycopg.connect(play.walk.database.urls.loader) as holder:
        holder.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", (case,))
        first, second = (clock, clerk) if swept_first else (clerk, clock)
        threads = [threading.Thread(target=one) for one in (first, second)]
        for thread in threads:
            thread.start()
            thread.join(0.5)
        holder.rollback()
    for thread in threads:
        thread.join(30)
    assert "cases.deemed_accepted" in outcomes
    assert [one.act for one in play.sheet(case).records] == ["submit", "deem_accepted"]
    assert len(play.sheet(case).documents) == 1


def test_a_clerk_who_accepts_in_the_last_second_is_in_time_and_the_clock_comes_too_late(play: Play) -> None:
    case = play.apply(PLAIN_PERMIT)
    play.walk.clock.at = LAST_DAY
    accept(play, case)
    play.walk.clock.at = TOO_LATE
    assert sweep(play) == 0
    assert play.sheet(case).case.accepted_on == date(2026, 6, 8)
    assert not play.sheet(case).acceptance.deemed
