"""Who works in the sample city: every post of every organisation has somebody at the telephone."""

from dataclasses import dataclass
from uuid import UUID

import psycopg

from tongjian.roles.demo.callers import Caller, Line, by_password

_PASSWORD = "tongjian-demo-2026"  # noqa: S105 - of the sample city, printed for everyone to see
_POSTS = """
SELECT a.username, g.role, g.organisation, o.code
FROM identity_account a
JOIN identity_grant g ON g.person = a.person_id
JOIN identity_organisation o ON o.id = g.organisation
WHERE g.role <> 'agent'
ORDER BY a.username
"""


@dataclass(frozen=True, slots=True)
class Staff:
    """The officers and machines by post.

    Attributes:
        posts: who holds a role in an organisation.
        organisations: ids by the catalogue's codes.
    """

    posts: dict[tuple[UUID, str], Caller]
    organisations: dict[str, UUID]

    def of(self, organisation: UUID, role: str) -> Caller:
        """Return who does this role's tasks in an organisation."""
        return self.posts[organisation, role]

    def holder_of(self, department: str, roles: tuple[str, ...]) -> Caller:
        """Return who begins the items a department holds."""
        organisation = self.organisations[department]
        return next(self.posts[organisation, role] for role in roles if (organisation, role) in self.posts)


def call_staff(line: Line, loader_url: str) -> Staff:
    """Return everyone who holds a post."""
    callers: dict[str, Caller] = {}
    posts: dict[tuple[UUID, str], Caller] = {}
    organisations: dict[str, UUID] = {}
    with psycopg.connect(loader_url) as connection:
        for username, role, organisation, code in connection.execute(_POSTS):
            person = callers.setdefault(username, Caller(line, by_password(username, _PASSWORD)))
            posts.setdefault((organisation, role), person)
            organisations[code] = organisation
    return Staff(posts, organisations)
