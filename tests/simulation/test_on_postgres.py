"""What was committed in a simulated history is done again on PostgreSQL: same answers, same rows."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.database import Database
from tests.simulation.database import Call, Transaction
from tests.simulation.rows import InstanceRow, JobRow, Key, TaskRow, TimerRow
from tests.simulation.town import play
from tongjian.flow.domain.encoding import decode_event, decode_state
from tongjian.flow.domain.moves import RecordedEvent
from tongjian.flow.ports import KeptAnswer, OpenIncident, StoredInstance
from tongjian.flow.store.agenda import AgendaTables
from tongjian.flow.store.instances import InstanceTables
from tongjian.flow.store.ledger import LedgerTable
from tongjian.roles.unit_of_work import piped_work

pytestmark = pytest.mark.database

COMPARED_EVERY = 5
"""Commits between two comparisons of all rows."""

BEHIND_A_LOCK = {
    "find_instance",
    "find_instance_of",
    "list_events",
    "add_instance",
    "write",
    "holds_job",
    "take_job",
}
"""Calls whose answer is the same whether others move meanwhile or not."""


def test_a_committed_history_is_the_same_on_postgresql(clean: Database) -> None:
    assert_same_on_postgres(clean, seeds=range(2))


@pytest.mark.full
def test_committed_histories_are_the_same_on_postgresql(clean: Database) -> None:
    assert_same_on_postgres(clean, seeds=range(2, 60))


def assert_same_on_postgres(database: Database, *, seeds: range) -> None:
    """Do histories again; those in which a job was overtaken cannot be done one transaction at a time."""
    done = 0
    database.empty()  # all rows are compared: none may be left of tests that share a city
    for seed in seeds:
        history = play(seed)
        assert history.violation is None
        if not history.journal.overtaken:
            do_again(database, history.journal.transactions)
            database.empty()
            done += 1
    assert done > len(seeds) // 4


def do_again(database: Database, transactions: list[Transaction]) -> None:
    """Do every transaction again in the order of the commits, and compare answers and rows."""
    ports: dict[str, Any] = {"store": InstanceTables(), "agenda": AgendaTables(), "ledger": LedgerTable()}
    expected: dict[Key, Any] = {}
    writing = [one for one in transactions if one.written]
    with psycopg.connect(database.urls.loader, autocommit=True) as loader:
        for number, transaction in enumerate(writing, start=1):
            with piped_work(transaction.access):
                for call in transaction.calls:
                    compare_answer(call, getattr(ports[call.port], call.name)(*call.args, **call.named))
            expected.update(transaction.written)
            if number % COMPARED_EVERY == 0 or number == len(writing):
                compare_rows(loader, {key: row for key, row in expected.items() if row is not None})


def compare_answer(call: Call, answer: object) -> None:
    """Compare an answer with that of the fake, where nothing could come in between."""
    if call.name in BEHIND_A_LOCK:
        assert comparable(answer) == comparable(call.answer), call.name


def comparable(answer: object) -> object:
    """Return an answer without what was read before a wait."""
    if isinstance(answer, StoredInstance):
        return answer.content_hash, answer.position, answer.state
    return answer


def compare_rows(loader: psycopg.Connection, expected: dict[Key, Any]) -> None:
    """Compare all rows."""
    found = dict(rows_of(loader))
    wanted = {key: plain(row) for key, row in expected.items()}
    assert found.keys() == wanted.keys()
    for key, row in wanted.items():
        assert found[key] == row, key


def plain(row: object) -> tuple[Any, ...]:  # noqa: PLR0911 - one return per kind of row
    """Return a row of the fake as its columns."""
    match row:
        case InstanceRow():
            return row.content_hash, row.position, row.state, row.ended_at
        case TaskRow(task=task):
            who = (task.name, task.role, task.organisation, list(task.acts), list(task.persons))
            when = (task.offered_at, task.due_at)
            return task.instance, task.node, *who, list(task.assigned), *when, row.place
        case TimerRow():
            return row.node, row.timer.due, row.try_at
        case JobRow(job=job):
            return job.node, job.topic, job.round, job.tries, job.fence, row.try_at
        case OpenIncident():
            return row.node, row.code, row.says, row.at
        case RecordedEvent():
            return row.at, row.event
        case KeptAnswer():
            return row.ticket.request_hash, row.answer
        case _:
            return row.node, row.kind, row.name, row.key  # type: ignore[attr-defined]


def rows_of(loader: psycopg.Connection) -> Iterator[tuple[Key, tuple[Any, ...]]]:
    """Yield every row of the room's tables."""
    asked = "SELECT id, process_hash, position, state, ended_at FROM flow_instance"
    for instance, content_hash, position, state, ended_at in loader.execute(asked):
        yield ("instance", instance), (content_hash, position, decode_state(bytes(state)), ended_at)
    for instance, position, at, text in loader.execute(
        "SELECT instance, position, at, event::text FROM flow_event"
    ):
        yield ("event", instance, position), (at, decode_event(text))
    for task, *columns in loader.execute(
        "SELECT id, instance, node, name, role, organisation, acts, persons, assigned,"
        " offered_at, due_at, place FROM flow_task"
    ):
        yield ("task", task), tuple(columns)
    for table, columns in OUTSTANDING.items():
        for instance, number, *values in loader.execute(
            f"SELECT instance, number, {columns} FROM flow_{table}"  # type: ignore[arg-type]  # noqa: S608
        ):
            yield (table, instance, number), tuple(values)
    for person, act, key, request_hash, answer in loader.execute(
        "SELECT person, act, key, request_hash, answer FROM flow_ledger"
    ):
        yield ("ledger", person, act, key), (bytes(request_hash), answer)


OUTSTANDING = {
    "timer": "node, due, try_at",
    "subscription": "node, kind, name, key",
    "job": "node, topic, round, tries, fence, try_at",
    "incident": "node, code, says, at",
}
