"""What still has to go out, in PostgreSQL: rows are locked and skipped, claims end by themselves."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from tongjian.messages.domain.deliveries import Address, Delivery, Outgoing
from tongjian.messages.domain.messages import Posting
from tongjian.messages.domain.preferences import Mailbox, Preference
from tongjian.messages.domain.webhooks import Subscription
from tongjian.messages.store.wishes import MAILBOX_OF

TAKE_FRESH = """
SELECT id, kind, holder, title, text, sent_at, role, case_id, facts, shown FROM messages_message
WHERE fanned_at IS NULL ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
"""
QUEUE = """
INSERT INTO messages_delivery (id, message_id, channel, target, state, first_at, next_at)
VALUES (%s, %s, %s, %s, 'queued', %s, %s) ON CONFLICT DO NOTHING
"""
CLAIM = """
WITH due AS (
  SELECT id FROM messages_delivery WHERE channel = %s AND next_at <= %s
  ORDER BY next_at LIMIT %s FOR UPDATE SKIP LOCKED),
taken AS (
  UPDATE messages_delivery d SET attempts = attempts + 1, next_at = %s FROM due WHERE d.id = due.id
  RETURNING d.*)
SELECT taken.id, taken.channel, taken.target, taken.attempts, taken.first_at,
  m.id, m.kind, m.title, m.text, m.sent_at, m.case_id, m.facts
FROM taken JOIN messages_message m ON m.id = taken.message_id ORDER BY taken.first_at, taken.id
"""
TRIED = """
WITH done AS (
  UPDATE messages_delivery SET state = %s, tried_at = %s, next_at = %s, says = %s WHERE id = %s
  RETURNING id, attempts)
INSERT INTO messages_attempt (delivery_id, number, at, ok, says)
SELECT id, 1 + (SELECT count(*) FROM messages_attempt a WHERE a.delivery_id = done.id), %s, %s, %s FROM done
"""
RELEASE = "UPDATE messages_delivery SET attempts = attempts - 1, next_at = %s WHERE id = ANY(%s)"
SUBSCRIPTIONS_FOR = """
SELECT id, person, organisation, url, kinds, created_at, ended_at FROM messages_subscription
WHERE ended_at IS NULL AND organisation = ANY(%s) AND kinds ? %s
"""
_LONGEST_SAYING = 500


class OutboxTables:
    """The port ``Outbox``; for the worker's role alone.

    Attributes:
        public_url: address under which people find this system.
    """

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url

    def take_fresh(self, size: int) -> tuple[Posting, ...]:
        """Return messages nobody has looked at yet, locked until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(TAKE_FRESH, [size])
            return tuple(_posting(row) for row in cursor.fetchall())

    def settle_fresh(self, messages: tuple[UUID, ...], at: datetime) -> None:
        """Mark messages as spread over their channels."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE messages_message SET fanned_at = %s WHERE id = ANY(%s)", [at, list(messages)]
            )

    def queue(self, *, delivery: UUID, message: UUID, channel: str, target: UUID, at: datetime) -> None:
        """Insert a sending unless the message goes to this target already."""
        with connection.cursor() as cursor:
            cursor.execute(QUEUE, [delivery, message, channel, target, at, at])

    def claim(self, channel: str, *, now: datetime, until: datetime, size: int) -> tuple[Delivery, ...]:
        """Take sendings that are due, for a while."""
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, [channel, now, size, until])
            return tuple(self._delivery(row) for row in cursor.fetchall())

    def sent(self, delivery: UUID, at: datetime) -> None:
        """Mark a sending as done."""
        _tried(delivery, state="sent", at=at, next_at=None, says="")

    def put_off(self, delivery: UUID, *, at: datetime, next_at: datetime, says: str) -> None:
        """Write a try that failed and when the next one is."""
        _tried(delivery, state="queued", at=at, next_at=next_at, says=says)

    def give_up(self, delivery: UUID, *, at: datetime, says: str) -> None:
        """Mark a sending as dead."""
        _tried(delivery, state="dead", at=at, next_at=None, says=says)

    def release(self, deliveries: tuple[UUID, ...], *, next_at: datetime) -> None:
        """Give back what was claimed and not tried."""
        with connection.cursor() as cursor:
            cursor.execute(RELEASE, [next_at, list(deliveries)])

    def next_due(self, channel: str) -> datetime | None:
        """Return when the next sending of a channel is due."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT min(next_at) FROM messages_delivery WHERE channel = %s", [channel])
            (at,) = cursor.fetchone()
        return at  # type: ignore[no-any-return]

    def preferences_of(self, people: tuple[UUID, ...], kind: str) -> tuple[tuple[UUID, Preference], ...]:
        """Return what people chose for a kind."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT person, kind, channel, wanted FROM messages_preference"
                " WHERE person = ANY(%s) AND kind = %s",
                [list(people), kind],
            )
            return tuple((person, Preference(*rest)) for person, *rest in cursor.fetchall())

    def mailbox_of(self, person: UUID) -> Mailbox | None:
        """Return a person's e-mail address."""
        with connection.cursor() as cursor:
            cursor.execute(MAILBOX_OF, [person])
            row = cursor.fetchone()
        return None if row is None else Mailbox(*row)

    def subscriptions_for(self, kind: str, holders: tuple[UUID, ...]) -> tuple[Subscription, ...]:
        """Return the live subscriptions of some organisations that want a kind."""
        with connection.cursor() as cursor:
            cursor.execute(SUBSCRIPTIONS_FOR, [list(holders), kind])
            return tuple(subscription_from(row) for row in cursor.fetchall())

    def address_of(self, subscription: UUID) -> Address | None:
        """Return where a live subscription's events go."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT url, secret FROM messages_subscription WHERE id = %s AND ended_at IS NULL",
                [subscription],
            )
            row = cursor.fetchone()
        return None if row is None else Address(*row)

    def _delivery(self, row: tuple[Any, ...]) -> Delivery:
        delivery, channel, target, attempts, first_at, message, kind, title, text, sent_at, case, facts = row
        url = f"{self._public_url}/messages"
        outgoing = Outgoing(
            id=delivery,
            message=message,
            kind=kind,
            title=title,
            text=text,
            url=url,
            sent_at=sent_at,
            case=case,
            facts=_read(facts),
        )
        return Delivery(delivery, channel, target, attempts, first_at, outgoing)


def subscription_from(row: tuple[Any, ...]) -> Subscription:
    """Return a subscription from its columns, ``kinds`` as JSON."""
    subscription, person, organisation, url, kinds, created_at, ended_at = row
    return Subscription(subscription, person, organisation, url, tuple(_read(kinds)), created_at, ended_at)


def _tried(delivery: UUID, *, state: str, at: datetime, next_at: datetime | None, says: str) -> None:
    told = says[:_LONGEST_SAYING]
    with connection.cursor() as cursor:
        cursor.execute(TRIED, [state, at, next_at, told, delivery, at, state == "sent", told])


def _posting(row: tuple[Any, ...]) -> Posting:
    message, kind, holder, title, text, at, role, case, facts, shown = row
    return Posting(
        id=message,
        kind=kind,
        holder=holder,
        title=title,
        text=text,
        at=at,
        role=role,
        case=case,
        facts=_read(facts),
        shown=shown,
    )


def _read(value: object) -> dict[str, str]:
    """Return JSON as Django's cursor hands it out: text, or already read."""
    return json.loads(value) if isinstance(value, str) else value  # type: ignore[return-value]
