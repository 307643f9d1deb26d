"""The log's rows, in PostgreSQL."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db import connection

from tongjian.evidence.domain.entries import Disclosed, Disclosure, LogEntry, ObjectRef

_COLUMNS = tuple(field.name for field in fields(LogEntry))
_LIST = ", ".join(_COLUMNS)
_PLACES = ", ".join(["%s"] * len(_COLUMNS))

APPEND = f"INSERT INTO evidence_entry ({_LIST}) VALUES ({_PLACES})"  # noqa: S608  # names of our own columns
APPEND_WITH_DISCLOSURES = f"""
WITH entry AS ({APPEND})
INSERT INTO evidence_disclosure (entry, field, salt, text)
SELECT * FROM unnest(%s::uuid[], %s::text[], %s::bytea[], %s::text[])
"""  # noqa: S608
FIND = f"SELECT {_LIST} FROM evidence_entry WHERE id = %s"  # noqa: S608
LIST_OF = f"""
SELECT {_LIST} FROM evidence_entry WHERE object_id = %s AND object_kind = %s
ORDER BY object_version, at, id
"""  # noqa: S608
LIST_DISCLOSURES = """
SELECT entry, field, salt, text FROM evidence_disclosure WHERE entry = ANY(%s) ORDER BY entry, field
"""


class EntryTable:
    """Keeps entries in ``evidence_entry`` and ``evidence_disclosure``."""

    def append(self, entry: LogEntry, disclosures: tuple[Disclosure, ...]) -> None:
        """Add an entry and its plain texts in one statement."""
        values = [getattr(entry, column) for column in _COLUMNS]
        with connection.cursor() as cursor:
            if not disclosures:
                cursor.execute(APPEND, values)
                return
            cursor.execute(
                APPEND_WITH_DISCLOSURES,
                [
                    *values,
                    [d.entry for d in disclosures],
                    [d.field.value for d in disclosures],
                    [d.salt for d in disclosures],
                    [d.text for d in disclosures],
                ],
            )

    def find(self, entry: UUID) -> LogEntry | None:
        """Return one entry the viewer may read."""
        with connection.cursor() as cursor:
            cursor.execute(FIND, [entry])
            row = cursor.fetchone()
        return None if row is None else entry_of(row)

    def list_of(self, target: ObjectRef) -> tuple[LogEntry, ...]:
        """Return the entries about an object in the order of version, then time."""
        with connection.cursor() as cursor:
            cursor.execute(LIST_OF, [target.id, target.kind])
            return tuple(entry_of(row) for row in cursor.fetchall())

    def list_disclosures(self, entries: Iterable[UUID]) -> tuple[Disclosure, ...]:
        """Return the plain texts not erased of these entries."""
        with connection.cursor() as cursor:
            cursor.execute(LIST_DISCLOSURES, [list(entries)])
            return tuple(
                Disclosure(entry=entry, field=Disclosed(field), salt=salt, text=text)
                for entry, field, salt, text in cursor.fetchall()
            )


def entry_of(row: tuple[Any, ...]) -> LogEntry:
    """Return the entry in a row whose columns stand in the order of ``LogEntry``."""
    return LogEntry(*row)


def list_columns() -> str:
    """Return the columns of an entry in the order that ``entry_of`` takes, for a query over many."""
    return _LIST
