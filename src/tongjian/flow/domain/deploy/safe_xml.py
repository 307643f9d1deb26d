"""Reading a process text from a stranger: what is no safe XML is refused with element and line."""

from lxml import etree

from tongjian.flow.domain.deploy.english import ENGLISH
from tongjian.flow.domain.deploy.findings import Findings
from tongjian.kit import UnsafeXml, parse_xml

MAX_BYTES = 2_000_000
"""A process of a thousand nodes with its diagram stays well below."""

MAX_DEPTH = 40
"""Elements inside elements; the supported part of BPMN needs seven, a diagram eight."""

MAX_ELEMENTS = 100_000
"""A process of a thousand nodes with its diagram has less than a tenth."""


def parse_safely(xml: bytes) -> etree._Element:
    """Return the root element.

    Raises:
        ProcessRefused: too long, not UTF-8, with a document type, not well formed, too deep, of too many
            elements.
    """
    try:
        return parse_xml(xml, max_bytes=MAX_BYTES, max_depth=MAX_DEPTH, max_elements=MAX_ELEMENTS)
    except UnsafeXml as unsafe:
        findings, english = Findings(), ENGLISH.get(unsafe.what, "no XML that is read here")
        line, tag = str(unsafe.line), unsafe.element
        what = "第 %(line)s 行 %(tag)s：%(what)s"
        findings.add(None, what, line=line, tag=tag, what=unsafe.what, english=english)
        findings.refuse()
        raise
