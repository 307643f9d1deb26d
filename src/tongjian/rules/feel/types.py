"""The meaning of FEEL's types: what conforms to one, and how a value is turned into one that does.

Source: DMN 1.5, 10.3.2.9.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, assert_never

from tongjian.rules.feel.operations.calendar_arithmetic import midnight
from tongjian.rules.feel.operations.kinds import kind_of
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
from tongjian.rules.feel.values.shapes import (
    ANY,
    DATE_AND_TIME,
    NULL,
    ContextType,
    FunctionType,
    ListType,
    RangeType,
    SimpleType,
    Type,
)

_CLASSES: Final[Mapping[str, type]] = {
    "Null": type(None),
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": Date,
    "time": Time,
    "date and time": DateAndTime,
    "days and time duration": DayTimeDuration,
    "years and months duration": YearMonthDuration,
}


def conforms(value: Value, kind: Type) -> bool:
    """Return whether the value's type conforms to the type; null conforms to every type."""
    if value is None:
        return True
    match kind:
        case SimpleType(name=name):
            return name == "Any" or type(value) is _CLASSES[name]
        case ListType(element=element):
            return isinstance(value, tuple) and (
                element == ANY or all(conforms(member, element) for member in value)
            )
        case ContextType(entries=entries):
            return isinstance(value, Mapping) and all(
                name in value and conforms(value[name], entry) for name, entry in entries.items()
            )
        case RangeType(element=element):
            return (
                isinstance(value, Range) and conforms(value.start, element) and conforms(value.end, element)
            )
        case FunctionType():
            return isinstance(value, Function) and is_subtype(type_of_function(value), kind)
        case _:
            assert_never(kind)


def is_instance(value: Value, kind: Type) -> bool:
    """Return ``value instance of kind``: null is an instance of ``Null`` only."""
    return kind == NULL if value is None else conforms(value, kind)


def is_subtype(kind: Type, other: Type) -> bool:
    """Return whether one type conforms to another. Source: 10.3.2.9.2."""
    if kind in (other, NULL) or other == ANY:
        return True
    match kind, other:
        case (ListType(element=one), ListType(element=two)) | (
            RangeType(element=one),
            RangeType(element=two),
        ):
            return is_subtype(one, two)
        case ContextType(entries=has), ContextType(entries=wants):
            return all(name in has and is_subtype(has[name], entry) for name, entry in wants.items())
        case FunctionType(), FunctionType():
            return (
                len(kind.parameters) == len(other.parameters)
                and all(map(is_subtype, other.parameters, kind.parameters))
                and is_subtype(kind.result, other.result)
            )
        case _:
            return False


def type_of_function(function: Function) -> FunctionType:
    """Return the declared type of a function; whatever it does not declare is ``Any``."""
    return function.type or FunctionType((ANY,) * len(function.parameters), ANY)


def coerce(value: Value, kind: Type) -> Value:
    """Return the value, or what the implicit conversions make of it so that it conforms.

    A list of one is unwrapped, a single value is wrapped into a list of one, and a date becomes its
    midnight in UTC where a date and time is expected.

    Raises:
        Fault: nothing makes it conform.

    Source: DMN 1.5, 10.3.2.9.4.
    """
    if conforms(value, kind):
        return value
    for convert in _CONVERSIONS:
        made = convert(value, kind)
        if made is not None:
            return made
    raise Fault(
        "%(kind)s 不符合类型 %(expected)s",
        code="rules.feel.type_mismatch",
        kind=kind_of(value),
        expected=type_name(kind),
    )


def type_name(kind: Type) -> str:
    """Return the type as FEEL writes it."""
    match kind:
        case SimpleType(name=name):
            return name
        case ListType(element=element):
            return f"list<{type_name(element)}>"
        case RangeType(element=element):
            return f"range<{type_name(element)}>"
        case ContextType(entries=entries):
            return f"context<{', '.join(f'{name}: {type_name(entry)}' for name, entry in entries.items())}>"
        case FunctionType(parameters=parameters, result=result):
            return f"function<{', '.join(map(type_name, parameters))}> -> {type_name(result)}"
        case _:
            assert_never(kind)


def _unwrapped(value: Value, kind: Type) -> Value:
    """Return the only member of a list of one, itself converted if need be."""
    if not isinstance(value, tuple) or len(value) != 1 or isinstance(kind, ListType):
        return None
    return value[0] if conforms(value[0], kind) else _as_moment(value[0], kind)


def _wrapped(value: Value, kind: Type) -> Value:
    if not isinstance(kind, ListType) or isinstance(value, tuple):
        return None
    return (value,) if conforms(value, kind.element) else None


def _as_moment(value: Value, kind: Type) -> Value:
    return midnight(value) if kind == DATE_AND_TIME and isinstance(value, Date) else None


_CONVERSIONS: Final[tuple[Callable[[Value, Type], Value], ...]] = (_unwrapped, _wrapped, _as_moment)
