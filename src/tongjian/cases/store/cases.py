"""Cases in PostgreSQL: what the acts write."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db import IntegrityError, connection

from tongjian.cases.domain.case import Case, CasePause, CorrectionPoint, Document, Opinion, ProcessRecord
from tongjian.cases.domain.material import Material
from tongjian.cases.domain.result import Result
from tongjian.cases.domain.urgency import Urgency
from tongjian.cases.errors import ResultNumberTaken
from tongjian.cases.ports import ApplicationRow, WorkItem
from tongjian.cases.store import inbox, models
from tongjian.cases.store.rows import row_from, with_pauses
from tongjian.cases.store.statements import add, do, fetch

_SHARE = """
INSERT INTO cases_access (case_id, holder, watches)
SELECT %s, unnest(%s::uuid[]), false UNION ALL SELECT %s, unnest(%s::uuid[]), true
"""


_UPDATE = """
UPDATE cases_case SET state = %s, position = %s, received_on = %s, accepted_on = %s, decided_on = %s,
  closed_at = %s
WHERE id = %s
"""


@dataclass(frozen=True, slots=True)
class SqlCaseStore:
    """Keeps cases and everything appended to them."""

    def next_case_serial(self) -> int:
        """Return the next serial for case numbers."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('cases_serial')")
            row = cursor.fetchone()
        return cast("int", row[0]) if row else 0

    def add_application(self, application: ApplicationRow, *, holders: tuple[UUID, ...]) -> None:
        """Insert a submitted application."""
        add(
            models.ApplicationRow,
            id=application.id,
            draft_id=application.draft,
            holders=list(holders),
            parallel_code=application.parallel_code,
            stage=application.stage,
            project_id=application.project,
            applicant=application.applicant,
            applicant_name=application.applicant_name,
            answers=dict(application.answers),
            submitted_at=application.submitted_at,
            submitted_by=application.submitted_by,
        )

    def add_case(self, case: Case, *, holders: tuple[UUID, ...], watchers: tuple[UUID, ...] = ()) -> None:
        """Insert a case, who may act on it, and who may only see it."""
        watching = [one for one in dict.fromkeys(watchers) if one not in holders]
        with connection.cursor() as cursor:
            cursor.execute(_SHARE, (case.id, list(holders), case.id, watching))
        row_from(case).save(force_insert=True)

    def find_case(self, case: UUID, *, lock: bool = False) -> Case | None:
        """Return a case the viewer may see; locked for the transaction when asked."""
        return _with_pauses(fetch(models.CaseRow, f"WHERE id = %s{' FOR UPDATE' if lock else ''}", [case]))

    def find_case_by_number(self, number: str) -> Case | None:
        """Return a case the viewer may see, by its number."""
        return _with_pauses(fetch(models.CaseRow, "WHERE number = %s", [number]))

    def append_record(self, record: ProcessRecord) -> None:
        """Append one process record."""
        add(
            models.CaseRecordRow,
            case_id=record.case,
            position=record.position,
            state=int(record.state),
            act=record.act,
            opinion=record.opinion,
            person=record.person,
            person_name=record.person_name,
            office=record.office,
            organisation_name=record.organisation_name,
            organisation_code=record.organisation_code,
            source_system=record.source_system,
            at=record.at,
            entry=record.entry,
        )

    def update_case(self, case: Case) -> None:
        """Write the case's cached state, dates and position."""
        dates = (case.received_on, case.accepted_on, case.decided_on, case.closed_at)
        do(_UPDATE, (int(case.state), case.position, *dates, case.id))

    def mark_delivered(self, case: Case, on: date) -> Case:
        """Write the day of delivery and return the case with it."""
        models.CaseRow.objects.filter(id=case.id).update(delivered_on=on)
        return replace(case, delivered_on=on)

    def add_pause(self, case: UUID, pause: CasePause) -> None:
        """Insert a pause."""
        add(
            models.PauseRow,
            id=pause.id,
            case_id=case,
            kind=pause.kind,
            kind_name=pause.kind_name,
            basis=pause.basis,
            reason=pause.reason,
            planned_days=pause.planned_days,
            stops=sorted(one.value for one in pause.stops),
            started_on=pause.started_on,
            ended_on=pause.ended_on,
        )

    def end_pause(self, pause: UUID, on: date) -> None:
        """Write the end of a pause."""
        models.PauseRow.objects.filter(id=pause).update(ended_on=on)

    def add_opinion(self, opinion: Opinion) -> None:
        """Append an opinion."""
        add(
            models.OpinionRow,
            id=opinion.id,
            case_id=opinion.case,
            node=opinion.node,
            organisation=opinion.organisation,
            organisation_name=opinion.organisation_name,
            person=opinion.person,
            person_name=opinion.person_name,
            verdict=opinion.verdict.value,
            text=opinion.text,
            given_at=opinion.given_at,
            entry=opinion.entry,
        )

    def add_document(self, document: Document) -> None:
        """Append a numbered document."""
        add(
            models.DocumentRow,
            id=document.id,
            case_id=document.case,
            kind=document.kind,
            title=document.title,
            number=document.number,
            addressee=document.addressee,
            paragraphs=list(document.paragraphs),
            rows=[list(row) for row in document.rows],
            basis=document.basis,
            remedy=document.remedy,
            organ=document.organ,
            made_at=document.made_at,
            entry=document.entry,
            template=document.template,
        )

    def add_correction(self, *, case: UUID, round_no: int, points: tuple[CorrectionPoint, ...]) -> None:
        """Append the points of a correction notice."""
        models.CorrectionRow.objects.bulk_create(
            models.CorrectionRow(
                case_id=case,
                round=round_no,
                key=point.key,
                name=point.name,
                remark=point.remark,
                checks=list(point.checks),
                page=point.page,
                box=None if point.box is None else list(point.box),
                omitted=point.omitted,
            )
            for point in points
        )

    def add_material(self, material: Material, *, applicant: UUID, cases: tuple[UUID, ...]) -> None:
        """Append a material and say which cases rest on it."""
        models.MaterialCaseRow.objects.bulk_create(
            models.MaterialCaseRow(case_id=case, material_id=material.id) for case in cases
        )
        add(
            models.MaterialRow,
            id=material.id,
            application_id=material.application,
            project_id=material.project,
            applicant=applicant,
            key=material.key,
            code=material.code,
            name=material.name,
            file=material.file,
            file_name=material.file_name,
            sha256=material.sha256,
            size=material.size,
            origin=material.origin.value,
            source=material.source,
            source_id=material.source_id,
            round=material.round,
            handed_in_at=material.handed_in_at,
        )

    def list_holders(self, case: UUID) -> tuple[UUID, ...]:
        """Return everyone who may see a case."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_holders(%s)", (case,))
            row = cursor.fetchone()
        return tuple(row[0]) if row and row[0] else ()

    def add_result(self, result: Result, *, entry: UUID) -> None:
        """Append a result.

        Raises:
            ResultNumberTaken: another result has its number.
        """
        row = models.ResultRow(
            id=result.id,
            case_id=result.case,
            project_id=result.project,
            item=result.item,
            title=result.title,
            kind=result.kind,
            number=result.number,
            verification_code=result.verification_code,
            issued_on=result.issued_on,
            valid_until=result.valid_until,
            holder=result.holder,
            holder_name=result.holder_name,
            organ=result.organ,
            organ_code=result.organ_code,
            source_system=result.source_system,
            unit_project=result.unit_project,
            entry=entry,
        )
        try:
            row.save(force_insert=True)
        except IntegrityError as taken:
            raise ResultNumberTaken(number=result.number) from taken

    def attach_result_file(self, *, result: UUID, file: UUID, sha256: str, at: datetime, entry: UUID) -> None:
        """Append the made-out document of a result."""
        add(models.ResultFileRow, result_id=result, file=file, sha256=sha256, at=at, entry=entry)

    def revoke_result(self, *, result: UUID, reason: str, at: datetime, entry: UUID) -> None:
        """Append the revocation of a result."""
        add(models.RevocationRow, result_id=result, reason=reason, at=at, entry=entry)

    def add_delivery(self, *, case: UUID, how: str, receiver: str, at: datetime, entry: UUID) -> None:
        """Append the proof of delivery."""
        add(models.DeliveryRow, case_id=case, how=how, receiver=receiver, at=at, entry=entry)

    def add_work(self, work: WorkItem) -> None:
        """Insert an open task of the inbox."""
        inbox.add_work(work)

    def remove_work(self, tasks: tuple[UUID, ...]) -> None:
        """Remove tasks that are no longer open."""
        if tasks:
            do("DELETE FROM cases_work WHERE task = ANY(%s)", [list(tasks)])

    def redate_work(self, case: UUID, urgency: Urgency) -> None:
        """Write how urgent all open tasks of a case's process are; side tasks keep their own dates."""
        inbox.redate_work(case, urgency)


def _with_pauses(rows: list[models.CaseRow]) -> Case | None:
    return next(iter(with_pauses(rows)), None)
