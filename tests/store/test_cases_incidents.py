"""What a process cannot do alone: seen, put right, tried again or given up by the system administrator."""

from functools import partial
from uuid import UUID

import pytest
from django.conf import settings

from tests.database import Database, point_django_at
from tests.store.cases_play import Play
from tests.store.stuck import Register, Stuck, stuck_case, worker
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import CaseStillOpen, GivenVariable, NotFound, NotYourTask
from tongjian.evidence import ObjectRef, check_history
from tongjian.flow import Moves, ValueKind
from tongjian.identity import Actor
from tongjian.kit import AccessContext, Invalid
from tongjian.roles.flow_works import flow_worker

pytestmark = pytest.mark.database


@pytest.fixture
def stuck(clean: Database) -> Stuck:
    load_city(clean)
    return stuck_case(Play(Walk(clean)))


def admin(stuck: Stuck) -> Actor:
    return stuck.play.walk.officer("sysadmin")


def log_of(stuck: Stuck) -> list[tuple[str, str]]:
    """Return act and opinion of what is on record of the process."""
    log, about = stuck.play.desk.log, ObjectRef(kind="flow.instance", id=stuck.case)
    with stuck.play.desk.begin(stuck.play.walk.officer("auditor").access()):
        return [
            (entry.act, text.text)
            for entry in log.list_of(about)
            for text in log.list_disclosures(entry.id)
            if text.field == "opinion"
        ]


def test_the_administrator_sees_where_it_stands_since_when_and_what_failed(stuck: Stuck) -> None:
    row = stuck.row
    case = stuck.play.sheet(stuck.case).case
    assert (row.case_number, row.project_code) == (case.number, stuck.play.code)
    assert (row.node_name, row.code) == ("查询登记信息", "flow.job_failed")
    assert row.at == stuck.play.walk.clock.now()
    assert "登记系统无响应" in row.says
    assert "13812345678" not in row.says
    assert cases.count_incidents(stuck.play.desk, admin(stuck)) == (("flow.job_failed", 1),)
    sheet = cases.get_incident(stuck.play.desk, admin(stuck), instance=stuck.case, number=row.number)
    assert (sheet.topic, sheet.tries, sheet.process) == ("registry", 1, "permit_registry")
    assert {"acceptance", "co_count"} <= {one.name for one in sheet.variables}
    assert not sheet.may_terminate


def test_he_still_sees_nothing_of_the_case(stuck: Stuck) -> None:
    with pytest.raises(NotFound):
        cases.get_case(stuck.play.desk, admin(stuck), case=stuck.case)
    with stuck.play.desk.begin(admin(stuck).access()):
        assert stuck.play.desk.store.find_case(stuck.case) is None
        assert stuck.play.desk.flow.store.find_instance(stuck.case) is None
        assert stuck.play.desk.flow.history(stuck.case) == ()


def test_to_everybody_else_there_is_no_such_list(stuck: Stuck) -> None:
    number = stuck.row.number
    for name in ("clerk", "secadmin", "auditor", "supervisor"):
        other = stuck.play.walk.officer(name)
        with pytest.raises(NotYourTask):
            cases.list_incidents(stuck.play.desk, other)
        with pytest.raises(NotYourTask):
            cases.get_incident(stuck.play.desk, other, instance=stuck.case, number=number)
        with pytest.raises(NotYourTask):
            cases.retry_incident(
                stuck.play.desk, other, instance=stuck.case, number=number, ticket=stuck.play.ticket()
            )
    with stuck.play.desk.begin(stuck.play.walk.officer("secadmin").access()):
        assert stuck.play.desk.incidents.count_incidents() == ()


def test_put_right_and_tried_again_the_case_goes_on(stuck: Stuck) -> None:
    given = (GivenVariable(name="registry_address", kind=ValueKind.TEXT, text="备用地址"),)
    row, ticket = stuck.row, stuck.play.ticket()
    for _again in range(2):
        receipt = cases.retry_incident(
            stuck.play.desk,
            admin(stuck),
            instance=stuck.case,
            number=row.number,
            ticket=ticket,
            variables=given,
            reason="登记系统换了地址",
        )
    assert receipt.number == row.case_number
    stuck.register.down = False
    stuck.turn()
    assert stuck.register.asked[-1].variables["registry_address"] == "备用地址"
    assert {one.node for one in stuck.play.sheet(stuck.case).steps} == {"review"}
    reviewer = stuck.play.reviewer(stuck.case)
    inbox = cases.list_inbox(stuck.play.desk, reviewer)
    assert stuck.case in {one.case for one in inbox.rows}
    ((act, opinion),) = log_of(stuck)
    assert act == "cases.retry_incident"
    assert opinion.startswith("登记系统换了地址（更正变量：registry_address；内容摘要 ")
    with pytest.raises(NotFound):
        cases.get_incident(stuck.play.desk, admin(stuck), instance=stuck.case, number=row.number)


def test_values_of_the_wrong_kind_and_changes_without_reason_are_refused_together(stuck: Stuck) -> None:
    given = (GivenVariable(name="co_count", kind=ValueKind.NUMBER, text="两个"),)
    with pytest.raises(Invalid) as refused:
        cases.retry_incident(
            stuck.play.desk,
            admin(stuck),
            instance=stuck.case,
            number=stuck.row.number,
            ticket=stuck.play.ticket(),
            variables=given,
        )
    assert {one.field for one in refused.value.problems} == {"reason", "variables.0.text"}
    assert log_of(stuck) == []


def test_the_process_of_an_open_case_is_not_ended_by_an_administrator(stuck: Stuck) -> None:
    with pytest.raises(CaseStillOpen):
        _give_up(stuck, stuck.case, stuck.row.number)
    assert stuck.row.instance == stuck.case


def test_the_process_of_no_case_can_be_given_up_with_a_reason(stuck: Stuck) -> None:
    instance = lone_instance(stuck)
    page = cases.list_incidents(stuck.play.desk, admin(stuck), code="flow.job_failed", size=1)
    rest = cases.list_incidents(stuck.play.desk, admin(stuck), after=page.next_key or "", size=1)
    assert {page.rows[0].instance, rest.rows[0].instance} == {instance, stuck.case}
    assert rest.next_key is None
    row = next(one for one in (*page.rows, *rest.rows) if one.instance == instance)
    assert row.case_number == ""
    with pytest.raises(Invalid):
        _give_up(stuck, instance, row.number, reason=" ")
    receipt = _give_up(stuck, instance, row.number)
    assert (receipt.number, receipt.says) == ("", "流程已终止")
    assert {one.instance for one in cases.list_incidents(stuck.play.desk, admin(stuck)).rows} == {stuck.case}


def test_a_place_that_is_none_is_refused(stuck: Stuck) -> None:
    for key in (
        "x",
        "2026-01-01_x_1",
        f"2026-01-01T00:00:00_{stuck.case}_1",
        f"{stuck.row.at}_{stuck.case}_-1",
    ):
        with pytest.raises(Invalid):
            cases.list_incidents(stuck.play.desk, admin(stuck), after=key)


def lone_instance(stuck: Stuck) -> UUID:
    """Start an instance of no case that asks the register too."""
    desk, holder = stuck.play.desk, stuck.play.clerk.grants[0].organisation
    instance = desk.ids()
    variables = dict.fromkeys(("lead", "counter", "applicant"), str(holder)) | {"co_count": 0}
    with desk.begin(AccessContext(holders=(holder,))):
        moves = desk.flow.start(
            instance=instance,
            process="permit_registry",
            variables=variables,
            holders=(holder,),
            by=None,
            at=desk.now(),
        )
        desk.flow.complete(
            task=moves.offered[0].id, variables={"acceptance": "accepted"}, by=None, at=desk.now()
        )
    register = Register()
    worker(stuck.play, register, holders=(holder,)).turn()
    return instance


def _give_up(stuck: Stuck, instance: UUID, number: int, *, reason: str = "对方系统已停用") -> cases.Receipt:
    return cases.terminate_instance(
        stuck.play.desk,
        admin(stuck),
        instance=instance,
        number=number,
        ticket=stuck.play.ticket(),
        reason=reason,
    )


def test_the_worker_of_the_installation_tries_again_and_tells_the_case(stuck: Stuck) -> None:
    """Nothing does jobs of this topic here, so that the incident comes back, in the worker's role."""
    desk, row = stuck.play.desk, stuck.row
    cases.retry_incident(
        desk, admin(stuck), instance=stuck.case, number=row.number, ticket=stuck.play.ticket()
    )
    heard: list[UUID] = []

    def tell(instance: UUID, moves: Moves) -> None:
        cases.follow_process(desk, instance=instance, moves=moves)
        heard.append(instance)

    point_django_at(stuck.play.walk.database.urls.flow)
    try:
        flow_worker(settings.TONGJIAN, hold=partial(cases.hold_case, desk), tell=tell).turn()
    finally:
        point_django_at(stuck.play.walk.database.urls.app)
    assert heard == [stuck.case]
    assert stuck.row.number != row.number
    sheet = cases.get_incident(desk, admin(stuck), instance=stuck.case, number=stuck.row.number)
    assert sheet.tries == 2
    cases.retry_incident(
        desk, admin(stuck), instance=stuck.case, number=stuck.row.number, ticket=stuck.play.ticket()
    )
    with desk.begin(stuck.play.walk.officer("auditor").access()):
        entries = desk.log.list_of(ObjectRef(kind="flow.instance", id=stuck.case))
    assert len(entries) == 2
    assert check_history(entries, {}) == ()
