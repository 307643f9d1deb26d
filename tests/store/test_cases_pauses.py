"""Special procedures and the clocks of a case, with the clock turned day by day."""

from datetime import UTC, date, datetime

import pytest

from tests.database import Database
from tests.store.cases_play import INSPECTION, PLAIN_PERMIT, Play
from tests.store.walk import TurnedClock, Walk, load_city
from tongjian import cases
from tongjian.calendar import ClockKind, DueState, Light
from tongjian.kit import Invalid

pytestmark = pytest.mark.database

SITE_CHECK, EXPERTS = ("P-09", "1"), (PLAIN_PERMIT, "6")


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean, clock=TurnedClock(datetime(2026, 3, 2, 2, tzinfo=UTC))))


def turn_to(play: Play, day: date) -> None:
    play.walk.clock.at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def test_a_lawful_pause_moves_both_dates_by_its_working_days(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    first = play.sheet(case).clocks
    assert (first.promised.on, first.statutory.on) == (date(2026, 3, 9), date(2026, 3, 16))
    turn_to(play, date(2026, 3, 4))
    receipt = cases.pause(
        play.desk,
        play.reviewer(case),
        case=case,
        kind="6",
        reason="需要专家论证",
        planned_days=5,
        ticket=play.ticket(),
    )
    notice = next(one for one in play.sheet(case).documents if one.id == dict(receipt.made)["document"])
    assert "5个工作日" in notice.paragraphs[0]
    turn_to(play, date(2026, 3, 10))
    stopped = play.sheet(case).clocks
    assert (stopped.statutory.state, stopped.promised.state) == (DueState.STOPPED, DueState.STOPPED)
    assert (stopped.light, stopped.next_due_on) == (Light.GREY, None)
    turn_to(play, date(2026, 3, 11))
    cases.resume(play.desk, play.reviewer(case), case=case, result="论证通过", ticket=play.ticket())
    after = play.sheet(case)
    assert (after.clocks.promised.on, after.clocks.statutory.on) == (date(2026, 3, 16), date(2026, 3, 23))
    assert [int(record.state) for record in after.records] == [1, 3, 8, 9, 10]


def test_a_site_check_stops_the_promised_clock_only_and_the_statutory_one_stays_in_the_inbox(
    play: Play,
) -> None:
    item, kind = SITE_CHECK
    case = play.paused(item, kind=kind)
    sheet = play.sheet(case)
    assert sheet.case.pauses[0].stops == {ClockKind.PROMISED}
    assert sheet.clocks.promised.state is DueState.STOPPED
    assert sheet.clocks.next_due_on == sheet.clocks.statutory.on
    (row,) = cases.list_inbox(play.desk, play.reviewer(case)).rows
    assert row.due_on == sheet.clocks.statutory.on


def test_a_pause_within_a_pause_and_a_decision_within_one_are_refused(play: Play) -> None:
    item, kind = EXPERTS
    case = play.reviewed(item)
    reviewer, approver = play.reviewer(case), play.approver(case)

    def pause() -> None:
        cases.pause(
            play.desk,
            reviewer,
            case=case,
            kind=kind,
            reason="论证",
            planned_days=3,
            ticket=play.ticket(),
        )

    pause()
    with pytest.raises(cases.ActNotAllowed):
        pause()
    with pytest.raises(cases.ActNotAllowed):
        cases.grant(play.desk, approver, case=case, ticket=play.ticket())
    with pytest.raises(cases.ActNotAllowed):
        cases.refuse(play.desk, approver, case=case, reason="不符合", ticket=play.ticket())
    cases.resume(play.desk, reviewer, case=case, ticket=play.ticket())
    pause()
    cases.resume(play.desk, reviewer, case=case, ticket=play.ticket())
    cases.grant(play.desk, approver, case=case, ticket=play.ticket())
    assert [int(one.state) for one in play.sheet(case).records] == [1, 3, 8, 9, 10, 9, 10, 11]


def test_a_withdrawal_within_a_pause_ends_the_pause_first(play: Play) -> None:
    case = play.paused(PLAIN_PERMIT)
    cases.withdraw(play.desk, play.agent, case=case, reason="改方案", ticket=play.ticket())
    sheet = play.sheet(case)
    assert [int(record.state) for record in sheet.records] == [1, 3, 8, 9, 10, 14]
    assert sheet.case.pauses[0].ended_on == date(2026, 3, 2)
    assert sheet.case.closed_at == play.walk.clock.at
    turn_to(play, date(2026, 12, 1))
    clocks = play.sheet(case).clocks
    assert (clocks.breached, clocks.light, clocks.next_due_on) == (False, Light.GREEN, None)


def test_a_rectification_is_ended_by_its_report_and_not_by_the_inspector(play: Play) -> None:
    play.has_result("S3-03")
    case = play.opened(INSPECTION)
    inspector = play.holder(INSPECTION)
    cases.order_rectification(play.desk, inspector, case=case, reason="临边防护缺失", ticket=play.ticket())
    with pytest.raises(cases.NotYourTask):
        cases.resume(play.desk, inspector, case=case, ticket=play.ticket())
    with pytest.raises(cases.ActNotAllowed):
        cases.withdraw(play.desk, play.agent, case=case, ticket=play.ticket())
    cases.rectify(play.desk, play.agent, case=case, opinion="已补齐", ticket=play.ticket())
    cases.pass_inspection(play.desk, inspector, case=case, opinion="甲、乙复查合格", ticket=play.ticket())
    assert [int(one.state) for one in play.sheet(case).records] == [1, 3, 8, 9, 10, 8, 11]


def test_the_acceptance_clock_begins_anew_with_the_supplement(play: Play) -> None:
    case, point = play.correcting(PLAIN_PERMIT)
    assert play.sheet(case).clocks.next_due_on is None
    turn_to(play, date(2026, 3, 20))
    cases.supplement(play.desk, play.agent, case=case, files={point.key: play.paper}, ticket=play.ticket())
    clocks = play.sheet(case).clocks
    assert clocks.acceptance is not None
    assert clocks.acceptance.on == date(2026, 3, 27)
    (row,) = [one for one in cases.list_inbox(play.desk, play.clerk).rows if one.case == case]
    assert row.due_on == date(2026, 3, 27)


def test_a_delivered_case_keeps_its_days_and_owes_nothing(play: Play) -> None:
    case = play.issued(PLAIN_PERMIT)
    assert play.sheet(case).clocks.next_due_on == date(2026, 3, 16)
    turn_to(play, date(2026, 3, 5))
    cases.deliver(play.desk, play.clerk, case=case, how="window", receiver="赵经办", ticket=play.ticket())
    turn_to(play, date(2026, 9, 1))
    sheet = play.sheet(case)
    assert (sheet.case.decided_on, sheet.case.delivered_on) == (date(2026, 3, 2), date(2026, 3, 5))
    assert (sheet.clocks.light, sheet.clocks.next_due_on) == (Light.GREEN, None)


def test_a_revoked_case_is_not_made_out_or_delivered_any_more(play: Play) -> None:
    case = play.granted(PLAIN_PERMIT)
    cases.revoke(play.desk, play.approver(case), case=case, reason="材料虚假", ticket=play.ticket())
    sheet = play.sheet(case)
    assert not sheet.steps
    assert sheet.results[0].revoked_at is not None
    assert sheet.clocks.delivery is None
    with pytest.raises(cases.ActNotAllowed):
        cases.issue(play.desk, play.clerk, case=case, ticket=play.ticket())


def test_what_an_outside_system_concluded_waits_for_no_delivery_here(play: Play) -> None:
    platform = play.walk.officer("investment_platform")
    case = cases.open_by_holder(
        play.desk, platform, project=play.project, item="S1-04", ticket=play.ticket()
    ).id
    cases.outside_conclude(
        play.desk, platform, case=case, granted=True, number="发改备〔2026〕1号", ticket=play.ticket()
    )
    turn_to(play, date(2026, 9, 1))
    clocks = play.sheet(case).clocks
    assert (clocks.light, clocks.next_due_on) == (Light.GREEN, None)


def test_number_and_length_of_stops_are_seen_in_supervision(play: Play) -> None:
    case = play.paused(PLAIN_PERMIT)
    turn_to(play, date(2026, 3, 12))
    total = cases.get_overview(play.desk, play.walk.officer("supervisor")).total
    assert (total.stops, total.stopped_days, total.stops_without_basis, total.stops_overdue) == (1, 8, 0, 1)
    sheet = play.sheet(case)
    assert sheet.procedures.pauses[0].overdue
    assert sheet.procedures.pauses[0].planned.on == date(2026, 3, 9)


def test_a_pause_is_planned_no_longer_than_its_kind_or_the_item_allows(play: Play) -> None:
    case = play.accepted(PLAIN_PERMIT)
    for days in (0, 61):
        with pytest.raises(Invalid) as refused:
            cases.pause(
                play.desk,
                play.reviewer(case),
                case=case,
                kind="6",
                reason="论证",
                planned_days=days,
                ticket=play.ticket(),
            )
        assert "1 到 60 个工作日" in refused.value.problems[0].text()
