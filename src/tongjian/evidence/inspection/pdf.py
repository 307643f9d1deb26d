"""PDF, by qpdf: opened, counted, its streams measured; nothing in it is run or drawn."""

import zlib
from pathlib import Path

import pikepdf

from tongjian.evidence.domain.files import FileKind, Verdict
from tongjian.evidence.inspection.child import Faulty, answer
from tongjian.evidence.inspection.signatures import check_single, check_start

LARGEST_PAGES = 5000
"""Pages of one file."""

LARGEST_PIXELS = 500_000_000
"""Pixels of one picture; an A0 sheet at 400 dots per inch has 250 million."""

LARGEST_STREAM = 100 << 20
"""Bytes of one stream that is not a picture, once expanded."""

LARGEST_STREAMS = 400 << 20
"""Bytes of all such streams together."""

_MOST_OBJECTS = 2_000_000
_PIECE = 1 << 20
_BYTES_A_PIXEL = 8
_FLATE = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})
_ACTIONS = frozenset({"/JavaScript", "/Launch"})


def inspect(path: Path, kind: FileKind) -> Verdict:
    """Return what is wrong with a PDF."""
    check_start(path, kind)
    check_single(path, kind)
    try:
        with pikepdf.open(path, access_mode=pikepdf.AccessMode.stream, suppress_warnings=True) as pdf:
            _check_pages(pdf)
            _check_actions(pdf)
            _check_streams(pdf)
    except pikepdf.PasswordError as locked:
        raise Faulty("encrypted") from locked
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise Faulty("broken") from fault
    return Verdict()


def _check_pages(pdf: pikepdf.Pdf) -> None:
    pages = len(pdf.pages)
    if pages < 1:
        raise Faulty("pages_missing")
    if pages > LARGEST_PAGES:
        raise Faulty("pages_many", str(LARGEST_PAGES))


def _check_actions(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        raise Faulty("active", "JavaScript")
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S")) in _ACTIONS:
        raise Faulty("active", str(opening.get("/S")).lstrip("/"))


def _check_streams(pdf: pikepdf.Pdf) -> None:
    total = 0
    for number, thing in enumerate(pdf.objects):
        if number > _MOST_OBJECTS:
            raise Faulty("too_heavy")
        if not isinstance(thing, pikepdf.Stream):
            continue
        packers = sum(name in _FLATE for name in _filters(thing))
        if packers > 1:
            raise Faulty("expands")
        if str(thing.get("/Subtype")) == "/Image":
            _check_picture(thing)
        elif packers:
            total += _expanded(thing)
            if total > LARGEST_STREAMS:
                raise Faulty("expands")


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(name) for name in named] if isinstance(named, pikepdf.Array) else [str(named)]


def _check_picture(stream: pikepdf.Stream) -> None:
    width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    if width * height > LARGEST_PIXELS:
        raise Faulty("pixels_many", f"{width}×{height}")
    if len(stream.read_raw_bytes()) > width * height * _BYTES_A_PIXEL + _PIECE:
        raise Faulty("expands")


def _expanded(stream: pikepdf.Stream) -> int:
    """Return the expanded size of a deflated stream, without ever holding it."""
    machine, size, rest = zlib.decompressobj(), 0, stream.read_raw_bytes()
    try:
        while rest and not machine.eof:
            size += len(machine.decompress(rest, _PIECE))
            rest = machine.unconsumed_tail
            if size > LARGEST_STREAM:
                raise Faulty("expands")
    except zlib.error:
        return size  # a stream that breaks off harms nobody; readers show what there is
    return size


if __name__ == "__main__":
    answer(inspect)
