"""Compiling syntax to closures."""

from collections.abc import Mapping
from typing import Any, Final

from tongjian.rules.errors import MalformedExpression
from tongjian.rules.feel import syntax as read
from tongjian.rules.feel.compiling import (
    arithmetic,
    comparisons,
    functions,
    iteration,
    logic,
    membership,
    names,
    selection,
    types,
)
from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, Part
from tongjian.rules.feel.compiling.membership import Test

__all__ = ["PARTS", "Compiler", "Frame", "Node", "Test", "compile_syntax", "compile_tests"]

PARTS: Final[Mapping[type, Part]] = {
    read.Constant: names.constant,
    read.Temporal: names.temporal,
    read.Named: names.named,
    read.Listing: names.listing,
    read.Interval: names.interval,
    read.Ray: names.ray,
    read.Negation: arithmetic.negation,
    read.Arithmetic: arithmetic.arithmetic,
    read.Comparison: comparisons.comparison,
    read.Between: comparisons.between,
    read.Conjunction: logic.conjunction,
    read.Disjunction: logic.disjunction,
    read.Conditional: logic.conditional,
    read.Membership: membership.membership,
    read.InstanceOf: types.instance_of,
    read.Path: selection.path,
    read.Filter: selection.filtered,
    read.Invocation: functions.invocation,
    read.Definition: functions.definition,
    read.Entries: functions.entries,
    read.Iteration: iteration.iteration,
    read.Quantified: iteration.quantified,
}
"""How each kind of syntax is compiled."""


def compile_syntax(compiler: Compiler, syntax: read.Syntax) -> Node:
    """Return the closure of an expression.

    Raises:
        MalformedExpression: it is nested too deeply.
    """
    try:
        return compiler.node(syntax)
    except RecursionError as error:
        raise _too_deep(compiler.text) from error


def compile_tests(compiler: Compiler, tests: read.Tests) -> Test:
    """Return the closure of a cell of unary tests.

    Where one of them mentions ``?``, the input is to stand in the slot bound to it.

    Raises:
        MalformedExpression: it is nested too deeply.
    """
    if not tests.tests:
        return _anything
    try:
        passes = membership.any_of(tuple(membership.test(compiler, one) for one in tests.tests))
    except RecursionError as error:
        raise _too_deep(compiler.text) from error
    return _negated(passes) if tests.negated else passes


def _anything(_value: Any, _frame: Frame, _run: Any) -> bool:  # noqa: ANN401 - nothing of it is looked at
    return True


def _negated(passes: Test) -> Test:
    def fails(value: Any, frame: Frame, run: Any) -> bool | None:  # noqa: ANN401 - handed on
        passed = passes(value, frame, run)
        return None if passed is None else not passed

    return fails


def _too_deep(text: str) -> MalformedExpression:
    return MalformedExpression(line=1, column=1, what="嵌套过深", near=text[:20])
