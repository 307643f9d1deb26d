"""What a value of FEEL may be, with the two kinds that hold other values or make them: ranges, functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, Union

from tongjian.rules.feel.values.durations import DayTimeDuration, YearMonthDuration
from tongjian.rules.feel.values.shapes import FunctionType
from tongjian.rules.feel.values.temporal import Date, DateAndTime, Time

Value: TypeAlias = Union[
    bool,
    str,
    Decimal,
    Date,
    Time,
    DateAndTime,
    YearMonthDuration,
    DayTimeDuration,
    "Range",
    "Function",
    tuple["Value", ...],
    Mapping[str, "Value"],
    None,
]
"""Any value of FEEL: null is None, a number a Decimal, a list a tuple, a context a mapping never changed."""

Operator = Literal["", "<", "<=", ">", ">=", "=", "!="]
"""How a range was written: a test of one end, or (empty) a pair of ends."""


@dataclass(frozen=True, slots=True)
class Range:
    """What lies between two ends; an end that is None is unbounded.

    Attributes:
        start: the lower end.
        end: the upper end.
        start_included: whether the lower end itself lies within.
        end_included: whether the upper end itself lies within.
        operator: with which it was written as a test of one end; empty for a pair of ends. Ranges
            written differently are not equal, and one of ``!=`` holds everything but its end.

    Source: DMN 1.5, 10.3.2.7.
    """

    start: Value
    end: Value
    start_included: bool = True
    end_included: bool = True
    operator: Operator = ""

    @classmethod
    def of_test(cls, operator: Operator, end: Value) -> "Range":
        """Return the range of a test of one end, such as ``<= 10``."""
        if operator in {"<", "<="}:
            return cls(None, end, start_included=False, end_included=operator == "<=", operator=operator)
        if operator in {">", ">="}:
            return cls(end, None, start_included=operator == ">=", end_included=False, operator=operator)
        included = operator == "="
        return cls(end, end, start_included=included, end_included=included, operator=operator)


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """Something that can be invoked; equal to itself only.

    Attributes:
        name: for diagnostics; empty for a function without one.
        parameters: names, in order.
        call: takes the run, then the arguments by position.
        call_named: takes the run, then a mapping of the arguments by name; where None, the names
            are put in the order of ``parameters``.
        type: parameters' and result's types, where declared.
    """

    name: str
    parameters: tuple[str, ...]
    call: Callable[..., Value]
    call_named: Callable[..., Value] | None = None
    type: FunctionType | None = None
