"""The system that the demo starts for itself: an empty folder, free ports, a database of its own."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, ClassVar

from tongjian.kit import Refusal, Settings, read_settings
from tongjian.messages.clients.webhook import PRIVATE
from tongjian.roles import steps
from tongjian.roles.database import POOL_VARIABLE, VARIABLES, DatabaseUrls, embedded_plan, urls_of
from tongjian.roles.embedded_postgres import Role, free_port, port_is_free, start
from tongjian.roles.virtual_clock import VARIABLE as CLOCK_VARIABLE
from tongjian.roles.virtual_clock import FileClock
from tongjian.roles.web import STAY_WITH_PARENT

PASSWORD = "tongjian-demo-2026"  # noqa: S105 - of a city that does not exist, gone when the demo ends

_CODE = re.compile(r"phone code\] (?P<phone>\d+): (?P<code>\d{6})")
_START_SECONDS = 60
_CODE_SECONDS = 10
_STOP_SECONDS = 15


@dataclass(eq=False, kw_only=True)
class HouseSilent(Refusal):
    """The web processes did not come up, or a phone code never arrived."""

    code: ClassVar[str] = "roles.demo_house_silent"
    says: ClassVar[str] = "演示系统没有响应：%(what)s / the demo's system does not answer"
    advice: ClassVar[str] = "请查看上面的输出 / see what it said above"
    what: str


@dataclass(slots=True)
class Codes:
    """Reads the phone codes that the house prints, and keeps what else it says."""

    sent: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def listen(self, stream: IO[str]) -> None:
        """Read until the stream ends."""
        for line in stream:
            found = _CODE.search(line)
            with self.news:
                if found:
                    self.sent[found["phone"]] = found["code"]
                    self.news.notify_all()
                else:
                    self.said.append(line.rstrip())

    def take(self, phone: str) -> str:
        """Return the code sent to a phone, once.

        Raises:
            HouseSilent: none came.
        """
        with self.news:
            if not self.news.wait_for(lambda: phone in self.sent, timeout=_CODE_SECONDS):
                raise HouseSilent(what=f"验证码 {phone}")
            return self.sent.pop(phone)


@dataclass(slots=True)
class House:
    """The running system.

    Attributes:
        url: where it answers.
        folder: everything it keeps.
        urls: how each database role reaches its database.
    """

    url: str
    folder: Path
    settings: Settings
    urls: DatabaseUrls
    clock: FileClock
    codes: Codes


@contextmanager
def running_house(clock_at: FileClock, folder: Path) -> Iterator[House]:
    """Start the system; stop it at the end, however that comes.

    Raises:
        Refusal: the database or the web does not start.
    """
    settings = _settings(folder, clock_at)
    cluster = start(embedded_plan(settings))
    try:
        urls = urls_of(cluster)
        steps.migrate(urls)
        steps.load(urls, settings)
        codes = Codes()
        with _web(urls, settings, codes):
            yield House(settings.public_url, folder, settings, urls, clock_at, codes)
    finally:
        cluster.stop()
        if cluster.server.home.name.startswith("postgres-"):
            shutil.rmtree(cluster.server.home, ignore_errors=True)


@contextmanager
def messenger(house: House) -> Iterator[None]:
    """Let the worker of messages send until the end of the block."""
    worker = subprocess.Popen(  # noqa: S603
        steps.worker_command("notify"),
        env=steps.environment_of(Role.LOADER, house.urls) | {POOL_VARIABLE: "0"},
        stdin=subprocess.PIPE,
    )
    try:
        yield
    finally:
        _end(worker)


@contextmanager
def fresh_folder(*, keep: bool) -> Iterator[Path]:
    """Return an empty folder that is removed at the end unless it is to be kept."""
    folder = Path(tempfile.mkdtemp(prefix="tongjian-demo-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _settings(folder: Path, clock: FileClock) -> Settings:
    """Put the demo's own settings into the environment, for every process started from here on."""
    for name in [*VARIABLES.values(), "TONGJIAN_PUBLIC_URL"]:
        os.environ.pop(name, None)
    os.environ.update(
        {
            "TONGJIAN_DATA": str(folder),
            "TONGJIAN_HOST": "127.0.0.1",
            "TONGJIAN_PORT": str(free_port()),
            "TONGJIAN_DATABASE_PORT": str(free_port()),
            "TONGJIAN_WEB_PROCESSES": "2",
            "TONGJIAN_DEMO": "1",
            "TONGJIAN_DEMO_PASSWORD": PASSWORD,
            "TONGJIAN_VIRTUAL_CLOCK": "1",
            CLOCK_VARIABLE: str(clock.file),
            PRIVATE: "1",
        }
    )
    return read_settings(os.environ)


@contextmanager
def _web(urls: DatabaseUrls, settings: Settings, codes: Codes) -> Iterator[None]:
    web = subprocess.Popen(  # noqa: S603
        [sys.executable, "-u", "-m", "tongjian.roles.cli", "run", "web", STAY_WITH_PARENT],
        env=steps.environment_of(Role.APP, urls),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if web.stdout is not None:
            threading.Thread(target=codes.listen, args=(web.stdout,), daemon=True).start()
        _await(web, settings.listen_port)
        yield
    finally:
        _end(web)


def _end(running: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    running.terminate()
    with suppress(subprocess.TimeoutExpired):
        running.wait(_STOP_SECONDS)
    running.kill()
    running.wait()


def _await(web: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while port_is_free(port):
        if web.poll() is not None or time.monotonic() > until:
            raise HouseSilent(what="网站进程没有启动")
        time.sleep(0.1)
