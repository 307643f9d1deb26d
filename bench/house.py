"""The house the measurements are taken in: a cluster of its own, migrated, filled, loaded."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.db import connections

from bench.figures import noted
from tongjian.kit import Settings, read_settings
from tongjian.roles import steps
from tongjian.roles.database import DatabaseUrls, connection_settings, urls_of
from tongjian.roles.embedded_postgres import Cluster, Plan, Role, free_port, start

PASSWORD = "Measured-City-2026"  # noqa: S105  # a made-up city's, gone with the run
KEEP = "TONGJIAN_BENCH_FOLDER"
"""Names a folder in which the loaded cluster stays for the next run."""


@dataclass(frozen=True, slots=True)
class House:
    """A running cluster with its addresses, and the settings the web is to have."""

    cluster: Cluster = field(repr=False)
    urls: DatabaseUrls = field(repr=False)
    settings: Settings

    @property
    def postmaster(self) -> int:
        """The first process of PostgreSQL."""
        return int((self.cluster.server.data / "postmaster.pid").read_text().split()[0])

    def measured(self) -> psycopg.Connection:
        """Return a connection of the loader's: past row-level security, committing each statement."""
        return psycopg.connect(self.urls.loader, autocommit=True)

    def act_as(self, role: Role) -> None:
        """Let Django in this process reach the database in another role."""
        connections.close_all()
        connections["default"].settings_dict.update(connection_settings(self.urls.of(role), pool=0))


@contextmanager
def open_house() -> Iterator[House]:
    """Start a durable cluster on a free port, migrated and with the sample city; stop it at the end."""
    kept = os.environ.get(KEEP)
    folder = Path(kept).absolute() if kept else Path(tempfile.mkdtemp(prefix="tongjian-bench-"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711)
    cluster = start(Plan(folder=folder / "postgres", port=free_port()))
    try:
        yield _furnish(cluster, folder)
    finally:
        connections.close_all()
        cluster.stop()
        if not kept:
            shutil.rmtree(cluster.server.home, ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)


def _furnish(cluster: Cluster, folder: Path) -> House:
    port = free_port()
    os.environ |= {
        "TONGJIAN_DATA": str(folder / "var"),
        "TONGJIAN_PORT": str(port),
        "TONGJIAN_WEB_PROCESSES": "2",
        "TONGJIAN_DEMO_PASSWORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "tongjian.roles.django_settings",
    }
    urls = urls_of(cluster)
    os.environ |= {**urls.as_environment(), "TONGJIAN_DATABASE_POOL": "0"}
    django.setup()
    house = House(cluster, urls, read_settings(os.environ))
    settings.TONGJIAN.data_folder.mkdir(parents=True, exist_ok=True)
    with noted("tables, catalogue, sample city"):
        steps.migrate(urls)
        steps.run_step("load_house", "--skip-checks", "--sample-city", role=Role.LOADER, urls=urls)
        steps.collect_static(urls, house.settings)
    house.act_as(Role.APP)
    return house
