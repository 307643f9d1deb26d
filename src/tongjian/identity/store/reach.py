"""Whom a message to a holder reaches, in PostgreSQL; for workers, past row-level security."""

from datetime import date
from uuid import UUID

from django.db import connection

from tongjian.identity.domain.roles import Role

_OFFICES = (
    Role.CLERK,
    Role.REVIEWER,
    Role.APPROVER,
    Role.HEAD,
    Role.COORDINATOR,
    Role.SUPERVISOR,
    Role.PROVIDER,
)

PEOPLE_OF = """
SELECT id, 'agent' FROM identity_person WHERE id = %s
UNION
SELECT g.person, g.role FROM identity_grant g
WHERE g.organisation = %s AND g.role = ANY(%s) AND g.from_on <= %s AND (g.to_on IS NULL OR g.to_on > %s)
"""
SERVES = """
SELECT EXISTS (SELECT 1 FROM identity_grant g WHERE g.person = %s AND g.organisation = %s
  AND g.role = 'system_account' AND g.from_on <= %s AND (g.to_on IS NULL OR g.to_on > %s))
"""


def list_people(holder: UUID, *, role: str, on: date) -> tuple[tuple[UUID, Role], ...]:
    """Return the people a holder stands for, each with the post they hold in it.

    A person stands for itself, a company for its agents, an office for those who handle or watch cases
    there; ``role`` narrows an office to one post.
    """
    roles = [role] if role else [one.value for one in (Role.AGENT, *_OFFICES)]
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE_OF, [holder, holder, roles, on, on])
        return tuple((person, Role(held)) for person, held in cursor.fetchall())


def find_phone(person: UUID) -> str:
    """Return a person's mobile number; empty when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(phone, '') FROM identity_person WHERE id = %s", [person])
        row = cursor.fetchone()
    return "" if row is None else str(row[0])


def serves(*, person: UUID, organisation: UUID, on: date) -> bool:
    """Tell whether a person is a system account of an organisation on a day."""
    with connection.cursor() as cursor:
        cursor.execute(SERVES, [person, organisation, on, on])
        (held,) = cursor.fetchone()
    return bool(held)
