"""What FEEL's operators do to values."""

from tongjian.rules.feel.operations.arithmetic import add, divide, multiply, negate, power, subtract
from tongjian.rules.feel.operations.comparison import (
    between,
    equal,
    greater,
    greater_or_equal,
    identical,
    less,
    less_or_equal,
    order,
    same,
)
from tongjian.rules.feel.operations.kinds import kind_of
from tongjian.rules.feel.operations.logic import conjunction, disjunction, negation
from tongjian.rules.feel.operations.membership import contains, is_in, range_between, range_by
from tongjian.rules.feel.operations.properties import PROPERTY_NAMES, property_of

__all__ = [
    "PROPERTY_NAMES",
    "add",
    "between",
    "conjunction",
    "contains",
    "disjunction",
    "divide",
    "equal",
    "greater",
    "greater_or_equal",
    "identical",
    "is_in",
    "kind_of",
    "less",
    "less_or_equal",
    "multiply",
    "negate",
    "negation",
    "order",
    "power",
    "property_of",
    "range_between",
    "range_by",
    "same",
    "subtract",
]
