"""What becomes of each sending: tried, sent, put off, given up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

FIRST_WAIT = timedelta(seconds=30)
"""Time before the second try; it doubles with every try."""

LONGEST_WAIT = timedelta(hours=1)
"""No try waits longer for its turn than this."""

GIVE_UP_AFTER = timedelta(days=7)
"""A channel that has been down so long is a person's matter."""


class DeliveryState(StrEnum):
    """Where a sending stands."""

    QUEUED = "queued"
    SENT = "sent"
    DEAD = "dead"


class AddressKind(StrEnum):
    """What a channel sends to."""

    PHONE = "phone"
    EMAIL = "email"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Address:
    """Where one message goes.

    Attributes:
        value: a phone number, an e-mail address, or a web address.
        secret: what a web address expects the message to be signed with; empty for the other kinds.
    """

    value: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message on its way out.

    Attributes:
        id: of the delivery: the same at every try, so that a receiver may leave out what it has.
        url: where the person reads it in the system.
    """

    id: UUID
    message: UUID
    kind: str
    title: str
    text: str
    url: str
    sent_at: datetime
    case: UUID | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One sending of one message to one person or subscription, claimed for a try.

    Attributes:
        target: the person, or the subscription.
        attempts: tries so far, this one counted.
        first_at: when it was first to go out.
    """

    id: UUID
    channel: str
    target: UUID
    attempts: int
    first_at: datetime
    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A sending as lists show it, without what it says and to whom.

    Attributes:
        says: why the last try failed; empty when it did not.
        next_try_at: None when it is not tried again by itself.
    """

    id: UUID
    message: UUID
    kind: str
    channel: str
    state: DeliveryState
    attempts: int
    says: str
    at: datetime
    tried_at: datetime | None
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of a sending."""

    at: datetime
    ok: bool
    says: str


@dataclass(frozen=True, slots=True)
class ChannelTally:
    """How a channel stands: what waits, what was given up."""

    channel: str
    waiting: int
    dead: int
    oldest_at: datetime | None


def next_try(*, attempts: int, first_at: datetime, now: datetime) -> datetime | None:
    """Return when a sending that failed is tried again; None when it is given up.

    The wait doubles from half a minute to an hour; after a week a person has to look.
    """
    if now - first_at >= GIVE_UP_AFTER:
        return None
    doubled = FIRST_WAIT * (1 << min(attempts - 1, 10))
    return now + min(doubled, LONGEST_WAIT)
