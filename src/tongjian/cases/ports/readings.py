"""Reads of lists and of what hangs on a case."""

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.case import Case, CorrectionPoint, Document, Opinion, ProcessRecord
from tongjian.cases.domain.material import Material, Reusable
from tongjian.cases.domain.readings import InboxFilter, InboxTally
from tongjian.cases.domain.result import Result, Verification
from tongjian.cases.ports.cases import ApplicationRow, WorkItem
from tongjian.kit import Page


class CaseReadings(Protocol):
    """Reads of lists and of what hangs on a case; all under the viewer's row-level rights."""

    def list_work(
        self,
        *,
        posts: tuple[tuple[UUID, str], ...],
        narrowed: InboxFilter,
        today: date,
        size: int,
    ) -> Page[tuple[WorkItem, Case]]:
        """Return open tasks for (organisation, role) pairs, most urgent first."""
        ...

    def tally_work(
        self, *, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter, today: date
    ) -> InboxTally:
        """Return how many open tasks the posts have, and how many of them are due; capped."""
        ...

    def count_new_work(self, *, posts: tuple[tuple[UUID, str], ...], since: datetime) -> int:
        """Return how many tasks have been offered to the posts since a moment; capped."""
        ...

    def search_cases(self, text: str, *, size: int) -> tuple[Case, ...]:
        """Return cases by number, name, applicant's code or phone's end, newest first."""
        ...

    def list_applications(self, *, after: str, size: int) -> Page[ApplicationRow]:
        """Return the parallel reviews the viewer may see, newest first."""
        ...

    def list_cases_of(self, applications: tuple[UUID, ...]) -> tuple[Case, ...]:
        """Return the cases of some applications."""
        ...

    def list_case_work(self, case: UUID) -> tuple[WorkItem, ...]:
        """Return the open tasks of a case."""
        ...

    def list_work_of(self, cases: tuple[UUID, ...]) -> dict[UUID, tuple[WorkItem, ...]]:
        """Return the open tasks of several cases by case, in one statement; none for a case without."""
        ...

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
        ...

    def list_records(self, case: UUID) -> tuple[ProcessRecord, ...]:
        """Return the process records of a case in order."""
        ...

    def list_opinions(self, case: UUID) -> tuple[Opinion, ...]:
        """Return the opinions on a case in order."""
        ...

    def list_documents(self, case: UUID) -> tuple[Document, ...]:
        """Return the documents of a case in order."""
        ...

    def list_materials(self, case: UUID) -> tuple[Material, ...]:
        """Return the materials a case rests on, newest round of each paper."""
        ...

    def list_application_materials(self, application: UUID) -> tuple[Material, ...]:
        """Return the materials handed in with an application."""
        ...

    def list_corrections(self, case: UUID) -> tuple[tuple[int, tuple[CorrectionPoint, ...]], ...]:
        """Return (round, points) of every correction notice of a case."""
        ...

    def find_application(self, application: UUID) -> ApplicationRow | None:
        """Return an application the viewer may see."""
        ...

    def list_case_results(self, case: UUID) -> tuple[Result, ...]:
        """Return the results of a case."""
        ...

    def find_result(self, result: UUID) -> Result | None:
        """Return a result the viewer may see."""
        ...

    def list_project_results(self, project: UUID) -> tuple[Result, ...]:
        """Return every result of a project the viewer may see."""
        ...

    def list_holder_results(self, applicants: tuple[UUID, ...]) -> tuple[Result, ...]:
        """Return the results held by some applicants, newest first."""
        ...

    def list_reusable(
        self, *, project: UUID | None, applicant: UUID, unit_projects: tuple[str, ...] = ()
    ) -> tuple[Reusable, ...]:
        """Return earlier uploads that may serve again, newest of each key; of some unit projects if named."""
        ...

    def list_open_cases(self) -> tuple[Case, ...]:
        """Return every open case the viewer may see, for overviews."""
        ...

    def list_undelivered(self) -> tuple[Case, ...]:
        """Return the concluded cases whose result is still to be made out or delivered."""
        ...

    def count_concluded(self) -> tuple[tuple[UUID, str, int], ...]:
        """Return (department, stage, number) of concluded cases the viewer may see."""
        ...

    def verify_result(self, code: str, on: date) -> Verification:
        """Answer anyone about a verification code or result number."""
        ...
