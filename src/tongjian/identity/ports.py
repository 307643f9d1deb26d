"""What identity needs from outside: rows kept, and codes sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from tongjian.identity.domain.actor import LiveMandate
from tongjian.identity.domain.grants import Grant, LiveGrant
from tongjian.identity.domain.organisations import Organisation
from tongjian.identity.domain.people import Mandate, NoticeAcceptance, Person
from tongjian.identity.domain.phone_codes import PhoneCode
from tongjian.identity.domain.roles import OrganisationKind, Role
from tongjian.identity.domain.tokens import ApiToken


class CodeGateway(Protocol):
    """Whatever brings a code to a phone: a text-message service; the demo prints it."""

    def send(self, *, phone: str, code: str) -> None:
        """Send a code.

        Raises:
            Outage: the gateway did not take it.
        """
        ...


class People(Protocol):
    """People and the accounts they sign in with. A person's row is read by that person alone."""

    def add(self, person: Person) -> bool:
        """Keep a new person; tell False when the phone or number is another's."""
        ...

    def find(self, person: UUID) -> Person | None:
        """Return a person the present viewer may read."""
        ...

    def find_id_by_phone(self, phone: str) -> UUID | None:
        """Return whose phone it is, without opening the row."""
        ...

    def find_id_by_citizen_id(self, citizen_id: str) -> UUID | None:
        """Return whose 公民身份号码 it is, without opening the row."""
        ...

    def settle(self, person: Person) -> bool:
        """Write a person's name, phone and number; tell False when one of them is another's."""
        ...

    def list_names(self, people: Iterable[UUID]) -> Mapping[UUID, str]:
        """Return names by id; readable to everyone who knows the ids."""
        ...

    def hash_password(self, password: str) -> str:
        """Return a password as it is kept."""
        ...

    def open_account(self, *, person: UUID, username: str, password_hash: str | None) -> bool:
        """Give a person an account; an account that is there is left as it is.

        Without a password only a phone code opens it. Tell False when the name is another's.
        """
        ...

    def find_id_by_username(self, username: str) -> UUID | None:
        """Return whose account it is."""
        ...

    def lock(self, person: UUID) -> None:
        """Make other changes to a person's grants wait until this transaction ends."""
        ...


class Organisations(Protocol):
    """Organisations; readable to everyone."""

    def add(self, organisation: Organisation) -> bool:
        """Keep a new organisation; tell False when its code is taken."""
        ...

    def find(self, organisation: UUID) -> Organisation | None:
        """Return an organisation by id."""
        ...

    def find_by_code(self, code: str) -> Organisation | None:
        """Return an organisation by its stable key."""
        ...

    def find_by_name(self, name: str) -> Organisation | None:
        """Return the one authority of this name; companies are not looked at."""
        ...

    def find_by_credit_code(self, credit_code: str) -> Organisation | None:
        """Return the company of this 统一社会信用代码."""
        ...

    def list_of_kind(self, kind: OrganisationKind) -> tuple[Organisation, ...]:
        """Return all organisations of a kind by code."""
        ...

    def list_of_region(self, region: str) -> tuple[Organisation, ...]:
        """Return the district of a region and the city above it, nearest first."""
        ...


class Grants(Protocol):
    """Dated grants; readable to everyone, for they name posts and no personal data."""

    def add(self, grant: Grant) -> None:
        """Keep a new grant."""
        ...

    def find(self, grant: UUID) -> Grant | None:
        """Return a grant by id."""
        ...

    def end(self, grant: UUID, *, on: date) -> None:
        """Write the first day on which the grant no longer holds."""
        ...

    def list_of_person(self, person: UUID) -> tuple[Grant, ...]:
        """Return every grant a person has or had."""
        ...

    def list_live(self, person: UUID, on: date) -> tuple[LiveGrant, ...]:
        """Return what a person holds on a day."""
        ...

    def list_holders(self, *, organisation: UUID, role: Role, on: date) -> tuple[UUID, ...]:
        """Return who holds a post in an organisation on a day."""
        ...


class Mandates(Protocol):
    """Mandates; read by giver and helper."""

    def add(self, mandate: Mandate) -> None:
        """Keep a new mandate."""
        ...

    def find(self, mandate: UUID) -> Mandate | None:
        """Return a mandate the viewer gave or got."""
        ...

    def end(self, mandate: UUID, *, on: date) -> None:
        """Write the first day on which the mandate no longer holds."""
        ...

    def list_given(self, giver: UUID) -> tuple[Mandate, ...]:
        """Return every mandate a citizen gave."""
        ...

    def list_live(self, helper: UUID, on: date) -> tuple[LiveMandate, ...]:
        """Return the mandates a helper may use on a day."""
        ...


class Notices(Protocol):
    """Who accepted which version of the personal-data notice; append-only."""

    def add(self, acceptance: NoticeAcceptance) -> None:
        """Keep an acceptance; a repeated one changes nothing."""
        ...

    def exists(self, *, person: UUID, version: str) -> bool:
        """Tell whether a person accepted a version."""
        ...


class PhoneCodes(Protocol):
    """Codes sent to phones."""

    def lock(self, phone_digest: bytes) -> None:
        """Make other requests and tries for the same phone wait until this transaction ends."""
        ...

    def add(self, code: PhoneCode) -> None:
        """Keep a code that is about to be sent."""
        ...

    def find_newest(self, phone_digest: bytes) -> PhoneCode | None:
        """Return the last code of a phone."""
        ...

    def count_of_phone(self, phone_digest: bytes, since: datetime) -> int:
        """Return how many codes a phone got since an instant."""
        ...

    def count_of_address(self, address_digest: bytes, since: datetime) -> int:
        """Return how many codes an address asked for since an instant."""
        ...

    def record_try(self, code: UUID) -> None:
        """Count a wrong try."""
        ...

    def record_use(self, code: UUID, at: datetime) -> None:
        """Write that the code was used."""
        ...

    def forget(self, before: datetime) -> int:
        """Remove the codes sent before an instant; return how many."""
        ...


class Tokens(Protocol):
    """Tokens of the open API."""

    def add(self, token: ApiToken) -> None:
        """Keep a new token."""
        ...

    def find_by_digest(self, digest: bytes) -> ApiToken | None:
        """Return the token of a secret, before anyone is known to act."""
        ...

    def revoke(self, token: UUID, *, at: datetime) -> bool:
        """Withdraw a token the viewer owns; tell whether there was one."""
        ...

    def list_of_person(self, person: UUID) -> tuple[ApiToken, ...]:
        """Return a person's tokens, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Records:
    """Everything identity keeps, as one hand of ports."""

    people: People
    organisations: Organisations
    grants: Grants
    mandates: Mandates
    notices: Notices
    phone_codes: PhoneCodes
    tokens: Tokens
