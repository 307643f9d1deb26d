"""Dated grants in PostgreSQL."""

from datetime import date
from uuid import UUID

from django.db import connection

from tongjian.identity.domain.grants import Grant, LiveGrant
from tongjian.identity.domain.roles import OrganisationKind, Role
from tongjian.identity.store.models import GrantRow

_LIVE = """
SELECT g.role, o.id, o.name, o.kind, o.code
FROM identity_grant g JOIN identity_organisation o ON o.id = g.organisation
WHERE g.person = %s AND g.from_on <= %s AND (g.to_on IS NULL OR g.to_on > %s)
ORDER BY o.code, g.role
"""
_HOLDERS = """
SELECT DISTINCT g.person FROM identity_grant g
WHERE g.organisation = %s AND g.role = %s AND g.from_on <= %s AND (g.to_on IS NULL OR g.to_on > %s)
ORDER BY g.person
"""


class StoredGrants:
    """The port ``Grants``."""

    def add(self, grant: Grant) -> None:
        """Keep a new grant."""
        GrantRow.objects.create(
            id=grant.id,
            person_id=grant.person,
            organisation_id=grant.organisation,
            role=grant.role.value,
            from_on=grant.from_on,
            to_on=grant.to_on,
        )

    def find(self, grant: UUID) -> Grant | None:
        """Return a grant by id."""
        row = GrantRow.objects.filter(id=grant).first()
        return None if row is None else _grant(row)

    def end(self, grant: UUID, *, on: date) -> None:
        """Write the first day on which the grant no longer holds."""
        GrantRow.objects.filter(id=grant).update(to_on=on)

    def list_of_person(self, person: UUID) -> tuple[Grant, ...]:
        """Return every grant a person has or had."""
        return tuple(_grant(row) for row in GrantRow.objects.filter(person=person).order_by("from_on", "id"))

    def list_live(self, person: UUID, on: date) -> tuple[LiveGrant, ...]:
        """Return what a person holds on a day."""
        with connection.cursor() as cursor:
            cursor.execute(_LIVE, [person, on, on])
            return tuple(
                LiveGrant(Role(role), organisation, name, OrganisationKind(kind), code)
                for role, organisation, name, kind, code in cursor.fetchall()
            )

    def list_holders(self, *, organisation: UUID, role: Role, on: date) -> tuple[UUID, ...]:
        """Return who holds a post in an organisation on a day."""
        with connection.cursor() as cursor:
            cursor.execute(_HOLDERS, [organisation, role.value, on, on])
            return tuple(person for (person,) in cursor.fetchall())


def _grant(row: GrantRow) -> Grant:
    return Grant(
        id=row.id,
        person=row.person_id,
        organisation=row.organisation_id,
        role=Role(row.role),
        from_on=row.from_on,
        to_on=row.to_on,
    )
