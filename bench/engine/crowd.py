"""A database with a hundred thousand running instances and a million finished ones.

The running ones wait at their first task and can be walked on; of the finished ones each has its row,
a few events and a kept answer, which nobody reads any more.
"""

from random import Random
from typing import Any
from uuid import UUID, uuid5

import psycopg

from bench.engine.walks import Office
from tongjian.kit import new_id

RUNNING, FINISHED = 100_000, 1_000_000
_EVENTS_OF_A_FINISHED = 3

_ID = "(lpad(to_hex(1700000000000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 19))::uuid"
_FINISHED = f"""
INSERT INTO flow_instance (id, process_hash, position, state, holders, ended_at)
SELECT {_ID}, process_hash, 30, state, holders, now()
FROM generate_series(1, %(count)s::int) n, (SELECT * FROM flow_instance WHERE id = %(specimen)s) i
"""  # noqa: S608  # our own words
_EVENTS = f"""
INSERT INTO flow_event (instance, position, at, event)
SELECT {_ID}, e.position, e.at, e.event FROM generate_series(1, %(count)s::int) n,
  (SELECT * FROM flow_event WHERE instance = %(specimen)s ORDER BY position LIMIT %(events)s) e
"""  # noqa: S608  # our own words
_ANSWERS = """
INSERT INTO flow_ledger (person, act, key, request_hash, answer, at)
SELECT person, act, md5(n::text), request_hash, answer, at
FROM (SELECT * FROM flow_ledger LIMIT 1) l, generate_series(1, %(count)s::int) n
"""
_SPECIMEN = "SELECT process_hash, position, state, holders FROM flow_instance WHERE id = %s"
_ITS_EVENTS = "SELECT position, at, event::text FROM flow_event WHERE instance = %s"
_ITS_TASK = """
SELECT place, node, name, role, organisation, acts, offered_at FROM flow_task WHERE instance = %s
"""


def crowd(loader: psycopg.Connection, office: Office) -> list[UUID]:
    """Fill the database; return the first tasks of the running instances, in no order."""
    begun = office.start()
    specimen, task = begun.offered[0].instance, begun.offered[0].id
    values = {"specimen": specimen, "count": FINISHED, "events": _EVENTS_OF_A_FINISHED}
    for statement in (_FINISHED, _EVENTS, _ANSWERS):
        loader.execute(statement.encode(), values)
    tasks = start_many(loader, specimen, task, count=RUNNING)
    loader.execute("VACUUM ANALYZE")
    return tasks


def start_many(loader: psycopg.Connection, specimen: UUID, task: UUID, *, count: int) -> list[UUID]:
    """Copy an instance that waits at its first task; return the copies' tasks, in no order."""
    number = next(n for n in range(1, 100) if uuid5(specimen, str(n)) == task)
    copies = [new_id() for _ in range(count)]
    _copy_rows(loader, specimen, copies)
    tasks = [uuid5(one, str(number)) for one in copies]
    columns = "(place, node, name, role, organisation, acts, offered_at, instance, id)"
    row = _one(loader, _ITS_TASK, specimen)
    with loader.cursor() as cursor, cursor.copy(f"COPY flow_task {columns} FROM STDIN") as out:
        for instance, own in zip(copies, tasks, strict=True):
            out.write_row((*row, instance, own))
    Random(7).shuffle(tasks)  # noqa: S311
    return tasks


def _copy_rows(loader: psycopg.Connection, specimen: UUID, copies: list[UUID]) -> None:
    process, position, state, holders = _one(loader, _SPECIMEN, specimen)
    text = bytes(state).decode()
    with (
        loader.cursor() as cursor,
        cursor.copy("COPY flow_instance (id, process_hash, position, state, holders) FROM STDIN") as out,
    ):
        for one in copies:
            own = text.replace(str(specimen), str(one)).encode()
            out.write_row((one, process, position, own, holders))
    events = loader.execute(_ITS_EVENTS, (specimen,)).fetchall()
    with (
        loader.cursor() as cursor,
        cursor.copy("COPY flow_event (position, at, event, instance) FROM STDIN") as out,
    ):
        for one in copies:
            for event in events:
                out.write_row((*event, one))


def _one(loader: psycopg.Connection, statement: str, specimen: UUID) -> tuple[Any, ...]:
    row = loader.execute(statement.encode(), (specimen,)).fetchone()
    if row is None:
        raise LookupError(specimen)
    return row
