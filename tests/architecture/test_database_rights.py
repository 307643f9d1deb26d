"""What the database itself refuses the web, whatever the code does."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.architecture.source import ROOMS
from tests.database import Database
from tongjian.roles.grants import TABLES as FOREIGN_TABLES

pytestmark = pytest.mark.database

APPEND_ONLY = {
    "evidence_entry",
    "evidence_disclosure",
    "evidence_file",
    "evidence_file_access",
    "flow_event",
    "flow_process",
    "catalogue_edition",
    "catalogue_item",
    "catalogue_load",
    "identity_notice_acceptance",
    "cases_record",
    "cases_opinion",
    "cases_document",
    "cases_correction",
    "cases_material",
    "cases_material_case",
    "cases_application",
    "cases_result",
    "cases_result_file",
    "cases_revocation",
    "cases_delivery",
    "cases_access",
    "cases_project_access",
    "cases_extension",
    "cases_party",
    "cases_hearing_step",
    "cases_document_reading",
    "messages_message",
    "messages_reading",
}
OPEN = {
    "catalogue_edition": "the catalogue is public",
    "catalogue_item": "the catalogue is public",
    "catalogue_load": "the catalogue is public",
    "flow_process": "processes are public configuration",
    "flow_start": "the start events of processes are too",
    "evidence_counter": "numbers to hand out; a counter says nothing of a person or a case",
}
"""Tables of ours without row-level security, each with its reason."""

UNTOUCHABLE = ("UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


@pytest.fixture
def server(database: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.superuser) as connection:
        yield connection


@pytest.fixture
def tables(server: psycopg.Connection) -> set[str]:
    return {name for (name,) in server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}


def ours(tables: set[str]) -> set[str]:
    return {table for table in tables if table.partition("_")[0] in ROOMS}


def test_append_only_tables_take_new_rows_and_nothing_else(
    server: psycopg.Connection, tables: set[str]
) -> None:
    assert tables >= APPEND_ONLY
    allowed = {
        (table, right)
        for table in APPEND_ONLY
        for right in UNTOUCHABLE
        if has_right(server, table=table, right=right)
    }
    assert allowed == set()
    assert all(has_right(server, table=table, right="SELECT") for table in APPEND_ONLY)


def test_an_update_of_the_evidence_log_is_refused_by_the_server(database: Database) -> None:
    with (
        psycopg.connect(database.urls.app) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("UPDATE evidence_entry SET act = act")


def test_row_level_security_is_forced_on_every_table_of_ours_but_the_open_ones(
    server: psycopg.Connection, tables: set[str]
) -> None:
    forced = {
        name
        for (name,) in server.execute(
            "SELECT relname FROM pg_class"
            " WHERE relrowsecurity AND relforcerowsecurity AND relkind IN ('r', 'p')"
        )
    }
    assert ours(tables) - forced == OPEN.keys()


def test_a_table_the_web_may_read_under_row_level_security_has_a_policy(server: psycopg.Connection) -> None:
    policies = {name for (name,) in server.execute("SELECT tablename FROM pg_policies")}
    forced = {name for (name,) in server.execute("SELECT relname FROM pg_class WHERE relforcerowsecurity")}
    assert {name for name in forced - policies if has_right(server, table=name, right="SELECT")} == set()


def test_every_table_is_ours_or_named_among_the_foreign_ones(tables: set[str]) -> None:
    assert tables - ours(tables) - FOREIGN_TABLES.keys() == set()


def test_foreign_tables_have_just_the_rights_they_are_listed_with(
    server: psycopg.Connection, tables: set[str]
) -> None:
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    found = {
        table: tuple(right for right in rights if has_right(server, table=table, right=right))
        for table in FOREIGN_TABLES.keys() & tables
    }
    assert found == {table: FOREIGN_TABLES[table] for table in found}


def test_the_public_may_do_nothing(server: psycopg.Connection) -> None:
    granted = server.execute(
        "SELECT table_name, privilege_type FROM information_schema.table_privileges"
        " WHERE grantee = 'PUBLIC' AND table_schema = 'public'"
    ).fetchall()
    schema = server.execute(
        "SELECT count(*) FROM pg_namespace, aclexplode(nspacl) WHERE nspname = 'public' AND grantee = 0"
    ).fetchone()
    assert granted == []
    assert schema == (0,)


def test_the_web_owns_nothing_creates_nothing_and_is_nobody_else(server: psycopg.Connection) -> None:
    findings = server.execute(
        """
        SELECT (SELECT count(*) FROM pg_class WHERE relowner = app.oid),
               (SELECT count(*) FROM pg_proc WHERE proowner = app.oid),
               (SELECT count(*) FROM pg_namespace n WHERE has_schema_privilege(app.oid, n.oid, 'CREATE')),
               has_database_privilege(app.oid, current_database(), 'CREATE, TEMPORARY'),
               (SELECT count(*) FROM pg_auth_members WHERE member = app.oid),
               app.rolsuper OR app.rolbypassrls OR app.rolcreaterole OR app.rolcreatedb OR app.rolreplication
        FROM pg_roles app WHERE rolname = 'tongjian_app'
        """
    ).fetchone()
    assert findings == (0, 0, 0, False, 0, False)


def test_functions_with_their_owners_rights_fix_their_search_path(server: psycopg.Connection) -> None:
    loose = server.execute(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(array_to_string(proconfig, ','), '') LIKE '%search_path=%'"
    ).fetchall()
    assert loose == []


def has_right(server: psycopg.Connection, *, table: str, right: str) -> bool:
    """Tell whether the web has a right on a table, or on any column of it."""
    question = "SELECT has_table_privilege('tongjian_app', {}, {})"
    if right in {"SELECT", "INSERT", "UPDATE", "REFERENCES"}:
        question = "SELECT has_any_column_privilege('tongjian_app', {}, {})"
    name = sql.Identifier("public", table).as_string(server)
    row = server.execute(sql.SQL(question).format(sql.Literal(name), sql.Literal(right))).fetchone()
    return row == (True,)
