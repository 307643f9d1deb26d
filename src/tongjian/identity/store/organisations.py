"""Organisations in PostgreSQL."""

from uuid import UUID

from django.db import connection

from tongjian.identity.domain.organisations import Organisation
from tongjian.identity.domain.roles import OrganisationKind
from tongjian.identity.store.models import OrganisationRow

_REGIONAL = (OrganisationKind.DISTRICT, OrganisationKind.CITY)
_CITY_DIGITS = 4


class StoredOrganisations:
    """The port ``Organisations``."""

    def add(self, organisation: Organisation) -> bool:
        """Keep a new organisation; tell False when its code is taken."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO identity_organisation (id, code, name, kind, region, credit_code, parent)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (code) DO NOTHING",
                [
                    organisation.id,
                    organisation.code,
                    organisation.name,
                    organisation.kind.value,
                    organisation.region,
                    organisation.credit_code,
                    organisation.parent,
                ],
            )
            return bool(cursor.rowcount == 1)

    def find(self, organisation: UUID) -> Organisation | None:
        """Return an organisation by id."""
        return _read(OrganisationRow.objects.filter(id=organisation).first())

    def find_by_code(self, code: str) -> Organisation | None:
        """Return an organisation by its stable key."""
        return _read(OrganisationRow.objects.filter(code=code).first())

    def find_by_name(self, name: str) -> Organisation | None:
        """Return the one authority of this name; companies are not looked at."""
        rows = OrganisationRow.objects.exclude(kind=OrganisationKind.COMPANY.value)
        return _read(rows.filter(name=name).first())

    def find_by_credit_code(self, credit_code: str) -> Organisation | None:
        """Return the company of this 统一社会信用代码."""
        rows = OrganisationRow.objects.filter(kind=OrganisationKind.COMPANY.value)
        return _read(rows.filter(code=credit_code).first())

    def list_of_kind(self, kind: OrganisationKind) -> tuple[Organisation, ...]:
        """Return all organisations of a kind by code."""
        rows = OrganisationRow.objects.filter(kind=kind.value).order_by("code")
        return tuple(_organisation(row) for row in rows)

    def list_of_region(self, region: str) -> tuple[Organisation, ...]:
        """Return the district of a region and the city above it, nearest first."""
        city = region[:_CITY_DIGITS] + "00"
        rows = OrganisationRow.objects.filter(
            kind__in=[kind.value for kind in _REGIONAL], region__in=[region, city]
        )
        return tuple(_organisation(row) for row in rows.order_by("-region", "code"))


def _read(row: OrganisationRow | None) -> Organisation | None:
    return None if row is None else _organisation(row)


def _organisation(row: OrganisationRow) -> Organisation:
    return Organisation(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=OrganisationKind(row.kind),
        region=row.region,
        credit_code=row.credit_code,
        parent=row.parent_id,
    )
