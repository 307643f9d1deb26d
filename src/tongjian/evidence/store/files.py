"""What is known about files and uploads, in PostgreSQL."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from tongjian.evidence.domain.files import StoredFile, Upload

_FILE = "id, sha256, size, media_type, name, uploaded_by, holder, at"
_UPLOAD = "id, name, size, part_size, uploaded_by, holder, expires_at"

ADD_UPLOAD = f"INSERT INTO evidence_upload ({_UPLOAD}) VALUES (%s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
FIND_UPLOAD = f"SELECT {_UPLOAD} FROM evidence_upload WHERE id = %s"  # noqa: S608
DROP_UPLOAD = "DELETE FROM evidence_upload WHERE id = %s"
DROP_EXPIRED = "DELETE FROM evidence_upload WHERE holder = %s AND expires_at <= %s"
DROP_EVERY_EXPIRED = "DELETE FROM evidence_upload WHERE expires_at <= %s"
ADD_FILE = f"INSERT INTO evidence_file ({_FILE}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
LIST_FILES = f"SELECT {_FILE} FROM evidence_file WHERE id = ANY(%s) ORDER BY at, id"  # noqa: S608
SHARE = """
INSERT INTO evidence_file_access (file, holder) SELECT %s, unnest(%s::uuid[]) ON CONFLICT DO NOTHING
"""

_Value = str | int | UUID | datetime | list[UUID] | None


class FileTable:
    """Keeps files in ``evidence_file`` and uploads in ``evidence_upload``."""

    def add_upload(self, upload: Upload) -> None:
        """Add an upload."""
        _run(
            ADD_UPLOAD,
            upload.id,
            upload.name,
            upload.size,
            upload.part_size,
            upload.uploaded_by,
            upload.holder,
            upload.expires_at,
        )

    def find_upload(self, upload: UUID) -> Upload | None:
        """Return an upload with offset 0; the bytes themselves know the offset."""
        for identifier, name, size, part_size, uploaded_by, holder, expires_at in _rows(FIND_UPLOAD, upload):
            return Upload(
                id=identifier,
                name=name,
                size=size,
                offset=0,
                part_size=part_size,
                uploaded_by=uploaded_by,
                holder=holder,
                expires_at=expires_at,
            )
        return None

    def drop_upload(self, upload: UUID) -> None:
        """Forget an upload."""
        _run(DROP_UPLOAD, upload)

    def drop_expired(self, *, holder: UUID, now: datetime) -> None:
        """Forget a holder's uploads that have expired."""
        _run(DROP_EXPIRED, holder, now)

    def drop_every_expired(self, *, now: datetime) -> None:
        """Forget the expired uploads of all holders the viewer may see."""
        _run(DROP_EVERY_EXPIRED, now)

    def add_file(self, file: StoredFile) -> None:
        """Add a file for good."""
        _run(
            ADD_FILE,
            file.id,
            file.sha256,
            file.size,
            file.media_type,
            file.name,
            file.uploaded_by,
            file.holder,
            file.at,
        )

    def find_file(self, file: UUID) -> StoredFile | None:
        """Return a file the viewer may read."""
        return next(iter(self.list_files((file,))), None)

    def list_files(self, files: Iterable[UUID]) -> tuple[StoredFile, ...]:
        """Return those of the files that the viewer may read, oldest first."""
        return tuple(StoredFile(*row) for row in _rows(LIST_FILES, list(files)))

    def share(self, *, file: UUID, holders: Iterable[UUID]) -> None:
        """Let further holders read a file; those who may already are left as they are."""
        _run(SHARE, file, list(holders))


def _run(statement: str, *values: _Value) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def _rows(statement: str, *values: _Value) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())
