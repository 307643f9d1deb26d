"""Who acts, with everything the act is judged and recorded by."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from tongjian.identity.domain.grants import LiveGrant
from tongjian.identity.domain.people import Applicant
from tongjian.identity.domain.roles import Role
from tongjian.kit import AccessContext

_HANDLING = frozenset(
    {Role.AGENT, Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.HEAD, Role.PROVIDER, Role.SYSTEM_ACCOUNT}
)
_WATCHING = frozenset({Role.SUPERVISOR, Role.COORDINATOR})


def post_holder(role: Role, organisation: UUID) -> UUID:
    """Return the holder that stands for a watching post, apart from the organisation it is in."""
    return uuid5(organisation, role.value)


@dataclass(frozen=True, slots=True)
class LiveMandate:
    """An authority that holds today: for whom, and in which one application."""

    giver: UUID
    giver_name: str
    application: UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person with the posts, applicants and mandates of this day.

    Attributes:
        applicants: whom the person may act for in any application: itself once its profile is
            complete, and the companies it is agent of.
        session: key of the sign-in session, or of the token.
        address: the network address the request came from.
        acting_for: the applicant chosen for this act; None when acting in a post.
        mandates: the single applications in which the person may act for a relative.
    """

    person: UUID
    name: str
    grants: tuple[LiveGrant, ...]
    applicants: tuple[Applicant, ...]
    session: str
    address: str
    acting_for: UUID | None = None
    mandates: tuple[LiveMandate, ...] = ()

    def holds(self, role: Role, organisation: UUID) -> bool:
        """Tell whether the person holds a post in an organisation."""
        return any(grant.role == role and grant.organisation == organisation for grant in self.grants)

    def has(self, role: Role) -> bool:
        """Tell whether the person holds a post anywhere."""
        return any(grant.role == role for grant in self.grants)

    @property
    def is_identified(self) -> bool:
        """Tell whether the person's own profile is complete."""
        return any(known.id == self.person for known in self.applicants)

    @property
    def holds_office(self) -> bool:
        """Tell whether the person holds any post but that of a company's agent."""
        return any(grant.role is not Role.AGENT for grant in self.grants)

    def may_act_for(self, applicant: UUID, *, application: UUID | None = None) -> bool:
        """Tell whether the person may act for an applicant, at large or in one application."""
        return any(known.id == applicant for known in self.applicants) or any(
            mandate.giver == applicant and mandate.application == application for mandate in self.mandates
        )

    def access(self) -> AccessContext:
        """Return what the database lets this person see.

        A post that handles cases sees what its organisation holds. One that watches (supervisor,
        coordinator) sees what is shared with that very post, so that an administrator of the same
        organisation sees nothing. A mandate opens its one application and nothing else of the giver:
        the application's own id is the holder, so whoever writes access rows gives each case one.
        """
        holders = (
            *(grant.organisation for grant in self.grants if grant.role in _HANDLING),
            *(
                post_holder(grant.role, grant.organisation)
                for grant in self.grants
                if grant.role in _WATCHING
            ),
            *(applicant.id for applicant in self.applicants),
            *(mandate.application for mandate in self.mandates),
            self.person,
        )
        return AccessContext(
            person=self.person,
            holders=tuple(dict.fromkeys(holders)),
            audits=self.has(Role.AUDIT_ADMIN),
            repairs=self.has(Role.SYSTEM_ADMIN),
        )
