"""Containers: how each begins and ends, and its links."""

from collections import Counter

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.nodes import CatchEvent, EndEvent, Node, StartEvent, SubProcess, ThrowEvent
from tongjian.flow.domain.triggers import Error, Link, Message, Timer


def check_container(draft: Draft, container: str) -> None:
    """Note missing or surplus start and end events, and links that lead nowhere."""
    nodes = draft.inside(container)
    owner = draft.nodes.get(container)
    _check_starts(draft, container, owner, [node for node in nodes if isinstance(node, StartEvent)])
    if not any(isinstance(node, EndEvent) for node in nodes):
        what = "子流程没有结束事件" if container else "流程没有结束事件"
        draft.findings.add(draft.places.get(container), what)
    _check_links(draft, nodes)


def _check_starts(draft: Draft, container: str, owner: Node | None, starts: list[StartEvent]) -> None:
    place = draft.places.get(container)
    count = str(len(starts))
    if isinstance(owner, SubProcess) and owner.by_event:
        if len(starts) != 1 or starts[0].trigger is None:
            draft.findings.add(place, "事件子流程应有且只有一个带触发条件的开始事件")
        elif isinstance(starts[0].trigger, Error) and not starts[0].interrupting:
            draft.findings.add(
                draft.places[starts[0].id], "错误事件子流程总是中断，不得写 isInterrupting=“false”"
            )
    elif container:
        if len(starts) != 1 or starts[0].trigger is not None:
            draft.findings.add(
                place, "子流程应有且只有一个无触发条件的开始事件，现有 %(count)s 个", count=count
            )
    else:
        _check_process_starts(draft, starts)


def _check_process_starts(draft: Draft, starts: list[StartEvent]) -> None:
    if not starts:
        draft.findings.add(None, "流程应有开始事件，现有 %(count)s 个", count="0")
    plain = sum(start.trigger is None for start in starts)
    if plain > 1:
        draft.findings.add(None, "流程只能有一个无触发条件的开始事件，现有 %(count)s 个", count=str(plain))
    for start in starts:
        if start.trigger is not None and not isinstance(start.trigger, Timer | Message):
            draft.findings.add(draft.places[start.id], "流程的开始事件只能等待定时或消息")
        if not start.interrupting:
            draft.findings.add(
                draft.places[start.id], "只有事件子流程的开始事件可以写 isInterrupting=“false”"
            )


def _check_links(draft: Draft, nodes: list[Node]) -> None:
    catching = {
        node.id: node.trigger.name
        for node in nodes
        if isinstance(node, CatchEvent) and isinstance(node.trigger, Link)
    }
    throwing = {
        node.id: node.result.name
        for node in nodes
        if isinstance(node, ThrowEvent) and isinstance(node.result, Link)
    }
    counts = Counter(catching.values())
    for node, name in catching.items():
        if counts[name] > 1:
            draft.findings.add(draft.places[node], "同一层有两个链接捕获事件同名")
        if name not in throwing.values():
            draft.findings.add(draft.places[node], "没有同名的链接抛出事件")
    for node, name in throwing.items():
        if name not in counts:
            draft.findings.add(draft.places[node], "没有同名的链接捕获事件")
