"""Consultations and comprehensive replies in PostgreSQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max

from tongjian.calendar import TimeLimit, TimeUnit
from tongjian.cases.domain.consultation import (
    AnswerKind,
    Consultation,
    ConsultationLetter,
    ConsultationStatus,
    ConsultationStep,
    Enclosure,
    Silence,
    StepKind,
    Unreasoned,
)
from tongjian.cases.domain.reply import Reply
from tongjian.cases.ports.consultations import Silent
from tongjian.cases.store import models
from tongjian.cases.store.rows import NEVER
from tongjian.cases.store.statements import add, do, fetch
from tongjian.kit import Page

_OPEN = [one.value for one in ConsultationStatus if one.is_open]

_UPDATE = """
UPDATE cases_consultation SET status = %s, answer = %s, settled_on = %s, returned = %s, silent = %s,
  overruled = %s, due_on = %s, starts_on = %s, limit_days = %s, limit_unit = %s
WHERE id = %s
"""


@dataclass(frozen=True, slots=True)
class SqlConsultations:
    """Keeps consultations, their letters and steps, and comprehensive replies."""

    def add(self, consultation: Consultation, letter: ConsultationLetter) -> None:
        """Insert a consultation with what was sent."""
        one = consultation
        add(
            models.ConsultationRow,
            id=one.id,
            case_id=one.case,
            number=one.number,
            type=one.type,
            type_name=one.type_name,
            basis=one.basis,
            silence=one.silence.value,
            unreasoned=one.unreasoned.value,
            positive=one.positive,
            limit_days=one.limit.days,
            limit_unit=one.limit.unit.value,
            lead=one.lead,
            lead_name=one.lead_name,
            department=one.department,
            department_name=one.department_name,
            department_code=one.department_code,
            case_number=one.case_number,
            item_name=one.item_name,
            project_name=one.project_name,
            asked_by_name=one.asked_by_name,
            asked_at=one.asked_at,
            starts_on=one.starts_on,
            due_on=one.due_on or NEVER,
            status=one.status.value,
            answer=one.answer.value if one.answer else "",
            settled_on=one.settled_on,
            returned=one.returned,
            silent=one.silent,
            overruled=one.overruled,
        )
        add(
            models.ConsultationLetterRow,
            consultation=letter.consultation,
            question=letter.question,
            facts=[list(row) for row in letter.facts],
            enclosures=[
                [paper.name, str(paper.file), paper.file_name, paper.sha256, paper.size]
                for paper in letter.enclosures
            ],
        )

    def update(self, consultation: Consultation) -> None:
        """Write where a consultation stands."""
        one = consultation
        standing = (one.status.value, one.answer.value if one.answer else "", one.settled_on)
        marks = (one.returned, one.silent, one.overruled)
        limit = (one.due_on or NEVER, one.starts_on, one.limit.days, one.limit.unit.value)
        do(_UPDATE, (*standing, *marks, *limit, one.id))

    def append_step(self, step: ConsultationStep) -> None:
        """Append what happened."""
        add(
            models.ConsultationStepRow,
            consultation=step.consultation,
            position=step.position,
            kind=step.kind.value,
            answer=step.answer.value if step.answer else "",
            text=step.text,
            person=step.person,
            person_name=step.person_name,
            organisation=step.organisation,
            organisation_name=step.organisation_name,
            at=step.at,
            entry=step.entry,
        )

    def find(self, consultation: UUID, *, lock: bool = False) -> Consultation | None:
        """Return a consultation the viewer may see; locked for the transaction when asked."""
        tail = f"WHERE id = %s{' FOR UPDATE' if lock else ''}"
        return next(iter(_consultations(fetch(models.ConsultationRow, tail, [consultation]))), None)

    def find_letter(self, consultation: UUID) -> ConsultationLetter | None:
        """Return what was sent, if the viewer is an organ concerned."""
        rows = fetch(models.ConsultationLetterRow, "WHERE consultation = %s", [consultation])
        return _letter(rows[0]) if rows else None

    def list_steps(self, consultations: tuple[UUID, ...]) -> tuple[ConsultationStep, ...]:
        """Return what happened to some consultations in order, as far as the viewer may read it."""
        tail = "WHERE consultation = ANY(%s) ORDER BY consultation, position"
        return tuple(_step(row) for row in fetch(models.ConsultationStepRow, tail, [list(consultations)]))

    def list_of_cases(self, cases: tuple[UUID, ...], *, lock: bool = False) -> tuple[Consultation, ...]:
        """Return the consultations on some cases, oldest first; locked in one order when asked."""
        tail = f"WHERE case_id = ANY(%s) ORDER BY id{' FOR UPDATE' if lock else ''}"
        return _consultations(fetch(models.ConsultationRow, tail, [list(cases)]))

    def list_of_departments(
        self, departments: tuple[UUID, ...], *, is_open: bool, after: str, size: int
    ) -> Page[Consultation]:
        """Return consultations that departments were asked: open ones by date, others newest first."""
        rows = models.ConsultationRow.objects.filter(department__in=departments)
        if is_open:
            return Page(_consultations(rows.filter(status__in=_OPEN).order_by("due_on", "id")))
        rows = rows.exclude(status__in=_OPEN).order_by("-id")
        if after:
            rows = rows.filter(id__lt=UUID(after))
        found = list(rows[: size + 1])
        kept = _consultations(found[:size])
        return Page(kept, str(kept[-1].id) if len(found) > size else None)

    def count_open(self, departments: tuple[UUID, ...]) -> int:
        """Return how many consultations wait for some departments."""
        return models.ConsultationRow.objects.filter(department__in=departments, status__in=_OPEN).count()

    def list_due(self, before: date, *, size: int) -> tuple[UUID, ...]:
        """Return open consultations whose written date lies before a day, for the sweep."""
        rows = models.ConsultationRow.objects.filter(status__in=_OPEN, due_on__lt=before)
        return tuple(rows.order_by("due_on", "id").values_list("id", flat=True)[:size])

    def count_silent(self) -> tuple[Silent, ...]:
        """Return how often each department was silent, over the consultations the viewer may see."""
        rows = (
            models.ConsultationRow.objects.filter(silent=True)
            .values_list("department")
            .annotate(name=Max("department_name"), number=Count("id"))
            .order_by("department")
        )
        return tuple(Silent(department, name, number) for department, name, number in rows)

    def last_reminder_at(self, consultation: UUID) -> datetime | None:
        """Return when a department was last reminded."""
        rows = models.ConsultationStepRow.objects.filter(
            consultation=consultation, kind=StepKind.REMINDED.value
        )
        return rows.order_by("-position").values_list("at", flat=True).first()

    def add_reply(self, reply: Reply) -> None:
        """Append a comprehensive reply."""
        add(
            models.ReplyRow,
            id=reply.id,
            application_id=reply.application,
            number=reply.number,
            title=reply.title,
            interim=reply.interim,
            addressee=reply.addressee,
            paragraphs=list(reply.paragraphs),
            rows=[list(row) for row in reply.rows],
            basis=reply.basis,
            organ=reply.organ,
            holder=reply.holder,
            person=reply.person,
            made_at=reply.made_at,
            entry=reply.entry,
        )

    def list_replies(self, application: UUID) -> tuple[Reply, ...]:
        """Return the comprehensive replies to an application, oldest first."""
        rows = fetch(models.ReplyRow, "WHERE application_id = %s ORDER BY made_at, id", [application])
        return tuple(_reply(row) for row in rows)


def _consultations(rows: Iterable[models.ConsultationRow]) -> tuple[Consultation, ...]:
    return tuple(
        Consultation(
            id=row.id,
            case=row.case_id,
            number=row.number,
            type=row.type,
            type_name=row.type_name,
            basis=row.basis,
            silence=Silence(row.silence),
            unreasoned=Unreasoned(row.unreasoned),
            positive=row.positive,
            limit=TimeLimit(row.limit_days, TimeUnit(row.limit_unit)),
            lead=row.lead,
            lead_name=row.lead_name,
            department=row.department,
            department_name=row.department_name,
            department_code=row.department_code,
            case_number=row.case_number,
            item_name=row.item_name,
            project_name=row.project_name,
            asked_by_name=row.asked_by_name,
            asked_at=row.asked_at,
            starts_on=row.starts_on,
            due_on=None if row.due_on == NEVER else row.due_on,
            status=ConsultationStatus(row.status),
            answer=AnswerKind(row.answer) if row.answer else None,
            settled_on=row.settled_on,
            returned=row.returned,
            silent=row.silent,
            overruled=row.overruled,
        )
        for row in rows
    )


def _letter(row: models.ConsultationLetterRow) -> ConsultationLetter:
    papers = (
        Enclosure(name, UUID(file), file_name, sha256, size)
        for name, file, file_name, sha256, size in row.enclosures
    )
    facts = tuple((label, text) for label, text in row.facts)
    return ConsultationLetter(row.consultation, row.question, facts, tuple(papers))


def _step(row: models.ConsultationStepRow) -> ConsultationStep:
    return ConsultationStep(
        consultation=row.consultation,
        position=row.position,
        kind=StepKind(row.kind),
        answer=AnswerKind(row.answer) if row.answer else None,
        text=row.text,
        person=row.person,
        person_name=row.person_name,
        organisation=row.organisation,
        organisation_name=row.organisation_name,
        at=row.at,
        entry=row.entry,
    )


def _reply(row: models.ReplyRow) -> Reply:
    return Reply(
        id=row.id,
        application=row.application_id,
        number=row.number,
        title=row.title,
        interim=row.interim,
        addressee=row.addressee,
        paragraphs=tuple(row.paragraphs),
        rows=tuple((label, text) for label, text in row.rows),
        basis=row.basis,
        organ=row.organ,
        holder=row.holder,
        person=row.person,
        made_at=row.made_at,
        entry=row.entry,
    )
