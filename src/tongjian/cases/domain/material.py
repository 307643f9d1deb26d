"""Papers handed in with an application, and where each came from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class MaterialOrigin(StrEnum):
    """How a paper came into the case."""

    UPLOADED = "uploaded"
    EARLIER_UPLOAD = "earlier_upload"
    EARLIER_RESULT = "earlier_result"
    COUNTER = "counter"

    @property
    def reused(self) -> bool:
        """Whether the applicant did not have to hand it in (免提交)."""
        return self in {MaterialOrigin.EARLIER_UPLOAD, MaterialOrigin.EARLIER_RESULT}


@dataclass(frozen=True, slots=True)
class Material:
    """One paper of one application; several cases may rest on it.

    Attributes:
        key: what makes two asked papers the same one, from the catalogue.
        code: 材料目录编号 (CLMLBH).
        file: the stored file.
        sha256: hex digest of its bytes.
        source: for a reused paper, the result or material it came from, in words.
        source_id: the result or material it came from.
        round: 0 as first handed in, n in the n-th correction.
    """

    id: UUID
    application: UUID
    project: UUID | None
    key: str
    code: str
    name: str
    file: UUID
    file_name: str
    sha256: str
    size: int
    origin: MaterialOrigin
    source: str
    source_id: UUID | None
    round: int
    handed_in_at: datetime


@dataclass(frozen=True, slots=True)
class Reusable:
    """A paper that need not be handed in again: what it is and where it comes from."""

    key: str
    file: UUID
    file_name: str
    sha256: str
    size: int
    origin: MaterialOrigin
    source: str
    source_id: UUID
