"""Fourth pass: parallel gateways that no run can ever pass, found by walking all markings."""

from collections.abc import Iterator

from tongjian.flow.domain.deploy.findings import Findings
from tongjian.flow.domain.deploy.reading import Draft
from tongjian.flow.domain.nodes import EndEvent, ExclusiveGateway, Node, ParallelGateway, StartEvent

MAX_WORK = 500_000
"""Tokens looked at; beyond these the walk gives up and finds nothing.

The run itself still refuses to get stuck.
"""

_Marking = frozenset[tuple[str, int]]


def check_joins(draft: Draft, findings: Findings) -> None:
    """Note every parallel gateway that cannot be passed whatever the conditions say."""
    joins = {node.id for node in draft.nodes.values() if isinstance(node, ParallelGateway)}
    passed = _passable(draft, joins) if joins else joins
    for name in sorted(joins - passed):
        findings.add(draft.places[name], "汇合永远不能完成：它的入口不会同时有到达")


def _passable(draft: Draft, joins: set[str]) -> set[str]:
    start = next(node for node in draft.nodes.values() if isinstance(node, StartEvent))
    first = _lay({}, start.outgoing)
    seen, front, passed, work = {first}, [first], set[str](), 0
    while front and passed != joins:
        marking = dict(front.pop())
        for node, following in _steps(draft, marking):
            passed.add(node)
            work += len(marking) + len(following)
            if work > MAX_WORK:
                return joins
            if following not in seen:
                seen.add(following)
                front.append(following)
    return passed & joins


def _steps(draft: Draft, marking: dict[str, int]) -> Iterator[tuple[str, _Marking]]:
    for target in {draft.flows[flow].target for flow in marking}:
        node = draft.nodes[target]
        for taken, laid in _firings(node, marking):
            rest = {flow: count - (flow in taken) for flow, count in marking.items()}
            yield node.id, _lay({flow: count for flow, count in rest.items() if count}, laid)


def _firings(node: Node, marking: dict[str, int]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    if isinstance(node, EndEvent) and node.result is not None:
        return
    if isinstance(node, ParallelGateway):
        if all(flow in marking for flow in node.incoming):
            yield node.incoming, node.outgoing
        return
    for flow in node.incoming:
        if flow in marking and isinstance(node, ExclusiveGateway):
            yield from (((flow,), (way,)) for way in node.outgoing)
        elif flow in marking:
            yield (flow,), node.outgoing


def _lay(marking: dict[str, int], laid: tuple[str, ...]) -> _Marking:
    added = {flow: marking.get(flow, 0) + 1 for flow in laid}
    return frozenset({**marking, **added}.items())
