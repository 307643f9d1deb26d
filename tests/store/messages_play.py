"""A city whose messages are sent by a worker over channels that keep what they got."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import psycopg

from tests.database import Database, point_django_at
from tests.store.walk import Walk
from tongjian.identity import Actor
from tongjian.kit import Problem, new_id
from tongjian.messages import Address, AddressKind, Outgoing, Sender
from tongjian.messages.store.outbox import OutboxTables
from tongjian.roles.message_room import IdentityDirectory
from tongjian.roles.unit_of_work import postgres_work


@dataclass
class Recorded:
    """A channel that keeps what it was given, or fails as it is told."""

    name: str = "sms"
    label: str = "短信"
    sends_to: AddressKind = AddressKind.PHONE
    got: list[tuple[Outgoing, Address]] = field(default_factory=list)
    fault: Exception | None = None

    def check_config(self) -> tuple[Problem, ...]:
        return ()

    def send(self, message: Outgoing, address: Address) -> None:
        if self.fault is not None:
            raise self.fault
        self.got.append((message, address))


@dataclass
class Post:
    """The city, its room of messages, and a worker."""

    walk: Walk
    sms: Recorded = field(default_factory=Recorded)
    mail: Recorded = field(default_factory=lambda: Recorded("smtp", "电子邮件", AddressKind.EMAIL))
    hook: Recorded = field(default_factory=lambda: Recorded("webhook", "事件推送", AddressKind.URL))

    @property
    def channels(self) -> tuple[Recorded, ...]:
        return (self.sms, self.mail, self.hook)

    def sender(self) -> Sender:
        return Sender(
            outbox=OutboxTables("http://127.0.0.1:8000"),
            directory=IdentityDirectory(),
            channels=self.channels,
            work=postgres_work,
            clock=self.walk.clock,
            ids=new_id,
        )

    @contextmanager
    def as_worker(self) -> Iterator[Sender]:
        """Act in the loader's role, as the worker does."""
        point_django_at(self.walk.database.urls.loader)
        try:
            yield self.sender()
        finally:
            point_django_at(self.walk.database.urls.app)

    def work(self) -> int:
        """Spread and send until nothing is due; return how many were claimed."""
        claimed = 0
        with self.as_worker() as sender:
            while sender.spread():
                pass
            for channel in self.channels:
                while done := sender.send_due(channel):
                    claimed += done
        return claimed

    def tell(self, actor: Actor, kind: str, text: str = "内容") -> UUID:
        """Post a message to the actor's own person in a transaction of its own."""
        room = self.walk.rooms.messages
        with postgres_work(actor.access()):
            return room.post(kind=kind, holder=actor.person, title="题", text=text, at=self.now())

    def turn(self, by: timedelta) -> None:
        self.walk.clock.at += by

    def now(self) -> datetime:
        return self.walk.clock.now()


def rows(database: Database, query: str, *values: object) -> list[tuple[object, ...]]:
    """Return what a table really holds, past row-level security."""
    with psycopg.connect(database.urls.loader) as loader:
        return loader.execute(query, values).fetchall()  # type: ignore[call-overload, no-any-return]
