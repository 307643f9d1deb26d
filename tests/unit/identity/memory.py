"""Identity's ports in memory; they pass the same suite as PostgreSQL."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from tongjian.identity import (
    ApiToken,
    Grant,
    LiveGrant,
    LiveMandate,
    Mandate,
    NoticeAcceptance,
    Organisation,
    OrganisationKind,
    Person,
    Records,
    Role,
)
from tongjian.identity.domain.phone_codes import PhoneCode
from tongjian.kit import AccessContext


@dataclass
class MovingClock:
    at: datetime

    def now(self) -> datetime:
        return self.at

    def advance(self, span: timedelta) -> None:
        self.at += span


@dataclass
class Outbox:
    sent: list[tuple[str, str]] = field(default_factory=list)

    def send(self, *, phone: str, code: str) -> None:
        self.sent.append((phone, code))

    def last_code(self) -> str:
        return self.sent[-1][1]


@contextmanager
def no_transaction(access: AccessContext) -> Iterator[None]:  # noqa: ARG001
    yield


@dataclass
class MemoryPeople:
    rows: dict[UUID, Person] = field(default_factory=dict)
    accounts: dict[UUID, tuple[str, str | None]] = field(default_factory=dict)

    def add(self, person: Person) -> bool:
        if self._is_taken(person):
            return False
        self.rows[person.id] = person
        return True

    def find(self, person: UUID) -> Person | None:
        return self.rows.get(person)

    def find_id_by_phone(self, phone: str) -> UUID | None:
        return next((row.id for row in self.rows.values() if row.phone == phone), None)

    def find_id_by_citizen_id(self, citizen_id: str) -> UUID | None:
        return next((row.id for row in self.rows.values() if row.citizen_id == citizen_id), None)

    def settle(self, person: Person) -> bool:
        if self._is_taken(person):
            return False
        self.rows[person.id] = person
        return True

    def list_names(self, people: Iterable[UUID]) -> dict[UUID, str]:
        return {person: self.rows[person].name for person in people if person in self.rows}

    def hash_password(self, password: str) -> str:
        return f"hash of {len(password)} characters"

    def open_account(self, *, person: UUID, username: str, password_hash: str | None) -> bool:
        if self.find_id_by_username(username) not in (None, person):
            return False
        self.accounts.setdefault(person, (username, password_hash))
        return True

    def find_id_by_username(self, username: str) -> UUID | None:
        return next((key for key, (known, _) in self.accounts.items() if known == username), None)

    def lock(self, person: UUID) -> None:
        pass

    def _is_taken(self, person: Person) -> bool:
        others = [row for row in self.rows.values() if row.id != person.id]
        return any(row.phone == person.phone for row in others if row.phone) or any(
            row.citizen_id == person.citizen_id for row in others if row.citizen_id
        )


@dataclass
class MemoryOrganisations:
    rows: dict[UUID, Organisation] = field(default_factory=dict)

    def add(self, organisation: Organisation) -> bool:
        if self.find_by_code(organisation.code):
            return False
        self.rows[organisation.id] = organisation
        return True

    def find(self, organisation: UUID) -> Organisation | None:
        return self.rows.get(organisation)

    def find_by_code(self, code: str) -> Organisation | None:
        return next((row for row in self.rows.values() if row.code == code), None)

    def find_by_name(self, name: str) -> Organisation | None:
        authorities = (row for row in self.rows.values() if row.kind is not OrganisationKind.COMPANY)
        return next((row for row in authorities if row.name == name), None)

    def find_by_credit_code(self, credit_code: str) -> Organisation | None:
        found = self.find_by_code(credit_code)
        return found if found and found.kind is OrganisationKind.COMPANY else None

    def list_of_kind(self, kind: OrganisationKind) -> tuple[Organisation, ...]:
        return tuple(sorted((r for r in self.rows.values() if r.kind is kind), key=lambda r: r.code))

    def list_of_region(self, region: str) -> tuple[Organisation, ...]:
        regional = [
            row
            for row in self.rows.values()
            if row.kind in (OrganisationKind.CITY, OrganisationKind.DISTRICT)
            and row.region in (region, region[:4] + "00")
        ]
        return tuple(sorted(regional, key=lambda row: row.region, reverse=True))


@dataclass
class MemoryGrants:
    organisations: MemoryOrganisations
    rows: dict[UUID, Grant] = field(default_factory=dict)

    def add(self, grant: Grant) -> None:
        self.rows[grant.id] = grant

    def find(self, grant: UUID) -> Grant | None:
        return self.rows.get(grant)

    def end(self, grant: UUID, *, on: date) -> None:
        self.rows[grant] = replace(self.rows[grant], to_on=on)

    def list_of_person(self, person: UUID) -> tuple[Grant, ...]:
        return tuple(row for row in self.rows.values() if row.person == person)

    def list_live(self, person: UUID, on: date) -> tuple[LiveGrant, ...]:
        live = [row for row in self.list_of_person(person) if row.is_live(on)]
        return tuple(self._live(row) for row in live)

    def list_holders(self, *, organisation: UUID, role: Role, on: date) -> tuple[UUID, ...]:
        return tuple(
            row.person
            for row in self.rows.values()
            if (row.organisation, row.role) == (organisation, role) and row.is_live(on)
        )

    def _live(self, grant: Grant) -> LiveGrant:
        place = self.organisations.rows[grant.organisation]
        return LiveGrant(grant.role, place.id, place.name, place.kind, place.code)


@dataclass
class MemoryMandates:
    people: MemoryPeople
    rows: dict[UUID, Mandate] = field(default_factory=dict)

    def add(self, mandate: Mandate) -> None:
        self.rows[mandate.id] = mandate

    def find(self, mandate: UUID) -> Mandate | None:
        return self.rows.get(mandate)

    def end(self, mandate: UUID, *, on: date) -> None:
        self.rows[mandate] = replace(self.rows[mandate], to_on=on)

    def list_given(self, giver: UUID) -> tuple[Mandate, ...]:
        return tuple(row for row in self.rows.values() if row.giver == giver)

    def list_live(self, helper: UUID, on: date) -> tuple[LiveMandate, ...]:
        return tuple(
            LiveMandate(row.giver, self.people.rows[row.giver].name, row.application)
            for row in self.rows.values()
            if row.helper == helper and row.is_live(on)
        )


@dataclass
class MemoryNotices:
    rows: set[tuple[UUID, str]] = field(default_factory=set)

    def add(self, acceptance: NoticeAcceptance) -> None:
        self.rows.add((acceptance.person, acceptance.version))

    def exists(self, *, person: UUID, version: str) -> bool:
        return (person, version) in self.rows


@dataclass
class MemoryPhoneCodes:
    rows: list[PhoneCode] = field(default_factory=list)

    def lock(self, phone_digest: bytes) -> None:
        pass

    def add(self, code: PhoneCode) -> None:
        self.rows.append(code)

    def find_newest(self, phone_digest: bytes) -> PhoneCode | None:
        return next((row for row in reversed(self.rows) if row.phone_digest == phone_digest), None)

    def count_of_phone(self, phone_digest: bytes, since: datetime) -> int:
        return sum(row.phone_digest == phone_digest and row.sent_at > since for row in self.rows)

    def count_of_address(self, address_digest: bytes, since: datetime) -> int:
        return sum(row.address_digest == address_digest and row.sent_at > since for row in self.rows)

    def record_try(self, code: UUID) -> None:
        self.rows = [replace(row, tries=row.tries + 1) if row.id == code else row for row in self.rows]

    def record_use(self, code: UUID, at: datetime) -> None:
        self.rows = [replace(row, used_at=at) if row.id == code else row for row in self.rows]

    def forget(self, before: datetime) -> int:
        kept = [row for row in self.rows if row.sent_at >= before]
        gone, self.rows = len(self.rows) - len(kept), kept
        return gone


@dataclass
class MemoryTokens:
    rows: dict[UUID, ApiToken] = field(default_factory=dict)

    def add(self, token: ApiToken) -> None:
        self.rows[token.id] = token

    def find_by_digest(self, digest: bytes) -> ApiToken | None:
        return next((row for row in self.rows.values() if row.digest == digest), None)

    def revoke(self, token: UUID, *, at: datetime) -> bool:
        known = self.rows.get(token)
        if known is None or known.revoked_at is not None:
            return False
        self.rows[token] = replace(known, revoked_at=at)
        return True

    def list_of_person(self, person: UUID) -> tuple[ApiToken, ...]:
        return tuple(row for row in self.rows.values() if row.person == person)


def memory_records() -> Records:
    people, organisations = MemoryPeople(), MemoryOrganisations()
    return Records(
        people=people,
        organisations=organisations,
        grants=MemoryGrants(organisations),
        mandates=MemoryMandates(people),
        notices=MemoryNotices(),
        phone_codes=MemoryPhoneCodes(),
        tokens=MemoryTokens(),
    )
