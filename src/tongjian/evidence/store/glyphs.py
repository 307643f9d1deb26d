"""Which characters a font can draw, read from its cmap table.

Source: OpenType 1.9, cmap subtable format 12.
"""

import struct
from pathlib import Path

_FULL_UNICODE = 12


def covered_by(font: Path) -> frozenset[int]:
    """Return the code points a font has a glyph for.

    Only fonts with a subtable for all of Unicode (format 12) are read; others cover nothing.
    """
    data = font.read_bytes()
    table = _cmap_at(data)
    (count,) = struct.unpack_from(">H", data, table + 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">I", data, table + 4 + 8 * index + 4)
        subtable = table + offset
        if struct.unpack_from(">H", data, subtable)[0] == _FULL_UNICODE:
            return _groups(data, subtable)
    return frozenset()


def _cmap_at(data: bytes) -> int:
    (tables,) = struct.unpack_from(">H", data, 4)
    for index in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if tag == b"cmap":
            return int(offset)
    raise ValueError(data[:4])


def _groups(data: bytes, subtable: int) -> frozenset[int]:
    (count,) = struct.unpack_from(">I", data, subtable + 12)
    points: set[int] = set()
    for index in range(count):
        first, last, glyph = struct.unpack_from(">III", data, subtable + 16 + 12 * index)
        if glyph:
            points.update(range(first, last + 1))
    return frozenset(points)
