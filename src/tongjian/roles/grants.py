"""What the web's role may do on Django's own and third parties' tables; the worker's follow.

The tables of our rooms are granted by the migrations that make them; everything else is denied.
"""

import psycopg
from psycopg import sql

from tongjian.roles.embedded_postgres import Role
from tongjian.roles.worker_grants import grant_worker

_KEPT = ("SELECT", "INSERT", "UPDATE", "DELETE")
_READ = ("SELECT",)
TABLES: dict[str, tuple[str, ...]] = {
    "django_session": _KEPT,
    "django_content_type": _READ,
    "django_migrations": _READ,
    "auth_group": _READ,
    "auth_permission": _READ,
    "auth_group_permissions": _READ,
    "account_emailaddress": _KEPT,
    "account_emailconfirmation": _KEPT,
    "mfa_authenticator": _KEPT,
    "axes_accessattempt": _KEPT,
    "axes_accessattemptexpiration": _KEPT,
    "axes_accesslog": _KEPT,
    "axes_accessfailurelog": _KEPT,
}
"""Table by table; the architecture test names any table that is missing here."""


def grant(owner_url: str) -> None:
    """Give the web's role its rights on these tables, and the worker's role its own.

    Needs the owner's address; repeatable.
    """
    with psycopg.connect(owner_url) as connection:
        present = {
            name
            for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        }
        for table in TABLES.keys() & present:
            rights = sql.SQL(", ").join(sql.SQL(right) for right in TABLES[table])
            connection.execute(
                sql.SQL("GRANT {} ON {} TO {}").format(
                    rights, sql.Identifier(table), sql.Identifier(Role.APP.value)
                )
            )
        grant_worker(connection)
