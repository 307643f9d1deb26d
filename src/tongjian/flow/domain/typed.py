"""Variables as people write and read them: a kind and a text."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import assert_never

from tongjian.flow.domain.values import Value
from tongjian.rules import Fault, read_temporal, text_of


class ValueKind(StrEnum):
    """What kind of value a variable has, as far as people write them."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    TIME = "time"
    TEXTS = "texts"
    NOTHING = "nothing"
    CONTEXT = "context"


_YES_NO = {"是": True, "true": True, "yes": True, "否": False, "false": False, "no": False}


_KINDS: tuple[tuple[type | tuple[type, ...], ValueKind], ...] = (
    (type(None), ValueKind.NOTHING),
    (bool, ValueKind.YES_NO),
    (str, ValueKind.TEXT),
    ((int, Decimal), ValueKind.NUMBER),
    (tuple, ValueKind.TEXTS),
    (Mapping, ValueKind.CONTEXT),
)


def kind_of(value: Value) -> ValueKind:
    """Return the kind of a value; dates, times and durations are of one kind."""
    return next((kind for types, kind in _KINDS if isinstance(value, types)), ValueKind.TIME)


def plain_text(value: Value) -> str:
    """Return a value that holds no others as text; of a list or context nothing."""
    match value:
        case None | tuple() | Mapping():
            return ""
        case bool():
            return "是" if value else "否"
        case str() | int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return text_of(value)


def read_typed(kind: ValueKind, text: str) -> Value:
    """Return the value that a person has written.

    Lists are of texts, one on each line. Dates, times and durations are written as ISO 8601 has them.

    Raises:
        ValueError: the text is none of that kind; a context cannot be written so.
    """
    said = text.strip()
    match kind:
        case ValueKind.TEXT:
            return text
        case ValueKind.NUMBER:
            return _number(said)
        case ValueKind.YES_NO:
            if said.lower() not in _YES_NO:
                raise ValueError(kind)
            return _YES_NO[said.lower()]
        case ValueKind.TIME:
            return _time(said)
        case ValueKind.TEXTS:
            return tuple(line.strip() for line in text.splitlines() if line.strip())
        case ValueKind.NOTHING:
            return None
        case ValueKind.CONTEXT:
            raise ValueError(kind)
        case _:
            assert_never(kind)


def _time(text: str) -> Value:
    try:
        return read_temporal(text)
    except Fault as fault:
        raise ValueError(text) from fault


def _number(text: str) -> Value:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite():
        raise ValueError(text)
    whole = number == number.to_integral_value() and abs(number) < 2**53
    return int(number) if whole else number
