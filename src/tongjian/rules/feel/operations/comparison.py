"""Equality and order: only values of one kind compare, and null equals null alone.

Source: DMN 1.5, 10.3.2.15, tables 52 to 54.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from tongjian.rules.feel.operations.kinds import kind_of, undefined
from tongjian.rules.feel.values import (
    Date,
    DateAndTime,
    DayTimeDuration,
    Fault,
    Function,
    Range,
    Region,
    Time,
    Value,
    YearMonthDuration,
    Zone,
)
from tongjian.rules.feel.values.zones import NANOSECONDS_OF_SECOND, offset_at_local

_JANUARY_2000, _JULY_2000 = 10_957, 11_139
_COMPARE: Final = "比较"
_Alike = Callable[[Value, Value], bool | None]


def same(left: Value, right: Value) -> bool | None:
    """Return whether two values are equal; None where they are of kinds that do not compare."""
    kind = type(left)
    if kind is type(right):
        if kind in _BY_IDENTITY:
            return left == right
        if kind in _SAME:
            return _SAME[kind](left, right)
    if left is None or right is None:
        return left is right
    return _same_inside(left, right, same, set())


def equal(left: Value, right: Value) -> bool:
    """Return ``left = right``.

    Raises:
        Fault: they are of kinds that do not compare.
    """
    found = same(left, right)
    if found is None:
        raise undefined(_COMPARE, left, right)
    return found


def order(left: Value, right: Value) -> int:
    """Return a negative number, zero or a positive one as ``left`` comes before, with or after.

    Raises:
        Fault: they are of different kinds, or of a kind without an order.
    """
    kind = type(left)
    if kind is type(right):
        measured = _MEASURES.get(kind)
        if measured is not None:
            first, second = measured(left, right)
            return 1 if first > second else -1 if first < second else 0
    raise undefined(_COMPARE, left, right)


def less(left: Value, right: Value) -> bool:
    """Return ``left < right``.

    Raises:
        Fault: they do not compare.
    """
    if type(left) is Decimal and type(right) is Decimal:
        return left < right
    return order(left, right) < 0


def less_or_equal(left: Value, right: Value) -> bool:
    """Return ``left <= right``: less, or equal.

    Raises:
        Fault: they do not compare.
    """
    if type(left) is Decimal and type(right) is Decimal:
        return left <= right
    return order(left, right) <= 0 or same(left, right) is True


def greater(left: Value, right: Value) -> bool:
    """Return ``left > right``.

    Raises:
        Fault: they do not compare.
    """
    if type(left) is Decimal and type(right) is Decimal:
        return left > right
    return order(left, right) > 0


def greater_or_equal(left: Value, right: Value) -> bool:
    """Return ``left >= right``: greater, or equal.

    Raises:
        Fault: they do not compare.
    """
    if type(left) is Decimal and type(right) is Decimal:
        return left >= right
    return order(left, right) >= 0 or same(left, right) is True


def between(value: Value, low: Value, high: Value) -> bool:
    """Return ``value between low and high``, both ends within.

    Raises:
        Fault: the value does not compare with an end.
    """
    above, below = greater_or_equal(value, low), less_or_equal(value, high)
    return above and below


def identical(left: Value, right: Value) -> bool:
    """Return whether two values are the same element of FEEL's domain, as ``is()`` asks; never faults."""
    if kind_of(left) != kind_of(right):
        return False
    return _identical(left, right) is True


def _identical(left: Value, right: Value) -> bool | None:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left == right and left.as_tuple().exponent == right.as_tuple().exponent
    if isinstance(left, Range) and isinstance(right, Range):
        return _bounds(left) == _bounds(right) and all(map(identical, _ends(left), _ends(right)))
    if isinstance(left, tuple | Mapping):
        return _same_inside(left, right, identical, set())
    return type(left) is type(right) and left == right


def _same_inside(left: Value, right: Value, alike: _Alike, proven: set[tuple[int, int]]) -> bool | None:
    """Compare lists and contexts member by member, a pair that stands in several places only once.

    A list may hold one list many times over, so that what it says grows without what it weighs.
    """
    members: Iterable[tuple[Value, Value]]
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            return False
        members = zip(left, right, strict=True)
    elif isinstance(left, Mapping) and isinstance(right, Mapping):
        if left.keys() != right.keys():
            return False
        members = ((left[key], right[key]) for key in left)
    else:
        return None
    for one, other in members:
        if isinstance(one, tuple | Mapping):
            pair = id(one), id(other)
            if pair not in proven and not _same_inside(one, other, alike, proven):
                return False
            proven.add(pair)
        elif not alike(one, other):
            return False
    return True


def _same_ranges(left: Range, right: Range) -> bool:
    return _bounds(left) == _bounds(right) and all(map(same, _ends(left), _ends(right)))


def _bounds(range_: Range) -> tuple[str, bool, bool]:
    return range_.operator, range_.start_included, range_.end_included


def _ends(range_: Range) -> tuple[Value, Value]:
    return range_.start, range_.end


def _same_times(left: Time, right: Time) -> bool:
    """Compare to the second: the value of a time is its whole seconds, as the compatibility kit has it."""
    first, second = _times(left, right)
    return first // NANOSECONDS_OF_SECOND == second // NANOSECONDS_OF_SECOND


def _same_moments(left: DateAndTime, right: DateAndTime) -> bool:
    """Compare to the second, for the same reason as times."""
    first, second = _moments(left, right)
    return first // NANOSECONDS_OF_SECOND == second // NANOSECONDS_OF_SECOND


def _times(left: Time, right: Time) -> tuple[int, int]:
    """Return both times in nanoseconds of one clock; a local one is told by the other's."""
    if left.zone == right.zone or left.zone is None or right.zone is None:
        return left.nanosecond, right.nanosecond
    return utc_nanosecond(left), utc_nanosecond(right)


def _moments(left: DateAndTime, right: DateAndTime) -> tuple[int, int]:
    """Return both moments in nanoseconds of one clock; a local one is told by the other's."""
    if left.time.zone is None or right.time.zone is None:
        return left.local, right.local
    return left.instant, right.instant


def utc_nanosecond(given: Time) -> int:
    """Return the nanoseconds from midnight in UTC, perhaps negative or of the next day.

    Raises:
        Fault: the time is told in a region whose distance from UTC changes with the seasons.
    """
    return given.nanosecond - fixed_offset(given.zone) * NANOSECONDS_OF_SECOND


def fixed_offset(zone: Zone | None) -> int:
    """Return the seconds from UTC of a zone that keeps them all the year.

    Raises:
        Fault: the zone is a region with summer time, so that only a date tells them.
    """
    if zone is None:
        return 0
    winter = offset_at_local(zone, days=_JANUARY_2000, nanosecond=0)
    if isinstance(zone, Region) and winter != offset_at_local(zone, days=_JULY_2000, nanosecond=0):
        raise Fault(
            "时区“%(zone)s”有夏令时，没有日期的时刻不能换算",
            code="rules.feel.zone_needs_date",
            zone=zone.name,
        )
    return winter


_BY_IDENTITY: Final = frozenset({Decimal, str, bool, type(None), Date, DayTimeDuration, YearMonthDuration})
_SAME: Final[dict[type, Callable[[Any, Any], bool]]] = {
    Range: _same_ranges,
    Time: _same_times,
    DateAndTime: _same_moments,
    Function: lambda left, right: left is right,
}
_MEASURES: Final[dict[type, Callable[[Any, Any], tuple[Any, Any]]]] = {
    Decimal: lambda left, right: (left, right),
    str: lambda left, right: (left, right),
    Date: lambda left, right: ((left.year, left.month, left.day), (right.year, right.month, right.day)),
    Time: _times,
    DateAndTime: _moments,
    DayTimeDuration: lambda left, right: (left.nanoseconds, right.nanoseconds),
    YearMonthDuration: lambda left, right: (left.months, right.months),
}
ORDERED: Final = frozenset(_MEASURES)
"""The classes of values that have an order."""
