"""What the room needs from outside: rows, bytes, an inspector, a typesetter, counters."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from tongjian.evidence.domain.documents import Document
from tongjian.evidence.domain.entries import Disclosure, LogEntry, ObjectRef
from tongjian.evidence.domain.files import FileKind, StoredFile, Upload, Verdict


class Readable(Protocol):
    """Anything bytes can be read from, such as a request's body."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; none at the end."""
        ...


class EntryStore(Protocol):
    """Keeps the entries of the log; nothing is ever changed or taken away."""

    def append(self, entry: LogEntry, disclosures: tuple[Disclosure, ...]) -> None:
        """Add an entry and the plain texts behind its commitments, in the open transaction."""
        ...

    def find(self, entry: UUID) -> LogEntry | None:
        """Return one entry the viewer may read."""
        ...

    def list_of(self, target: ObjectRef) -> tuple[LogEntry, ...]:
        """Return the entries about an object in the order of version, then time."""
        ...

    def list_disclosures(self, entries: Iterable[UUID]) -> tuple[Disclosure, ...]:
        """Return the plain texts not erased of these entries."""
        ...


class FileRows(Protocol):
    """Keeps what is known about files and uploads, within the viewer's rights."""

    def add_upload(self, upload: Upload) -> None:
        """Add an upload."""
        ...

    def find_upload(self, upload: UUID) -> Upload | None:
        """Return an upload with offset 0; the bytes themselves know the offset."""
        ...

    def drop_upload(self, upload: UUID) -> None:
        """Forget an upload."""
        ...

    def drop_expired(self, *, holder: UUID, now: datetime) -> None:
        """Forget a holder's uploads that have expired."""
        ...

    def drop_every_expired(self, *, now: datetime) -> None:
        """Forget the expired uploads of all holders the viewer may see."""
        ...

    def add_file(self, file: StoredFile) -> None:
        """Add a file for good."""
        ...

    def find_file(self, file: UUID) -> StoredFile | None:
        """Return a file the viewer may read."""
        ...

    def list_files(self, files: Iterable[UUID]) -> tuple[StoredFile, ...]:
        """Return those of the files that the viewer may read."""
        ...

    def share(self, *, file: UUID, holders: Iterable[UUID]) -> None:
        """Let further holders read a file; those who may already are left as they are."""
        ...


class ByteStore(Protocol):
    """Keeps the bytes: parts of uploads by their id, finished files by their SHA-256."""

    def offset(self, upload: UUID) -> int:
        """Return the number of bytes of an upload that have safely arrived."""
        ...

    def append(self, *, upload: UUID, offset: int, stream: Readable, limit: int) -> int:
        """Write a part, in pieces, and return the new offset.

        Raises:
            OffsetDiffers: the part does not start at the present end.
            UploadBusy: another part is being written.
            BytesExceeded: the part goes beyond ``limit`` bytes; nothing of it is kept.
            StorageUnavailable: the disk is full or gone.
        """
        ...

    def path(self, upload: UUID) -> Path:
        """Return where an upload's bytes lie, for the inspector."""
        ...

    def hash(self, upload: UUID) -> str:
        """Return the SHA-256 of an upload's bytes in hexadecimal."""
        ...

    def keep(self, *, upload: UUID, sha256: str) -> None:
        """Put an upload's bytes in place for good, at once or not at all."""
        ...

    def discard(self, upload: UUID) -> None:
        """Remove an upload's bytes."""
        ...

    def discard_stale(self, older_than: timedelta) -> int:
        """Remove parts nobody wrote to for so long; return how many."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open a finished file for reading. FileNotFoundError when it is gone."""
        ...


class Inspector(Protocol):
    """Looks into a file's bytes where a bomb can do no harm."""

    def inspect(self, *, path: Path, kind: FileKind) -> Verdict:
        """Return what is wrong with the file, if anything."""
        ...


class Typesetter(Protocol):
    """Sets documents as PDF."""

    def check(self, document: Document) -> None:
        """Let go on where every character can be drawn, without setting anything.

        Raises:
            GlyphMissing: a character cannot be drawn.
        """
        ...

    def typeset(self, document: Document) -> bytes:
        """Return the PDF; the same document always gives the same bytes.

        Raises:
            GlyphMissing: a character cannot be drawn.
            TypesettingFailed: the child process failed.
        """
        ...


class Counters(Protocol):
    """Hands out numbers without gaps."""

    def advance(self, *, scheme: str, scope: str) -> int:
        """Return the next number from 1, locking the counter until the transaction ends."""
        ...
