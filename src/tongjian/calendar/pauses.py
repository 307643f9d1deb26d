"""Pauses of one clock as spans of days, united and never summed."""

from collections.abc import Iterable
from datetime import date

from tongjian.calendar.limits import ClockKind, Pause

Span = tuple[date, date]
"""The days after the first up to and including the second."""


def unite(
    pauses: Iterable[Pause], *, kind: ClockKind, starts_on: date, open_until: date | None
) -> list[Span]:
    """Return the days the pauses take out of one clock, as spans in order that neither meet nor overlap.

    A pause begun before the start counts from the start. An open pause runs to ``open_until``, or is
    left out where that is None.
    """
    spans: list[Span] = []
    for first, last in sorted(_clipped(pauses, kind=kind, starts_on=starts_on, open_until=open_until)):
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return spans


def _clipped(
    pauses: Iterable[Pause], *, kind: ClockKind, starts_on: date, open_until: date | None
) -> Iterable[Span]:
    for pause in pauses:
        last = pause.to_on or open_until
        if kind in pause.stops and last is not None:
            first = max(pause.from_on, starts_on)
            if first < last:
                yield first, last
