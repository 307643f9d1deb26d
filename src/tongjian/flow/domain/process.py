"""A compiled process: containers, nodes and sequence flows."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongjian.flow.domain.expressions import Expression
from tongjian.flow.domain.nodes import BoundaryEvent, Node, StartEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceFlow:
    """A way from one node to another; ``condition`` only where it leaves a gateway that chooses."""

    id: str
    source: str
    target: str
    condition: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The process itself or one sub-process of it.

    Attributes:
        id: id of the sub-process; empty for the process itself.
        starts: its start events; at most one of them has no trigger.
        event_starts: the start events of the event sub-processes that stand in it.
        inclusive: its inclusive gateways with more than one way in.
        links: the catching link event of each name.
    """

    id: str
    starts: tuple[StartEvent, ...]
    event_starts: tuple[StartEvent, ...] = ()
    inclusive: tuple[str, ...] = ()
    links: Mapping[str, str]

    @property
    def start(self) -> StartEvent | None:
        """Return the start event without a trigger."""
        return next((one for one in self.starts if one.trigger is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One version of a process, checked as a whole.

    Attributes:
        id: its key, or else its id in the text; the name by which instances are started.
        name: its name for people, Chinese.
        content_hash: SHA-256 of the XML text, hexadecimal.
        nodes: every node of every container, by id; ids are unique in the text.
        containers: the process itself under the empty id, and each sub-process.
        boundaries: boundary events by the id of their activity.
        foreign: names of others' extensions in the text; kept there, without effect.
        warnings: what is allowed but probably not meant; Chinese.
    """

    id: str
    name: str
    version: int
    content_hash: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, SequenceFlow]
    containers: Mapping[str, Container]
    boundaries: Mapping[str, tuple[BoundaryEvent, ...]]
    foreign: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        """Return the id of the start event without a trigger; empty where there is none."""
        found = self.containers[""].start
        return found.id if found else ""
