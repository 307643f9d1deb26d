"""What people set for themselves, in PostgreSQL."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from tongjian.messages.domain.preferences import Mailbox, Preference

KEEP = """
INSERT INTO messages_preference (person, kind, channel, wanted) VALUES (%s, %s, %s, %s)
ON CONFLICT (person, kind, channel) DO UPDATE SET wanted = EXCLUDED.wanted
"""
KEEP_MAILBOX = """
INSERT INTO messages_mailbox (person, address, digest, asked_at) VALUES (%s, %s, %s, %s)
ON CONFLICT (person) DO UPDATE
SET address = EXCLUDED.address, digest = EXCLUDED.digest, asked_at = EXCLUDED.asked_at, confirmed_at = NULL
"""
CONFIRM = """
UPDATE messages_mailbox SET confirmed_at = coalesce(confirmed_at, %s) WHERE person = %s AND digest = %s
"""
MAILBOX_OF = "SELECT address, confirmed_at FROM messages_mailbox WHERE person = %s"


class WishTables:
    """The port ``Wishes``."""

    def list_of(self, person: UUID) -> tuple[Preference, ...]:
        """Return every tick a person touched."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT kind, channel, wanted FROM messages_preference WHERE person = %s", [person]
            )
            return tuple(Preference(*row) for row in cursor.fetchall())

    def keep(self, person: UUID, chosen: tuple[Preference, ...]) -> None:
        """Keep ticks."""
        with connection.cursor() as cursor:
            cursor.executemany(KEEP, [(person, one.kind, one.channel, one.on) for one in chosen])

    def mailbox_of(self, person: UUID) -> Mailbox | None:
        """Return a person's e-mail address."""
        with connection.cursor() as cursor:
            cursor.execute(MAILBOX_OF, [person])
            row = cursor.fetchone()
        return None if row is None else Mailbox(*row)

    def keep_mailbox(self, person: UUID, *, address: str, digest: bytes, at: datetime) -> None:
        """Keep an unconfirmed address; empty takes it away."""
        with connection.cursor() as cursor:
            if address:
                cursor.execute(KEEP_MAILBOX, [person, address, digest, at])
            else:
                cursor.execute("DELETE FROM messages_mailbox WHERE person = %s", [person])

    def confirm_mailbox(self, person: UUID, *, digest: bytes, at: datetime) -> bool:
        """Mark the address of a digest as confirmed."""
        with connection.cursor() as cursor:
            cursor.execute(CONFIRM, [at, person, digest])
            return bool(cursor.rowcount == 1)
