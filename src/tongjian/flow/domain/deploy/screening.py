"""First pass: every element and attribute must be one that is supported. Nothing is passed over."""

from collections import Counter

from lxml import etree

from tongjian.flow.domain.deploy.findings import Findings, local_name, split_name
from tongjian.flow.domain.deploy.vocabulary import (
    ATTRIBUTES,
    BPMN,
    CHILDREN,
    EXTENSIONS,
    HARMLESS,
    NOTED,
    PRESENTATION,
    PROCESS_ATTRIBUTES,
    TJ,
)


def screen(root: etree._Element, findings: Findings) -> tuple[str, ...]:
    """Note every element and attribute that is not supported, and every id used twice.

    Returns:
        The names of foreign extensions, kept in the text but without effect.
    """
    foreign: list[str] = []
    if etree.QName(root).namespace != BPMN or local_name(root) != "definitions":
        findings.add(root, "根元素应为 BPMN 2.0 的 definitions")
        return ()
    _screen_children(root, findings, foreign)
    _find_duplicates(root, findings)
    return tuple(sorted(set(foreign)))


def _screen_children(parent: etree._Element, findings: Findings, foreign: list[str]) -> None:
    around = local_name(parent)
    allowed = CHILDREN.get(around, frozenset())
    for child in parent:
        namespace, name = split_name(child.tag)
        if namespace in PRESENTATION and around == "definitions":
            continue
        if namespace != BPMN:
            findings.add(child, "不认识的元素")
        elif name == "extensionElements":
            _screen_extensions(parent, child, findings, foreign)
        elif name == "documentation" or (name in NOTED and name in allowed):
            continue
        elif name not in allowed:
            findings.add(child, "本系统不支持该元素")
        else:
            _screen_attributes(child, findings, foreign)
            _screen_children(child, findings, foreign)


def _screen_attributes(element: etree._Element, findings: Findings, foreign: list[str]) -> None:
    known = ATTRIBUTES.get(local_name(element), frozenset())
    for key, value in element.attrib.items():
        namespace, name = split_name(str(key))
        if namespace == TJ:
            if local_name(element) != "process" or name not in PROCESS_ATTRIBUTES:
                findings.add(element, "不认识的扩展属性 %(attribute)s", attribute=name)
        elif namespace is not None:
            if not namespace.startswith("http://www.w3.org/"):
                foreign.append(str(key))
        elif name not in known and (name, value) not in HARMLESS:
            what = "本系统不支持属性 %(attribute)s=“%(value)s”"
            findings.add(element, what, attribute=name, value=str(value))


def _screen_extensions(
    owner: etree._Element, holder: etree._Element, findings: Findings, foreign: list[str]
) -> None:
    known = EXTENSIONS.get(local_name(owner), {})
    for child in holder:
        name = etree.QName(child)
        if name.namespace != TJ:
            foreign.append(name.text)
        elif name.localname not in known:
            findings.add(owner, "不认识的扩展 %(extension)s", extension=name.localname)
        else:
            for key in set(child.attrib) - known[name.localname]:
                findings.add(owner, "扩展的属性 %(attribute)s 不认识", attribute=str(key))
            if len(child):
                findings.add(owner, "扩展 %(extension)s 不得含有元素", extension=name.localname)


def _find_duplicates(root: etree._Element, findings: Findings) -> None:
    named = [one for one in root.iter(f"{{{BPMN}}}*") if one.get("id")]
    counts = Counter(one.get("id") for one in named)
    for element in named:
        if counts[element.get("id")] > 1:
            findings.add(element, "标识重复")
