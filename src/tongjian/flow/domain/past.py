"""Looking back on the history of an instance: what was entered when, who completed what, what counts.

A completed task's opinion counts until the work it belonged to is done again: a return, a withdrawal
or a jump makes it fall. The history keeps both.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, assert_never
from uuid import UUID

from tongjian.flow.domain.act_events import Jumped, Returned, Undone, Withdrawn
from tongjian.flow.domain.events import (
    Event,
    MultiInstanceOpened,
    Passed,
    PlaceEntered,
    PlaceLeft,
    ScopeOpened,
    Started,
    TaskCompleted,
    TaskOffered,
)
from tongjian.flow.domain.signing import Opinion
from tongjian.flow.domain.state import ROOT
from tongjian.flow.domain.upkeep import Migrated


@dataclass(frozen=True, slots=True, kw_only=True)
class PastScope:
    """A scope that is or was open.

    Attributes:
        parent: the scope around it; -1 for the process itself.
        node: the activity it belonged to; empty for the process itself.
        multi: whether its tokens are the members of a multi-instance.
        process: content hash of the called process; empty where it is of its parent's.
        position: number of the event that opened it.
    """

    number: int
    parent: int
    node: str
    multi: bool = False
    process: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneTask:
    """A task somebody completed.

    Attributes:
        index: the member of the multi-instance it was; 0 outside of one.
        position: number of the event that completed it.
        stands: whether its opinion still counts.
    """

    task: UUID
    number: int
    scope: int
    node: str
    index: int
    by: UUID | None
    opinion: Opinion | None
    position: int
    stands: bool = True


@dataclass(frozen=True, slots=True)
class JoinPassed:
    """The last time that a gateway let tokens through."""

    position: int
    incoming: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A job or message was answered at a node of a scope; the number of the event."""

    scope: int
    node: str
    position: int


_Known = TypeVar("_Known")


@dataclass(slots=True)
class Past:
    """What a history says, gathered event by event.

    Attributes:
        entered: number of the last event by which a token came to a node, by scope and node.
        passed: the last passing of each node, by scope and node.
        done: completed tasks, oldest first.
        first: the user task that was offered first of all.
        again: scopes that were opened again by a return, each with the one that stands for it since.
        moves: where the instance went on without a task: answers of jobs and messages, which nobody
            takes back.
        position: number of the last event.
    """

    scopes: dict[int, PastScope] = field(default_factory=dict)
    entered: dict[tuple[int, str], int] = field(default_factory=dict)
    passed: dict[tuple[int, str], JoinPassed] = field(default_factory=dict)
    done: list[DoneTask] = field(default_factory=list)
    moves: list[Answered] = field(default_factory=list)
    places: dict[int, PlaceEntered] = field(default_factory=dict)
    offered: dict[int, TaskOffered] = field(default_factory=dict)
    again: dict[int, int] = field(default_factory=dict)
    first: str = ""
    position: int = 0

    def path(self, scope: int) -> tuple[PastScope, ...]:
        """Return the scope and those around it, the process itself last.

        A scope that was opened again by a return stands for the one before.
        """
        found: list[PastScope] = []
        one = self._present(scope)
        while one is not None:
            found.append(one)
            one = self._present(one.parent)
        return tuple(found)

    def node_in(self, scope: int, *, of: int, node: str) -> str | None:
        """Return the node of ``scope`` in which something of scope ``of`` at ``node`` lies, or None."""
        for one in self.path(of):
            if one.number == scope:
                return node
            node = one.node
        return None

    def last_scope_of(self, scope: int, node: str) -> PastScope | None:
        """Return the scope last opened for an activity of a scope."""
        inside = [one for one in self.scopes.values() if (one.parent, one.node) == (scope, node)]
        return max(inside, key=lambda one: one.position, default=None)

    def find_done(self, task: UUID) -> DoneTask | None:
        """Return the completed task with this id."""
        return next((one for one in self.done if one.task == task), None)

    def take(self, event: Event) -> None:
        """Take the next event in."""
        self.position += 1
        match event:
            case Started() | Passed() | ScopeOpened() | MultiInstanceOpened():
                self._take_tokens(event)
            case TaskOffered():
                self.first = self.first or event.node
                self.entered[event.scope, event.node] = self.position
                self.offered[event.number] = event
            case PlaceEntered():
                self.entered[event.scope, event.node] = self.position
                self.places[event.number] = event
            case PlaceLeft(how="completed"):
                place = self.places[event.number]
                self.moves.append(Answered(place.scope, place.node, self.position))
            case TaskCompleted():
                self._complete(event)
            case Returned() | Jumped():
                self._fall(event.fallen)
            case Withdrawn():
                self._fall((event.task,))
            case Migrated():
                self._rename(event)
            case Undone():
                gone = set(event.nodes)
                self.entered = {key: value for key, value in self.entered.items() if key not in gone}
            case _:
                pass

    def _rename(self, event: Migrated) -> None:
        """Take over the names of another version, but not in called processes, which keep theirs."""
        own = {number for number in self.scopes if not any(one.process for one in self.path(number))}

        def node_of(scope: int, node: str) -> str:
            return event.nodes.get(node, node) if scope in own else node

        def renamed(place: tuple[int, str]) -> tuple[int, str]:
            return place[0], node_of(*place)

        self.entered = {renamed(place): value for place, value in self.entered.items()}
        self.passed = {
            renamed(place): JoinPassed(
                one.position, tuple(event.flows.get(flow, flow) for flow in one.incoming)
            )
            for place, one in self.passed.items()
        }
        self.done = [replace(one, node=node_of(one.scope, one.node)) for one in self.done]
        self.moves = [Answered(one.scope, node_of(one.scope, one.node), one.position) for one in self.moves]
        self.scopes = {
            number: replace(one, node=node_of(one.parent, one.node)) for number, one in self.scopes.items()
        }
        self.first = node_of(ROOT, self.first)

    def _take_tokens(self, event: Started | Passed | ScopeOpened | MultiInstanceOpened) -> None:
        match event:
            case Started():
                self.scopes[ROOT] = PastScope(number=ROOT, parent=-1, node="", position=self.position)
                self.entered[ROOT, event.node] = self.position
            case Passed():
                self._pass(event)
            case ScopeOpened():
                self._take_over(event)
                self._open(event)
            case MultiInstanceOpened():
                self._open(event)
            case _:
                assert_never(event)

    def _pass(self, event: Passed) -> None:
        place = event.scope, event.node
        self.passed[place] = JoinPassed(self.position, event.incoming)
        if event.incoming or place not in self.entered:
            # else an activity that is finished: it was entered when it began
            self.entered[place] = self.position

    def _present(self, scope: int) -> PastScope | None:
        while scope in self.again:
            scope = self.again[scope]
        return self.scopes.get(scope)

    def _take_over(self, event: ScopeOpened) -> None:
        """Let a scope opened in the middle know what its predecessor knew."""
        before = self.last_scope_of(event.scope, event.node)
        if event.flow or event.index or before is None or (event.scope, event.node) not in self.entered:
            return
        self.again[before.number] = event.number
        self.entered.update(_moved(self.entered, source=before.number, target=event.number))
        self.passed.update(_moved(self.passed, source=before.number, target=event.number))

    def _open(self, event: ScopeOpened | MultiInstanceOpened) -> None:
        self.entered[event.scope, event.node] = self.position
        self.scopes[event.number] = PastScope(
            number=event.number,
            parent=event.scope,
            node=event.node,
            multi=isinstance(event, MultiInstanceOpened),
            process=event.process if isinstance(event, ScopeOpened) else "",
            position=self.position,
        )

    def _complete(self, event: TaskCompleted) -> None:
        offered = self.offered[event.number]
        self.done.append(
            DoneTask(
                task=event.task,
                number=event.number,
                scope=offered.scope,
                node=event.node,
                index=offered.index,
                by=event.by,
                opinion=event.opinion,
                position=self.position,
            )
        )

    def _fall(self, fallen: tuple[UUID, ...]) -> None:
        gone = set(fallen)
        self.done = [replace(one, stands=one.stands and one.task not in gone) for one in self.done]


def _moved(
    known: dict[tuple[int, str], _Known], *, source: int, target: int
) -> dict[tuple[int, str], _Known]:
    return {(target, node): value for (scope, node), value in known.items() if scope == source}


def look_back(events: Iterable[Event]) -> Past:
    """Return what the whole history of an instance says."""
    past = Past()
    for event in events:
        past.take(event)
    return past


Standing = Literal["current", "fallen"]
"""Whether an opinion still counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOpinion:
    """An opinion of the history, for people to read.

    Attributes:
        index: the member of the multi-instance who gave it; 0 outside of one.
        standing: ``fallen`` once the work it belonged to was given back.
    """

    task: UUID
    node: str
    index: int
    by: UUID | None
    opinion: Opinion | None
    standing: Standing


def opinions_of(past: Past) -> tuple[GivenOpinion, ...]:
    """Return every opinion that was given, oldest first."""
    return tuple(
        GivenOpinion(
            task=one.task,
            node=one.node,
            index=one.index,
            by=one.by,
            opinion=one.opinion,
            standing="current" if one.stands else "fallen",
        )
        for one in past.done
    )
