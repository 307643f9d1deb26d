"""Sendings and subscriptions as administrators and systems see them, under their own rights."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from tongjian.kit import Page
from tongjian.messages.domain.deliveries import Attempt, ChannelTally, DeliveryRow, DeliveryState
from tongjian.messages.domain.webhooks import Subscription
from tongjian.messages.store.outbox import subscription_from

_COLUMNS = "d.id, d.message_id, d.channel, d.state, d.attempts, d.says, d.first_at, d.tried_at, d.next_at"
_LAST = UUID(int=(1 << 128) - 1)
LIST_DEAD = f"""
SELECT {_COLUMNS}, messages_kind(d.message_id) FROM messages_delivery d
WHERE d.state = 'dead' AND (%s = '' OR d.channel = %s) AND d.id < %s ORDER BY d.id DESC LIMIT %s
"""  # noqa: S608  # our own columns
LIST_OF_SUBSCRIPTION = f"""
SELECT {_COLUMNS}, messages_kind(d.message_id) FROM messages_delivery d
WHERE d.target = %s AND d.channel = 'webhook' AND d.id < %s ORDER BY d.id DESC LIMIT %s
"""  # noqa: S608
FIND = f"SELECT {_COLUMNS}, messages_kind(d.message_id) FROM messages_delivery d WHERE d.id = %s"  # noqa: S608
TALLY = """
SELECT channel, count(*) FILTER (WHERE state = 'queued'), count(*) FILTER (WHERE state = 'dead'),
  min(first_at) FILTER (WHERE state = 'queued')
FROM messages_delivery WHERE state = 'dead' OR next_at IS NOT NULL GROUP BY channel ORDER BY channel
"""
REVIVE = """
UPDATE messages_delivery SET state = 'queued', next_at = %s, first_at = %s WHERE id = %s AND state = 'dead'
"""
REPEAT = """
INSERT INTO messages_delivery (id, message_id, channel, target, round_no, state, first_at, next_at)
SELECT %s, d.message_id, d.channel, d.target, 1 + (
    SELECT max(o.round_no) FROM messages_delivery o
    WHERE o.message_id = d.message_id AND o.channel = d.channel AND o.target = d.target),
  'queued', %s, %s
FROM messages_delivery d WHERE d.id = %s
"""
ADD = """
INSERT INTO messages_subscription (id, person, organisation, url, secret, kinds, created_at)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
LIST_SUBSCRIPTIONS = """
SELECT id, person, organisation, url, kinds, created_at, ended_at FROM messages_subscription
WHERE person = %s AND ended_at IS NULL ORDER BY id DESC
"""
END = "UPDATE messages_subscription SET ended_at = %s WHERE id = %s AND ended_at IS NULL"


class DeliveryTables:
    """The port ``DeliveryReadings``."""

    def list_dead(self, *, channel: str, after: str, size: int) -> Page[DeliveryRow]:
        """Return what was given up, newest first."""
        return _page(LIST_DEAD, [channel, channel, _before(after), size + 1], size)

    def list_of_subscription(self, subscription: UUID, *, after: str, size: int) -> Page[DeliveryRow]:
        """Return the sendings of a subscription, newest first."""
        return _page(LIST_OF_SUBSCRIPTION, [subscription, _before(after), size + 1], size)

    def tally(self) -> tuple[ChannelTally, ...]:
        """Return how each channel stands."""
        with connection.cursor() as cursor:
            cursor.execute(TALLY)
            return tuple(ChannelTally(*row) for row in cursor.fetchall())

    def list_attempts(self, delivery: UUID) -> tuple[Attempt, ...]:
        """Return the tries of a sending in order."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT at, ok, says FROM messages_attempt WHERE delivery_id = %s ORDER BY number", [delivery]
            )
            return tuple(Attempt(*row) for row in cursor.fetchall())

    def find(self, delivery: UUID) -> DeliveryRow | None:
        """Return one sending the viewer may see."""
        return next(iter(_page(FIND, [delivery], 1).rows), None)

    def revive(self, delivery: UUID, at: datetime) -> bool:
        """Queue a dead sending again."""
        with connection.cursor() as cursor:
            cursor.execute(REVIVE, [at, at, delivery])
            return bool(cursor.rowcount == 1)

    def repeat(self, *, delivery: UUID, new: UUID, at: datetime) -> None:
        """Queue the same message to the same target once more."""
        with connection.cursor() as cursor:
            cursor.execute(REPEAT, [new, at, at, delivery])


class SubscriptionTable:
    """The port ``Subscriptions``."""

    def add(self, subscription: Subscription, *, secret: str) -> None:
        """Insert a subscription."""
        one = subscription
        with connection.cursor() as cursor:
            cursor.execute(
                ADD,
                [
                    one.id,
                    one.person,
                    one.organisation,
                    one.url,
                    secret,
                    json.dumps(one.kinds),
                    one.created_at,
                ],
            )

    def list_of(self, person: UUID) -> tuple[Subscription, ...]:
        """Return the live subscriptions of an account, newest first."""
        with connection.cursor() as cursor:
            cursor.execute(LIST_SUBSCRIPTIONS, [person])
            return tuple(subscription_from(row) for row in cursor.fetchall())

    def end(self, subscription: UUID, at: datetime) -> bool:
        """Call one off."""
        with connection.cursor() as cursor:
            cursor.execute(END, [at, subscription])
            return bool(cursor.rowcount == 1)


def _before(after: str) -> UUID:
    return UUID(after) if after else _LAST


def _page(statement: str, values: list[Any], size: int) -> Page[DeliveryRow]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = tuple(_row(row) for row in cursor.fetchall())
    more = len(rows) > size
    return Page(rows[:size], str(rows[size - 1].id) if more else None)


def _row(row: tuple[Any, ...]) -> DeliveryRow:
    delivery, message, channel, state, attempts, says, at, tried_at, next_at, kind = row
    return DeliveryRow(
        id=delivery,
        message=message,
        kind=kind,
        channel=channel,
        state=DeliveryState(state),
        attempts=attempts,
        says=says,
        at=at,
        tried_at=tried_at,
        next_try_at=next_at,
    )
