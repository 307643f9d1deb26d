"""What the acts and readings of this room ask of the outside. ``store`` and ``roles`` answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from tongjian.calendar import WorkCalendar
from tongjian.cases.domain.case import Case, CasePause, CorrectionPoint, Document, Opinion, ProcessRecord
from tongjian.cases.domain.material import Material, Reusable
from tongjian.cases.domain.project import Building, Project, UnitProject
from tongjian.cases.domain.readings import Draft, InboxFilter, InboxTally, Message, Receipt
from tongjian.cases.domain.result import Result, Verification
from tongjian.catalogue import Catalogue
from tongjian.kit import Page


class Calendars(Protocol):
    """The working days known now."""

    def current(self) -> WorkCalendar:
        """Return the calendar with every year loaded."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """An idempotency key claimed for one act.

    Attributes:
        answer: the first answer when this is a repeat; None when the act is to be done now.
    """

    answer: Receipt | None


class Ledger(Protocol):
    """Acts done once: the idempotency keys of the last 90 days."""

    def claim(self, *, person: UUID, act: str, key: str, request_hash: str, at: datetime) -> Claim:
        """Claim a key inside the open transaction, waiting for one in progress.

        Raises:
            KeyUsedForAnother: the key came with another request before.
        """
        ...

    def settle(self, *, person: UUID, act: str, key: str, answer: Receipt) -> None:
        """Keep the answer under the claimed key."""
        ...


class ProjectStore(Protocol):
    """Projects, their unit projects and buildings."""

    def add_project(
        self, project: Project, *, holders: tuple[UUID, ...], editors: tuple[UUID, ...] = ()
    ) -> None:
        """Insert a project, who may see it, and who of them may change it.

        Raises:
            ProjectAlreadyRegistered: its code is in use.
        """
        ...

    def find_project(self, project: UUID) -> Project | None:
        """Return a project the viewer may see."""
        ...

    def find_project_by_code(self, code: str) -> Project | None:
        """Return a project the viewer may see, by its code."""
        ...

    def list_projects(self, *, applicants: tuple[UUID, ...]) -> tuple[Project, ...]:
        """Return the projects of some applicants, newest first."""
        ...

    def hold_project(self, project: UUID) -> None:
        """Let nobody else open cases of a project or change it until the transaction ends."""
        ...

    def set_facts(self, project: Project) -> None:
        """Keep newly declared facts."""
        ...

    def share_project(self, project: UUID, holders: tuple[UUID, ...]) -> None:
        """Let more holders see a project."""
        ...

    def add_unit_project(self, unit: UnitProject) -> None:
        """Insert a unit project with its buildings.

        Raises:
            ProjectAlreadyRegistered: its code is in use.
        """
        ...

    def add_building(self, unit: UUID, building: Building) -> None:
        """Insert one building."""
        ...

    def list_unit_projects(self, project: UUID) -> tuple[UnitProject, ...]:
        """Return the unit projects of a project in order of code."""
        ...


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

    def list_drafts(self, *, applicants: tuple[UUID, ...]) -> tuple[Draft, ...]:
        """Return unsubmitted drafts, newest first."""
        ...

    def save_draft(self, draft: Draft, *, expected: int) -> bool:
        """Write a draft if its version is still ``expected``; False when it moved on."""
        ...


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """A submitted application as stored."""

    id: UUID
    draft: UUID
    parallel_code: str
    stage: str
    project: UUID | None
    applicant: UUID
    applicant_name: str
    answers: Mapping[str, str]
    submitted_at: datetime
    submitted_by: UUID


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One open task as the inbox lists it, kept beside the flow's own task in the same transaction.

    Attributes:
        organisation: who may take it: a department, the counter, or an applicant.
        due_on: the nearest date as of the last write; None sorts last.
    """

    task: UUID
    case: UUID
    organisation: UUID
    organisation_name: str
    role: str
    node: str
    node_name: str
    acts: tuple[str, ...]
    due_on: date | None
    offered_at: datetime

    @property
    def key(self) -> str:
        """Return its place in the inbox, to go on after."""
        return f"{(self.due_on or date.max).isoformat()}_{self.task}"


class CaseStore(Protocol):
    """Cases and everything appended to them."""

    def next_case_serial(self) -> int:
        """Return the next serial for case numbers; gaps are harmless there."""
        ...

    def add_application(self, application: ApplicationRow, *, holders: tuple[UUID, ...]) -> None:
        """Insert a submitted application."""
        ...

    def add_case(self, case: Case, *, holders: tuple[UUID, ...], watchers: tuple[UUID, ...] = ()) -> None:
        """Insert a case, who may act on it, and who may only see it."""
        ...

    def find_case(self, case: UUID, *, lock: bool = False) -> Case | None:
        """Return a case the viewer may see; locked for the transaction when asked."""
        ...

    def find_case_by_number(self, number: str) -> Case | None:
        """Return a case the viewer may see, by its number."""
        ...

    def append_record(self, record: ProcessRecord) -> None:
        """Append one process record."""
        ...

    def update_case(self, case: Case) -> None:
        """Write the case's cached state, dates and position."""
        ...

    def add_pause(self, case: UUID, pause: CasePause) -> None:
        """Insert a pause."""
        ...

    def end_pause(self, pause: UUID, on: date) -> None:
        """Write the end of a pause."""
        ...

    def add_opinion(self, opinion: Opinion) -> None:
        """Append an opinion."""
        ...

    def add_document(self, document: Document) -> None:
        """Append a numbered document."""
        ...

    def add_correction(self, *, case: UUID, round_no: int, points: tuple[CorrectionPoint, ...]) -> None:
        """Append the points of a correction notice."""
        ...

    def add_material(self, material: Material, *, applicant: UUID, cases: tuple[UUID, ...]) -> None:
        """Append a material and say which cases rest on it."""
        ...

    def list_holders(self, case: UUID) -> tuple[UUID, ...]:
        """Return everyone who may see a case."""
        ...

    def mark_delivered(self, case: Case, on: date) -> Case:
        """Write the day of delivery and return the case with it."""
        ...

    def add_result(self, result: Result, *, entry: UUID) -> None:
        """Append a result.

        Raises:
            ResultNumberTaken: another result has its number.
        """
        ...

    def attach_result_file(self, *, result: UUID, file: UUID, sha256: str, at: datetime, entry: UUID) -> None:
        """Append the made-out document of a result."""
        ...

    def revoke_result(self, *, result: UUID, reason: str, at: datetime, entry: UUID) -> None:
        """Append the revocation of a result."""
        ...

    def add_delivery(self, *, case: UUID, how: str, receiver: str, at: datetime, entry: UUID) -> None:
        """Append the proof of delivery."""
        ...

    def add_work(self, work: WorkItem) -> None:
        """Insert an open task of the inbox."""
        ...

    def remove_work(self, tasks: tuple[UUID, ...]) -> None:
        """Remove tasks that are no longer open."""
        ...

    def redate_work(self, case: UUID, due_on: date | None) -> None:
        """Write the nearest date of all open tasks of a case."""
        ...

    def send_message(self, message: Message, *, holder: UUID) -> None:
        """Insert a message."""
        ...


class CaseReadings(Protocol):
    """Reads of lists and of what hangs on a case; all under the viewer's row-level rights."""

    def list_work(
        self,
        *,
        posts: tuple[tuple[UUID, str], ...],
        narrowed: InboxFilter,
        size: int,
    ) -> Page[tuple[WorkItem, Case]]:
        """Return open tasks for (organisation, role) pairs, most urgent first."""
        ...

    def count_work(self, *, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter) -> int:
        """Return how many open tasks there are for the posts."""
        ...

    def tally_work(
        self, *, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter, today: date
    ) -> InboxTally:
        """Return how many open tasks the posts have, and how many of them are due."""
        ...

    def search_cases(self, text: str, *, size: int) -> tuple[Case, ...]:
        """Return cases by the start of their number or a part of a name, newest first."""
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

    def list_reusable(self, *, project: UUID | None, applicant: UUID) -> tuple[Reusable, ...]:
        """Return earlier uploads that may serve again, newest of each key."""
        ...

    def list_messages(self, holders: tuple[UUID, ...], *, size: int) -> tuple[Message, ...]:
        """Return messages, newest first."""
        ...

    def read_message(self, message: UUID, at: datetime) -> None:
        """Mark a message as read."""
        ...

    def list_open_cases(self) -> tuple[Case, ...]:
        """Return every open case the viewer may see, for overviews."""
        ...

    def count_concluded(self) -> tuple[tuple[UUID, str, int], ...]:
        """Return (department, stage, number) of concluded cases the viewer may see."""
        ...

    def verify_result(self, code: str, on: date) -> Verification:
        """Answer anyone about a verification code or result number."""
        ...


@dataclass(frozen=True, slots=True)
class Office:
    """An organisation as cases know it.

    Attributes:
        code: the catalogue's department code.
        credit_code: 统一社会信用代码; empty when unknown.
    """

    id: UUID
    code: str
    name: str
    credit_code: str = ""


class Offices(Protocol):
    """The organisations that handle cases."""

    def department(self, code: str) -> Office:
        """Return the department of a catalogue code.

        Raises:
            NotFound: no organisation answers to the code.
        """
        ...

    def counter(self, region: str) -> Office:
        """Return the shared counter (综合窗口) of a region."""
        ...

    def region_office(self, region: str) -> Office:
        """Return the city or district that oversees a region."""
        ...

    def watchers(self, region: str, leads: tuple[str, ...]) -> tuple[UUID, ...]:
        """Return the holders that watch cases: supervisors of a region, coordinators of departments."""
        ...

    def office(self, organisation: UUID) -> Office:
        """Return an organisation by id."""
        ...

    def regions(self) -> tuple[tuple[str, str], ...]:
        """Return (code, name) of the regions served."""
        ...


class CurrentCatalogue(Protocol):
    """The catalogue in force."""

    def current(self) -> Catalogue:
        """Return the current edition, compiled once."""
        ...
