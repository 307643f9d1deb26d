"""One variable's value: what FEEL knows, but no functions and no ranges; as JSON for keeping."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias, Union, cast

from tongjian.rules import (
    Date,
    DateAndTime,
    DayTimeDuration,
    FeelValue,
    Time,
    YearMonthDuration,
    read_temporal,
    text_of,
)

Value: TypeAlias = Union[  # noqa: UP007 - a part of it is named before it is there
    str,
    bool,
    int,
    Decimal,
    Date,
    Time,
    DateAndTime,
    YearMonthDuration,
    DayTimeDuration,
    tuple["Value", ...],
    Mapping[str, "Value"],
    None,
]
"""Text, yes/no, a number, a date, time or duration, a list, a context (values by name), or null."""
MAX_NAME = 64
_MAX_TEXT = 4096
_MAX_INT = 1 << 53
_MAX_ITEMS = 500
_MAX_DEPTH = 8


def fits(value: object, depth: int = 0) -> bool:  # noqa: PLR0911 - one return per kind of value
    """Return whether a value is of a kind and size that is kept.

    Texts to 4096 characters, whole numbers to 2**53, lists and contexts to 500, eight inside each other.
    """
    match value:
        case None | bool():
            return True
        case str():
            return len(value) <= _MAX_TEXT
        case int():
            return abs(value) <= _MAX_INT
        case Decimal():
            return value.is_finite() and len(str(value)) <= MAX_NAME
        case Date() | Time() | DateAndTime() | YearMonthDuration() | DayTimeDuration():
            return True
        case tuple():
            return (
                len(value) <= _MAX_ITEMS and depth < _MAX_DEPTH and all(fits(one, depth + 1) for one in value)
            )
        case Mapping():
            small = len(value) <= _MAX_ITEMS and depth < _MAX_DEPTH and all(map(name_fits, value))
            return small and all(fits(one, depth + 1) for one in value.values())
        case _:
            return False


def name_fits(name: object) -> bool:
    """Return whether a name is one that is kept: 1 to 64 characters."""
    return isinstance(name, str) and 0 < len(name) <= MAX_NAME


def to_data(value: Value) -> object:
    """Return the form for JSON: a decimal becomes ``{"decimal": text}``, a date ``{"time": text}``."""
    match value:
        case None | bool() | str() | int():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case tuple():
            return [to_data(one) for one in value]
        case Mapping():
            return {"context": {name: to_data(one) for name, one in value.items()}}
        case _:
            return {"time": text_of(value)}


def from_data(data: object) -> Value:
    """Read back what ``to_data`` gave."""
    match data:
        case {"decimal": text}:
            return Decimal(str(text))
        case {"time": text}:
            return read_temporal(str(text))
        case {"context": inner}:
            entries = cast("dict[str, object]", inner)
            return {name: from_data(one) for name, one in entries.items()}
        case list():
            return tuple(from_data(one) for one in data)
        case _:
            return cast("Value", data)


def feel_facts(values: Mapping[str, Value]) -> dict[str, FeelValue]:
    """Return the values as FEEL sees them: every number is a decimal."""
    return {name: feel_value(value) for name, value in values.items()}


def feel_value(value: Value) -> FeelValue:
    """Return one value as FEEL sees it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, tuple):
        return tuple(feel_value(one) for one in value)
    if isinstance(value, Mapping):
        return {name: feel_value(one) for name, one in value.items()}
    return value
