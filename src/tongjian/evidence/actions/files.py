"""Bringing files in, in one go or in parts, and giving them out again."""

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from tongjian.evidence.domain.faults import problem_of
from tongjian.evidence.domain.files import MEDIA_TYPES, FileLimits, StoredFile, Upload
from tongjian.evidence.domain.naming import check_size, clean_name, more_than_announced, too_large
from tongjian.evidence.errors import BytesExceeded, FileAbsent, FileRefused, UploadAbsent, UploadIncomplete
from tongjian.evidence.ports import ByteStore, FileRows, Inspector, Readable
from tongjian.kit import Clock, IdSource, new_id

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Files:
    """Every file of the house; nothing is kept that has not been inspected.

    Attributes:
        rows: what is known about files, within the viewer's rights.
        contents: the bytes themselves.
        inspector: looks into what comes in.
        clock: the present moment.
        limits: how large, which kinds, how long.
        new_id: source of identifiers.
    """

    rows: FileRows
    contents: ByteStore
    inspector: Inspector
    clock: Clock
    limits: FileLimits = field(default_factory=FileLimits)
    new_id: IdSource = new_id

    def begin_upload(self, *, name: str, size: int, holder: UUID, uploaded_by: UUID | None) -> Upload:
        """Begin a file that is sent in parts.

        Raises:
            FileRefused: the name, the kind or the announced size is not allowed.
        """
        cleaned = clean_name(name=name, limits=self.limits)
        check_size(size=size, kind=cleaned.kind, limits=self.limits)
        now = self.clock.now()
        upload = Upload(
            id=self.new_id(),
            name=cleaned.name,
            size=size,
            offset=0,
            part_size=self.limits.part_size,
            uploaded_by=uploaded_by,
            holder=holder,
            expires_at=now + self.limits.lifetime,
        )
        self.rows.drop_expired(holder=holder, now=now)
        self.rows.add_upload(upload)
        return upload

    def find_upload(self, upload: UUID) -> Upload | None:
        """Return an upload that goes on, with the offset of the next part."""
        found = self.rows.find_upload(upload)
        if found is None or found.expires_at <= self.clock.now():
            return None
        return replace(found, offset=self.contents.offset(upload))

    def get_upload(self, upload: UUID) -> Upload:
        """Return an upload that goes on.

        Raises:
            UploadAbsent: there is none, or not for this viewer.
        """
        found = self.find_upload(upload)
        if found is None:
            raise UploadAbsent(upload=upload)
        return found

    def append_part(self, *, upload: Upload, offset: int, stream: Readable) -> int:
        """Write a part as it arrives and return the new offset.

        Touches no row, so it needs no transaction while a slow line is read; the upload must have
        been got within the viewer's rights. What arrived before a broken line is kept.

        Raises:
            OffsetDiffers: the part does not start where the last one ended.
            UploadBusy: another part of it is being written.
            FileRefused: more bytes came than were announced.
        """
        try:
            return self.contents.append(upload=upload.id, offset=offset, stream=stream, limit=upload.size)
        except BytesExceeded as excess:
            raise FileRefused(problems=(more_than_announced(),)) from excess

    def finish_upload(self, upload: UUID) -> StoredFile:
        """Inspect a complete upload and keep it; a repeat returns the same file.

        Raises:
            UploadAbsent: there is no such upload.
            UploadIncomplete: bytes are missing.
            FileRefused: the contents are not what the name says, broken, locked or dangerous.
        """
        done = self.rows.find_file(upload)
        if done is not None:
            return done
        found = self.get_upload(upload)
        if found.offset != found.size:
            raise UploadIncomplete(upload=upload, present=found.offset, size=found.size)
        return self._keep(found)

    def discard(self, upload: UUID) -> None:
        """Forget an upload and its bytes; one that is not there is no fault."""
        if self.rows.find_upload(upload) is not None:
            self.rows.drop_upload(upload)
            self.contents.discard(upload)

    def discard_stale(self) -> int:
        """Forget uploads nobody finished, and their bytes a day later; return of how many bytes were left."""
        self.rows.drop_every_expired(now=self.clock.now())
        return self.contents.discard_stale(self.limits.lifetime + timedelta(days=1))

    def store_stream(
        self, *, stream: Readable, name: str, holder: UUID, uploaded_by: UUID | None
    ) -> StoredFile:
        """Keep a file sent in one go, as by a form without script.

        Raises:
            FileRefused: its name, kind, size or contents are not allowed.
        """
        cleaned = clean_name(name=name, limits=self.limits)
        identifier = self.new_id()
        largest = self.limits.of(cleaned.kind)
        try:
            size = self._receive(identifier, stream, largest)
            check_size(size=size, kind=cleaned.kind, limits=self.limits)
            return self._keep(
                Upload(
                    id=identifier,
                    name=cleaned.name,
                    size=size,
                    offset=size,
                    part_size=size,
                    uploaded_by=uploaded_by,
                    holder=holder,
                    expires_at=self.clock.now(),
                )
            )
        finally:
            self.contents.discard(identifier)

    def store_bytes(self, *, content: bytes, name: str, holder: UUID, uploaded_by: UUID | None) -> StoredFile:
        """Keep a document the house itself has made; it is not inspected again."""
        cleaned = clean_name(name=name, limits=self.limits)
        identifier = self.new_id()
        file = StoredFile(
            id=identifier,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            media_type=MEDIA_TYPES[cleaned.kind],
            name=cleaned.name,
            uploaded_by=uploaded_by,
            holder=holder,
            at=self.clock.now(),
        )
        try:
            self.contents.append(upload=identifier, offset=0, stream=io.BytesIO(content), limit=len(content))
            self.contents.keep(upload=identifier, sha256=file.sha256)
        finally:
            self.contents.discard(identifier)
        self.rows.add_file(file)
        return file

    def share(self, *, file: UUID, holders: Iterable[UUID]) -> None:
        """Let further holders read a file, as the departments of a case; the viewer must see it."""
        self.rows.share(file=file, holders=holders)

    def find_file(self, file: UUID) -> StoredFile | None:
        """Return what is known about a file, if the viewer may read it."""
        return self.rows.find_file(file)

    def get_file(self, file: UUID) -> StoredFile:
        """Return what is known about a file.

        Raises:
            FileAbsent: no such file, or not for this viewer.
        """
        found = self.rows.find_file(file)
        if found is None:
            raise FileAbsent(file=file)
        return found

    def list_files(self, files: Iterable[UUID]) -> tuple[StoredFile, ...]:
        """Return those of the files that the viewer may read."""
        return self.rows.list_files(files)

    def open_file(self, file: UUID) -> tuple[StoredFile, BinaryIO]:
        """Return a file and its bytes to send as an attachment; the caller closes them.

        Raises:
            FileAbsent: no such file, or not for this viewer, or its bytes are gone.
        """
        found = self.get_file(file)
        try:
            return found, self.contents.open(found.sha256)
        except FileNotFoundError as gone:
            raise FileAbsent(file=file) from gone

    def verify_file(self, file: StoredFile) -> bool:
        """Say whether a file's bytes are there and have its hash and size (I10)."""
        digest, size = hashlib.sha256(), 0
        try:
            stream = self.contents.open(file.sha256)
        except FileNotFoundError:
            return False
        with stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
        return digest.hexdigest() == file.sha256 and size == file.size

    def _receive(self, upload: UUID, stream: Readable, largest: int) -> int:
        try:
            return self.contents.append(upload=upload, offset=0, stream=stream, limit=largest)
        except BytesExceeded as excess:
            raise FileRefused(problems=(too_large(largest),)) from excess

    def _keep(self, upload: Upload) -> StoredFile:
        kind = clean_name(name=upload.name, limits=self.limits).kind
        verdict = self.inspector.inspect(path=self.contents.path(upload.id), kind=kind)
        if verdict.fault:
            raise FileRefused(problems=(problem_of(verdict),))
        sha256 = self.contents.hash(upload.id)
        self.contents.keep(upload=upload.id, sha256=sha256)
        file = StoredFile(
            id=upload.id,
            sha256=sha256,
            size=upload.size,
            media_type=MEDIA_TYPES[kind],
            name=upload.name,
            uploaded_by=upload.uploaded_by,
            holder=upload.holder,
            at=self.clock.now(),
        )
        self.rows.add_file(file)
        self.rows.drop_upload(upload.id)
        return file
