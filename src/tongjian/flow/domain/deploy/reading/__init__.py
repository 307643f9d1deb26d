"""Second pass: elements become the containers, nodes and flows of a process."""

from collections.abc import Callable, Iterable

from lxml import etree

from tongjian.flow.domain.deploy.draft import Declared, Draft
from tongjian.flow.domain.deploy.findings import Findings, split_name
from tongjian.flow.domain.deploy.reading.activities import (
    read_business_rule_task,
    read_call_activity,
    read_manual_task,
    read_receive_task,
    read_script_task,
    read_send_task,
    read_service_task,
    read_sub_process,
    read_user_task,
)
from tongjian.flow.domain.deploy.reading.events import (
    read_boundary_event,
    read_catch_event,
    read_end_event,
    read_start_event,
    read_throw_event,
)
from tongjian.flow.domain.deploy.reading.expressions import read_expression
from tongjian.flow.domain.deploy.reading.gateways import (
    read_event_based_gateway,
    read_exclusive_gateway,
    read_inclusive_gateway,
    read_parallel_gateway,
)
from tongjian.flow.domain.deploy.reading.places import Place, children
from tongjian.flow.domain.deploy.vocabulary import BPMN, DECLARATIONS, FEEL, TJ
from tongjian.flow.domain.nodes import Node
from tongjian.flow.domain.process import SequenceFlow

Reader = Callable[[Place, Draft], Node | None]

_READERS: dict[str, Reader] = {
    "startEvent": read_start_event,
    "endEvent": read_end_event,
    "intermediateCatchEvent": read_catch_event,
    "intermediateThrowEvent": read_throw_event,
    "boundaryEvent": read_boundary_event,
    "exclusiveGateway": read_exclusive_gateway,
    "parallelGateway": read_parallel_gateway,
    "inclusiveGateway": read_inclusive_gateway,
    "eventBasedGateway": read_event_based_gateway,
    "userTask": read_user_task,
    "manualTask": read_manual_task,
    "serviceTask": read_service_task,
    "sendTask": read_send_task,
    "receiveTask": read_receive_task,
    "scriptTask": read_script_task,
    "businessRuleTask": read_business_rule_task,
    "subProcess": read_sub_process,
    "callActivity": read_call_activity,
}

_NAMING = ("variable", "element", "result", "outcome", "collection", "source", "target")


def read_draft(process: etree._Element, findings: Findings) -> Draft:
    """Read nodes and flows; what cannot be read is noted and left out."""
    root = process.getparent()
    language = root.get("expressionLanguage", FEEL) if root is not None else FEEL
    draft = Draft(findings, language)
    if root is not None:
        _read_declarations(root, draft)
    draft.names = _long_names(process)
    # containers are read breadth first, so that none is read inside another's reading
    waiting = [("", process)]
    for container, element in waiting:
        waiting.extend(_read_container(container, element, draft))
    draft.containers = [container for container, _ in waiting]
    return draft


def _read_container(
    container: str, element: etree._Element, draft: Draft
) -> list[tuple[str, etree._Element]]:
    flows = [_read_flow(one, draft) for one in children(element, "sequenceFlow") if _has_id(one, draft)]
    for flow in flows:
        draft.flows[flow.id] = flow
        draft.flow_containers[flow.id] = container
    incoming = _by_end((flow.target, flow.id) for flow in flows)
    outgoing = _by_end((flow.source, flow.id) for flow in flows)
    inner = []
    for child in element:
        namespace, kind = split_name(child.tag)
        reader = _READERS.get(kind) if namespace == BPMN else None
        if reader is None or not _has_id(child, draft):
            continue
        name = child.get("id", "")
        place = Place(child, name, container, incoming.get(name, ()), outgoing.get(name, ()))
        node = reader(place, draft)
        draft.places[name] = child
        if node is not None:
            draft.nodes[name] = node
        if kind == "subProcess":
            inner.append((name, child))
    return inner


def _read_flow(element: etree._Element, draft: Draft) -> SequenceFlow:
    conditions = children(element, "conditionExpression")
    if len(conditions) > 1:
        draft.findings.add(element, "只能有一个条件")
    draft.places[element.get("id", "")] = element
    return SequenceFlow(
        id=element.get("id", ""),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        condition=read_expression(element, conditions[0], draft) if conditions else None,
    )


def _read_declarations(root: etree._Element, draft: Draft) -> None:
    for kind in DECLARATIONS:
        for element in children(root, kind):
            if _has_id(element, draft):
                code = element.get("errorCode") or element.get("escalationCode")
                name = code or element.get("name") or element.get("id") or ""
                draft.declared[element.get("id", "")] = Declared(kind, name, element)


def _long_names(process: etree._Element) -> tuple[str, ...]:
    """Return the names of variables that the file mentions; FEEL has to know those of several words."""
    found = {
        element.get(attribute, "").strip()
        for element in process.iter(f"{{{TJ}}}*")
        for attribute in _NAMING
        if element.get(attribute)
    }
    for element in process.iter(f"{{{BPMN}}}inputDataItem", f"{{{BPMN}}}property", f"{{{BPMN}}}dataObject"):
        found.add(element.get("name", "").strip())
    return tuple(sorted(name for name in found if name and not name.isidentifier()))


def _by_end(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    flows: dict[str, list[str]] = {}
    for node, flow in pairs:
        flows.setdefault(node, []).append(flow)
    return {node: tuple(found) for node, found in flows.items()}


def _has_id(element: etree._Element, draft: Draft) -> bool:
    if not element.get("id"):
        draft.findings.add(element, "缺少标识 id")
    return bool(element.get("id"))
