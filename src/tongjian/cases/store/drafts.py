"""Drafts in PostgreSQL."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.cases.domain.readings import Draft
from tongjian.cases.store.finding import search_drafts
from tongjian.cases.store.models import DraftRow


@dataclass(frozen=True, slots=True)
class SqlDraftStore:
    """Keeps applications being filled in."""

    def add_draft(self, draft: Draft, *, holders: tuple[UUID, ...]) -> None:
        """Insert a draft."""
        DraftRow.objects.create(
            id=draft.id,
            number=draft.number,
            holders=list(holders),
            applicant=draft.applicant,
            applicant_name=draft.applicant_name,
            applicant_code=draft.applicant_code,
            project_id=draft.project,
            unit_project_id=draft.unit_project,
            stage=draft.stage,
            items=list(draft.items),
            answers=dict(draft.answers),
            files={key: str(file) for key, file in draft.files.items()},
            version=draft.version,
            submitted=draft.submitted,
            updated_at=draft.updated_at,
        )

    def find_draft(self, draft: UUID, *, lock: bool = False) -> Draft | None:
        """Return a draft the viewer may see; locked for the transaction when asked."""
        rows = DraftRow.objects.select_for_update() if lock else DraftRow.objects.all()
        row = rows.filter(id=draft).first()
        return _draft(row) if row else None

    def find_draft_by_number(self, number: str) -> Draft | None:
        """Return a draft by the number on its slip."""
        row = DraftRow.objects.filter(number=number).first()
        return _draft(row) if row else None

    def search_drafts(self, text: str, *, size: int) -> tuple[Draft, ...]:
        """Return unsubmitted drafts by number, applicant's name or code, or phone's end, newest first."""
        return tuple(_draft(row) for row in search_drafts(text)[:size])

    def list_drafts(self, *, applicants: tuple[UUID, ...]) -> tuple[Draft, ...]:
        """Return unsubmitted drafts, newest first."""
        rows = DraftRow.objects.filter(applicant__in=applicants, submitted=None).order_by("-updated_at")[:100]
        return tuple(_draft(row) for row in rows)

    def save_draft(self, draft: Draft, *, expected: int) -> bool:
        """Write a draft if its version is still ``expected``; False when it moved on."""
        written = DraftRow.objects.filter(id=draft.id, version=expected).update(
            items=list(draft.items),
            answers=dict(draft.answers),
            files={key: str(file) for key, file in draft.files.items()},
            version=draft.version,
            submitted=draft.submitted,
            updated_at=draft.updated_at,
        )
        return written == 1


def _draft(row: DraftRow) -> Draft:
    return Draft(
        id=row.id,
        number=row.number,
        applicant=row.applicant,
        applicant_name=row.applicant_name,
        applicant_code=row.applicant_code,
        project=row.project_id,
        unit_project=row.unit_project_id,
        stage=row.stage,
        items=tuple(row.items),
        answers=dict(row.answers),
        files={key: UUID(file) for key, file in row.files.items()},
        version=row.version,
        submitted=row.submitted,
        updated_at=row.updated_at,
    )
