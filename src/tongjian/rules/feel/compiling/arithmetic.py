"""Arithmetic: operands of one rank from left to right; two plain numbers take the short way."""

from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException
from typing import Final

from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, noted
from tongjian.rules.feel.compiling.constants import is_constant
from tongjian.rules.feel.operations import add, divide, multiply, negate, power, subtract
from tongjian.rules.feel.syntax import Arithmetic, Negation, Operator
from tongjian.rules.feel.values import NUMBERS, Fault, Value
from tongjian.rules.running import Run, Span

_Operation = Callable[[Value, Value], Value]
_OPERATIONS: Final[Mapping[Operator, _Operation]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}
_SHORT: Final[Mapping[Operator, Callable[[Decimal, Decimal], Decimal]]] = {
    "+": NUMBERS.add,
    "-": NUMBERS.subtract,
    "*": NUMBERS.multiply,
}


def arithmetic(compiler: Compiler, syntax: Arithmetic) -> Node:
    """Compile operators of one rank."""
    if len(syntax.rest) == 1:
        return _two(compiler, syntax)
    span = compiler.span(syntax.place)
    first = compiler.node(syntax.first)
    rest = tuple((_OPERATIONS[operator], compiler.node(operand)) for operator, operand in syntax.rest)

    def node(frame: Frame, run: Run) -> Value:
        value = first(frame, run)
        try:
            for operation, operand in rest:
                value = operation(value, operand(frame, run))
                if type(value) is str:
                    run.grow(len(value))
        except Fault as fault:
            return noted(run, fault, span)
        return value

    return node


def _two(compiler: Compiler, syntax: Arithmetic) -> Node:
    ((operator, right),) = syntax.rest
    left_of, right_of = compiler.node(syntax.first), compiler.node(right)
    slow = _slow(_OPERATIONS[operator], compiler.span(syntax.place))
    if operator not in _SHORT:
        return lambda frame, run: slow(left_of(frame, run), right_of(frame, run), run)
    quick = _SHORT[operator]

    def node(frame: Frame, run: Run) -> Value:
        left, right = left_of(frame, run), right_of(frame, run)
        if type(left) is Decimal and type(right) is Decimal:
            try:
                return quick(left, right)
            except DecimalException:
                return slow(left, right, run)
        return slow(left, right, run)

    return node


def _slow(operation: _Operation, span: Span) -> Callable[[Value, Value, Run], Value]:
    def compute(left: Value, right: Value, run: Run) -> Value:
        try:
            value = operation(left, right)
        except Fault as fault:
            return noted(run, fault, span)
        if type(value) is str:
            run.grow(len(value))
        return value

    return compute


def negation(compiler: Compiler, syntax: Negation) -> Node:
    """Compile a minus before an operand."""
    operand, span = compiler.node(syntax.operand), compiler.span(syntax.place)

    def node(frame: Frame, run: Run) -> Value:
        try:
            return negate(operand(frame, run))
        except Fault as fault:
            return noted(run, fault, span)

    return compiler.folded(node) if is_constant(compiler, syntax) else node
