"""Joins the ports of messages to their adapters, and finds the channels that are installed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import entry_points
from uuid import UUID

from tongjian import evidence
from tongjian.cases.store.audience import list_holders
from tongjian.evidence import Deed, EvidenceLog, ObjectRef, session_reference
from tongjian.identity import Actor, Role
from tongjian.identity.store.reach import find_phone, list_people, serves
from tongjian.kit import Clock, Settings, UnitOfWork, new_id
from tongjian.messages import Audience, Channel, Deliveries, Messages, Recipient, Sender
from tongjian.messages.clients.webhook import PRIVATE
from tongjian.messages.store.deliveries import DeliveryTables, SubscriptionTable
from tongjian.messages.store.messages import MessageTable
from tongjian.messages.store.outbox import OutboxTables
from tongjian.messages.store.wishes import WishTables
from tongjian.roles.unit_of_work import postgres_work

GROUP = "tongjian.channels"
"""Entry points of ways out: each a function from the environment to a channel, or None."""


def installed_channels(environment: Mapping[str, str]) -> tuple[Channel, ...]:
    """Return every channel that is installed and set up, in order of name."""
    found = sorted(entry_points(group=GROUP), key=lambda one: one.name)
    made = (point.load()(environment) for point in found)
    return tuple(channel for channel in made if channel is not None)


@dataclass(frozen=True, slots=True)
class IdentityDirectory:
    """The people of identity, as messages reach them."""

    def people_of(self, holder: UUID, *, role: str, on: date) -> tuple[Recipient, ...]:
        """Return the people a holder stands for."""
        found = dict(list_people(holder, role=role, on=on))
        return tuple(Recipient(person, _audience(held)) for person, held in found.items())

    def phone_of(self, person: UUID) -> str:
        """Return a person's mobile number; empty when there is none."""
        return find_phone(person)

    def still_serves(self, *, person: UUID, organisation: UUID, on: date) -> bool:
        """Tell whether a system account still stands for an organisation."""
        return serves(person=person, organisation=organisation, on=on)

    def holders_of(self, case: UUID) -> tuple[UUID, ...]:
        """Return everyone who may see a case."""
        return list_holders(case)


@dataclass(frozen=True, slots=True)
class EvidenceJournal:
    """Writes what people do in the room of messages into the evidence log."""

    log: EvidenceLog

    def record(self, actor: Actor, *, act: str, target: UUID, at: datetime, says: str = "") -> None:
        """Record one deed."""
        who = evidence.Actor(
            person=actor.person,
            name=actor.name,
            session=session_reference(actor.session),
            address=actor.address,
        )
        kind = "messages.settings" if target == actor.person else "messages.delivery"
        self.log.record(Deed(actor=who, act=act, object=ObjectRef(kind=kind, id=target), at=at, opinion=says))


def messages_of(
    house: Settings, *, channels: tuple[Channel, ...], log: EvidenceLog, clock: Clock, work: UnitOfWork
) -> Messages:
    """Return the room's entry over PostgreSQL."""
    return Messages(
        store=MessageTable(),
        wishes=WishTables(),
        channels=channels,
        journal=EvidenceJournal(log),
        work=work,
        clock=clock,
        ids=new_id,
        public_url=house.public_url,
    )


def deliveries_of(
    environment: Mapping[str, str], *, log: EvidenceLog, clock: Clock, work: UnitOfWork
) -> Deliveries:
    """Return subscriptions and failed sendings over PostgreSQL."""
    return Deliveries(
        subscriptions=SubscriptionTable(),
        readings=DeliveryTables(),
        journal=EvidenceJournal(log),
        work=work,
        clock=clock,
        ids=new_id,
        plain=environment.get(PRIVATE) == "1",
    )


def sender_of(house: Settings, *, channels: tuple[Channel, ...], clock: Clock) -> Sender:
    """Return what the worker of the queue ``notify`` works with."""
    return Sender(
        outbox=OutboxTables(house.public_url),
        directory=IdentityDirectory(),
        channels=channels,
        work=postgres_work,
        clock=clock,
        ids=new_id,
    )


def _audience(role: Role) -> Audience:
    return Audience.APPLICANT if role is Role.AGENT else Audience.STAFF
