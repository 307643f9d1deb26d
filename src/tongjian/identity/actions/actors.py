"""Makes the actor of a request, from a session or from a token."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from tongjian.identity.actions.desk import Checks, Desk
from tongjian.identity.domain.actor import Actor
from tongjian.identity.domain.grants import LiveGrant
from tongjian.identity.domain.people import Applicant, Person
from tongjian.identity.domain.roles import ApplicantKind, Role
from tongjian.identity.domain.tokens import TOKEN_PREFIX, ApiToken, digest_token
from tongjian.identity.errors import TokenAbsent, TokenExpired, TokenRevoked, TokenUnknown
from tongjian.kit import Problem, local_day

_LONGEST_LABEL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors(Desk):
    """Says who acts, with all that holds on the day."""

    def actor_of(
        self, *, person: UUID, session: str, address: str, on: date, acting_for: UUID | None = None
    ) -> Actor:
        """Return the actor of a signed-in person.

        A choice of applicant the person may no longer act for falls away.

        Raises:
            PersonAbsent: there is no such person any more.
        """
        with self._as(person):
            known = self._read_person(person)
            grants = self.records.grants.list_live(person, on)
            actor = Actor(
                person=person,
                name=known.name,
                grants=grants,
                applicants=_itself(known) + _companies(grants),
                session=session,
                address=address,
                mandates=self.records.mandates.list_live(person, on),
            )
        return replace(actor, acting_for=acting_for) if _may_choose(actor, acting_for) else actor

    def issue_token(self, *, person: UUID, label: str, expires_at: datetime) -> str:
        """Return a new token's secret; it is shown this once, only its hash is kept.

        Raises:
            Invalid: no label, or an end that has passed.
            PersonAbsent: there is no such person.
        """
        now = self.clock.now()
        checks = Checks()
        kept_label = checks.text("label", label, longest=_LONGEST_LABEL)
        if expires_at <= now:
            checks.problems.append(Problem(field="expires_at", says="有效期须晚于现在"))
        checks.finish()
        secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
        token = ApiToken(self.ids(), person, kept_label, digest_token(secret), now, expires_at)
        with self._as(person):
            self._read_person(person)
            self.records.tokens.add(token)
        return secret

    def actor_of_token(self, *, secret: str, address: str, now: datetime) -> Actor:
        """Return the actor of a token.

        Raises:
            TokenUnknown: no token has this secret.
            TokenRevoked: it was withdrawn.
            TokenExpired: it is past its last moment.
        """
        with self._as(None):
            token = self.records.tokens.find_by_digest(digest_token(secret))
        if token is None:
            raise TokenUnknown
        if token.revoked_at is not None:
            raise TokenRevoked
        if now >= token.expires_at:
            raise TokenExpired
        return self.actor_of(
            person=token.person, session=f"token:{token.id}", address=address, on=local_day(now)
        )

    def revoke_token(self, *, person: UUID, token: UUID) -> None:
        """Withdraw one of a person's tokens.

        Raises:
            TokenAbsent: it is not one of them.
        """
        with self._as(person):
            if not self.records.tokens.revoke(token, at=self.clock.now()):
                raise TokenAbsent

    def list_tokens(self, person: UUID) -> tuple[ApiToken, ...]:
        """Return a person's tokens, newest first, without their secrets."""
        with self._as(person):
            return self.records.tokens.list_of_person(person)


def _itself(person: Person) -> tuple[Applicant, ...]:
    if not person.is_complete:
        return ()
    return (Applicant(person.id, ApplicantKind.NATURAL, person.name, person.citizen_id or ""),)


def _companies(grants: tuple[LiveGrant, ...]) -> tuple[Applicant, ...]:
    return tuple(
        Applicant(grant.organisation, ApplicantKind.LEGAL, grant.organisation_name, grant.code)
        for grant in grants
        if grant.role is Role.AGENT
    )


def _may_choose(actor: Actor, applicant: UUID | None) -> bool:
    if applicant is None:
        return False
    return actor.may_act_for(applicant) or any(mandate.giver == applicant for mandate in actor.mandates)
