"""Deployment: a BPMN text is read, checked as a whole, and compiled; or refused with every problem."""

from hashlib import sha256
from types import MappingProxyType

from lxml import etree

from tongjian.flow.domain.deploy.checking import check_draft
from tongjian.flow.domain.deploy.dead_joins import check_joins
from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.deploy.findings import Findings
from tongjian.flow.domain.deploy.joining import complete_joins
from tongjian.flow.domain.deploy.reading import read_draft
from tongjian.flow.domain.deploy.safe_xml import parse_safely
from tongjian.flow.domain.deploy.screening import screen
from tongjian.flow.domain.deploy.shared_variables import find_shared_variables
from tongjian.flow.domain.deploy.vocabulary import BPMN, TJ
from tongjian.flow.domain.nodes import CatchEvent, InclusiveGateway, StartEvent, SubProcess
from tongjian.flow.domain.process import Container, Process
from tongjian.flow.domain.triggers import Link

_MAX_VERSION_DIGITS = 6


def compile_process(xml: bytes) -> Process:
    """Compile a BPMN 2.0 text with exactly one process.

    Raises:
        ProcessRefused: with all problems at once, each by element id, line, name and what is wrong.
    """
    root = parse_safely(xml)
    findings = Findings()
    foreign = screen(root, findings)
    element = _only_process(root, findings)
    draft = read_draft(element, findings)
    check_draft(draft)
    if not findings:
        check_joins(draft)
        complete_joins(draft)
    version = _version(element, findings)
    findings.refuse()
    return Process(
        id=element.get(f"{{{TJ}}}key", element.get("id", "")),
        name=element.get("name") or element.get("id") or "",
        version=version,
        content_hash=sha256(xml).hexdigest(),
        nodes=MappingProxyType(draft.nodes),
        flows=MappingProxyType(draft.flows),
        containers=MappingProxyType({name: _container(draft, name) for name in draft.containers}),
        boundaries=draft.boundaries(),
        foreign=foreign,
        warnings=find_shared_variables(draft),
    )


def _container(draft: Draft, name: str) -> Container:
    nodes = draft.inside(name)
    by_event = [node.id for node in nodes if isinstance(node, SubProcess) and node.by_event]
    return Container(
        id=name,
        starts=tuple(node for node in nodes if isinstance(node, StartEvent)),
        event_starts=tuple(
            node for inner in by_event for node in draft.inside(inner) if isinstance(node, StartEvent)
        ),
        inclusive=tuple(
            node.id for node in nodes if isinstance(node, InclusiveGateway) and len(node.incoming) > 1
        ),
        links={
            node.trigger.name: node.id
            for node in nodes
            if isinstance(node, CatchEvent) and isinstance(node.trigger, Link)
        },
    )


def _only_process(root: etree._Element, findings: Findings) -> etree._Element:
    found = root.findall(f"{{{BPMN}}}process")
    if len(found) != 1:
        findings.add(root, "文件应有且只有一个流程，现有 %(count)s 个", count=str(len(found)))
        findings.refuse()
    if not found[0].get("id"):
        findings.add(found[0], "流程应有标识 id")
    return found[0]


def _version(process: etree._Element, findings: Findings) -> int:
    text = process.get(f"{{{TJ}}}version", "1")
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_VERSION_DIGITS and int(text)):
        findings.add(process, "流程版本应为从 1 起的整数")
        return 1
    return int(text)
