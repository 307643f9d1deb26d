"""Classes of characters in patterns: escapes, Unicode categories and blocks, and subtraction.

Source: XML Schema Part 2, appendix F; Unicode blocks by their names without spaces.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from tongjian.rules.feel.builtins.unicode_blocks import BLOCKS
from tongjian.rules.feel.values import Fault

SINGLE: Final[Mapping[str, str]] = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    **{character: character for character in "\\|.-^?*+{}()[]$"},
}
"""Escapes of one character."""

NAMED: Final = frozenset("sSiIcCdDwWpP")
"""The letters of escapes that stand for a class."""

_PROPERTY = re.compile(r"\{(?:Is([A-Za-z0-9\-]+)|([A-Z][a-z]?))\}")
_NAME_START: Final = (
    ":A-Z_a-z\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c-\\u200d\\u2070-\\u218f"
    "\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\U00010000-\\U000effff"
)
_NAME: Final = f"{_NAME_START}\\-.0-9\\xb7\\u0300-\\u036f\\u203f-\\u2040"
_SIMPLE: Final[Mapping[str, str]] = {"s": " \\t\\n\\r", "i": _NAME_START, "c": _NAME, "d": "\\d"}
_LAST: Final = 0x110000
_ASSIGNED: Final = (range(0x32400), range(0xE0000, 0xE0200))
_PRIVATE: Final = range(0xF0000, _LAST)
_DEEPEST: Final = 20


def named_class(text: str, at: int) -> tuple[str, int]:
    """Return the source of the class whose letter stands at a place, and the place behind it.

    Raises:
        Fault: there is no such category or block.
    """
    content, end = _content(text, at)
    opening = "[^" if text[at].isupper() else "["
    return f"(?-i:{opening}{content}])", end


def _content(text: str, at: int) -> tuple[str, int]:
    letter = text[at].lower()
    if letter in _SIMPLE:
        return _SIMPLE[letter], at + 1
    if letter == "w":
        return _word(), at + 1
    found = _PROPERTY.match(text, at + 1)
    if found is None:
        raise _wrong(at)
    if found[2]:
        return _category(found[2]), found.end()
    block = BLOCKS.get(found[1])
    if block is None:
        raise _wrong(at)
    return _ranges([block]), found.end()


class ClassReader:
    """Reads one class in brackets, from behind its opening bracket."""

    __slots__ = ("_at", "_depth", "_text")

    def __init__(self, text: str, at: int, depth: int = 0) -> None:
        self._text = text
        self._at = at
        self._depth = depth

    def read(self) -> tuple[str, int]:
        """Return the class for the standard library, and the place behind its closing bracket.

        Raises:
            Fault: it is not a class of XPath.
        """
        if self._depth > _DEEPEST:
            raise _wrong(self._at)
        negated = self._taken("^")
        literal: list[str] = []
        named: list[str] = []
        without = ""
        while not self._taken("]"):
            if (literal or named) and self._text.startswith("-[", self._at):
                without, self._at = ClassReader(self._text, self._at + 2, self._depth + 1).read()
                if not self._taken("]"):
                    raise _wrong(self._at)
                break
            self._member(literal, named)
        if not (literal or named):
            raise _wrong(self._at)
        return _whole_class(literal, named, negated=negated, without=without), self._at

    def _member(self, literal: list[str], named: list[str]) -> None:
        at = self._at
        if self._text[at : at + 1] == "\\" and self._text[at + 1 : at + 2] in NAMED:
            source, self._at = named_class(self._text, at + 1)
            named.append(source)
            return
        first = self._character(edge=not literal and not named)
        following = self._text[self._at + 1 : self._at + 2]
        if self._text[self._at : self._at + 1] == "-" and following not in {"]", "[", ""}:
            self._at += 1
            last = self._character(edge=False)
            if last < first:
                raise _wrong(at)
            literal.append(f"{_escaped(first)}-{_escaped(last)}")
        else:
            literal.append(_escaped(first))

    def _character(self, *, edge: bool) -> str:
        """Return one character; a bare hyphen stands only at an edge of the class."""
        character = self._text[self._at : self._at + 1]
        self._at += 1
        if character == "\\":
            escaped = self._text[self._at : self._at + 1]
            self._at += 1
            if escaped not in SINGLE:
                raise _wrong(self._at)
            return SINGLE[escaped]
        closes = self._text[self._at : self._at + 1] == "]"
        if character in {"", "[", "]"} or (character == "-" and not edge and not closes):
            raise _wrong(self._at)
        return character

    def _taken(self, character: str) -> bool:
        if self._text[self._at : self._at + 1] != character:
            return False
        self._at += 1
        return True


def _whole_class(literal: list[str], named: list[str], *, negated: bool, without: str) -> str:
    """Return a class of which only the literal characters fold their case."""
    parts = [*named, *([f"[{''.join(literal)}]"] if literal else [])]
    source = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    if negated:
        source = f"(?!{source})[\\s\\S]"
    if without:
        source = f"(?!{without}){source}"
    return source


def _escaped(character: str) -> str:
    return f"\\U{ord(character):08x}"


@lru_cache(maxsize=1)
def _categories() -> Mapping[str, list[range]]:
    """Return the assigned characters by category, as ranges."""
    found: dict[str, list[range]] = {}
    for stretch in _ASSIGNED:
        start, known = stretch.start, unicodedata.category(chr(stretch.start))
        for code in range(stretch.start + 1, stretch.stop + 1):
            category = unicodedata.category(chr(code)) if code < stretch.stop else ""
            if category != known:
                found.setdefault(known, []).append(range(start, code))
                start, known = code, category
    found["Co"].append(_PRIVATE)
    found["Cn"].extend(
        (range(_ASSIGNED[0].stop, _ASSIGNED[1].start), range(_ASSIGNED[1].stop, _PRIVATE.start))
    )
    return found


@lru_cache(maxsize=64)
def _category(name: str) -> str:
    """Return the content of a class for a category such as ``L`` or ``Lu``."""
    parts = [ranges for known, ranges in _categories().items() if known.startswith(name)]
    if not parts:
        raise _wrong(0)
    return _ranges([one for ranges in parts for one in ranges])


@lru_cache(maxsize=1)
def _word() -> str:
    """Return the content of the word class: all but punctuation, separators and others."""
    return _ranges(
        [one for known, ranges in _categories().items() if known[0] not in "PZC" for one in ranges]
    )


def _ranges(ranges: list[range]) -> str:
    return "".join(f"\\U{one.start:08x}-\\U{one.stop - 1:08x}" for one in ranges)


def _wrong(at: int) -> Fault:
    return Fault("正则表达式在第%(at)s个字符附近写法不正确", code="rules.feel.bad_pattern", at=at)
