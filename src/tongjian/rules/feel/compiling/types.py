"""Types as written, turned into types as data; ``instance of``."""

from collections.abc import Mapping
from typing import Final

from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, told
from tongjian.rules.feel.syntax import (
    ElementType,
    EntriesType,
    InstanceOf,
    NamedType,
    SignatureType,
    TypeSyntax,
)
from tongjian.rules.feel.types import is_instance
from tongjian.rules.feel.values import Value
from tongjian.rules.feel.values.shapes import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_AND_TIME,
    DAY_TIME_DURATION,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEAR_MONTH_DURATION,
    ContextType,
    FunctionType,
    ListType,
    RangeType,
    Type,
)
from tongjian.rules.running import Run

_SIMPLE: Final[Mapping[str, Type]] = {
    "Any": ANY,
    "Null": NULL,
    "number": NUMBER,
    "string": STRING,
    "boolean": BOOLEAN,
    "date": DATE,
    "time": TIME,
    "date and time": DATE_AND_TIME,
    "days and time duration": DAY_TIME_DURATION,
    "day and time duration": DAY_TIME_DURATION,
    "years and months duration": YEAR_MONTH_DURATION,
    "year and month duration": YEAR_MONTH_DURATION,
    "list": ListType(ANY),
    "range": RangeType(ANY),
    "context": ContextType({}),
}


def type_of(compiler: Compiler, syntax: TypeSyntax) -> Type | None:
    """Return the type that is written; None where a name in it is unknown."""
    match syntax:
        case NamedType(name=name):
            return compiler.types.get(name) or _SIMPLE.get(name)
        case ElementType(kind=kind, element=element):
            inner = type_of(compiler, element)
            if inner is None:
                return None
            return ListType(inner) if kind == "list" else RangeType(inner)
        case EntriesType(entries=entries):
            known = {name: type_of(compiler, kind) for name, kind in entries}
            found = {name: kind for name, kind in known.items() if kind is not None}
            return ContextType(found) if len(found) == len(known) else None
        case SignatureType(parameters=parameters, result=result):
            kinds = [type_of(compiler, kind) for kind in parameters]
            gives = type_of(compiler, result) if result else ANY
            sound = tuple(kind for kind in kinds if kind is not None)
            return None if gives is None or len(sound) < len(kinds) else FunctionType(sound, gives)


def instance_of(compiler: Compiler, syntax: InstanceOf) -> Node:
    """Compile ``instance of``."""
    span = compiler.span(syntax.place)
    subject, kind = compiler.node(syntax.subject), type_of(compiler, syntax.type)

    def node(frame: Frame, run: Run) -> Value:
        value = subject(frame, run)
        if kind is None:
            return told(run, "rules.feel.unknown_type", "类型不存在", span)
        return is_instance(value, kind)

    return node
