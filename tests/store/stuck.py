"""A case whose process asks an outside register after acceptance, and gets no answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from tests.store.cases_play import PLAIN_PERMIT, Play
from tongjian import cases
from tongjian.cases import Case, IncidentRow
from tongjian.flow import (
    FlowWorker,
    JobRequest,
    MigrationPlan,
    Value,
    deploy_process,
    migrate_instance,
    shipped_processes,
)
from tongjian.flow.store.agenda import AgendaTables
from tongjian.kit import AccessContext, Outage

WAY = b'<sequenceFlow id="receive_to_acceptance" sourceRef="receive" targetRef="acceptance"/>'
ROUND = """<serviceTask id="registry" name="查询登记信息"><extensionElements>
<tj:job type="registry" retries="0"/></extensionElements></serviceTask>
<sequenceFlow id="receive_to_registry" sourceRef="receive" targetRef="registry"/>
<sequenceFlow id="receive_to_acceptance" sourceRef="registry" targetRef="acceptance"/>"""


def permit_with_register() -> bytes:
    """Return the shipped permit, under another name, with a service task behind acceptance."""
    text = next(one for one in shipped_processes() if b'id="permit"' in one and WAY in one)
    return text.replace(WAY, ROUND.encode()).replace(b'id="permit"', b'id="permit_registry"')


@dataclass
class Register:
    """The outside register: down, until told otherwise."""

    down: bool = True
    asked: list[JobRequest] = field(default_factory=list)

    def answer(self, request: JobRequest) -> Mapping[str, Value]:
        self.asked.append(request)
        if self.down:
            raise Outage("登记系统无响应，联系人电话13812345678")
        return {"registered": True}


@dataclass
class Stuck:
    """The case, its incident, and the worker that asks the register."""

    play: Play
    case: UUID
    register: Register = field(default_factory=Register)

    @property
    def row(self) -> IncidentRow:
        admin = self.play.walk.officer("sysadmin")
        page = cases.list_incidents(self.play.desk, admin)
        return next(one for one in page.rows if one.instance == self.case)

    def turn(self) -> None:
        """Let the worker do what is due."""
        worker(self.play, self.register, holders=holders_of(self.play, self.case)).turn()


def holders_of(play: Play, case: UUID) -> tuple[UUID, ...]:
    found: Case = play.sheet(case).case
    return (found.applicant, found.department, found.counter)


def worker(play: Play, register: Register, *, holders: tuple[UUID, ...]) -> FlowWorker:
    return FlowWorker(
        engine=play.desk.flow,
        agenda=AgendaTables(),
        begin=play.desk.begin,
        clock=play.walk.clock,
        handlers={"registry": register.answer},
        hold=partial(cases.hold_case, play.desk),
        tell=lambda instance, moves: cases.follow_process(play.desk, instance=instance, moves=moves),
        access=AccessContext(holders=holders),
    )


def stuck_case(play: Play, item: str = PLAIN_PERMIT) -> Stuck:
    """Bring a case to where its process cannot go on alone."""
    case = play.apply(item)
    engine, at = play.desk.flow, play.walk.clock.now()
    with play.desk.begin(AccessContext(holders=holders_of(play, case))):
        version = deploy_process(engine.library, permit_with_register())
        plan = MigrationPlan(to=version.content_hash, nodes={})
        migrate_instance(engine, instance=case, plan=plan, by=None, at=at)
    cases.accept(play.desk, play.clerk, case=case, ticket=play.ticket(), opinion="材料齐全", judge_rest=True)
    stuck = Stuck(play, case)
    stuck.turn()
    return stuck
