"""A hundred thousand cases, or a million: four specimens made by the acts, and their copies."""

import time
from dataclasses import dataclass

import psycopg
from django.conf import settings

from bench.copies import ENDED, TABLES, Batch, Specimen, copy_specimen, read_specimen
from bench.figures import noted, say
from bench.flow_copies import copy_instances
from bench.house import House
from bench.people import People
from bench.province.wards import make_wards
from bench.specimens import ITEMS, Maker, PastClock
from tongjian.kit import Clock
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.rooms import compose


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is loaded.

    Attributes:
        open_share: share of the cases that are not concluded.
        received, to_decide: shares of the open ones that wait for the counter, and for a decision.
        wards: sets of organisations; two thirds of what waits for the counter is the first one's.
        records: rows of the process record for each of a concluded case's own.
    """

    name: str
    cases: int
    open_share: float
    received: float
    to_decide: float
    wards: int = 1
    records: int = 1


CITY = Scale("city", 100_000, open_share=0.05, received=0.25, to_decide=0.5)
PROVINCE = Scale("province", 1_000_000, open_share=0.05, received=0.6, to_decide=0.2, wards=10, records=3)
_YEARS_OF_DAYS = 1000
_MARK = "COMMENT ON TABLE cases_case IS 'loaded for measuring: {}'"
_MARKED = "SELECT obj_description('cases_case'::regclass)"
_MORE_RECORDS = """
INSERT INTO cases_record SELECT r.case_id, r.position + 100 * k.n, {columns}
FROM cases_record r JOIN cases_case c ON c.id = r.case_id CROSS JOIN generate_series(1, %s) k(n)
WHERE c.closed_at IS NOT NULL AND r.position < 100
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """One specimen and its copies.

    Attributes:
        runs: its cases are open; their process instances are copied too.
    """

    specimen: Specimen
    batch: Batch
    runs: bool


def load(house: House, scale: Scale = CITY) -> None:
    """Load everything unless the cluster was kept from an earlier run.

    Raises:
        LookupError: the cluster was kept, loaded on another scale.
    """
    with house.measured() as loader:
        row = loader.execute(_MARKED).fetchone()
        mark = str(row[0]) if row and row[0] else ""
        if mark and not mark.endswith(scale.name):
            raise LookupError(mark)
        if not mark:
            began = time.monotonic()
            _fill(house, loader, scale)
            say("load", scale=scale.name, seconds=round(time.monotonic() - began, 1))
        say("load", scale=scale.name, **_contents(loader))


def people_of(loader: psycopg.Connection, clock: Clock) -> People:
    """Return the people of the sample city as of a clock."""
    return People(loader, compose(settings.TONGJIAN, clock=clock).identity, clock)


def _fill(house: House, loader: psycopg.Connection, scale: Scale) -> None:
    with noted("specimens"):
        kinds = _specimens(loader, scale)
        make_wards(loader, kinds[0].specimen.organs, wards=scale.wards)
    loader.execute("SET synchronous_commit = off; SET work_mem = '256MB'")
    for kind in kinds:
        with noted(f"{kind.batch.count} copies"), loader.transaction():
            copy_specimen(loader, kind.specimen, kind.batch, tables=TABLES if kind.runs else (*TABLES, ENDED))
            if kind.runs:
                copy_instances(loader, kind.specimen, kind.batch)
    if scale.records > 1:
        with noted("more process records"):
            _add_records(loader, scale.records - 1)
    with noted("statistics and visibility"):
        loader.execute("RESET ALL")
        with psycopg.connect(house.urls.owner, autocommit=True) as owner:
            owner.execute("VACUUM (ANALYZE)")
            owner.execute(_MARK.format(scale.name).encode())
        with psycopg.connect(house.cluster.url(Role.SUPERUSER), autocommit=True) as superuser:
            superuser.execute("CHECKPOINT")


def _add_records(loader: psycopg.Connection, times: int) -> None:
    """Add further process records to concluded cases: copies of their own, under later positions."""
    names = loader.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'cases_record'"
        " AND table_schema = 'public' ORDER BY ordinal_position"
    ).fetchall()
    others = [name for (name,) in names if name not in {"case_id", "position"}]
    given = ", ".join("gen_random_uuid()" if name == "entry" else f'r."{name}"' for name in others)
    assert [name for (name,) in names][:2] == ["case_id", "position"], names  # noqa: S101  # the order relied on
    loader.execute(_MORE_RECORDS.format(columns=given).encode(), (times,))


def _specimens(loader: psycopg.Connection, scale: Scale) -> list[Kind]:
    clock = PastClock()
    rooms = compose(settings.TONGJIAN, clock=clock)
    maker = Maker(rooms.cases, People(loader, rooms.identity, clock), clock)
    running = round(scale.cases * scale.open_share / ITEMS)
    to_decide, received = round(running * scale.to_decide), round(running * scale.received)
    reviewed = running - to_decide - received
    concluded = -(-scale.cases // ITEMS) - running
    kinds: list[Kind] = []
    first = 1
    for make, count, over, runs in (
        (maker.received, received, 8, True),
        (maker.under_review, reviewed, 20, True),
        (maker.to_decide, to_decide, 20, True),
        (maker.delivered, concluded, _YEARS_OF_DAYS, False),
    ):
        specimen = read_specimen(loader, make(len(kinds)))
        crowded = scale.wards > 1 and make == maker.received
        batch = Batch(first, count, 0 if runs else 30, over, wards=scale.wards, crowded=crowded)
        kinds.append(Kind(specimen, batch, runs))
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
