"""The shape of one container of a process: as a graph for finding blocks, as a net for looking ahead."""

from typing import Literal

from tongjian.flow.domain.graph import Graph
from tongjian.flow.domain.nodes import (
    Activity,
    EndEvent,
    EventBasedGateway,
    ExclusiveGateway,
    InclusiveGateway,
    Node,
    ParallelGateway,
)
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.soundness import Net, Step
from tongjian.flow.domain.triggers import Error, Termination

_Passing = Literal["one", "all", "some"]


def graph_of(process: Process, container: str) -> Graph:
    """Return the nodes of a container and the ways between them."""
    nodes = _inside(process, container)
    return Graph(
        ways={node.id: _onward(process, node) for node in nodes},
        begin=tuple(start.id for start in process.containers[container].starts),
        splits=frozenset(node.id for node in nodes if _splits(process, node)),
        joins=frozenset(node.id for node in nodes if is_join(node)),
        ends=frozenset(node.id for node in nodes if isinstance(node, EndEvent) and not _stops(node)),
    )


def net_of(process: Process, container: str) -> Net:
    """Return how tokens pass the nodes of a container."""
    return {node.id: _step(process, node) for node in _inside(process, container)}


def is_join(node: Node) -> bool:
    """Return whether the node gathers tokens of more than one flow."""
    return isinstance(node, ParallelGateway | InclusiveGateway) and len(node.incoming) > 1


def _inside(process: Process, container: str) -> list[Node]:
    return [node for node in process.nodes.values() if node.container == container]


def _onward(process: Process, node: Node) -> tuple[str, ...]:
    boundary = tuple(event.id for event in process.boundaries.get(node.id, ()))
    return tuple(process.flows[flow].target for flow in node.outgoing) + boundary


def _splits(process: Process, node: Node) -> bool:
    if any(not event.interrupting for event in process.boundaries.get(node.id, ())):
        return True
    return len(node.outgoing) > 1 and not isinstance(node, ExclusiveGateway | EventBasedGateway)


def _stops(node: EndEvent) -> bool:
    return isinstance(node.result, Termination | Error)


def _step(process: Process, node: Node) -> Step:
    takes, lays = _passing(node)
    edge = process.boundaries.get(node.id, ()) if isinstance(node, Activity) else ()
    return Step(
        takes=takes,
        lays=lays,
        incoming=node.incoming,
        outgoing=node.outgoing,
        exits=tuple(flow for event in edge if event.interrupting for flow in event.outgoing),
        terminates=isinstance(node, EndEvent) and _stops(node),
    )


def _passing(node: Node) -> tuple[_Passing, _Passing]:
    match node:
        case ParallelGateway():
            return "all", "all"
        case InclusiveGateway():
            return "some", "some"
        case ExclusiveGateway() | EventBasedGateway():
            return "one", "one"
        case _:
            return "one", "all"
