"""Small PDF papers, each with its own text, as applicants hand them in."""

import io

import pikepdf

_WIDTH, _HEIGHT = 595, 842
_LEFT, _TOP, _LEADING = 72, 742, 26
_TITLE_SIZE, _TEXT_SIZE = 18, 12


def paper(title: str, *lines: str) -> bytes:
    """Return a one-page PDF with a title and lines of text.

    The letters are those of the reader's own Chinese font (STSong-Light, one of the fonts every
    reader of PDF brings), so that a page weighs a kilobyte.
    """
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(_font(pdf))
        page = pdf.add_blank_page(page_size=(_WIDTH, _HEIGHT))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(_content(title, lines))
        pdf.docinfo["/Title"] = title
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _content(title: str, lines: tuple[str, ...]) -> bytes:
    shown = [(title, _TITLE_SIZE), *((line, _TEXT_SIZE) for line in lines)]
    steps = [
        f"BT /F1 {size} Tf {_LEFT} {_TOP - place * _LEADING} Td <{text.encode('utf-16-be').hex()}> Tj ET"
        for place, (text, size) in enumerate(shown)
    ]
    return "\n".join(steps).encode("ascii")


def _font(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    name = pikepdf.Name
    descriptor = pikepdf.Dictionary(
        Type=name.FontDescriptor,
        FontName=name("/STSong-Light"),
        Flags=6,
        FontBBox=[-25, -254, 1000, 880],
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=93,
    )
    letters = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.CIDFontType0,
        BaseFont=name("/STSong-Light"),
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"GB1", Supplement=4),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=1000,
    )
    return pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.Type0,
        BaseFont=name("/STSong-Light"),
        Encoding=name("/UniGB-UCS2-H"),
        DescendantFonts=[pdf.make_indirect(letters)],
    )
