"""Applications being filled in."""

from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.readings import Draft


class DraftStore(Protocol):
    """Applications being filled in."""

    def add_draft(self, draft: Draft, *, holders: tuple[UUID, ...]) -> None:
        """Insert a draft."""
        ...

    def find_draft(self, draft: UUID, *, lock: bool = False) -> Draft | None:
        """Return a draft the viewer may see; locked for the transaction when asked."""
        ...

    def find_draft_by_number(self, number: str) -> Draft | None:
        """Return a draft by the number on its slip."""
        ...

    def search_drafts(self, text: str, *, size: int) -> tuple[Draft, ...]:
        """Return unsubmitted drafts by number, applicant's name or code, or phone's end, newest first."""
        ...

    def list_drafts(self, *, applicants: tuple[UUID, ...]) -> tuple[Draft, ...]:
        """Return unsubmitted drafts, newest first."""
        ...

    def save_draft(self, draft: Draft, *, expected: int) -> bool:
        """Write a draft if its version is still ``expected``; False when it moved on."""
        ...
