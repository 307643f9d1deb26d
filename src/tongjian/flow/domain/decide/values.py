"""Values that nodes compute, and the refusal when they are not what the node needs."""

from collections.abc import Mapping
from decimal import Decimal

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.expressions import Expression, value_of
from tongjian.flow.domain.nodes import FlowNode
from tongjian.flow.domain.variables import Value
from tongjian.flow.errors import VariableUnfit


def text_value(course: Course, expression: Expression, facts: Mapping[str, Value], *, node: FlowNode) -> str:
    """Return the text, or the number as text, that an expression gives.

    Raises:
        VariableUnfit: it gives something else.
    """
    value = value_of(expression, facts, now=course.now, ticks=course.outside.ticks)
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise unfit(node, expression.text)
    return str(value)


def count_value(course: Course, expression: Expression, facts: Mapping[str, Value], *, node: FlowNode) -> int:
    """Return the whole number from 0 that an expression gives.

    Raises:
        VariableUnfit: it gives something else.
    """
    value = value_of(expression, facts, now=course.now, ticks=course.outside.ticks)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or value < 0 or value != int(value):
        raise unfit(node, expression.text)
    return int(value)


def unfit(node: FlowNode, what: str) -> VariableUnfit:
    """Return the refusal of a node that a variable or expression does not fit."""
    return VariableUnfit(node=node.id, name=node.name, variable=what)
