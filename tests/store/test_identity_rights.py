"""What PostgreSQL itself keeps from the web's role, whatever the code above it does."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from psycopg import errors, sql

from tests.database import Database
from tongjian.kit import new_id

pytestmark = pytest.mark.database

TABLES = (
    "account",
    "api_token",
    "grant",
    "mandate",
    "notice_acceptance",
    "organisation",
    "person",
    "phone_code",
)


@pytest.fixture
def people(clean: Database, loader: psycopg.Connection) -> tuple[UUID, UUID, UUID]:  # noqa: ARG001
    """Two citizens and a department; each citizen has a notice, a token, and gave the other a mandate."""
    one, other, department = new_id(), new_id(), new_id()
    for person, phone in ((one, "13900000001"), (other, "13900000002")):
        loader.execute("INSERT INTO identity_person VALUES (%s, '甲', %s, NULL, now())", [person, phone])
        loader.execute(
            "INSERT INTO identity_notice_acceptance VALUES (%s, '1', now(), %s)", [new_id(), person]
        )
        loader.execute(
            "INSERT INTO identity_api_token (id, person, label, digest, issued_at, expires_at)"
            " VALUES (%s, %s, 'x', sha256(%s), now(), now())",
            [new_id(), person, phone.encode()],
        )
    loader.execute(
        "INSERT INTO identity_organisation (id, code, name, kind, region)"
        " VALUES (%s, 'd', '住建', 'department', '370800')",
        [department],
    )
    return one, other, department


@contextmanager
def viewing(database: Database, person: UUID | None) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.urls.app) as connection:
        connection.execute("SELECT set_config('tongjian.person', %s, true)", [str(person or "")])
        yield connection
        connection.rollback()


def count(connection: psycopg.Connection, table: str) -> int:
    row = connection.execute(
        sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(f"identity_{table}"))
    ).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("table", ["person", "notice_acceptance", "api_token"])
def test_a_person_reads_its_own_row_and_a_visitor_none(
    clean: Database, people: tuple[UUID, UUID, UUID], table: str
) -> None:
    with viewing(clean, people[0]) as connection:
        assert count(connection, table) == 1
    with viewing(clean, None) as connection:
        assert count(connection, table) == 0
    with psycopg.connect(clean.urls.app) as connection:
        assert count(connection, table) == 0


def test_a_mandate_is_read_by_giver_and_helper_alone(
    clean: Database, loader: psycopg.Connection, people: tuple[UUID, UUID, UUID]
) -> None:
    one, other, _ = people
    stranger = new_id()
    loader.execute("INSERT INTO identity_person VALUES (%s, '乙', NULL, NULL, now())", [stranger])
    loader.execute(
        "INSERT INTO identity_mandate (id, giver, helper, application, from_on)"
        " VALUES (%s, %s, %s, %s, '2026-01-01')",
        [new_id(), one, other, new_id()],
    )
    seen = []
    for person in (one, other, stranger, None):
        with viewing(clean, person) as connection:
            seen.append(count(connection, "mandate"))
    assert seen == [1, 1, 0, 0]


def test_nobody_writes_anothers_row(clean: Database, people: tuple[UUID, UUID, UUID]) -> None:
    one, other, _ = people
    with viewing(clean, one) as connection:
        changed = connection.execute("UPDATE identity_person SET name = '改' WHERE id = %s", [other])
        assert changed.rowcount == 0
    person = "INSERT INTO identity_person VALUES (%s, '丙', NULL, NULL, now())"
    mandate = (
        "INSERT INTO identity_mandate (id, giver, helper, application, from_on)"
        " VALUES (%s, %s, %s, gen_random_uuid(), '2026-01-01')"
    )
    for statement, values in ((person, [new_id()]), (mandate, [new_id(), other, one])):
        with viewing(clean, one) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement, values)


@pytest.mark.parametrize("role", ["approver", "security_admin", "audit_admin"])
def test_nobody_gives_himself_an_office(clean: Database, people: tuple[UUID, UUID, UUID], role: str) -> None:
    one, other, department = people
    statement = (
        "INSERT INTO identity_grant (id, person, organisation, role, from_on)"
        " VALUES (%s, %s, %s, %s, '2026-01-01')"
    )
    with viewing(clean, one) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement, [new_id(), one, department, role])
    with viewing(clean, None) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement, [new_id(), one, department, role])
    with viewing(clean, other) as connection:
        assert connection.execute(statement, [new_id(), one, department, role]).rowcount == 1


@pytest.mark.parametrize("table", TABLES)
def test_the_web_deletes_nothing(clean: Database, table: str) -> None:
    with viewing(clean, None) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(f"identity_{table}")))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE identity_notice_acceptance SET version = '2'",
        "UPDATE identity_grant SET role = 'approver'",
        "UPDATE identity_api_token SET expires_at = now() + interval '1 year'",
        "UPDATE identity_organisation SET name = '改'",
    ],
)
def test_the_web_changes_no_settled_column(clean: Database, statement: str) -> None:
    with viewing(clean, new_id()) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement)


def test_every_table_forces_row_level_security(clean: Database) -> None:
    with psycopg.connect(clean.superuser) as connection:
        rows = connection.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
            " WHERE relkind = 'r' AND relname LIKE 'identity\\_%'"
        ).fetchall()
    assert dict(rows) == {f"identity_{table}": True for table in TABLES}


def test_sign_in_finds_ids_and_names_and_nothing_more(
    clean: Database, people: tuple[UUID, UUID, UUID]
) -> None:
    one = people[0]
    with viewing(clean, None) as connection:
        found = connection.execute("SELECT identity_person_by_phone('13900000001')").fetchone()
        names = connection.execute("SELECT * FROM identity_person_names(%s)", [[one]]).fetchall()
        token = connection.execute(
            "SELECT person FROM identity_token_by_digest(sha256('13900000001'))"
        ).fetchone()
    assert (found, names, token) == ((one,), [(one, "甲")], (one,))


def test_definer_functions_fix_their_search_path_and_are_closed_to_the_public(clean: Database) -> None:
    with psycopg.connect(clean.superuser) as connection:
        rows = connection.execute(
            "SELECT proname, proconfig::text, has_function_privilege('public', oid, 'execute')"
            " FROM pg_proc WHERE prosecdef AND proname LIKE 'identity\\_%'"
        ).fetchall()
    assert len(rows) == 4
    for name, settings, public in rows:
        assert "search_path=pg_catalog" in settings, name
        assert not public, name


def test_context_functions_read_nothing_as_nothing(clean: Database) -> None:
    ask = "SELECT tongjian_person(), tongjian_holders(), tongjian_audits()"
    with psycopg.connect(clean.urls.app) as connection:
        assert connection.execute(ask).fetchone() == (None, [], False)
        one = new_id()
        connection.execute(
            "SELECT set_config('tongjian.person', %s, true), set_config('tongjian.holders', %s, true),"
            " set_config('tongjian.audits', 'on', true)",
            [str(one), f"{{{one}}}"],
        )
        assert connection.execute(ask).fetchone() == (one, [one], True)
        connection.rollback()
        assert connection.execute(ask).fetchone() == (None, [], False)
