"""Variables of an instance: named values that conditions ask for."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast, overload

from tongjian.flow.errors import InvalidVariables
from tongjian.kit import Problem

Value = str | bool | int | Decimal | tuple[str, ...]
"""One variable: text, yes/no, a number, or a list of texts (the collection of a multi-instance)."""

_MAX_NAME = 64
_MAX_TEXT = 4096
_MAX_INT = 1 << 53
_MAX_ITEMS = 500


class Variables(Mapping[str, Value]):
    """An immutable set of variables by name."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        self._values: dict[str, Value] = dict(values) if values else {}

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Variables) and self._values == other._values

    def __repr__(self) -> str:
        return f"Variables({self._values!r})"

    def merged(self, newer: "Variables") -> "Variables":
        """Return these variables with the newer ones laid over them."""
        return Variables({**self._values, **newer}) if newer else self

    def facts(self) -> dict[str, str | bool | int | Decimal]:
        """Return what conditions may ask for: every variable that is one value, not a list."""
        return {name: value for name, value in self._values.items() if not isinstance(value, tuple)}

    def to_data(self) -> dict[str, object]:
        """Return the form for JSON; a decimal becomes ``{"decimal": text}``."""
        return {name: _to_data(value) for name, value in self._values.items()}

    @classmethod
    def from_data(cls, data: object) -> "Variables":
        """Read back what ``to_data`` gave."""
        return cls({name: _from_data(value) for name, value in cast("dict[str, object]", data).items()})


class Elements(Sequence[Value]):
    """The members of the list that a multi-instance goes through."""

    __slots__ = ("_values",)

    def __init__(self, values: Sequence[Value] = ()) -> None:
        self._values: tuple[Value, ...] = tuple(values)

    @overload
    def __getitem__(self, index: int) -> Value: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...

    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        return self._values[index]

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Elements) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values)

    def __repr__(self) -> str:
        return f"Elements({self._values!r})"

    def to_data(self) -> list[object]:
        """Return the form for JSON."""
        return [_to_data(one) for one in self._values]

    @classmethod
    def from_data(cls, data: object) -> "Elements":
        """Read back what ``to_data`` gave."""
        return cls(tuple(_from_data(one) for one in cast("list[object]", data)))


def read_variables(values: Mapping[str, object]) -> Variables:
    """Take variables from outside.

    Raises:
        InvalidVariables: names that are empty or longer than 64, values of another kind than
            ``Value``, text over 4096 characters, whole numbers beyond 2**53, lists over 500.
    """
    problems = tuple(
        Problem(str(name)[:_MAX_NAME], "变量名或变量值不是流程可保存的类型，或超过长度上限")
        for name, value in values.items()
        if not (_name_fits(name) and _fits(value))
    )
    if problems:
        raise InvalidVariables(problems=problems)
    return Variables(cast("Mapping[str, Value]", values))


def _name_fits(name: object) -> bool:
    return isinstance(name, str) and 0 < len(name) <= _MAX_NAME


def _fits(value: object) -> bool:
    match value:
        case bool():
            return True
        case str():
            return len(value) <= _MAX_TEXT
        case int():
            return abs(value) <= _MAX_INT
        case Decimal():
            return value.is_finite() and len(str(value)) <= _MAX_NAME
        case tuple():
            return len(value) <= _MAX_ITEMS and all(isinstance(one, str) and _fits(one) for one in value)
        case _:
            return False


def _to_data(value: Value) -> object:
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _from_data(value: object) -> Value:
    match value:
        case {"decimal": text}:
            return Decimal(str(text))
        case list():
            return tuple(str(one) for one in value)
        case _:
            return cast("Value", value)
