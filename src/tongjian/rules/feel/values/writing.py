"""Writing values as texts: each as FEEL itself would read it."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

from tongjian.rules.feel.values.durations import DayTimeDuration, YearMonthDuration
from tongjian.rules.feel.values.temporal import Date, DateAndTime, Time
from tongjian.rules.feel.values.value import Function, Range, Value
from tongjian.rules.feel.values.zones import Offset, Region, Zone

_CONSTANTS = {None: "null", True: "true", False: "false"}
_LETTERS = "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u2c00-\u2fef\u3001-\ud7ff"
_PLAIN_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9]*")
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def text_of(value: Value) -> str:
    """Return the text of a value: a text itself, a number without exponent, a time as ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, Date | Time | DateAndTime | DayTimeDuration | YearMonthDuration):
        return _temporal_text(value)
    return literal_of(value)


def literal_of(value: Value) -> str:
    """Return the FEEL expression of a value, as it stands inside a list or a context."""
    if value is None or value is True or value is False:
        return _CONSTANTS[value]
    match value:
        case str():
            return f'"{value.translate(_ESCAPES)}"'
        case Decimal():
            return number_text(value)
        case tuple() | Range() | Function() | Mapping():
            return _compound(value)
        case _:
            return f'@"{_temporal_text(value)}"'


def _compound(value: tuple[Value, ...] | Range | Function | Mapping[str, Value]) -> str:
    match value:
        case tuple():
            return f"[{', '.join(literal_of(member) for member in value)}]"
        case Range():
            return _range_text(value)
        case Function():
            return f"function({', '.join(value.parameters)})"
        case Mapping():
            return "{" + ", ".join(f"{_key(key)}: {literal_of(entry)}" for key, entry in value.items()) + "}"
        case _:
            assert_never(value)


def _temporal_text(value: Date | Time | DateAndTime | DayTimeDuration | YearMonthDuration) -> str:
    match value:
        case Date():
            return _date_text(value)
        case Time():
            return _time_text(value)
        case DateAndTime():
            return f"{_date_text(value.date)}T{_time_text(value.time)}"
        case DayTimeDuration():
            return _day_time_text(value)
        case YearMonthDuration():
            return _year_month_text(value)
        case _:
            assert_never(value)


def number_text(value: Decimal) -> str:
    """Return the digits of a number without exponent; its scale is kept, the sign of zero is not."""
    return format(value or abs(value), "f")


def _key(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) else f'"{name.translate(_ESCAPES)}"'


def _range_text(value: Range) -> str:
    if value.operator:
        return f"{value.operator} {literal_of(value.end if value.start is None else value.start)}"
    opening = "[" if value.start_included else "("
    closing = "]" if value.end_included else ")"
    return f"{opening}{literal_of(value.start)}..{literal_of(value.end)}{closing}"


def _date_text(value: Date) -> str:
    return f"{'-' if value.year < 0 else ''}{abs(value.year):04d}-{value.month:02d}-{value.day:02d}"


def _time_text(value: Time) -> str:
    fraction = f".{value.fraction:09d}".rstrip("0") if value.fraction else ""
    return f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}{fraction}{_zone_text(value.zone)}"


def _zone_text(zone: Zone | None) -> str:
    match zone:
        case None:
            return ""
        case Region(name=name):
            return f"@{name}"
        case Offset(seconds=0):
            return "Z"
        case Offset(seconds=distance):
            minutes, seconds = divmod(abs(distance), 60)
            tail = f":{seconds:02d}" if seconds else ""
            return f"{'-' if distance < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}{tail}"
        case _:
            assert_never(zone)


def _year_month_text(value: YearMonthDuration) -> str:
    years, months = divmod(abs(value.months), 12)
    parts = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
    return f"{'-' if value.months < 0 else ''}P{parts}"


def _day_time_text(value: DayTimeDuration) -> str:
    days, hours, minutes, seconds, nanoseconds = (abs(part) for part in value.parts)
    fraction = f".{nanoseconds:09d}".rstrip("0") if nanoseconds else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{seconds}{fraction}S" if seconds or fraction else ""
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if value.nanoseconds < 0 else ''}P{text or 'T0S'}"
