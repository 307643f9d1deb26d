"""Boxed contexts, lists and relations.

Source: DMN 1.5, 10.2.2.3 to 10.2.2.6.
"""

from collections.abc import Callable
from typing import assert_never

from tongjian.rules.dmn.boxes.inner import entry_names
from tongjian.rules.dmn.expressions import BoxedList, Context, Expression, FunctionDefinition, Relation
from tongjian.rules.dmn.scope import Code, Scope, Variables
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run

Compile = Callable[[Expression | None, Scope], Code]


def compile_collection(box: Context | BoxedList | Relation, scope: Scope, compile_box: Compile) -> Code:
    """Compile a context, list or relation."""
    match box:
        case Context():
            return _context(box, scope, compile_box)
        case BoxedList():
            return _list(box, scope, compile_box)
        case Relation():
            return _relation(box, scope, compile_box)
        case _:
            assert_never(box)


def _context(box: Context, scope: Scope, compile_box: Compile) -> Code:
    """Compile a context; with a last entry that has no name, that entry's value is the result."""
    entries: list[tuple[str, Code]] = []
    result: Code | None = None
    for entry in box.entries:
        if entry.variable is None:
            result = compile_box(entry.value, scope)
            continue
        name, type_ref = entry.variable.name, entry.variable.type_ref
        knows_itself = {name: None} if isinstance(entry.value, FunctionDefinition) else {}
        code = compile_box(entry.value, scope.including(knows_itself))
        entries.append((name, scope.typed(code, type_ref, entry.variable.at, what=f"条目“{name}”")))
        scope = scope.including({name: entry_names(entry.value, type_ref, scope)})

    def evaluate(variables: Variables, run: Run) -> Value:
        seen = dict(variables)
        made: dict[str, Value] = {}
        for name, code in entries:
            made[name] = seen[name] = code(seen, run)
        return made if result is None else result(seen, run)

    return evaluate


def _list(box: BoxedList, scope: Scope, compile_box: Compile) -> Code:
    """Compile a list of boxes."""
    codes = [compile_box(element, scope) for element in box.elements]

    def evaluate(variables: Variables, run: Run) -> Value:
        return tuple(code(variables, run) for code in codes)

    return evaluate


def _relation(box: Relation, scope: Scope, compile_box: Compile) -> Code:
    """Compile a relation to a list of contexts."""
    rows = [
        [
            (
                column.name,
                scope.typed(compile_box(cell, scope), column.type_ref, column.at, what=f"列“{column.name}”"),
            )
            for column, cell in zip(box.columns, row, strict=False)
        ]
        for row in box.rows
    ]

    def evaluate(variables: Variables, run: Run) -> Value:
        return tuple({name: code(variables, run) for name, code in row} for row in rows)

    return evaluate
