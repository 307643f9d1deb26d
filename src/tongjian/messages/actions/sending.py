"""The worker of the queue ``notify``: spreads messages over channels and sends them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tongjian.kit import AccessContext, Clock, IdSource, UnitOfWork, local_day
from tongjian.messages.domain.deliveries import Address, AddressKind, Delivery, next_try
from tongjian.messages.domain.kinds import CONFIRMATION, Audience
from tongjian.messages.domain.messages import Posting
from tongjian.messages.domain.preferences import Preference, channels_for
from tongjian.messages.errors import AddressRefused, ChannelDown
from tongjian.messages.ports import Channel, Directory, Outbox, Recipient

WEBHOOK = "webhook"
"""Name of the channel that subscriptions go out on."""

LEASE = timedelta(minutes=2)
"""How long a claimed sending is left to the worker that claimed it."""

_FRESH_AT_ONCE = 50
_SENT_AT_ONCE = 10
_NOBODY = AccessContext()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Sends what waits. Any number of them may run: rows are claimed, and a claim ends by itself.

    A message is sent at least once: a worker that dies between sending and writing so leaves a second
    sending, under the same id, by which a receiver knows it.
    """

    outbox: Outbox
    directory: Directory
    channels: tuple[Channel, ...]
    work: UnitOfWork
    clock: Clock
    ids: IdSource

    def spread(self) -> int:
        """Turn fresh messages into sendings, one for each person and channel; return how many there were."""
        with self.work(_NOBODY):
            fresh = self.outbox.take_fresh(_FRESH_AT_ONCE)
            at = self.clock.now()
            for one in fresh:
                self._spread_one(one, at)
            if fresh:
                self.outbox.settle_fresh(tuple(one.id for one in fresh), at)
        return len(fresh)

    def send_due(self, channel: Channel) -> int:
        """Send what is due on one channel; return how many were claimed.

        When the channel itself is down the rest of the batch is given back untried.
        """
        now = self.clock.now()
        with self.work(_NOBODY):
            claimed = self.outbox.claim(channel.name, now=now, until=now + LEASE, size=_SENT_AT_ONCE)
        for at, one in enumerate(claimed):
            if not self._send(channel, one):
                self._release(claimed[at + 1 :])
                break
        return len(claimed)

    def next_due(self, channel: Channel) -> datetime | None:
        """Return when the next sending of a channel is due."""
        with self.work(_NOBODY):
            return self.outbox.next_due(channel.name)

    def _spread_one(self, one: Posting, at: datetime) -> None:
        today = local_day(at)
        people = self.directory.people_of(one.holder, role=one.role, on=today)
        chosen = self.outbox.preferences_of(tuple(person.person for person in people), one.kind)
        for person in people:
            own = tuple(preference for owner, preference in chosen if owner == person.person)
            for name in self._ways(one, person, own):
                self._queue(one, name, person.person, at)
        self._spread_to_systems(one, at)

    def _ways(self, one: Posting, person: Recipient, chosen: Iterable[Preference]) -> tuple[str, ...]:
        audience = Audience.APPLICANT if one.kind == CONFIRMATION else person.audience
        wanted = channels_for(one.kind, audience=audience, chosen=chosen)
        return tuple(
            way.name
            for way in self.channels
            if way.name in wanted and self._personal_address(way, person.person, one.kind) is not None
        )

    def _spread_to_systems(self, one: Posting, at: datetime) -> None:
        if one.kind == CONFIRMATION or not any(way.name == WEBHOOK for way in self.channels):
            return
        holders = (one.holder, *(self.directory.holders_of(one.case) if one.case else ()))
        for subscription in self.outbox.subscriptions_for(one.kind, tuple(dict.fromkeys(holders))):
            if self.directory.still_serves(
                person=subscription.person, organisation=subscription.organisation, on=local_day(at)
            ):
                self._queue(one, WEBHOOK, subscription.id, at)

    def _queue(self, one: Posting, channel: str, target: UUID, at: datetime) -> None:
        self.outbox.queue(delivery=self.ids(), message=one.id, channel=channel, target=target, at=at)

    def _send(self, channel: Channel, one: Delivery) -> bool:
        """Try one; return False when the channel is down."""
        with self.work(_NOBODY):
            address = self._address(channel, one)
        if address is None:
            self._give_up(one, "没有可用的地址，或者订阅已取消")
            return True
        try:
            channel.send(one.outgoing, address)
        except AddressRefused as refused:
            self._give_up(one, str(refused))
            return True
        except ChannelDown as down:
            self._put_off(one, str(down))
            return channel.sends_to is AddressKind.URL  # one subscriber's outage is not another's
        with self.work(_NOBODY):
            self.outbox.sent(one.id, self.clock.now())
        return True

    def _address(self, channel: Channel, one: Delivery) -> Address | None:
        if channel.sends_to is AddressKind.URL:
            return self.outbox.address_of(one.target)
        return self._personal_address(channel, one.target, one.outgoing.kind)

    def _personal_address(self, channel: Channel, person: UUID, kind: str) -> Address | None:
        match channel.sends_to:
            case AddressKind.PHONE:
                phone = self.directory.phone_of(person)
                return Address(phone) if phone else None
            case AddressKind.EMAIL:
                mailbox = self.outbox.mailbox_of(person)
                usable = mailbox is not None and (mailbox.confirmed_at or kind == CONFIRMATION)
                return Address(mailbox.address) if mailbox is not None and usable else None
            case _:
                return None

    def _put_off(self, one: Delivery, says: str) -> None:
        now = self.clock.now()
        again = next_try(attempts=one.attempts, first_at=one.first_at, now=now)
        if again is None:
            self._give_up(one, says)
            return
        with self.work(_NOBODY):
            self.outbox.put_off(one.id, at=now, next_at=again, says=says)

    def _give_up(self, one: Delivery, says: str) -> None:
        with self.work(_NOBODY):
            self.outbox.give_up(one.id, at=self.clock.now(), says=says)

    def _release(self, rest: tuple[Delivery, ...]) -> None:
        if rest:
            with self.work(_NOBODY):
                again = self.clock.now() + timedelta(seconds=30)
                self.outbox.release(tuple(one.id for one in rest), next_at=again)
