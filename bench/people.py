"""The people of the sample city who act in the measurements."""

from dataclasses import dataclass
from uuid import UUID

import psycopg

from tongjian.identity import Actor, Identity
from tongjian.kit import Clock, local_day


@dataclass(frozen=True, slots=True)
class People:
    """Finds actors by post or name, past row-level security."""

    loader: psycopg.Connection
    identity: Identity
    clock: Clock

    def in_post(self, organisation: UUID, role: str) -> Actor:
        """Return someone who holds a post."""
        return self._actor(
            "SELECT person FROM identity_grant WHERE organisation = %s AND role = %s ORDER BY id LIMIT 1",
            (organisation, role),
        )

    def officer(self, username: str) -> Actor:
        """Return an officer by the name of the account."""
        return self._actor("SELECT person_id FROM identity_account WHERE username = %s", (username,))

    def agent_of(self, credit_code: str) -> Actor:
        """Return an agent of a company."""
        return self._actor(
            "SELECT g.person FROM identity_grant g JOIN identity_organisation o ON o.id = g.organisation"
            " WHERE o.code = %s AND g.role = 'agent' ORDER BY g.id LIMIT 1",
            (credit_code,),
        )

    def _actor(self, query: str, values: tuple[object, ...]) -> Actor:
        row = self.loader.execute(query.encode(), values).fetchone()
        if row is None:
            raise LookupError(query, values)
        return self.identity.actor_of(
            person=row[0], session="bench", address="127.0.0.1", on=local_day(self.clock.now())
        )
