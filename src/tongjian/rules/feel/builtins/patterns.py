"""Regular expressions as XPath writes them, run by the standard library's engine
where that surely ends soon, and otherwise by a machine whose time grows with the subject alone.

Source: DMN 1.5, table 74, note 2; XQuery 1.0 and XPath 2.0 Functions and Operators, 7.6, with the
flag ``q`` and groups without capture of 3.1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tongjian.rules.feel.builtins.pattern_costs import PatternCost, cost_of, is_anchored
from tongjian.rules.feel.builtins.pattern_machine import PatternMachine, Spot
from tongjian.rules.feel.builtins.pattern_reading import PatternReader
from tongjian.rules.feel.builtins.pattern_trees import PatternTree, Sequence, source_of
from tongjian.rules.feel.values import Fault
from tongjian.rules.running import Run

_FLAGS: Final = frozenset("smixq")
_LONGEST: Final = 2000
_QUICK: Final = 22.0
"""Powers of two: steps that the standard library's engine may need at worst; beyond, the machine runs."""

Found = re.Match[str] | Spot
"""A place where a pattern was found."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that has been read.

    Attributes:
        engine: the standard library's pattern.
        tree: what was read.
        groups: how many groups capture.
        cost: what the standard library's engine may need.
        anchored: whether it matches at the start only.
        literal: whether every character stands for itself.
    """

    engine: re.Pattern[str]
    tree: PatternTree
    groups: int
    cost: PatternCost
    anchored: bool
    literal: bool = False

    def search(self, subject: str, run: Run) -> bool:
        """Return whether the pattern is found in the subject.

        Raises:
            Fault: the search might take too long.
            BudgetExceeded: the run has no steps left.
        """
        if self._is_quick(subject, run):
            return self.engine.search(subject) is not None
        return self._machine().find(subject, 0, run) is not None

    def each(self, subject: str, run: Run) -> Iterator[Found]:
        """Return the places where the pattern is found, one behind the other.

        Raises:
            Fault: the pattern matches the empty text, or the search might take too long.
            BudgetExceeded: the run has no steps left.
        """
        if self.engine.search("") is not None:
            raise Fault("正则表达式不能匹配空文本", code="rules.feel.bad_pattern")
        if self._is_quick(subject, run):
            return self.engine.finditer(subject)
        return self._machine().each(subject, run)

    def template(self, replacement: str) -> list[str | int]:
        """Return a replacement as its texts and the numbers of the groups between them.

        Raises:
            Fault: a ``$`` without a digit or a backslash that escapes nothing.
        """
        if self.literal:
            return [replacement]
        return list(_read_template(replacement, self.groups))

    def _is_quick(self, subject: str, run: Run) -> bool:
        """Return whether the standard library's engine surely ends soon, and charge what it may need."""
        power = self.cost.steps(len(subject), anchored=self.anchored)
        if power > _QUICK:
            return False
        run.charge(1 + (int(2**power) >> 8))
        return True

    def _machine(self) -> PatternMachine:
        return PatternMachine(
            self.tree, groups=self.groups, flags=re.RegexFlag(self.engine.flags & re.IGNORECASE)
        )


@lru_cache(maxsize=512)
def compile_pattern(text: str, flags: str) -> Pattern:
    """Return the pattern read with the given flags.

    Raises:
        Fault: a flag is unknown, or the pattern is not one of XPath.
    """
    if not set(flags) <= _FLAGS:
        raise Fault("正则标志“%(flags)s”不在 s、m、i、x、q 之列", code="rules.feel.bad_pattern", flags=flags)
    if len(text) > _LONGEST:
        raise Fault("正则表达式过长", code="rules.feel.bad_pattern")
    folding = re.IGNORECASE if "i" in flags else re.NOFLAG
    if "q" in flags:
        return Pattern(
            re.compile(re.escape(text), folding), Sequence(()), 0, PatternCost(), anchored=False, literal=True
        )
    reader = PatternReader(_without_space(text) if "x" in flags else text, flags)
    tree = reader.read()
    try:
        engine = re.compile(source_of(tree), folding)
    except (re.error, OverflowError, RecursionError) as error:
        raise Fault("正则表达式写法不正确", code="rules.feel.bad_pattern") from error
    return Pattern(engine, tree, reader.groups, cost_of(tree), anchored=is_anchored(tree))


def _without_space(text: str) -> str:
    """Return the pattern without the white space outside its character classes."""
    kept: list[str] = []
    depth, escaped = 0, False
    for character in text:
        if character in " \t\r\n" and not depth:
            continue
        kept.append(character)
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            depth = max(0, depth + (character == "[") - (character == "]"))
    return "".join(kept)


def _read_template(text: str, groups: int) -> Iterator[str | int]:
    at = 0
    while at < len(text):
        character, following = text[at], text[at + 1 : at + 2]
        if character == "\\":
            if following not in {"\\", "$"} or not following:
                raise _bad_template()
            yield following
            at += 2
        elif character == "$":
            if not ("0" <= following <= "9"):
                raise _bad_template()
            group, at = _read_group(text, at + 1, groups)
            if group <= groups:
                yield group
        else:
            yield character
            at += 1


def _read_group(text: str, at: int, groups: int) -> tuple[int, int]:
    """Return the number of a group, as many digits as make one that exists, and where it ends."""
    group = int(text[at])
    at += 1
    while "0" <= text[at : at + 1] <= "9" and group * 10 + int(text[at]) <= groups:
        group = group * 10 + int(text[at])
        at += 1
    return group, at


def _bad_template() -> Fault:
    return Fault("替换文本中的 $ 后应为数字，\\ 后应为 \\ 或 $", code="rules.feel.bad_pattern")
