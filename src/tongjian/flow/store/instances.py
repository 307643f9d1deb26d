"""Instances, events and open tasks in PostgreSQL: one read with a lock, then one statement.

The read takes a row lock. A compare-and-set on the position would save no round trip here, since the
state has to be read first in any case, and its loser would learn of the other command only after
its whole act was done. Behind the lock the loser sees the new state and is refused at once.
"""

from typing import Any
from uuid import UUID

from django.db import connection

from tongjian.flow.domain.encoding import decode_event, decode_state, encode_event, encode_state
from tongjian.flow.domain.events import Ended
from tongjian.flow.domain.moves import OpenTask, RecordedEvent
from tongjian.flow.ports import Change, StoredInstance

FIND = "SELECT process_hash, position, state FROM flow_instance WHERE id = %s FOR UPDATE"
FIND_OF_TASK = """
SELECT i.process_hash, i.position, i.state FROM flow_task t JOIN flow_instance i ON i.id = t.instance
WHERE t.id = %s FOR UPDATE OF i
"""
ADD = """
INSERT INTO flow_instance (id, process_hash, position, state, holders, ended_at)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING
"""
_ADD_EVENTS = """
event AS (
    INSERT INTO flow_event (instance, position, at, event)
    SELECT %s, %s + place, %s, text::jsonb FROM unnest(%s::text[]) WITH ORDINALITY AS e (text, place)
)"""
_ADD_TASKS = """
INSERT INTO flow_task (instance, offered_at, id, place, node, name, role, organisation, acts)
SELECT %s, %s, id, place, node, name, role, organisation, string_to_array(acts, ' ')
FROM unnest(%s::uuid[], %s::int[], %s::text[], %s::text[], %s::text[], %s::uuid[], %s::text[])
    AS t (id, place, node, name, role, organisation, acts)
"""
ADD_HISTORY = f"WITH {_ADD_EVENTS} {_ADD_TASKS}"
WRITE = f"""
WITH moved AS (
    UPDATE flow_instance SET position = %s, state = %s, ended_at = %s WHERE id = %s
),
closed AS (DELETE FROM flow_task WHERE id = ANY(%s)),
{_ADD_EVENTS} {_ADD_TASKS}
"""  # noqa: S608  # only our own fragments
_TASK = "id, instance, node, name, role, organisation, acts, offered_at"
FIND_TASK = f"SELECT {_TASK} FROM flow_task WHERE id = %s"  # noqa: S608  # names of our own columns
LIST_TASKS = f"SELECT {_TASK} FROM flow_task WHERE instance = %s ORDER BY place"  # noqa: S608
LIST_EVENTS = "SELECT position, at, event::text FROM flow_event WHERE instance = %s ORDER BY position"


class InstanceTables:
    """Keeps instances in ``flow_instance``, ``flow_event`` and ``flow_task``."""

    def find_instance(self, instance: UUID) -> StoredInstance | None:
        """Return the instance, locked until the transaction ends."""
        return _find(FIND, instance)

    def find_instance_of(self, task: UUID) -> StoredInstance | None:
        """Return the instance of an open task, locked until the transaction ends."""
        return _find(FIND_OF_TASK, task)

    def add_instance(self, *, content_hash: str, holders: tuple[UUID, ...], change: Change) -> bool:
        """Write a new instance.

        Two statements: the rights on events and tasks ask for the instance's row, which a statement
        that inserts it cannot yet see.
        """
        values = [
            change.state.instance,
            content_hash,
            change.position + len(change.events),
            encode_state(change.state),
            list(holders),
            _ended_at(change),
        ]
        with connection.cursor() as cursor:
            cursor.execute(ADD, values)
            if cursor.rowcount == 0:
                return False
            cursor.execute(ADD_HISTORY, _history(change))
        return True

    def write(self, change: Change) -> None:
        """Write state, events and open tasks in one statement."""
        values = [
            change.position + len(change.events),
            encode_state(change.state),
            _ended_at(change),
            change.state.instance,
            list(change.closed),
            *_history(change),
        ]
        with connection.cursor() as cursor:
            cursor.execute(WRITE, values)

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


def _find(statement: str, key: UUID) -> StoredInstance | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        row = cursor.fetchone()
    if row is None:
        return None
    content_hash, position, state = row
    return StoredInstance(content_hash=content_hash, position=position, state=decode_state(bytes(state)))


def _history(change: Change) -> list[Any]:
    instance, at = change.state.instance, change.at
    # a task can be offered and cancelled by one command; then it never was open
    tasks = [task for task in change.offered if task.id not in change.closed]
    last = change.position + len(change.events)
    return [
        *(instance, change.position, at, [encode_event(event) for event in change.events]),
        *(instance, at, [task.id for task in tasks], list(range(last, last + len(tasks)))),
        *([task.node for task in tasks], [task.name for task in tasks], [task.role for task in tasks]),
        *([task.organisation for task in tasks], [" ".join(task.acts) for task in tasks]),
    ]


def _ended_at(change: Change) -> Any:  # noqa: ANN401  # a column's value
    return change.at if any(isinstance(event, Ended) for event in change.events) else None


def _task_of(row: tuple[Any, ...]) -> OpenTask:
    task, instance, node, name, role, organisation, acts, offered_at = row
    return OpenTask(
        id=task,
        instance=instance,
        node=node,
        name=name,
        role=role,
        organisation=organisation,
        acts=tuple(acts),
        offered_at=offered_at,
    )
