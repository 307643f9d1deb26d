"""Finding the rules that match: by the index where the cells are constants, by their tests elsewhere."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from tongjian.rules.dmn.expressions import DecisionTable
from tongjian.rules.dmn.tables.cells import Cell, Comparable, Rank, read_cell
from tongjian.rules.dmn.tables.segments import Segments, rules_by_segment, segments_of
from tongjian.rules.feel import UnaryTests
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run

Variables = Mapping[str, Value]
Match = Callable[[Sequence[Value], Variables, Run], int]
"""Gives the set of rules that match the values of the input columns, as bits, the first rule lowest."""


class _NoKind:
    """The kind of no value."""


@dataclass(frozen=True, slots=True)
class Column:
    """An input column over all rules.

    Attributes:
        tests: of each rule.
        cells: what each lets through, None where unknown.
        segments: the cuts, where all known cells are of one kind.
        rules_by_segment: the rules that let a segment through; rules with unknown cells everywhere.
        unknown: the rules whose cell is unknown.
        anything: the rules whose cell is ``-``.
        domain: the segments that hold values the column may have.
    """

    tests: tuple[UnaryTests | None, ...]
    cells: tuple[Cell | None, ...]
    segments: Segments | None
    rules_by_segment: tuple[int, ...]
    unknown: int
    anything: int
    domain: int


@dataclass(frozen=True, slots=True, eq=False)
class CompiledTable:
    """A decision table with its columns made ready for matching."""

    table: DecisionTable
    columns: tuple[Column, ...]


def column_of(
    tests: Sequence[UnaryTests | None], values: UnaryTests | None = None, *, dates: bool = True
) -> Column:
    """Return a column made ready for matching.

    Args:
        tests: of each rule; None for one that could not be read, which never holds.
        values: the values the column may have.
        dates: whether ``date`` is FEEL's own function, no variable of that name hiding it.
    """
    cells = tuple(None if one is None else read_cell(one.syntax, dates=dates) for one in tests)
    domain = None if values is None else read_cell(values.syntax, dates=dates)
    unknown = _bits(cell is None for cell in cells)
    anything = _bits(cell is not None and cell.anything for cell in cells)
    segments = segments_of([cell for cell in (*cells, domain) if cell is not None])
    if segments is None:
        return Column(tuple(tests), cells, None, (), unknown, anything, 1)
    sets = [segments.everything if cell is None else segments.of(cell) for cell in cells]
    by_segment = rules_by_segment(sets, segments.count)
    possible = segments.everything if domain is None else segments.of(domain)
    return Column(tuple(tests), cells, segments, by_segment, unknown, anything, possible)


def matcher(columns: Sequence[Column], rules: int) -> Match:
    """Return the function that finds the rules that match."""
    everything = (1 << rules) - 1
    steps = tuple((position, *_finder(column)) for position, column in enumerate(columns))

    def match(values: Sequence[Value], variables: Variables, run: Run) -> int:
        alive = everything
        for position, kind, find, column in steps:
            value = values[position]
            if type(value) is kind:
                alive &= find(value)
                if alive & column.unknown:
                    alive = _test(column, value, alive, column.unknown, variables, run)
            else:
                alive = _test(column, value, alive, everything & ~column.anything, variables, run)
            if not alive:
                return 0
        return alive

    return match


def _finder(column: Column) -> tuple[type, Callable[[Value], int], Column]:
    segments = column.segments
    if segments is None:
        return _NoKind, lambda _value: 0, column
    by_segment = column.rules_by_segment
    if segments.kind is Decimal:
        return Decimal, _among(segments.ranks, by_segment), column
    if segments.kind is not str:
        position = segments.position
        return segments.kind, lambda value: by_segment[position(cast("Comparable", value))], column
    points = {cut: by_segment[2 * position + 1] for position, cut in enumerate(segments.cuts)}
    if len(set(by_segment[::2])) == 1:
        other = by_segment[0]
        return str, lambda value: points.get(cast("Comparable", value), other), column
    return str, lambda value: by_segment[segments.position(cast("Comparable", value))], column


def _among(ranks: Sequence[Rank], by_segment: Sequence[int]) -> Callable[[Value], int]:
    """What ``Segments.position`` does, in one step: this is the hot path of tables."""
    count = len(ranks)

    def find(value: Value) -> int:
        at = bisect_left(ranks, value)  # type: ignore[type-var]
        return by_segment[2 * at + 1 if at < count and ranks[at] == value else 2 * at]

    return find


def _test(column: Column, value: Value, alive: int, which: int, variables: Variables, run: Run) -> int:
    """The living rules without those of ``which`` whose tests do not hold."""
    waiting = alive & which
    tests = column.tests
    while waiting:
        lowest = waiting & -waiting
        waiting ^= lowest
        test = tests[lowest.bit_length() - 1]
        if test is None or test.matches(value, variables, run) is not True:
            alive ^= lowest
    return alive


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << position for position, flag in enumerate(flags) if flag)
