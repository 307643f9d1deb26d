"""The worker of the processes has a role of its own: it serves everybody's instances and nothing else."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from psycopg import sql

from tests.database import Database, point_django_at
from tests.store.flow_house import works
from tests.store.test_flow_worker import WAIT
from tongjian.roles.worker_grants import LOCKED, READ, READ_ROOMS, UNREAD, WRITTEN

pytestmark = pytest.mark.database

_RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


@pytest.fixture
def worker(clean: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(clean.urls.flow, autocommit=True) as connection:
        yield connection


def test_it_fires_the_timer_of_an_instance_it_has_no_part_in(clean: Database) -> None:
    house = works("postgres")
    house.deploy(WAIT)
    house.start()
    house.clock.turn(timedelta(hours=1))
    point_django_at(clean.urls.flow)
    try:
        house.worker.turn()
    finally:
        point_django_at(clean.urls.app)
    with psycopg.connect(clean.urls.loader) as loader:
        offered = loader.execute("SELECT node FROM flow_task").fetchall()
        left = loader.execute("SELECT count(*) FROM flow_timer").fetchone()
    assert (offered, left) == ([("after",)], (0,))


def test_its_rights_are_just_those_listed(clean: Database) -> None:
    with psycopg.connect(clean.superuser) as server:
        tables = [
            name for (name,) in server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        found = {table: rights_on(server, table) for table in tables}
    assert {table: rights for table, rights in found.items() if rights} == {
        table: WRITTEN.get(table, ("SELECT",))
        for table in tables
        if (table.partition("_")[0] in READ_ROOMS or table in READ) and table not in UNREAD
    }


def test_a_row_it_holds_cannot_be_changed_by_it(worker: psycopg.Connection) -> None:
    for table in LOCKED:
        worker.execute(sql.SQL("SELECT 1 FROM {} FOR UPDATE").format(sql.Identifier(table)))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        worker.execute("UPDATE cases_case SET state = 0")


@pytest.mark.parametrize("table", ["identity_person", "evidence_entry", "evidence_file", "flow_ledger"])
def test_it_writes_nowhere_else(worker: psycopg.Connection, table: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        worker.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def rights_on(server: psycopg.Connection, table: str) -> tuple[str, ...]:
    name = sql.Identifier("public", table).as_string(server)
    return tuple(
        right
        for right in _RIGHTS
        if server.execute("SELECT has_table_privilege('tongjian_flow', %s, %s)", (name, right)).fetchone()
        == (True,)
    )
