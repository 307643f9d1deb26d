"""Reading a pattern of XPath into a tree."""

import re
from typing import Final

from tongjian.rules.feel.builtins.character_classes import (
    NAMED,
    SINGLE,
    ClassReader,
    named_class,
)
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

_QUANTIFIER = re.compile(r"(?:([?*+])|\{([0-9]{1,4})(,([0-9]{0,4}))?\})(\?)?")
_UNESCAPED: Final = frozenset("?*+{}]")
_DEEPEST: Final = 50
_SPECIALS: Final = {
    "^": (r"\A", r"(?:\A|(?<=\n)(?!\Z))", "m"),
    "$": (r"\Z", r"(?=\n|\Z)", "m"),
    ".": (r"[^\n\r]", r"[\s\S]", "s"),
}


class PatternReader:
    """Reads one pattern.

    Attributes:
        groups: how many groups capture, so far.
    """

    __slots__ = ("_at", "_closed", "_depth", "_flags", "_text", "groups")

    def __init__(self, text: str, flags: str) -> None:
        self._text = text
        self._flags = flags
        self._at = 0
        self._depth = 0
        self._closed: set[int] = set()
        self.groups = 0

    def read(self) -> PatternTree:
        """Return the whole pattern.

        Raises:
            Fault: it is not a pattern of XPath.
        """
        piece = self._alternatives()
        if self._at < len(self._text):
            raise self._wrong()
        return piece

    def _alternatives(self) -> PatternTree:
        branches = [self._branch()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._branch())
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def _branch(self) -> PatternTree:
        parts: list[PatternTree] = []
        while self._peek() not in {"", "|", ")"}:
            parts.append(self._piece())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _piece(self) -> PatternTree:
        atom = self._atom()
        found = _QUANTIFIER.match(self._text, self._at)
        if found is None:
            return atom
        self._at = found.end()
        least, most = _bounds(found)
        if most is not None and least > most:
            raise self._wrong()
        return Repeat(atom, least, most, greedy=not found[5])

    def _atom(self) -> PatternTree:
        character = self._peek()
        self._at += 1
        match character:
            case "(":
                return self._group()
            case "[":
                reader = ClassReader(self._text, self._at)
                source, self._at = reader.read()
                return One(source)
            case "\\":
                return self._escape()
            case "^" | "$" | ".":
                source = self._special(character)
                return One(source) if character == "." else Edge(source)
            case _:
                if character in _UNESCAPED:
                    raise self._wrong()
                return One(re.escape(character), character)

    def _special(self, character: str) -> str:
        """Return the source of what depends on a flag: an end of a line, or any character."""
        plain, flagged, flag = _SPECIALS[character]
        return flagged if flag in self._flags else plain

    def _group(self) -> PatternTree:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Fault("正则表达式嵌套过深", code="rules.feel.bad_pattern")
        plain = self._text.startswith("?:", self._at)
        number = 0
        if plain:
            self._at += 2
        else:
            self.groups += 1
            number = self.groups
        inner = self._alternatives()
        if self._peek() != ")":
            raise self._wrong()
        self._at += 1
        self._depth -= 1
        if number:
            self._closed.add(number)
        return Group(inner, number)

    def _escape(self) -> PatternTree:
        character = self._peek()
        self._at += 1
        if character in SINGLE:
            literal = SINGLE[character]
            return One(re.escape(literal), literal)
        if character in NAMED:
            source, self._at = named_class(self._text, self._at - 1)
            return One(source)
        if "1" <= character <= "9":
            return self._back_reference(int(character))
        raise self._wrong()

    def _back_reference(self, group: int) -> PatternTree:
        """Return the text of an earlier group, or nothing where the group took no part."""
        while (
            (digit := self._peek()).isascii() and digit.isdigit() and group * 10 + int(digit) <= self.groups
        ):
            group = group * 10 + int(digit)
            self._at += 1
        if group not in self._closed:
            raise self._wrong()
        return Reference(group)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _wrong(self) -> Fault:
        return Fault(
            "正则表达式在第%(at)s个字符处写法不正确",
            code="rules.feel.bad_pattern",
            at=min(self._at, len(self._text)),
        )


def _bounds(found: re.Match[str]) -> tuple[int, int | None]:
    """Return how often a quantifier repeats at least and at most; None is without bound."""
    if found[1]:
        return {"?": (0, 1), "*": (0, None), "+": (1, None)}[found[1]]
    least = int(found[2])
    if found[3] is None:
        return least, least
    return least, int(found[4]) if found[4] else None
