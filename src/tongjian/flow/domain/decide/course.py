"""One command under way: what has been decided so far, and which tokens still have to move."""

from collections import deque

from tongjian.flow.domain.events import Event, Passed
from tongjian.flow.domain.evolve import evolve
from tongjian.flow.domain.process import Node, Process
from tongjian.flow.domain.state import State
from tongjian.flow.errors import Runaway

MAX_EVENTS = 3000
"""Events that one command may cause; a loop that never waits for a person would cause more."""

MAX_OPEN = 1000
"""Tasks and waiting tokens that an instance may have at a time."""


class Course:
    """Collects the events of one command on a state that moves with them. Lives for that command only.

    Attributes:
        pending: flows that have just been given a token, first come first served.
    """

    __slots__ = ("events", "pending", "process", "state")

    def __init__(self, process: Process, state: State) -> None:
        self.process = process
        self.state = state
        self.events: list[Event] = []
        self.pending: deque[str] = deque()

    def record(self, event: Event) -> None:
        """Decide an event.

        Raises:
            Runaway: the command has caused too many, or leaves too much open.
        """
        self.events.append(event)
        self.state = evolve(self.state, event)
        if len(self.events) > MAX_EVENTS:
            raise Runaway(limit=MAX_EVENTS)
        if len(self.state.tasks) > MAX_OPEN or len(self.pending) > MAX_OPEN:
            raise Runaway(limit=MAX_OPEN)

    def pass_through(self, node: Node, *, taken: tuple[str, ...], laid: tuple[str, ...]) -> None:
        """Take one token from each flow of ``taken`` and lay one on each of ``laid``."""
        self.record(Passed(node.id, taken, laid))
        self.pending.extend(laid)
