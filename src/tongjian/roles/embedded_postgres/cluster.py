"""The cluster: made once, started, adopted after a crash, stopped."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TextIO
from urllib.parse import quote

import psycopg

from tongjian.roles.embedded_postgres import bootstrap, secrets
from tongjian.roles.embedded_postgres.account import unprivileged
from tongjian.roles.embedded_postgres.binaries import place
from tongjian.roles.embedded_postgres.home import Plan, find_home, hold, settle
from tongjian.roles.embedded_postgres.pidfile import live_port
from tongjian.roles.embedded_postgres.secrets import Role
from tongjian.roles.embedded_postgres.server import Server

DATABASE = "tongjian"


@dataclass(slots=True)
class Cluster:
    """A running cluster."""

    server: Server
    port: int
    passwords: dict[Role, str] = field(repr=False)
    durable: bool = True
    lock: TextIO | None = field(repr=False, default=None)

    def url(self, role: Role, database: str = DATABASE) -> str:
        """Return the address by which a role reaches a database. It holds the password."""
        return f"postgresql://{role.value}:{quote(self.passwords[role])}@127.0.0.1:{self.port}/{database}"

    def make_database(self, name: str, *, template: str = "template1") -> bool:
        """Create a database with the house's default rights; tell whether it is new."""
        with psycopg.connect(self.url(Role.SUPERUSER, "postgres"), autocommit=True) as connection:
            made = bootstrap.make_database(connection, name, template=template)
        if made:
            with psycopg.connect(self.url(Role.SUPERUSER, name), autocommit=True) as connection:
                bootstrap.open_schema(connection)
        return made

    def stop(self) -> None:
        """Stop the server and let go of the folder."""
        self.server.stop()
        self.leave()

    def revive(self) -> bool:
        """Start the server again if it was killed; tell whether that was so.

        Raises:
            PortTaken: another program took the port meanwhile.
            ServerDidNotStart: PostgreSQL refused.
        """
        if live_port(self.server.data) is not None:
            return False
        self.server.launch(port=self.port, durable=self.durable)
        return True

    def leave(self) -> None:
        """Let go of the folder while the server runs on; the next ``start`` adopts it."""
        if self.lock is not None:
            self.lock.close()
            self.lock = None


def start(plan: Plan, environment: Mapping[str, str] = os.environ) -> Cluster:
    """Start the cluster, making it first if need be, with the house's roles and database.

    A server left behind by a killed parent is adopted; one that was killed itself recovers.

    Raises:
        FolderTaken: another process holds the folder, or it is not a cluster's.
        PortTaken: another program listens on the port.
        CannotDropRoot: we are root and cannot become anybody else.
        ServerDidNotStart: PostgreSQL refused.
    """
    account = unprivileged(environment)
    home = settle(plan, account)
    lock = hold(home)
    try:
        cluster = Cluster(
            server=Server(home=home, account=account, programs=place(home, account)),
            port=plan.port,
            passwords=secrets.keep(home),
            durable=plan.durable,
            lock=lock,
        )
        _bring_up(cluster)
    except BaseException:
        lock.close()
        raise
    return cluster


def known(plan: Plan, environment: Mapping[str, str] = os.environ) -> Cluster | None:
    """Return the cluster made earlier, running or not; None before its first start."""
    account = unprivileged(environment)
    home = find_home(plan, account)
    if not secrets.exist(home):
        return None
    server = Server(home=home, account=account, programs=place(home, account))
    return Cluster(server=server, port=plan.port, passwords=secrets.read(home))


def attach(plan: Plan, environment: Mapping[str, str] = os.environ) -> Cluster | None:
    """Return the cluster that another process has running; None when it is not running."""
    cluster = known(plan, environment)
    port = live_port(cluster.server.data) if cluster else None
    if cluster is None or port is None:
        return None
    cluster.port = port
    return cluster


def _bring_up(cluster: Cluster) -> None:
    live = live_port(cluster.server.data)
    if live is not None and live != cluster.port:
        cluster.server.stop()
        live = None
    if live is None:
        cluster.server.initialise(
            superuser_password=cluster.passwords[Role.SUPERUSER], durable=cluster.durable
        )
        cluster.server.launch(port=cluster.port, durable=cluster.durable)
    with psycopg.connect(cluster.url(Role.SUPERUSER, "postgres"), autocommit=True) as connection:
        bootstrap.make_roles(connection, cluster.passwords)
    cluster.make_database(DATABASE)
