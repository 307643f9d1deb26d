"""Unary tests: whether an input passes a cell, and ``in``.

Source: DMN 1.5, 10.3.2.8 and Table 55; 8.3.3.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, TypeAlias

from tongjian.rules.feel import syntax as read
from tongjian.rules.feel.compiling.comparisons import COMPARE, SHORT, Compare, Short
from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, noted
from tongjian.rules.feel.compiling.constants import constant_of
from tongjian.rules.feel.operations import is_in
from tongjian.rules.feel.values import Fault, Range, Value
from tongjian.rules.running import Run, Span

Test: TypeAlias = Callable[[Value, Frame, Run], bool | None]
"""Whether an input passes; None where that cannot be said."""

_COMPUTED: Final = (
    read.Comparison,
    read.Conjunction,
    read.Disjunction,
    read.Between,
    read.Membership,
    read.InstanceOf,
    read.Quantified,
    read.Invocation,
)


def membership(compiler: Compiler, syntax: read.Membership) -> Node:
    """Compile ``in``."""
    subject = compiler.node(syntax.subject)
    passes = any_of(tuple(test(compiler, one) for one in syntax.tests))

    def node(frame: Frame, run: Run) -> Value:
        return passes(subject(frame, run), frame, run)

    return node


def any_of(tests: tuple[Test, ...]) -> Test:
    """Return the test that is passed by passing one of several."""
    if len(tests) == 1:
        return tests[0]

    def passes(value: Value, frame: Frame, run: Run) -> bool | None:
        answer: bool | None = False
        for one in tests:
            passed = one(value, frame, run)
            if passed:
                return True
            if passed is None:
                answer = None
        return answer

    return passes


def test(compiler: Compiler, syntax: read.UnaryTest) -> Test:
    """Compile one positive unary test."""
    span = compiler.span(syntax.place)
    if isinstance(syntax, read.Compares):
        return _compares(compiler, syntax, span)
    if syntax.asks:
        return _asks(compiler.node(syntax.expression), span)
    known = constant_of(compiler, syntax.expression)
    if known is None:
        computed = isinstance(syntax.expression, _COMPUTED)
        return _answers(compiler.node(syntax.expression), span, computed=computed)
    return _of_constant(known[0], span)


def _compares(compiler: Compiler, syntax: read.Compares, span: Span) -> Test:
    compare, operand = COMPARE[syntax.comparator], compiler.node(syntax.operand)
    known = constant_of(compiler, syntax.operand)
    if known is not None and type(known[0]) is Decimal:
        return _of_number(known[0], SHORT[syntax.comparator], _slow(compare, known[0], span))

    def passes(value: Value, frame: Frame, run: Run) -> bool | None:
        try:
            return compare(value, operand(frame, run))
        except Fault as fault:
            return noted(run, fault, span)

    return passes


def _slow(compare: Compare, constant: Value, span: Span) -> Test:
    def passes(value: Value, _frame: Frame, run: Run) -> bool | None:
        try:
            return compare(value, constant)
        except Fault as fault:
            return noted(run, fault, span)

    return passes


def _of_number(constant: Decimal, short: Short, slow: Test) -> Test:
    def passes(value: Value, frame: Frame, run: Run) -> bool | None:
        if type(value) is Decimal:
            return short(value, constant)
        return slow(value, frame, run)

    return passes


def _of_constant(constant: Value, span: Span) -> Test:
    """Return the test of a value to equal, or a list or range to be in, known beforehand."""
    if isinstance(constant, str):

        def same(value: Value, frame: Frame, run: Run) -> bool | None:
            return value == constant if type(value) is str else slow(value, frame, run)

        slow = _general(constant, span)
        return same
    if isinstance(constant, Decimal):
        return _of_number(constant, SHORT["="], _general(constant, span))
    if isinstance(constant, Range):
        return _of_range(constant, span)
    return _general(constant, span)


def _of_range(constant: Range, span: Span) -> Test:
    low, high = constant.start, constant.end
    slow = _general(constant, span)
    if not isinstance(low, Decimal) or not isinstance(high, Decimal) or constant.operator:
        return slow
    above = SHORT[">=" if constant.start_included else ">"]
    below = SHORT["<=" if constant.end_included else "<"]

    def passes(value: Value, frame: Frame, run: Run) -> bool | None:
        if type(value) is Decimal:
            return above(value, low) and below(value, high)
        return slow(value, frame, run)

    return passes


def _general(constant: Value, span: Span) -> Test:
    def passes(value: Value, _frame: Frame, run: Run) -> bool | None:
        return _passes(value, constant, run, span)

    return passes


def _asks(condition: Node, span: Span) -> Test:
    """Return the test of a condition on ``?``, which stands in the frame already."""

    def passes(value: Value, frame: Frame, run: Run) -> bool | None:
        answer = condition(frame, run)
        if answer is None or isinstance(answer, bool):
            return answer
        return _passes(value, answer, run, span)

    return passes


def _answers(expression: Node, span: Span, *, computed: bool) -> Test:
    def passes(value: Value, frame: Frame, run: Run) -> bool | None:
        answer = expression(frame, run)
        if computed and isinstance(answer, bool) and not isinstance(value, bool):
            return answer
        return _passes(value, answer, run, span)

    return passes


def _passes(value: Value, answer: Value, run: Run, span: Span) -> bool | None:
    """Return whether an input equals a value, or is in a list or range."""
    if type(answer) is tuple:
        run.weigh(answer)
    try:
        return is_in(value, answer)
    except Fault as fault:
        return noted(run, fault, span)
