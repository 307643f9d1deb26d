"""What fills a paper already, what a prerequisite is, unit projects, the counter, and bad input."""

import pytest

from tests.database import Database
from tests.store.cases_play import CONTACT, OTHER_FIRM, PERMIT, PLAIN_PERMIT, Play
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import Channel, InboxFilter, MaterialOrigin
from tongjian.kit import Invalid

pytestmark = pytest.mark.database


@pytest.fixture
def play(clean: Database) -> Play:
    load_city(clean)
    return Play(Walk(clean))


def test_papers_of_a_refused_case_serve_again_and_say_where_they_come_from(play: Play) -> None:
    play.refused(PLAIN_PERMIT)
    again = play.sheet(play.apply(PLAIN_PERMIT))
    assert {one.origin for one in again.materials} == {MaterialOrigin.EARLIER_UPLOAD}
    assert all(one.source and one.source_id for one in again.materials)


def test_a_revoked_result_fills_no_paper_and_meets_no_prerequisite(play: Play) -> None:
    platform = play.walk.officer("investment_platform")
    case = cases.open_by_holder(
        play.desk, platform, project=play.project, item="S1-04", ticket=play.ticket()
    ).id
    cases.outside_conclude(
        play.desk, platform, case=case, granted=True, number="发改备〔2026〕1号", ticket=play.ticket()
    )
    filled = play.apply("S1-06")
    reused = [one for one in play.sheet(filled).materials if one.origin is MaterialOrigin.EARLIER_RESULT]
    assert [one.source_id for one in reused] == [play.sheet(case).results[0].id]
    cases.withdraw(play.desk, play.agent, case=filled, ticket=play.ticket())
    approver = play.walk.officer("approver_development")
    cases.revoke(play.desk, approver, case=case, reason="材料虚假", ticket=play.ticket())
    draft = play.draft("S1-06")
    slots = cases.get_draft(play.desk, play.agent, draft=draft).slots
    assert reused[0].file not in {one.reusable.file for one in slots if one.reusable}
    with pytest.raises(cases.PrerequisiteMissing):
        cases.submit(play.desk, play.agent, draft=draft, ticket=play.ticket())


@pytest.mark.parametrize(("valid_until", "holds"), [("2026-05-31", False), ("2026-06-01", True)])
def test_an_expired_result_meets_no_prerequisite(play: Play, *, valid_until: str, holds: bool) -> None:
    play.has_result("S1-04", valid_until=valid_until)
    draft = play.draft("S1-06")
    if holds:
        assert cases.submit(play.desk, play.agent, draft=draft, ticket=play.ticket()).made
        return
    with pytest.raises(cases.PrerequisiteMissing):
        cases.submit(play.desk, play.agent, draft=draft, ticket=play.ticket())


def test_an_item_that_needs_a_project_is_not_applied_for_without_one(play: Play) -> None:
    for items, project in (((PERMIT,), None), (("C-03",), play.project), (("S1-04",), play.project)):
        with pytest.raises(cases.ItemNotApplicable):
            cases.begin_draft(
                play.desk,
                play.agent,
                items=items,
                applicant=play.applicant,
                project=project,
                ticket=play.ticket(),
            )


def test_an_item_named_twice_opens_one_case(play: Play) -> None:
    assert len(play.submit(PERMIT, PERMIT).made) == 1


def test_each_unit_project_has_its_own_case_and_its_own_prerequisites(play: Play) -> None:
    first, second = (
        cases.add_unit_project(
            play.desk, play.agent, project=play.project, name=name, scope="", ticket=play.ticket()
        )
        for name in ("一期", "二期")
    )
    case = play.apply(PERMIT, unit_project=first.id)
    assert play.sheet(case).case.unit_project == first.number
    other = play.apply(PERMIT, unit_project=second.id)
    assert play.sheet(other).case.unit_project == second.number
    with pytest.raises(cases.CaseAlreadyRunning):
        play.submit(PERMIT, unit_project=first.id)
    play.has_result("S1-04", unit_project=first.number)
    play.apply("S1-06", unit_project=first.id)
    with pytest.raises(cases.PrerequisiteMissing):
        play.submit("S1-06", unit_project=second.id)


def test_a_unit_project_of_another_project_is_refused(play: Play) -> None:
    foreign = Play(play.walk, code="2606-370811-04-01-888888")
    unit = cases.add_unit_project(
        foreign.desk,
        foreign.agent,
        project=foreign.project,
        name="一期",
        scope="",
        ticket=play.ticket(),
    )
    with pytest.raises(Invalid) as refused:
        play.draft(PERMIT, unit_project=unit.id)
    assert [one.field for one in refused.value.problems] == ["unit_project"]


def test_the_clerk_goes_on_with_an_applicants_own_draft_and_both_see_the_one_case(play: Play) -> None:
    draft = play.draft(PLAIN_PERMIT)
    number = cases.get_draft(play.desk, play.agent, draft=draft).draft.number
    found = cases.find_draft_by_number(play.desk, play.clerk, number=f" {number} ")
    assert found is not None
    case = cases.submit(play.desk, play.clerk, draft=found.id, ticket=play.ticket()).made[0][1]
    sheet = play.sheet(case)
    assert sheet.case.channel is Channel.COUNTER
    assert {one.origin for one in sheet.materials} == {MaterialOrigin.COUNTER}
    assert play.sheet(case, play.clerk).case == sheet.case
    assert [row.case for row in cases.list_my_cases(play.desk, play.agent).rows] == [case]


def test_the_clerk_may_not_apply_for_one_firm_on_the_project_of_another(play: Play) -> None:
    other = next(one for one in play.walk.agent_of(OTHER_FIRM).applicants if one.code == OTHER_FIRM)
    with pytest.raises(cases.NotYourTask):
        cases.begin_draft(
            play.desk,
            play.clerk,
            items=(PERMIT,),
            applicant=other.id,
            project=play.project,
            on_behalf_of=other,
            ticket=play.ticket(),
        )


def test_a_file_of_another_firm_is_put_into_no_draft(play: Play) -> None:
    draft = play.draft(PERMIT)
    agent = play.walk.agent_of(OTHER_FIRM)
    foreign = play.walk.pdf(agent, agent.applicants[-1].id)
    with pytest.raises(Invalid):
        cases.save_draft(
            play.desk,
            play.agent,
            draft=draft,
            version=2,
            answers=CONTACT,
            files={"x": foreign},
            ticket=play.ticket(),
        )


@pytest.mark.parametrize("text", ["有\0字符", "有\ud800字符", "长" * 10_001])
def test_texts_no_table_can_hold_are_refused_at_their_field(play: Play, text: str) -> None:
    case = play.apply(PLAIN_PERMIT)
    with pytest.raises(Invalid) as refused:
        cases.reject(play.desk, play.clerk, case=case, reason=text, ticket=play.ticket())
    assert [one.field for one in refused.value.problems] == ["reason"]
    assert cases.search_cases(play.desk, play.clerk, text=text) == ()
    cases.verify(play.desk, text)
    cases.list_inbox(play.desk, play.clerk, narrowed=InboxFilter(text=text))
    for after in ("x", "2026-01-01_x", text):
        with pytest.raises(Invalid):
            cases.list_inbox(play.desk, play.clerk, narrowed=InboxFilter(after=after))


def test_a_number_of_an_outside_system_serves_one_result_only(play: Play) -> None:
    platform = play.walk.officer("investment_platform")
    other = Play(play.walk, code="2606-370811-04-01-999999")
    for one in (play, other):
        case = cases.open_by_holder(
            one.desk, platform, project=one.project, item="S1-04", ticket=one.ticket()
        ).id
        if one is play:
            cases.outside_conclude(
                one.desk, platform, case=case, granted=True, number="同一文号", ticket=one.ticket()
            )
            continue
        with pytest.raises(cases.ResultNumberTaken):
            cases.outside_conclude(
                one.desk, platform, case=case, granted=True, number="同一文号", ticket=one.ticket()
            )


def test_the_inbox_pages_through_equal_dates_and_a_light_without_loss_or_double(play: Play) -> None:
    made = {play.apply(PERMIT), play.apply(PLAIN_PERMIT), play.apply("P-09"), play.apply("P-29")}
    play.walk.clock.forward(1)
    lights = {row.light for row in cases.list_inbox(play.desk, play.clerk).rows}
    for narrowed in (InboxFilter(), *(InboxFilter(light=one) for one in lights)):
        seen: list[object] = []
        after = ""
        while True:
            filter_ = InboxFilter(light=narrowed.light, after=after)
            page = cases.list_inbox(play.desk, play.clerk, narrowed=filter_, size=1)
            seen += [row.case for row in page.rows]
            if page.next_key is None:
                break
            assert len(page.rows) == 1
            after = page.next_key
        tally = cases.tally_inbox(play.desk, play.clerk, narrowed=narrowed)
        assert len(seen) == len(set(seen)) == tally.total
        assert set(seen) <= made
