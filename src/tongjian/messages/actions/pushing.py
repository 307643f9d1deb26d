"""Subscriptions of system accounts, and what the administrator sees of sendings that failed."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from tongjian.identity import Actor, Role
from tongjian.kit import Clock, IdSource, Invalid, Page, Problem, UnitOfWork
from tongjian.messages.domain.deliveries import Attempt, ChannelTally, DeliveryRow
from tongjian.messages.domain.webhooks import Subscription, problems_of
from tongjian.messages.errors import (
    DeliveryAbsent,
    DeliveryUnderWay,
    OnlyAdministratorsResend,
    OnlySystemsSubscribe,
    SubscriptionAbsent,
    TooManySubscriptions,
)
from tongjian.messages.ports import DeliveryReadings, Journal, Subscriptions

MOST_SUBSCRIPTIONS = 20
"""Subscriptions of one account."""

_PAGE = 50
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """A subscription with its secret, told this once."""

    subscription: Subscription
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """Lets systems subscribe and look after their sendings, and administrators after what failed.

    Attributes:
        plain: http and private addresses may be subscribed here.
    """

    subscriptions: Subscriptions
    readings: DeliveryReadings
    journal: Journal
    work: UnitOfWork
    clock: Clock
    ids: IdSource
    plain: bool = False

    def subscribe(self, actor: Actor, *, url: str, kinds: tuple[str, ...]) -> NewSubscription:
        """Subscribe the actor's system to kinds of events; the secret is told this once.

        Raises:
            OnlySystemsSubscribe: the actor is no system account.
            Invalid: the address or the kinds are wrong; all is named at once.
            TooManySubscriptions: there are enough.
        """
        organisation = _system_of(actor)
        problems = problems_of(url, kinds, plain=self.plain)
        if problems:
            raise Invalid(problems=problems)
        at, secret = self.clock.now(), "whsec_" + secrets.token_urlsafe(_SECRET_BYTES)
        new = Subscription(
            id=self.ids(),
            person=actor.person,
            organisation=organisation,
            url=url,
            kinds=tuple(dict.fromkeys(kinds)),
            created_at=at,
        )
        with self.work(actor.access()):
            if len(self.subscriptions.list_of(actor.person)) >= MOST_SUBSCRIPTIONS:
                raise TooManySubscriptions(most=MOST_SUBSCRIPTIONS)
            self.subscriptions.add(new, secret=secret)
            self.journal.record(actor, act="messages.subscribe", target=new.id, at=at, says=url)
        return NewSubscription(new, secret)

    def list_subscriptions(self, actor: Actor) -> tuple[Subscription, ...]:
        """Return the actor's live subscriptions.

        Raises:
            OnlySystemsSubscribe: the actor is no system account.
        """
        _system_of(actor)
        with self.work(actor.access()):
            return self.subscriptions.list_of(actor.person)

    def unsubscribe(self, actor: Actor, *, subscription: UUID) -> None:
        """Call a subscription off.

        Raises:
            OnlySystemsSubscribe: the actor is no system account.
            SubscriptionAbsent: it is none of the actor's.
        """
        _system_of(actor)
        at = self.clock.now()
        with self.work(actor.access()):
            if not self.subscriptions.end(subscription, at):
                raise SubscriptionAbsent
            self.journal.record(actor, act="messages.unsubscribe", target=subscription, at=at)

    def list_pushed(self, actor: Actor, *, subscription: UUID, after: str = "") -> Page[DeliveryRow]:
        """Return what was pushed to a subscription, newest first.

        Raises:
            OnlySystemsSubscribe: the actor is no system account.
            SubscriptionAbsent: it is none of the actor's.
            Invalid: ``after`` is no place in the list.
        """
        _system_of(actor)
        _check_place(after)
        with self.work(actor.access()):
            self._own(actor, subscription)
            return self.readings.list_of_subscription(subscription, after=after, size=_PAGE)

    def list_tries(self, actor: Actor, *, delivery: UUID) -> tuple[Attempt, ...]:
        """Return every try of a sending.

        Raises:
            DeliveryAbsent: none for these eyes.
        """
        with self.work(actor.access()):
            if self.readings.find(delivery) is None:
                raise DeliveryAbsent
            return self.readings.list_attempts(delivery)

    def replay(self, actor: Actor, *, delivery: UUID) -> UUID:
        """Push an event of the past once more, with the same content; return the new sending.

        Raises:
            OnlySystemsSubscribe: the actor is no system account.
            DeliveryAbsent: none of the actor's.
        """
        _system_of(actor)
        at, new = self.clock.now(), self.ids()
        with self.work(actor.access()):
            if self.readings.find(delivery) is None:
                raise DeliveryAbsent
            self.readings.repeat(delivery=delivery, new=new, at=at)
            self.journal.record(actor, act="messages.replay", target=delivery, at=at)
        return new

    def list_failed(self, actor: Actor, *, channel: str = "", after: str = "") -> Page[DeliveryRow]:
        """Return the sendings that were given up, newest first.

        Raises:
            OnlyAdministratorsResend: the actor is no system administrator.
            Invalid: ``after`` is no place in the list.
        """
        _administrator(actor)
        _check_place(after)
        with self.work(actor.access()):
            return self.readings.list_dead(channel=channel, after=after, size=_PAGE)

    def tally(self, actor: Actor) -> tuple[ChannelTally, ...]:
        """Return how each channel stands.

        Raises:
            OnlyAdministratorsResend: the actor is no system administrator.
        """
        _administrator(actor)
        with self.work(actor.access()):
            return self.readings.tally()

    def resend(self, actor: Actor, *, delivery: UUID) -> None:
        """Take up a sending again that was given up.

        Raises:
            OnlyAdministratorsResend: the actor is no system administrator.
            DeliveryAbsent: there is none.
            DeliveryUnderWay: it was not given up.
        """
        _administrator(actor)
        at = self.clock.now()
        with self.work(actor.access()):
            if self.readings.find(delivery) is None:
                raise DeliveryAbsent
            if not self.readings.revive(delivery, at):
                raise DeliveryUnderWay
            self.journal.record(actor, act="messages.resend", target=delivery, at=at)

    def _own(self, actor: Actor, subscription: UUID) -> None:
        if all(one.id != subscription for one in self.subscriptions.list_of(actor.person)):
            raise SubscriptionAbsent


def _system_of(actor: Actor) -> UUID:
    for grant in actor.grants:
        if grant.role is Role.SYSTEM_ACCOUNT:
            return grant.organisation
    raise OnlySystemsSubscribe


def _administrator(actor: Actor) -> None:
    if not actor.has(Role.SYSTEM_ADMIN):
        raise OnlyAdministratorsResend


def _check_place(after: str) -> None:
    if not after:
        return
    try:
        UUID(after)
    except ValueError as odd:
        raise Invalid(problems=(Problem("after", "没有这一页"),)) from odd
