"""Process instances of copied open cases: states and events with the copies' own ids in them."""

import hashlib
import re
from typing import Any
from uuid import UUID, uuid5

import psycopg

from bench.copies import COPIES, WARD, Batch, Specimen

_INSTANCES = "SELECT id, process_hash, position, state, holders FROM flow_instance WHERE id = ANY(%s)"
_EVENTS = "SELECT instance, position, at, event::text FROM flow_event WHERE instance = ANY(%s) ORDER BY 1, 2"
_TASKS = """
SELECT id, instance, place, node, name, role, organisation, acts, offered_at
FROM flow_task WHERE instance = ANY(%s)
"""
_COPY_INSTANCES = "COPY flow_instance (id, process_hash, position, state, holders) FROM STDIN"
_COPY_TASKS = """
COPY flow_task (id, instance, place, node, name, role, organisation, acts, offered_at) FROM STDIN
"""
_Rows = list[tuple[Any, ...]]
_MOST_TASKS = 20
"""More than any specimen has had; the engine names tasks by their number in the instance."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def copy_instances(loader: psycopg.Connection, specimen: Specimen, batch: Batch) -> None:
    """Copy the instances of a specimen's cases for each copy of the batch."""
    cases = [specimen.cases]
    instances = loader.execute(_INSTANCES, cases).fetchall()
    events = loader.execute(_EVENTS, cases).fetchall()
    tasks = loader.execute(_TASKS, cases).fetchall()
    own = [*specimen.cases, *specimen.applications]
    own += [uuid5(case, str(number)) for case in specimen.cases for number in range(1, _MOST_TASKS)]
    asked = f"SELECT n, prefix, ward, applicant FROM {COPIES} c"  # noqa: S608  # our own words
    copies = loader.execute(asked.encode(), specimen.values() | batch.values()).fetchall()
    wards = _organs_of(loader, specimen, batch)
    for n, prefix, ward, applicant in copies:
        new = {str(one): str(fresh(one, n, prefix)) for one in own} | wards[ward]
        new[str(specimen.applicant)] = str(applicant)
        _write(loader, new, instances=instances, events=events, tasks=tasks)


def _organs_of(loader: psycopg.Connection, specimen: Specimen, batch: Batch) -> list[dict[str, str]]:
    """Return for each ward which organisation stands for which of the city's."""
    named = f"SELECT o::text, {WARD.format('o', '%(ward)s')}::text FROM unnest(%(organs)s::uuid[]) o"  # noqa: S608  # our own words
    wards: list[dict[str, str]] = [{}]
    for ward in range(1, batch.wards):
        found = loader.execute(named.encode(), {"ward": ward, "organs": specimen.organs}).fetchall()
        wards.append({str(one): str(other) for one, other in found})
    return wards


def _write(
    loader: psycopg.Connection, new: dict[str, str], *, instances: _Rows, events: _Rows, tasks: _Rows
) -> None:
    with loader.cursor() as cursor:
        with cursor.copy(
            "COPY flow_instance (id, process_hash, position, state, holders) FROM STDIN"
        ) as rows:
            for one, process, position, state, holders in instances:
                changed = _changed(bytes(state).decode(), new).encode()
                named = [UUID(new.get(str(holder), str(holder))) for holder in holders]
                rows.write_row((new[str(one)], process, position, changed, named))
        with cursor.copy("COPY flow_event (instance, position, at, event) FROM STDIN") as rows:
            for instance, position, at, text in events:
                rows.write_row((new[str(instance)], position, at, _changed(text, new)))
        with cursor.copy(_COPY_TASKS) as rows:
            for one, instance, place, node, name, role, organisation, *rest in tasks:
                holder = None if organisation is None else new.get(str(organisation), str(organisation))
                rows.write_row((new[str(one)], new[str(instance)], place, node, name, role, holder, *rest))


def fresh(original: UUID, n: int, prefix: str) -> UUID:
    """Return the id of a copy, as the function of the same name in the database does."""
    mixed = hashlib.md5(f"{original}{n}".encode(), usedforsecurity=False).hexdigest()[:20]
    return UUID(f"{prefix}7{mixed[1:]}")


def _changed(text: str, new: dict[str, str]) -> str:
    return _UUID.sub(lambda found: new.get(found.group(), found.group()), text)
