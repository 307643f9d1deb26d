"""Patterns as trees, and the standard library's source of each."""

from dataclasses import dataclass
from typing import assert_never


@dataclass(frozen=True, slots=True)
class One:
    """One character out of a class.

    Attributes:
        source: of the class, for the standard library.
        literal: the character, where the class has but one.
    """

    source: str
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A place between characters, such as the start of a line.

    Attributes:
        source: of the assertion, for the standard library.
    """

    source: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one behind the other."""

    parts: tuple["PatternTree", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The first part that leads to a match."""

    parts: tuple["PatternTree", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part several times.

    Attributes:
        part: what is repeated.
        least: how often at least.
        most: how often at most; None is without bound.
        greedy: whether more is tried before less.
    """

    part: "PatternTree"
    least: int
    most: int | None
    greedy: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A part in parentheses.

    Attributes:
        part: what is inside.
        number: by which it is captured; 0 where it is not.
    """

    part: "PatternTree"
    number: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The text of an earlier group once more, or nothing where the group took no part."""

    number: int


PatternTree = One | Edge | Sequence | Choice | Repeat | Group | Reference
"""A pattern, or a part of one."""


def _suffix(least: int, most: int | None, *, greedy: bool) -> str:
    bounds = f"{{{least},{'' if most is None else most}}}"
    return bounds if greedy else f"{bounds}?"


def source_of(tree: PatternTree) -> str:
    """Return the pattern for the standard library."""
    match tree:
        case One(source=source) | Edge(source=source):
            return source
        case Sequence(parts=parts):
            return "".join(map(source_of, parts))
        case Choice(parts=parts):
            return "|".join(map(source_of, parts))
        case Repeat(part=part, least=least, most=most, greedy=greedy):
            return f"(?:{source_of(part)}){_suffix(least, most, greedy=greedy)}"
        case Group(part=part, number=number):
            return f"({'' if number else '?:'}{source_of(part)})"
        case Reference(number=number):
            return f"(?({number})\\{number}|)"
        case _:
            assert_never(tree)
