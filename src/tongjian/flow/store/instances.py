"""Instances, events and open tasks in PostgreSQL: one read with a lock, then one statement.

The read takes a row lock. A compare-and-set on the position would save no round trip here, since the
state has to be read first in any case, and its loser would learn of the other command only after
its whole act was done. Behind the lock the loser sees the new state and is refused at once.
"""

from typing import Any
from uuid import UUID

from django.db import connection

from tongjian.flow.domain.encoding import decode_event, decode_state, encode_state
from tongjian.flow.domain.moves import OpenTask, RecordedEvent
from tongjian.flow.ports import Change, StoredInstance, Ticket
from tongjian.flow.store.prepared import first, send
from tongjian.flow.store.writing import end_of, instance_of, named_in, one_statement, parts_of

_KNOWN = """
EXISTS (SELECT 1 FROM flow_ledger l WHERE l.person = $2 AND l.act = $3 AND l.key = $4)
"""
FIND = """
SELECT i.process_hash, i.position, i.state, {known} FROM flow_instance i WHERE i.id = $1 FOR UPDATE
"""
FIND_OF_TASK = """
SELECT i.process_hash, i.position, i.state, {known}
FROM flow_task t JOIN flow_instance i ON i.id = t.instance WHERE t.id = $1 FOR UPDATE OF i
"""
ADD = """
INSERT INTO flow_instance (id, process_hash, position, state, holders, ended_at)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING RETURNING true
"""
_TASK = "id, instance, node, name, role, organisation, acts, offered_at, persons, assigned, due_at"
FIND_TASK = f"SELECT {_TASK} FROM flow_task WHERE id = %s"  # noqa: S608  # names of our own columns
LIST_TASKS = f"SELECT {_TASK} FROM flow_task WHERE instance = %s ORDER BY place"  # noqa: S608
LIST_EVENTS = "SELECT position, at, event::text FROM flow_event WHERE instance = %s ORDER BY position"


class InstanceTables:
    """Keeps instances in ``flow_instance``, ``flow_event`` and ``flow_task``."""

    def find_instance(self, instance: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        """Return the instance, locked until the transaction ends."""
        return _find(FIND, instance, ticket)

    def find_instance_of(self, task: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        """Return the instance of an open task, locked until the transaction ends."""
        return _find(FIND_OF_TASK, task, ticket)

    def add_instance(self, *, content_hash: str, holders: tuple[UUID, ...], change: Change) -> bool:
        """Write a new instance.

        Two statements: the rights on events and tasks ask for the instance's row, which a statement
        that inserts it cannot yet see.
        """
        values = [
            change.state.instance,
            content_hash,
            change.last_position,
            encode_state(change.state),
            [*holders, *named_in(change)],
            end_of(change),
        ]
        if first(send(ADD, values)) is None:
            return False
        send(*one_statement(list(parts_of(change))))
        return True

    def write(self, change: Change) -> None:
        """Write state, events and open tasks in one statement."""
        send(*one_statement([instance_of(change), *parts_of(change)]))

    def find_task(self, task: UUID) -> OpenTask | None:
        """Return an open task the viewer may see."""
        with connection.cursor() as cursor:
            cursor.execute(FIND_TASK, [task])
            row = cursor.fetchone()
        return None if row is None else _task_of(row)

    def list_open_tasks(self, instance: UUID) -> tuple[OpenTask, ...]:
        """Return the open tasks in the order they were offered."""
        with connection.cursor() as cursor:
            cursor.execute(LIST_TASKS, [instance])
            return tuple(_task_of(row) for row in cursor.fetchall())

    def list_events(self, instance: UUID) -> tuple[RecordedEvent, ...]:
        """Return the history, oldest first."""
        with connection.cursor() as cursor:
            cursor.execute(LIST_EVENTS, [instance])
            return tuple(
                RecordedEvent(position=position, at=at, event=decode_event(text))
                for position, at, text in cursor.fetchall()
            )


def _find(statement: str, key: UUID, ticket: Ticket | None) -> StoredInstance | None:
    if ticket is None:
        row = first(send(statement.format(known="false"), [key]))
    else:
        row = first(send(statement.format(known=_KNOWN), [key, ticket.person, ticket.act, ticket.key]))
    if row is None:
        return None
    content_hash, position, state, answered = row
    return StoredInstance(
        content_hash=content_hash, position=position, state=decode_state(bytes(state)), answered=answered
    )


def _task_of(row: tuple[Any, ...]) -> OpenTask:
    task, instance, node, name, role, organisation, acts, offered_at, persons, assigned, due_at = row
    return OpenTask(
        id=task,
        instance=instance,
        node=node,
        name=name,
        role=role,
        organisation=organisation,
        acts=tuple(acts),
        offered_at=offered_at,
        persons=tuple(persons),
        assigned=tuple(assigned),
        due_at=due_at,
    )
