"""A person's own data, the notice that stands before it, and entry at the counter."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tongjian.identity.actions.desk import Checks, Desk, require
from tongjian.identity.domain.actor import Actor
from tongjian.identity.domain.codes import CitizenId, Phone
from tongjian.identity.domain.notice import NOTICE_VERSION
from tongjian.identity.domain.people import LONGEST_NAME, Applicant, NoticeAcceptance, Person
from tongjian.identity.domain.roles import ApplicantKind, Role
from tongjian.identity.errors import CitizenIdTaken, NoticeNeeded, ProfileNeeded, ProfileSettled
from tongjian.kit import Invalid, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiles(Desk):
    """Reads and completes what is kept about a person."""

    def get_person(self, person: UUID) -> Person:
        """Return the data of a person, for that person's own eyes.

        Raises:
            PersonAbsent: there is none.
        """
        with self._as(person):
            return self._read_person(person)

    def list_names(self, people: tuple[UUID, ...]) -> dict[UUID, str]:
        """Return the names of people, as they stand beside their acts."""
        return dict(self.records.people.list_names(people))

    def complete_profile(self, *, person: UUID, name: str, citizen_id: str) -> Person:
        """Give a person a name and a 公民身份号码; the number, once given, stays.

        Raises:
            Invalid: name or number is wrong; both are named at once.
            CitizenIdTaken: the number stands under another phone.
            ProfileSettled: another number was given before.
        """
        checks = Checks()
        full_name = checks.text("name", name, longest=LONGEST_NAME)
        number = checks.take("citizen_id", lambda: self._citizen_id(citizen_id))
        checks.finish()
        with self._as(person):
            known = self._read_person(person)
            if known.citizen_id not in (None, number):
                raise ProfileSettled
            settled = replace(known, name=full_name, citizen_id=number)
            if not self.records.people.settle(settled):
                raise CitizenIdTaken
        return settled

    def accept_notice(self, *, person: UUID, version: str, at: datetime) -> None:
        """Record that a person agreed to the personal-data notice (个人信息保护告知).

        Raises:
            Invalid: not the version of today.
        """
        if version != NOTICE_VERSION:
            raise Invalid(problems=(Problem("version", "告知已更新，请阅读现行版本"),))
        acceptance = NoticeAcceptance(id=self.ids(), person=person, version=version, accepted_at=at)
        with self._as(person):
            self.records.notices.add(acceptance)

    def has_accepted_notice(self, person: UUID) -> bool:
        """Tell whether a person agreed to the notice of today."""
        with self._as(person):
            return self.records.notices.exists(person=person, version=NOTICE_VERSION)

    def demand_entry(self, actor: Actor) -> None:
        """Let go on who enters as applicant, agent or relative: the notice accepted, the profile complete.

        Raises:
            NoticeNeeded: the notice of today has not been accepted.
            ProfileNeeded: name or 公民身份号码 is not known.
        """
        if not self.has_accepted_notice(actor.person):
            raise NoticeNeeded
        if not actor.is_identified and not actor.holds_office:
            raise ProfileNeeded

    def enter_citizen(self, *, actor: Actor, name: str, citizen_id: str, phone: str) -> Applicant:
        """Return the citizen who stands at the counter as applicant, entered if new.

        A citizen known by the 公民身份号码 keeps the phone on record; one known by the phone alone
        gets name and number, so that the case is there at the next sign-in.

        Raises:
            RoleRequired: the actor is not a counter clerk.
            Invalid: name, number or phone is wrong; all are named at once.
            CitizenIdTaken: the phone belongs to a citizen with another number.
        """
        require(actor, Role.CLERK)
        checks = Checks()
        wanted = Person(
            id=self.ids(),
            name=checks.text("name", name, longest=LONGEST_NAME),
            citizen_id=checks.take("citizen_id", lambda: self._citizen_id(citizen_id)),
            phone=checks.take("phone", lambda: Phone(phone.strip())),
        )
        checks.finish()
        citizen = self._enter(wanted)
        return Applicant(citizen.id, ApplicantKind.NATURAL, citizen.name, citizen.citizen_id or "")

    def _citizen_id(self, text: str) -> CitizenId:
        number = CitizenId(text.strip().upper())
        number.check_not_future(self._today())
        return number

    def _enter(self, wanted: Person) -> Person:
        people = self.records.people
        with self._as(None):
            by_number = people.find_id_by_citizen_id(wanted.citizen_id or "")
            by_phone = people.find_id_by_phone(wanted.phone or "")
        known = by_number or by_phone or wanted.id
        with self._as(known):
            if known == wanted.id:
                if not people.add(wanted):
                    raise CitizenIdTaken
                return wanted
            found = self._read_person(known)
            if found.citizen_id is None:
                found = replace(found, name=wanted.name, citizen_id=wanted.citizen_id)
                if not people.settle(found):
                    raise CitizenIdTaken
            if found.citizen_id != wanted.citizen_id:
                raise CitizenIdTaken
            return found
