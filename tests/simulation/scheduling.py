"""A world with its own time, in which one actor moves at a time and chance decides which.

Actors are greenlets. They move from one effect to the next (a statement, a commit, a look at the clock,
a call outside, a sleep); at each of them another may be let through, or the process an actor runs in may
crash. All chance comes from the seed, so that the same seed gives the same trace.
"""

import hashlib
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.db import OperationalError
from greenlet import GreenletExit, getcurrent, greenlet

BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MOST_STEPS = 60_000
LONGEST_SKEW = 45.0
BEAT = timedelta(seconds=5)


class Crashed(BaseException):
    """The process in which this ran is no more: nothing catches it but whoever starts processes."""


class Lost(OperationalError):
    """The connection broke; of a commit nobody knows what became."""


@dataclass(frozen=True, slots=True)
class Faults:
    """How likely a fault is at each effect; all are zero in the quiet half."""

    crash: float = 0.0
    statement: float = 0.0
    commit_undone: float = 0.0
    commit_unheard: float = 0.0
    commit_later: float = 0.0
    answer_unheard: float = 0.0
    outside_deaf: float = 0.0
    outside_unheard: float = 0.0
    outside_slow: float = 0.0
    outside_error: float = 0.0


QUIET = Faults()
STORM = Faults(
    crash=0.003,
    statement=0.002,
    commit_undone=0.02,
    commit_unheard=0.04,
    commit_later=0.02,
    answer_unheard=0.04,
    outside_deaf=0.25,
    outside_unheard=0.2,
    outside_slow=0.3,
    outside_error=0.15,
)


@dataclass(eq=False, slots=True)
class Host:
    """A process of the operating system: its clock, what it keeps in memory, who runs in it."""

    name: str
    skew: timedelta = timedelta()
    memory: dict[Any, Any] = field(default_factory=dict)
    inside: list["Actor"] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Actor:
    """Someone who does one thing after the other."""

    name: str
    body: greenlet
    wakes_at: datetime = BEGIN
    blocked: bool = False
    host: Host | None = None
    pending: type[BaseException] | None = None
    transaction: Any = None


@dataclass(frozen=True, slots=True)
class Violation:
    """A law that was broken, and how."""

    law: str
    says: str


class World:
    """Time, chance, actors, and what is wrong."""

    def __init__(self, seed: int, *, storm: Faults = STORM) -> None:
        self.random = Random(seed)  # noqa: S311  # it is chance that can be repeated
        self.now = BEGIN
        self.faults = storm
        self.steps = 0
        self.violation: Violation | None = None
        self.crashes = 0
        self.actors: list[Actor] = []
        self.hosts: list[Host] = []
        self._trace = hashlib.sha256()
        self._hub = getcurrent()
        self._current: Actor | None = None

    # what actors ask for

    @property
    def me(self) -> Actor:
        """Return the actor that moves."""
        assert self._current is not None
        return self._current

    @property
    def quiet(self) -> bool:
        """Tell whether the faults are over."""
        return self.faults is QUIET

    def chance(self, likely: float) -> bool:
        """Throw the dice; a fault that cannot happen takes none."""
        return likely > 0 and self.random.random() < likely

    def point(self, label: str) -> None:
        """Let others through before an effect."""
        self.note(label)
        self._hub.switch()

    def sleep(self, seconds: float) -> None:
        """Let time pass for the one who moves; many wake at one moment and get into each other's way."""
        wakes_at = self.now + timedelta(seconds=seconds)
        beats = math.ceil((wakes_at - BEGIN) / BEAT)
        self.me.wakes_at = BEGIN + beats * BEAT
        self.point("sleep")

    def block(self, label: str) -> None:
        """Wait until somebody unblocks."""
        self.me.blocked = True
        self.point(label)

    def note(self, label: str) -> None:
        """Write into the trace."""
        self._trace.update(f"{self._current.name if self._current else ''}|{label}|{self.now}\n".encode())

    @contextmanager
    def inside(self, host: Host) -> Iterator[None]:
        """Run in a process; when it crashes, this ends with it."""
        me = self.me
        me.host = host
        host.inside.append(me)
        try:
            yield
        finally:
            host.inside.remove(me)
            me.host = None

    def broken(self, law: str, says: str) -> None:
        """Tell of a law that does not hold; the first one counts."""
        if self.violation is None:
            self.violation = Violation(law, says)

    # who moves

    def add_host(self, name: str) -> Host:
        """Start a process."""
        host = Host(name)
        self.hosts.append(host)
        self._set_clock(host)
        return host

    def spawn(self, name: str, body: Callable[[], None], *, after: float = 0.0) -> Actor:
        """Let somebody begin."""
        actor = Actor(name, greenlet(body, self._hub), wakes_at=self.now + timedelta(seconds=after))
        self.actors.append(actor)
        return actor

    def run(self, *, until: Callable[[], bool], at_most: timedelta) -> bool:
        """Let the actors move until something is so; tell whether it came to that in time."""
        last = self.now + at_most
        while self.violation is None:
            if until():
                return True
            if self.now > last or self.steps > MOST_STEPS:
                return False
            self._step()
        return False

    def close(self) -> str:
        """End everything; return the trace's hash."""
        self.faults = QUIET
        for actor in self.actors:
            self._current = actor
            actor.body.throw(GreenletExit)
        self._current = None
        return self._trace.hexdigest()

    def _step(self) -> None:
        ready = self._ready()
        if not ready:
            self.broken("I7", "everybody waits for somebody else")
            return
        if self.chance(self.faults.crash):
            self._crash(self.random.choice(self.hosts))
            ready = self._ready()
        actor = self.random.choice(ready)
        self.steps += 1
        self.now += timedelta(microseconds=self.random.randrange(100, 20_000))
        self._current = actor
        fault, actor.pending = actor.pending, None
        if fault is None:
            actor.body.switch()
        else:
            actor.body.throw(fault)
        self._current = None
        if actor.body.dead:
            self.actors.remove(actor)

    def _ready(self) -> list[Actor]:
        awake = [one for one in self.actors if not one.blocked]
        ready = [one for one in awake if one.wakes_at <= self.now]
        if ready or not awake:
            return ready
        self.now = min(one.wakes_at for one in awake)
        return [one for one in awake if one.wakes_at <= self.now]

    def _crash(self, host: Host) -> None:
        self.crashes += 1
        self.note(f"crash {host.name}")
        host.memory.clear()
        self._set_clock(host)
        for actor in host.inside:
            actor.pending, actor.blocked, actor.wakes_at = Crashed, False, self.now

    def _set_clock(self, host: Host) -> None:
        host.skew = timedelta(seconds=self.random.uniform(-LONGEST_SKEW, LONGEST_SKEW))
