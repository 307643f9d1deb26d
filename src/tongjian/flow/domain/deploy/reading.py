"""Second pass: elements become the nodes and flows of a process."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NoReturn

from lxml import etree

from tongjian.flow.domain.deploy.findings import Findings, local_name
from tongjian.flow.domain.deploy.vocabulary import BPMN, NODES, PREDICATE, TJ
from tongjian.flow.domain.expressions import Expression, PredicateForm
from tongjian.flow.domain.nodes import (
    Candidates,
    EndEvent,
    ExclusiveGateway,
    MultiInstance,
    Node,
    ParallelGateway,
    StartEvent,
    UserTask,
)
from tongjian.flow.domain.process import SequenceFlow
from tongjian.flow.domain.triggers import Termination
from tongjian.rules import MalformedPredicate, read_predicate

_MAX_CONDITION = 4096


@dataclass(slots=True)
class Draft:
    """What has been read of a process, before it is checked as a whole.

    Attributes:
        places: the element of each node and flow, for telling where a problem is.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    flows: dict[str, SequenceFlow] = field(default_factory=dict)
    places: dict[str, etree._Element] = field(default_factory=dict)


def read_draft(process: etree._Element, findings: Findings) -> Draft:
    """Read nodes and flows; what cannot be read is noted and left out."""
    draft = Draft()
    for element in _children(process, "sequenceFlow"):
        if _has_id(element, findings):
            flow = _read_flow(element, process, findings)
            draft.flows[flow.id], draft.places[flow.id] = flow, element
    incoming = _by_end((flow.target, flow.id) for flow in draft.flows.values())
    outgoing = _by_end((flow.source, flow.id) for flow in draft.flows.values())
    for element in process:
        if (
            etree.QName(element).namespace == BPMN
            and local_name(element) in NODES
            and _has_id(element, findings)
        ):
            name = element.get("id", "")
            reader = _READERS[local_name(element)]
            node = reader(element, _Ways(incoming.get(name, ()), outgoing.get(name, ())), findings)
            draft.nodes[name], draft.places[name] = node, element
    return draft


@dataclass(frozen=True, slots=True)
class _Ways:
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]


def _by_end(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    flows: dict[str, list[str]] = {}
    for node, flow in pairs:
        flows.setdefault(node, []).append(flow)
    return {node: tuple(found) for node, found in flows.items()}


def _has_id(element: etree._Element, findings: Findings) -> bool:
    if not element.get("id"):
        findings.add(element, "缺少标识 id")
    return bool(element.get("id"))


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return element.findall(f"{{{BPMN}}}{name}")


def _read_flow(element: etree._Element, process: etree._Element, findings: Findings) -> SequenceFlow:
    conditions = _children(element, "conditionExpression")
    if len(conditions) > 1:
        findings.add(element, "只能有一个条件")
    return SequenceFlow(
        id=element.get("id", ""),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        condition=_read_condition(element, conditions[0], process, findings) if conditions else None,
    )


def _read_condition(
    flow: etree._Element, condition: etree._Element, process: etree._Element, findings: Findings
) -> Expression | None:
    definitions = process.getparent()
    inherited = definitions.get("expressionLanguage") if definitions is not None else None
    if (condition.get("language") or inherited) != PREDICATE:
        findings.add(flow, "条件的语言应为 %(language)s", language=PREDICATE)
        return None
    text = condition.text or ""
    if len(text) > _MAX_CONDITION or len(condition):
        findings.add(flow, "条件过长或含有元素")
        return None
    try:
        return PredicateForm(
            text, read_predicate(json.loads(text, parse_float=Decimal, parse_constant=_no_constant))
        )
    except MalformedPredicate as error:
        findings.add(flow, "条件写法不正确（%(where)s）：%(fault)s", where=error.where, fault=error.what)
    except (ValueError, RecursionError):
        findings.add(flow, "条件不是合格的 JSON")
    return None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _read_start(element: etree._Element, ways: _Ways, findings: Findings) -> Node:
    del findings
    return StartEvent(
        id=element.get("id", ""),
        name=element.get("name", ""),
        incoming=ways.incoming,
        outgoing=ways.outgoing,
    )


def _read_end(element: etree._Element, ways: _Ways, findings: Findings) -> Node:
    del findings
    return EndEvent(
        id=element.get("id", ""),
        name=element.get("name", ""),
        incoming=ways.incoming,
        outgoing=ways.outgoing,
        result=Termination() if _children(element, "terminateEventDefinition") else None,
    )


def _read_exclusive(element: etree._Element, ways: _Ways, findings: Findings) -> Node:
    default = element.get("default")
    if default is not None and default not in ways.outgoing:
        findings.add(element, "默认分支 %(flow)s 不是它的出口", flow=default)
    return ExclusiveGateway(
        id=element.get("id", ""),
        name=element.get("name", ""),
        incoming=ways.incoming,
        outgoing=ways.outgoing,
        default=default,
    )


def _read_parallel(element: etree._Element, ways: _Ways, findings: Findings) -> Node:
    del findings
    return ParallelGateway(
        id=element.get("id", ""),
        name=element.get("name", ""),
        incoming=ways.incoming,
        outgoing=ways.outgoing,
    )


def _read_user_task(element: etree._Element, ways: _Ways, findings: Findings) -> Node:
    candidates = _extension(element, "candidates", findings)
    acts = _extension(element, "acts", findings)
    role = candidates.get("role", "") if candidates is not None else ""
    words = tuple(((acts.text or "") if acts is not None else "").split())
    if not element.get("name"):
        findings.add(element, "人工任务应有名称")
    if not role:
        findings.add(element, "人工任务应以 candidates 指明角色")
    if not words:
        findings.add(element, "人工任务应以 acts 列出可办的操作")
    return UserTask(
        id=element.get("id", ""),
        name=element.get("name", ""),
        incoming=ways.incoming,
        outgoing=ways.outgoing,
        candidates=Candidates(
            role=role, organisation=candidates.get("organisation") if candidates is not None else None
        ),
        acts=words,
        multi_instance=_read_multi_instance(element, findings),
    )


def _read_multi_instance(task: etree._Element, findings: Findings) -> MultiInstance | None:
    found = _children(task, "multiInstanceLoopCharacteristics")
    if not found:
        return None
    collection = _extension(found[0], "collection", findings)
    variable = collection.get("variable", "") if collection is not None else ""
    element = collection.get("element", "") if collection is not None else ""
    if len(found) > 1 or not variable or not element:
        findings.add(task, "多实例应以 collection 指明清单变量与元素名")
    return MultiInstance(collection=variable, element=element)


def _extension(element: etree._Element, name: str, findings: Findings) -> etree._Element | None:
    found = element.findall(f"{{{BPMN}}}extensionElements/{{{TJ}}}{name}")
    if len(found) > 1:
        findings.add(element, "扩展 %(extension)s 只能有一个", extension=name)
    return found[0] if found else None


_READERS: dict[str, Callable[[etree._Element, _Ways, Findings], Node]] = {
    "startEvent": _read_start,
    "endEvent": _read_end,
    "userTask": _read_user_task,
    "exclusiveGateway": _read_exclusive,
    "parallelGateway": _read_parallel,
}
