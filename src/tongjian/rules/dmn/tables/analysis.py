"""Looking over a table before it is used: rules that overlap, cases that no rule covers.

Cells that are not constants are left out of account: an overlap through them is not claimed, and a
case they might cover is not called missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations, islice
from operator import and_, or_
from typing import Final, Literal

from tongjian.rules.dmn.expressions import DecisionTable
from tongjian.rules.dmn.tables.matching import Column
from tongjian.rules.dmn.tables.segments import Segments, runs
from tongjian.rules.feel.values import Date

_MOST: Final = 50
_BOXES: Final = 20_000
_PAIRS: Final = 2_000_000
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class TableWarning:
    """Something about a table that its author should look at.

    Attributes:
        element: id of the table.
        kind: what it is about.
        rules: numbers of the rules concerned, counted from 1.
        says: the Chinese sentence.
    """

    element: str
    kind: Literal["overlap", "gap", "unfinished"]
    rules: tuple[int, ...]
    says: str


def analyse(table: DecisionTable, columns: Sequence[Column]) -> list[TableWarning]:
    """Return overlaps and gaps of a unique table; nothing for the other policies."""
    if table.hit_policy != "UNIQUE" or not table.rules:
        return []
    labels = [
        clause.label or (clause.expression.text.strip() if clause.expression else "")
        for clause in table.inputs
    ]
    return [*_overlaps(table, columns, labels), *_gaps(table, columns, labels)]


def _overlaps(table: DecisionTable, columns: Sequence[Column], labels: Sequence[str]) -> list[TableWarning]:
    unknown = reduce(or_, (column.unknown for column in columns), 0)
    rows = list(zip(*(_sets(column) for column in columns), strict=True)) or [()] * len(table.rules)
    known = [(number, row) for number, row in enumerate(rows) if not unknown >> number & 1]
    pairs = combinations(known, 2)
    found: list[TableWarning] = []
    for (first, one), (second, other) in islice(pairs, _PAIRS):
        if _apart(one, other):
            continue
        if len(found) >= _MOST:
            break
        case = _describe(columns, labels, [left & right for left, right in zip(one, other, strict=True)])
        says = f"规则 {first + 1} 与规则 {second + 1} 重叠：{case}"
        found.append(TableWarning(table.at.id, "overlap", (first + 1, second + 1), says))
    if next(pairs, None) is not None:
        found.append(TableWarning(table.at.id, "unfinished", (), "规则或重叠过多，未全部检查"))
    return found


def _apart(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether some column tells the two rules apart."""
    return not all(map(and_, one, other))


def _sets(column: Column) -> list[int]:
    """The segments each rule lets through; one single segment where the column has no constants."""
    if column.segments is None:
        return [1] * len(column.cells)
    return [
        column.domain if cell is None else column.segments.of(cell) & column.domain for cell in column.cells
    ]


@dataclass(slots=True)
class _Search:
    """A walk over the boxes of a table, column by column."""

    table: DecisionTable
    columns: Sequence[Column]
    labels: Sequence[str]
    boxes: int = 0
    found: list[TableWarning] = field(default_factory=list)

    def visit(self, at: int, alive: int, box: list[int]) -> None:
        """Look for cases left over, where these rules are still possible after so many columns."""
        self.boxes += 1
        if self.boxes > _BOXES or len(self.found) >= _MOST:
            return
        if at == len(self.columns) or self._covered(at, alive):
            return
        missing = 0
        for rules, segments in _groups(self.columns[at]).items():
            if alive & rules:
                self.visit(at + 1, alive & rules, [*box, segments])
            else:
                missing |= segments
        if missing:
            says = f"没有规则覆盖：{_describe(self.columns, self.labels, [*box, missing])}"
            self.found.append(TableWarning(self.table.at.id, "gap", (), says))

    def _covered(self, at: int, alive: int) -> bool:
        """Whether one rule asks nothing of the columns that follow, or cannot be known to."""
        for column in self.columns[at:]:
            alive &= column.anything | column.unknown
        return bool(alive)


def _groups(column: Column) -> dict[int, int]:
    """Segments that the same rules let through, together."""
    if column.segments is None:
        everything = (1 << len(column.cells)) - 1
        return {everything: 1}
    groups: dict[int, int] = {}
    for at, rules in enumerate(column.rules_by_segment):
        if column.domain >> at & 1:
            groups[rules] = groups.get(rules, 0) | 1 << at
    return groups


def _gaps(table: DecisionTable, columns: Sequence[Column], labels: Sequence[str]) -> list[TableWarning]:
    search = _Search(table, columns, labels)
    search.visit(0, (1 << len(table.rules)) - 1, [])
    if search.boxes > _BOXES or len(search.found) >= _MOST:
        search.found.append(TableWarning(table.at.id, "unfinished", (), "表过大，未覆盖的情形未全部列出"))
    return search.found


def _describe(columns: Sequence[Column], labels: Sequence[str], box: Sequence[int]) -> str:
    """A box in words, leaving out the columns that it does not narrow."""
    parts = []
    for column, label, segments in zip(columns, labels, box, strict=False):
        if column.segments is not None and segments != column.domain:
            parts.append(f"{label} {_words(column.segments, segments)}")
    return "，".join(parts) or "任何输入"


def _words(cuts: Segments, segments: int) -> str:
    """Segments in words, neighbours joined; texts are listed."""
    if cuts.kind is str:
        words = [f"= {_value(cuts, at)}" for at in range(len(cuts.cuts)) if segments >> (2 * at + 1) & 1]
        others = any(segments >> at & 1 for at in range(0, cuts.count, 2))
        return "或".join([*words[:_SHOWN], *(["为其他值"] if others else [])])
    words = [_stretch(cuts, first, last) for first, last in runs(segments)]
    return "或".join(words[:_SHOWN]) + ("等" if len(words) > _SHOWN else "")


def _stretch(cuts: Segments, first: int, last: int) -> str:
    """The values from one segment to another."""
    if first == last and first % 2:
        return f"= {_value(cuts, first // 2)}"
    low = "" if first == 0 else f"{'>=' if first % 2 else '>'} {_value(cuts, (first - 1) // 2)}"
    high = "" if last == cuts.count - 1 else f"{'<=' if last % 2 else '<'} {_value(cuts, last // 2)}"
    return " 且 ".join(part for part in (low, high) if part) or "任意"


def _value(cuts: Segments, at: int) -> str:
    value = cuts.cuts[at]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    return f'"{value}"' if isinstance(value, str) else f"{value:f}"
