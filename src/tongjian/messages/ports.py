"""What the room needs from outside."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from tongjian.identity import Actor
from tongjian.kit import Page, Problem
from tongjian.messages.domain.deliveries import (
    Address,
    AddressKind,
    Attempt,
    ChannelTally,
    Delivery,
    DeliveryRow,
    Outgoing,
)
from tongjian.messages.domain.kinds import Audience
from tongjian.messages.domain.messages import Message, Posting
from tongjian.messages.domain.preferences import Mailbox, Preference
from tongjian.messages.domain.webhooks import Subscription


class Channel(Protocol):
    """A way out of the system. Found by entry points of the group ``tongjian.channels``.

    An entry point names a function that takes the environment (a mapping of texts) and returns the
    channel, or None where nothing is set for it.
    """

    @property
    def name(self) -> str:
        """Return the permanent name, as kept with preferences and deliveries."""
        ...

    @property
    def label(self) -> str:
        """Return what a person reads above the ticks."""
        ...

    @property
    def sends_to(self) -> AddressKind:
        """Return the kind of address it sends to."""
        ...

    def check_config(self) -> tuple[Problem, ...]:
        """Return everything wrong with its settings; nothing is sent."""
        ...

    def send(self, message: Outgoing, address: Address) -> None:
        """Send one message; return once the other side has taken it.

        Raises:
            ChannelDown: it may work later.
            AddressRefused: it will never work with this address.
        """
        ...


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person whom a message reaches."""

    person: UUID
    audience: Audience


class Directory(Protocol):
    """Who stands behind a holder, and where they are reached. Asked by the worker alone."""

    def people_of(self, holder: UUID, *, role: str, on: date) -> tuple[Recipient, ...]:
        """Return the people a holder stands for: itself, its agents, or those in a post."""
        ...

    def phone_of(self, person: UUID) -> str:
        """Return a person's mobile number; empty when there is none."""
        ...

    def still_serves(self, *, person: UUID, organisation: UUID, on: date) -> bool:
        """Tell whether a system account still stands for an organisation."""
        ...

    def holders_of(self, case: UUID) -> tuple[UUID, ...]:
        """Return everyone who may see a case."""
        ...


class Journal(Protocol):
    """The evidence log, as this room writes it."""

    def record(self, actor: Actor, *, act: str, target: UUID, at: datetime, says: str = "") -> None:
        """Record what someone did to a delivery, a subscription or their own settings."""
        ...


class MessageStore(Protocol):
    """Messages and who has read them; all inside the open transaction."""

    def add(self, posting: Posting) -> None:
        """Insert a message; with the commit it is certain to go out."""
        ...

    def add_if_heard(self, posting: Posting) -> None:
        """Insert a message only where some subscription wants its kind."""
        ...

    def list_of(
        self, *, person: UUID, posts: tuple[tuple[UUID, str], ...], after: str, size: int
    ) -> Page[Message]:
        """Return the messages to some (holder, role) pairs, newest first; an empty role takes all."""
        ...

    def count_unread(self, *, person: UUID, posts: tuple[tuple[UUID, str], ...]) -> int:
        """Return how many of the newest hundred are unread."""
        ...

    def find(self, message: UUID, *, person: UUID) -> Message | None:
        """Return a message the viewer may see."""
        ...

    def mark_read(self, message: UUID, *, person: UUID, at: datetime) -> None:
        """Keep the first time a person read a message; one that is not seen is left alone."""
        ...


class Wishes(Protocol):
    """What people set for themselves."""

    def list_of(self, person: UUID) -> tuple[Preference, ...]:
        """Return every tick a person touched."""
        ...

    def keep(self, person: UUID, chosen: tuple[Preference, ...]) -> None:
        """Keep ticks."""
        ...

    def mailbox_of(self, person: UUID) -> Mailbox | None:
        """Return a person's e-mail address."""
        ...

    def keep_mailbox(self, person: UUID, *, address: str, digest: bytes, at: datetime) -> None:
        """Keep an unconfirmed address with the digest of what confirms it; empty takes it away."""
        ...

    def confirm_mailbox(self, person: UUID, *, digest: bytes, at: datetime) -> bool:
        """Mark the address of a digest as confirmed; False when there is none of this person."""
        ...


class Outbox(Protocol):
    """What still has to go out, kept by the worker: past row-level security, rows locked and skipped."""

    def take_fresh(self, size: int) -> tuple[Posting, ...]:
        """Return messages nobody has looked at yet, locked until the transaction ends."""
        ...

    def settle_fresh(self, messages: tuple[UUID, ...], at: datetime) -> None:
        """Mark messages as spread over their channels."""
        ...

    def queue(self, *, delivery: UUID, message: UUID, channel: str, target: UUID, at: datetime) -> None:
        """Insert a sending unless the message goes to this target already."""
        ...

    def claim(self, channel: str, *, now: datetime, until: datetime, size: int) -> tuple[Delivery, ...]:
        """Take sendings that are due, for a while: nobody else takes them before ``until``."""
        ...

    def sent(self, delivery: UUID, at: datetime) -> None:
        """Mark a sending as done."""
        ...

    def put_off(self, delivery: UUID, *, at: datetime, next_at: datetime, says: str) -> None:
        """Write a try that failed and when the next one is."""
        ...

    def release(self, deliveries: tuple[UUID, ...], *, next_at: datetime) -> None:
        """Give back what was claimed and not tried."""
        ...

    def give_up(self, delivery: UUID, *, at: datetime, says: str) -> None:
        """Mark a sending as dead, for a person to look at."""
        ...

    def next_due(self, channel: str) -> datetime | None:
        """Return when the next sending of a channel is due."""
        ...

    def preferences_of(self, people: tuple[UUID, ...], kind: str) -> tuple[tuple[UUID, Preference], ...]:
        """Return what people chose for a kind."""
        ...

    def mailbox_of(self, person: UUID) -> Mailbox | None:
        """Return a person's e-mail address."""
        ...

    def subscriptions_for(self, kind: str, holders: tuple[UUID, ...]) -> tuple[Subscription, ...]:
        """Return the live subscriptions of some organisations that want a kind."""
        ...

    def address_of(self, subscription: UUID) -> Address | None:
        """Return where a live subscription's events go; None once it has ended."""
        ...


class DeliveryReadings(Protocol):
    """Sendings as administrators and subscribers see them, under their own rights."""

    def list_dead(self, *, channel: str, after: str, size: int) -> Page[DeliveryRow]:
        """Return what was given up, newest first."""
        ...

    def tally(self) -> tuple[ChannelTally, ...]:
        """Return how each channel stands."""
        ...

    def list_of_subscription(self, subscription: UUID, *, after: str, size: int) -> Page[DeliveryRow]:
        """Return the sendings of a subscription, newest first."""
        ...

    def list_attempts(self, delivery: UUID) -> tuple[Attempt, ...]:
        """Return the tries of a sending in order."""
        ...

    def find(self, delivery: UUID) -> DeliveryRow | None:
        """Return one sending the viewer may see."""
        ...

    def revive(self, delivery: UUID, at: datetime) -> bool:
        """Queue a dead sending again; False when it is not dead."""
        ...

    def repeat(self, *, delivery: UUID, new: UUID, at: datetime) -> None:
        """Queue the same message to the same target once more."""
        ...


class Subscriptions(Protocol):
    """Subscriptions of system accounts, under their own rights."""

    def add(self, subscription: Subscription, *, secret: str) -> None:
        """Insert a subscription; its secret is never read back under the web's rights."""
        ...

    def list_of(self, person: UUID) -> tuple[Subscription, ...]:
        """Return the live subscriptions of an account, newest first."""
        ...

    def end(self, subscription: UUID, at: datetime) -> bool:
        """Call one off; False when there is none."""
        ...
