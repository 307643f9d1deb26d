import io
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.unit.evidence.fakes import FixedInspector, MemoryFiles
from tongjian.evidence import (
    FileAbsent,
    FileKind,
    FileLimits,
    FileRefused,
    Files,
    OffsetDiffers,
    UploadAbsent,
    UploadBusy,
    UploadIncomplete,
)
from tongjian.evidence.domain.faults import FAULTS
from tongjian.evidence.domain.files import Verdict
from tongjian.evidence.store.folder import FolderBytes
from tongjian.kit import FixedClock

NOW = datetime(2026, 6, 15, tzinfo=UTC)
HOLDER, PERSON = UUID(int=1), UUID(int=2)
CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 40


@dataclass
class Desk:
    """The action with its stand-ins at hand."""

    root: Path
    rows: MemoryFiles = field(default_factory=MemoryFiles)
    inspector: FixedInspector = field(default_factory=FixedInspector)
    limits: FileLimits = field(default_factory=FileLimits)
    at: datetime = NOW

    def files(self) -> Files:
        return Files(
            rows=self.rows,
            contents=FolderBytes(root=self.root),
            inspector=self.inspector,
            clock=FixedClock(self.at),
            limits=self.limits,
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(root=tmp_path / "files")


def begun(files: Files, content: bytes = CONTENT) -> UUID:
    return files.begin_upload(name="图.pdf", size=len(content), holder=HOLDER, uploaded_by=PERSON).id


class BrokenLine:
    """Gives some bytes and then breaks off."""

    def __init__(self, content: bytes) -> None:
        self._rest = [content]

    def read(self, size: int, /) -> bytes:
        assert size > 0
        if not self._rest:
            raise ConnectionResetError
        return self._rest.pop()


def test_a_dropped_connection_goes_on_where_it_stopped(desk: Desk) -> None:
    files = desk.files()
    upload = begun(files)
    with pytest.raises(ConnectionResetError):
        files.append_part(upload=files.get_upload(upload), offset=0, stream=BrokenLine(CONTENT[:100]))
    going_on = desk.files().get_upload(upload)
    assert going_on.offset == 100
    end = files.append_part(upload=going_on, offset=100, stream=io.BytesIO(CONTENT[100:]))
    assert end == len(CONTENT)
    file = files.finish_upload(upload)
    with files.open_file(file.id)[1] as stream:
        assert stream.read() == CONTENT
    assert (file.name, file.media_type, file.kind) == ("图.pdf", "application/pdf", FileKind.PDF)
    assert files.verify_file(file)


def test_finishing_twice_gives_the_same_file(desk: Desk) -> None:
    files = desk.files()
    upload = begun(files)
    files.append_part(upload=files.get_upload(upload), offset=0, stream=io.BytesIO(CONTENT))
    assert files.finish_upload(upload) == files.finish_upload(upload)


def test_finishing_can_be_repeated_after_its_transaction_was_rolled_back(desk: Desk) -> None:
    files = desk.files()
    upload = begun(files)
    files.append_part(upload=files.get_upload(upload), offset=0, stream=io.BytesIO(CONTENT))
    before = dict(desk.rows.uploads)
    files.finish_upload(upload)
    desk.rows.files.clear()
    desk.rows.uploads = before
    assert files.verify_file(files.finish_upload(upload))


def test_a_part_at_the_wrong_place_is_refused_with_the_present_offset(desk: Desk) -> None:
    files = desk.files()
    upload = files.get_upload(begun(files))
    files.append_part(upload=upload, offset=0, stream=io.BytesIO(CONTENT[:10]))
    for wrong in (0, 9, 11):
        with pytest.raises(OffsetDiffers) as refusal:
            files.append_part(upload=upload, offset=wrong, stream=io.BytesIO(b"x"))
        assert refusal.value.present == 10


def test_more_bytes_than_announced_are_refused_and_not_kept(desk: Desk) -> None:
    files = desk.files()
    upload = files.get_upload(begun(files))
    with pytest.raises(FileRefused):
        files.append_part(upload=upload, offset=0, stream=io.BytesIO(CONTENT + b"x"))
    assert files.get_upload(upload.id).offset == 0


def test_two_writers_of_one_upload_do_not_mix(desk: Desk) -> None:
    files = desk.files()
    upload = files.get_upload(begun(files))
    reading, go_on = threading.Event(), threading.Event()

    class Slow:
        def read(self, size: int, /) -> bytes:
            assert size > 0
            reading.set()
            assert go_on.wait(10)
            return b""

    first = threading.Thread(
        target=files.append_part, kwargs={"upload": upload, "offset": 0, "stream": Slow()}
    )
    first.start()
    assert reading.wait(10)
    with pytest.raises(UploadBusy):
        files.append_part(upload=upload, offset=0, stream=io.BytesIO(b"x"))
    go_on.set()
    first.join()


def test_an_incomplete_upload_cannot_be_finished(desk: Desk) -> None:
    files = desk.files()
    upload = begun(files)
    with pytest.raises(UploadIncomplete) as refusal:
        files.finish_upload(upload)
    assert (refusal.value.present, refusal.value.size) == (0, len(CONTENT))


def test_an_expired_or_discarded_upload_is_absent(desk: Desk) -> None:
    files = desk.files()
    expired, discarded = begun(files), begun(files)
    files.discard(discarded)
    files.discard(discarded)
    desk.at = NOW + timedelta(days=3)
    for upload in (expired, discarded, uuid4()):
        with pytest.raises(UploadAbsent):
            desk.files().get_upload(upload)
    begun(desk.files())
    assert expired not in desk.rows.uploads


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_every_fault_is_told_in_chinese_at_the_field_and_nothing_is_kept(desk: Desk, fault: str) -> None:
    desk.inspector.verdict = Verdict(fault=fault, detail="7")
    files = desk.files()
    with pytest.raises(FileRefused) as refusal:
        files.store_stream(stream=io.BytesIO(CONTENT), name="a.pdf", holder=HOLDER, uploaded_by=PERSON)
    (problem,) = refusal.value.problems
    assert problem.field == "file"
    assert "请" in problem.text() or "无法" in problem.text()
    assert not desk.rows.files
    assert not [path for path in desk.root.rglob("*") if path.is_file()]


def test_a_plain_form_keeps_its_file_and_refuses_one_too_large(desk: Desk) -> None:
    desk.limits = replace(desk.limits, size=len(CONTENT))
    files = desk.files()
    stored = files.store_stream(stream=io.BytesIO(CONTENT), name="a.pdf", holder=HOLDER, uploaded_by=PERSON)
    assert files.verify_file(stored)
    for content in (CONTENT + b"x", b""):
        with pytest.raises(FileRefused):
            files.store_stream(stream=io.BytesIO(content), name="a.pdf", holder=HOLDER, uploaded_by=PERSON)
    assert not list((desk.root / "parts").iterdir())


def test_the_same_bytes_are_kept_once_and_known_twice(desk: Desk) -> None:
    files = desk.files()
    one = files.store_bytes(content=CONTENT, name="a.pdf", holder=HOLDER, uploaded_by=None)
    two = files.store_bytes(content=CONTENT, name="b.pdf", holder=HOLDER, uploaded_by=None)
    assert one.id != two.id
    assert len([path for path in desk.root.rglob("*") if path.is_file()]) == 1


def test_swapped_cut_or_lost_bytes_are_found(desk: Desk) -> None:
    files = desk.files()
    file = files.store_bytes(content=CONTENT, name="a.pdf", holder=HOLDER, uploaded_by=None)
    (kept,) = [path for path in desk.root.rglob("*") if path.is_file()]
    assert kept.stat().st_mode & 0o777 == 0o400
    kept.chmod(0o600)
    for content in (CONTENT[:-1] + b"?", CONTENT[:-1]):
        kept.write_bytes(content)
        assert not files.verify_file(file)
    kept.unlink()
    assert not files.verify_file(file)
    with pytest.raises(FileAbsent):
        files.open_file(file.id)


def test_parts_nobody_finished_are_swept_away_and_fresh_ones_stay(desk: Desk) -> None:
    files = desk.files()
    upload = files.get_upload(begun(files))
    files.append_part(upload=upload, offset=0, stream=io.BytesIO(b"%PDF"))
    assert files.discard_stale() == 0
    desk.limits = replace(desk.limits, lifetime=timedelta(days=-2))
    assert desk.files().discard_stale() == 1
