"""What one command writes, put together as one statement: only the parts that have something to write.

Several rows go as one text each: lines for the events, JSON for rows with columns. The driver takes
twice as long to write arrays of texts.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import msgspec

from tongjian.flow.domain.act_effects import AssignTask
from tongjian.flow.domain.effects import MoveDue
from tongjian.flow.domain.encoding import encode_event, encode_state
from tongjian.flow.domain.events import Ended
from tongjian.flow.domain.moves import OpenTask
from tongjian.flow.ports import Change
from tongjian.flow.store.outstanding import outstanding_of
from tongjian.flow.store.parts import Part

PARTS = {
    "moved": "UPDATE flow_instance SET position = {0}, state = {1} WHERE id = {2}",
    "shared": (
        "UPDATE flow_instance SET position = {0}, state = {1}, holders = ARRAY("
        "SELECT unnest(holders) UNION SELECT unnest({3}::uuid[])) WHERE id = {2}"
    ),
    "ended": "UPDATE flow_instance SET position = {0}, state = {1}, ended_at = {3} WHERE id = {2}",
    "migrated": ("UPDATE flow_instance SET position = {0}, state = {1}, process_hash = {3} WHERE id = {2}"),
    "events": (
        "INSERT INTO flow_event (instance, position, at, event)"
        " SELECT {0}, {1} + place, {2}, line::jsonb"
        " FROM unnest(string_to_array({3}, E'\\n')) WITH ORDINALITY AS e (line, place)"
    ),
    "closed": "DELETE FROM flow_task WHERE id = ANY({0})",
    "offered": (
        "INSERT INTO flow_task"
        " (instance, offered_at, id, place, node, name, role, organisation, acts, persons, due_at)"
        " SELECT {0}, {1}, id, place, node, name, role, organisation, string_to_array(acts, ' '),"
        " string_to_array(persons, ' ')::uuid[], due_at"
        " FROM json_to_recordset({2}::json) AS t"
        " (id uuid, place int, node text, name text, role text, organisation uuid, acts text, persons text,"
        " due_at timestamptz)"
    ),
    "assigned": "UPDATE flow_task SET assigned = {1} WHERE id = {0}",
    "due_moved": (
        "UPDATE flow_task t SET due_at = m.due FROM unnest({0}::uuid[], {1}::timestamptz[]) AS m (id, due)"
        " WHERE t.id = m.id"
    ),
    "timers_dropped": "DELETE FROM flow_timer WHERE instance = {0} AND number = ANY({1})",
    "timers_kept": (
        "INSERT INTO flow_timer (instance, number, node, due, try_at)"
        " SELECT {0}, number, node, due, due FROM json_to_recordset({1}::json) AS t"
        " (number int, node text, due timestamptz)"
        " ON CONFLICT (instance, number) DO UPDATE SET due = excluded.due, try_at = excluded.due, fault = ''"
    ),
    "timers_resumed": "UPDATE flow_timer SET try_at = due, fault = '' WHERE instance = {0}",
    "subscriptions_dropped": "DELETE FROM flow_subscription WHERE instance = {0} AND number = ANY({1})",
    "subscriptions_kept": (
        "INSERT INTO flow_subscription (instance, number, node, kind, name, key)"
        " SELECT {0}, number, node, kind, name, key FROM json_to_recordset({1}::json) AS s"
        " (number int, node text, kind text, name text, key text)"
    ),
    "jobs_dropped": "DELETE FROM flow_job WHERE instance = {0} AND number = ANY({1})",
    "jobs_requested": (
        "INSERT INTO flow_job AS j (instance, number, node, topic, asked_at, try_at)"
        " SELECT {0}, number, node, topic, at, at FROM json_to_recordset({1}::json) AS r"
        " (number int, node text, topic text, at timestamptz) ON CONFLICT (instance, number) DO UPDATE"
        " SET round = j.round + 1, tries = 0, fence = j.fence + 1, asked_at = excluded.asked_at,"
        " try_at = excluded.try_at, fault = '', answer = ''"
    ),
    "jobs_resumed": "UPDATE flow_job SET try_at = {1} WHERE instance = {0} AND answer <> ''",
    "incidents_cleared": "DELETE FROM flow_incident WHERE instance = {0} AND number = ANY({1})",
    "incidents_reported": (
        "INSERT INTO flow_incident (instance, number, node, code, says, at, holders)"
        " SELECT {0}, number, node, code, says, at,"
        " (SELECT holders FROM flow_instance WHERE id = {0}) FROM json_to_recordset({1}::json) AS i"
        " (number int, node text, code text, says text, at timestamptz)"
    ),
    "kept": (
        "INSERT INTO flow_ledger (person, act, key, request_hash, answer, at)"
        " VALUES ({0}, {1}, {2}, {3}, {4}, {5})"
    ),
}
"""Every part of the statement by its name; ``{0}`` is the first value of the part."""

_HOW_MANY = {
    "moved": 3,
    "ended": 4,
    "shared": 4,
    "migrated": 4,
    "events": 4,
    "closed": 1,
    "timers_resumed": 1,
    "offered": 3,
    "kept": 6,
}
"""How many values a part has; those not named here have two."""


def parts_of(change: Change) -> Iterator[Part]:
    """Return what a command writes besides the instance's own row."""
    instance, at = change.state.instance, change.at
    events = "\n".join([encode_event(event) for event in change.events])
    yield Part("events", (instance, change.position, at, events))
    if change.closed:
        yield Part("closed", (list(change.closed),))
    if tasks := _rows_of_tasks(change):
        yield Part("offered", (instance, at, tasks))
    for told in change.told:
        if isinstance(told, AssignTask):
            yield Part("assigned", (told.task, list(told.persons)))
    if moved := [told for told in change.told if isinstance(told, MoveDue)]:
        yield Part("due_moved", ([one.task for one in moved], [one.due for one in moved]))
    yield from outstanding_of(change)
    if change.kept:
        ticket = change.kept.ticket
        asked = (ticket.person, ticket.act, ticket.key, ticket.request_hash)
        yield Part("kept", (*asked, change.kept.answer, at))


def instance_of(change: Change) -> Part:
    """Return the part that moves the instance's row on."""
    moved = (change.last_position, encode_state(change.state), change.state.instance)
    if change.content_hash:
        return Part("migrated", (*moved, change.content_hash))
    ended_at = end_of(change)
    if ended_at is None and (named := named_in(change)):
        return Part("shared", (*moved, named))
    return Part("moved", moved) if ended_at is None else Part("ended", (*moved, ended_at))


def named_in(change: Change) -> list[UUID]:
    """Return the persons a task was offered or handed to by name: from now on they see the instance."""
    handed = (one.persons for one in change.told if isinstance(one, AssignTask))
    asked = (task.persons for task in change.offered if task.persons)
    return [person for persons in (*handed, *asked) for person in persons]


def end_of(change: Change) -> datetime | None:
    """Return when the instance ended, if this command has ended it."""
    return change.at if any(isinstance(event, Ended) for event in change.events) else None


def one_statement(parts: list[Part]) -> tuple[str, list[object]]:
    """Return the statement that writes all parts, and its values."""
    text = _text(tuple(part.name for part in parts))
    return text, [value for part in parts for value in part.values]


@lru_cache(maxsize=512)
def _text(names: tuple[str, ...]) -> str:
    count, written = 0, []
    for name in names:
        places = [f"${count + place + 1}" for place in range(_HOW_MANY.get(name, 2))]
        written.append(f"{name} AS ({PARTS[name].format(*places)})")
        count += len(places)
    return f"WITH {', '.join(written)} SELECT"


class _TaskRow(msgspec.Struct):
    id: object
    place: int
    node: str
    name: str
    role: str
    organisation: object
    acts: str
    persons: str
    due_at: datetime | None


def _rows_of_tasks(change: Change) -> str:
    # a task can be offered and cancelled by one command; then it never was open
    tasks = [task for task in change.offered if task.id not in change.closed]
    if not tasks:
        return ""
    rows = [_task_row(task, place) for place, task in enumerate(tasks, change.last_position)]
    return _JSON.encode(rows).decode()


def _task_row(task: OpenTask, place: int) -> _TaskRow:
    acts, persons = " ".join(task.acts), " ".join(map(str, task.persons))
    at = (task.id, place, task.node, task.name)
    return _TaskRow(*at, task.role, task.organisation, acts, persons, task.due_at)


_JSON = msgspec.json.Encoder()
