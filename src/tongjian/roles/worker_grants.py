"""What the worker of the processes may do, in a role of its own.

It serves everybody's instances, so its policies let it see every row of the tables it works with, and it
writes what a process writes by itself. It reaches no password, no file and no entry of the log.
"""

from collections.abc import Iterator

import psycopg
from psycopg import sql

from tongjian.roles.embedded_postgres import Role

_ALL = ("SELECT", "INSERT", "UPDATE", "DELETE")

READ_ROOMS = ("flow", "cases", "calendar", "catalogue")
"""Rooms whose tables it reads, all of them: a case is read before its process is moved on."""

READ = ("identity_organisation",)
"""Tables it reads besides."""

UNREAD = ("flow_ledger",)
"""Of these rooms, what is none of its business: answers kept for those who asked."""

WRITTEN: dict[str, tuple[str, ...]] = {
    "flow_instance": ("SELECT", "INSERT", "UPDATE"),
    "flow_event": ("SELECT", "INSERT"),
    "flow_task": _ALL,
    "flow_timer": _ALL,
    "flow_subscription": _ALL,
    "flow_job": _ALL,
    "flow_incident": _ALL,
    "flow_start": _ALL,
    "cases_work": _ALL,
}
"""Table by table, what it may do where it writes."""

LOCKED = {"cases_case": "id"}
"""Rows it holds while it works; holding needs the right to update a column, here one that never changes."""


def grant_worker(connection: psycopg.Connection) -> None:
    """Give the worker's role its rights and policies. Needs the owner; repeatable.

    An ordinary server that was prepared without the role is left as it is: the worker then uses the loader's.
    """
    role, known = sql.Identifier(Role.FLOW.value), "SELECT 1 FROM pg_roles WHERE rolname = %s"
    if not connection.execute(known, (Role.FLOW.value,)).fetchone():
        return
    database = sql.Identifier(connection.info.dbname)
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, role))
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
    for table, secured in tuple(_tables(connection)):
        rights = WRITTEN.get(table, ("SELECT",))
        _allow(connection, table, rights, role)
        if secured:
            held = table in WRITTEN or table in LOCKED
            _open(connection, table, verb="ALL" if held else "SELECT", role=role)


def _tables(connection: psycopg.Connection) -> Iterator[tuple[str, bool]]:
    """Tables it works with, and whether row-level security stands over them."""
    found = connection.execute(
        "SELECT relname, relrowsecurity FROM pg_class"
        " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname"
    )
    for name, secured in found:
        if name not in UNREAD and (name.partition("_")[0] in READ_ROOMS or name in READ):
            yield name, secured


def _allow(connection: psycopg.Connection, table: str, rights: tuple[str, ...], role: sql.Identifier) -> None:
    name = sql.Identifier(table)
    given = sql.SQL(", ").join(sql.SQL(right) for right in rights)
    connection.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(name, role))
    connection.execute(sql.SQL("GRANT {} ON {} TO {}").format(given, name, role))
    if table in LOCKED:
        column = sql.Identifier(LOCKED[table])
        connection.execute(sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(column, name, role))


def _open(connection: psycopg.Connection, table: str, *, verb: str, role: sql.Identifier) -> None:
    policy, name = sql.Identifier(f"{table}_worker"), sql.Identifier(table)
    connection.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(policy, name))
    check = sql.SQL(" WITH CHECK (true)" if verb == "ALL" else "")
    connection.execute(
        sql.SQL("CREATE POLICY {} ON {} FOR {} TO {} USING (true){}").format(
            policy, name, sql.SQL(verb), role, check
        )
    )
