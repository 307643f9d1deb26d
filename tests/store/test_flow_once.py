"""Commands given to the engine directly: done once per key, on both kinds of store."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.database import Database
from tests.store import flow_house
from tests.store.flow_house import works
from tests.store.test_flow_worker import RECEIVER, SENDER
from tongjian.flow import (
    FlowDesk,
    FlowEngine,
    FlowKeyReused,
    InstanceStarted,
    MemoryFlowStore,
    MemoryLibrary,
    Moves,
    TaskNotActive,
    deploy_process,
    shipped_processes,
    ticket_of,
)
from tongjian.flow.store.instances import InstanceTables
from tongjian.flow.store.ledger import LedgerTable
from tongjian.flow.store.library import ProcessTable
from tongjian.kit import AccessContext, Invalid, new_id
from tongjian.roles.unit_of_work import piped_work, postgres_work

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
LEAD, OFFICER, OTHER = (new_id() for _ in range(3))
ACCESS = AccessContext(person=OFFICER, holders=(LEAD,))


@dataclass(frozen=True)
class Office:
    """Starts and completes by key."""

    desk: FlowDesk

    def start(self, key: str, instance: UUID, *, person: UUID = OFFICER, note: str = "") -> Moves:
        ticket = ticket_of(person=person, act="start", key=key, request={"note": note})

        def do(engine: FlowEngine) -> Moves:
            return engine.start(
                instance=instance,
                process="service",
                variables={"applicant": str(LEAD), "counter": str(LEAD), "lead": str(LEAD)},
                holders=(LEAD,),
                by=person,
                at=AT,
            )

        access = AccessContext(person=person, holders=(LEAD,))
        return self.desk.once(access=access, ticket=ticket, do=do)

    def complete(self, key: str, task: UUID, *, person: UUID = OFFICER, note: str = "") -> Moves:
        request = {"task": task, "note": note}
        ticket = ticket_of(person=person, act="complete", key=key, request=request)
        access = AccessContext(person=person, holders=(LEAD,))
        return self.desk.once(
            access=access,
            ticket=ticket,
            do=lambda engine: engine.complete(task=task, variables={}, by=person, at=AT),
        )

    def history(self, instance: UUID) -> int:
        with self.desk.begin(ACCESS):
            return len(self.desk.engine.history(instance))


@contextmanager
def nothing(access: AccessContext) -> Iterator[None]:
    del access
    with nullcontext():
        yield


@pytest.fixture(
    params=["memory", *(pytest.param(way, marks=pytest.mark.database) for way in ("piped", "plain"))]
)
def office(request: pytest.FixtureRequest) -> Office:
    if request.param == "memory":
        store = MemoryFlowStore()
        engine = FlowEngine(store=store, library=MemoryLibrary())
        desk = FlowDesk(engine=engine, ledger=store, begin=nothing)
    else:
        request.getfixturevalue("clean")
        engine = FlowEngine(store=InstanceTables(), library=ProcessTable())
        begin = piped_work if request.param == "piped" else postgres_work
        desk = FlowDesk(engine=engine, ledger=LedgerTable(), begin=begin)
    with desk.begin(ACCESS):
        for xml in shipped_processes():
            deploy_process(engine.library, xml)
    return Office(desk)


def test_a_repeat_gets_the_first_answer_and_changes_nothing(office: Office) -> None:
    instance = new_id()
    first = office.start("a", instance)
    assert office.start("a", new_id()) == first
    (task,) = first.offered
    done = office.complete("b", task.id)
    before = office.history(instance)
    assert office.complete("b", task.id) == done
    assert office.history(instance) == before


def test_the_same_key_for_another_request_is_refused(office: Office) -> None:
    first = office.start("a", new_id())
    with pytest.raises(FlowKeyReused):
        office.start("a", new_id(), note="other")
    office.complete("b", first.offered[0].id)
    with pytest.raises(FlowKeyReused):
        office.complete("b", first.offered[0].id, note="other")


def test_a_key_is_one_persons_and_one_acts(office: Office) -> None:
    mine = office.start("a", new_id())
    theirs = office.start("a", new_id(), person=OTHER)
    assert mine.offered != theirs.offered
    assert office.complete("a", mine.offered[0].id).closed[0].id == mine.offered[0].id


def test_a_refusal_is_not_kept(office: Office) -> None:
    instance = new_id()
    first = office.start("a", instance)
    with pytest.raises(InstanceStarted):
        office.start("b", instance)
    with pytest.raises(TaskNotActive):
        office.complete("b", new_id())
    assert office.complete("b", first.offered[0].id).closed


def test_another_key_for_a_finished_task_gets_the_present_state(office: Office) -> None:
    first = office.start("a", new_id())
    office.complete("b", first.offered[0].id)
    with pytest.raises(TaskNotActive):
        office.complete("c", first.offered[0].id)


@pytest.mark.parametrize("key", ["", "x" * 101, "a\x00"])
def test_a_key_has_1_to_100_characters(key: str) -> None:
    with pytest.raises(Invalid):
        ticket_of(person=OFFICER, act="start", key=key, request={})


@pytest.fixture
def piped(clean: Database) -> Office:
    del clean
    engine = FlowEngine(store=InstanceTables(), library=ProcessTable())
    with postgres_work(ACCESS):
        for xml in shipped_processes():
            deploy_process(engine.library, xml)
    return Office(FlowDesk(engine=engine, ledger=LedgerTable(), begin=piped_work))


@pytest.mark.database
def test_of_equal_requests_at_the_same_moment_one_is_done_and_all_get_its_answer(piped: Office) -> None:
    begun = piped.start("a", new_id())
    asked = [lambda: piped.complete("b", begun.offered[0].id)] * 4
    answers = together(*asked)
    assert len(answers) == 4
    assert all(answer == answers[0] for answer in answers)
    starts = [partial(piped.start, "c", new_id()) for _ in range(4)]
    answers = together(*starts)
    assert all(answer == answers[0] for answer in answers)
    with postgres_work(ACCESS), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM flow_instance")
        assert cursor.fetchone() == (2,)


def together(*acts: object) -> list[object]:
    answers: list[object] = []
    barrier = threading.Barrier(len(acts))

    def run(act: object) -> None:
        try:
            barrier.wait(timeout=10)
            answers.append(act())  # type: ignore[operator]
        except Exception as fault:  # noqa: BLE001  # looked at by the test
            answers.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


@pytest.mark.parametrize("kind", ["memory", pytest.param("postgres", marks=pytest.mark.database)])
def test_what_a_command_sends_to_another_instance_is_part_of_its_one_answer(
    kind: str, request: pytest.FixtureRequest
) -> None:
    if kind == "postgres":
        request.getfixturevalue("clean")
    house = works(kind)
    house.deploy(RECEIVER)
    house.deploy(SENDER)
    waiting = house.start("receiver", case_no="7")
    sending = house.start("sender", case_no="7")
    with house.desk.begin(flow_house.ACCESS):
        (open_task,) = house.desk.engine.open_tasks(sending)
    ticket = ticket_of(person=flow_house.OFFICER, act="complete", key="b", request={})
    answers = [
        house.desk.once(
            access=flow_house.ACCESS,
            ticket=ticket,
            do=lambda engine: engine.complete(task=open_task.id, variables={}, by=None, at=AT),
        )
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert house.ended(sending)
    assert house.open(waiting) == ["after"]


@pytest.mark.database
def test_a_command_sends_four_statements_in_all(piped: Office) -> None:
    begun = piped.start("a", new_id())
    with CaptureQueriesContext(connection) as captured:
        piped.complete("b", begun.offered[0].id)
    statements = [query["sql"].split()[0] for query in captured.captured_queries]
    # Django notes its own commit after ours; it sends nothing
    assert [one for one in statements if one != "BEGIN"][:4] == ["SELECT", "SELECT", "WITH", "COMMIT"]


@pytest.mark.database
def test_the_connection_is_of_use_after_a_refusal_and_after_a_fault(piped: Office) -> None:
    begun = piped.start("a", new_id())

    def fail(engine: FlowEngine) -> Moves:
        engine.complete(task=begun.offered[0].id, variables={}, by=OFFICER, at=AT)
        raise RuntimeError

    ticket = ticket_of(person=OFFICER, act="complete", key="b", request={})
    with pytest.raises(RuntimeError):
        piped.desk.once(access=ACCESS, ticket=ticket, do=fail)
    assert piped.complete("b", begun.offered[0].id).closed
    assert not connection.in_atomic_block
