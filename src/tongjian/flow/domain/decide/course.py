"""One command under way: what has been decided so far, and which tokens still have to move."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.events import Event, Passed
from tongjian.flow.domain.evolve import evolve
from tongjian.flow.domain.nodes import Node
from tongjian.flow.domain.outside import NOWHERE, Outside
from tongjian.flow.domain.process import Container, Process
from tongjian.flow.domain.state import ROOT, State
from tongjian.flow.domain.variables import Variables
from tongjian.flow.errors import Runaway, UnknownProcess

MAX_EVENTS = 3000
"""Events that one command may cause; a loop that never waits for anything would cause more."""

MAX_OPEN = 1000
"""Places, scopes and waiting tokens that an instance may have at a time."""

MAX_DEPTH = 200
"""Scopes inside each other; a process that calls itself without end would open more."""

Move = tuple[int, str, int]
"""A token just laid: scope, flow, 0; or a member that is to begin: its multi-instance, "", index."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment within a command, to come back to."""

    events: int
    state: State
    pending: tuple[Move, ...]
    calls: tuple[tuple[int, Variables], ...]


class Course:
    """Collects the events of one command on a state that moves with them. Lives for that command only.

    Attributes:
        process: the process of the instance; called processes are found in ``outside``.
        alone: no person acts, so that what cannot go on becomes an incident.
        pending: tokens that have just been laid, first come first served.
        calls: subscriptions of this instance that a message or signal from within is on its way to.
        touched: scopes in which something has changed; they may be over.
    """

    __slots__ = (
        "alone",
        "by",
        "calls",
        "events",
        "now",
        "outside",
        "pending",
        "process",
        "state",
        "touched",
    )

    def __init__(
        self,
        process: Process,
        state: State,
        *,
        now: datetime,
        by: UUID | None = None,
        alone: bool = False,
        outside: Outside = NOWHERE,
    ) -> None:
        self.process = process
        self.state = state
        self.now = now
        self.by = by
        self.alone = alone
        self.outside = outside
        self.events: list[Event] = []
        self.pending: deque[Move] = deque()
        self.calls: deque[tuple[int, Variables]] = deque()
        self.touched: set[int] = set()

    def record(self, event: Event) -> None:
        """Decide an event.

        Raises:
            Runaway: the command has caused too many.
        """
        self.events.append(event)
        self.state = evolve(self.state, event)
        if len(self.events) > MAX_EVENTS:
            raise Runaway(limit=MAX_EVENTS)

    def number(self) -> int:
        """Return the number for the next place, scope, timer, subscription or incident.

        Raises:
            Runaway: too much is open already.
        """
        state = self.state
        if len(state.waiting) + len(state.scopes) > MAX_OPEN:
            raise Runaway(limit=MAX_OPEN)
        return state.counter + 1

    def pass_through(self, scope: int, node: Node, *, taken: tuple[str, ...], laid: tuple[str, ...]) -> None:
        """Take one token from each flow of ``taken`` and lay one on each of ``laid``.

        Raises:
            Runaway: too many tokens are on their way already.
        """
        self.record(Passed(scope, node.id, taken, laid))
        self.touched.add(scope)
        for flow in laid:
            self.pending.append((scope, flow, 0))
        if len(self.pending) > MAX_OPEN:
            raise Runaway(limit=MAX_OPEN)

    def must_not_nest_deeper(self, scope: int) -> None:
        """Let a scope be opened only where there are not too many around it.

        Raises:
            Runaway: there are.
        """
        for _ in range(MAX_DEPTH):
            if scope == ROOT:
                return
            scope = self.state.scopes[scope].parent
        raise Runaway(limit=MAX_DEPTH)

    def process_of(self, scope: int) -> Process:
        """Return the process whose nodes a scope's tokens are on.

        Raises:
            UnknownProcess: a called process is not to be had any more.
        """
        while scope != ROOT:
            found = self.state.scopes[scope]
            if found.process:
                return self._called(found.process)
            scope = found.parent
        return self.process

    def container_of(self, scope: int) -> Container:
        """Return the container whose nodes a scope's tokens are on."""
        found = self.state.scopes[scope]
        inner = "" if scope == ROOT or found.process else found.node
        return self.process_of(scope).containers[inner]

    def node_of(self, scope: int, node: str) -> Node:
        """Return a node of the process that a scope belongs to."""
        process = self.process if scope == ROOT else self.process_of(scope)
        return process.nodes[node]

    def mark(self) -> Mark:
        """Remember this moment."""
        return Mark(len(self.events), self.state, tuple(self.pending), tuple(self.calls))

    def back_to(self, mark: Mark) -> None:
        """Take back everything since then."""
        del self.events[mark.events :]
        self.state = mark.state
        self.pending = deque(mark.pending)
        self.calls = deque(mark.calls)

    def _called(self, content_hash: str) -> Process:
        processes = self.outside.processes
        found = processes.find_by_hash(content_hash) if processes else None
        if found is None:
            raise UnknownProcess(process=content_hash)
        return found
