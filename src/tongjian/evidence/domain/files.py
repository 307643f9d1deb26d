"""Files as the room knows them: what is kept, what may come in, under which name."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import PurePosixPath
from uuid import UUID

MEGABYTE = 1024 * 1024


class FileKind(StrEnum):
    """The kinds of file that may come in, by their usual ending."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    OFD = "ofd"
    ZIP = "zip"
    DWG = "dwg"
    DXF = "dxf"
    DOCX = "docx"
    XLSX = "xlsx"
    IFC = "ifc"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.OFD: "application/ofd",
    FileKind.ZIP: "application/zip",
    FileKind.DWG: "image/vnd.dwg",
    FileKind.DXF: "image/vnd.dxf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.IFC: "application/x-step",
}
"""Media type by kind; what a file claims about itself is never passed on."""

DRAWINGS = frozenset({FileKind.DWG, FileKind.DXF, FileKind.ZIP, FileKind.IFC})
"""Kinds that carry drawings and models and may be larger."""


@dataclass(frozen=True, slots=True)
class FileLimits:
    """How large, how long and how many.

    Attributes:
        size: bytes of an ordinary file.
        drawing_size: bytes of a drawing or model.
        part_size: bytes of one part of a resumable upload that the browser should send.
        lifetime: how long an unfinished upload is kept.
        kinds: the kinds that may come in.
    """

    size: int = 200 * MEGABYTE
    drawing_size: int = 2048 * MEGABYTE
    part_size: int = 8 * MEGABYTE
    lifetime: timedelta = timedelta(days=3)
    kinds: frozenset[FileKind] = field(default_factory=lambda: frozenset(FileKind))

    def of(self, kind: FileKind) -> int:
        """Return the largest size in bytes of a file of this kind."""
        return self.drawing_size if kind in DRAWINGS else self.size


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that has been inspected and is kept for good.

    Attributes:
        id: identifier; the same as that of the upload it came from.
        sha256: hash of its bytes, 64 hexadecimal digits; the bytes are stored under this name.
        size: bytes.
        media_type: by its inspected kind.
        name: cleaned name to show and to offer for saving.
        uploaded_by: the person who brought it; None for the system.
        holder: the applicant or organisation it belongs to.
        at: when it was finished, aware, in UTC.
    """

    id: UUID
    sha256: str
    size: int
    media_type: str
    name: str
    uploaded_by: UUID | None
    holder: UUID
    at: datetime

    @property
    def kind(self) -> FileKind:
        """Return the kind the file was inspected as."""
        return FileKind(PurePosixPath(self.name).suffix.lstrip(".").lower().replace("jpeg", "jpg"))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way in, sent in parts.

    Attributes:
        id: identifier, which becomes the file's.
        name: cleaned name.
        size: bytes announced.
        offset: bytes that have safely arrived; the next part starts here.
        part_size: bytes the next part should have.
        uploaded_by: the person who brings it.
        holder: the applicant or organisation it will belong to.
        expires_at: from then on it is forgotten, aware, in UTC.
    """

    id: UUID
    name: str
    size: int
    offset: int
    part_size: int
    uploaded_by: UUID | None
    holder: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the inspection of a file's bytes found.

    Attributes:
        fault: code of what is wrong; empty when nothing is.
        detail: the fact for the sentence, as a count or an entry's name.
    """

    fault: str = ""
    detail: str = ""
