"""Reading a pattern of XPath into the source of one for the standard library."""

import re
from dataclasses import dataclass
from math import log2
from typing import Final

from tongjian.rules.feel.builtins.character_classes import (
    NAMED,
    SINGLE,
    ClassReader,
    named_class,
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a pattern and what it may cost.

    Attributes:
        source: for the standard library.
        unbounded: how many quantifiers without bound stand one behind the other.
        bounded: the choices of the other quantifiers and alternatives, as a power of two.
        explosive: whether a quantifier repeats what has choices itself.
        varied: whether it matches texts of different lengths, or one text in several ways.
        first: the character it begins with; empty where that is not one character.
        single: whether it is a class or character that is matched once.
        repeated: the source of the class or character that it repeats; empty where it is not that.
    """

    source: str
    unbounded: int = 0
    bounded: float = 0.0
    explosive: bool = False
    varied: bool = False
    first: str = ""
    single: bool = False
    repeated: str = ""


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

    def read(self) -> Piece:
        """Return the whole pattern.

        Raises:
            Fault: it is not a pattern of XPath.
        """
        piece = self._alternatives()
        if self._at < len(self._text):
            raise self._wrong()
        return piece

    def _alternatives(self) -> Piece:
        branches = [self._branch()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._branch())
        if len(branches) == 1:
            return branches[0]
        firsts = [branch.first.lower() for branch in branches]
        distinct = all(firsts) and len(set(firsts)) == len(firsts)
        varied = not distinct or any(branch.varied for branch in branches)
        return Piece(
            "|".join(branch.source for branch in branches),
            max(branch.unbounded for branch in branches),
            max(branch.bounded for branch in branches) + (0.0 if distinct else log2(len(branches))),
            any(branch.explosive for branch in branches),
            varied,
        )

    def _branch(self) -> Piece:
        pieces: list[Piece] = []
        while self._peek() not in {"", "|", ")"}:
            pieces.append(self._piece())
        return Piece(
            "".join(piece.source for piece in pieces),
            sum(piece.unbounded for piece in pieces),
            sum(piece.bounded for piece in pieces),
            any(piece.explosive for piece in pieces),
            any(piece.varied for piece in pieces) and not _is_delimited(pieces),
            pieces[0].first if pieces else "",
        )

    def _piece(self) -> Piece:
        atom = self._atom()
        found = _QUANTIFIER.match(self._text, self._at)
        if found is None:
            return atom
        self._at = found.end()
        least, most = _bounds(found)
        if most is not None and least > most:
            raise self._wrong()
        source = f"(?:{atom.source}){found[0]}"
        if least == most:
            return Piece(source, atom.unbounded * least, atom.bounded * least, atom.explosive, atom.varied)
        repeats = most is None or most > 1
        return Piece(
            source,
            atom.unbounded + (most is None),
            atom.bounded + (0.0 if most is None else log2(most - least + 1)),
            atom.explosive or (atom.varied and repeats),
            varied=True,
            repeated=atom.source if atom.single else "",
        )

    def _atom(self) -> Piece:
        character = self._peek()
        self._at += 1
        match character:
            case "(":
                return self._group()
            case "[":
                reader = ClassReader(self._text, self._at)
                source, self._at = reader.read()
                return Piece(source, single=True)
            case "\\":
                return self._escape()
            case "^" | "$" | ".":
                return Piece(self._special(character), single=character == ".")
            case _:
                if character in _UNESCAPED:
                    raise self._wrong()
                return Piece(re.escape(character), first=character, single=True)

    def _special(self, character: str) -> str:
        """Return the source of what depends on a flag: an end of a line, or any character."""
        plain, flagged, flag = _SPECIALS[character]
        return flagged if flag in self._flags else plain

    def _group(self) -> Piece:
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
        source = f"(?:{inner.source})" if plain else f"({inner.source})"
        return Piece(source, inner.unbounded, inner.bounded, inner.explosive, inner.varied, inner.first)

    def _escape(self) -> Piece:
        character = self._peek()
        self._at += 1
        if character in SINGLE:
            literal = SINGLE[character]
            return Piece(re.escape(literal), first=literal, single=True)
        if character in NAMED:
            source, self._at = named_class(self._text, self._at - 1)
            return Piece(source, single=True)
        if "1" <= character <= "9":
            return self._back_reference(int(character))
        raise self._wrong()

    def _back_reference(self, group: int) -> Piece:
        """Return the text of an earlier group, or nothing where the group took no part."""
        while (
            (digit := self._peek()).isascii() and digit.isdigit() and group * 10 + int(digit) <= self.groups
        ):
            group = group * 10 + int(digit)
            self._at += 1
        if group not in self._closed:
            raise self._wrong()
        return Piece(f"(?({group})\\{group}|)", varied=True)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _wrong(self) -> Fault:
        return Fault(
            "正则表达式在第%(at)s个字符处写法不正确",
            code="rules.feel.bad_pattern",
            at=min(self._at, len(self._text)),
        )


def _is_delimited(pieces: list[Piece]) -> bool:
    """Return whether a text is cut into these pieces in one way only, however often they are repeated.

    So it is where one piece varies, repeating a class that lacks a character which must stand beside it.
    """
    varied = [piece for piece in pieces if piece.varied]
    if len(varied) != 1 or not varied[0].repeated:
        return False
    repeated = re.compile(varied[0].repeated, re.IGNORECASE)
    return any(piece.single and piece.first and not repeated.match(piece.first) for piece in pieces)


def _bounds(found: re.Match[str]) -> tuple[int, int | None]:
    """Return how often a quantifier repeats at least and at most; None is without bound."""
    if found[1]:
        return {"?": (0, 1), "*": (0, None), "+": (1, None)}[found[1]]
    least = int(found[2])
    if found[3] is None:
        return least, least
    return least, int(found[4]) if found[4] else None
