"""A compiled process: nodes and sequence flows, named as in BPMN 2.0.2."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongjian.rules import Predicate


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceFlow:
    """A way from one node to another; ``condition`` only where it leaves an exclusive gateway."""

    id: str
    source: str
    target: str
    condition: Predicate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvent:
    """Where an instance begins."""

    id: str
    name: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEvent:
    """Where a token is used up; with ``terminate`` the whole instance ends at once."""

    id: str
    name: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]
    terminate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusiveGateway:
    """The first true condition is taken, else the default."""

    id: str
    name: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelGateway:
    """Waits for one token on each incoming flow, then lays one on each outgoing."""

    id: str
    name: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Who may do a task.

    Attributes:
        role: role within the organisation.
        organisation: variable that holds the organisation's id; None where nobody is named.
    """

    role: str
    organisation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiInstance:
    """One task for each text of a list, all at once (会签); goes on when all are done."""

    collection: str
    element: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask:
    """Work of a person."""

    id: str
    name: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]
    candidates: Candidates
    acts: tuple[str, ...]
    multi_instance: MultiInstance | None = None


Node = StartEvent | EndEvent | ExclusiveGateway | ParallelGateway | UserTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One version of a process, checked as a whole.

    Attributes:
        id: its key, or else its id in the text; the name by which instances are started.
        name: its name for people, Chinese.
        content_hash: SHA-256 of the XML text, hexadecimal.
        foreign: names of others' extensions in the text; kept there, without effect.
    """

    id: str
    name: str
    version: int
    content_hash: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, SequenceFlow]
    start: str
    foreign: tuple[str, ...] = ()
