"""What only the database can hold: rights, locks, one statement per command."""

import threading
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from tests.database import Database
from tests.store.test_flow_engine import APPLICANT, COUNTER, LEAD, House, under, variables
from tongjian.flow import FlowEngine, TaskNotActive, UnknownInstance, deploy_process, shipped_processes
from tongjian.flow.store.instances import InstanceTables
from tongjian.flow.store.library import ProcessTable
from tongjian.kit import new_id

pytestmark = pytest.mark.database

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
STRANGER = new_id()


@pytest.fixture
def house(clean: Database) -> House:
    del clean
    made = House(FlowEngine(store=InstanceTables(), library=ProcessTable()), under)
    with under(LEAD):
        for xml in shipped_processes():
            deploy_process(made.engine.library, xml)
    return made


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        return int(cursor.fetchone()[0])


def test_a_command_is_one_read_and_one_write(house: House) -> None:
    _, moves = house.start()
    (task,) = moves.offered
    with under(LEAD), CaptureQueriesContext(connection) as captured:
        house.engine.complete(task=task.id, variables={"acceptance": "accepted"}, by=None, at=AT)
    statements = [query["sql"] for query in captured.captured_queries]
    assert len(statements) == 2
    assert "FOR UPDATE" in statements[0]


@pytest.mark.parametrize("table", ["flow_instance", "flow_event", "flow_task"])
def test_each_holder_sees_the_rows_and_nobody_else_does(house: House, table: str) -> None:
    house.start()
    for holder in (APPLICANT, COUNTER, LEAD):
        with under(holder):
            assert count(table) > 0
    with under(STRANGER):
        assert count(table) == 0
    assert count(table) == 0, "without a context no row is visible"


def test_a_stranger_can_neither_complete_nor_terminate_nor_read(house: House) -> None:
    instance, moves = house.start()
    (task,) = moves.offered
    with under(STRANGER):
        with pytest.raises(TaskNotActive):
            house.engine.complete(task=task.id, variables={}, by=None, at=AT)
        with pytest.raises(UnknownInstance):
            house.engine.terminate(instance=instance, reason="", by=None, at=AT)
        assert house.engine.open_tasks(instance) == ()
        assert house.engine.history(instance) == ()


def test_an_instance_can_only_be_added_by_one_of_its_holders(house: House) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), under(STRANGER):
        house.engine.start(
            instance=new_id(), process="permit", variables=variables(), holders=(LEAD,), by=None, at=AT
        )


def test_history_cannot_be_slipped_into_an_instance_of_others(house: House) -> None:
    instance, _ = house.start()
    with pytest.raises(ProgrammingError, match="row-level security"), under(STRANGER):
        run("INSERT INTO flow_event VALUES (99, now(), '[]', %s)", instance)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE flow_event SET at = now()", "DELETE FROM flow_event", "DELETE FROM flow_instance",
     "UPDATE flow_process SET version = 9", "DELETE FROM flow_process", "UPDATE flow_task SET name = ''",
     "TRUNCATE flow_event"],
)  # fmt: skip
def test_the_web_cannot_rewrite_what_only_grows(house: House, statement: str) -> None:
    house.start()
    with pytest.raises(ProgrammingError, match="permission denied"), under(LEAD):
        run(statement)


def run(statement: str, *values: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values) or None)


def test_of_two_commands_on_one_task_one_wins_and_the_other_is_refused(house: House) -> None:
    instance, moves = house.start(process="service")
    (task,) = moves.offered
    outcomes: list[str] = []
    barrier = threading.Barrier(2)

    def complete() -> None:
        try:
            barrier.wait(timeout=10)
            with under(LEAD):
                house.engine.complete(task=task.id, variables={}, by=None, at=AT)
            outcomes.append("done")
        except TaskNotActive:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=complete) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["done", "refused"]
    with under(LEAD):
        assert [open_task.node for open_task in house.engine.open_tasks(instance)] == ["contract"]


def test_a_rolled_back_command_leaves_nothing(house: House) -> None:
    instance, moves = house.start(process="service")
    (task,) = moves.offered

    def complete_and_fail() -> None:
        with under(LEAD):
            house.engine.complete(task=task.id, variables={}, by=None, at=AT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        complete_and_fail()
    with under(LEAD):
        assert house.engine.open_tasks(instance) == (task,)


def test_the_state_of_an_ordinary_instance_stays_small(house: House, loader: psycopg.Connection) -> None:
    _, moves = house.start()
    house.complete(moves, "receive", {"acceptance": "accepted"})
    sizes = loader.execute("SELECT max(octet_length(state)) FROM flow_instance").fetchone()
    assert sizes is not None
    assert sizes[0] <= 1024
