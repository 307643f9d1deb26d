"""Compiling boxed expressions to closures.

Source: DMN 1.5, 10.2.2 and 10.3.2.
"""

from typing import assert_never

from tongjian.rules.dmn.boxes.contexts import compile_collection
from tongjian.rules.dmn.boxes.functions import compile_definition, compile_invocation, function_value
from tongjian.rules.dmn.boxes.inner import inner_names
from tongjian.rules.dmn.boxes.loops import compile_control
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
from tongjian.rules.dmn.scope import Code, Scope, Variables
from tongjian.rules.dmn.tables.compiling import compile_table
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run

__all__ = ["compile_box", "function_value", "inner_names"]


def compile_box(box: Expression | None, scope: Scope) -> Code:
    """Compile a boxed expression; what is wrong with it is noted in the scope's problems."""
    if box is None:
        return _missing
    code = _compile(box, scope)
    if isinstance(box, FunctionDefinition):
        return code
    return scope.typed(code, box.type_ref, box.at, what="表达式")


def _compile(box: Expression, scope: Scope) -> Code:
    match box:
        case LiteralExpression():
            return scope.expression(box)
        case DecisionTable():
            return compile_table(box, scope)
        case Context() | BoxedList() | Relation():
            return compile_collection(box, scope, compile_box)
        case Invocation():
            return compile_invocation(box, scope, compile_box)
        case FunctionDefinition():
            return compile_definition(box, scope, compile_box)
        case Conditional() | Filter() | Iterator():
            return compile_control(box, scope, compile_box)
        case _:
            assert_never(box)


def _missing(_variables: Variables, run: Run) -> Value:
    run.report("rules.dmn.empty_expression", "缺少表达式")
    return None
