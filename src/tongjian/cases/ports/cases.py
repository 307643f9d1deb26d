"""Cases, and what is appended to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.case import Case, CasePause, CorrectionPoint, Document, Opinion, ProcessRecord
from tongjian.cases.domain.material import Material
from tongjian.cases.domain.result import Result
from tongjian.cases.domain.urgency import Urgency


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


class Beside(StrEnum):
    """Whether an open task is the process's own, or stands beside it; and how long it then stands."""

    PROCESS = ""
    UNTIL_CLOSED = "until_closed"
    """A side task that falls away when the case is closed."""
    BEYOND = "beyond"
    """A side task that stays when the case is closed."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One open task as the inbox lists it, kept beside the flow's own task in the same transaction.

    Attributes:
        organisation: who may take it: a department, the counter, or an applicant.
        urgency: the nearest date as of the last write, and when its light turns. A side task has its own.
        beside: a side task has no task in the flow; its acts find it here.
    """

    task: UUID
    case: UUID
    organisation: UUID
    organisation_name: str
    role: str
    node: str
    node_name: str
    acts: tuple[str, ...]
    urgency: Urgency
    offered_at: datetime
    beside: Beside = Beside.PROCESS

    @property
    def due_on(self) -> date | None:
        """The nearest date; None sorts last."""
        return self.urgency.due_on

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

    def redate_work(self, case: UUID, urgency: Urgency) -> None:
        """Write how urgent all open tasks of a case's process are; side tasks keep their own dates."""
        ...
