"""XML from a stranger: no document type, no entities, no network, bounded size and depth."""

import re
from dataclasses import dataclass
from typing import ClassVar, cast

from lxml import etree

from tongjian.kit.errors import Refusal

_DOCTYPE = re.compile(rb"<!DOCTYPE\s*([^\s\[>]*)", re.IGNORECASE)
_START_TAG = re.compile(rb"<([^\s<>/!?]+)")


@dataclass(eq=False, kw_only=True)
class UnsafeXml(Refusal):
    """The file is not XML that is read here.

    Attributes:
        line: line where reading stopped, counted from 1.
        element: name of the element open there; empty where there is none.
        what: Chinese sentence saying what is wrong.
    """

    code: ClassVar[str] = "kit.unsafe_xml"
    says: ClassVar[str] = "第 %(line)s 行（%(element)s）：%(what)s"
    advice: ClassVar[str] = "请上传由建模工具导出的 UTF-8 编码 XML 文件"
    line: int
    element: str
    what: str


def parse_xml(xml: bytes, *, max_bytes: int, max_depth: int, max_elements: int = 1_000_000) -> etree._Element:
    """Return the root element, without comments and processing instructions.

    Raises:
        UnsafeXml: too long, not UTF-8, with a document type, not well formed, too deep, of too many parts.
    """
    if len(xml) > max_bytes:
        raise UnsafeXml(line=1, element=_element_before(xml[:4096]), what=f"文件超过 {max_bytes} 字节")
    # a document type is refused before any parser sees it; in another encoding it could hide
    _refuse_other_encodings(xml)
    if found := _DOCTYPE.search(xml):
        line = xml.count(b"\n", 0, found.start()) + 1
        raise UnsafeXml(line=line, element=_readable(found[1]), what="文件不得含有文档类型声明（DTD）")
    try:
        root = etree.fromstring(xml, _strict_parser())
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(xml, error) from error
    _limit(root, max_depth, max_elements)
    return root


def line_of(element: etree._Element) -> int:
    """Return the line of an element's start tag, counted from 1; 0 for one not read from a file."""
    return cast("int | None", element.sourceline) or 0


def _strict_parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_other_encodings(xml: bytes) -> None:
    try:
        xml.decode("utf-8")
    except UnicodeDecodeError as error:
        line = xml.count(b"\n", 0, error.start) + 1
        element = _element_before(xml[: error.start])
        raise UnsafeXml(line=line, element=element, what="文件不是 UTF-8 编码") from error
    if b"\x00" in xml:
        raise UnsafeXml(line=1, element="", what="文件不是 UTF-8 编码")


def _not_well_formed(xml: bytes, error: etree.XMLSyntaxError) -> UnsafeXml:
    line, column = error.position
    what = "元素嵌套过深" if "depth" in (error.msg or "") else "不是合格的 XML"
    lines = xml.split(b"\n", line)[:line]
    before = b"\n".join([*lines[:-1], lines[-1][:column]]) if lines else b""
    return UnsafeXml(line=line, element=_element_before(before), what=what)


def _element_before(xml: bytes) -> str:
    """The name in the last start tag of the text, looked for near its end only."""
    found = _START_TAG.findall(xml[-65536:])
    return _readable(found[-1]) if found else ""


def _readable(name: bytes) -> str:
    return name[:100].decode("utf-8", "replace")


def _limit(root: etree._Element, max_depth: int, max_elements: int) -> None:
    """Walk the tree once; elements become Python objects one at a time, so that millions stay cheap."""
    depth = count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth, count = depth + 1, count + 1
        if depth > max_depth or count > max_elements:
            what = f"元素嵌套超过 {max_depth} 层" if depth > max_depth else f"元素超过 {max_elements} 个"
            name = etree.QName(element).localname
            raise UnsafeXml(line=line_of(element), element=name, what=what)
