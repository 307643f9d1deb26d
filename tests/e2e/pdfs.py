"""PDF files of some pages of Chinese text, in a font that is not embedded, as office programs make them."""

from collections.abc import Sequence

_LINE = 26
_CHARACTERS = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
_MEASURES = "/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880"


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF of pages of lines; text and characters need the map UniGB-UCS2-H."""
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light{_CHARACTERS}/FontDescriptor 5 0 R>>",
        f"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6{_MEASURES}/StemV 93>>",
    ]
    for at, lines in enumerate(pages):
        content = _content(lines)
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {7 + 2 * at} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    return _file(objects)


def _content(lines: Sequence[str]) -> str:
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    return f"BT /F1 16 Tf {_LINE} TL 60 760 Td {shown} ET"


def _file(objects: Sequence[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj{one}endobj\n".encode()
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        ).encode()
    )
