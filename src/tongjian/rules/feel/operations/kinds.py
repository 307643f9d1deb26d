"""Kinds of values by their FEEL names, for diagnostics and for telling what may be compared."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from tongjian.rules.feel.values import (
    Date,
    DateAndTime,
    DayTimeDuration,
    Fault,
    Function,
    Range,
    Time,
    Value,
    YearMonthDuration,
)

_KINDS: Final[dict[type, str]] = {
    type(None): "null",
    bool: "boolean",
    str: "string",
    Decimal: "number",
    Date: "date",
    Time: "time",
    DateAndTime: "date and time",
    YearMonthDuration: "years and months duration",
    DayTimeDuration: "days and time duration",
    Range: "range",
    Function: "function",
    tuple: "list",
    dict: "context",
}


def kind_of(value: Value) -> str:
    """Return the FEEL name of the kind of value; ``list`` and ``context`` without what they hold."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        return kind
    if isinstance(value, Mapping):
        return "context"
    msg = f"{type(value).__name__} is no value of FEEL"
    raise TypeError(msg)


def undefined(act: str, left: Value, right: Value) -> Fault:
    """Return the fault of an operation that the standard does not define for two kinds."""
    return Fault(
        "%(left)s 与 %(right)s 之间不能%(act)s",
        code="rules.feel.undefined_operation",
        act=act,
        left=kind_of(left),
        right=kind_of(right),
    )
