"""Arithmetic by the standard's table of kinds: numbers, durations, and moments with durations.

Source: DMN 1.5, 10.3.2.15, tables 56 to 60 and 62.
"""

from collections.abc import Callable
from decimal import (
    ROUND_DOWN,
    Decimal,
    DecimalException,
)
from typing import Any, Final

from tongjian.rules.feel.operations import calendar_arithmetic as moments
from tongjian.rules.feel.operations.kinds import kind_of, undefined
from tongjian.rules.feel.values import (
    NUMBERS,
    Date,
    DateAndTime,
    DayTimeDuration,
    Fault,
    Time,
    Value,
    YearMonthDuration,
)

_Act = Callable[[Any, Any], Value]
_Table = dict[tuple[type, type], _Act]

_MAX_EXPONENT = Decimal(999_999_999)
_ZERO = Decimal(0)
_ONE = Decimal(1)
_IMPOSSIBLE: Final = "数的运算没有结果：除数为零，或结果超出34位十进制数的范围"


def add(left: Value, right: Value) -> Value:
    """Return ``left + right``.

    Raises:
        Fault: not defined for these kinds, or the result is out of range.
    """
    return _act(_ADDITION, "相加", left, right)


def subtract(left: Value, right: Value) -> Value:
    """Return ``left - right``.

    Raises:
        Fault: not defined for these kinds, or the result is out of range.
    """
    return _act(_SUBTRACTION, "相减", left, right)


def multiply(left: Value, right: Value) -> Value:
    """Return ``left * right``.

    Raises:
        Fault: not defined for these kinds, or the result is out of range.
    """
    return _act(_MULTIPLICATION, "相乘", left, right)


def divide(left: Value, right: Value) -> Value:
    """Return ``left / right``.

    Raises:
        Fault: not defined for these kinds, by zero, or the result is out of range.
    """
    return _act(_DIVISION, "相除", left, right)


def power(left: Value, right: Value) -> Value:
    """Return ``left ** right``; what is raised to zero is one.

    Raises:
        Fault: not two numbers, or no result among the numbers.
    """
    return _act(_POWER, "乘方", left, right)


def negate(value: Value) -> Value:
    """Return ``-value``.

    Raises:
        Fault: neither a number nor a duration.
    """
    if isinstance(value, Decimal):
        return NUMBERS.minus(value)
    if isinstance(value, DayTimeDuration):
        return DayTimeDuration(-value.nanoseconds)
    if isinstance(value, YearMonthDuration):
        return YearMonthDuration(-value.months)
    raise Fault("%(kind)s 不能取负", code="rules.feel.undefined_operation", kind=kind_of(value))


def _act(table: _Table, act: str, left: Value, right: Value) -> Value:
    known = table.get((type(left), type(right)))
    if known is None:
        raise undefined(act, left, right)
    try:
        return known(left, right)
    except DecimalException as error:
        raise Fault(_IMPOSSIBLE, code="rules.feel.no_such_number") from error


def _raise_to(left: Decimal, right: Decimal) -> Decimal:
    if not -_MAX_EXPONENT <= right <= _MAX_EXPONENT:
        raise Fault("指数超出±999999999", code="rules.feel.out_of_range")
    found = NUMBERS.power(left, right) if right else _ONE
    if not found.is_finite():
        raise Fault(_IMPOSSIBLE, code="rules.feel.no_such_number")
    return found


def _scale_days(duration: DayTimeDuration, factor: Decimal) -> DayTimeDuration:
    return DayTimeDuration(_whole(NUMBERS.multiply(Decimal(duration.nanoseconds), factor)))


def _part_days(duration: DayTimeDuration, divisor: Decimal) -> DayTimeDuration:
    return DayTimeDuration(_whole(NUMBERS.divide(Decimal(duration.nanoseconds), divisor)))


def _scale_months(duration: YearMonthDuration, factor: Decimal) -> YearMonthDuration:
    return YearMonthDuration(_whole(NUMBERS.multiply(Decimal(duration.months), factor)))


def _part_months(duration: YearMonthDuration, divisor: Decimal) -> YearMonthDuration:
    return YearMonthDuration(_whole(NUMBERS.divide(Decimal(duration.months), divisor)))


_MOST_DIGITS = 30


def _whole(value: Decimal) -> int:
    """Return the whole number towards zero: a part of a month or a nanosecond is not told."""
    if value.adjusted() > _MOST_DIGITS:
        raise Fault("时长超出范围", code="rules.feel.out_of_range")
    return int(value.to_integral_value(rounding=ROUND_DOWN))


def _swapped(act: _Act) -> _Act:
    return lambda left, right: act(right, left)


_ADDITION: Final[_Table] = {
    (Decimal, Decimal): NUMBERS.add,
    (str, str): lambda left, right: left + right,
    (DayTimeDuration, DayTimeDuration): lambda a, b: DayTimeDuration(a.nanoseconds + b.nanoseconds),
    (YearMonthDuration, YearMonthDuration): lambda a, b: YearMonthDuration(a.months + b.months),
    (Date, DayTimeDuration): moments.date_later,
    (DateAndTime, DayTimeDuration): moments.moment_later,
    (Time, DayTimeDuration): moments.time_later,
    (Date, YearMonthDuration): moments.months_later,
    (DateAndTime, YearMonthDuration): moments.moment_months_later,
    (DayTimeDuration, Date): _swapped(moments.date_later),
    (DayTimeDuration, DateAndTime): _swapped(moments.moment_later),
    (DayTimeDuration, Time): _swapped(moments.time_later),
    (YearMonthDuration, Date): _swapped(moments.months_later),
    (YearMonthDuration, DateAndTime): _swapped(moments.moment_months_later),
}
_SUBTRACTION: Final[_Table] = {
    (Decimal, Decimal): NUMBERS.subtract,
    (DayTimeDuration, DayTimeDuration): lambda a, b: DayTimeDuration(a.nanoseconds - b.nanoseconds),
    (YearMonthDuration, YearMonthDuration): lambda a, b: YearMonthDuration(a.months - b.months),
    (Date, Date): moments.days_between,
    (DateAndTime, DateAndTime): moments.time_between,
    (Date, DateAndTime): lambda a, b: moments.time_between(moments.midnight(a), b),
    (DateAndTime, Date): lambda a, b: moments.time_between(a, moments.midnight(b)),
    (Time, Time): moments.clock_between,
    (Date, DayTimeDuration): lambda a, b: moments.date_later(a, DayTimeDuration(-b.nanoseconds)),
    (DateAndTime, DayTimeDuration): lambda a, b: moments.moment_later(a, DayTimeDuration(-b.nanoseconds)),
    (Time, DayTimeDuration): lambda a, b: moments.time_later(a, DayTimeDuration(-b.nanoseconds)),
    (Date, YearMonthDuration): lambda a, b: moments.months_later(a, YearMonthDuration(-b.months)),
    (DateAndTime, YearMonthDuration): lambda a, b: moments.moment_months_later(
        a, YearMonthDuration(-b.months)
    ),
}
_MULTIPLICATION: Final[_Table] = {
    (Decimal, Decimal): NUMBERS.multiply,
    (DayTimeDuration, Decimal): _scale_days,
    (YearMonthDuration, Decimal): _scale_months,
    (Decimal, DayTimeDuration): _swapped(_scale_days),
    (Decimal, YearMonthDuration): _swapped(_scale_months),
}
_DIVISION: Final[_Table] = {
    (Decimal, Decimal): NUMBERS.divide,
    (DayTimeDuration, Decimal): _part_days,
    (YearMonthDuration, Decimal): _part_months,
    (DayTimeDuration, DayTimeDuration): lambda a, b: NUMBERS.divide(
        Decimal(a.nanoseconds), Decimal(b.nanoseconds)
    ),
    (YearMonthDuration, YearMonthDuration): lambda a, b: NUMBERS.divide(Decimal(a.months), Decimal(b.months)),
}
_POWER: Final[_Table] = {(Decimal, Decimal): _raise_to}
