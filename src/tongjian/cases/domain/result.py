"""Results: what a case ends in for the applicant, numbered without gaps and verifiable by anyone."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class ResultStatus(StrEnum):
    """What the public verification page says of a number or code."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Result:
    """One result document (批复、证照、备案凭证、意见).

    Attributes:
        number: 文号 or 证号, gap-free in its scheme and scope.
        verification_code: unguessable code printed as QR.
        valid_until: last day of validity; None without limit.
        file: the sealed PDF once made out (制证); None before.
        source_system: the system in which it was decided; empty for this one.
        unit_project: code of the unit project it was given for (GCDM); empty without a project.
    """

    id: UUID
    case: UUID
    project: UUID | None
    item: str
    title: str
    kind: str
    number: str
    verification_code: str
    issued_on: date
    valid_until: date | None
    holder: UUID
    holder_name: str
    organ: str
    organ_code: str
    source_system: str
    file: UUID | None = None
    file_sha256: str = ""
    revoked_at: datetime | None = None
    unit_project: str = ""

    def status_on(self, day: date) -> ResultStatus:
        """Return whether the result holds on a day: neither revoked nor expired."""
        expired = self.valid_until is not None and day > self.valid_until
        if self.revoked_at is not None or expired:
            return ResultStatus.INVALID
        return ResultStatus.VALID


@dataclass(frozen=True, slots=True)
class Verification:
    """What a visitor learns of a result; personal data masked."""

    status: ResultStatus
    title: str = ""
    number: str = ""
    holder_name: str = ""
    organ: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    why: str = ""
