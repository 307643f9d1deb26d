"""Reading types, as ``instance of`` and the parameters of functions name them.

Source: DMN 1.5, 10.3.1.2, rules 51 and 52.
"""

from functools import lru_cache

from tongjian.rules.feel.names import Index
from tongjian.rules.feel.parsing.reader import Reader
from tongjian.rules.feel.syntax import ElementType, EntriesType, NamedType, SignatureType, TypeSyntax

_DEEPEST = 50
_BUILT_IN = (
    *("Any", "Null", "number", "string", "boolean", "date", "time", "date and time"),
    *("days and time duration", "years and months duration", "day and time duration"),
    *("year and month duration", "list", "range", "context", "function"),
)


def read_type(reader: Reader, declared: tuple[str, ...] = (), depth: int = 0) -> TypeSyntax:
    """Take a type.

    Args:
        reader: stands before the type.
        declared: names of the model's types, which may hold spaces.
        depth: of types inside each other.

    Raises:
        MalformedExpression: no type stands there.
    """
    if depth > _DEEPEST:
        raise reader.refusal("类型嵌套过深")
    name, place = reader.type_name(_index(declared))
    if name in {"list", "range"} and reader.accept("<"):
        element = read_type(reader, declared, depth + 1)
        reader.expect(">")
        return ElementType("list" if name == "list" else "range", element)
    if name == "context" and reader.accept("<"):
        return EntriesType(_entries(reader, declared, depth))
    if name == "function":
        return _signature(reader, declared, depth)
    return NamedType(place, name)


@lru_cache(maxsize=64)
def _index(declared: tuple[str, ...]) -> Index:
    return Index((*_BUILT_IN, *declared))


def _entries(reader: Reader, declared: tuple[str, ...], depth: int) -> tuple[tuple[str, TypeSyntax], ...]:
    entries: list[tuple[str, TypeSyntax]] = []
    while not reader.at(">"):
        if entries:
            reader.expect(",")
        name = reader.binding(":")
        reader.expect(":")
        entries.append((name, read_type(reader, declared, depth + 1)))
    reader.expect(">")
    return tuple(entries)


def _signature(reader: Reader, declared: tuple[str, ...], depth: int) -> SignatureType:
    if not reader.accept("<"):
        return SignatureType((), None)
    parameters: list[TypeSyntax] = []
    while not reader.at(">"):
        if parameters:
            reader.expect(",")
        parameters.append(read_type(reader, declared, depth + 1))
    reader.expect(">")
    result = read_type(reader, declared, depth + 1) if reader.accept("->") else None
    return SignatureType(tuple(parameters), result)
