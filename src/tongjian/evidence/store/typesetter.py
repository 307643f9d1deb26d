"""Sets documents as PDF: checks the characters, then starts the limited child."""

import io
import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, assert_never

import pylopdf_fonts_zh_cn
import segno

from tongjian.evidence.domain.documents import (
    DecisionDocument,
    Document,
    LicenceDocument,
    NoticeDocument,
    OpinionDocument,
    ReceiptDocument,
)
from tongjian.evidence.errors import GlyphMissing, TypesettingFailed
from tongjian.evidence.store.glyphs import covered_by
from tongjian.kit import CHINA

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
_SHOWN_AT_MOST = 10


class ChildTypesetter:
    """Sets each document in a process of its own, with limits on memory, time and writing."""

    def __init__(self, *, seconds: float = 30.0) -> None:
        self._seconds = seconds
        self._fonts = (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())

    def check(self, document: Document) -> None:
        """Refuse a document with a character that cannot be drawn."""
        self._check_glyphs(facts_of(document))

    def typeset(self, document: Document) -> bytes:
        """Return the PDF; the same document always gives the same bytes."""
        facts = facts_of(document)
        self._check_glyphs(facts)
        order = {
            "template": template_of(document),
            "facts": facts,
            "instant": int(datetime.combine(document.issued_on, time(), CHINA).astimezone(UTC).timestamp()),
            "fonts": sorted({str(font.parent) for font in self._fonts}),
        }
        return self._run(json.dumps(order, ensure_ascii=False).encode())

    def _run(self, order: bytes) -> bytes:
        command = [sys.executable, "-I", "-B", str(_CHILD)]
        try:
            done = subprocess.run(  # noqa: S603  # our own interpreter and program
                command,
                input=order,
                capture_output=True,
                timeout=self._seconds,
                check=False,
                env={"LANG": "C.UTF-8", "PYTHONUTF8": "1"},
                cwd="/",
            )
        except (subprocess.TimeoutExpired, OSError) as fault:
            raise TypesettingFailed(str(fault)) from fault
        if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
            raise TypesettingFailed(done.stderr.decode(errors="replace")[-2000:])
        return done.stdout

    @cached_property
    def _covered(self) -> frozenset[int]:
        return frozenset.intersection(*(covered_by(font) for font in self._fonts))

    def _check_glyphs(self, facts: dict[str, Any]) -> None:
        missing = sorted(
            {c for name, value in facts.items() if name != "qr" for text in _texts(value) for c in text}
            - {"\n"}
            - {chr(point) for point in self._covered}
        )
        if missing:
            shown = missing[:_SHOWN_AT_MOST]
            raise GlyphMissing(characters="".join(shown), points="、".join(f"U+{ord(c):04X}" for c in shown))


_CHILD = Path(__file__).resolve().parent.parent / "typesetting" / "__main__.py"


def template_of(document: Document) -> str:
    """Return the name of the template that a document is set in."""
    match document:
        case LicenceDocument():
            return "licence"
        case DecisionDocument():
            return "decision"
        case NoticeDocument():
            return "notice"
        case ReceiptDocument():
            return "receipt"
        case OpinionDocument():
            return "opinion"
        case _:
            assert_never(document)


def facts_of(document: Document) -> dict[str, Any]:
    """Return a document as its template reads it: plain text, dates in Chinese, the QR code drawn.

    Characters that cannot be seen, among them those that turn the direction of writing, are left
    out: nobody may sign what looks other than it is.
    """
    facts = {name: _plain(value) for name, value in asdict(document).items()}
    url = str(facts.get("verification_url", ""))
    facts["verification_url"] = url
    facts["qr"] = _qr(url) if url else ""
    if isinstance(document, LicenceDocument):
        facts["validity"] = _validity(document)
    return facts


def chinese_date(day: date) -> str:
    """Return a day as 2026年6月15日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _validity(document: LicenceDocument) -> str:
    if document.valid_until is None:
        return f"自{chinese_date(document.valid_from)}起" if document.valid_from else ""
    if document.valid_from is None:
        return f"至{chinese_date(document.valid_until)}"
    return f"{chinese_date(document.valid_from)}至{chinese_date(document.valid_until)}"


def _qr(url: str) -> str:
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()


def _plain(value: object) -> object:
    match value:
        case str():
            return "".join(c for c in value if c == "\n" or unicodedata.category(c) not in _UNSEEN)
        case date():
            return chinese_date(value)
        case tuple() | list():
            return [_plain(each) for each in value]
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case _:
            return value


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for each in value.values():
                yield from _texts(each)
        case _:
            return
