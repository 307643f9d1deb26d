"""Writing boxed expressions and decision tables.

Source: DMN 1.5, 8.3 and 10.2.2.
"""

from typing import assert_never

from tongjian.rules.dmn.expressions import (
    BoxedList,
    Conditional,
    Context,
    DecisionTable,
    Expression,
    Filter,
    FunctionDefinition,
    Invocation,
    Iterator,
    LiteralExpression,
    Relation,
)
from tongjian.rules.dmn.writing.nodes import Element, child, identified, item, text_in


def write_box(parent: Element, box: Expression | None) -> None:
    """Add an expression; nothing where there is none."""
    match box:
        case None:
            return
        case LiteralExpression():
            text_in(parent, "literalExpression", box)
        case DecisionTable():
            _table(parent, box)
        case Context() | BoxedList() | Relation():
            _collection(parent, box)
        case Invocation():
            _invocation(parent, box)
        case FunctionDefinition():
            write_function(identified(parent, "functionDefinition", box.at, typeRef=box.type_ref), box)
        case Conditional() | Filter() | Iterator():
            _control(parent, box)
        case _:
            assert_never(box)


def write_function(holder: Element, function: FunctionDefinition) -> None:
    """Write parameters and body into the element of a function."""
    if function.kind != "FEEL":
        holder.set("kind", function.kind)
    for parameter in function.parameters:
        item(holder, "formalParameter", parameter)
    write_box(holder, function.body)


def _collection(parent: Element, box: Context | BoxedList | Relation) -> None:
    match box:
        case Context():
            holder = identified(parent, "context", box.at, typeRef=box.type_ref)
            for entry in box.entries:
                inner = identified(holder, "contextEntry", entry.at)
                if entry.variable is not None:
                    item(inner, "variable", entry.variable)
                write_box(inner, entry.value)
        case BoxedList():
            holder = identified(parent, "list", box.at, typeRef=box.type_ref)
            for element in box.elements:
                write_box(holder, element)
        case Relation():
            holder = identified(parent, "relation", box.at, typeRef=box.type_ref)
            for column in box.columns:
                item(holder, "column", column)
            for row in box.rows:
                inner = child(holder, "row")
                for cell in row:
                    write_box(inner, cell)
        case _:
            assert_never(box)


def _invocation(parent: Element, box: Invocation) -> None:
    holder = identified(parent, "invocation", box.at, typeRef=box.type_ref)
    write_box(holder, box.called)
    for binding in box.bindings:
        inner = child(holder, "binding")
        item(inner, "parameter", binding.parameter)
        write_box(inner, binding.value)


def _control(parent: Element, box: Conditional | Filter | Iterator) -> None:
    match box:
        case Conditional():
            holder = identified(parent, "conditional", box.at, typeRef=box.type_ref)
            parts = {"if": box.condition, "then": box.then, "else": box.otherwise}
        case Filter():
            holder = identified(parent, "filter", box.at, typeRef=box.type_ref)
            parts = {"in": box.items, "match": box.match}
        case Iterator():
            holder = identified(parent, box.kind, box.at, typeRef=box.type_ref)
            holder.set("iteratorVariable", box.variable)
            parts = {"in": box.items, "return" if box.kind == "for" else "satisfies": box.body}
        case _:
            assert_never(box)
    for tag, part in parts.items():
        write_box(child(holder, tag), part)


def _table(parent: Element, table: DecisionTable) -> None:
    holder = identified(
        parent,
        "decisionTable",
        table.at,
        hitPolicy=table.hit_policy,
        aggregation=table.aggregation,
        typeRef=table.type_ref,
    )
    for clause in table.inputs:
        column = identified(holder, "input", clause.at, label=clause.label or None)
        text_in(column, "inputExpression", clause.expression)
        text_in(column, "inputValues", clause.values)
    for output in table.outputs:
        name, type_ref = output.name or None, output.type_ref
        column = identified(holder, "output", output.at, name=name, typeRef=type_ref)
        text_in(column, "outputValues", output.values)
        text_in(column, "defaultOutputEntry", output.default)
    for name in table.annotations:
        child(holder, "annotation", name=name)
    for rule in table.rules:
        row = identified(holder, "rule", rule.at)
        for cell in rule.inputs:
            text_in(row, "inputEntry", cell)
        for cell in rule.outputs:
            text_in(row, "outputEntry", cell)
        for annotation in rule.annotations:
            child(child(row, "annotationEntry"), "text").text = annotation
