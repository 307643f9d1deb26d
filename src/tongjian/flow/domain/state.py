"""The present state of an instance: compact, and nothing but a fold of its history.

Scopes, places, timers and subscriptions are numbered together, from 1; scope 0 is the process itself.
"""

from datetime import datetime
from functools import lru_cache
from hashlib import sha1
from typing import Literal
from uuid import UUID

import msgspec

from tongjian.flow.domain.asides import Aside
from tongjian.flow.domain.nodes import PlaceKind
from tongjian.flow.domain.signing import Tally
from tongjian.flow.domain.variables import Elements, Variables

ROOT = 0
"""Number of the scope that is the process itself."""


_USUAL = Aside()


@lru_cache(maxsize=4096)
def _task_id(instance: UUID, number: int) -> UUID:
    # asked for again and again while a task is open; making one takes longer than most events
    name = instance.bytes + str(number).encode()
    # uuid5, without what uuid.uuid5 spends on getting here
    return UUID(bytes=sha1(name, usedforsecurity=False).digest()[:16], version=5)


class Waiting(msgspec.Struct, frozen=True, array_like=True):
    """A place at which one token waits.

    Attributes:
        number: its number; of a user task it gives the task's id, see ``State.task_of``.
        scope: the scope it waits in; of a member of a multi-instance the multi-instance's own.
        node: where it waits.
        index: its place among the members of a multi-instance, from 1; 0 outside of one.
    """

    number: int
    scope: int
    node: str
    kind: PlaceKind
    index: int = 0


class Multi(msgspec.Struct, frozen=True, array_like=True):
    """How far a multi-instance is.

    Attributes:
        total: how many members there are; 0 is possible only while it is opened.
        begun: how many have begun.
        completed: how many are done.
        element: name under which a member knows its own of the list.
        elements: the list it goes through; empty where it only counts.
        tally: what its members have said, where their opinions are counted.
        weights: what each opinion weighs; empty: one each.
        vetoes: whose objection decides alone; empty: nobody's.
        removed: how many members are asked no more.
    """

    total: int
    begun: int = 0
    completed: int = 0
    element: str = ""
    elements: Elements = Elements()
    tally: Tally | None = None
    weights: tuple[int, ...] = ()
    vetoes: tuple[bool, ...] = ()
    removed: int = 0

    def weight_of(self, index: int) -> int:
        """Return what a member's opinion weighs."""
        return self.weights[index - 1] if 0 < index <= len(self.weights) else 1

    def veto_of(self, index: int) -> bool:
        """Return whether a member's objection decides alone."""
        return 0 < index <= len(self.vetoes) and self.vetoes[index - 1]


class Scope(msgspec.Struct, frozen=True, array_like=True):
    """A container that tokens are in: the process, a sub-process, a called process, a multi-instance.

    Attributes:
        parent: the scope around it; -1 for the process itself.
        node: the activity it belongs to, a node of the scope around it; empty for the process itself.
        index: its place among the members of a multi-instance, from 1; 0 outside of one.
        process: content hash of the called process; empty where it is of the same process as its parent.
        tokens: tokens that wait on sequence flows (arrivals at joins), by flow id; never zero.
        variables: its own variables: all of a called process, else what a member knows.
        multi: of a multi-instance only; its tokens are its members.
    """

    number: int
    parent: int
    node: str
    index: int = 0
    process: str = ""
    tokens: dict[str, int] = {}
    variables: Variables = Variables()
    multi: Multi | None = None


class SetTimer(msgspec.Struct, frozen=True, array_like=True):
    """A timer that runs.

    Attributes:
        host: number of the place or scope it belongs to, and with which it falls.
        node: the event it fires.
        due: never before it.
        left: how often it is set again after it has fired; -1 without end.
    """

    number: int
    host: int
    node: str
    due: datetime
    left: int = 0


class Subscription(msgspec.Struct, frozen=True, array_like=True):
    """A message or signal that is waited for.

    Attributes:
        host: number of the place or scope it belongs to, and with which it falls.
        node: the event it makes happen.
        key: correlation key of a message; empty where any will do.
    """

    number: int
    host: int
    node: str
    kind: Literal["message", "signal"]
    name: str
    key: str = ""


class Incident(msgspec.Struct, frozen=True, array_like=True):
    """Something the engine cannot do alone; a person has to look.

    Attributes:
        place: number of the place where the token waits; 0 where none does.
    """

    number: int
    scope: int
    node: str
    code: str
    place: int = 0


class State(msgspec.Struct, frozen=True, array_like=True):
    """Where the tokens of an instance are.

    Attributes:
        counter: the last number given to a place, scope, timer, subscription or incident.
        scopes: by number, those inside after those around.
        waiting: by number, in the order in which they began to wait.
        variables: those of the process itself.
        suspended: nothing can be done in it until it is resumed.
        asides: what is unusual about open tasks, by their number.
    """

    instance: UUID
    started: bool = False
    ended: bool = False
    counter: int = 0
    scopes: dict[int, Scope] = {}
    waiting: dict[int, Waiting] = {}
    timers: dict[int, SetTimer] = {}
    subscriptions: dict[int, Subscription] = {}
    incidents: dict[int, Incident] = {}
    variables: Variables = Variables()
    suspended: bool = False
    asides: dict[int, Aside] = {}

    @property
    def tasks(self) -> tuple[Waiting, ...]:
        """Return the open user tasks, in the order they were offered."""
        return tuple(one for one in self.waiting.values() if one.kind == "task")

    @property
    def tokens(self) -> dict[str, int]:
        """Return the tokens that wait on flows of the process itself."""
        root = self.scopes.get(ROOT)
        return root.tokens if root else {}

    def aside_of(self, number: int) -> Aside:
        """Return what is unusual about an open task; of most of them nothing is."""
        return self.asides.get(number) or _USUAL

    def task_of(self, number: int) -> UUID:
        """Return the id of the task with this number: the same at every replay."""
        return _task_id(self.instance, number)

    def find_task(self, task: UUID) -> Waiting | None:
        """Return the open user task with this id."""
        for one in self.waiting.values():
            if one.kind == "task" and self.task_of(one.number) == task:
                return one
        return None
