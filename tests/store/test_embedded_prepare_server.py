import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tongjian.roles.embedded_postgres import Cluster, Plan, Role, free_port, start
from tongjian.roles.health import web_findings
from tongjian.roles.prepare_server import AddressesMissing, prepare_server

pytestmark = pytest.mark.database


@pytest.fixture
def ordinary_server() -> Iterator[Cluster]:
    """A server of its own, standing for the one a city already runs."""
    with tempfile.TemporaryDirectory(prefix="tongjian-embedded-") as folder:
        Path(folder).chmod(0o755)
        running = start(Plan(folder=Path(folder) / "postgres", port=free_port(), durable=False))
        yield running
        running.stop()


def address(server: Cluster, role: str) -> str:
    return f"postgresql://{role}:chosen-by-the-city@127.0.0.1:{server.port}/gongcheng"


def test_a_prepared_server_is_fit_for_the_web_and_preparing_twice_does_no_harm(
    ordinary_server: Cluster,
) -> None:
    environment = {
        "DATABASE_ADMIN_URL": ordinary_server.url(Role.SUPERUSER, "postgres"),
        "DATABASE_URL": address(ordinary_server, "tongjian_app"),
        "DATABASE_OWNER_URL": address(ordinary_server, "tongjian_owner"),
        "DATABASE_LOADER_URL": address(ordinary_server, "tongjian_loader"),
        "DATABASE_FLOW_URL": address(ordinary_server, "tongjian_flow"),
    }
    prepare_server(environment)
    prepare_server(environment)
    assert web_findings(environment["DATABASE_URL"]) == []
    with psycopg.connect(environment["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE mine (x int)")
    with psycopg.connect(environment["DATABASE_LOADER_URL"]) as connection:
        connection.execute("INSERT INTO mine VALUES (1)")
    web = psycopg.connect(environment["DATABASE_URL"])
    with web, pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute("SELECT * FROM mine")


def test_a_web_that_may_do_too_much_is_found(ordinary_server: Cluster) -> None:
    assert len(web_findings(ordinary_server.url(Role.SUPERUSER))) == 3


def test_every_missing_address_is_named() -> None:
    with pytest.raises(AddressesMissing) as refused:
        prepare_server({"DATABASE_URL": "postgresql://someone@h/d"})
    assert refused.value.variables == (
        "DATABASE_URL, DATABASE_OWNER_URL, DATABASE_LOADER_URL, DATABASE_FLOW_URL, DATABASE_ADMIN_URL"
    )
