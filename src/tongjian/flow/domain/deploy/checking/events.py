"""Boundary events: on what they stand."""

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.nodes import Activity, BoundaryEvent, Node, SubProcess
from tongjian.flow.domain.triggers import Error, Escalation


def check_event(draft: Draft, node: Node, caught: set[tuple[str, Error | Escalation]]) -> None:
    """Note a boundary event on no activity, and one that catches what another there has ``caught``."""
    if not isinstance(node, BoundaryEvent):
        return
    place = draft.places[node.id]
    host = draft.nodes.get(node.host)
    if node.host not in draft.places:
        draft.findings.add(place, "边界事件所附的活动 %(node)s 不存在", node=node.host)
    elif host is None:
        return
    elif not isinstance(host, Activity) or (isinstance(host, SubProcess) and host.by_event):
        draft.findings.add(place, "边界事件只能附在任务、子流程或调用活动上")
    elif host.container != node.container:
        draft.findings.add(place, "边界事件与所附的活动应在同一层")
    if isinstance(node.trigger, Error | Escalation):
        if (node.host, node.trigger) in caught:
            draft.findings.add(place, "同一活动上有两个边界事件捕获同一代码")
        caught.add((node.host, node.trigger))
