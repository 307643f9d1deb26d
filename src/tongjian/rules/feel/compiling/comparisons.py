"""Comparisons; numbers and texts against what is known beforehand take the short way.

Source: DMN 1.5, 10.3.2.4, Tables 42 to 44.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, noted
from tongjian.rules.feel.compiling.constants import constant_of
from tongjian.rules.feel.operations import between as lies_between
from tongjian.rules.feel.operations import equal, greater, greater_or_equal, less, less_or_equal
from tongjian.rules.feel.syntax import Between, Comparator, Comparison, Named, Syntax
from tongjian.rules.feel.values import Fault, Value
from tongjian.rules.running import Run, Span

Compare = Callable[[Value, Value], bool]

Short = Callable[[Any, Any], bool]


def _different(left: Value, right: Value) -> bool:
    return not equal(left, right)


COMPARE: Final[Mapping[Comparator, Compare]] = {
    "=": equal,
    "!=": _different,
    "<": less,
    "<=": less_or_equal,
    ">": greater,
    ">=": greater_or_equal,
}
"""What each comparator gives for any two values; may raise a Fault."""

SHORT: Final[Mapping[Comparator, Short]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
"""What each gives for two numbers, or for two texts."""


def comparison(compiler: Compiler, syntax: Comparison) -> Node:
    """Compile a comparison."""
    span = compiler.span(syntax.place)
    left, right = compiler.node(syntax.left), compiler.node(syntax.right)
    compare, short = COMPARE[syntax.comparator], SHORT[syntax.comparator]
    node = _general(left, right, compare, short, span)
    known = constant_of(compiler, syntax.right)
    if known is None or type(known[0]) not in {Decimal, str}:
        return node
    name = _variable_name(compiler, syntax.left)
    return node if name is None else _of_variable(name, known[0], short, node)


def _general(
    left_of: Node,
    right_of: Node,
    compare: Compare,
    short: Short,
    span: Span,
) -> Node:
    def node(frame: Frame, run: Run) -> Value:
        left, right = left_of(frame, run), right_of(frame, run)
        kind = type(left)
        if kind is type(right):
            if kind is Decimal:
                return short(left, right)
            if isinstance(left, tuple | dict):
                run.weigh(left)
        try:
            return compare(left, right)
        except Fault as fault:
            return noted(run, fault, span)

    return node


def _of_variable(name: str, constant: Value, short: Short, slow: Node) -> Node:
    kind = type(constant)

    def node(frame: Frame, run: Run) -> Value:
        value = frame[0].get(name)
        if type(value) is kind:
            return short(value, constant)
        return slow(frame, run)

    return node


def _variable_name(compiler: Compiler, syntax: Syntax) -> str | None:
    """Return the name of a variable handed in, if the syntax is nothing else."""
    if not isinstance(syntax, Named) or compiler.places_of(syntax.name) != ((), None):
        return None
    return syntax.name if syntax.name in compiler.names.known else None


def between(compiler: Compiler, syntax: Between) -> Node:
    """Compile ``between``: at least the low and at most the high end."""
    span = compiler.span(syntax.place)
    subject, low, high = (compiler.node(part) for part in (syntax.subject, syntax.low, syntax.high))

    def node(frame: Frame, run: Run) -> Value:
        value, lowest, highest = subject(frame, run), low(frame, run), high(frame, run)
        try:
            return lies_between(value, lowest, highest)
        except Fault as fault:
            return noted(run, fault, span)

    return node
