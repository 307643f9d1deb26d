"""The system under the demo: a database and web processes of its own, in a folder that ends with it."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from tongjian.kit import Settings, read_settings
from tongjian.roles import steps
from tongjian.roles.database import DatabaseUrls, embedded_plan, urls_of
from tongjian.roles.embedded_postgres import Role, free_port, port_is_free, start
from tongjian.roles.virtual_clock import VirtualClock, virtual_clock
from tongjian.roles.web import STAY_WITH_PARENT

_START_WITHIN_SECONDS = 60
_STOP_WITHIN_SECONDS = 15
_CODE_MARK = "phone code]"


@dataclass(slots=True)
class System:
    """The running system.

    Attributes:
        urls: how each role reaches the database.
        codes: the phone code last printed for each phone.
    """

    settings: Settings
    urls: DatabaseUrls
    clock: VirtualClock
    codes: dict[str, str] = field(default_factory=dict)


@contextmanager
def running_system(began_at: datetime) -> Iterator[System]:
    """Start everything on the virtual clock, stop and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="tongjian-demo-"))
    folder.chmod(0o711)
    try:
        settings = _settings(folder)
        clock = virtual_clock(settings)
        clock.put(began_at)
        cluster = start(embedded_plan(settings))
        try:
            urls = urls_of(cluster)
            steps.migrate(urls)
            steps.load(urls, settings)
            system = System(settings, urls, clock)
            with _web(system):
                yield system
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settings(folder: Path) -> Settings:
    """Let this process, and all it starts, live in the folder."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_LOADER_URL", "TONGJIAN_PUBLIC_URL"):
        os.environ.pop(name, None)
    os.environ.update(
        TONGJIAN_DATA=str(folder),
        TONGJIAN_HOST="127.0.0.1",
        TONGJIAN_PORT=str(free_port()),
        TONGJIAN_DATABASE_PORT=str(free_port()),
        TONGJIAN_DEMO="1",
        TONGJIAN_VIRTUAL_CLOCK="1",
        DJANGO_SETTINGS_MODULE="tongjian.roles.django_settings",
    )
    return read_settings(os.environ)


@contextmanager
def _web(system: System) -> Iterator[None]:
    web = subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-m", "tongjian.roles.cli", "run", "web", STAY_WITH_PARENT],
        env=steps.environment_of(Role.APP, system.urls),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if web.stdout is not None:
            threading.Thread(target=_listen, args=(web.stdout, system), daemon=True).start()
        _wait(web, system.settings.listen_port)
        yield
    finally:
        web.terminate()
        with suppress(subprocess.TimeoutExpired):
            web.wait(_STOP_WITHIN_SECONDS)
        web.kill()
        web.wait()


def _wait(web: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + _START_WITHIN_SECONDS
    while port_is_free(port):
        if web.poll() is not None or time.monotonic() > until:
            raise subprocess.CalledProcessError(web.poll() or 1, "web")
        time.sleep(0.1)


def _listen(printed: IO[str], system: System) -> None:
    """Keep the phone codes the system prints; whatever else it prints is passed on."""
    for line in printed:
        if _CODE_MARK in line:
            phone, _, code = line.rpartition("] ")[2].strip().partition(": ")
            system.codes[phone] = code
        else:
            sys.stderr.write(line)
