"""Third pass: the process as a whole, its references, its ends, its loops."""

from collections import Counter
from collections.abc import Iterable

from tongjian.flow.domain.deploy.findings import Findings, local_name
from tongjian.flow.domain.deploy.reading import Draft
from tongjian.flow.domain.deploy.vocabulary import BPMN
from tongjian.flow.domain.nodes import EndEvent, ExclusiveGateway, Node, StartEvent, UserTask
from tongjian.flow.domain.process import SequenceFlow


def check_draft(draft: Draft, findings: Findings) -> None:
    """Note dangling references, missing ends, unreachable nodes, and loops that wait for nobody."""
    for flow in draft.flows.values():
        _check_flow(draft, flow, findings)
    for node in draft.nodes.values():
        _check_ends(draft, node, findings)
        _check_listed_flows(draft, node, findings)
        if isinstance(node, ExclusiveGateway):
            _check_exclusive(draft, node, findings)
    starts = [node for node in draft.nodes.values() if isinstance(node, StartEvent)]
    if len(starts) != 1:
        findings.add(None, "流程应有且只有一个开始事件，现有 %(count)s 个", count=str(len(starts)))
    if not any(isinstance(node, EndEvent) for node in draft.nodes.values()):
        findings.add(None, "流程没有结束事件")
    if not findings:
        _check_reach(draft, findings)
        _check_loops(draft, findings)


def _check_flow(draft: Draft, flow: SequenceFlow, findings: Findings) -> None:
    place = draft.places[flow.id]
    for reference in (flow.source, flow.target):
        if reference not in draft.nodes:
            findings.add(place, "连线引用的节点 %(node)s 不存在", node=reference)
    if flow.condition is not None and not isinstance(draft.nodes.get(flow.source), ExclusiveGateway):
        findings.add(place, "只有排他网关的出口可以带条件")


def _check_ends(draft: Draft, node: Node, findings: Findings) -> None:
    place = draft.places[node.id]
    if isinstance(node, StartEvent) and node.incoming:
        findings.add(place, "开始事件不得有入口")
    if not isinstance(node, StartEvent) and not node.incoming:
        findings.add(place, "节点没有入口，无法到达")
    if isinstance(node, EndEvent) and node.outgoing:
        findings.add(place, "结束事件不得有出口")
    if not isinstance(node, EndEvent) and not node.outgoing:
        findings.add(place, "节点没有出口")


def _check_listed_flows(draft: Draft, node: Node, findings: Findings) -> None:
    place = draft.places[node.id]
    real = {"incoming": set(node.incoming), "outgoing": set(node.outgoing)}
    for child in place.iterchildren(f"{{{BPMN}}}incoming", f"{{{BPMN}}}outgoing"):
        named = (child.text or "").strip().rpartition(":")[2]
        if named not in real[local_name(child)]:
            findings.add(place, "引用的连线 %(flow)s 不存在或不与它相连", flow=named)


def _check_exclusive(draft: Draft, node: ExclusiveGateway, findings: Findings) -> None:
    for flow in node.outgoing:
        conditional = draft.flows[flow].condition is not None
        refused = draft.places[flow].find(f"{{{BPMN}}}conditionExpression") is not None
        if flow == node.default and refused:
            findings.add(draft.places[flow], "默认分支不得带条件")
        elif flow != node.default and len(node.outgoing) > 1 and not conditional and not refused:
            findings.add(draft.places[flow], "分支应有条件，或设为默认分支")


def _check_reach(draft: Draft, findings: Findings) -> None:
    onward = {node.id: [draft.flows[flow].target for flow in node.outgoing] for node in draft.nodes.values()}
    back = {node.id: [draft.flows[flow].source for flow in node.incoming] for node in draft.nodes.values()}
    starts = [node.id for node in draft.nodes.values() if isinstance(node, StartEvent)]
    ends = [node.id for node in draft.nodes.values() if isinstance(node, EndEvent)]
    from_start, to_end = _reach(onward, starts), _reach(back, ends)
    for name in draft.nodes:
        if name not in from_start:
            findings.add(draft.places[name], "从开始事件无法到达该节点")
        elif name not in to_end:
            findings.add(draft.places[name], "从该节点无法到达结束事件")


def _check_loops(draft: Draft, findings: Findings) -> None:
    passing = {node.id for node in draft.nodes.values() if not isinstance(node, UserTask)}
    onward = {
        name: {draft.flows[flow].target for flow in draft.nodes[name].outgoing} & passing for name in passing
    }
    # what no loop leads to is peeled off first, then what leads to no loop
    looping = _peel(onward)
    back: dict[str, set[str]] = {name: set() for name in looping}
    for name in looping:
        for target in onward[name] & looping:
            back[target].add(name)
    for name in sorted(_peel(back)):
        findings.add(draft.places[name], "循环中没有人工任务，流程会空转")


def _peel(ways: dict[str, set[str]]) -> set[str]:
    arrivals = Counter(target for targets in ways.values() for target in targets)
    left, front = set(ways), [name for name in ways if not arrivals[name]]
    while front:
        name = front.pop()
        left.discard(name)
        arrivals.subtract(ways[name])
        front.extend(target for target in ways[name] if not arrivals[target])
    return left


def _reach(ways: dict[str, list[str]], begin: Iterable[str]) -> set[str]:
    seen, front = set(begin), list(begin)
    while front:
        fresh = [one for one in ways[front.pop()] if one not in seen]
        seen.update(fresh)
        front.extend(fresh)
    return seen
