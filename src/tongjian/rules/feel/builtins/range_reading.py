"""Reading a range from its text: two ends that are literals.

Source: DMN 1.5, 10.3.4.1, ``range(from)``.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from tongjian.rules.feel.operations.membership import range_between
from tongjian.rules.feel.values import (
    Fault,
    Range,
    Value,
    number,
    read_date,
    read_date_and_time,
    read_duration,
    read_temporal,
    read_time,
)

_TEXT = r'"(?:[^"\\\n\r]|\\.)*"'
_NUMERAL = r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_END = rf"(?:@\s*{_TEXT}|[a-z][a-z ]*\(\s*{_TEXT}\s*\)|{_TEXT}|{_NUMERAL})"
_RANGE = re.compile(rf"\s*([\[(\]])\s*({_END})\s*\.\.\s*({_END})\s*([\])\[])\s*")
_CALL = re.compile(rf"([a-z][a-z ]*?)\s*\(\s*({_TEXT})\s*\)")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))")
_PLAIN: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "'": "'"}
_LONGEST: Final = 2000

_READERS: Final[Mapping[str, Callable[[str], Value]]] = {
    "date": read_date,
    "time": read_time,
    "date and time": read_date_and_time,
    "duration": read_duration,
}


def read_range(text: str) -> Range:
    """Return the range written ``[18..21)``, its ends numbers, texts, or moments and durations.

    Raises:
        Fault: the text is no such range, or its ends do not make one.
    """
    found = _RANGE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        raise _unreadable(text)
    opening, start, end, closing = found.groups()
    return range_between(
        _read_end(start), _read_end(end), start_included=opening == "[", end_included=closing == "]"
    )


def _read_end(text: str) -> Value:
    if text[0] == "@":
        return read_temporal(_unquoted(text[1:].strip()))
    if text[0] == '"':
        return _unquoted(text)
    called = _CALL.fullmatch(text)
    if called is None:
        return number(text)
    reader = _READERS.get(" ".join(called[1].split()))
    if reader is None:
        raise _unreadable(text)
    return reader(_unquoted(called[2]))


def _unquoted(text: str) -> str:
    return _ESCAPE.sub(_unescaped, text[1:-1])


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else found[0]  # noqa: PLR2004
    return _PLAIN.get(found[3], found[0])


def _unreadable(text: str) -> Fault:
    return Fault("“%(text)s”不是区间", code="rules.feel.unreadable", text=text[:80])
