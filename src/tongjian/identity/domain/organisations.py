"""Organisations: the city, its districts and departments, the counter, companies."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.identity.domain.roles import OrganisationKind


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that holds cases or acts in them.

    Attributes:
        code: the stable key; the catalogue's department names map to it.
        region: the six digits of GB/T 2260.
        credit_code: the 统一社会信用代码, where one is known.
        parent: the organisation above, None at the top and for companies.
    """

    id: UUID
    code: str
    name: str
    kind: OrganisationKind
    region: str
    credit_code: str | None = None
    parent: UUID | None = None
