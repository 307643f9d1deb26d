"""Reads of organisations and of those who hold posts in them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongjian.identity.actions.desk import Desk
from tongjian.identity.domain.organisations import Organisation
from tongjian.identity.domain.roles import OrganisationKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookups(Desk):
    """Finds organisations; everyone may, so these reads take part in whatever is open."""

    def organisation(self, organisation: UUID) -> Organisation:
        """Return an organisation by id.

        Raises:
            OrganisationAbsent: there is none.
        """
        return self._read_organisation(organisation)

    def find_organisation_by_code(self, code: str) -> Organisation | None:
        """Return the organisation of a stable key."""
        return self.records.organisations.find_by_code(code)

    def find_organisation_by_name(self, name: str) -> Organisation | None:
        """Return the one authority the catalogue calls so; companies are not looked at."""
        return self.records.organisations.find_by_name(name)

    def find_company(self, credit_code: str) -> Organisation | None:
        """Return the company of a 统一社会信用代码."""
        return self.records.organisations.find_by_credit_code(credit_code)

    def list_organisations(self, kind: OrganisationKind) -> tuple[Organisation, ...]:
        """Return all organisations of a kind by code."""
        return self.records.organisations.list_of_kind(kind)

    def list_region_organisations(self, region: str) -> tuple[Organisation, ...]:
        """Return the district of a region and the city above it, nearest first.

        An access row for each lets the supervisors of both see a case.
        """
        return self.records.organisations.list_of_region(region)

    def list_holders(self, *, organisation: UUID, role: Role, on: date) -> tuple[UUID, ...]:
        """Return who holds a post in an organisation on a day."""
        return self.records.grants.list_holders(organisation=organisation, role=role, on=on)

    def find_person_by_username(self, username: str) -> UUID | None:
        """Return whose account it is; for composition roots that hand out tokens."""
        return self.records.people.find_id_by_username(username)
