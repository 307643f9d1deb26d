"""``tongjian run all``: the whole system in one process group, with the embedded database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import ClassVar

from tongjian.kit import Refusal, Settings
from tongjian.roles import steps
from tongjian.roles.database import POOL_VARIABLE, DatabaseUrls, embedded_plan, urls_from, urls_of
from tongjian.roles.embedded_postgres import Cluster, Role, port_is_free, start
from tongjian.roles.web import STAY_WITH_PARENT

_LOOK_EVERY_SECONDS = 1.0
_STOP_WITHIN_SECONDS = 15
_DAY_SECONDS = 24 * 60 * 60
_FIRST_TIDY_SECONDS = 10 * 60
_FIRST_SWEEP_SECONDS = 60
_SWEEP_SECONDS = 60 * 60


@dataclass(eq=False, kw_only=True)
class WebPortTaken(Refusal):
    """Another program listens where the pages are to be served."""

    code: ClassVar[str] = "roles.web_port_taken"
    says: ClassVar[str] = (
        "网站端口 %(port)s 已被其他程序占用 / the web port %(port)s is taken by another program"
    )
    advice: ClassVar[str] = (
        "请关闭占用该端口的程序，或设置环境变量 TONGJIAN_PORT 换一个端口 / "
        "stop that program, or choose another port with TONGJIAN_PORT"
    )
    port: int


@dataclass(eq=False, kw_only=True)
class WebEnded(Refusal):
    """The web processes ended by themselves; they have said why."""

    code: ClassVar[str] = "roles.web_ended"
    says: ClassVar[str] = (
        "网站进程意外退出（%(status)s） / the web processes ended by themselves (%(status)s)"
    )
    advice: ClassVar[str] = "请查看上面的输出 / see what they said above"
    status: int


class Stopped(Exception):
    """Somebody asked the system to stop."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Tells the person at the terminal what is being done, and how long it took."""

    began: float

    def says(self, words: str) -> None:
        """Print one line."""
        print(f"[{time.monotonic() - self.began:5.1f}s] {words}", flush=True)  # noqa: T201


@dataclass(slots=True)
class Daily:
    """Does something once a day, the first time soon after the start; a failure waits for the next day.

    Attributes:
        due_at: seconds of the monotonic clock; None until the first look.
        first: seconds from the first look to the first time.
        every: seconds from one time to the next, where it is not a day.
    """

    do: Callable[[], None]
    due_at: float | None = None
    first: float = _FIRST_TIDY_SECONDS
    every: float = _DAY_SECONDS

    def look(self, now: float) -> bool:
        """Do it when it is due; tell whether it was."""
        if self.due_at is None:
            self.due_at = now + self.first
        if now < self.due_at:
            return False
        self.due_at = now + self.every
        with suppress(subprocess.CalledProcessError):
            self.do()
        return True


@dataclass(slots=True)
class Kept:
    """A process that is started again whenever it has ended."""

    command: list[str]
    environment: dict[str, str]
    running: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Start it unless it runs."""
        if self.running is None or self.running.poll() is not None:
            self.running = subprocess.Popen(  # noqa: S603
                self.command, env=self.environment | {POOL_VARIABLE: "0"}, stdin=subprocess.PIPE
            )

    def end(self) -> None:
        """Stop it and wait for its end."""
        if self.running is not None:
            _end(self.running)


def run_all(settings: Settings) -> None:
    """Start everything and keep it running until told to stop.

    Raises:
        Refusal: a port or the data folder is taken, or the database does not start.
    """
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    progress = Progress(time.monotonic())
    if not port_is_free(settings.listen_port):
        raise WebPortTaken(port=settings.listen_port)
    cluster: Cluster | None = None
    try:
        urls = urls_from(os.environ)
        if urls is None:
            progress.says("启动内置数据库 / starting the embedded database")
            cluster = start(embedded_plan(settings))
            urls = urls_of(cluster)
        _prepare(urls, settings, cluster, progress)
        _serve(urls, settings, cluster, progress)
    except Stopped:
        progress.says("正在停止 / stopping")
    finally:
        if cluster is not None:
            cluster.stop()


def _prepare(urls: DatabaseUrls, settings: Settings, cluster: Cluster | None, progress: Progress) -> None:
    """Migrate and load; skipped where the embedded database has seen exactly this before."""
    mark = steps.prepared_mark(settings)
    stamp = cluster.server.home / "prepared.stamp" if cluster else None
    if stamp is None or not stamp.exists() or stamp.read_text() != mark:
        progress.says("更新数据表 / bringing the tables up to date")
        steps.migrate(urls)
        progress.says("装载事项目录 / loading the catalogue")
        steps.load(urls, settings)
        if stamp is not None:
            stamp.write_text(mark)
    progress.says("整理静态文件 / collecting the pages' files")
    steps.collect_static(urls, settings)


def _serve(urls: DatabaseUrls, settings: Settings, cluster: Cluster | None, progress: Progress) -> None:
    web = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tongjian.roles.cli", "run", "web", STAY_WITH_PARENT],
        env=steps.environment_of(Role.APP, urls),
        stdin=subprocess.PIPE,
    )
    workers = [
        Kept(steps.worker_command(queue), steps.environment_of(role, urls))
        for queue, role in (("flow", Role.FLOW), ("notify", Role.LOADER))
    ]
    try:
        while port_is_free(settings.listen_port) and web.poll() is None:
            time.sleep(0.1)
        if web.poll() is None:
            _show_accounts(settings)
            progress.says(f"系统已就绪 / ready: {settings.public_url}")
        tidying = Daily(lambda: steps.tidy(urls))
        sweeping = Daily(lambda: steps.sweep(urls), first=_FIRST_SWEEP_SECONDS, every=_SWEEP_SECONDS)
        while web.poll() is None:
            time.sleep(_LOOK_EVERY_SECONDS)
            tidying.look(time.monotonic())
            sweeping.look(time.monotonic())
            for worker in workers:
                worker.look()
            if cluster is not None and cluster.revive():
                progress.says("数据库已重新启动 / the database was started again")
        raise WebEnded(status=web.returncode)
    finally:
        for worker in workers:
            worker.end()
        _end(web)


def _show_accounts(settings: Settings) -> None:
    sheet = settings.data_folder / "demo_accounts.txt"
    if settings.demo and sheet.exists():
        print(sheet.read_text(encoding="utf-8"), flush=True)  # noqa: T201


def _end(web: subprocess.Popen[bytes]) -> None:
    web.terminate()
    with suppress(subprocess.TimeoutExpired):
        web.wait(_STOP_WITHIN_SECONDS)
    web.kill()
    web.wait()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped
