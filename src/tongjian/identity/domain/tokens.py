"""Tokens of the open API: shown once, kept only as a hash, with a last day."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

TOKEN_PREFIX = "tj_"  # noqa: S105 - the mark by which scanners find a leaked token


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token of a person or a machine's account.

    Attributes:
        digest: SHA-256 of the secret; the secret has 256 random bits, so it needs no salt.
    """

    id: UUID
    person: UUID
    label: str
    digest: bytes
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


def digest_token(secret: str) -> bytes:
    """Return the hash under which a token is kept."""
    return hashlib.sha256(secret.encode()).digest()
