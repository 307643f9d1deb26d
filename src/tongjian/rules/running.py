"""One evaluation: what it may use up, the moment it takes for now, and why it gave null."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tongjian.rules.errors import BudgetExceeded

_CLOCK_EVERY: Final = 2_000
_FREE_BITS: Final = 4
_TOLD: Final = 200
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Budget:
    """What one evaluation may use up.

    Attributes:
        steps: turns of loops and calls, each by the length of what is repeated (one for 16 characters),
            and one for every 16 places that a list or text grows by. A step is about a microsecond.
        depth: calls of user functions inside each other.
        size: characters of one text, members of one list.
        seconds: by the clock handed to the run; None for no limit.
    """

    steps: int = 1_000_000
    depth: int = 200
    size: int = 1_000_000
    seconds: float | None = None


STANDARD = Budget()
"""The budget of whoever names none."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text.

    Attributes:
        source: the whole text.
        start: of its first character.
        end: behind its last.
    """

    source: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the piece itself, cut short."""
        return self.source[self.start : min(self.end, self.start + _SHOWN)]

    @property
    def line(self) -> int:
        """Return the line it begins in, counted from 1."""
        return self.source.count("\n", 0, self.start) + 1

    @property
    def column(self) -> int:
        """Return the place in the line by code points, counted from 1."""
        return self.start - self.source.rfind("\n", 0, self.start)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Why a piece of an expression gave null.

    Attributes:
        code: permanent name of the kind of fault.
        says: the Chinese sentence.
        span: the piece of the text; None where no text is to blame.
        where: the element of the model it stands in; empty outside models.
    """

    code: str
    says: str
    span: Span | None = None
    where: str = ""


class Run:
    """One evaluation under way. Made for one evaluation and thrown away after it.

    Attributes:
        budget: what it may use up.
        now: the moment it takes for the present, with a zone; None where nobody gave one.
        where: the element of the model that is being evaluated.
        diagnostics: why nulls came about, in order; the first 200.
        untold: how many more there were.
    """

    __slots__ = (
        "_clock",
        "_deadline",
        "_left",
        "_level",
        "_next",
        "budget",
        "diagnostics",
        "now",
        "untold",
        "where",
    )

    def __init__(
        self,
        budget: Budget = STANDARD,
        *,
        now: datetime | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.budget = budget
        self.now = now
        self.where = ""
        self.diagnostics: list[Diagnostic] = []
        self.untold = 0
        self._left = budget.steps
        self._level = 0
        self._clock = None if budget.seconds is None else clock
        self._deadline = 0.0
        self._next = -1
        if clock is not None and budget.seconds is not None:
            self._deadline = clock() + budget.seconds
            self._next = max(budget.steps - _CLOCK_EVERY, -1)

    @property
    def steps(self) -> int:
        """Return the steps used up so far."""
        return self.budget.steps - self._left

    def charge(self, steps: int = 1) -> None:
        """Use up steps.

        Raises:
            BudgetExceeded: none are left, or the time is over.
        """
        self._left -= steps
        if self._left <= self._next:
            self._check()

    def grow(self, size: int) -> None:
        """Use up what a list or text of this size costs that is about to be made.

        Raises:
            BudgetExceeded: it would be too large, or no steps or time are left.
        """
        if size > self.budget.size:
            raise BudgetExceeded(limit="size", allowed=self.budget.size)
        self.charge(size >> _FREE_BITS)

    def weigh(self, value: object) -> None:
        """Use up what it costs to go through a list or context with all that is inside.

        A value may hold the same list many times over, so that it is far larger than what it was made from.

        Raises:
            BudgetExceeded: no steps or time are left.
        """
        waiting = [value]
        while waiting:
            heavy = waiting.pop()
            if isinstance(heavy, Mapping):
                heavy = tuple(heavy.values())
            if isinstance(heavy, tuple):
                self.charge(2 + (len(heavy) >> _FREE_BITS))
                waiting.extend(part for part in heavy if isinstance(part, tuple | Mapping))

    def enter(self, steps: int = 1) -> None:
        """Go one call deeper, which uses up steps.

        Raises:
            BudgetExceeded: too deep.
        """
        if self._level >= self.budget.depth:
            raise BudgetExceeded(limit="depth", allowed=self.budget.depth)
        self._level += 1
        self.charge(steps)

    def leave(self) -> None:
        """Come back from a call."""
        self._level -= 1

    def report(self, code: str, says: str, *, span: Span | None = None) -> None:
        """Record why a null comes about."""
        if len(self.diagnostics) < _TOLD:
            self.diagnostics.append(Diagnostic(code, says, span, self.where))
        else:
            self.untold += 1

    def _check(self) -> None:
        if self._left < 0:
            raise BudgetExceeded(limit="steps", allowed=self.budget.steps)
        if self._clock is None or self.budget.seconds is None:
            return
        if self._clock() > self._deadline:
            raise BudgetExceeded(limit="seconds", allowed=self.budget.seconds)
        self._next = max(self._left - _CLOCK_EVERY, -1)
