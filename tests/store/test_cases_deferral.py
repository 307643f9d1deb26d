"""容缺受理: a paper promised for later, granted with it owing, held back until it is in order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from tests.database import Database, point_django_at
from tests.store.cases_play import PERMIT, Play
from tests.store.promise_play import PAPER, applied_owing, confirm, draft_without, granted_owing, supply
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import (
    ActNotAllowed,
    CaseSheet,
    CaseState,
    CorrectionPoint,
    CreditKind,
    DeferralExpired,
    DeferralExtendedBefore,
    DeferralStatus,
    NothingOwing,
    NotYourTask,
    PaperNotDeferrable,
    PapersOwing,
    ReasonNeeded,
)
from tongjian.identity import Actor
from tongjian.kit import Invalid

pytestmark = pytest.mark.database


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean))


def swept(play: Play) -> int:
    """Sweep in the loader's role, as the daily round does."""
    connection.close()
    point_django_at(play.walk.database.urls.loader)
    try:
        return cases.remind_owing(play.desk)
    finally:
        connection.close()
        point_django_at(play.walk.database.urls.app)


def nodes(sheet: CaseSheet) -> set[str]:
    return {one.node for one in sheet.steps}


def test_a_paper_promised_for_later_neither_stops_the_submission_nor_the_acceptance(play: Play) -> None:
    case = applied_owing(play)
    cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())
    sheet = play.sheet(case)
    assert sheet.case.state is CaseState.ACCEPTED
    assert "deferral_supply" in nodes(sheet)
    owed = sheet.promises.deferrals[0]
    assert (owed.key, owed.status) == (PAPER, DeferralStatus.PROMISED)
    notice = next(one for one in sheet.documents if one.kind == "acceptance_notice")
    assert "容缺受理" in notice.paragraphs[0]
    assert (owed.name, f"承诺于 {owed.due_on} 前补齐") in notice.rows


@pytest.mark.parametrize("typed", ["2026-06-01", "2027-01-05", "明天", ""])
def test_a_promise_without_a_lawful_date_keeps_the_application_from_being_handed_in(
    play: Play, typed: str
) -> None:
    draft = draft_without(play, typed)
    problems = cases.check_draft(play.desk, play.agent, draft=draft)
    assert [one.field for one in problems] == [f"files.{PAPER}"]


def test_state_12_is_granted_with_a_paper_owing_and_its_result_not_deliverable(play: Play) -> None:
    case = granted_owing(play)
    assert play.sheet(case).case.state is CaseState.GRANTED_DEFERRED
    with pytest.raises(PapersOwing):
        cases.issue(play.desk, play.clerk, case=case, ticket=play.ticket())
    assert "issue" not in {one.act for one in play.sheet(case, play.clerk).acts}
    supply(play, case)
    with pytest.raises(PapersOwing):
        cases.issue(play.desk, play.clerk, case=case, ticket=play.ticket())
    confirm(play, case)
    assert nodes(play.sheet(case)) == {"issue"}
    cases.issue(play.desk, play.clerk, case=case, ticket=play.ticket())
    cases.deliver(play.desk, play.clerk, case=case, how="window", receiver="赵经办", ticket=play.ticket())
    assert play.sheet(case).case.delivered_on is not None


def test_a_paper_found_wanting_is_owing_again_with_the_reason(play: Play) -> None:
    case = granted_owing(play)
    supply(play, case)
    with pytest.raises(ReasonNeeded):
        confirm(play, case, in_order=False)
    confirm(play, case, in_order=False, remark="没有盖章")
    sheet = play.sheet(case)
    assert (sheet.promises.deferrals[0].status, sheet.promises.deferrals[0].remark) == (
        DeferralStatus.PROMISED,
        "没有盖章",
    )
    assert "deferral_supply" in nodes(sheet)
    supply(play, case)
    confirm(play, case)


def test_a_case_whose_paper_came_before_the_decision_is_granted_in_full(play: Play) -> None:
    case = applied_owing(play)
    supply(play, case)
    confirm(play, case)
    assert not play.sheet(case).promises.deferrals[0].is_open
    assert (
        cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket()).state
        == CaseState.ACCEPTED
    )


def test_reminders_go_out_before_and_on_the_day_and_overdue_goes_to_the_approver(play: Play) -> None:
    case = granted_owing(play, in_days=6)
    told = []
    for _day in range(8):
        play.walk.clock.forward(1)
        told.append(swept(play))
        assert swept(play) == 0
    assert told == [1, 0, 0, 0, 1, 1, 1, 0]
    assert "deferral_overdue" in nodes(play.sheet(case))
    with pytest.raises(DeferralExpired):
        supply(play, case)


def test_an_overdue_paper_may_be_given_one_later_date_by_the_approver(play: Play) -> None:
    case = granted_owing(play, in_days=3)
    play.walk.clock.forward(5)

    def extend(day: date) -> None:
        cases.extend_deferral(
            play.desk,
            play.approver(case),
            case=case,
            key=PAPER,
            due_on=day,
            reason="检测单位排队",
            ticket=play.ticket(),
        )

    with pytest.raises(Invalid):
        extend(play.desk.today())
    extend(play.desk.today() + timedelta(days=2))
    supply(play, case)
    confirm(play, case, in_order=False, remark="不清楚")
    with pytest.raises(DeferralExtendedBefore):
        extend(play.desk.today() + timedelta(days=4))


def test_a_promise_broken_costs_the_decision_and_is_noted_in_the_credit_record(play: Play) -> None:
    case = granted_owing(play, in_days=3)
    play.walk.clock.forward(5)
    cases.revoke(play.desk, play.approver(case), case=case, reason="逾期未补齐检测报告", ticket=play.ticket())
    sheet = play.sheet(case)
    assert sheet.case.state is CaseState.REVOKED
    assert [one.kind for one in sheet.promises.notes] == [CreditKind.BROKEN_DEFERRAL]
    assert sheet.steps == ()
    assert all(one.revoked_at for one in sheet.results)
    assert any(one.kind == "revocation_decision" for one in sheet.documents)


def test_a_paper_to_be_corrected_may_be_promised_at_the_counter_by_who_signed_it(play: Play) -> None:
    case = play.apply(PERMIT)
    day = play.desk.today() + timedelta(days=5)

    def promise(actor: Actor, signer: str = "") -> None:
        cases.promise_deferral(
            play.desk, actor, case=case, key=PAPER, due_on=day, signer=signer, ticket=play.ticket()
        )

    with pytest.raises(PaperNotDeferrable):
        promise(play.clerk, "钱七")
    paper = next(one for one in play.sheet(case).materials if one.key == PAPER)
    point = CorrectionPoint(PAPER, paper.name, "检测报告已过期")
    cases.correct(play.desk, play.clerk, case=case, points=(point,), judge_rest=True, ticket=play.ticket())
    with pytest.raises(NotYourTask):
        promise(play.reviewer(case))
    with pytest.raises(Invalid):
        promise(play.clerk)
    promise(play.clerk, "钱七")
    cases.supplement(play.desk, play.agent, case=case, files={}, ticket=play.ticket())
    assert play.sheet(case).promises.deferrals[0].promised_by_name == "钱七"
    cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())
    with pytest.raises(ActNotAllowed):
        promise(play.clerk, "钱七")


def test_acts_on_owed_papers_at_the_wrong_time_change_nothing(play: Play) -> None:
    case = play.accepted(PERMIT)
    with pytest.raises(ActNotAllowed):
        supply(play, case)
    with pytest.raises(ActNotAllowed):
        confirm(play, case)
    with pytest.raises(NothingOwing):
        cases.extend_deferral(
            play.desk,
            play.approver(case),
            case=case,
            key=PAPER,
            due_on=play.desk.today() + timedelta(days=2),
            reason="x",
            ticket=play.ticket(),
        )


def test_nobody_else_confirms_a_paper_that_came_later(play: Play) -> None:
    case = granted_owing(play)
    supply(play, case)
    with pytest.raises(NotYourTask):
        cases.confirm_deferred(
            play.desk, play.clerk, case=case, key=PAPER, in_order=True, ticket=play.ticket()
        )
    other = replace(play.agent, applicants=())
    with pytest.raises(cases.NotFound):
        cases.supply_deferred(
            play.desk, replace(other, grants=()), case=case, files={PAPER: play.paper}, ticket=play.ticket()
        )
