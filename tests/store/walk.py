"""The sample city at work: rooms over the test database, a clock to turn, people by their accounts."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import psycopg
from django.conf import settings
from django.db import connection

from tests.database import Database, point_django_at
from tongjian import cases
from tongjian.cases import Desk, Receipt, Ticket
from tongjian.identity import Actor, Identity
from tongjian.kit import local_day
from tongjian.roles.first_load import fill
from tongjian.roles.rooms import compose

PASSWORD = "Sample-City-2026"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n162\n%%EOF\n"
)


@dataclass
class TurnedClock:
    """A clock that stands until it is turned."""

    at: datetime = datetime(2026, 6, 1, 2, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def forward(self, days: int) -> None:
        self.at += timedelta(days=days)


@dataclass
class Walk:
    """One sample city and the acts done in it."""

    database: Database
    clock: TurnedClock = field(default_factory=TurnedClock)
    keys: "count[int]" = field(default_factory=lambda: count(1))
    name: str = field(default_factory=lambda: uuid4().hex[:12])

    def __post_init__(self) -> None:
        self.rooms = compose(settings.TONGJIAN, clock=self.clock)
        self.desk: Desk = self.rooms.cases
        self.identity: Identity = self.rooms.identity

    def ticket(self, position: int | None = None) -> Ticket:
        return Ticket(key=f"key-{self.name}-{next(self.keys)}", position=position)

    def officer(self, username: str) -> Actor:
        return self._actor("SELECT person_id FROM identity_account WHERE username = %s", username)

    def agent_of(self, credit_code: str) -> Actor:
        return self._actor(
            "SELECT g.person FROM identity_grant g JOIN identity_organisation o ON o.id = g.organisation"
            " WHERE o.code = %s AND g.role = 'agent' LIMIT 1",
            credit_code,
        )

    def citizen(self, phone: str) -> Actor:
        return self._actor("SELECT id FROM identity_person WHERE phone = %s", phone)

    def pdf(self, actor: Actor, holder: UUID) -> UUID:
        return cases.store_file(self.desk, actor, stream=io.BytesIO(PDF), name="材料.pdf", holder=holder).id

    def holders_of(self, organisation: UUID, role: str) -> Actor:
        return self._actor(
            "SELECT person FROM identity_grant WHERE organisation = %s AND role = %s LIMIT 1",
            organisation,
            role,
        )

    def fill(self, actor: Actor, draft: UUID, answers: dict[str, str]) -> Receipt:
        """Save the answers and upload a PDF for every paper that is not reused."""
        sheet = cases.get_draft(self.desk, actor, draft=draft)
        files = {
            slot.key: self.pdf(actor, sheet.draft.applicant)
            for slot in sheet.slots
            if slot.reusable is None and slot.required
        }
        return cases.save_draft(
            self.desk,
            actor,
            draft=draft,
            version=sheet.draft.version,
            answers=answers,
            files=files,
            ticket=self.ticket(),
        )

    def _actor(self, query: str, *values: object) -> Actor:
        with psycopg.connect(self.database.urls.loader) as loader:
            row = loader.execute(query, values).fetchone()
        assert row is not None, (query, values)
        return self.identity.actor_of(
            person=row[0], session="test", address="127.0.0.1", on=local_day(self.clock.now())
        )


def load_city(database: Database) -> None:
    """Load catalogue, processes and sample city as the loader, past row-level security."""
    point_django_at(database.urls.loader)
    fill(sample_city_password=PASSWORD)
    connection.close()
    point_django_at(database.urls.app)
