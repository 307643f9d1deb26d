"""The characters of FEEL: what a token may look like, and what a text literal says.

Source: DMN 1.5, 10.3.1.2, rules 22 to 39 and 62.
"""

import re
import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from tongjian.rules.feel.values import Fault, number

_SPACE = (
    "\\t\\n\\v\\f\\r \\u0085\\u00A0\\u1680\\u180E\\u2000-\\u200B\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF"
)
_LETTERS = (
    "A-Z_a-z\\u00AA\\u00BA\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u167F"
    "\\u1681-\\u180D\\u180F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF"
    "\\uF900-\\uFDCF\\uFDF0-\\uFEFE\\uFF00-\\uFFFD\\U00010000-\\U000EFFFF"
)
_PARTS = _LETTERS + "0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040"

SPACE: Final = re.compile(f"(?:[{_SPACE}]+|//[^\n\r]*|/\\*.*?\\*/)*", re.DOTALL)
"""Space and comments."""

PIECE: Final = re.compile(f"[{_SPACE}]*([{_PARTS}]+|[^{_SPACE}])")
"""One piece of a name: a word, or any other character by itself."""

WORD: Final = re.compile(f"[{_LETTERS}][{_PARTS}]*|\\?")
"""The first word of a name."""

BEGINNING: Final = re.compile(f"[{_PARTS}]*[{_LETTERS}]|\\?")
"""How a name begins that can be written without quotes: with a word that is no number, or ``?``."""

NEXT_WORD: Final = re.compile(f"[{_SPACE}]+([{_PARTS}]+)")
"""A further word of a name."""

NUMBER: Final = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
TEXT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
MARK: Final = re.compile(r"\*\*|\.\.|->|<=|>=|!=|[-+*/()\[\]{},:.<>=@]")
_SPACES: Final = re.compile(f"[{_SPACE}]+")
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONELY: Final = re.compile("[\ud800-\udfff]")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}

KEYWORDS: Final = frozenset(
    (
        *("for", "return", "in", "if", "then", "else", "some", "every", "satisfies", "instance", "of"),
        *("function", "external", "and", "or", "between", "true", "false", "null"),
    )
)
"""Words that are never names by themselves, though longer names may hold them."""

Kind = Literal["number", "text", "name", "keyword", "mark", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token of an expression.

    Attributes:
        kind: of token.
        text: the mark, the keyword, the name as its declaration writes it, or what a text says.
        start: of its first character.
        end: behind its last.
        known: whether it is a name in scope.
    """

    kind: Kind
    text: str
    start: int
    end: int
    known: bool = True


def pieces(name: str) -> tuple[str, ...]:
    """Return the words and marks a name is made of; spaces between them do not count."""
    return tuple(PIECE.findall(name))


def plain(name: str) -> str:
    """Return the name with every stretch of space as one blank and none at its ends."""
    return _SPACES.sub(" ", name).strip()


def unescape(written: str) -> str | None:
    """Return what a text literal says; None where an escape names no character.

    A backslash before any other character stands for itself.
    """
    if "\\" not in written:
        return written
    if any(int(found[2] or "0", 16) > sys.maxunicode for found in _ESCAPE.finditer(written)):
        return None
    said = _SURROGATES.sub(_pair, _ESCAPE.sub(_escaped, written))
    return None if _LONELY.search(said) else said


def numeral(written: str) -> Decimal | None:
    """Return the number a literal writes; None where it is beyond decimal128."""
    try:
        return number(written)
    except Fault:
        return None


def _escaped(found: re.Match[str]) -> str:
    short, long, mark = found.groups()
    if mark is not None:
        return _ESCAPES.get(mark, found[0])
    return chr(int(short or long, 16))


def _pair(found: re.Match[str]) -> str:
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16")
