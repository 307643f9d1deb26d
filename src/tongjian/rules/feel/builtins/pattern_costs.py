"""What a pattern may cost the standard library's engine, which tries one way after another."""

import re
from dataclasses import dataclass
from math import lgamma, log, log2
from typing import assert_never

from tongjian.rules.feel.builtins.pattern_trees import (
    Choice,
    Edge,
    Group,
    One,
    PatternTree,
    Reference,
    Repeat,
    Sequence,
    source_of,
)


@dataclass(frozen=True, slots=True)
class PatternCost:
    """How the ways to match grow.

    Attributes:
        unbounded: how many quantifiers without bound stand one behind the other.
        bounded: the choices of the other quantifiers and alternatives, as a power of two.
        explosive: whether a quantifier repeats what has choices itself.
        varied: whether it matches texts of different lengths, or one text in several ways.
    """

    unbounded: int = 0
    bounded: float = 0.0
    explosive: bool = False
    varied: bool = False

    def steps(self, length: int, *, anchored: bool) -> float:
        """Return the steps at worst for a subject of that length, as a power of two."""
        shares = lgamma(length + self.unbounded + 1) - lgamma(length + 1) - lgamma(self.unbounded + 1)
        ways = shares / log(2) + self.bounded
        return ways + (0.0 if anchored else log2(length + 2)) + (length if self.explosive else 0.0)


def cost_of(tree: PatternTree) -> PatternCost:
    """Return how the ways to match the pattern grow."""
    match tree:
        case One() | Edge():
            return PatternCost()
        case Reference():
            return PatternCost(varied=True)
        case Group(part=part):
            return cost_of(part)
        case Sequence(parts=parts):
            return _in_sequence(parts)
        case Choice(parts=parts):
            return _by_choice(parts)
        case Repeat():
            return _repeated(tree)
        case _:
            assert_never(tree)


def is_anchored(tree: PatternTree) -> bool:
    """Return whether the pattern matches at the start of the subject only."""
    first = tree.parts[0] if isinstance(tree, Sequence) and tree.parts else tree
    return first == Edge(r"\A")


def _in_sequence(parts: tuple[PatternTree, ...]) -> PatternCost:
    costs = [cost_of(part) for part in parts]
    return PatternCost(
        sum(cost.unbounded for cost in costs),
        sum(cost.bounded for cost in costs),
        any(cost.explosive for cost in costs),
        any(cost.varied for cost in costs) and not _is_delimited(parts, costs),
    )


def _by_choice(parts: tuple[PatternTree, ...]) -> PatternCost:
    costs = [cost_of(part) for part in parts]
    firsts = [_first_of(part).casefold() for part in parts]
    distinct = all(firsts) and len(set(firsts)) == len(firsts)
    return PatternCost(
        max(cost.unbounded for cost in costs),
        max(cost.bounded for cost in costs) + (0.0 if distinct else log2(len(costs))),
        any(cost.explosive for cost in costs),
        not distinct or any(cost.varied for cost in costs),
    )


def _repeated(tree: Repeat) -> PatternCost:
    cost = cost_of(tree.part)
    if tree.least == tree.most:
        times = tree.least
        return PatternCost(cost.unbounded * times, cost.bounded * times, cost.explosive, cost.varied)
    endless = tree.most is None
    choices = 0.0 if tree.most is None else log2(tree.most - tree.least + 1)
    again = endless or (tree.most or 0) > 1
    return PatternCost(
        cost.unbounded + endless,
        cost.bounded + choices,
        cost.explosive or (cost.varied and again),
        varied=True,
    )


def _first_of(tree: PatternTree) -> str:
    """Return the character that every match begins with; empty where there is no such."""
    match tree:
        case One(literal=literal):
            return literal
        case Group(part=part):
            return _first_of(part)
        case Sequence(parts=parts) if parts:
            return _first_of(parts[0])
        case _:
            return ""


def _is_delimited(parts: tuple[PatternTree, ...], costs: list[PatternCost]) -> bool:
    """Return whether a text is cut into these parts in one way only, however often they are repeated.

    So it is where one part varies, repeating a class that lacks a character which must stand beside it.
    """
    varied = [part for part, cost in zip(parts, costs, strict=True) if cost.varied]
    if len(varied) != 1 or not isinstance(varied[0], Repeat) or not isinstance(varied[0].part, One):
        return False
    repeated = re.compile(source_of(varied[0].part), re.IGNORECASE)
    return any(isinstance(part, One) and part.literal and not repeated.match(part.literal) for part in parts)
