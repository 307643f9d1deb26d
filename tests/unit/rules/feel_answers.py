"""Asking FEEL: whether something is true, and whether it is left open with a reason."""

from datetime import UTC, datetime

import pytest

from tongjian.rules.feel import compile_expression
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def answer(text: str) -> Value:
    """The value of an expression of whose evaluation nothing was reported."""
    run = Run(now=NOW)
    value = compile_expression(text).evaluate({}, run)
    assert run.diagnostics == [], run.diagnostics
    return value


def faults(text: str) -> set[str]:
    """The codes of what was reported while an expression gave null."""
    run = Run(now=NOW)
    assert compile_expression(text).evaluate({}, run) is None
    return {diagnostic.code for diagnostic in run.diagnostics}


def each(texts: str) -> pytest.MarkDecorator:
    """One test for each line."""
    lines = [line.strip() for line in texts.strip().splitlines() if line.strip()]
    return pytest.mark.parametrize("text", lines)
