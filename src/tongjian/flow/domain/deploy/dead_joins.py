"""Fourth pass: parallel gateways that no run can ever pass, found by walking all markings."""

from collections.abc import Iterator, Mapping

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.nodes import (
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    EventBasedGateway,
    ExclusiveGateway,
    InclusiveGateway,
    Node,
    ParallelGateway,
    StartEvent,
    ThrowEvent,
)
from tongjian.flow.domain.triggers import Error, Link, Termination

MAX_WORK = 500_000
"""Tokens looked at; beyond these the walk gives up and finds nothing.

The run itself still refuses to get stuck.
"""

_MOST_WAYS = 6

_Marking = frozenset[tuple[str, int]]
_Firing = tuple[tuple[str, ...], tuple[str, ...]]


def check_joins(draft: Draft) -> None:
    """Note every parallel gateway that cannot be passed whatever the conditions say."""
    boundaries = draft.boundaries()
    for container in draft.containers:
        nodes = draft.inside(container)
        joins = {node.id for node in nodes if isinstance(node, ParallelGateway)}
        # events that let the activity go on may happen any number of times: too many markings to walk
        repeated = any(not event.interrupting for node in nodes for event in boundaries.get(node.id, ()))
        passed = joins if repeated or not joins else _passable(draft, nodes, boundaries)
        for name in sorted(joins - passed):
            draft.findings.add(draft.places[name], "汇合永远不能完成：它的入口不会同时有到达")


def _passable(
    draft: Draft, nodes: list[Node], boundaries: Mapping[str, tuple[BoundaryEvent, ...]]
) -> set[str]:
    links = {
        node.trigger.name: node.outgoing
        for node in nodes
        if isinstance(node, CatchEvent) and isinstance(node.trigger, Link)
    }
    joins = {node.id for node in nodes if isinstance(node, ParallelGateway)}
    first = [_lay({}, node.outgoing) for node in nodes if isinstance(node, StartEvent)]
    seen, front, passed, work = set(first), list(first), set[str](), 0
    while front and not joins <= passed:
        marking = dict(front.pop())
        for target in {draft.flows[flow].target for flow in marking}:
            node = draft.nodes[target]
            exits = tuple(event.outgoing for event in boundaries.get(target, ()))
            for taken, laid in _firings(node, marking, links, exits):
                rest = {flow: count - (flow in taken) for flow, count in marking.items()}
                following = _lay({flow: count for flow, count in rest.items() if count}, laid)
                passed.add(target)
                work += len(marking) + len(following)
                if work > MAX_WORK:
                    return joins
                if following not in seen:
                    seen.add(following)
                    front.append(following)
    return passed & joins


def _firings(
    node: Node,
    marking: dict[str, int],
    links: Mapping[str, tuple[str, ...]],
    exits: tuple[tuple[str, ...], ...],
) -> Iterator[_Firing]:
    filled = tuple(flow for flow in node.incoming if flow in marking)
    match node:
        case EndEvent(result=Termination() | Error()):
            return
        case ParallelGateway():
            if len(filled) == len(node.incoming):
                yield filled, node.outgoing
        case ExclusiveGateway() | EventBasedGateway():
            yield from (((flow,), (way,)) for flow in filled for way in node.outgoing)
        case InclusiveGateway():
            yield from ((filled, ways) for ways in _choices(node.outgoing))
        case ThrowEvent(result=Link(name=name)):
            yield from (((flow,), links.get(name, ())) for flow in filled)
        case _:
            yield from (((flow,), laid) for flow in filled for laid in (node.outgoing, *exits))


def _choices(ways: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(ways) > _MOST_WAYS:
        yield ways
        yield from ((way,) for way in ways)
        return
    for chosen in range(1, 1 << len(ways)):
        yield tuple(way for place, way in enumerate(ways) if chosen >> place & 1)


def _lay(marking: dict[str, int], laid: tuple[str, ...]) -> _Marking:
    added = {flow: marking.get(flow, 0) + 1 for flow in laid}
    return frozenset({**marking, **added}.items())
