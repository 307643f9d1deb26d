"""Whether a value is the expected one.

The kit writes many numbers with fewer digits than DMN computes with, so numbers that agree to eight
digits, or to all of eight and more written behind the point, count as the same; zero is zero only.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from tongjian.rules.feel.operations import equal, kind_of
from tongjian.rules.feel.values import Fault, Value

TOLERANCE: Final = Decimal("1e-8")
"""Of numbers, in proportion to the expected one."""

_LONG: Final = -8


def matches(actual: Value, expected: Value) -> bool:
    """Return whether the actual value is what was expected, to the last entry and item."""
    if isinstance(expected, Mapping):
        return isinstance(actual, Mapping) and _same_entries(actual, expected)
    if isinstance(expected, tuple):
        return isinstance(actual, tuple) and _same_items(actual, expected)
    if isinstance(expected, Decimal):
        return isinstance(actual, Decimal) and _same_number(actual, expected)
    if expected is None or actual is None:
        return actual is expected
    return _same(actual, expected)


def _same_number(actual: Decimal, expected: Decimal) -> bool:
    difference = abs(actual - expected)
    if difference <= abs(expected) * TOLERANCE:
        return True
    last = expected.as_tuple().exponent
    return isinstance(last, int) and last <= _LONG and difference < Decimal((0, (1,), last))


def _same_entries(actual: Mapping[str, Value], expected: Mapping[str, Value]) -> bool:
    return set(actual) == set(expected) and all(matches(actual[name], expected[name]) for name in expected)


def _same_items(actual: tuple[Value, ...], expected: tuple[Value, ...]) -> bool:
    if len(actual) != len(expected):
        return False
    return all(matches(one, other) for one, other in zip(actual, expected, strict=True))


def _same(actual: Value, expected: Value) -> bool:
    if type(actual) is not type(expected):
        return False
    if isinstance(expected, str | bool):
        return actual == expected
    try:
        return kind_of(actual) == kind_of(expected) and equal(actual, expected) is True
    except Fault:
        return False
