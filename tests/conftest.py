"""Test set-up: Django with the house's settings, one PostgreSQL cluster for the whole run.

Each worker process of pytest-xdist has its own database in the one cluster, copied from a
template that is migrated once. The cluster starts when the first test asks for ``database``.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import psycopg
import pytest

from tests.database import Database, TestCluster

_FOLDER = "TONGJIAN_TEST_RUN"
if _FOLDER not in os.environ:
    os.environ[_FOLDER] = tempfile.mkdtemp(prefix="tongjian-tests-")
    (Path(os.environ[_FOLDER]) / "run.pid").write_text(str(os.getpid()))
os.environ["TONGJIAN_DATA"] = f"{os.environ[_FOLDER]}/var"
os.environ["TONGJIAN_DATABASE_POOL"] = "0"
os.environ["DATABASE_URL"] = "postgresql://tongjian_app@127.0.0.1:1/ask_for_the_database_fixture"
# Playwright keeps an event loop in the thread of its tests; Django would take later tests for async ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "tongjian.roles.django_settings"
django.setup()


def pytest_unconfigure() -> None:
    """Stop the cluster when the process that began the run ends."""
    folder = Path(os.environ[_FOLDER])
    if (folder / "run.pid").read_text() == str(os.getpid()):
        TestCluster(folder).remove()


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    """The migrated database of this worker; Django is connected to it in the web's role."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with TestCluster(Path(os.environ[_FOLDER])).database(worker) as ours:
        yield ours


@pytest.fixture
def clean(database: Database) -> Iterator[Database]:
    """The database for a test that commits: what it leaves behind is emptied afterwards."""
    yield database
    database.empty()


@pytest.fixture
def loader(clean: Database) -> Iterator[psycopg.Connection]:
    """A connection past row-level security, for set-up; it commits each statement."""
    with psycopg.connect(clean.urls.loader, autocommit=True) as connection:
        yield connection
