"""A made-up city to try the system with: authorities, officers, companies, citizens."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from uuid import UUID

import msgspec

from tongjian.identity.domain.grants import Grant
from tongjian.identity.domain.organisations import Organisation
from tongjian.identity.domain.people import Person
from tongjian.identity.domain.roles import OrganisationKind, Role
from tongjian.identity.errors import OrganisationAbsent
from tongjian.identity.ports import Records
from tongjian.kit import IdSource


class _Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: str
    kind: OrganisationKind
    region: str
    parent: str | None = None
    credit_code: str | None = None


class _Post(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    role: Role
    organisation: str


class _Officer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    username: str
    name: str
    grants: tuple[_Post, ...]


class _Citizen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    phone: str
    citizen_id: str
    grants: tuple[_Post, ...] = ()


class _City(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    organisations: tuple[_Organisation, ...]
    officers: tuple[_Officer, ...]
    citizens: tuple[_Citizen, ...]


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """Someone of the sample city, as printed for whoever tries the system.

    Attributes:
        sign_in: the user name, or the phone a code is sent to.
        posts: role and organisation name of each grant.
    """

    person: UUID
    name: str
    sign_in: str
    posts: tuple[tuple[Role, str], ...]


def load_sample_city(
    *, records: Records, ids: IdSource, from_on: date, password: str
) -> tuple[SampleAccount, ...]:
    """Load the sample city into the open transaction; what is there already is left as it is.

    Needs a connection that row-level security lets write for everyone.

    Args:
        records: where to.
        ids: source of new ids.
        from_on: the first day of every grant.
        password: of every officer; never fit for a real city.
    """
    return _Loader(records=records, ids=ids, from_on=from_on).load(_read_city(), password)


def _read_city() -> _City:
    text = files("tongjian.identity").joinpath("data/sample_city.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=_City)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loader:
    records: Records
    ids: IdSource
    from_on: date

    def load(self, city: _City, password: str) -> tuple[SampleAccount, ...]:
        for organisation in city.organisations:
            self._add_organisation(organisation)
        # One hash for all: argon2 costs too much to make a hundred at every first start.
        hashed = self.records.people.hash_password(password)
        return (
            *(self._add_officer(officer, hashed) for officer in city.officers),
            *(self._add_citizen(citizen) for citizen in city.citizens),
        )

    def _add_organisation(self, wanted: _Organisation) -> None:
        self.records.organisations.add(
            Organisation(
                id=self.ids(),
                code=wanted.code,
                name=wanted.name,
                kind=wanted.kind,
                region=wanted.region,
                credit_code=wanted.credit_code,
                parent=self._organisation(wanted.parent).id if wanted.parent else None,
            )
        )

    def _add_officer(self, wanted: _Officer, hashed: str) -> SampleAccount:
        people = self.records.people
        known = people.find_id_by_username(wanted.username)
        person = known or self.ids()
        if known is None:
            people.add(Person(id=person, name=wanted.name))
            people.open_account(person=person, username=wanted.username, password_hash=hashed)
        return SampleAccount(person, wanted.name, wanted.username, self._add_posts(person, wanted.grants))

    def _add_citizen(self, wanted: _Citizen) -> SampleAccount:
        people = self.records.people
        known = people.find_id_by_phone(wanted.phone)
        person = known or self.ids()
        if known is None:
            people.add(Person(person, wanted.name, wanted.phone, wanted.citizen_id))
            people.open_account(person=person, username=f"p-{person}", password_hash=None)
        return SampleAccount(person, wanted.name, wanted.phone, self._add_posts(person, wanted.grants))

    def _add_posts(self, person: UUID, posts: tuple[_Post, ...]) -> tuple[tuple[Role, str], ...]:
        held = {(grant.role, grant.organisation) for grant in self.records.grants.list_of_person(person)}
        added = []
        for post in posts:
            organisation = self._organisation(post.organisation)
            if (post.role, organisation.id) not in held:
                grant = Grant(self.ids(), person, organisation.id, post.role, self.from_on)
                self.records.grants.add(grant)
            added.append((post.role, organisation.name))
        return tuple(added)

    def _organisation(self, code: str) -> Organisation:
        found = self.records.organisations.find_by_code(code)
        if found is None:
            raise OrganisationAbsent
        return found
