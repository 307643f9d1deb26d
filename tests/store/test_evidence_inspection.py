"""Files that lie, bombs and polyglots, looked into by the real child process."""

import io
import json
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tongjian.evidence import FileKind
from tongjian.evidence.domain.faults import FAULTS
from tongjian.evidence.inspection import child
from tongjian.evidence.store import inspector as inspector_module
from tongjian.evidence.store.inspector import ChildInspector

DXF = b"  0\r\nSECTION\r\n  2\r\nHEADER\r\n  0\r\nENDSEC\r\n  0\r\nEOF\r\n"
IFC = b"ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n"
DWG = b"AC1032" + bytes(3000)


def pdf(**save: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, **save)
    return out.getvalue()


def changed_pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (200, 200)) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).save(out, kind)
    return out.getvalue()


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def huge_png() -> bytes:
    """A PNG of a few kilobytes that claims 60,000 × 60,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    content = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def bomb_pdf() -> bytes:
    def fill(document: pikepdf.Pdf) -> None:
        raw = zlib.compress(bytes(150 << 20), 9)
        stream = pikepdf.Stream(document, b"")
        stream.write(raw, filter=pikepdf.Name.FlateDecode)
        document.pages[0].Contents = document.make_indirect(stream)

    return changed_pdf(fill)


def twice_packed_pdf() -> bytes:
    def fill(document: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(document, b"")
        stream.write(
            zlib.compress(zlib.compress(bytes(1000))),
            filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]),
        )
        document.pages[0].Contents = document.make_indirect(stream)

    return changed_pdf(fill)


def scripted_pdf() -> bytes:
    def fill(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    return changed_pdf(fill)


def overlapping_zip() -> bytes:
    """Two directory entries that point at the same bytes."""
    content = archive({"a.dwg": DWG, "b.dwg": DWG}, zipfile.ZIP_STORED)
    second = content.rindex(b"PK\x01\x02")
    return content[: second + 42] + struct.pack("<I", 0) + content[second + 46 :]


def encrypted_zip() -> bytes:
    content = bytearray(archive({"a.dwg": DWG}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


GOOD = {
    "pdf": ("a.pdf", pdf()),
    "pdf packed": ("a.pdf", pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)),
    "pdf printing forbidden": ("a.pdf", pdf(encryption=pikepdf.Encryption(owner="x", user=""))),
    "png": ("a.png", picture()),
    "jpeg": ("a.jpg", picture("JPEG")),
    "dwg": ("a.dwg", DWG),
    "dxf": ("a.dxf", DXF),
    "ifc": ("a.ifc", IFC),
    "zip": ("a.zip", archive({"图纸/总图.dwg": DWG, "说明.docx": b"x"})),
    "zip with a stored pdf": ("a.zip", archive({"a.pdf": pdf()}, zipfile.ZIP_STORED)),
    "ofd": ("a.ofd", archive({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<d/>"})),
    "docx": ("a.docx", archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})),
    "xlsx": ("a.xlsx", archive({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})),
}
BAD = {
    "text named pdf": ("a.pdf", b"hello", "kind_differs"),
    "program named jpg": ("a.jpg", b"MZ" + bytes(500), "kind_differs"),
    "zip named docx": ("a.docx", archive({"a.txt": b"x"}), "kind_differs"),
    "cut pdf": ("a.pdf", b"%PDF-1.7\n" + bytes(50), "broken"),
    "locked pdf": ("a.pdf", pdf(encryption=pikepdf.Encryption(owner="x", user="y")), "encrypted"),
    "scripted pdf": ("a.pdf", scripted_pdf(), "active"),
    "pdf without pages": (
        "a.pdf",
        changed_pdf(lambda document: document.pages.__delitem__(0)),
        "pages_missing",
    ),
    "pdf bomb": ("a.pdf", bomb_pdf(), "expands"),
    "pdf packed twice": ("a.pdf", twice_packed_pdf(), "expands"),
    "pdf with zip behind": ("a.pdf", pdf() + archive({"x.txt": b"x"}), "polyglot"),
    "jpeg with zip behind": ("a.jpg", picture("JPEG") + archive({"x.txt": b"x"}), "polyglot"),
    "png with script behind": ("a.png", picture() + b"<script>alert(1)</script>", "polyglot"),
    "dwg with pdf inside": ("a.dwg", b"AC1032" + bytes(100) + pdf(), "polyglot"),
    "cut jpeg": ("a.jpg", picture("JPEG", (900, 900))[:2000], "broken"),
    "cut png": ("a.png", picture()[:-200], "broken"),
    "pixel bomb": ("a.png", huge_png(), "pixels_many"),
    "cut dxf": ("a.dxf", DXF[:-7], "broken"),
    "cut ifc": ("a.ifc", IFC[:-20], "broken"),
    "zip bomb": ("a.zip", archive({"a.dwg": bytes(100 << 20)}), "expands"),
    "overlapping zip": ("a.zip", overlapping_zip(), "expands"),
    "zip in zip": ("a.zip", archive({"内/b.zip": archive({"a": b""})}), "nested"),
    "zip with a program": ("a.zip", archive({"setup.exe": b"MZ"}), "entry_kind"),
    "zip that climbs": ("a.zip", archive({"../../x.dwg": DWG}), "entry_name"),
    "zip of too many": ("a.zip", archive({f"{n}.dwg": b"" for n in range(10_001)}), "entries_many"),
    "locked zip": ("a.zip", encrypted_zip(), "encrypted"),
    "cut zip": ("a.zip", archive({"a.dwg": DWG})[:-30], "broken"),
    "docx with macros": (
        "a.docx",
        archive({"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"}),
        "entry_kind",
    ),
}


def verdict_on(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    verdict = ChildInspector().inspect(path=path, kind=FileKind(path.suffix[1:]))
    assert not verdict.fault or verdict.fault in FAULTS
    return verdict.fault


@pytest.mark.parametrize("name", GOOD)
def test_a_sound_file_is_let_in(tmp_path: Path, name: str) -> None:
    assert verdict_on(tmp_path, *GOOD[name]) == ""


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_lies_or_harms_is_refused_with_its_reason(tmp_path: Path, name: str) -> None:
    file, content, fault = BAD[name]
    assert verdict_on(tmp_path, file, content) == fault


def test_names_of_entries_in_gbk_are_not_taken_for_folders(tmp_path: Path) -> None:
    raw = "誠測試.dwg".encode("gbk")
    assert b"\\" in "誠".encode("gbk")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("x" * len(raw), DWG)
    content = out.getvalue().replace(b"x" * len(raw), raw)
    assert verdict_on(tmp_path, "a.zip", content) == ""


def run_child(code: str, path: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-I", "-c", code, str(path), "pdf"], capture_output=True, check=False, timeout=60
    )


def test_the_child_may_neither_eat_memory_nor_write_files(tmp_path: Path) -> None:
    target = tmp_path / "written"
    greedy = (
        "from tongjian.evidence.inspection.child import answer\n"
        "answer(lambda path, kind: [bytearray(1 << 20) for _ in range(4096)])"
    )
    assert json.loads(run_child(greedy, target).stdout)["fault"] == "too_heavy"
    writing = (
        "import sys\nfrom tongjian.evidence.inspection.child import limit_itself\n"
        "limit_itself()\nopen(sys.argv[1], 'w').write('x')"
    )
    run_child(writing, target)
    assert target.stat().st_size == 0


def test_a_child_that_hangs_is_ended_and_its_file_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "a.dxf"
    pipe.write_bytes(DXF)
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(inspector_module.sys, "executable", str(slow))
    begun = time.monotonic()
    assert ChildInspector(seconds=0.3).inspect(path=pipe, kind=FileKind.DXF).fault == "too_heavy"
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", b'{"fault": "invented", "detail": ""}', b"\xff"])
def test_an_answer_that_is_no_verdict_lets_nothing_in(answer: bytes) -> None:
    assert inspector_module._verdict(answer).fault == "too_heavy"


def test_the_limits_stay_below_the_promised_half_gigabyte_of_real_memory() -> None:
    assert child.MEMORY <= 768 << 20
    assert child.CPU_SECONDS <= 15
