"""Deployment: a BPMN text is read, checked as a whole, and compiled; or refused with every problem."""

from collections.abc import Iterable
from hashlib import sha256
from types import MappingProxyType

from lxml import etree

from tongjian.flow.domain.deploy.checking import check_draft
from tongjian.flow.domain.deploy.dead_joins import check_joins
from tongjian.flow.domain.deploy.findings import Findings
from tongjian.flow.domain.deploy.reading import read_draft
from tongjian.flow.domain.deploy.safe_xml import parse_safely
from tongjian.flow.domain.deploy.screening import screen
from tongjian.flow.domain.deploy.vocabulary import BPMN, TJ
from tongjian.flow.domain.nodes import Node, StartEvent
from tongjian.flow.domain.process import Container, Process

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
    check_draft(draft, findings)
    if not findings:
        check_joins(draft, findings)
    version = _version(element, findings)
    findings.refuse()
    return Process(
        id=element.get(f"{{{TJ}}}key", element.get("id", "")),
        name=element.get("name", ""),
        version=version,
        content_hash=sha256(xml).hexdigest(),
        nodes=MappingProxyType(draft.nodes),
        flows=MappingProxyType(draft.flows),
        containers={"": _whole(draft.nodes.values())},
        boundaries={},
        foreign=foreign,
    )


def _whole(nodes: Iterable[Node]) -> Container:
    starts = tuple(node for node in nodes if isinstance(node, StartEvent))
    return Container(id="", starts=starts, links={})


def _only_process(root: etree._Element, findings: Findings) -> etree._Element:
    found = root.findall(f"{{{BPMN}}}process")
    if len(found) != 1:
        findings.add(root, "文件应有且只有一个流程，现有 %(count)s 个", count=str(len(found)))
        findings.refuse()
    if not found[0].get("id") or not found[0].get("name"):
        findings.add(found[0], "流程应有标识 id 与名称 name")
    return found[0]


def _version(process: etree._Element, findings: Findings) -> int:
    text = process.get(f"{{{TJ}}}version", "1")
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_VERSION_DIGITS and int(text)):
        findings.add(process, "流程版本应为从 1 起的整数")
        return 1
    return int(text)
