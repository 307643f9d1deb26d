"""A citizen's permit and a company's filing, walked through the acts over PostgreSQL."""

import pytest

from tests.database import Database
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import CorrectionPoint, ResultStatus

pytestmark = pytest.mark.database

ANSWERS = {
    "applicant_name": "李建国",
    "applicant_id": "370811198802143517",
    "phone": "13800000001",
}


@pytest.fixture
def walk(clean: Database) -> Walk:
    load_city(clean)
    return Walk(clean)


def _rural_house(walk: Walk) -> tuple[cases.Receipt, object]:
    citizen = walk.citizen("13800000001")
    applicant = citizen.applicants[0].id
    begun = cases.begin_draft(walk.desk, citizen, items=("C-01",), applicant=applicant, ticket=walk.ticket())
    form = walk.desk.catalogue.current().form("rural_house")
    answers = {}
    for one in form.fields:
        answers[one.name] = {
            "choice": one.choices[0].code if one.choices else "",
            "yes_no": "yes",
            "number": "2",
            "phone": "13800000001",
            "citizen_id": "370811198802143517",
            "date": "2026-06-01",
        }.get(one.kind.value, "临湾区某镇某村")
    walk.fill(citizen, begun.id, answers)
    return cases.submit(walk.desk, citizen, draft=begun.id, ticket=walk.ticket()), citizen


def test_a_citizen_gets_a_rural_house_permit_after_one_correction(walk: Walk) -> None:
    receipt, citizen = _rural_house(walk)
    case = receipt.made[0][1]
    clerk = walk.officer("clerk")
    sheet = cases.get_case(walk.desk, clerk, case=case)
    assert sheet.state_label == "待受理"
    point = CorrectionPoint(sheet.materials[0].key, sheet.materials[0].name, "请盖章")
    cases.correct(
        walk.desk,
        clerk,
        case=case,
        points=(point,),
        judge_rest=True,
        ticket=walk.ticket(sheet.case.position),
    )
    file = walk.pdf(citizen, sheet.case.applicant)
    cases.supplement(walk.desk, citizen, case=case, files={point.key: file}, ticket=walk.ticket())
    cases.accept(walk.desk, clerk, case=case, judge_rest=True, ticket=walk.ticket())
    sheet = cases.get_case(walk.desk, clerk, case=case)
    assert sheet.case.accepted_on is not None
    reviewer = walk.holders_of(sheet.case.department, "reviewer")
    for step in sheet.steps:
        officer = walk.holders_of(step.organisation, step.role)
        act = cases.review if step.node == "review" else cases.co_sign
        act(walk.desk, officer, case=case, opinion="符合要求", ticket=walk.ticket())
    approver = walk.holders_of(sheet.case.department, "approver")
    assert approver.person != reviewer.person
    cases.grant(walk.desk, approver, case=case, ticket=walk.ticket())
    cases.issue(walk.desk, clerk, case=case, ticket=walk.ticket())
    cases.deliver(walk.desk, clerk, case=case, how="window", receiver="李建国", ticket=walk.ticket())
    done = cases.get_case(walk.desk, citizen, case=case)
    assert [int(record.state) for record in done.records] == [1, 6, 7, 3, 8, 11]
    assert done.case.delivered_on is not None
    assert not done.steps
    found = cases.verify(walk.desk, done.results[0].verification_code)
    assert found.status is ResultStatus.VALID
    assert "*" in found.holder_name


def test_a_foreign_citizen_does_not_see_the_case(walk: Walk) -> None:
    receipt, _ = _rural_house(walk)
    other = walk.citizen("13800000002")
    with pytest.raises(cases.NotFound):
        cases.get_case(walk.desk, other, case=receipt.made[0][1])


def test_an_unknown_code_is_unknown(walk: Walk) -> None:
    assert cases.verify(walk.desk, "0000-0000-0000-0000").status is ResultStatus.UNKNOWN
