"""Plans of the statements some reading sends: forced generic, in the web's role, under a viewer's rights."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql

from tongjian.kit import AccessContext, UnitOfWork

LARGE = 10_000
"""Rows from which on a table is not to be read from end to end."""

_PLACE = re.compile("%s|%%")
_SIZES = "SELECT relname, reltuples FROM pg_class WHERE relkind = 'r' AND reltuples > %s"

Statement = tuple[str, tuple[Any, ...]]


def sequential_scans(
    read: Callable[[], None], *, access: AccessContext, begin: UnitOfWork
) -> tuple[int, list[str]]:
    """Return how many different statements a reading sends, and those that read a large table whole."""
    with _sent() as statements:
        read()
    found: list[str] = []
    with begin(access), connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(_SIZES, [LARGE])
        large = {name for name, _rows in cursor.fetchall()}
        for number, (text, values) in enumerate(statements.items()):
            tables = sorted(large & set(_scanned(_plan(number, (text, values)))))
            found += [f"{table}: {text[:200]}" for table in tables]
    return len(statements), found


@contextmanager
def _sent() -> Iterator[dict[str, tuple[Any, ...]]]:
    """Collect what Django's connection reads, each text once with the values of its first time."""
    sent: dict[str, tuple[Any, ...]] = {}

    def note(execute: Any, text: str, values: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001
        if text.lstrip().startswith(("SELECT", "WITH")) and "set_config" not in text:
            sent.setdefault(text, tuple(values or ()))
        return execute(text, values, many, context)

    with connection.execute_wrapper(note):
        yield sent


def _plan(number: int, statement: Statement) -> dict[str, Any]:
    text, values = statement
    places = iter(range(1, len(values) + 1))
    named = _PLACE.sub(lambda one: f"${next(places)}" if one.group() == "%s" else "%", text)
    raw = connection.connection
    raw.execute(f"PREPARE looked_at_{number} AS {named}".encode())
    given = sql.SQL(", ").join(sql.Literal(value) for value in values).as_string(raw)
    arguments = f"({given})" if values else ""
    row = raw.execute(f"EXPLAIN (FORMAT JSON) EXECUTE looked_at_{number}{arguments}".encode()).fetchone()
    found = row[0] if isinstance(row[0], list) else json.loads(row[0])
    plan: dict[str, Any] = found[0]["Plan"]
    return plan


def _scanned(plan: dict[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from _scanned(part)
