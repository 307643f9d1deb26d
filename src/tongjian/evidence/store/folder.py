"""The bytes of files, in a local folder: parts by upload, finished files by their SHA-256."""

import errno
import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from tongjian.evidence.errors import BytesExceeded, OffsetDiffers, StorageUnavailable, UploadBusy
from tongjian.evidence.ports import Readable

_PIECE = 1 << 18
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


@dataclass(frozen=True, slots=True)
class FolderBytes:
    """Keeps bytes below one folder that the web server never serves.

    Attributes:
        root: the folder; made when first needed, closed to other users.
    """

    root: Path

    def offset(self, upload: UUID) -> int:
        """Return the number of bytes of an upload that have safely arrived."""
        try:
            return self.path(upload).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, *, upload: UUID, offset: int, stream: Readable, limit: int) -> int:
        """Write a part, in pieces, and return the new offset.

        A line that breaks leaves the pieces that came; a part that is too long leaves none.
        """
        with _storing(), self._locked(upload) as part:
            present = os.fstat(part.fileno()).st_size
            if offset != present:
                raise OffsetDiffers(upload=upload, present=present)
            part.seek(offset)
            end = offset
            try:
                while piece := stream.read(_PIECE):
                    end += len(piece)
                    if end > limit:
                        part.truncate(offset)
                        raise BytesExceeded(limit=limit)
                    part.write(piece)
            finally:
                part.flush()
                os.fsync(part.fileno())
            return end

    def path(self, upload: UUID) -> Path:
        """Return where an upload's bytes lie, for the inspector."""
        return self.root / "parts" / upload.hex

    def hash(self, upload: UUID) -> str:
        """Return the SHA-256 of an upload's bytes in hexadecimal."""
        with self.path(upload).open("rb") as part:
            return hashlib.file_digest(part, "sha256").hexdigest()

    def keep(self, *, upload: UUID, sha256: str) -> None:
        """Put an upload's bytes in place for good, at once or not at all.

        The part stays until it is discarded, so that a rolled-back transaction can finish again.
        """
        kept = self._kept(sha256)
        if kept.exists():
            return
        with _storing():
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = self.path(upload)
            try:
                os.link(part, kept)
            except FileExistsError:
                return
            except OSError:
                _copy(part, kept)
            kept.chmod(0o400)
            _sync_folder(kept.parent)

    def discard(self, upload: UUID) -> None:
        """Remove an upload's bytes."""
        self.path(upload).unlink(missing_ok=True)

    def discard_stale(self, older_than: timedelta) -> int:
        """Remove parts nobody wrote to for so long; return how many."""
        oldest = time.time() - older_than.total_seconds()
        parts = self.root / "parts"
        stale = [part for part in parts.iterdir() if part.stat().st_mtime < oldest] if parts.exists() else []
        for part in stale:
            part.unlink(missing_ok=True)
        return len(stale)

    def open(self, sha256: str) -> BinaryIO:
        """Open a finished file for reading. FileNotFoundError when it is gone."""
        return self._kept(sha256).open("rb")

    def _kept(self, sha256: str) -> Path:
        return self.root / "files" / sha256[:2] / sha256[2:4] / sha256

    @contextmanager
    def _locked(self, upload: UUID) -> Iterator[BinaryIO]:
        path = self.path(upload)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "r+b") as part:
            try:
                fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as busy:
                raise UploadBusy(upload=upload) from busy
            yield part


@contextmanager
def _storing() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        if fault.errno in _FULL:
            raise StorageUnavailable(str(fault)) from fault
        raise


def _copy(part: Path, kept: Path) -> None:
    half = kept.with_suffix(f".{part.name}")
    try:
        shutil.copyfile(part, half)
        with half.open("rb") as copied:
            os.fsync(copied.fileno())
        half.replace(kept)
    finally:
        with suppress(FileNotFoundError):
            half.unlink()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
