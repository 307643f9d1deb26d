"""告知承诺: offered, signed, decided at once, checked afterwards; a false one closes the way."""

import psycopg
import pytest

from tests.database import Database
from tests.store.cases_play import FIRM, PLAIN_PERMIT, Play
from tests.store.promise_play import check, chosen, decided_on_pledge, falsely_pledged, offer_of, pledged
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import (
    ActNotAllowed,
    CaseState,
    CheckVerdict,
    CreditKind,
    NotYourTask,
    PledgeBlocked,
    PledgeNotOffered,
    ReasonNeeded,
)
from tongjian.kit import Invalid

pytestmark = pytest.mark.database


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean))


def test_a_pledge_is_offered_only_for_items_that_are_decided_on_one(play: Play) -> None:
    assert cases.list_pledge_offers(play.desk, play.agent, draft=play.draft("P-08")) == ()
    offer = offer_of(play, play.draft(PLAIN_PERMIT))
    assert (offer.chosen, offer.block, offer.signed) == (False, None, None)
    assert offer.text is not None
    with pytest.raises(PledgeNotOffered):
        cases.submit(play.desk, play.agent, draft=chosen(play, "P-08"), ticket=play.ticket())


def test_an_applicant_may_refuse_the_pledge_and_take_the_ordinary_way(play: Play) -> None:
    case = play.apply(PLAIN_PERMIT)
    sheet = play.sheet(case)
    assert sheet.promises.pledge is None
    assert [one.node for one in sheet.steps] == ["receive"]


def test_a_pledge_chosen_and_not_signed_is_not_handed_in(play: Play) -> None:
    draft = chosen(play)
    problems = cases.check_draft(play.desk, play.agent, draft=draft)
    assert [one.field for one in problems] == [f"answers.pledge.{PLAIN_PERMIT}"]


def test_only_the_applicants_side_signs_and_only_what_it_has_read(play: Play) -> None:
    draft = chosen(play)
    offer = offer_of(play, draft)
    assert offer.text is not None
    with pytest.raises(NotYourTask):
        cases.sign_pledge(
            play.desk,
            play.clerk,
            draft=draft,
            item=offer.item,
            sha256=offer.text.sha256,
            ticket=play.ticket(),
        )
    with pytest.raises(PledgeNotOffered):
        cases.sign_pledge(
            play.desk, play.agent, draft=draft, item=offer.item, sha256="0" * 64, ticket=play.ticket()
        )


def test_a_pledge_is_decided_at_once_with_states_3_8_11_in_one_act(play: Play) -> None:
    case = pledged(play)
    with pytest.raises(NotYourTask):
        cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())
    with pytest.raises(NotYourTask):
        cases.decide_on_pledge(play.desk, play.reviewer(case), case=case, ticket=play.ticket())
    approver = play.approver(case)
    assert "decide_on_pledge" in {one.act for one in play.sheet(case, approver).acts}
    cases.decide_on_pledge(play.desk, approver, case=case, ticket=play.ticket())
    sheet = play.sheet(case)
    assert [int(one.state) for one in sheet.records] == [1, 3, 8, 11]
    assert {one.node for one in sheet.steps} == {"issue", "pledge_check"}
    assert {"pledge", "grant_decision"} <= {one.kind for one in sheet.documents}
    assert len(sheet.results) == 1


def test_the_check_of_a_pledge_has_its_own_clock_from_the_decision(play: Play) -> None:
    case = decided_on_pledge(play)
    with psycopg.connect(play.walk.database.urls.loader) as loader:
        row = loader.execute(
            "SELECT due_on::text, role FROM cases_work WHERE case_id = %s AND node = 'pledge_check'", (case,)
        ).fetchone()
    assert row == ("2026-07-28", "reviewer")
    supervisor = play.walk.officer("supervisor")
    assert cases.get_overview(play.desk, supervisor).total.unchecked == 0
    play.walk.clock.forward(60)
    assert cases.get_overview(play.desk, supervisor).total.unchecked == 1


def test_what_a_check_finds_is_put_right_by_a_day_and_checked_again(play: Play) -> None:
    case = decided_on_pledge(play)
    with pytest.raises(Invalid):
        check(play, case, CheckVerdict.RECTIFY)
    with pytest.raises(Invalid):
        check(play, case, CheckVerdict.RECTIFY, in_days=60)
    check(play, case, CheckVerdict.RECTIFY, in_days=7)
    sheet = play.sheet(case)
    assert "pledge_check" in {one.node for one in sheet.steps}
    assert any(one.kind == "pledge_rectification" for one in sheet.documents)
    check(play, case, CheckVerdict.KEPT)
    sheet = play.sheet(case)
    assert [one.verdict for one in sheet.promises.checks] == [CheckVerdict.RECTIFY, CheckVerdict.KEPT]
    assert {one.node for one in sheet.steps} == {"issue"}
    with pytest.raises(ActNotAllowed):
        check(play, case, CheckVerdict.KEPT)


def test_a_false_pledge_costs_the_decision_and_closes_the_way_until_it_is_treated(play: Play) -> None:
    case = decided_on_pledge(play)
    check(play, case, CheckVerdict.FALSE)
    approver = play.approver(case)
    acts = [one.act for one in play.sheet(case, approver).acts]
    assert acts.count("revoke") == 1
    cases.revoke(play.desk, approver, case=case, reason="弃渣场与承诺不符", ticket=play.ticket())
    sheet = play.sheet(case)
    assert (sheet.case.state, sheet.steps) == (CaseState.REVOKED, ())
    note = sheet.promises.notes[0]
    assert note.kind is CreditKind.FALSE_PLEDGE
    paper = next(one for one in sheet.documents if one.kind == "revocation_decision")
    assert any("第六十九条第二款" in one for one in paper.paragraphs)

    draft = chosen(play)
    offer = offer_of(play, draft)
    assert offer.text is None
    assert offer.block is not None
    assert offer.block.case_number == sheet.case.number
    with pytest.raises(PledgeBlocked):
        cases.submit(play.desk, play.agent, draft=draft, ticket=play.ticket())
    with pytest.raises(PledgeBlocked):
        cases.sign_pledge(
            play.desk, play.agent, draft=draft, item=PLAIN_PERMIT, sha256="0" * 64, ticket=play.ticket()
        )
    with pytest.raises(NotYourTask):
        cases.lift_credit_note(
            play.desk, play.agent, case=case, note=note.id, reason="已恢复", ticket=play.ticket()
        )
    cases.lift_credit_note(
        play.desk, approver, case=case, note=note.id, reason="已恢复，完成整改", ticket=play.ticket()
    )
    assert offer_of(play, draft).block is None


def test_the_clerk_of_the_counter_learns_of_the_block_without_seeing_the_case(play: Play) -> None:
    falsely_pledged(play)
    draft = chosen(play)
    offers = cases.list_pledge_offers(play.desk, play.clerk, draft=draft)
    assert offers[0].block is not None


def test_an_approver_may_leave_a_pledge_to_the_ordinary_way(play: Play) -> None:
    case = pledged(play)
    approver = play.approver(case)
    with pytest.raises(ReasonNeeded):
        cases.decline_pledge(play.desk, approver, case=case, reason=" ", ticket=play.ticket())
    cases.decline_pledge(play.desk, approver, case=case, reason="不在承诺制范围", ticket=play.ticket())
    with pytest.raises(ActNotAllowed):
        cases.decide_on_pledge(play.desk, approver, case=case, ticket=play.ticket())
    cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())
    assert play.sheet(case).case.state is CaseState.ACCEPTED


def test_another_firm_sees_nothing_of_a_pledge_or_a_credit_note(play: Play) -> None:
    case = falsely_pledged(play)
    other = play.walk.agent_of("91370811MA3WXK2P30")
    assert FIRM != "91370811MA3WXK2P30"
    with play.desk.begin(other.access()):
        assert play.desk.promises.find_pledge(case) is None
        assert play.desk.promises.list_credit_notes(case) == ()
        assert play.desk.promises.find_block(play.applicant, kinds=frozenset(CreditKind)) is None
