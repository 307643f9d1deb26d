"""Expressions of a process, compiled once: the predicate form, and FEEL.

What cannot be told (a variable is missing) is null, and null is not true.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tongjian.flow.domain.variables import Value
from tongjian.rules import Predicate, holds


@dataclass(frozen=True, slots=True)
class PredicateForm:
    """A condition in the JSON form of ``tongjian.rules``; it is true or it is not."""

    text: str
    predicate: Predicate


Expression = PredicateForm


def is_true(expression: Expression, facts: Mapping[str, Value]) -> bool:
    """Return whether a condition is true; unknown is not true."""
    return holds(expression.predicate, _plain(facts))


def _plain(facts: Mapping[str, Value]) -> dict[str, str | bool | int | Decimal]:
    return {name: value for name, value in facts.items() if isinstance(value, (str, bool, int, Decimal))}


def value_of(expression: Expression, facts: Mapping[str, Value]) -> Value:
    """Return what an expression comes to."""
    return holds(expression.predicate, _plain(facts))
