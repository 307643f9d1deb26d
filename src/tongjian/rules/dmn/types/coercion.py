"""Turning a value into one of the type declared for it.

Source: DMN 1.5, 10.3.2.9.4 (type conversions).
"""

from tongjian.rules.dmn.types.item_type import ItemType
from tongjian.rules.feel.operations.calendar_arithmetic import midnight
from tongjian.rules.feel.values import Date, Value
from tongjian.rules.feel.values.shapes import DATE_AND_TIME, ListType
from tongjian.rules.running import Run

NOT_OF_TYPE = "rules.dmn.not_of_type"


def coerce(value: Value, kind: ItemType, run: Run, *, what: str) -> Value:
    """Return the value, converted where the standard converts; null with a diagnostic where it does not fit.

    Args:
        value: anything.
        kind: the declared type.
        run: records why null came about.
        what: for the diagnostic: whose type it is.
    """
    if kind.accepts(value, run):
        return value
    converted = _converted(value, kind)
    if converted is not None and kind.accepts(converted, run):
        return converted
    run.report(NOT_OF_TYPE, f"{what}的值不符合类型 {kind.name}，按空值处理")
    return None


def fits(value: Value, kind: ItemType, run: Run) -> tuple[bool, Value]:
    """Return whether the value fits the type, converted where the standard converts."""
    if kind.accepts(value, run):
        return True, value
    converted = _converted(value, kind)
    if converted is not None and kind.accepts(converted, run):
        return True, converted
    return False, None


def _converted(value: Value, kind: ItemType) -> Value:
    if isinstance(kind.shape, ListType) and value is not None and not isinstance(value, tuple):
        return (value,)
    if isinstance(value, tuple) and len(value) == 1 and not isinstance(kind.shape, ListType):
        return value[0]
    if isinstance(value, Date) and kind.shape == DATE_AND_TIME:
        return midnight(value)
    return None
