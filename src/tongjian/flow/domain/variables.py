"""Variables of an instance: named values that conditions ask for."""

from collections.abc import ItemsView, Iterator, Mapping, Sequence
from typing import cast, overload

from tongjian.flow.domain.values import MAX_NAME, Value, fits, from_data, name_fits, to_data
from tongjian.flow.errors import InvalidVariables
from tongjian.kit import Problem

__all__ = ["Elements", "Value", "Variables", "read_variables"]


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

    def items(self) -> ItemsView[str, Value]:
        """Return names with their values; a ``Mapping`` would look each name up."""
        return self._values.items()

    def __hash__(self) -> int:
        return hash(frozenset(self._values))  # contexts cannot be hashed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Variables) and self._values == other._values

    def __repr__(self) -> str:
        return f"Variables({self._values!r})"

    def merged(self, newer: "Variables") -> "Variables":
        """Return these variables with the newer ones laid over them."""
        return Variables(self._values | dict(newer.items())) if newer else self

    def to_data(self) -> dict[str, object]:
        """Return the form for JSON; see ``tongjian.flow.domain.values``."""
        return {name: to_data(value) for name, value in self._values.items()}

    @classmethod
    def from_data(cls, data: object) -> "Variables":
        """Read back what ``to_data`` gave."""
        return cls({name: from_data(value) for name, value in cast("dict[str, object]", data).items()})


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
        return hash(len(self._values))  # contexts cannot be hashed

    def __repr__(self) -> str:
        return f"Elements({self._values!r})"

    def to_data(self) -> list[object]:
        """Return the form for JSON."""
        return [to_data(one) for one in self._values]

    @classmethod
    def from_data(cls, data: object) -> "Elements":
        """Read back what ``to_data`` gave."""
        return cls(tuple(from_data(one) for one in cast("list[object]", data)))


def read_variables(values: Mapping[str, object]) -> Variables:
    """Take variables from outside.

    Raises:
        InvalidVariables: names that are empty or longer than 64, values of another kind than
            ``Value``, text over 4096 characters, whole numbers beyond 2**53, lists over 500.
    """
    problems = tuple(
        Problem(str(name)[:MAX_NAME], "变量名或变量值不是流程可保存的类型，或超过长度上限")
        for name, value in values.items()
        if not (name_fits(name) and fits(value))
    )
    if problems:
        raise InvalidVariables(problems=problems)
    return Variables(cast("Mapping[str, Value]", values))
