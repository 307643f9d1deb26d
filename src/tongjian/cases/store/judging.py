"""Marks, drafts of opinions and phrases in PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from tongjian.cases.domain.case import Case, Opinion
from tongjian.cases.domain.judging import OpinionDraft, Phrase, Place, PointVerdict, ReviewMark
from tongjian.cases.domain.material import Material
from tongjian.cases.store import models
from tongjian.cases.store.models import judging
from tongjian.cases.store.papers import PAPERS_OF_CASE, material_from, opinion_from
from tongjian.cases.store.rows import with_pauses
from tongjian.cases.store.statements import add, do, fetch

_PUT_MARK = """
INSERT INTO cases_review_mark
  (case_id, point, person, person_name, organisation, verdict, remark, material, page, box, marked_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (case_id, point, person) DO UPDATE SET person_name = excluded.person_name,
  organisation = excluded.organisation, verdict = excluded.verdict, remark = excluded.remark,
  material = excluded.material, page = excluded.page, box = excluded.box, marked_at = excluded.marked_at
"""

_SAVE_DRAFT = """
INSERT INTO cases_opinion_draft AS kept (case_id, person, node, text, choice, version, saved_at)
VALUES (%s, %s, %s, %s, %s, %s + 1, %s)
ON CONFLICT (case_id, person, node) DO UPDATE SET text = excluded.text, choice = excluded.choice,
  version = kept.version + 1, saved_at = excluded.saved_at
WHERE kept.version = %s RETURNING version
"""

_DECIDED = """
WHERE department = %s AND item_code = %s AND decided_on IS NOT NULL AND id <> %s
ORDER BY decided_on DESC, id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class SqlJudgingStore:
    """Keeps what reviewers note, and finds what they look up beside it."""

    def list_marks(self, case: UUID) -> tuple[ReviewMark, ...]:
        """Return the marks at a case that the viewer may see."""
        rows = fetch(judging.ReviewMarkRow, "WHERE case_id = %s ORDER BY marked_at, point", [case])
        return tuple(_mark(row) for row in rows)

    def put_mark(self, mark: ReviewMark) -> None:
        """Write a mark over the person's earlier one at the point."""
        place = mark.place
        where = (place.material, place.page, place.box and list(place.box)) if place else (None, 0, None)
        who = (mark.case, mark.point, mark.person, mark.person_name, mark.organisation)
        do(_PUT_MARK, (*who, mark.verdict or "", mark.remark, *where, mark.marked_at))

    def remove_mark(self, *, case: UUID, point: str, person: UUID) -> None:
        """Remove a mark of the person's own."""
        do(
            "DELETE FROM cases_review_mark WHERE case_id = %s AND point = %s AND person = %s",
            (case, point, person),
        )

    def find_draft(self, *, case: UUID, person: UUID, node: str) -> OpinionDraft | None:
        """Return the opinion a person is writing in a node of a case."""
        rows = fetch(
            judging.OpinionDraftRow,
            "WHERE case_id = %s AND person = %s AND node = %s",
            [case, person, node],
        )
        return next((OpinionDraft(row.text, row.choice, row.version, row.saved_at) for row in rows), None)

    def save_draft(self, *, case: UUID, person: UUID, node: str, draft: OpinionDraft) -> int | None:
        """Write a draft of the version before; return the new version, None where it has another by now."""
        values = (case, person, node, draft.text, draft.choice, draft.version, draft.saved_at, draft.version)
        with connection.cursor() as cursor:
            cursor.execute(_SAVE_DRAFT, values)
            row = cursor.fetchone()
        return int(row[0]) if row else None

    def remove_draft(self, *, case: UUID, person: UUID, node: str) -> None:
        """Remove a draft whose opinion is given."""
        do(
            "DELETE FROM cases_opinion_draft WHERE case_id = %s AND person = %s AND node = %s",
            (case, person, node),
        )

    def list_phrases(self, *, person: UUID, organisations: tuple[UUID, ...]) -> tuple[Phrase, ...]:
        """Return the person's own phrases, then those of the organisations, oldest first."""
        rows = fetch(
            judging.PhraseRow, "WHERE owner = ANY(%s) ORDER BY shared, id", [[person, *organisations]]
        )
        return tuple(Phrase(row.id, row.text, row.shared, row.made_by == person) for row in rows)

    def add_phrase(
        self, *, phrase: UUID, owner: UUID, shared: bool, text: str, made_by: UUID, at: datetime
    ) -> None:
        """Add a phrase of a person or an organisation."""
        add(
            judging.PhraseRow,
            id=phrase,
            owner=owner,
            shared=shared,
            text=text,
            made_by=made_by,
            made_at=at,
        )

    def remove_phrase(self, *, phrase: UUID, made_by: UUID) -> bool:
        """Remove a phrase its reader made; tell whether there was one."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM cases_phrase WHERE id = %s AND made_by = %s", (phrase, made_by))
            return bool(cursor.rowcount)

    def list_papers(self, case: UUID) -> tuple[Material, ...]:
        """Return every version of every paper of a case, in order of rounds."""
        return tuple(material_from(row) for row in fetch(models.MaterialRow, PAPERS_OF_CASE, [case]))

    def list_decided(
        self, *, department: UUID, item: str, without: UUID, size: int
    ) -> tuple[tuple[Case, Opinion | None], ...]:
        """Return the last decided cases of an item and an organ, each with the last opinion given on it."""
        cases = with_pauses(fetch(models.CaseRow, _DECIDED, [department, item, without, size]))
        ids = [one.id for one in cases]
        rows = fetch(models.OpinionRow, "WHERE case_id = ANY(%s) ORDER BY given_at, id", [ids]) if ids else []
        last = {row.case_id: opinion_from(row) for row in rows}
        return tuple((one, last.get(one.id)) for one in cases)


def _mark(row: judging.ReviewMarkRow) -> ReviewMark:
    box = (row.box[0], row.box[1], row.box[2], row.box[3]) if row.box else None
    return ReviewMark(
        case=row.case_id,
        point=row.point,
        person=row.person,
        person_name=row.person_name,
        organisation=row.organisation,
        verdict=PointVerdict(row.verdict) if row.verdict else None,
        remark=row.remark,
        place=Place(row.material, row.page, box) if row.material else None,
        marked_at=row.marked_at,
    )
