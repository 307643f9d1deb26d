"""A hundred thousand cases: four specimens made by the acts, and their copies."""

import time
from dataclasses import dataclass

import psycopg
from django.conf import settings

from bench.copies import ENDED, TABLES, Batch, Specimen, copy_specimen, read_specimen
from bench.figures import noted, say
from bench.flow_copies import copy_instances
from bench.house import House
from bench.people import People
from bench.specimens import ITEMS, Maker, PastClock
from tongjian.kit import Clock
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.rooms import compose

CASES = 100_000
_OPEN_SHARE, _TO_DECIDE = 0.05, 0.5
_YEARS_OF_DAYS = 1000
_MARK = "COMMENT ON TABLE cases_case IS 'loaded for measuring'"
_IS_MARKED = "SELECT obj_description('cases_case'::regclass) = 'loaded for measuring'"


@dataclass(frozen=True, slots=True)
class Kind:
    """One specimen and its copies.

    Attributes:
        runs: its cases are open; their process instances are copied too.
    """

    specimen: Specimen
    batch: Batch
    runs: bool


def load(house: House) -> None:
    """Load everything unless the cluster was kept from an earlier run."""
    with house.measured() as loader:
        row = loader.execute(_IS_MARKED).fetchone()
        if not (row and row[0]):
            began = time.monotonic()
            _fill(house, loader)
            say("load", seconds=round(time.monotonic() - began, 1))
        say("load", **_contents(loader))


def people_of(loader: psycopg.Connection, clock: Clock) -> People:
    """Return the people of the sample city as of a clock."""
    return People(loader, compose(settings.TONGJIAN, clock=clock).identity, clock)


def _fill(house: House, loader: psycopg.Connection) -> None:
    with noted("specimens"):
        kinds = _specimens(loader)
    loader.execute("SET synchronous_commit = off; SET work_mem = '256MB'")
    for kind in kinds:
        with noted(f"{kind.batch.count} copies"), loader.transaction():
            copy_specimen(loader, kind.specimen, kind.batch, tables=TABLES if kind.runs else (*TABLES, ENDED))
            if kind.runs:
                copy_instances(loader, kind.specimen, kind.batch)
    with noted("statistics and visibility"):
        loader.execute("RESET ALL")
        with psycopg.connect(house.urls.owner, autocommit=True) as owner:
            owner.execute("VACUUM (ANALYZE)")
            owner.execute(_MARK)
        with psycopg.connect(house.cluster.url(Role.SUPERUSER), autocommit=True) as superuser:
            superuser.execute("CHECKPOINT")


def _specimens(loader: psycopg.Connection) -> list[Kind]:
    clock = PastClock()
    rooms = compose(settings.TONGJIAN, clock=clock)
    maker = Maker(rooms.cases, People(loader, rooms.identity, clock), clock)
    running = round(CASES * _OPEN_SHARE / ITEMS)
    to_decide = round(running * _TO_DECIDE)
    half = (running - to_decide) // 2
    concluded = -(-CASES // ITEMS) - to_decide - 2 * half
    kinds: list[Kind] = []
    first = 1
    for make, count, over, runs in (
        (maker.received, half, 8, True),
        (maker.under_review, half, 20, True),
        (maker.to_decide, to_decide, 20, True),
        (maker.delivered, concluded, _YEARS_OF_DAYS, False),
    ):
        specimen = read_specimen(loader, make(len(kinds)))
        kinds.append(Kind(specimen, Batch(first, count, 0 if runs else 30, over), runs))
        first += count
    return kinds


def _contents(loader: psycopg.Connection) -> dict[str, object]:
    asked = {
        "cases": "SELECT count(*) FROM cases_case",
        "open_cases": "SELECT count(*) FROM cases_case WHERE closed_at IS NULL",
        "open_tasks": "SELECT count(*) FROM cases_work",
        "inboxes": "SELECT count(DISTINCT (organisation, role)) FROM cases_work",
        "officers_with_an_inbox": "SELECT count(DISTINCT g.person) FROM identity_grant g"
        " JOIN cases_work w ON w.organisation = g.organisation AND w.role = g.role",
        "process_records": "SELECT count(*) FROM cases_record",
        "access_rows": "SELECT count(*) FROM cases_access",
        "log_entries": "SELECT count(*) FROM evidence_entry",
        "database_mib": "SELECT pg_database_size(current_database()) / 1048576",
    }
    found = {name: loader.execute(query.encode()).fetchone() for name, query in asked.items()}
    return {name: int(row[0]) if row else 0 for name, row in found.items()}
