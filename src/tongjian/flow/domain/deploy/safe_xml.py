"""Reading XML from a stranger: no DTD, no entities, no network, bounded size and depth."""

from lxml import etree

from tongjian.flow.domain.deploy.findings import Findings

MAX_BYTES = 2_000_000
"""A process of a thousand nodes with its diagram stays well below."""

MAX_DEPTH = 40
"""Elements inside elements; the supported part of BPMN needs seven, a diagram eight."""


def parse_safely(xml: bytes) -> etree._Element:
    """Return the root element.

    Raises:
        ProcessRefused: too long, not UTF-8, with a document type, not well formed, or too deep.
    """
    findings = Findings()
    if len(xml) > MAX_BYTES:
        findings.add(None, "文件超过 %(limit)s 字节", limit=str(MAX_BYTES))
        findings.refuse()
    # a document type is refused before any parser sees it; in another encoding it could hide
    if not _is_utf8(xml):
        findings.add(None, "文件不是 UTF-8 编码")
    if b"<!DOCTYPE" in xml.upper():
        findings.add(None, "文件不得含有文档类型声明（DTD）")
    findings.refuse()
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        findings.add(None, "第 %(line)s 行不是合格的 XML", line=str(error.lineno))
        findings.refuse()
        raise
    _limit_depth(root, findings)
    findings.refuse()
    return root


def _is_utf8(xml: bytes) -> bool:
    try:
        xml.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in xml


def _limit_depth(root: etree._Element, findings: Findings) -> None:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    findings.add(level[0], "嵌套超过 %(limit)s 层", limit=str(MAX_DEPTH))
