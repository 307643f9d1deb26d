"""Tokens of the open API in PostgreSQL."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from tongjian.identity.domain.tokens import ApiToken
from tongjian.identity.store.models import ApiTokenRow

_BY_DIGEST = """
SELECT id, person, label, digest, issued_at, expires_at, revoked_at FROM identity_token_by_digest(%s)
"""


class StoredTokens:
    """The port ``Tokens``."""

    def add(self, token: ApiToken) -> None:
        """Keep a new token."""
        ApiTokenRow.objects.create(
            id=token.id,
            person_id=token.person,
            label=token.label,
            digest=token.digest,
            issued_at=token.issued_at,
            expires_at=token.expires_at,
            revoked_at=token.revoked_at,
        )

    def find_by_digest(self, digest: bytes) -> ApiToken | None:
        """Return the token of a secret, before anyone is known to act."""
        with connection.cursor() as cursor:
            cursor.execute(_BY_DIGEST, [digest])
            row = cursor.fetchone()
        if row is None:
            return None
        key, person, label, kept, issued_at, expires_at, revoked_at = row
        return ApiToken(key, person, label, bytes(kept), issued_at, expires_at, revoked_at)

    def revoke(self, token: UUID, *, at: datetime) -> bool:
        """Withdraw a token the viewer owns; tell whether there was one."""
        return ApiTokenRow.objects.filter(id=token, revoked_at__isnull=True).update(revoked_at=at) == 1

    def list_of_person(self, person: UUID) -> tuple[ApiToken, ...]:
        """Return a person's tokens, newest first."""
        rows = ApiTokenRow.objects.filter(person=person).order_by("-issued_at")
        return tuple(
            ApiToken(
                id=row.id,
                person=row.person_id,
                label=row.label,
                digest=bytes(row.digest),
                issued_at=row.issued_at,
                expires_at=row.expires_at,
                revoked_at=row.revoked_at,
            )
            for row in rows
        )
