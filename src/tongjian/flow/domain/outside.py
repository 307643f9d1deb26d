"""What deciding asks of its surroundings: other processes, decisions, the calendar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tongjian.flow.domain.process import Process
from tongjian.flow.domain.variables import Value

Paused = tuple[date, date | None]
"""A pause (特别程序): the days after the first up to and including the second, None while it is open."""


class Processes(Protocol):
    """The deployed processes."""

    def find_latest(self, process: str) -> Process | None:
        """Return the highest version of the process with this id."""
        ...

    def find_by_hash(self, content_hash: str) -> Process | None:
        """Return the version with this content."""
        ...


class Decisions(Protocol):
    """The deployed decisions."""

    def decide(self, decision: str, variables: Mapping[str, Value]) -> Value:
        """Return what the decision comes to.

        Raises:
            Refusal: no such decision, or it has no answer for these variables.
        """
        ...


class Deadlines(Protocol):
    """The calendar of the place."""

    def due_at(self, *, since: datetime, working_days: int, paused: tuple[Paused, ...] = ()) -> datetime:
        """Return the moment at which so many working days are over, those of the pauses not counted.

        While a pause is open, that is a moment that never comes (9999).
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The surroundings of one command; what is None, a process that needs it cannot go on without.

    Attributes:
        ticks: seconds of a clock that only goes forward, so that no expression takes too long; None:
            expressions are held to their steps alone.
    """

    processes: Processes | None = None
    decisions: Decisions | None = None
    deadlines: Deadlines | None = None
    ticks: Callable[[], float] | None = None


NOWHERE = Outside()
"""Surroundings in which there is nothing."""
