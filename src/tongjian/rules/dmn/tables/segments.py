"""A column cut at every end that its cells mention: between two cuts all values are treated alike.

Sets of segments and sets of rules are integers, one bit for each.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import xor

from tongjian.rules.dmn.tables.cells import Cell, Comparable, Rank, Stretch, kind_of, rank
from tongjian.rules.feel.values import Date


@dataclass(frozen=True, slots=True)
class Segments:
    """The cuts of one column.

    Segment 2i+1 is the cut i itself; segment 2i is what lies before it; the last lies behind all.
    Yes and no have no values between them.

    Attributes:
        kind: of the values.
        cuts: in order.
        ranks: what they are put in order by.
    """

    kind: type
    cuts: tuple[Comparable, ...]
    ranks: tuple[Rank, ...]

    @property
    def count(self) -> int:
        """Return how many segments there are."""
        return 2 * len(self.cuts) + 1

    @property
    def everything(self) -> int:
        """Return the set of all segments that hold values."""
        if self.kind is bool:
            return sum(1 << (2 * position + 1) for position in range(len(self.cuts)))
        return ((1 << self.count) - 1) & ~self._between_days()

    def _between_days(self) -> int:
        """The segments between one day and the next, which hold no day."""
        if self.kind is not Date:
            return 0
        days = [cut.days for cut in self.cuts if isinstance(cut, Date)]
        return sum(1 << (2 * at) for at in range(1, len(days)) if days[at] - days[at - 1] == 1)

    def position(self, value: Comparable) -> int:
        """Return the segment that holds a value of this kind."""
        cuts, wanted = self.ranks, rank(value)
        at = bisect_left(cuts, wanted)
        return 2 * at + 1 if at < len(cuts) and cuts[at] == wanted else 2 * at

    def of(self, cell: Cell) -> int:
        """Return the set of segments a cell lets through."""
        found = 0
        for stretch in cell.stretches:
            found |= self._of(stretch)
        return self.everything & ~found if cell.negated else found

    def _of(self, stretch: Stretch) -> int:
        first, last = 0, self.count - 1
        if stretch.low is not None:
            first = self.position(stretch.low) + (0 if stretch.low_included else 1)
        if stretch.high is not None:
            last = self.position(stretch.high) - (0 if stretch.high_included else 1)
        return ((1 << (last + 1)) - (1 << first)) & self.everything if last >= first else 0


def runs(segments: int) -> Iterator[tuple[int, int]]:
    """Give the first and last of each run of neighbours in a set of segments."""
    start = 0
    while segments:
        skipped = (segments & -segments).bit_length() - 1
        segments >>= skipped
        length = (~segments & (segments + 1)).bit_length() - 1
        yield start + skipped, start + skipped + length - 1
        segments >>= length
        start += skipped + length


def rules_by_segment(sets: Sequence[int], count: int) -> tuple[int, ...]:
    """Return for each segment the rules that let it through.

    Args:
        sets: of each rule, the segments it lets through.
        count: of segments.
    """
    turns = [0] * (count + 1)
    for rule, segments in enumerate(sets):
        for first, last in runs(segments):
            turns[first] ^= 1 << rule
            turns[last + 1] ^= 1 << rule
    return tuple(accumulate(turns[:count], xor))


def segments_of(cells: Sequence[Cell]) -> Segments | None:
    """Return the cuts of a column; None where its cells are not of one kind."""
    kind = kind_of(cells)
    if kind is None:
        return None
    ends = {end for cell in cells for one in cell.stretches for end in (one.low, one.high) if end is not None}
    if kind is bool:
        ends = {False, True}
    cuts = tuple(sorted(ends, key=rank))
    return Segments(kind, cuts, tuple(rank(cut) for cut in cuts))
