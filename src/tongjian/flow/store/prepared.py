"""Statements of the hot path: bound and prepared by the server, on the connection Django has open.

Django's own cursor writes the values into the text and has it parsed and planned anew each time. A
generic plan suits them all, for each finds its rows by primary key; left to itself PostgreSQL plans
anew for every call (measured: 0.3 ms of 0.75). Inside a pipeline a statement is only sent; whoever
fetches waits. See ``docs/decisions/0010-a-command-is-one-statement-in-a-pipeline.md``.
"""

from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import RawCursor
from psycopg.rows import TupleRow

CONTEXT = (
    "SELECT set_config('plan_cache_mode', 'force_generic_plan', true),"
    " set_config('tongjian.person', $1, true), set_config('tongjian.holders', $2, true),"
    " set_config('tongjian.audits', $3, true), set_config('tongjian.repairs', $4, true)"
)
"""Begins a transaction whose statements are prepared: the planner's mode and the viewer's rights."""


def send(statement: str, values: Sequence[object] = ()) -> RawCursor[TupleRow]:
    """Send a statement with ``$1`` places; its rows and faults come when the cursor is read."""
    link = connections[DEFAULT_DB_ALIAS]
    if link.queries_logged:
        link.queries_log.append({"sql": statement, "time": "0"})
    with link.wrap_database_errors:
        cursor = RawCursor(link.connection)
        return cursor.execute(statement.encode(), values, prepare=True)


def first(cursor: RawCursor[TupleRow]) -> TupleRow | None:
    """Wait for the first row of a statement."""
    with connections[DEFAULT_DB_ALIAS].wrap_database_errors:
        return cursor.fetchone()
