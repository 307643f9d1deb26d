"""Going through a syntax tree: which names an expression asks for, and which of them nobody declared."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from tongjian.rules.feel.syntax import Filter, Named, Place, Syntax, Tests

_PLAIN: Final = (str, bool, int, type(None))


def walk(syntax: Syntax | Tests) -> Iterator[object]:
    """Give a syntax tree part by part, each before what is inside it."""
    waiting: list[object] = [syntax]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(list(_inside(part))))


def unknown_names(syntax: Syntax | Tests) -> tuple[tuple[str, Place], ...]:
    """Return the names that were not in scope, with their places.

    Names within the condition of a filter are left out: they may be entries of what is filtered.
    """
    found: list[tuple[str, Place]] = []
    waiting: list[object] = [syntax]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Named) and not part.known:
            found.append((part.name, part.place))
        waiting.extend([part.subject] if isinstance(part, Filter) else _inside(part))
    return tuple(sorted(found, key=_place_of))


def used_names(syntax: Syntax | Tests) -> frozenset[str]:
    """Return every name an expression mentions, local ones and built-in functions too."""
    return frozenset(part.name for part in walk(syntax) if isinstance(part, Named))


def _place_of(found: tuple[str, Place]) -> Place:
    return found[1]


def _inside(part: object) -> Iterator[object]:
    if isinstance(part, tuple):
        yield from (one for one in part if not isinstance(one, _PLAIN))
    elif is_dataclass(part):
        for field in fields(part):
            value = getattr(part, field.name)
            if field.name not in {"place", "value"} and not isinstance(value, _PLAIN):
                yield value
