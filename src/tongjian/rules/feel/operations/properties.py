"""Properties of moments, durations and ranges, such as ``.year`` and ``.start included``.

Source: DMN 1.5, tables 64 to 67.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from tongjian.rules.feel.operations.comparison import fixed_offset
from tongjian.rules.feel.operations.kinds import kind_of
from tongjian.rules.feel.values import (
    NUMBERS,
    Date,
    DateAndTime,
    DayTimeDuration,
    Fault,
    Range,
    Region,
    Time,
    Value,
    YearMonthDuration,
)
from tongjian.rules.feel.values.civil import weekday_of_days
from tongjian.rules.feel.values.zones import NANOSECONDS_OF_SECOND


def property_of(value: Value, name: str) -> Value:
    """Return the entry of a context, or the property of a moment, duration or range.

    Raises:
        Fault: there is none of this name, or the moment has no zone to tell.
    """
    if isinstance(value, Mapping):
        if name in value:
            return value[name]
        raise Fault("没有名为“%(name)s”的条目", code="rules.feel.no_such_entry", name=name)
    known = _PROPERTIES.get(type(value), {}).get(name)
    if known is None:
        raise Fault(
            "%(kind)s 没有名为“%(name)s”的属性",
            code="rules.feel.no_such_entry",
            kind=kind_of(value),
            name=name,
        )
    return known(value)


def seconds_with_fraction(seconds: int, nanoseconds: int) -> Decimal:
    """Return seconds and nanoseconds as one number without trailing zeros."""
    whole = Decimal(seconds)
    if not nanoseconds:
        return whole
    return NUMBERS.add(whole, NUMBERS.normalize(NUMBERS.scaleb(Decimal(nanoseconds), -9)))


def _no_zone() -> Fault:
    return Fault("这个时间没有时区", code="rules.feel.zone_missing")


def _offset_of_moment(value: DateAndTime) -> Value:
    distance = value.offset
    if distance is None:
        raise _no_zone()
    return DayTimeDuration(distance * NANOSECONDS_OF_SECOND)


def _offset_of_time(value: Time) -> Value:
    if value.zone is None:
        raise _no_zone()
    return DayTimeDuration(fixed_offset(value.zone) * NANOSECONDS_OF_SECOND)


def _region_of(value: Time) -> Value:
    if isinstance(value.zone, Region):
        return value.zone.name
    raise _no_zone()


_Table = dict[str, Callable[[Any], Value]]

_OF_DATE: Final[_Table] = {
    "year": lambda date: Decimal(date.year),
    "month": lambda date: Decimal(date.month),
    "day": lambda date: Decimal(date.day),
    "weekday": lambda date: Decimal(weekday_of_days(date.days)),
}
_OF_CLOCK: Final[_Table] = {
    "hour": lambda time: Decimal(time.hour),
    "minute": lambda time: Decimal(time.minute),
    "second": lambda time: seconds_with_fraction(time.second, time.fraction),
    "timezone": _region_of,
}


def _through(part: str, table: _Table) -> _Table:
    """Return a table of the parts of a moment, reached through its date or its time."""
    return {name: _via(part, read) for name, read in table.items()}


def _via(part: str, read: Callable[[Any], Value]) -> Callable[[Any], Value]:
    return lambda moment: read(getattr(moment, part))


_PROPERTIES: Final[dict[type, _Table]] = {
    Date: _OF_DATE,
    Time: {**_OF_CLOCK, "time offset": _offset_of_time},
    DateAndTime: {
        **_through("date", _OF_DATE),
        **_through("time", _OF_CLOCK),
        "time offset": _offset_of_moment,
    },
    YearMonthDuration: {
        "years": lambda duration: Decimal(duration.years),
        "months": lambda duration: Decimal(duration.months_of_year),
    },
    DayTimeDuration: {
        "days": lambda duration: Decimal(duration.parts[0]),
        "hours": lambda duration: Decimal(duration.parts[1]),
        "minutes": lambda duration: Decimal(duration.parts[2]),
        "seconds": lambda duration: seconds_with_fraction(duration.parts[3], duration.parts[4]),
    },
    Range: {
        "start": lambda range_: range_.start,
        "end": lambda range_: range_.end,
        "start included": lambda range_: range_.start_included,
        "end included": lambda range_: range_.end_included,
    },
}
PROPERTY_NAMES: Final = frozenset(name for table in _PROPERTIES.values() for name in table)
"""Every name of a property, for a parser that has to know ``time offset`` from two names."""
