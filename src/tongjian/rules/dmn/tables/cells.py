"""What a cell of a decision table lets through, as points and stretches of one ordered kind of value."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, assert_never

from tongjian.rules.feel.syntax import (
    Answers,
    Comparator,
    Compares,
    Constant,
    Interval,
    Invocation,
    Named,
    Ray,
    Syntax,
    Temporal,
    Tests,
    UnaryTest,
)
from tongjian.rules.feel.values import Date, Fault
from tongjian.rules.feel.values.reading import read_date

Comparable = Decimal | str | bool | Date
"""Kinds of value that cells are analysed for."""


Rank = Decimal | str | bool | int
"""What puts them in order."""


def rank(value: Comparable) -> Rank:
    """Return what puts values of one kind in order."""
    return value.days if isinstance(value, Date) else value


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values between two ends; an end that is None is open to infinity."""

    low: Comparable | None = None
    high: Comparable | None = None
    low_included: bool = False
    high_included: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell lets through: any of the stretches or, negated, none of them."""

    stretches: tuple[Stretch, ...]
    negated: bool = False

    @property
    def anything(self) -> bool:
        """Return whether the cell is ``-``."""
        return not self.stretches and self.negated


ANYTHING: Final = Cell((), negated=True)


def read_cell(tests: Tests, *, dates: bool = True) -> Cell | None:
    """Return what the tests of a cell let through; None where that is not known before evaluation.

    Args:
        tests: of the cell.
        dates: whether ``date`` is FEEL's own function.
    """
    if not tests.tests:
        return ANYTHING
    cell = _read(tests)
    calendar = any(
        isinstance(end, Date) for one in (cell.stretches if cell else ()) for end in (one.low, one.high)
    )
    return None if calendar and not dates else cell


def _read(tests: Tests) -> Cell | None:
    if len(tests.tests) == 1 and not tests.negated and _differs(tests.tests[0]):
        stretch = _stretch(tests.tests[0])
        return None if stretch is None else Cell((stretch,), negated=True)
    stretches = [_stretch(test) for test in tests.tests if not _differs(test)]
    if None in stretches or len(stretches) < len(tests.tests):
        return None
    return Cell(tuple(one for one in stretches if one is not None), negated=tests.negated)


def kind_of(cells: Sequence[Cell]) -> type | None:
    """Return the one kind of value all ends are of; None where there is none, or more than one."""
    kinds = {
        type(end)
        for cell in cells
        for one in cell.stretches
        for end in (one.low, one.high)
        if end is not None
    }
    return kinds.pop() if len(kinds) == 1 else None


def _differs(test: UnaryTest) -> bool:
    return isinstance(test, Compares) and test.comparator == "!="


def _stretch(test: UnaryTest) -> Stretch | None:
    match test:
        case Compares(comparator=comparator, operand=operand):
            return _compared(comparator, operand)
        case Answers(asks=True):
            return None
        case Answers(expression=Ray(comparator=comparator, end=end)):
            return _compared(comparator, end)
        case Answers(expression=Interval() as interval):
            return _between(interval)
        case Answers(expression=expression):
            return _compared("=", expression)
        case _:
            assert_never(test)


def _compared(comparator: Comparator, operand: Syntax) -> Stretch | None:
    end = _constant(operand)
    if end is None or (isinstance(end, bool) and comparator not in ("=", "!=")):
        return None
    match comparator:
        case "=" | "!=":
            return Stretch(end, end, low_included=True, high_included=True)
        case "<" | "<=":
            return Stretch(high=end, high_included=comparator == "<=")
        case ">" | ">=":
            return Stretch(low=end, low_included=comparator == ">=")
        case _:
            assert_never(comparator)


def _between(interval: Interval) -> Stretch | None:
    low, high = _constant(interval.start), _constant(interval.end)
    if low is None or high is None or type(low) is not type(high) or isinstance(low, bool):
        return None
    if rank(low) > rank(high):  # type: ignore[operator]
        return None
    return Stretch(low, high, interval.start_included, interval.end_included)


def _constant(syntax: Syntax) -> Comparable | None:
    match syntax:
        case Constant(value=Decimal() | str() | bool() as value):
            return value
        case Temporal(text=text):
            return _date(text)
        case Invocation(function=Named(name="date"), arguments=(Constant(value=str() as text),), names=None):
            return _date(text)
        case _:
            return None


def _date(text: str) -> Date | None:
    try:
        return read_date(text)
    except Fault:
        return None
