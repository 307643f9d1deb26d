"""Cases in PostgreSQL: what pages and acts read, every list by key and under row-level rights."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from tongjian.cases.domain.case import (
    Case,
    CorrectionPoint,
    Document,
    Opinion,
    ProcessRecord,
)
from tongjian.cases.domain.material import Material, MaterialOrigin, Reusable
from tongjian.cases.domain.readings import InboxFilter, InboxTally
from tongjian.cases.domain.result import Result, Verification
from tongjian.cases.ports import ApplicationRow, WorkItem
from tongjian.cases.store import models
from tongjian.cases.store.acceptance import correction_from
from tongjian.cases.store.finding import list_parallel, search_cases
from tongjian.cases.store.inbox import count_new_work, list_work, tally_work
from tongjian.cases.store.papers import PAPERS_OF_CASE, material_from, opinion_from, record_from
from tongjian.cases.store.results import results_from, verify
from tongjian.cases.store.rows import with_pauses, work_from
from tongjian.cases.store.statements import fetch
from tongjian.kit import Page


@dataclass(frozen=True, slots=True)
class SqlCaseReadings:
    """Reads lists and what hangs on a case."""

    def list_work(
        self, *, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter, today: date, size: int
    ) -> Page[tuple[WorkItem, Case]]:
        """Return open tasks for (organisation, role) pairs, most urgent first."""
        return list_work(posts=posts, narrowed=narrowed, today=today, size=size)

    def tally_work(
        self, *, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter, today: date
    ) -> InboxTally:
        """Return how many open tasks the posts have, and how many of them are due; capped."""
        return tally_work(posts=posts, narrowed=narrowed, today=today)

    def count_new_work(self, *, posts: tuple[tuple[UUID, str], ...], since: datetime) -> int:
        """Return how many tasks have been offered to the posts since a moment; capped."""
        return count_new_work(posts, since)

    def search_cases(self, text: str, *, size: int) -> tuple[Case, ...]:
        """Return cases by number, name, applicant's code or phone's end, newest first."""
        return with_pauses(search_cases(text)[:size])

    def list_applications(self, *, after: str, size: int) -> Page[ApplicationRow]:
        """Return the parallel reviews the viewer may see, newest first."""
        page = list_parallel(after=after, size=size)
        return Page(tuple(_application(row) for row in page.rows), page.next_key)

    def list_cases_of(self, applications: tuple[UUID, ...]) -> tuple[Case, ...]:
        """Return the cases of some applications."""
        return with_pauses(models.CaseRow.objects.filter(application_id__in=applications).order_by("id"))

    def list_case_work(self, case: UUID) -> tuple[WorkItem, ...]:
        """Return the open tasks of a case."""
        rows = fetch(models.WorkRow, "WHERE case_id = %s ORDER BY offered_at, task", [case])
        return tuple(work_from(row) for row in rows)

    def list_work_of(self, cases: tuple[UUID, ...]) -> dict[UUID, tuple[WorkItem, ...]]:
        """Return the open tasks of several cases by case, in one statement; none for a case without."""
        rows = fetch(models.WorkRow, "WHERE case_id = ANY(%s) ORDER BY offered_at, task", [list(cases)])
        work: dict[UUID, tuple[WorkItem, ...]] = {}
        for row in rows:
            work[row.case_id] = (*work.get(row.case_id, ()), work_from(row))
        return work

    def list_cases(
        self,
        *,
        applicants: tuple[UUID, ...] = (),
        project: UUID | None = None,
        application: UUID | None = None,
        after: str = "",
        size: int = 50,
    ) -> Page[Case]:
        """Return cases, newest first, narrowed by what is given."""
        rows = models.CaseRow.objects.order_by("-id")
        if applicants or (project is None and application is None):
            rows = rows.filter(applicant__in=applicants)
        if project is not None:
            rows = rows.filter(project_id=project)
        if application is not None:
            rows = rows.filter(application_id=application)
        if after:
            rows = rows.filter(id__lt=UUID(after))
        found = list(rows[: size + 1])
        cases = with_pauses(found[:size])
        return Page(cases, str(cases[-1].id) if len(found) > size else None)

    def list_records(self, case: UUID) -> tuple[ProcessRecord, ...]:
        """Return the process records of a case in order."""
        rows = fetch(models.CaseRecordRow, "WHERE case_id = %s ORDER BY position", [case])
        return tuple(record_from(row) for row in rows)

    def list_opinions(self, case: UUID) -> tuple[Opinion, ...]:
        """Return the opinions on a case in order."""
        rows = fetch(models.OpinionRow, "WHERE case_id = %s ORDER BY given_at, id", [case])
        return tuple(opinion_from(row) for row in rows)

    def list_documents(self, case: UUID) -> tuple[Document, ...]:
        """Return the documents of a case in order."""
        rows = fetch(models.DocumentRow, "WHERE case_id = %s ORDER BY made_at, id", [case])
        return tuple(_document(row) for row in rows)

    def list_materials(self, case: UUID) -> tuple[Material, ...]:
        """Return the materials a case rests on, newest round of each paper."""
        newest: dict[str, Material] = {}
        for row in fetch(models.MaterialRow, PAPERS_OF_CASE, [case]):
            newest[row.key] = material_from(row)
        return tuple(newest.values())

    def list_application_materials(self, application: UUID) -> tuple[Material, ...]:
        """Return the materials handed in with an application."""
        rows = fetch(models.MaterialRow, "WHERE application_id = %s ORDER BY round, id", [application])
        return tuple(material_from(row) for row in rows)

    def list_corrections(self, case: UUID) -> tuple[tuple[int, tuple[CorrectionPoint, ...]], ...]:
        """Return (round, points) of every correction notice of a case."""
        rounds: dict[int, list[CorrectionPoint]] = {}
        for row in fetch(models.CorrectionRow, "WHERE case_id = %s ORDER BY round, key", [case]):
            rounds.setdefault(row.round, []).append(correction_from(row))
        return tuple((number, tuple(points)) for number, points in rounds.items())

    def find_application(self, application: UUID) -> ApplicationRow | None:
        """Return an application the viewer may see."""
        rows = fetch(models.ApplicationRow, "WHERE id = %s", [application])
        return _application(rows[0]) if rows else None

    def list_case_results(self, case: UUID) -> tuple[Result, ...]:
        """Return the results of a case."""
        return results_from(fetch(models.ResultRow, "WHERE case_id = %s ORDER BY id", [case]))

    def find_result(self, result: UUID) -> Result | None:
        """Return a result the viewer may see."""
        found = results_from(fetch(models.ResultRow, "WHERE id = %s", [result]))
        return found[0] if found else None

    def list_project_results(self, project: UUID) -> tuple[Result, ...]:
        """Return every result of a project the viewer may see."""
        return results_from(models.ResultRow.objects.filter(project_id=project).order_by("id"))

    def list_holder_results(self, applicants: tuple[UUID, ...]) -> tuple[Result, ...]:
        """Return the results held by some applicants, newest first."""
        return results_from(models.ResultRow.objects.filter(holder__in=applicants).order_by("-id")[:200])

    def list_reusable(
        self, *, project: UUID | None, applicant: UUID, unit_projects: tuple[str, ...] = ()
    ) -> tuple[Reusable, ...]:
        """Return earlier uploads that may serve again, newest of each key; of some unit projects if named."""
        mine = Q(project_id=project) if project else Q(project_id=None, applicant=applicant)
        if unit_projects:
            cases = models.CaseRow.objects.filter(project_id=project, unit_project__in=unit_projects)
            papers = models.MaterialCaseRow.objects.filter(case_id__in=cases.values("id"))
            mine &= Q(id__in=papers.values("material_id"))
        # what an earlier result filled is no upload: the result may have been revoked since
        uploads = (MaterialOrigin.UPLOADED.value, MaterialOrigin.COUNTER.value)
        rows = models.MaterialRow.objects.filter(mine, origin__in=uploads)
        rows = rows.order_by("key", "-id").distinct("key")
        return tuple(
            Reusable(
                key=row.key,
                file=row.file,
                file_name=row.file_name,
                sha256=row.sha256,
                size=row.size,
                origin=MaterialOrigin.EARLIER_UPLOAD,
                source=f"{row.handed_in_at:%Y-%m-%d} 提交的“{row.name}”",
                source_id=row.id,
            )
            for row in rows
        )

    def list_open_cases(self) -> tuple[Case, ...]:
        """Return every open case the viewer may see, for overviews."""
        return with_pauses(models.CaseRow.objects.filter(closed_at=None))

    def list_undelivered(self) -> tuple[Case, ...]:
        """Return the concluded cases whose result is still to be made out or delivered."""
        open_work = models.WorkRow.objects.filter(beside="").values("case_id")
        return with_pauses(models.CaseRow.objects.filter(closed_at__isnull=False, id__in=open_work))

    def count_concluded(self) -> tuple[tuple[UUID, str, int], ...]:
        """Return (department, stage, number) of concluded cases the viewer may see."""
        rows = (
            models.CaseRow.objects.filter(closed_at__isnull=False)
            .values_list("department", "stage")
            .annotate(number=Count("id"))
        )
        return tuple((department, stage, number) for department, stage, number in rows)

    def verify_result(self, code: str, on: date) -> Verification:
        """Answer anyone about a verification code or result number."""
        return verify(code, on)


def _document(row: models.DocumentRow) -> Document:
    return Document(
        id=row.id,
        case=row.case_id,
        kind=row.kind,
        title=row.title,
        number=row.number,
        addressee=row.addressee,
        paragraphs=tuple(row.paragraphs),
        rows=tuple((label, text) for label, text in row.rows),
        basis=row.basis,
        remedy=row.remedy,
        organ=row.organ,
        made_at=row.made_at,
        entry=row.entry,
        template=row.template,
    )


def _application(row: models.ApplicationRow) -> ApplicationRow:
    return ApplicationRow(
        id=row.id,
        draft=row.draft_id,
        parallel_code=row.parallel_code,
        stage=row.stage,
        project=row.project_id,
        applicant=row.applicant,
        applicant_name=row.applicant_name,
        answers=dict(row.answers),
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
    )
