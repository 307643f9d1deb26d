"""The area ``flow``: what a command of the engine costs, by itself and against others."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import UUID

import psycopg
from django.db import connections

from bench.engine.clients import Clients, Worked, open_clients
from bench.engine.crowd import FINISHED, RUNNING, crowd, start_many
from bench.engine.kernel import measure_kernel, state_bytes
from bench.engine.limit import Script, one_walk, run_pgbench, script_of
from bench.engine.spiff import measure_spiff
from bench.engine.waits import counting
from bench.engine.walks import COMMANDS, Office
from bench.figures import noted, say
from bench.house import House
from bench.machine import cpu_of
from tongjian.roles import steps
from tongjian.roles.database import connection_settings, urls_of
from tongjian.roles.embedded_postgres import Role

_TURNS, _SECONDS = 5, 4.0
_MANY = 8


def measure_engine(house: House) -> None:
    """Measure everything about the engine."""
    with TemporaryDirectory(prefix="tongjian-engine-") as name:
        folder = Path(name)
        _compare_kernels(folder)
        office = Office()
        office.deploy()
        script = _describe(house, office)
        with noted("durable"), open_clients(house.urls.app, count=_MANY) as clients:
            for count in (1, _MANY):
                _compare_with_pgbench(house, clients, script, count=count, folder=folder)
        with noted("crowded"):
            _compare_crowded(house, office, folder)


def _compare_kernels(folder: Path) -> None:
    ours, theirs = measure_kernel(), measure_spiff(folder)
    for way, rates in ours.items():
        say("flow", what="kernel", way=way, **rates, load=_load())
    for way, rates in theirs.items():
        ratio = ours[way]["commands_per_cpu_second"] / rates["commands_per_cpu_second"]
        say("flow", what="spiffworkflow", way=way, **rates, times_ours=round(ratio, 1), load=_load())
    say("flow", what="state", largest_bytes=state_bytes())


def _describe(house: House, office: Office) -> Script:
    """Tell statements, waits and bytes of a command; return the walk as a script."""
    sent, own = one_walk(office)
    rows = [len(one.text) + sum(len(str(value)) for value in one.values) for one in sent]
    waits, up, down = _waits(house, office)
    say(
        "flow",
        what="command",
        statements=round(len(sent) / COMMANDS, 1),
        waits=waits,
        bytes_up=up,
        bytes_down=down,
        statement_and_values=round(sum(rows) / COMMANDS),
        wal_bytes=_wal(house, office),
    )
    return script_of(sent, own)


def _waits(house: House, office: Office) -> tuple[float, int, int]:
    link, walks = connections["default"], 20
    with counting(house.urls.app) as (through, counted):
        link.close()
        link.settings_dict.update(connection_settings(through, pool=0))
        list(office.walk())
        before = (counted.waits, counted.up, counted.down)
        for _ in range(walks):
            list(office.walk())
        spent = [
            after - was for after, was in zip((counted.waits, counted.up, counted.down), before, strict=True)
        ]
        house.act_as(Role.APP)
    commands = walks * COMMANDS
    return round(spent[0] / commands, 2), round(spent[1] / commands), round(spent[2] / commands)


def _wal(house: House, office: Office) -> int:
    walks = 50
    with house.measured() as loader:
        began = loader.execute("SELECT pg_current_wal_insert_lsn()").fetchone()
        for _ in range(walks):
            list(office.walk())
        spent = loader.execute("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s)", began).fetchone()
    return round(spent[0] / (walks * COMMANDS)) if spent else 0


def _compare_with_pgbench(
    house: House, clients: Clients, script: Script, *, count: int, folder: Path
) -> None:
    """Take turns, ours first and last: each turn of pgbench stands between two of ours."""
    clients.work(1.0, clients=count)
    before = cpu_of(web=None, database=house.postmaster)
    ours = [clients.work(_SECONDS, clients=count)]
    spent = cpu_of(web=None, database=house.postmaster).database - before.database
    theirs: list[float] = []
    for _ in range(_TURNS):
        theirs.append(run_pgbench(script, folder=folder, clients=count, seconds=_SECONDS, url=house.urls.app))
        ours.append(clients.work(_SECONDS, clients=count))
    ratios = [
        (first.rate + second.rate) / 2 / limit
        for first, limit, second in zip(ours, theirs, ours[1:], strict=False)
    ]
    say(
        "flow",
        what="durable",
        clients=count,
        commands_per_second=_spread([one.rate for one in ours]),
        pgbench_per_second=_spread(theirs),
        share_of_pgbench=_spread(ratios, digits=2),
        client_cpu_ms=_spread([one.cpu_ms for one in ours], digits=2),
        postgres_cpu_ms=round(spent / ours[0].commands, 2),
        load=_load(),
    )


def _compare_crowded(house: House, office: Office, folder: Path) -> None:
    """Walk on instances that wait at their first task, in a crowd and in an empty database by turns."""
    with _second_database(house, "uncrowded") as url:
        with psycopg.connect(url[1], autocommit=True) as loader:
            house_office = _office_at(url[0])
            few = _some(loader, house_office)
        house.act_as(Role.APP)
        with house.measured() as loader:
            many = crowd(loader, office)
        with open_clients(url[0], count=1) as empty, open_clients(house.urls.app, count=1) as full:
            empty.draw_from([_listed(folder / "few", few)])
            full.draw_from([_listed(folder / "many", many)])
            _take_turns(empty, full)


def _take_turns(empty: Clients, full: Clients) -> None:
    alone, crowded = [], []
    full.work(_SECONDS, clients=1)
    empty.work(1.0, clients=1)
    for _ in range(_TURNS):
        alone.append(empty.work(_SECONDS, clients=1))
        crowded.append(full.work(_SECONDS, clients=1))
    ratios = [_cost(many) / _cost(few) for few, many in zip(alone, crowded, strict=True)]
    say(
        "flow",
        what="crowded",
        running=RUNNING,
        finished=FINISHED,
        alone_ms=_spread([_cost(one) for one in alone], digits=3),
        crowded_ms=_spread([_cost(one) for one in crowded], digits=3),
        times=_spread(ratios, digits=2),
        load=_load(),
    )


def _cost(worked: Worked) -> float:
    return 1000 / worked.rate


def _some(loader: psycopg.Connection, office: Office) -> list[UUID]:
    begun = office.start()
    task = begun.offered[0]
    return start_many(loader, task.instance, task.id, count=20_000)


def _office_at(url: str) -> Office:
    link = connections["default"]
    link.close()
    link.settings_dict.update(connection_settings(url, pool=0))
    office = Office()
    office.deploy()
    return office


def _listed(file: Path, tasks: list[UUID]) -> Path:
    file.write_text("\n".join(str(task) for task in tasks))
    return file


@contextmanager
def _second_database(house: House, name: str) -> Iterator[tuple[str, str]]:
    """Make a database with the same tables and no instances; give its addresses for web and loader."""
    urls = urls_of(house.cluster, name)
    house.cluster.make_database(name)
    steps.migrate(urls)
    yield house.cluster.url(Role.APP, name), house.cluster.url(Role.LOADER, name)


def _spread(values: list[float], *, digits: int = 0) -> dict[str, float]:
    def rounded(value: float) -> float:
        return round(value, digits) if digits else round(value)

    return {"median": rounded(median(values)), "least": rounded(min(values)), "most": rounded(max(values))}


def _load() -> float:
    """How busy the machine is: runnable processes over the last minute."""
    return round(os.getloadavg()[0], 1)
