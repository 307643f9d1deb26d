"""What the loaded city has to do: inboxes, cases to open, cases to decide."""

from dataclasses import dataclass
from uuid import UUID

import psycopg

_INBOXES = """
SELECT w.organisation, w.role, count(*), (
  SELECT a.username FROM identity_grant g JOIN identity_account a ON a.person_id = g.person
  WHERE g.organisation = w.organisation AND g.role = w.role ORDER BY g.id LIMIT 1)
FROM cases_work w WHERE w.role IN ('clerk', 'reviewer', 'approver')
GROUP BY w.organisation, w.role ORDER BY w.organisation, w.role
"""
_DECISIONS = """
SELECT c.id, c.position, w.organisation FROM cases_work w JOIN cases_case c ON c.id = w.case_id
WHERE 'grant' = ANY(w.acts) ORDER BY md5(c.id::text)
"""
_CASES = """
SELECT w.case_id FROM cases_work w
WHERE w.organisation = %s AND w.role = %s ORDER BY md5(w.case_id::text) LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Inbox:
    """An inbox with something in it, and one officer whose it is."""

    organisation: UUID
    role: str
    tasks: int
    username: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A case that waits for its decision by an organisation's approver."""

    case: UUID
    position: int
    organisation: UUID


def list_inboxes(loader: psycopg.Connection) -> list[Inbox]:
    """Return every inbox of a post that handles cases."""
    return [Inbox(*row) for row in loader.execute(_INBOXES.encode()).fetchall()]


def list_decisions(loader: psycopg.Connection) -> list[Decision]:
    """Return the cases that wait for a decision, shuffled but the same in every run."""
    return [Decision(*row) for row in loader.execute(_DECISIONS.encode()).fetchall()]


def list_cases(loader: psycopg.Connection, inbox: Inbox, *, most: int) -> list[UUID]:
    """Return some cases of an inbox."""
    rows = loader.execute(_CASES.encode(), (inbox.organisation, inbox.role, most)).fetchall()
    return [case for (case,) in rows]
