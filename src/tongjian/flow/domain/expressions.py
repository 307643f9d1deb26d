"""Expressions of a process, compiled once: the predicate form, and FEEL.

What cannot be told (a variable is missing) is null, and null is not true.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import cast

from tongjian.flow.domain.values import Value, feel_facts
from tongjian.rules import (
    BUILT_IN,
    Budget,
    Names,
    Predicate,
    Run,
    compile_expression,
    holds,
)
from tongjian.rules import Expression as CompiledFeel

BUDGET = Budget(steps=200_000, depth=100, size=100_000, seconds=0.5)
"""What one expression of a process may use up; the seconds count where there is a clock."""

Ticks = Callable[[], float]
"""Seconds of a clock that only goes forward."""

_MAX_TOLD = 3
_BUILT_IN = re.compile(
    r"(?<![\w.])(?<!instance of )("
    + "|".join(re.escape(name) for name in sorted(BUILT_IN, key=len, reverse=True))
    + r")(?!\w)"
)


@dataclass(frozen=True, slots=True)
class PredicateForm:
    """A condition in the JSON form of ``tongjian.rules``; it is true or it is not."""

    text: str
    predicate: Predicate


@dataclass(frozen=True, slots=True, eq=False)
class FeelForm:
    """An expression in FEEL."""

    text: str
    compiled: CompiledFeel


Expression = PredicateForm | FeelForm


def compile_feel(text: str, *, names: tuple[str, ...] = ()) -> FeelForm:
    """Compile FEEL.

    Args:
        text: the expression.
        names: variables whose names hold more than one word; others need not be known.

    A word that is also a built-in function means a variable where it is not called: ``count > 3``.

    Raises:
        MalformedExpression: it is none.
    """
    return FeelForm(text, compile_expression(text, names=Names({*names, *_shadowing(text)})))


def is_true(
    expression: Expression,
    facts: Mapping[str, Value],
    *,
    now: datetime | None = None,
    ticks: Ticks | None = None,
) -> bool:
    """Return whether a condition is true; unknown is not true.

    Raises:
        BudgetExceeded: it would take too long.
    """
    if isinstance(expression, PredicateForm):
        return holds(expression.predicate, _plain(facts)) is True
    return expression.compiled.evaluate(feel_facts(facts), _run(now, ticks)) is True


def value_of(
    expression: Expression,
    facts: Mapping[str, Value],
    *,
    now: datetime | None = None,
    ticks: Ticks | None = None,
) -> Value:
    """Return what an expression comes to; null where it comes to nothing.

    Raises:
        BudgetExceeded: it would take too long.
    """
    if isinstance(expression, PredicateForm):
        return holds(expression.predicate, _plain(facts))
    # what cannot be kept, a function or a range, is refused where it is to be kept
    return cast("Value", expression.compiled.evaluate(feel_facts(facts), _run(now, ticks)))


def why_null(
    expression: Expression,
    facts: Mapping[str, Value],
    *,
    now: datetime | None = None,
    ticks: Ticks | None = None,
) -> str:
    """Return why an expression comes to null, Chinese; empty where nothing is known of that."""
    if isinstance(expression, PredicateForm):
        return ""
    run = _run(now, ticks)
    expression.compiled.evaluate(feel_facts(facts), run)
    return "；".join(one.says for one in run.diagnostics[:_MAX_TOLD])


def _shadowing(text: str) -> set[str]:
    found = [(match[0], match.end()) for match in _BUILT_IN.finditer(text)]
    called = {word for word, end in found if text[end:].lstrip().startswith("(")}
    return {word for word, _ in found if word.isidentifier()} - called


def _run(now: datetime | None, ticks: Ticks | None) -> Run:
    return Run(BUDGET, now=now, clock=ticks)


def _plain(facts: Mapping[str, Value]) -> dict[str, str | bool | int | Decimal]:
    return {name: value for name, value in facts.items() if isinstance(value, (str, bool, int, Decimal))}
