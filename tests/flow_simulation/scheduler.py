"""A seeded scheduler in virtual time: one process runs at a time, and each effect may be its last.

Processes are threads that hand a baton on. They stop only at effects (a transaction, a sleep, a call
outside), so that the seed alone decides what happens: who goes next, who crashes where, which
acknowledgement is lost. In the first half there are faults; in the second there are none.
"""

import hashlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

BEGIN = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


LONGEST_SLEEP = timedelta(minutes=8)
"""Nothing sleeps longer; a call that hangs is part of the faulty half."""


class Crash(BaseException):
    """The process ends here; what it had not committed is lost."""


class Lost(Exception):
    """The connection broke: nobody knows whether the commit came through."""


class Stuck(AssertionError):
    """Something that should have come to an end has not."""


class _Process:
    def __init__(self, name: str, body: Callable[[], None]) -> None:
        self.name, self.body = name, body
        self.wakes_at = BEGIN
        self.baton = threading.Semaphore(0)
        self.thread = threading.Thread(target=lambda: None)
        self.done = False


class Scheduler:
    """Runs processes by turns and keeps their clock.

    Attributes:
        quiet_at: from this moment on there are no faults.
        skews: how far each process's own clock is off.
    """

    def __init__(self, seed: int, *, noisy: timedelta, most_steps: int = 5_000) -> None:
        self.random = Random(seed)  # noqa: S311 - the same in every run
        self.now = BEGIN
        self.quiet_at = BEGIN + noisy
        self.skews: dict[str, timedelta] = {}
        self.steps = 0
        self.on_exit: Callable[[], None] = lambda: None
        self.failure: BaseException | None = None
        self._most_steps = most_steps
        self._processes: dict[str, _Process] = {}
        self._back = threading.Semaphore(0)
        self._running: _Process | None = None
        self._trace = hashlib.sha256()
        self._stopping = False

    @property
    def quiet(self) -> bool:
        """Whether the faults are over."""
        return self.now >= self.quiet_at

    @property
    def recovered_at(self) -> datetime:
        """When the last process that slept in the faulty half is awake again."""
        return self.quiet_at + LONGEST_SLEEP

    @property
    def trace(self) -> str:
        """A hash of everything that has happened."""
        return self._trace.hexdigest()

    def own_now(self) -> datetime:
        """Return what the running process's own clock says."""
        name = self._running.name if self._running else ""
        return self.now + self.skews.get(name, timedelta(0))

    def note(self, words: str) -> None:
        """Make something part of the trace."""
        name = self._running.name if self._running else ""
        self._trace.update(f"{self.now.isoformat()} {name} {words}\n".encode())

    def add(self, name: str, body: Callable[[], None]) -> None:
        """Add a process; it is started again after each crash."""
        self.skews[name] = timedelta(seconds=self.random.randint(-30, 30))
        self._processes[name] = _Process(name, body)

    def effect(self, what: str) -> None:
        """Let others go on here, or crash."""
        self.note(what)
        self.sleep(timedelta(milliseconds=self.random.randint(1, 50)))

    def sleep(self, length: timedelta) -> None:
        """Sleep in virtual time; in the first half a process may not wake up again."""
        process = self._running
        if process is None or self._stopping:
            return
        process.wakes_at = self.now + length
        self._back.release()
        process.baton.acquire()
        if self._stopping:
            raise Crash
        if not self.quiet and self.random.random() < 0.02:
            self.note("crash")
            raise Crash

    def fault(self, share: float) -> bool:
        """Draw a fault; none in the second half."""
        return self.random.random() < share and not self.quiet

    def run(self) -> None:
        """Run until every process has ended.

        Raises:
            Stuck: they do not end.
            BaseException: whatever a process raised that is no crash.
        """
        try:
            while self.failure is None:
                waiting = [one for one in self._processes.values() if not one.done]
                if not waiting:
                    return
                self.steps += 1
                if self.steps > self._most_steps:
                    raise Stuck("没有在限定步数内结束")
                self._let(min(waiting, key=lambda one: (one.wakes_at, one.name)))
        finally:
            self._stop()
        raise self.failure

    def _let(self, process: _Process) -> None:
        self.now = max(self.now, process.wakes_at)
        self._running = process
        if process.thread.is_alive():
            process.baton.release()
        else:
            process.thread = threading.Thread(target=self._live, args=(process,), daemon=True)
            process.thread.start()
        self._back.acquire()

    def _live(self, process: _Process) -> None:
        try:
            process.body()
            process.done = True
        except Crash:
            process.wakes_at = self.now + timedelta(seconds=self.random.randint(1, 20))
        except BaseException as failure:  # noqa: BLE001 - handed to who runs the simulation
            self.failure = failure
        finally:
            self.on_exit()
            process.thread = threading.Thread(target=lambda: None)
            self._back.release()

    def _stop(self) -> None:
        self._stopping = True
        for process in self._processes.values():
            thread = process.thread
            if thread.is_alive():
                process.baton.release()
                thread.join(timeout=10)
