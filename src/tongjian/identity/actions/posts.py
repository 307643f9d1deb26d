"""Officers' posts: appointed and ended by the security administrator."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongjian.identity.actions.desk import Checks, Desk, require
from tongjian.identity.domain.actor import Actor
from tongjian.identity.domain.grants import Grant, find_clash
from tongjian.identity.domain.people import LONGEST_NAME, Person
from tongjian.identity.domain.roles import Role
from tongjian.identity.errors import AdministratorsApart, GrantAbsent, OwnGrant, UsernameTaken


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts(Desk):
    """Changes who may do what where, from which day to which."""

    def enter_officer(self, *, actor: Actor, name: str, username: str, password: str) -> Person:
        """Make an officer's person and account, as yet without any post.

        Whether the password is strong enough the edge has checked.

        Raises:
            RoleRequired: the actor is not a system administrator.
            Invalid: no name or no user name.
            UsernameTaken: the user name is another's.
        """
        require(actor, Role.SYSTEM_ADMIN)
        checks = Checks()
        full_name = checks.text("name", name, longest=LONGEST_NAME)
        account = checks.text("username", username, longest=LONGEST_NAME)
        checks.finish()
        officer = Person(id=self.ids(), name=full_name)
        hashed = self.records.people.hash_password(password)
        with self._as(officer.id):
            self.records.people.add(officer)
            if not self.records.people.open_account(
                person=officer.id, username=account, password_hash=hashed
            ):
                raise UsernameTaken(username=account)
        return officer

    def appoint(
        self,
        *,
        actor: Actor,
        person: UUID,
        organisation: UUID,
        role: Role,
        from_on: date,
        to_on: date | None = None,
    ) -> Grant:
        """Give a person a post in an organisation.

        Args:
            actor: the security administrator.
            person: who gets the post.
            organisation: where.
            role: which post.
            from_on: the first day.
            to_on: the first day on which it no longer holds; None until ended.

        Raises:
            RoleRequired: the actor is not a security administrator.
            OwnGrant: the post would be the actor's own.
            OrganisationAbsent: no such organisation.
            AdministratorsApart: the person holds another of the three administrators' offices.
        """
        require(actor, Role.SECURITY_ADMIN)
        if person == actor.person:
            raise OwnGrant
        grant = Grant(self.ids(), person, organisation, role, from_on, to_on)
        with self._as(actor.person):
            self._read_organisation(organisation)
            self.records.people.lock(person)
            if find_clash(grant, self.records.grants.list_of_person(person)):
                raise AdministratorsApart
            self.records.grants.add(grant)
        return grant

    def end_grant(self, *, actor: Actor, grant: UUID) -> None:
        """End a post at once.

        Raises:
            RoleRequired: the actor is not a security administrator.
            GrantAbsent: no such grant, or it has ended.
            OwnGrant: it is the actor's own.
        """
        require(actor, Role.SECURITY_ADMIN)
        with self._as(actor.person):
            held = self.records.grants.find(grant)
            today = self._today()
            if held is None or (held.to_on is not None and held.to_on <= today):
                raise GrantAbsent
            if held.person == actor.person:
                raise OwnGrant
            self.records.grants.end(grant, on=max(today, held.from_on))

    def list_grants(self, person: UUID) -> tuple[Grant, ...]:
        """Return every post a person has or had."""
        return self.records.grants.list_of_person(person)
