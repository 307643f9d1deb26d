"""Arithmetic: operands of one rank from left to right; two plain numbers take the short way."""

from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException
from typing import Final

from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, noted, told
from tongjian.rules.feel.compiling.constants import is_constant
from tongjian.rules.feel.operations import add, divide, multiply, negate, power, subtract
from tongjian.rules.feel.syntax import Arithmetic, Negation, Operator
from tongjian.rules.feel.values import NUMBERS, Fault, Value
from tongjian.rules.running import Run, Span

_Operation = Callable[[Value, Value], Value]
_Compute = Callable[[Value, Value, Run], Value]
_COSTS: Final[Mapping[Operator, int]] = {"**": 100}
_BEYOND: Final = "结果超出34位十进制数的范围"
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
    rest = tuple(
        (_SHORT.get(operator), _OPERATIONS[operator], compiler.node(operand))
        for operator, operand in syntax.rest
    )
    cost = sum(_COSTS.get(operator, 0) for operator, _ in syntax.rest)

    def node(frame: Frame, run: Run) -> Value:
        run.charge(cost)
        value = first(frame, run)
        try:
            for quick, operation, operand_of in rest:
                operand = operand_of(frame, run)
                if quick and type(value) is Decimal and type(operand) is Decimal:
                    value = quick(value, operand)
                else:
                    value = operation(value, operand)
                    if type(value) is str:
                        run.grow(len(value))
        except Fault as fault:
            return noted(run, fault, span)
        except DecimalException:
            return told(run, "rules.feel.no_such_number", _BEYOND, span)
        return value

    return node


def _two(compiler: Compiler, syntax: Arithmetic) -> Node:
    ((operator, right),) = syntax.rest
    left_of, right_of = compiler.node(syntax.first), compiler.node(right)
    slow = _slow(_OPERATIONS[operator], compiler.span(syntax.place))
    if operator not in _SHORT:
        return _charged(left_of, right_of, slow, _COSTS.get(operator, 1))
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


def _charged(left_of: Node, right_of: Node, compute: _Compute, cost: int) -> Node:
    def node(frame: Frame, run: Run) -> Value:
        run.charge(cost)
        return compute(left_of(frame, run), right_of(frame, run), run)

    return node


def _slow(operation: _Operation, span: Span) -> _Compute:
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
