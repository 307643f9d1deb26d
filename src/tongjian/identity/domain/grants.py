"""Dated grants: who holds which post where, and which posts no one may unite."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongjian.identity.domain.roles import ADMINISTRATORS, OrganisationKind, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A person's post in an organisation over a span of days.

    Attributes:
        to_on: the first day on which it no longer holds; None while open.
    """

    id: UUID
    person: UUID
    organisation: UUID
    role: Role
    from_on: date
    to_on: date | None = None

    def is_live(self, on: date) -> bool:
        """Tell whether the grant holds on a day."""
        return self.from_on <= on and (self.to_on is None or on < self.to_on)

    def overlaps(self, other: "Grant") -> bool:
        """Tell whether there is a day on which both grants hold."""
        starts = max(self.from_on, other.from_on)
        return self.is_live(starts) and other.is_live(starts)


@dataclass(frozen=True, slots=True)
class LiveGrant:
    """A grant that holds today, with what a page shows of its organisation.

    Attributes:
        code: the organisation's stable key; a company's 统一社会信用代码.
    """

    role: Role
    organisation: UUID
    organisation_name: str
    kind: OrganisationKind
    code: str = ""


def find_clash(new: Grant, held: Iterable[Grant]) -> Grant | None:
    """Return the grant that keeps a person from the new post, if one does.

    System, security and audit administrator must be different people on every day.

    Source: GB/T 22239-2019, 8.1.5 (三员分立).
    """
    if new.role not in ADMINISTRATORS:
        return None
    for old in held:
        if old.role in ADMINISTRATORS and old.role != new.role and old.overlaps(new):
            return old
    return None
