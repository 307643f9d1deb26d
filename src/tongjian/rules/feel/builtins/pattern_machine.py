"""Running a pattern in time that grows with the subject alone: all ways at once, the preferred first.

Used where the standard library's engine might try too many ways one after another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from tongjian.rules.feel.builtins.pattern_trees import (
    Choice,
    Edge,
    Group,
    One,
    PatternTree,
    Reference,
    Repeat,
    Sequence,
)
from tongjian.rules.feel.values import Fault
from tongjian.rules.running import Run

_MOST_INSTRUCTIONS: Final = 2000
_Saved = tuple[int, ...]
Way = tuple[int, _Saved]
Ways = tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Take:
    """Go on behind one character of the class."""

    engine: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Check:
    """Go on where the assertion holds."""

    engine: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Fork:
    """Go on at several places, the first preferred."""

    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Save:
    """Remember the place."""

    slot: int


Instruction = Take | Check | Fork | Save
"""One step of the machine; behind the last stands the match."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the pattern was found.

    Attributes:
        subject: the whole text.
        saved: start and end of the whole and of each group; -1 where it took no part.
    """

    subject: str
    saved: _Saved

    def start(self) -> int:
        """Return where the match starts."""
        return self.saved[0]

    def end(self) -> int:
        """Return where the match ends."""
        return self.saved[1]

    def __getitem__(self, group: int) -> str | None:
        start, end = self.saved[2 * group : 2 * group + 2]
        return None if start < 0 or end < 0 else self.subject[start:end]


class PatternMachine:
    """A pattern made ready to run all ways at once."""

    __slots__ = ("_flags", "_program", "_slots")

    def __init__(self, tree: PatternTree, *, groups: int, flags: re.RegexFlag) -> None:
        self._flags = flags
        self._slots = 2 * (groups + 1)
        self._program: list[Instruction] = []
        self._capture(tree, 0)

    def find(self, subject: str, start: int, run: Run) -> Spot | None:
        """Return the first match from a place on, of several there the one preferred.

        Raises:
            BudgetExceeded: the run has no steps left.
        """
        best: Ways = ()
        ways: list[Way] = []
        seen: set[int] = set()
        for at in range(start, len(subject) + 1):
            if not best:
                self._follow((0, (-1,) * self._slots), (subject, at), ways, seen)
            run.charge(1 + len(ways) + len(seen))
            found, ways, seen = self._step(ways, subject, at)
            best = found or best
            if best and not ways:
                break
        return Spot(subject, best[0][1]) if best else None

    def each(self, subject: str, run: Run) -> Iterator[Spot]:
        """Return the matches one behind the other.

        Raises:
            BudgetExceeded: the run has no steps left.
        """
        at = 0
        while at <= len(subject) and (found := self.find(subject, at, run)) is not None:
            yield found
            at = found.end() + (found.end() == found.start())

    def _step(self, ways: list[Way], subject: str, at: int) -> tuple[Ways, list[Way], set[int]]:
        """Return the match that ends here, if one does, and the ways that go on behind one character."""
        ahead: list[Way] = []
        seen: set[int] = set()
        for place, saved in ways:
            if place == len(self._program):
                return ((place, saved),), ahead, seen
            instruction = self._program[place]
            if isinstance(instruction, Take) and instruction.engine.match(subject, at):
                self._follow((place + 1, saved), (subject, at + 1), ahead, seen)
        return (), ahead, seen

    def _follow(self, way: Way, here: tuple[str, int], ways: list[Way], seen: set[int]) -> None:
        """Add what a way comes to without taking a character, the preferred first."""
        subject, at = here
        open_ = [way]
        while open_:
            place, saved = open_.pop()
            if place in seen:
                continue
            seen.add(place)
            instruction = self._program[place] if place < len(self._program) else None
            match instruction:
                case None | Take():
                    ways.append((place, saved))
                case Check(engine=engine):
                    if engine.match(subject, at):
                        open_.append((place + 1, saved))
                case Save(slot=slot):
                    open_.append((place + 1, (*saved[:slot], at, *saved[slot + 1 :])))
                case Fork(targets=targets):
                    open_.extend((target, saved) for target in reversed(targets))
                case _:
                    assert_never(instruction)

    def _emit(self, tree: PatternTree) -> None:
        match tree:
            case One(source=source):
                self._add(Take(re.compile(source, self._flags)))
            case Edge(source=source):
                self._add(Check(re.compile(source)))
            case Sequence(parts=parts):
                for part in parts:
                    self._emit(part)
            case Choice(parts=parts):
                self._choose(parts)
            case Repeat():
                self._repeat(tree)
            case Group(part=part, number=number):
                if number:
                    self._capture(part, number)
                else:
                    self._emit(part)
            case Reference():
                raise too_costly()
            case _:
                assert_never(tree)

    def _capture(self, part: PatternTree, number: int) -> None:
        self._add(Save(2 * number))
        self._emit(part)
        self._add(Save(2 * number + 1))

    def _choose(self, parts: tuple[PatternTree, ...]) -> None:
        fork = self._add(Fork(()))
        starts: list[int] = []
        leaves: list[int] = []
        for part in parts:
            starts.append(len(self._program))
            self._emit(part)
            leaves.append(self._add(Fork(())))
        self._program[fork] = Fork(tuple(starts))
        for leave in leaves:
            self._program[leave] = Fork((len(self._program),))

    def _repeat(self, tree: Repeat) -> None:
        for _ in range(tree.least):
            self._emit(tree.part)
        if tree.most is None:
            fork = self._add(Fork(()))
            self._emit(tree.part)
            self._add(Fork((fork,)))
            self._branch(fork, greedy=tree.greedy)
            return
        forks: list[int] = []
        for _ in range(tree.most - tree.least):
            forks.append(self._add(Fork(())))
            self._emit(tree.part)
        for fork in forks:
            self._branch(fork, greedy=tree.greedy)

    def _branch(self, fork: int, *, greedy: bool) -> None:
        """Let a fork go into what stands behind it, or past everything so far."""
        inside, past = fork + 1, len(self._program)
        self._program[fork] = Fork((inside, past) if greedy else (past, inside))

    def _add(self, instruction: Instruction) -> int:
        if len(self._program) >= _MOST_INSTRUCTIONS:
            raise too_costly()
        self._program.append(instruction)
        return len(self._program) - 1


def too_costly() -> Fault:
    """Return the fault of a pattern that cannot be run within bounds."""
    return Fault("正则表达式运算可能过久，已拒绝", code="rules.feel.pattern_too_costly")
