"""People, what a citizen allows a relative, and whom an application names as applicant."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongjian.identity.domain.roles import ApplicantKind

LONGEST_NAME = 50
"""Characters of a person's or an account's name."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone known to the system: a citizen, an agent, an officer, or a machine's account.

    Attributes:
        name: empty until the person has completed the profile.
        phone: the mobile number signed in with; None for officers and machines without one.
        citizen_id: the 公民身份号码, once given.
    """

    id: UUID
    name: str
    phone: str | None = None
    citizen_id: str | None = None

    @property
    def is_complete(self) -> bool:
        """Tell whether name and 公民身份号码 are known, so that the person may apply."""
        return bool(self.name and self.citizen_id)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies (申请人).

    Attributes:
        id: the person's id for a natural, the company organisation's id for a legal person.
        code: 公民身份号码 or 统一社会信用代码.
    """

    id: UUID
    kind: ApplicantKind
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """A citizen's authority for a relative to act in one application (授权委托).

    Attributes:
        giver: the citizen who applies.
        helper: the relative who may act.
        application: the one application it covers.
        to_on: the first day on which it no longer holds; None while open.
    """

    id: UUID
    giver: UUID
    helper: UUID
    application: UUID
    from_on: date
    to_on: date | None = None

    def is_live(self, on: date) -> bool:
        """Tell whether the mandate holds on a day."""
        return self.from_on <= on and (self.to_on is None or on < self.to_on)


@dataclass(frozen=True, slots=True)
class NoticeAcceptance:
    """That a person has read the personal-data notice and agreed.

    Source: 个人信息保护法 Art. 14, 17.
    """

    id: UUID
    person: UUID
    version: str
    accepted_at: datetime
