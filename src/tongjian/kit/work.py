"""The unit of work: one act, one transaction, under the row-level rights of one viewer."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AccessContext:
    """What the database lets a viewer see, set for the length of one transaction.

    Attributes:
        person: the person who acts; None for a visitor.
        holders: every holder whose rows the viewer may see (organisations held by a live grant,
            applicants acted for, the person itself). Empty means no row at all.
        audits: the viewer is an audit administrator and may read the whole evidence log.
        repairs: the viewer is a system administrator and sees what running processes cannot do alone.
    """

    person: UUID | None = None
    holders: tuple[UUID, ...] = ()
    audits: bool = False
    repairs: bool = False


class UnitOfWork(Protocol):
    """Opens one transaction; all adapters called inside take part in it.

    Nested use inside the same context joins the outer transaction.
    """

    def __call__(self, access: AccessContext) -> AbstractContextManager[None]:
        """Begin: commit when the block ends, roll back when it raises."""
        ...
