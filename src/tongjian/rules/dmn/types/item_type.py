"""A type of a model: its shape for ``instance of``, and a check that also knows its constraints."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from tongjian.rules.feel import UnaryTests
from tongjian.rules.feel.names import Names
from tongjian.rules.feel.types import conforms
from tongjian.rules.feel.values import Date, Function, Value
from tongjian.rules.feel.values.shapes import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    ContextType,
    FunctionType,
    ListType,
    Type,
)
from tongjian.rules.running import Run

Accepts = Callable[[Value, Run], bool]
"""Whether a value belongs to a type. Null belongs to every type that does not exclude it by constraint."""


@dataclass(frozen=True, slots=True, eq=False)
class ItemType:
    """A type of a model.

    Attributes:
        name: as the model writes it, for diagnostics.
        shape: without constraints, as FEEL sees it.
        accepts: whether a value belongs to it, constraints included.
        names: the names inside its values, where they are contexts or lists of contexts.
        parameters: types of a function's parameters by name; None where it is no function.
        result: type of a function's result.
        values: the constraint on a single value, for the analysis of tables.
        weight: how many types it is made of, counting each as often as it is met.
    """

    name: str
    shape: Type
    accepts: Accepts
    names: Names | None = None
    parameters: "tuple[tuple[str, ItemType], ...] | None" = None
    result: "ItemType | None" = None
    values: UnaryTests | None = field(default=None)
    weight: int = 1


def _any(_value: Value, _run: Run) -> bool:
    return True


def _exactly(kind: type) -> Accepts:
    return lambda value, _run: value is None or type(value) is kind


_FAST: Final[dict[Type, Accepts]] = {
    ANY: _any,
    NUMBER: _exactly(Decimal),
    STRING: _exactly(str),
    BOOLEAN: _exactly(bool),
    DATE: _exactly(Date),
}


def plain_type(name: str, shape: Type) -> ItemType:
    """Return a type of FEEL itself."""
    fast = _FAST.get(shape) if not isinstance(shape, ContextType | FunctionType) else None
    accepts = fast or (lambda value, _run: value is None or conforms(value, shape))
    return ItemType(name, shape, accepts)


ANYTHING: Final = plain_type("Any", ANY)
"""The type of what has no type."""


def collection_of(name: str, element: ItemType) -> ItemType:
    """Return the type of lists of that type."""
    accepts_one = element.accepts

    def accepts(value: Value, run: Run) -> bool:
        if value is None:
            return True
        return isinstance(value, tuple) and all(accepts_one(one, run) for one in value)

    shape, weight = ListType(element.shape), element.weight + 1
    return ItemType(name, shape, accepts, element.names, values=element.values, weight=weight)


def structure_of(name: str, components: "Mapping[str, ItemType]") -> ItemType:
    """Return the type of contexts that have these entries, each of its type, and perhaps others."""
    checks = tuple((entry, component.accepts) for entry, component in components.items())

    def accepts(value: Value, run: Run) -> bool:
        if value is None:
            return True
        if not isinstance(value, Mapping):
            return False
        return all(entry in value and check(value[entry], run) for entry, check in checks)

    return ItemType(
        name,
        ContextType({entry: component.shape for entry, component in components.items()}),
        accepts,
        names_inside({entry: component.names for entry, component in components.items()}),
        weight=1 + sum(component.weight for component in components.values()),
    )


def function_of(name: str, parameters: "tuple[tuple[str, ItemType], ...]", result: ItemType) -> ItemType:
    """Return the type of functions with these parameters."""
    count = len(parameters)

    def accepts(value: Value, _run: Run) -> bool:
        return value is None or (isinstance(value, Function) and len(value.parameters) == count)

    shape = FunctionType(tuple(kind.shape for _, kind in parameters), result.shape)
    weight = 1 + sum(kind.weight for _, kind in parameters) + result.weight
    return ItemType(name, shape, accepts, None, parameters, result, weight=weight)


def constrained(kind: ItemType, tests: UnaryTests, *, whole: bool) -> ItemType:
    """Return the type with a constraint.

    Args:
        kind: the type without it.
        tests: what a value has to pass; ``?`` is the value.
        whole: the constraint is on the value itself, also where that is a list.
    """
    accepts_shape = kind.accepts

    def accepts(value: Value, run: Run) -> bool:
        return accepts_shape(value, run) and tests.matches(value, {}, run) is True

    return replace(kind, accepts=accepts, values=None if whole else tests)


def names_inside(entries: "Mapping[str, Names | None]") -> Names:
    """Return the names of a context's entries."""
    return Names(entries)
