"""Whether a value lies in a range, or meets a test.

Source: DMN 1.5, 10.3.2.7 and table 55.
"""

from tongjian.rules.feel.operations.comparison import ORDERED, order, same
from tongjian.rules.feel.operations.kinds import kind_of, undefined
from tongjian.rules.feel.values import Fault, Function, Operator, Range, Value

_LIE_IN = "判断是否属于"


def contains(range_: Range, value: Value) -> bool:
    """Return whether the value lies in the range.

    Raises:
        Fault: the value does not compare with the ends.
    """
    if range_.operator in {"=", "!="}:
        found = same(value, range_.start)
        if found is None:
            raise undefined(_LIE_IN, value, range_.start)
        return found == (range_.operator == "=")
    if value is None:
        raise undefined(_LIE_IN, value, range_)
    require_ends(range_)
    return _after_start(range_, value) and _before_end(range_, value)


def require_ends(range_: Range) -> None:
    """Refuse a range that was written with a null end.

    Raises:
        Fault: an end is null and not merely missing.
    """
    if not range_.operator and (range_.start is None or range_.end is None):
        raise Fault("区间的端点是 null", code="rules.feel.bad_range")


def is_in(value: Value, test: Value) -> bool:
    """Return ``value in test`` for one test: a range holds it, a list has it or a range that holds it.

    A list that is equal to the test meets it too.

    Raises:
        Fault: the value and the test do not compare.
    """
    if isinstance(test, Range):
        if isinstance(value, Range) and not test.operator:
            return same(value, test) is True
        return contains(test, value)
    if isinstance(test, tuple):
        return any(_met(value, member) for member in test) or (
            isinstance(value, tuple) and same(value, test) is True
        )
    found = same(value, test)
    if found is None or isinstance(test, Function):
        raise undefined(_LIE_IN, value, test)
    return found


def range_between(start: Value, end: Value, *, start_included: bool, end_included: bool) -> Range:
    """Return the range between two ends; what lies in one with a null end cannot be told.

    Raises:
        Fault: the ends are of different kinds or without order, or the wrong way round.
    """
    for one in (start, end):
        if one is not None and type(one) not in ORDERED:
            raise Fault("区间的端点不能是 %(kind)s", code="rules.feel.bad_range", kind=kind_of(one))
    if start is not None and end is not None and order(start, end) > 0:
        raise Fault("区间的起点大于终点", code="rules.feel.bad_range")
    return Range(start, end, start_included, end_included)


def range_by(operator: Operator, end: Value) -> Range:
    """Return the range of a test of one end, such as ``<= 10``.

    Raises:
        Fault: the end is null or without order, and the test asks for one.
    """
    if operator not in {"=", "!="} and type(end) not in ORDERED:
        raise Fault("区间的端点不能是 %(kind)s", code="rules.feel.bad_range", kind=kind_of(end))
    return Range.of_test(operator, end)


def _met(value: Value, member: Value) -> bool:
    """Return whether a member of a list is the value or a range that holds it; another kind never is."""
    if isinstance(member, Range) and not isinstance(value, Range):
        try:
            return contains(member, value)
        except Fault:
            return False
    return same(value, member) is True


def _after_start(range_: Range, value: Value) -> bool:
    if range_.start is None:
        return True
    place = order(value, range_.start)
    return place > 0 or (place == 0 and range_.start_included)


def _before_end(range_: Range, value: Value) -> bool:
    if range_.end is None:
        return True
    place = order(value, range_.end)
    return place < 0 or (place == 0 and range_.end_included)
