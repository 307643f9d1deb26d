"""Reading test cases in the format of the DMN compatibility kit.

Source: github.com/dmn-tck/tck, testCases.xsd.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from tongjian.kit import parse_xml
from tongjian.rules.feel.values import Fault, Value, number
from tongjian.rules.feel.values.reading import read_date, read_date_and_time, read_duration, read_time

NAMESPACE: Final = "http://www.omg.org/spec/DMN/20160719/testcase"
_XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_MAX_BYTES: Final = 8_000_000
_MAX_DEPTH: Final = 100
_NUMBERS: Final = frozenset({"decimal", "double", "float", "integer", "int", "long", "short", "byte"})

_READERS: Final[Mapping[str, Callable[[str], Value]]] = {
    "date": read_date,
    "time": read_time,
    "dateTime": read_date_and_time,
    "duration": read_duration,
    "dayTimeDuration": read_duration,
    "yearMonthDuration": read_duration,
}

Element = etree._Element  # noqa: SLF001 - lxml gives its type no other name


@dataclass(frozen=True, slots=True)
class ResultNode:
    """What one decision is expected to give.

    Attributes:
        name: of the decision, or of an output of the service that is invoked.
        expected: its value.
        is_error: null has to come with a diagnostic.
        of_service: the name is that of a decision service, in a case that invokes none itself.
    """

    name: str
    expected: Value
    is_error: bool
    of_service: bool = False


@dataclass(frozen=True, slots=True)
class ConformanceCase:
    """One test case.

    Attributes:
        identifier: within its file.
        kind: what is invoked.
        invoked: name of the service or business knowledge model; empty for decisions.
        inputs: by name, elements of imported models by ``{namespace}name``.
        results: what is expected.
        unreadable: why the case cannot be run; empty for one that can.
    """

    identifier: str
    kind: Literal["decision", "decisionService", "bkm"]
    invoked: str
    inputs: Mapping[str, Value]
    results: tuple[ResultNode, ...]
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of test cases, and the name of the model's file."""

    model: str
    cases: tuple[ConformanceCase, ...]


def read_cases(xml: bytes) -> CaseFile | None:
    """Return the cases of a file; None where it holds something else.

    Raises:
        UnsafeXml: the file is not XML that is read here.
    """
    root = parse_xml(xml, max_bytes=_MAX_BYTES, max_depth=_MAX_DEPTH)
    if root.tag != _q("testCases"):
        return None
    model = root.findtext(_q("modelName")) or ""
    return CaseFile(model.strip(), tuple(_case(child) for child in root.findall(_q("testCase"))))


def _q(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _case(element: Element) -> ConformanceCase:
    kind = element.get("type", "decision")
    identifier, invoked = element.get("id") or "", element.get("invocableName") or ""
    try:
        inputs = {_name(node): _value(node) for node in element.findall(_q("inputNode"))}
        results = tuple(_result(node) for node in element.findall(_q("resultNode")))
    except (Fault, ArithmeticError) as unreadable:
        return ConformanceCase(identifier, "decision", invoked, {}, (), str(unreadable))
    return ConformanceCase(
        identifier,
        "decisionService" if kind == "decisionService" else "bkm" if kind == "bkm" else "decision",
        invoked,
        inputs,
        results,
    )


def _name(node: Element) -> str:
    namespace, name = node.get("namespace"), " ".join((node.get("name") or "").split())
    return f"{{{namespace}}}{name}" if namespace else name


def _result(node: Element) -> ResultNode:
    expected = node.find(_q("expected"))
    value = None if expected is None else _value(expected)
    is_error = node.get("errorResult") in ("true", "1")
    return ResultNode(_name(node), value, is_error, node.get("type") == "decisionService")


def _value(holder: Element) -> Value:
    """The value in an element that holds a value, a list or components."""
    if holder.get(f"{_XSI}nil") in ("true", "1"):
        return None
    components = holder.findall(_q("component"))
    if components:
        return {child.get("name") or "": _value(child) for child in components}
    listed = holder.find(_q("list"))
    if listed is not None:
        if listed.get(f"{_XSI}nil") in ("true", "1"):
            return None
        return tuple(_value(item) for item in listed.findall(_q("item")))
    value = holder.find(_q("value"))
    return None if value is None else _simple(value)


def _simple(value: Element) -> Value:
    if value.get(f"{_XSI}nil") in ("true", "1"):
        return None
    text = value.text or ""
    kind = (value.get(f"{_XSI}type") or "string").rpartition(":")[2]
    if kind == "string":
        return text
    text = text.strip()
    if kind in _NUMBERS:
        return number(text)
    if kind == "boolean" and text in ("true", "false", "1", "0"):
        return text in ("true", "1")
    if kind not in _READERS:
        raise Fault("不认识的值类型 %(kind)s", kind=kind)
    return _READERS[kind](text)
