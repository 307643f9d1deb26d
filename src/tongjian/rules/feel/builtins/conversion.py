"""Conversion functions. Source: DMN 1.5, 10.3.4.1."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from tongjian.rules.feel.builtins.range_reading import read_range
from tongjian.rules.feel.builtins.signatures import Overload, anything, day, define, numeric, of_kinds, text
from tongjian.rules.feel.operations.calendar_arithmetic import midnight, months_between
from tongjian.rules.feel.values import (
    NUMBERS,
    Date,
    DateAndTime,
    DayTimeDuration,
    Fault,
    Offset,
    Time,
    Value,
    number,
    read_date,
    read_date_and_time,
    read_duration,
    read_time,
    text_of,
)
from tongjian.rules.feel.values.zones import NANOSECONDS_OF_SECOND
from tongjian.rules.running import Run

_NUMERAL = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_GROUPINGS: Final = frozenset({" ", ",", ".", None})
_POINTS: Final = frozenset({",", ".", None})
_LONGEST: Final = 7000
_LIMIT: Final = Decimal(10**12)


def _date_of_text(_run: Run, given: str) -> Value:
    return read_date(given)


def _date_of_day(_run: Run, given: Date | DateAndTime) -> Value:
    return given if isinstance(given, Date) else given.date


def _date_of_parts(_run: Run, year: Decimal, month: Decimal, day_of_month: Decimal) -> Value:
    return Date(whole(year), whole(month), whole(day_of_month))


def _moment_of_text(_run: Run, given: str) -> Value:
    return read_date_and_time(given)


def _moment_of_parts(_run: Run, date: Date | DateAndTime, time: Time) -> Value:
    return DateAndTime(date if isinstance(date, Date) else date.date, time)


def _time_of_text(_run: Run, given: str) -> Value:
    return read_time(given)


def _time_of_moment(_run: Run, given: Time | Date | DateAndTime) -> Value:
    if isinstance(given, Time):
        return given
    return midnight(given).time if isinstance(given, Date) else given.time


def _time_of_parts(
    _run: Run,
    hour: Decimal,
    minute: Decimal,
    second: Decimal,
    offset: DayTimeDuration | None = None,
) -> Value:
    hours, minutes = whole(hour), whole(minute)
    if not (0 <= hours < 24 and 0 <= minutes < 60 and 0 <= second < 60):  # noqa: PLR2004
        raise Fault("时刻不存在", code="rules.feel.no_such_time")
    exact = NUMBERS.scaleb(second, 9)
    nanosecond = int(exact)
    if nanosecond != exact:
        raise Fault("秒的小数超过九位", code="rules.feel.no_such_time")
    zone = None if offset is None else _offset_of(offset)
    return Time((hours * 3600 + minutes * 60) * NANOSECONDS_OF_SECOND + nanosecond, zone)


def _offset_of(duration: DayTimeDuration) -> Offset:
    seconds, rest = divmod(duration.nanoseconds, NANOSECONDS_OF_SECOND)
    if rest:
        raise Fault("时区偏移量应为整秒", code="rules.feel.bad_zone")
    return Offset(seconds)


def whole(given: Decimal) -> int:
    """Return a number without fraction as an integer.

    Raises:
        Fault: it has a fraction, or is far out of any range.
    """
    if abs(given) >= _LIMIT or given != given.to_integral_value():
        raise Fault("%(given)s 不是范围内的整数", code="rules.feel.not_an_integer", given=given)
    return int(given)


def _number(_run: Run, given: str, grouping: str | None = None, point: str | None = None) -> Value:
    separators = grouping in _GROUPINGS and point in _POINTS
    if not separators or (grouping == point and grouping is not None):
        raise Fault("数的分组符或小数点符号不在允许之列", code="rules.feel.bad_separator")
    plain = given.replace(grouping, "") if grouping else given
    if point == "," and "." in plain:
        raise _no_number(given)
    plain = plain.replace(",", ".") if point == "," else plain
    if len(plain) > _LONGEST or not _NUMERAL.fullmatch(plain):
        raise _no_number(given)
    return number(plain)


def _no_number(given: str) -> Fault:
    return Fault("“%(given)s”不是数", code="rules.feel.not_a_number", given=given[:40])


def _string(run: Run, given: Value) -> Value:
    if given is None:
        raise Fault("null 没有文本形式", code="rules.feel.wrong_argument")
    _charge(run, given)
    made = text_of(given)
    run.grow(len(made))
    return made


def _charge(run: Run, given: Value) -> None:
    """Charge every member before its text is made: one list may stand in another many times over."""
    waiting = [given]
    while waiting:
        value = waiting.pop()
        run.charge()
        if isinstance(value, str):
            run.charge(len(value) >> 4)
        elif isinstance(value, tuple):
            waiting.extend(value)
        elif isinstance(value, Mapping):
            waiting.extend(value.values())
            run.charge(sum(map(len, value)) >> 4)


def _duration(_run: Run, given: str) -> Value:
    return read_duration(given)


def _months_between(_run: Run, start: Date | DateAndTime, end: Date | DateAndTime) -> Value:
    """The months between two days; the time of day does not count, as in the kit."""
    return months_between(_day_of(start), _day_of(end))


def _day_of(value: Date | DateAndTime) -> Date:
    return value if isinstance(value, Date) else value.date


def _range(_run: Run, given: str) -> Value:
    return read_range(given)


CONVERSION: Final = (
    define(
        "date",
        Overload((text("from"),), _date_of_text),
        Overload((day("from"),), _date_of_day),
        Overload((numeric("year"), numeric("month"), numeric("day")), _date_of_parts),
    ),
    define(
        "date and time",
        Overload((text("from"),), _moment_of_text),
        Overload((day("date"), of_kinds("time", Time)), _moment_of_parts),
    ),
    define(
        "time",
        Overload((text("from"),), _time_of_text),
        Overload((of_kinds("from", Time, Date, DateAndTime),), _time_of_moment),
        Overload(
            (
                numeric("hour"),
                numeric("minute"),
                numeric("second"),
                of_kinds("offset", DayTimeDuration, optional=True, nullable=True),
            ),
            _time_of_parts,
        ),
    ),
    define(
        "number",
        Overload((text("from"),), _number),
        Overload(
            (
                text("from"),
                text("grouping separator", nullable=True),
                text("decimal separator", nullable=True),
            ),
            _number,
        ),
    ),
    define("string", Overload((anything("from"),), _string)),
    define("duration", Overload((text("from"),), _duration)),
    define("years and months duration", Overload((day("from"), day("to")), _months_between)),
    define("range", Overload((text("from"),), _range)),
)
"""The functions of this section."""
