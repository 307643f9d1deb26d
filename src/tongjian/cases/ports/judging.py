"""What reviewers note while judging, and what they look up beside it."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.case import Case, Opinion
from tongjian.cases.domain.judging import OpinionDraft, Phrase, ReviewMark
from tongjian.cases.domain.material import Material


class JudgingStore(Protocol):
    """Marks, drafts of opinions and phrases; all under the viewer's row-level rights."""

    def list_marks(self, case: UUID) -> tuple[ReviewMark, ...]:
        """Return the marks at a case that the viewer may see: those of the viewer's organs."""
        ...

    def put_mark(self, mark: ReviewMark) -> None:
        """Write a mark over the person's earlier one at the point."""
        ...

    def remove_mark(self, *, case: UUID, point: str, person: UUID) -> None:
        """Remove a mark of the person's own."""
        ...

    def find_draft(self, *, case: UUID, person: UUID, node: str) -> OpinionDraft | None:
        """Return the opinion a person is writing in a node of a case."""
        ...

    def save_draft(self, *, case: UUID, person: UUID, node: str, draft: OpinionDraft) -> int | None:
        """Write a draft of the version before; return the new version, None where it has another by now."""
        ...

    def remove_draft(self, *, case: UUID, person: UUID, node: str) -> None:
        """Remove a draft whose opinion is given."""
        ...

    def list_phrases(self, *, person: UUID, organisations: tuple[UUID, ...]) -> tuple[Phrase, ...]:
        """Return the person's own phrases, then those of the organisations, oldest first."""
        ...

    def add_phrase(
        self, *, phrase: UUID, owner: UUID, shared: bool, text: str, made_by: UUID, at: datetime
    ) -> None:
        """Add a phrase of a person or an organisation."""
        ...

    def remove_phrase(self, *, phrase: UUID, made_by: UUID) -> bool:
        """Remove a phrase its reader made; tell whether there was one."""
        ...

    def list_papers(self, case: UUID) -> tuple[Material, ...]:
        """Return every version of every paper of a case, in order of rounds."""
        ...

    def list_decided(
        self, *, department: UUID, item: str, without: UUID, size: int
    ) -> tuple[tuple[Case, Opinion | None], ...]:
        """Return the last decided cases of an item and an organ, each with the last opinion given on it."""
        ...
