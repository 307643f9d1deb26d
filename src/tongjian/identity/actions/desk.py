"""What every act of identity has at hand."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tongjian.identity.domain.actor import Actor
from tongjian.identity.domain.organisations import Organisation
from tongjian.identity.domain.people import Person
from tongjian.identity.domain.phone_codes import CodeLimits
from tongjian.identity.domain.roles import Role
from tongjian.identity.errors import OrganisationAbsent, PersonAbsent, RoleRequired
from tongjian.identity.ports import CodeGateway, Records
from tongjian.kit import AccessContext, Clock, IdSource, Invalid, Problem, UnitOfWork, local_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The ports, and the few steps all acts share.

    Attributes:
        pepper: server-side key of the digests of phone codes; at least 32 random bytes.
    """

    records: Records
    work: UnitOfWork
    clock: Clock
    ids: IdSource
    gateway: CodeGateway
    pepper: bytes = field(repr=False)
    limits: CodeLimits = field(default_factory=CodeLimits)

    def _as(self, person: UUID | None) -> AbstractContextManager[None]:
        return self.work(AccessContext(person=person, holders=(person,) if person else ()))

    def _today(self) -> date:
        return local_day(self.clock.now())

    def _read_person(self, person: UUID) -> Person:
        found = self.records.people.find(person)
        if found is None:
            raise PersonAbsent
        return found

    def _read_organisation(self, organisation: UUID) -> Organisation:
        found = self.records.organisations.find(organisation)
        if found is None:
            raise OrganisationAbsent
        return found


def require(actor: Actor, role: Role) -> None:
    """Refuse an actor without a post.

    Raises:
        RoleRequired: the actor does not hold it.
    """
    if not actor.has(role):
        raise RoleRequired(role=role.value)


@dataclass(slots=True)
class Checks:
    """Collects everything wrong with an input, so that all of it is named at once."""

    problems: list[Problem] = field(default_factory=list)

    def take(self, name: str, make: Callable[[], object]) -> str:
        """Return the checked text of a field, or note what is wrong with it."""
        try:
            return str(make())
        except Invalid as refusal:
            self.problems.extend(
                Problem(field=name, says=problem.says, facts=problem.facts) for problem in refusal.problems
            )
            return ""

    def text(self, name: str, value: str, *, longest: int) -> str:
        """Return a text without outer blanks, or note that it is empty or too long."""
        stripped = value.strip()
        if not stripped:
            self.problems.append(Problem(field=name, says="请填写"))
        elif len(stripped) > longest:
            facts = (("longest", str(longest)),)
            self.problems.append(Problem(field=name, says="不能超过%(longest)s个字", facts=facts))
        elif not stripped.isprintable():
            self.problems.append(Problem(field=name, says="含有不能使用的字符"))
        return stripped

    def finish(self) -> None:
        """Refuse when anything was noted.

        Raises:
            Invalid: with every problem.
        """
        if self.problems:
            raise Invalid(problems=tuple(self.problems))
