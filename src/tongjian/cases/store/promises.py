"""Deferred materials, pledges, checks and credit notes in PostgreSQL."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import connection

from tongjian.cases.domain.deferral import Deferral, DeferralStatus
from tongjian.cases.domain.pledge import (
    CheckVerdict,
    CreditKind,
    CreditNote,
    Pledge,
    PledgeBlock,
    PledgeCheck,
    PledgeText,
)
from tongjian.cases.domain.promises import CHECK_TASK
from tongjian.cases.store.models.promise import CreditNoteRow, DeferralRow, PledgeCheckRow, PledgeRow
from tongjian.cases.store.statements import add, do, fetch

_OVERDUE = """
SELECT c.department, c.stage, count(*) FROM cases_work w JOIN cases_case c ON c.id = w.case_id
WHERE w.node = %s AND w.due_on < %s GROUP BY c.department, c.stage
"""


class SqlPromiseStore:
    """The four tables of promises."""

    def add_deferral(self, deferral: Deferral) -> None:
        """Insert a promise to hand in a paper later."""
        add(DeferralRow, **_columns(deferral) | {"status": deferral.status.value})

    def update_deferral(self, deferral: Deferral) -> None:
        """Write where an owed paper stands."""
        do(
            "UPDATE cases_deferral SET due_on = %s, status = %s, supplied_on = %s, confirmed_on = %s,"
            " remark = %s, extended = %s, reminded_on = %s WHERE id = %s",
            (
                *(deferral.due_on, deferral.status.value, deferral.supplied_on, deferral.confirmed_on),
                *(deferral.remark, deferral.extended, deferral.reminded_on, deferral.id),
            ),
        )

    def list_deferrals(self, case: UUID) -> tuple[Deferral, ...]:
        """Return the deferred papers of a case, settled ones too, by date."""
        rows = fetch(DeferralRow, "WHERE case_id = %s ORDER BY due_on, key", (case,))
        return tuple(_deferral(row) for row in rows)

    def list_owing(self, *, until: date) -> tuple[Deferral, ...]:
        """Return the papers not yet in whose date is not after a day, of every case the viewer sees."""
        tail = "WHERE status = 'promised' AND due_on <= %s ORDER BY due_on, id"
        return tuple(_deferral(row) for row in fetch(DeferralRow, tail, (until,)))

    def add_pledge(self, pledge: Pledge) -> None:
        """Append a signed pledge."""
        text = {
            "title": pledge.text.title,
            "parts": [[name, list(lines)] for name, lines in pledge.text.parts],
        }
        row = _columns(pledge) | {"text": text, "holders": list(pledge.holders), "draft_id": pledge.draft}
        row.pop("draft")
        add(PledgeRow, **row)

    def hand_in_pledge(self, pledge: UUID, *, case: UUID) -> None:
        """Bind a pledge to the case that its application opened."""
        do("UPDATE cases_pledge SET case_id = %s WHERE id = %s", (case, pledge))

    def list_draft_pledges(self, draft: UUID) -> tuple[Pledge, ...]:
        """Return the pledges signed in a draft, the newest last."""
        rows = fetch(PledgeRow, "WHERE draft_id = %s ORDER BY signed_at, id", (draft,))
        return tuple(_pledge(row) for row in rows)

    def find_pledge(self, case: UUID) -> Pledge | None:
        """Return the pledge a case rests on."""
        rows = fetch(PledgeRow, "WHERE case_id = %s", (case,))
        return next((_pledge(row) for row in rows), None)

    def add_check(self, check: PledgeCheck) -> None:
        """Append a check of a pledge."""
        add(PledgeCheckRow, **_columns(check) | {"verdict": check.verdict.value})

    def list_checks(self, case: UUID) -> tuple[PledgeCheck, ...]:
        """Return the checks of a case's pledge in order."""
        rows = fetch(PledgeCheckRow, "WHERE case_id = %s ORDER BY checked_at, id", (case,))
        return tuple(_check(row) for row in rows)

    def count_overdue_checks(self, today: date) -> tuple[tuple[UUID, str, int], ...]:
        """Return (department, stage, number) of the pledges the viewer sees whose check is overdue."""
        with connection.cursor() as cursor:
            cursor.execute(_OVERDUE, (CHECK_TASK, today))
            return tuple((department, stage, number) for department, stage, number in cursor.fetchall())

    def add_credit_note(self, note: CreditNote) -> None:
        """Append an entry of a credit record."""
        add(CreditNoteRow, **_columns(note) | {"kind": note.kind.value})

    def lift_credit_note(self, note: UUID, *, on: date, reason: str) -> None:
        """Write that an entry has been treated."""
        do(
            "UPDATE cases_credit_note SET lifted_on = %s, lifted_reason = %s WHERE id = %s",
            (on, reason, note),
        )

    def list_credit_notes(self, case: UUID) -> tuple[CreditNote, ...]:
        """Return the credit notes made on a case."""
        rows = fetch(CreditNoteRow, "WHERE case_id = %s ORDER BY made_on, id", (case,))
        return tuple(_note(row) for row in rows)

    def find_block(self, applicant: UUID, *, kinds: frozenset[CreditKind]) -> PledgeBlock | None:
        """Return the newest untreated note of these kinds on an applicant one has a draft or case of."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT kind, said, organ, case_number, made_on FROM cases_pledge_block(%s, %s)",
                (applicant, sorted(kinds)),
            )
            row = cursor.fetchone()
        return None if row is None else PledgeBlock(CreditKind(row[0]), *row[1:])


def _columns(value: "Deferral | Pledge | PledgeCheck | CreditNote") -> dict[str, object]:
    row = asdict(value)
    row["case_id"] = row.pop("case")
    return row


def _deferral(row: DeferralRow) -> Deferral:
    return Deferral(
        id=row.id,
        case=row.case_id,
        key=row.key,
        name=row.name,
        due_on=row.due_on,
        promised_by=row.promised_by,
        promised_by_name=row.promised_by_name,
        promised_at=row.promised_at,
        status=DeferralStatus(row.status),
        supplied_on=row.supplied_on,
        confirmed_on=row.confirmed_on,
        remark=row.remark,
        extended=row.extended,
        reminded_on=row.reminded_on,
    )


def _pledge(row: PledgeRow) -> Pledge:
    parts = tuple((name, tuple(lines)) for name, lines in row.text["parts"])
    return Pledge(
        id=row.id,
        draft=row.draft_id,
        item=row.item,
        applicant=row.applicant,
        applicant_name=row.applicant_name,
        text=PledgeText(row.text["title"], parts),
        sha256=row.sha256,
        signed_by=row.signed_by,
        signed_by_name=row.signed_by_name,
        capacity=row.capacity,
        signed_at=row.signed_at,
        entry=row.entry,
        holders=tuple(row.holders),
        case=row.case_id,
    )


def _check(row: PledgeCheckRow) -> PledgeCheck:
    return PledgeCheck(
        id=row.id,
        case=row.case_id,
        verdict=CheckVerdict(row.verdict),
        findings=row.findings,
        rectify_by=row.rectify_by,
        checked_by=row.checked_by,
        checked_by_name=row.checked_by_name,
        checked_at=row.checked_at,
        entry=row.entry,
    )


def _note(row: CreditNoteRow) -> CreditNote:
    return CreditNote(
        id=row.id,
        applicant=row.applicant,
        applicant_name=row.applicant_name,
        case=row.case_id,
        case_number=row.case_number,
        kind=CreditKind(row.kind),
        text=row.text,
        source=row.source,
        organ=row.organ,
        made_on=row.made_on,
        entry=row.entry,
        lifted_on=row.lifted_on,
        lifted_reason=row.lifted_reason,
    )
