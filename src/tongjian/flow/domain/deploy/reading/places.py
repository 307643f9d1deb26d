"""Where an element stands, and finding what stands in it."""

from dataclasses import dataclass
from typing import TypedDict

from lxml import etree

from tongjian.flow.domain.deploy.findings import Findings
from tongjian.flow.domain.deploy.vocabulary import BPMN, TJ


class NodeFields(TypedDict):
    """What every node has, as arguments."""

    id: str
    name: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]
    container: str


@dataclass(frozen=True, slots=True)
class Place:
    """An element of a flow node with the flows at it."""

    element: etree._Element
    id: str
    container: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]

    def fields(self) -> NodeFields:
        """Return what every node has."""
        return NodeFields(
            id=self.id,
            name=self.element.get("name", ""),
            incoming=self.incoming,
            outgoing=self.outgoing,
            container=self.container,
        )


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the standard's elements of this name directly inside."""
    return element.findall(f"{{{BPMN}}}{name}")


def text_of_child(element: etree._Element, name: str) -> str:
    """Return the text of the first element of this name directly inside; empty where there is none."""
    found = children(element, name)
    return (found[0].text or "").strip() if found else ""


def extension(element: etree._Element, name: str, findings: Findings) -> etree._Element | None:
    """Return the element of our extension with this name; a second one is noted."""
    found = extensions(element, name)
    if len(found) > 1:
        findings.add(element, "扩展 %(extension)s 只能有一个", extension=name)
    return found[0] if found else None


def extensions(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the elements of our extension with this name."""
    return element.findall(f"{{{BPMN}}}extensionElements/{{{TJ}}}{name}")


def reference(text: str | None) -> str:
    """Return the id that a reference names, without a prefix."""
    return (text or "").strip().rpartition(":")[2]
