"""First bytes by kind, and traces of a second kind inside one file (polyglots)."""

import re
import struct
from pathlib import Path

from tongjian.evidence.domain.files import FileKind
from tongjian.evidence.inspection.child import Faulty

_HEAD = 4096
_TAIL = 66_000
_ZIP_END = b"PK\x05\x06"
_ZIP_DIRECTORY = b"PK\x01\x02"
_SCRIPTS = re.compile(rb"<script|<!doctype html|<html|<\?php", re.IGNORECASE)
_ZIPPED = frozenset({FileKind.ZIP, FileKind.OFD, FileKind.DOCX, FileKind.XLSX})

_STARTS: dict[FileKind, re.Pattern[bytes]] = {
    FileKind.PDF: re.compile(rb"(?:\xef\xbb\xbf)?\s{0,16}%PDF-\d"),
    FileKind.JPEG: re.compile(rb"\xff\xd8\xff"),
    FileKind.PNG: re.compile(rb"\x89PNG\r\n\x1a\n"),
    FileKind.DWG: re.compile(rb"AC10\d\d"),
    FileKind.DXF: re.compile(
        rb"AutoCAD Binary DXF\r\n\x1a\x00"
        rb"|(?:\xef\xbb\xbf)?(?:\s*999\r?\n[^\n]*\n)*\s*0\s*\r?\n\s*SECTION"
    ),
    FileKind.IFC: re.compile(rb"(?:\xef\xbb\xbf)?\s*ISO-10303-21\s*;"),
    **dict.fromkeys(_ZIPPED, re.compile(rb"PK\x03\x04")),
}


def check_start(path: Path, kind: FileKind) -> None:
    """Refuse a file whose first bytes are not of its kind."""
    if _STARTS[kind].match(head(path)) is None:
        raise Faulty("kind_differs", kind.value.upper())


def check_single(path: Path, kind: FileKind) -> None:
    """Refuse a file that another program would read as another kind."""
    start, end = head(path), tail(path)
    if kind is not FileKind.PDF and b"%PDF-" in start[:1024]:
        raise Faulty("polyglot")
    if _ends_in_archive(end):
        raise Faulty("polyglot")
    if kind is not FileKind.PDF and (_SCRIPTS.search(start) or _SCRIPTS.search(end)):
        raise Faulty("polyglot")


def head(path: Path) -> bytes:
    """Return the first bytes of a file."""
    with path.open("rb") as file:
        return file.read(_HEAD)


def tail(path: Path) -> bytes:
    """Return the last bytes of a file, enough for the end of any zip archive."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return file.read()


def _ends_in_archive(end: bytes) -> bool:
    """Say whether a zip directory's end stands here with its directory right before it."""
    at = end.rfind(_ZIP_END)
    while at >= 0:
        record = end[at : at + 22]
        if len(record) == 22:  # noqa: PLR2004  # length of the record without its comment
            size = struct.unpack_from("<I", record, 12)[0]
            if 0 < size <= at and end[at - size : at - size + 4] == _ZIP_DIRECTORY:
                return True
        at = end.rfind(_ZIP_END, 0, at)
    return False
