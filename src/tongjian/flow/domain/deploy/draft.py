"""What has been read of a process, before it is checked as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from tongjian.flow.domain.deploy.findings import Findings
from tongjian.flow.domain.nodes import BoundaryEvent, Node
from tongjian.flow.domain.process import SequenceFlow


@dataclass(frozen=True, slots=True)
class Declared:
    """A message, signal, error or escalation that the file declares.

    Attributes:
        kind: local name of its element.
        name: the name of a message or signal, the code of an error or escalation.
    """

    kind: str
    name: str
    element: etree._Element


@dataclass(slots=True)
class Draft:
    """Nodes and flows that could be read.

    Attributes:
        places: the element of each node and flow, for telling where a problem is.
        containers: ids of the sub-processes, outer before inner, after the empty one of the process.
        declared: messages, signals, errors and escalations of the file, by id.
        language: language of expressions that name none.
        names: names of variables that the file mentions and that hold more than one word.
    """

    findings: Findings
    language: str
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: dict[str, SequenceFlow] = field(default_factory=dict)
    places: dict[str, etree._Element] = field(default_factory=dict)
    flow_containers: dict[str, str] = field(default_factory=dict)
    containers: list[str] = field(default_factory=lambda: [""])
    declared: dict[str, Declared] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    _boundaries: dict[str, tuple[BoundaryEvent, ...]] | None = None
    _inside: dict[str, list[Node]] | None = None

    def boundaries(self) -> Mapping[str, tuple[BoundaryEvent, ...]]:
        """Return the boundary events by the id of their activity; asked once all is read."""
        if self._boundaries is None:
            found: dict[str, list[BoundaryEvent]] = {}
            for node in self.nodes.values():
                if isinstance(node, BoundaryEvent):
                    found.setdefault(node.host, []).append(node)
            self._boundaries = {host: tuple(events) for host, events in found.items()}
        return self._boundaries

    def inside(self, container: str) -> list[Node]:
        """Return the nodes that stand directly in a container; asked once all is read."""
        if self._inside is None:
            self._inside = {}
            for node in self.nodes.values():
                self._inside.setdefault(node.container, []).append(node)
        return self._inside.get(container, [])
