"""The web as production runs it: granian, two processes, in the web's database role."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.house import House
from bench.machine import Cpu, children_of, cpu_of, uss_mib
from tongjian.roles import steps
from tongjian.roles.embedded_postgres import Role, port_is_free
from tongjian.roles.web import STAY_WITH_PARENT

_READY_WITHIN_SECONDS, _STOP_WITHIN_SECONDS = 60, 15


@dataclass(frozen=True, slots=True)
class Web:
    """The running web.

    Attributes:
        process: the process that keeps the others.
    """

    house: House
    process: int

    def cpu(self) -> Cpu:
        """Return the CPU time used so far."""
        return cpu_of(web=self.process, database=self.house.postmaster)

    def uss_mib(self) -> list[float]:
        """Return the memory of each web process that answers requests."""
        return [uss_mib(one) for one in children_of(self.process)]


@contextmanager
def open_web(house: House) -> Iterator[Web]:
    """Start the web and wait for its first answer; stop it at the end."""
    web = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tongjian.roles.cli", "run", "web", STAY_WITH_PARENT],
        env=steps.environment_of(Role.APP, house.urls) | {"TONGJIAN_DATABASE_POOL": "1"},
        stdin=subprocess.PIPE,
    )
    try:
        _wait(web, house)
        yield Web(house, web.pid)
    finally:
        web.terminate()
        try:
            web.wait(_STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            web.kill()
            web.wait()


def _wait(web: subprocess.Popen[bytes], house: House) -> None:
    port = house.settings.listen_port
    last = time.monotonic() + _READY_WITHIN_SECONDS
    while port_is_free(port) and web.poll() is None and time.monotonic() < last:
        time.sleep(0.1)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=_READY_WITHIN_SECONDS) as answer:
        answer.read()
