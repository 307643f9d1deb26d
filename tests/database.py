"""The test cluster: one PostgreSQL server per run, one database per worker."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from tongjian.roles.database import DatabaseUrls, connection_settings, urls_of
from tongjian.roles.embedded_postgres import Cluster, Plan, Role, attach, free_port, start
from tongjian.roles.grants import grant

_TEMPLATE = "template_migrated"
_PREFIX = "tongjian-tests-"


@dataclass(frozen=True, slots=True)
class Database:
    """One worker's own database.

    Attributes:
        name: its name in the cluster.
        urls: how each role reaches it.
        superuser: how the superuser reaches it; for looking at the catalogue of the server.
        seeded: tables that hold rows from the migrations on; never emptied.
    """

    name: str
    urls: DatabaseUrls
    superuser: str
    seeded: frozenset[str]

    def empty(self) -> None:
        """Remove every row that tests committed."""
        connections["default"].close()
        with psycopg.connect(self.superuser, autocommit=True) as connection:
            filled = sorted(tables_with_rows(connection) - self.seeded)
            if filled:
                names = sql.SQL(", ").join(sql.Identifier(name) for name in filled)
                connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))


def tables_with_rows(connection: psycopg.Connection) -> frozenset[str]:
    """Return the names of all tables that are not empty."""
    names = [
        name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    ]
    if not names:
        return frozenset()
    asks = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for name in names
    ]
    return frozenset(name for (name,) in connection.execute(sql.SQL(" UNION ALL ").join(asks)))


class TestCluster:
    """The cluster of one test run, in a folder that ends with the run."""

    __test__ = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._plan = Plan(folder=folder / "postgres", durable=False)

    @contextmanager
    def database(self, worker: str) -> Iterator[Database]:
        """Make the worker's database from the template and point Django at it."""
        name = f"tongjian_{worker}"
        with self._alone():
            cluster = attach(self._plan) or self._begin()
            cluster.make_database(name, template=_TEMPLATE)
        superuser = cluster.url(Role.SUPERUSER, name)
        with psycopg.connect(superuser) as connection:
            seeded = tables_with_rows(connection)
        urls = urls_of(cluster, name)
        os.environ.update(urls.as_environment())
        point_django_at(urls.app)
        yield Database(name=name, urls=urls, superuser=superuser, seeded=seeded)
        connections.close_all()

    def remove(self) -> None:
        """Stop the server and delete the folder."""
        cluster = attach(self._plan)
        if cluster is not None:
            cluster.server.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _begin(self) -> Cluster:
        """Start the server and migrate the template."""
        self._folder.chmod(0o711)
        remove_abandoned()
        plan = Plan(folder=self._plan.folder, port=free_port(), durable=False)
        cluster = start(plan)
        cluster.leave()
        cluster.make_database(_TEMPLATE)
        migrate(cluster.url(Role.OWNER, _TEMPLATE))
        return cluster

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one worker at a time through."""
        with (self._folder / "turn").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield


def migrate(owner_url: str) -> None:
    """Run all migrations as the owner, then the grants on tables that are not ours."""
    point_django_at(owner_url)
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    grant(owner_url)


def point_django_at(url: str) -> None:
    """Let Django's one connection go to another address from now on."""
    connections.close_all()
    wrapper = connections["default"]
    wrapper.settings_dict.update(connection_settings(url, pool=0))


def remove_abandoned() -> None:
    """Stop and delete the clusters of runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, ValueError):
            owner = int((folder / "run.pid").read_text())
            try:
                os.kill(owner, 0)
            except ProcessLookupError:
                TestCluster(folder).remove()
