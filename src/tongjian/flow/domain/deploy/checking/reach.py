"""What can be reached from where, and loops in which nothing ever waits."""

from collections import Counter
from collections.abc import Iterable

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.nodes import (
    Activity,
    CatchEvent,
    EndEvent,
    EventBasedGateway,
    Node,
    StartEvent,
    SubProcess,
    ThrowEvent,
)
from tongjian.flow.domain.triggers import Link


def ways_of(draft: Draft, nodes: list[Node]) -> dict[str, list[str]]:
    """Return where a token can go from each node of a container.

    A boundary event counts as a way out of its activity, a catching link as one of the throwing ones.
    """
    links = {
        node.trigger.name: node.id
        for node in nodes
        if isinstance(node, CatchEvent) and isinstance(node.trigger, Link)
    }
    boundaries = draft.boundaries()
    ways = {}
    for node in nodes:
        targets = [draft.flows[flow].target for flow in node.outgoing]
        targets += [event.id for event in boundaries.get(node.id, ())]
        if isinstance(node, ThrowEvent) and isinstance(node.result, Link) and node.result.name in links:
            targets.append(links[node.result.name])
        ways[node.id] = targets
    return ways


def turned(ways: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the ways backwards."""
    back: dict[str, list[str]] = {node: [] for node in ways}
    for node, targets in ways.items():
        for target in targets:
            back[target].append(node)
    return back


def reach(ways: dict[str, list[str]], begin: Iterable[str], *, closed: str = "") -> set[str]:
    """Return what can be come to from some nodes, themselves included, never through the closed one."""
    seen = {one for one in begin if one != closed}
    front = list(seen)
    while front:
        fresh = {one for one in ways[front.pop()] if one not in seen and one != closed}
        seen |= fresh
        front.extend(fresh)
    return seen


def check_reach(draft: Draft) -> None:
    """Note nodes that no token comes to, and nodes from which none comes to an end."""
    for container in draft.containers:
        nodes = draft.inside(container)
        ways = ways_of(draft, nodes)
        starts = [
            node.id
            for node in nodes
            if isinstance(node, StartEvent) or (isinstance(node, SubProcess) and node.by_event)
        ]
        ends = [node.id for node in nodes if isinstance(node, EndEvent)]
        from_start, to_end = reach(ways, starts), reach(turned(ways), ends)
        for node in nodes:
            if node.id not in from_start:
                draft.findings.add(draft.places[node.id], "从开始事件无法到达该节点")
            elif node.id not in to_end and node.id not in starts:
                draft.findings.add(draft.places[node.id], "从该节点无法到达结束事件")


def check_loops(draft: Draft) -> None:
    """Note loops of gateways and events that wait for nothing and do nothing."""
    for container in draft.containers:
        nodes = draft.inside(container)
        passing = {node.id for node in nodes if _passes(node)}
        ways = ways_of(draft, nodes)
        onward = {name: set(ways[name]) & passing for name in passing}
        # what no loop leads to is peeled off first, then what leads to no loop
        looping = _peel(onward)
        back: dict[str, set[str]] = {name: set() for name in looping}
        for name in looping:
            for target in onward[name] & looping:
                back[target].add(name)
        for name in sorted(_peel(back)):
            draft.findings.add(draft.places[name], "循环中没有人工任务，流程会空转")


def _passes(node: Node) -> bool:
    if isinstance(node, CatchEvent):
        return isinstance(node.trigger, Link)
    return not isinstance(node, Activity | EventBasedGateway)


def _peel(ways: dict[str, set[str]]) -> set[str]:
    arrivals = Counter(target for targets in ways.values() for target in targets)
    left, front = set(ways), [name for name in ways if not arrivals[name]]
    while front:
        name = front.pop()
        left.discard(name)
        arrivals.subtract(ways[name])
        front.extend(target for target in ways[name] if not arrivals[target])
    return left
