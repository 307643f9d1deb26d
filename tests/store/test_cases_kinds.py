"""Every kind of act over PostgreSQL: outside item, permit, service; refusals, corrections, revocation."""

from uuid import UUID

import pytest

from tests.database import Database
from tests.store.walk import Walk, load_city
from tests.unit.catalogue.projects import FACTORY
from tongjian import cases
from tongjian.cases import ProjectForm, Receipt, Ticket, Verdict
from tongjian.identity import Actor
from tongjian.kit import Invalid

pytestmark = pytest.mark.database

COMPANY = "91370811MA3EX5T705"
CONTACT = {"contact_name": "赵经办", "contact_phone": "13800000003"}


@pytest.fixture
def walk(clean: Database) -> Walk:
    load_city(clean)
    return Walk(clean)


def register(walk: Walk, agent: Actor, *, code: str = "2606-370811-04-01-123456") -> UUID:
    company = next(one for one in agent.applicants if one.code == COMPANY)
    form = ProjectForm(
        secret=False,
        emergency=False,
        code=code,
        name="精工制造厂房",
        type="T4",
        region="370811",
        address="临湾区工业路 1 号",
        facts=FACTORY,
    )
    return cases.register_project(walk.desk, agent, applicant=company.id, form=form, ticket=walk.ticket()).id


def apply(walk: Walk, agent: Actor, project: UUID, *items: str) -> Receipt:
    company = next(one for one in agent.applicants if one.code == COMPANY)
    begun = cases.begin_draft(
        walk.desk, agent, items=items, applicant=company.id, project=project, ticket=walk.ticket()
    )
    walk.fill(agent, begun.id, CONTACT)
    return cases.submit(walk.desk, agent, draft=begun.id, ticket=walk.ticket())


def outside(walk: Walk, project: UUID, item: str) -> UUID:
    platform = walk.officer("investment_platform")
    case = cases.open_by_holder(walk.desk, platform, project=project, item=item, ticket=walk.ticket()).id
    cases.outside_accept(walk.desk, platform, case=case, ticket=walk.ticket())
    cases.outside_conclude(
        walk.desk, platform, case=case, granted=True, number=f"发改备〔2026〕{item}", ticket=walk.ticket()
    )
    return case


def decide(walk: Walk, case: UUID, *, granted: bool = True) -> None:
    clerk = walk.officer("clerk")
    cases.accept(walk.desk, clerk, case=case, judge_rest=True, ticket=walk.ticket())
    for step in cases.get_case(walk.desk, clerk, case=case).steps:
        act = cases.review if step.node == "review" else cases.co_sign
        officer = walk.holders_of(step.organisation, step.role)
        act(walk.desk, officer, case=case, opinion="同意", verdict=Verdict.AGREE, ticket=walk.ticket())
    sheet = cases.get_case(walk.desk, clerk, case=case)
    approver = walk.holders_of(sheet.case.department, "approver")
    if not granted:
        cases.refuse(walk.desk, approver, case=case, reason="不符合规划条件", ticket=walk.ticket())
        return
    cases.grant(walk.desk, approver, case=case, ticket=walk.ticket())
    cases.issue(walk.desk, clerk, case=case, ticket=walk.ticket())
    cases.deliver(walk.desk, clerk, case=case, how="online", receiver="赵经办", ticket=walk.ticket())


def test_an_outside_item_is_reported_by_its_system_and_opens_the_next_item(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    case = outside(walk, project, "S1-04")
    sheet = cases.get_case(walk.desk, agent, case=case)
    assert [int(record.state) for record in sheet.records] == [1, 3, 8, 11]
    assert sheet.results[0].number == "发改备〔2026〕S1-04"
    assert sheet.results[0].file is not None
    panorama = cases.get_panorama(walk.desk, agent, project=project)
    ready = {item.code for lane in panorama.lanes for item in lane.items if item.ready}
    assert "S1-06" in ready


def test_a_permit_needs_the_valid_result_it_rests_on(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    with pytest.raises(cases.PrerequisiteMissing):
        apply(walk, agent, project, "S1-06")


def test_an_earlier_result_fills_a_later_application(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    receipt = apply(walk, agent, project, "S1-06")
    sheet = cases.get_application(walk.desk, agent, application=receipt.id)
    reused = [one for one in sheet.materials if one.origin.reused]
    assert reused
    assert "发改备〔2026〕S1-04" in reused[0].source


def test_a_refusal_tells_the_remedy_and_a_new_application_may_follow(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    first = apply(walk, agent, project, "S1-06").made[0][1]
    decide(walk, first, granted=False)
    sheet = cases.get_case(walk.desk, agent, case=first)
    refusal = next(one for one in sheet.documents if one.kind == "refusal_decision")
    assert "行政复议" in refusal.remedy
    assert "六十日" in refusal.remedy
    second = apply(walk, agent, project, "S1-06").made[0][1]
    decide(walk, second)
    assert cases.get_case(walk.desk, agent, case=second).results[0].number.startswith("3708112026YG")


def test_a_service_is_offered_contracted_and_finished_without_an_administrative_decision(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    item = walk.desk.catalogue.current().item("S1-08")
    lead = walk.desk.offices.department(item.handling.lead_department).id
    provider = walk.holders_of(lead, "provider")
    case = cases.open_by_holder(walk.desk, provider, project=project, item="S1-08", ticket=walk.ticket()).id
    cases.offer(walk.desk, provider, case=case, opinion="出让合同文本", ticket=walk.ticket())
    cases.contract(walk.desk, agent, case=case, ticket=walk.ticket())
    cases.finish(walk.desk, provider, case=case, ticket=walk.ticket())
    sheet = cases.get_case(walk.desk, agent, case=case)
    assert sheet.state_label == "服务完成"
    assert not sheet.documents
    assert sheet.results[0].file is not None


def test_a_repeated_submission_gets_the_first_answer_and_another_key_is_refused(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    begun = cases.begin_draft(
        walk.desk,
        agent,
        items=("S1-06",),
        applicant=agent.applicants[-1].id,
        project=project,
        ticket=walk.ticket(),
    )
    walk.fill(agent, begun.id, CONTACT)
    key = Ticket(key="the-one-submission")
    first = cases.submit(walk.desk, agent, draft=begun.id, ticket=key)
    assert cases.submit(walk.desk, agent, draft=begun.id, ticket=key) == first
    with pytest.raises(cases.AlreadySubmitted):
        cases.submit(walk.desk, agent, draft=begun.id, ticket=walk.ticket())
    with pytest.raises(cases.KeyUsedForAnother):
        cases.submit(walk.desk, agent, draft=project, ticket=key)


def test_a_secret_or_emergency_project_is_refused_and_nothing_of_it_is_stored(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    for secret, emergency, refusal in (
        (True, False, cases.SecretProject),
        (False, True, cases.EmergencyProject),
    ):
        form = ProjectForm(
            secret=secret,
            emergency=emergency,
            code="2606-370811-04-01-123456",
            name="某工程",
            type="T4",
            region="370811",
            address="某地",
            facts={},
        )
        with pytest.raises(refusal):
            cases.register_project(
                walk.desk, agent, applicant=agent.applicants[-1].id, form=form, ticket=walk.ticket()
            )
    assert cases.list_projects(walk.desk, agent) == ()


def test_every_wrong_field_of_a_project_is_named_at_once(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    form = ProjectForm(
        secret=False,
        emergency=False,
        code="不是代码",
        name=" ",
        type="T9",
        region="999999",
        address="",
        facts={"building_area_m2": "很大", "no_such_fact": True},
    )
    with pytest.raises(Invalid) as refused:
        cases.register_project(
            walk.desk, agent, applicant=agent.applicants[-1].id, form=form, ticket=walk.ticket()
        )
    assert {one.field for one in refused.value.problems} == {
        "code",
        "name",
        "address",
        "type",
        "region",
        "facts.building_area_m2",
        "facts.no_such_fact",
    }


def test_the_person_who_reviewed_may_not_decide(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    case = apply(walk, agent, project, "S1-06").made[0][1]
    clerk = walk.officer("clerk")
    cases.accept(walk.desk, clerk, case=case, judge_rest=True, ticket=walk.ticket())
    sheet = cases.get_case(walk.desk, clerk, case=case)
    reviewer = walk.holders_of(sheet.case.department, "reviewer")
    with pytest.raises(cases.NotYourTask):
        cases.review(walk.desk, clerk, case=case, opinion="同意", ticket=walk.ticket())
    cases.review(walk.desk, reviewer, case=case, opinion="同意", ticket=walk.ticket())
    with pytest.raises(cases.NotYourTask):
        cases.grant(walk.desk, reviewer, case=case, ticket=walk.ticket())


def test_a_pause_stops_the_clock_and_forbids_a_decision_until_it_ends(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    case = apply(walk, agent, project, "S1-06").made[0][1]
    clerk = walk.officer("clerk")
    cases.accept(walk.desk, clerk, case=case, judge_rest=True, ticket=walk.ticket())
    sheet = cases.get_case(walk.desk, clerk, case=case)
    reviewer = walk.holders_of(sheet.case.department, "reviewer")
    with pytest.raises(cases.PauseKindNotEnabled):
        cases.pause(
            walk.desk, reviewer, case=case, kind="6", reason="论证", planned_days=5, ticket=walk.ticket()
        )


def test_a_stale_page_is_told_the_present_state(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    case = apply(walk, agent, project, "S1-06").made[0][1]
    clerk = walk.officer("clerk")
    cases.accept(walk.desk, clerk, case=case, judge_rest=True, ticket=walk.ticket(1))
    with pytest.raises(cases.StaleCase) as stale:
        cases.accept(walk.desk, clerk, case=case, ticket=walk.ticket(1))
    assert stale.value.state_label == "已受理"
    with pytest.raises(cases.ActNotAllowed):
        cases.accept(walk.desk, clerk, case=case, ticket=walk.ticket())


def test_a_second_correction_may_not_name_a_new_point(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    case = apply(walk, agent, project, "S1-06").made[0][1]
    clerk = walk.officer("clerk")
    materials = cases.get_case(walk.desk, clerk, case=case).materials
    first, second = (cases.CorrectionPoint(one.key, one.name, "模糊") for one in materials[:2])
    cases.correct(walk.desk, clerk, case=case, points=(first,), judge_rest=True, ticket=walk.ticket())
    cases.supplement(
        walk.desk,
        agent,
        case=case,
        files={first.key: walk.pdf(agent, agent.applicants[-1].id)},
        ticket=walk.ticket(),
    )
    with pytest.raises(cases.SecondCorrection):
        cases.correct(walk.desk, clerk, case=case, points=(first, second), ticket=walk.ticket())
    cases.correct(walk.desk, clerk, case=case, points=(first,), ticket=walk.ticket())


def test_a_withdrawn_application_is_closed_and_may_be_made_again(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    case = apply(walk, agent, project, "S1-06").made[0][1]
    with pytest.raises(cases.CaseAlreadyRunning):
        apply(walk, agent, project, "S1-06")
    cases.withdraw(walk.desk, agent, case=case, reason="改方案", ticket=walk.ticket())
    sheet = cases.get_case(walk.desk, agent, case=case)
    assert sheet.state_label == "已撤件"
    assert not sheet.steps
    apply(walk, agent, project, "S1-06")


def test_a_revoked_result_no_longer_holds(walk: Walk) -> None:
    agent = walk.agent_of(COMPANY)
    project = register(walk, agent)
    outside(walk, project, "S1-04")
    case = apply(walk, agent, project, "S1-06").made[0][1]
    decide(walk, case)
    sheet = cases.get_case(walk.desk, agent, case=case)
    approver = walk.holders_of(sheet.case.department, "approver")
    cases.revoke(walk.desk, approver, case=case, reason="提供虚假材料", ticket=walk.ticket())
    found = cases.verify(walk.desk, sheet.results[0].number)
    assert found.status is cases.ResultStatus.INVALID
    assert found.why == "该文书已被撤销"
