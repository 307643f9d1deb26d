"""The roles of the house and its database, made by the superuser; safe to repeat."""

import psycopg
from psycopg import sql

from tongjian.roles.embedded_postgres.secrets import Role

_RIGHTS = {
    Role.OWNER: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS",
    Role.APP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS",
    Role.LOADER: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS",
    Role.FLOW: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS",
}


def make_roles(connection: psycopg.Connection, passwords: dict[Role, str]) -> None:
    """Create the owner, the web's role, the loader and the worker, or renew their rights and passwords."""
    for role, rights in _RIGHTS.items():
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role.value,)).fetchone()
        connection.execute(
            sql.SQL("{verb} ROLE {role} {rights} PASSWORD {password}").format(
                verb=sql.SQL("ALTER" if known else "CREATE"),
                role=sql.Identifier(role.value),
                rights=sql.SQL(rights),
                password=sql.Literal(passwords[role]),
            )
        )


def make_database(connection: psycopg.Connection, name: str, *, template: str = "template1") -> bool:
    """Create a database of the owner's unless it exists; tell whether it is new.

    Nobody but the roles of the house may connect; ``open_schema`` must follow, inside it.
    """
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
        return False
    database, owner = sql.Identifier(name), sql.Identifier(Role.OWNER.value)
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(database, owner, sql.Identifier(template))
    )
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
            database, sql.SQL(", ").join(sql.Identifier(one) for one in (Role.APP, Role.LOADER, Role.FLOW))
        )
    )
    return True


def open_schema(connection: psycopg.Connection) -> None:
    """Deny by default: the web gets what each migration grants, the loader rows but no DDL.

    The worker gets all it may at each migration, see ``tongjian.roles.worker_grants``.

    Needs the owner, or the superuser, connected to the database itself.
    """
    owner, app, loader = (sql.Identifier(r.value) for r in (Role.OWNER, Role.APP, Role.LOADER))
    for statement in (
        sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}, {}").format(app, loader),
        sql.SQL(
            "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}"
        ).format(owner, loader),
        sql.SQL(
            "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT USAGE ON SEQUENCES TO {}"
        ).format(owner, loader),
    ):
        connection.execute(statement)
