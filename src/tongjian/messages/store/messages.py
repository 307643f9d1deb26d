"""Messages and who has read them, in PostgreSQL."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from tongjian.kit import Page
from tongjian.messages.domain.messages import Message, Posting

_COLUMNS = "id, kind, holder, role, case_id, title, text, facts, shown, sent_at"
_LONGEST_TITLE = 200

ADD = f"INSERT INTO messages_message ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608  # our own columns
ADD_IF_HEARD = f"""
INSERT INTO messages_message ({_COLUMNS})
SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s, %s WHERE messages_heard(%s)
"""

_SEEN = """
FROM messages_message m LEFT JOIN messages_reading r ON r.message_id = m.id AND r.person = %s
"""
LIST_OF = f"""
SELECT m.id, m.case_id, m.title, m.text, m.sent_at, r.at, m.kind, m.holder {_SEEN}
JOIN unnest(%s::uuid[], %s::text[]) AS post(holder, role)
  ON post.holder = m.holder AND (m.role = '' OR m.role = post.role)
WHERE m.shown AND m.holder = ANY(%s) AND m.id < %s
GROUP BY m.id, r.at ORDER BY m.id DESC LIMIT %s
"""
COUNT_UNREAD = f"""
SELECT count(*) FROM (
  SELECT m.id, r.at {_SEEN}
  JOIN unnest(%s::uuid[], %s::text[]) AS post(holder, role)
    ON post.holder = m.holder AND (m.role = '' OR m.role = post.role)
  WHERE m.shown AND m.holder = ANY(%s)
  GROUP BY m.id, r.at ORDER BY m.id DESC LIMIT 100) newest
WHERE at IS NULL
"""  # noqa: S608
FIND = f"""
SELECT m.id, m.case_id, m.title, m.text, m.sent_at, r.at, m.kind, m.holder {_SEEN}
WHERE m.id = %s AND m.shown
"""
MARK_READ = """
INSERT INTO messages_reading (message_id, person, at)
SELECT id, %s, %s FROM messages_message WHERE id = %s ON CONFLICT DO NOTHING
"""
_LAST = UUID(int=(1 << 128) - 1)


class MessageTable:
    """The port ``MessageStore``."""

    def add(self, posting: Posting) -> None:
        """Insert a message."""
        with connection.cursor() as cursor:
            cursor.execute(ADD, _values(posting))

    def add_if_heard(self, posting: Posting) -> None:
        """Insert a message only where some subscription wants its kind."""
        with connection.cursor() as cursor:
            cursor.execute(ADD_IF_HEARD, [*_values(posting), posting.kind])

    def list_of(
        self, *, person: UUID, posts: tuple[tuple[UUID, str], ...], after: str, size: int
    ) -> Page[Message]:
        """Return the messages to some (holder, role) pairs, newest first."""
        before = UUID(after) if after else _LAST
        with connection.cursor() as cursor:
            cursor.execute(LIST_OF, [person, *_posts(posts), before, size + 1])
            rows = [Message(*row) for row in cursor.fetchall()]
        more = len(rows) > size
        return Page(tuple(rows[:size]), str(rows[size - 1].id) if more else None)

    def count_unread(self, *, person: UUID, posts: tuple[tuple[UUID, str], ...]) -> int:
        """Return how many of the newest hundred are unread."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT_UNREAD, [person, *_posts(posts)])
            (count,) = cursor.fetchone()
        return int(count)

    def find(self, message: UUID, *, person: UUID) -> Message | None:
        """Return a message the viewer may see."""
        with connection.cursor() as cursor:
            cursor.execute(FIND, [person, message])
            row = cursor.fetchone()
        return None if row is None else Message(*row)

    def mark_read(self, message: UUID, *, person: UUID, at: datetime) -> None:
        """Keep the first time a person read a message."""
        with connection.cursor() as cursor:
            cursor.execute(MARK_READ, [person, at, message])


def _values(posting: Posting) -> list[Any]:
    return [
        posting.id,
        posting.kind,
        posting.holder,
        posting.role,
        posting.case,
        posting.title[:_LONGEST_TITLE],
        posting.text,
        json.dumps(dict(posting.facts), ensure_ascii=False),
        posting.shown,
        posting.at,
    ]


def _posts(posts: tuple[tuple[UUID, str], ...]) -> list[list[Any]]:
    holders = [holder for holder, _ in posts]
    return [holders, [role for _, role in posts], list(holders)]
