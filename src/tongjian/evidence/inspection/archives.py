"""ZIP and what is built on it: OFD, DOCX, XLSX."""

import re
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from tongjian.evidence.domain.files import FileKind, Verdict
from tongjian.evidence.inspection.child import Faulty, answer
from tongjian.evidence.inspection.signatures import check_start

LARGEST_COUNT = 10_000
"""Entries of one archive."""

LARGEST_EXPANDED = 8 << 30
"""Bytes of all entries together."""

LARGEST_RATIO = 200
"""Times that an archive beyond ``RATIO_FROM`` may grow."""

RATIO_FROM = 64 << 20
"""Expanded bytes below which the ratio does not matter."""

READ_UP_TO = 1 << 30
"""Expanded bytes that are read to see that the entries are whole."""

_NESTED = frozenset({".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".zst", ".cab", ".iso"})
_PROGRAMS = frozenset({".exe", ".dll", ".com", ".scr", ".msi", ".jar", ".lnk"})
_SCRIPTS = frozenset({".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".sh", ".php"})
_PAGES = frozenset({".html", ".htm", ".svg"})
_ACTIVE = _PROGRAMS | _SCRIPTS | _PAGES
_UNSAFE_NAME = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|\\|^[A-Za-z]:|[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_MARKS = {FileKind.OFD: "OFD.xml", FileKind.DOCX: "word/document.xml", FileKind.XLSX: "xl/workbook.xml"}
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_SLACK = 24 + 4096
_SHOWN = 60


def inspect(path: Path, kind: FileKind) -> Verdict:
    """Return what is wrong with an archive or a document built on one."""
    check_start(path, kind)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_amount(entries)
            _check_places(path, archive, entries)
            for entry in entries:
                _check_entry(entry, kind)
            _check_mark(archive, kind)
            _check_whole(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as fault:
        raise Faulty("broken") from fault
    return Verdict()


def _check_amount(entries: list[zipfile.ZipInfo]) -> None:
    if not entries:
        raise Faulty("broken")
    if len(entries) > LARGEST_COUNT:
        raise Faulty("entries_many", str(LARGEST_COUNT))
    expanded = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if expanded > LARGEST_EXPANDED or (expanded > RATIO_FROM and expanded > LARGEST_RATIO * packed):
        raise Faulty("expands")


def _check_places(path: Path, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that overlap (a bomb) and room between them that could hide another file."""
    end = 0
    with path.open("rb") as file:
        for entry in sorted(entries, key=lambda each: each.header_offset):
            if entry.header_offset < end:
                raise Faulty("expands")
            if entry.header_offset > end + _SLACK:
                raise Faulty("polyglot")
            file.seek(entry.header_offset + 26)
            lengths = file.read(4)
            names = int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            end = entry.header_offset + _LOCAL_HEADER + names + entry.compress_size
    if archive.start_dir > end + _SLACK or b"%%EOF" in archive.comment or b"<" in archive.comment:
        raise Faulty("polyglot")


def _check_entry(entry: zipfile.ZipInfo, kind: FileKind) -> None:
    name = _name(entry)
    if entry.flag_bits & _ENCRYPTED:
        raise Faulty("encrypted")
    if _UNSAFE_NAME.search(name) or stat.S_ISLNK(entry.external_attr >> 16):
        raise Faulty("entry_name", _shown(name))
    ending = PurePosixPath(name).suffix.lower()
    if ending in _ACTIVE or (kind is not FileKind.ZIP and ending == ".bin" and "vba" in name.lower()):
        raise Faulty("entry_kind", _shown(name))
    if ending in _NESTED:
        raise Faulty("nested", _shown(name))


def _check_mark(archive: zipfile.ZipFile, kind: FileKind) -> None:
    if kind in _MARKS and _MARKS[kind] not in archive.namelist():
        raise Faulty("kind_differs", kind.value.upper())


def _check_whole(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    read = 0
    for entry in entries:
        read += entry.file_size
        if read > READ_UP_TO:
            return
        with archive.open(entry) as content:
            while content.read(1 << 20):
                pass


def _name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; without the UTF-8 mark Chinese programs write it in GBK."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.orig_filename


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in name)[-_SHOWN:]


if __name__ == "__main__":
    answer(inspect)
