"""How built-in functions take their arguments: by position or by name, one of several overloads.

Source: DMN 1.5, 10.3.2.13.5 (named arguments that are not supplied are null) and 10.3.4 (a value
outside its domain gives null).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, repeat
from typing import Final

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
from tongjian.rules.running import Run


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a built-in function.

    Attributes:
        name: by which it is supplied.
        kinds: the classes of values it takes; empty for any value.
        nullable: whether null is within its domain.
        optional: whether it may be left out by position.
        many: whether it takes all the arguments that are left.
    """

    name: str
    kinds: tuple[type, ...] = ()
    nullable: bool = False
    optional: bool = False
    many: bool = False

    def fit(self, value: Value) -> tuple[Value] | None:
        """Return what the parameter is bound to, in a tuple, or None where the value is outside its domain.

        A list of one is unwrapped for a parameter that takes no lists, a single value is wrapped for
        one that takes nothing else.
        """
        if not self.kinds or type(value) in self.kinds or (value is None and self.nullable):
            return (value,)
        if value is None:
            return None
        if type(value) is tuple and len(value) == 1 and type(value[0]) in self.kinds:
            return (value[0],)
        if self.kinds == _LISTS:
            return ((value,),)
        return (value,) if dict in self.kinds and isinstance(value, Mapping) else None


_LISTS: Final = (tuple,)
_COUNTED: Final = 8
"""More arguments than any function takes that does not take as many as there are."""


@dataclass(frozen=True, slots=True)
class Overload:
    """One way to invoke a built-in function.

    Attributes:
        parameters: in order; only the last may take many.
        act: what it does with the run and the bound arguments.
    """

    parameters: tuple[Parameter, ...]
    act: Callable[..., Value]

    def takes(self, count: int) -> bool:
        """Return whether it may be invoked with so many arguments by position."""
        least = sum(not parameter.optional for parameter in self.parameters)
        open_end = bool(self.parameters) and self.parameters[-1].many
        return least <= count and (open_end or count <= len(self.parameters))

    @property
    def names(self) -> dict[str, Parameter]:
        """Return the parameters by name."""
        return {parameter.name: parameter for parameter in self.parameters}

    def in_order(self, given: Mapping[str, Value]) -> bool:
        """Return whether named arguments come in the order of the parameters.

        It tells ``before(point, range)`` from ``before(range, point)``.
        """
        return list(given) == [name for name in self.names if name in given]

    def placed(self, given: Mapping[str, Value]) -> tuple[Value, ...]:
        """Return named arguments by position; what is not supplied is null, or left out at the end."""
        count = len(self.parameters)
        while count and self.parameters[count - 1].optional and self.parameters[count - 1].name not in given:
            count -= 1
        return tuple(given.get(parameter.name) for parameter in self.parameters[:count])

    def bind(self, given: tuple[Value, ...]) -> list[Value] | Parameter:
        """Return the bound arguments, or the first parameter whose argument is outside its domain."""
        bound: list[Value] = []
        parameters = chain(self.parameters, repeat(self.parameters[-1])) if given else ()
        for value, parameter in zip(given, parameters, strict=False):
            if type(value) in parameter.kinds:
                bound.append(value)
                continue
            fitted = parameter.fit(value)
            if fitted is None:
                return parameter
            bound.append(fitted[0])
        return bound


def define(name: str, *overloads: Overload) -> Function:
    """Return the built-in function that tries its overloads in order."""
    by_count = [tuple(one for one in overloads if one.takes(count)) for count in range(_COUNTED)]

    def call(run: Run, *given: Value) -> Value:
        return _invoke(name, run, given, by_count[min(len(given), _COUNTED - 1)])

    def call_named(run: Run, given: Mapping[str, Value]) -> Value:
        known = [one for one in overloads if given and given.keys() <= one.names.keys()]
        for overload in sorted(known, key=lambda one: not one.in_order(given)):
            bound = overload.bind(overload.placed(given))
            if not isinstance(bound, Parameter):
                return overload.act(run, *bound)
        if known:
            raise _outside(name, known[0], known[0].placed(given))
        raise Fault(
            "函数 %(name)s 没有名为 %(given)s 的参数",
            code="rules.feel.no_such_parameter",
            name=name,
            given="、".join(given) or "（空）",
        )

    parameters = tuple(parameter.name for parameter in overloads[0].parameters)
    return Function(name, parameters, call, call_named)


def _invoke(name: str, run: Run, given: tuple[Value, ...], overloads: tuple[Overload, ...]) -> Value:
    for overload in overloads:
        bound = overload.bind(given)
        if not isinstance(bound, Parameter):
            return overload.act(run, *bound)
    if not overloads:
        raise Fault(
            "函数 %(name)s 不接受%(count)s个参数",
            code="rules.feel.wrong_arity",
            name=name,
            count=len(given),
        )
    raise _outside(name, overloads[0], given)


def _outside(name: str, overload: Overload, given: tuple[Value, ...]) -> Fault:
    """Return the fault of the first argument that is outside its parameter's domain."""
    blamed = overload.bind(given)
    parameter = blamed if isinstance(blamed, Parameter) else overload.parameters[0]
    kinds = [
        kind_of(value)
        for index, value in enumerate(given)
        if overload.parameters[min(index, len(overload.parameters) - 1)] is parameter
    ]
    return Fault(
        "函数 %(name)s 的参数 %(parameter)s 不接受 %(kind)s",
        code="rules.feel.wrong_argument",
        name=name,
        parameter=parameter.name,
        kind="、".join(kinds),
    )


def anything(name: str, *, optional: bool = False, many: bool = False) -> Parameter:
    """Return a parameter for any value, null too."""
    return Parameter(name, (), nullable=True, optional=optional, many=many)


def text(name: str, *, optional: bool = False, nullable: bool = False) -> Parameter:
    """Return a parameter for a string."""
    return Parameter(name, (str,), nullable=nullable, optional=optional)


def numeric(name: str, *, optional: bool = False) -> Parameter:
    """Return a parameter for a number."""
    return Parameter(name, (Decimal,), optional=optional)


def members(name: str = "list", *, many: bool = False) -> Parameter:
    """Return a parameter for a list; a single value becomes a list of one."""
    return Parameter(name, _LISTS, many=many)


def of_kinds(name: str, *kinds: type, optional: bool = False, nullable: bool = False) -> Parameter:
    """Return a parameter for values of the given classes."""
    return Parameter(name, kinds, nullable=nullable, optional=optional)


def entries(name: str) -> Parameter:
    """Return a parameter for a context."""
    return Parameter(name, (dict,))


def day(name: str) -> Parameter:
    """Return a parameter for a date, or a date and time."""
    return Parameter(name, (Date, DateAndTime))


ORDERED_KINDS: Final = (Decimal, str, Date, Time, DateAndTime, DayTimeDuration, YearMonthDuration)
"""What a point of a range may be."""


def point(name: str) -> Parameter:
    """Return a parameter for a value that has an order."""
    return Parameter(name, ORDERED_KINDS)


def interval(name: str) -> Parameter:
    """Return a parameter for a range."""
    return Parameter(name, (Range,))
