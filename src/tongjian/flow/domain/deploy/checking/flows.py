"""Sequence flows and gateways: where they lead, and on what conditions."""

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.deploy.findings import local_name
from tongjian.flow.domain.deploy.reading.places import reference
from tongjian.flow.domain.deploy.vocabulary import BPMN
from tongjian.flow.domain.nodes import (
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    EventBasedGateway,
    ExclusiveGateway,
    InclusiveGateway,
    Node,
    ReceiveTask,
    StartEvent,
    SubProcess,
    ThrowEvent,
)
from tongjian.flow.domain.process import SequenceFlow
from tongjian.flow.domain.triggers import Link

_FEWEST_EVENTS = 2


def check_flow(draft: Draft, flow: SequenceFlow) -> None:
    """Note a flow whose ends are missing or in another container, or with a condition nobody asks."""
    place = draft.places[flow.id]
    container = draft.flow_containers[flow.id]
    for name in (flow.source, flow.target):
        if name not in draft.places:
            draft.findings.add(place, "连线引用的节点 %(node)s 不存在", node=name)
        elif name in draft.nodes and draft.nodes[name].container != container:
            draft.findings.add(place, "连线不得跨出子流程：%(node)s 在另一层", node=name)
    source = draft.nodes.get(flow.source)
    if source is not None and _conditions(draft, flow.id) and not _chooses(source):
        draft.findings.add(place, "只有排他网关、包容网关的出口可以带条件")


def check_ways(draft: Draft, node: Node) -> None:
    """Note a node without a way in or out, and one with a way that it may not have."""
    place = draft.places[node.id]
    begins = isinstance(node, StartEvent | BoundaryEvent) or _is_link(node, CatchEvent)
    ends = isinstance(node, EndEvent) or _is_link(node, ThrowEvent)
    if isinstance(node, SubProcess) and node.by_event:
        if node.incoming or node.outgoing:
            draft.findings.add(place, "事件子流程不得有入口和出口")
        return
    if begins and node.incoming:
        kind = "开始事件不得有入口" if isinstance(node, StartEvent) else "边界事件、链接捕获事件不得有入口"
        draft.findings.add(place, kind)
    if not begins and not node.incoming:
        draft.findings.add(place, "节点没有入口，无法到达")
    if ends and node.outgoing:
        kind = "结束事件不得有出口" if isinstance(node, EndEvent) else "链接抛出事件不得有出口"
        draft.findings.add(place, kind)
    if not ends and not node.outgoing:
        draft.findings.add(place, "节点没有出口")


def check_listed_flows(draft: Draft, node: Node) -> None:
    """Note flows that the element lists and that do not lead to it or from it."""
    place = draft.places[node.id]
    real = {"incoming": set(node.incoming), "outgoing": set(node.outgoing)}
    for child in place.iterchildren(f"{{{BPMN}}}incoming", f"{{{BPMN}}}outgoing"):
        named = reference(child.text)
        if named not in real[local_name(child)]:
            draft.findings.add(place, "引用的连线 %(flow)s 不存在或不与它相连", flow=named)


def check_gateway(draft: Draft, node: Node) -> None:
    """Note branches without conditions, and what may not stand behind an event-based gateway."""
    if isinstance(node, ExclusiveGateway | InclusiveGateway):
        for flow in node.outgoing:
            conditional = _conditions(draft, flow)
            if flow == node.default and conditional:
                draft.findings.add(draft.places[flow], "默认分支不得带条件")
            elif flow != node.default and len(node.outgoing) > 1 and not conditional:
                draft.findings.add(draft.places[flow], "分支应有条件，或设为默认分支")
    elif isinstance(node, EventBasedGateway):
        _check_event_based(draft, node)


def _check_event_based(draft: Draft, node: EventBasedGateway) -> None:
    place = draft.places[node.id]
    if len(node.outgoing) < _FEWEST_EVENTS:
        draft.findings.add(place, "事件网关应有两个以上出口")
    hosts = draft.boundaries()
    for flow in node.outgoing:
        target = draft.nodes.get(draft.flows[flow].target)
        waits = isinstance(target, ReceiveTask) or (
            isinstance(target, CatchEvent) and not isinstance(target.trigger, Link)
        )
        if target is not None and not waits:
            draft.findings.add(place, "事件网关之后只能是定时、消息、信号捕获事件或接收任务")
        elif target is not None and len(target.incoming) > 1:
            draft.findings.add(place, "事件网关之后的 %(node)s 不得有别的入口", node=target.id)
        elif isinstance(target, ReceiveTask) and (target.id in hosts or target.multi_instance):
            draft.findings.add(place, "事件网关之后的接收任务不得带边界事件或多实例")


def _conditions(draft: Draft, flow: str) -> bool:
    return draft.places[flow].find(f"{{{BPMN}}}conditionExpression") is not None


def _chooses(node: Node) -> bool:
    return isinstance(node, ExclusiveGateway | InclusiveGateway)


def _is_link(node: Node, kind: type[CatchEvent | ThrowEvent]) -> bool:
    if not isinstance(node, kind):
        return False
    given = node.trigger if isinstance(node, CatchEvent) else node.result
    return isinstance(given, Link)
