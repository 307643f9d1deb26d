"""Legal applicants and their agents."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.identity.actions.desk import Checks, Desk, require
from tongjian.identity.domain.actor import Actor
from tongjian.identity.domain.codes import CreditCode
from tongjian.identity.domain.grants import Grant
from tongjian.identity.domain.organisations import Organisation
from tongjian.identity.domain.people import Applicant
from tongjian.identity.domain.roles import ApplicantKind, OrganisationKind, Role
from tongjian.identity.errors import CompanyRegistered, ProfileNeeded

LONGEST_COMPANY_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies(Desk):
    """Registers companies, online by their first agent and at the counter by a clerk."""

    def register_company(self, *, person: UUID, name: str, credit_code: str) -> Organisation:
        """Make a company with this person as its first agent (经办人).

        Registering again as its agent returns the company.

        Raises:
            Invalid: name or 统一社会信用代码 is wrong; both are named at once.
            CompanyRegistered: it is here and this person is not its agent.
            ProfileNeeded: nobody knows yet who the agent is.
        """
        company = self._read_company(name, credit_code)
        today = self._today()
        with self._as(person):
            if not self._read_person(person).is_complete:
                raise ProfileNeeded
            known = self.records.organisations.find_by_credit_code(company.code)
            if known is not None:
                if person not in self._list_agents(known.id):
                    raise CompanyRegistered
                return known
            if not self.records.organisations.add(company):
                raise CompanyRegistered
            self.records.grants.add(Grant(self.ids(), person, company.id, Role.AGENT, today))
        return company

    def enter_company(self, *, actor: Actor, name: str, credit_code: str) -> Applicant:
        """Return the company a clerk enters for as applicant, made if new and then without agent.

        Raises:
            RoleRequired: the actor is not a counter clerk.
            Invalid: name or 统一社会信用代码 is wrong; both are named at once.
        """
        require(actor, Role.CLERK)
        company = self._read_company(name, credit_code)
        with self._as(actor.person):
            known = self.records.organisations.find_by_credit_code(company.code)
            if known is None:
                self.records.organisations.add(company)
        held = known or company
        return Applicant(held.id, ApplicantKind.LEGAL, held.name, held.code)

    def _list_agents(self, company: UUID) -> tuple[UUID, ...]:
        return self.records.grants.list_holders(organisation=company, role=Role.AGENT, on=self._today())

    def _read_company(self, name: str, credit_code: str) -> Organisation:
        checks = Checks()
        full_name = checks.text("name", name, longest=LONGEST_COMPANY_NAME)
        code = checks.take("credit_code", lambda: CreditCode(credit_code.strip().upper()))
        checks.finish()
        return Organisation(
            id=self.ids(),
            code=code,
            name=full_name,
            kind=OrganisationKind.COMPANY,
            region=code[2:8],
            credit_code=code,
        )
