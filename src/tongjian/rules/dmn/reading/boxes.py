"""Reading boxed expressions from the file.

Source: DMN 1.5, 10.2.2.
"""

from collections.abc import Callable
from typing import Final

from tongjian.rules.dmn.expressions import (
    Binding,
    BoxedList,
    Conditional,
    Context,
    ContextEntry,
    Expression,
    Filter,
    FunctionDefinition,
    Invocation,
    Iterator,
    Relation,
)
from tongjian.rules.dmn.problems import repeated
from tongjian.rules.dmn.reading.nodes import Element, Sheet
from tongjian.rules.dmn.reading.tables import read_table
from tongjian.rules.dmn.reading.vocabulary import EXPRESSIONS

_MOST_ENTRIES: Final = 200
"""Of one context: what each sees grows with those before it."""


def find_expression(sheet: Sheet, element: Element, *, passing: str = "") -> Expression | None:
    """Return the one expression among the children; None where there is none.

    Args:
        sheet: the file.
        element: the parent.
        passing: name of a child that is left out.
    """
    found = [child for tag, child in sheet.children(element) if tag in EXPRESSIONS and tag != passing]
    for more in found[1:]:
        sheet.problems.add(sheet.place(more), "此处只能有一个表达式")
    return _READERS[sheet.tag(found[0]) or ""](sheet, found[0]) if found else None


def read_function(sheet: Sheet, element: Element) -> FunctionDefinition:
    """Return a function definition: that of a box, or the logic of a business knowledge model."""
    kind = element.get("kind", "FEEL")
    if kind not in ("FEEL", "Java", "PMML"):
        sheet.problems.add(sheet.place(element), "不认识的函数种类 %(kind)s", kind=kind)
    return FunctionDefinition(
        at=sheet.place(element),
        parameters=tuple(sheet.item(child) for child in sheet.all(element, "formalParameter")),
        body=find_expression(sheet, element),
        kind="Java" if kind == "Java" else "PMML" if kind == "PMML" else "FEEL",
        type_ref=sheet.type_ref(element),
    )


def _inner(sheet: Sheet, element: Element, name: str) -> Expression | None:
    """The expression in the child of this name; a missing one is noted."""
    child = sheet.one(element, name)
    found = None if child is None else find_expression(sheet, child)
    if found is None:
        sheet.problems.add(sheet.place(element), "缺少 %(name)s 的表达式", name=name)
    return found


def _context(sheet: Sheet, element: Element) -> Context:
    entries = tuple(_entry(sheet, child) for child in sheet.all(element, "contextEntry"))
    for entry in entries[:-1]:
        if entry.variable is None:
            sheet.problems.add(entry.at, "只有最后一个条目可以没有名称")
    if len(entries) > _MOST_ENTRIES:
        sheet.problems.add(entries[_MOST_ENTRIES].at, "条目超过 %(most)s 个", most=_MOST_ENTRIES)
    named = [entry.variable for entry in entries if entry.variable]
    for position in repeated(variable.name for variable in named):
        again = named[position]
        sheet.problems.add(again.at, "条目名称重复：%(name)s", name=again.name)
    return Context(at=sheet.place(element), entries=entries[:_MOST_ENTRIES], type_ref=sheet.type_ref(element))


def _entry(sheet: Sheet, element: Element) -> ContextEntry:
    variable = sheet.one(element, "variable")
    value = find_expression(sheet, element)
    if value is None:
        sheet.problems.add(sheet.place(element), "条目缺少表达式")
    return ContextEntry(
        at=sheet.place(element), variable=None if variable is None else sheet.item(variable), value=value
    )


def _list(sheet: Sheet, element: Element) -> BoxedList:
    found = [child for tag, child in sheet.children(element) if tag in EXPRESSIONS]
    return BoxedList(
        at=sheet.place(element),
        elements=tuple(_READERS[sheet.tag(child) or ""](sheet, child) for child in found),
        type_ref=sheet.type_ref(element),
    )


def _relation(sheet: Sheet, element: Element) -> Relation:
    columns = tuple(sheet.item(child) for child in sheet.all(element, "column"))
    rows = []
    for number, row in enumerate(sheet.all(element, "row"), start=1):
        cells = [child for tag, child in sheet.children(row) if tag in EXPRESSIONS]
        if len(cells) != len(columns):
            sheet.problems.add(
                sheet.place(row),
                "第 %(row)s 行有 %(cells)s 格，应为 %(columns)s 格",
                row=number,
                cells=len(cells),
                columns=len(columns),
            )
        rows.append(tuple(_READERS[sheet.tag(cell) or ""](sheet, cell) for cell in cells))
    return Relation(
        at=sheet.place(element), columns=columns, rows=tuple(rows), type_ref=sheet.type_ref(element)
    )


def _invocation(sheet: Sheet, element: Element) -> Invocation:
    called = find_expression(sheet, element)
    if called is None:
        sheet.problems.add(sheet.place(element), "缺少被调用的函数")
    bindings = []
    for child in sheet.all(element, "binding"):
        parameter = sheet.one(child, "parameter")
        if parameter is None:
            sheet.problems.add(sheet.place(child), "绑定缺少参数名称")
            continue
        bindings.append(Binding(parameter=sheet.item(parameter), value=find_expression(sheet, child)))
    return Invocation(
        at=sheet.place(element), called=called, bindings=tuple(bindings), type_ref=sheet.type_ref(element)
    )


def _conditional(sheet: Sheet, element: Element) -> Conditional:
    return Conditional(
        at=sheet.place(element),
        condition=_inner(sheet, element, "if"),
        then=_inner(sheet, element, "then"),
        otherwise=_inner(sheet, element, "else"),
        type_ref=sheet.type_ref(element),
    )


def _filter(sheet: Sheet, element: Element) -> Filter:
    return Filter(
        at=sheet.place(element),
        items=_inner(sheet, element, "in"),
        match=_inner(sheet, element, "match"),
        type_ref=sheet.type_ref(element),
    )


def _iterator(sheet: Sheet, element: Element) -> Iterator:
    tag = sheet.tag(element)
    variable = " ".join((element.get("iteratorVariable") or "").split())
    if not variable:
        sheet.problems.add(sheet.place(element), "缺少循环变量（iteratorVariable）")
    return Iterator(
        at=sheet.place(element),
        kind="for" if tag == "for" else "some" if tag == "some" else "every",
        variable=variable,
        items=_inner(sheet, element, "in"),
        body=_inner(sheet, element, "return" if tag == "for" else "satisfies"),
        type_ref=sheet.type_ref(element),
    )


_READERS: dict[str, Callable[[Sheet, Element], Expression]] = {
    "literalExpression": Sheet.literal,
    "context": _context,
    "list": _list,
    "relation": _relation,
    "invocation": _invocation,
    "functionDefinition": read_function,
    "conditional": _conditional,
    "filter": _filter,
    "for": _iterator,
    "some": _iterator,
    "every": _iterator,
    "decisionTable": read_table,
}
