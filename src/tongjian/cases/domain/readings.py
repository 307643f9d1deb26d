"""What pages and the API read: shapes made for the reader, never written back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tongjian.calendar import Light
from tongjian.cases.domain.acceptance_readings import AcceptanceSheet
from tongjian.cases.domain.case import Case, Document, Opinion, PaperReading, ProcessRecord
from tongjian.cases.domain.clocks import CaseClocks
from tongjian.cases.domain.consultation_readings import ConsultationEntry
from tongjian.cases.domain.material import Material, Reusable
from tongjian.cases.domain.procedures import NO_PROCEDURES, Procedures
from tongjian.cases.domain.project import Project, UnitProject
from tongjian.cases.domain.promises import Promises
from tongjian.cases.domain.result import Result
from tongjian.cases.domain.waiting import Holdup, Wait
from tongjian.rules import Fact


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One open task that the reader may take.

    Attributes:
        acts: the acts the task allows.
        due_on: the nearest date; None while paused or without limit.
        days_left: working days after today until ``due_on``; negative when overdue.
    """

    task: UUID
    case: UUID
    case_number: str
    item_code: str
    item_name: str
    project_name: str
    applicant_name: str
    department_name: str
    node: str
    node_name: str
    acts: tuple[str, ...]
    state_label: str
    light: Light
    due_on: date | None
    days_left: int | None
    offered_at: datetime


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What an officer narrows the inbox by; empty means all.

    Attributes:
        text: words that must all stand in number, project, applicant or item.
        item: code of the item.
        after: key of the last row of the page before.
        stage: code of the stage.
        department: the organ that decides.
    """

    text: str = ""
    item: str = ""
    light: Light | None = None
    after: str = ""
    stage: str = ""
    department: UUID | None = None


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter of the inbox that someone keeps under a name."""

    name: str
    wanted: InboxFilter


@dataclass(frozen=True, slots=True)
class InboxTally:
    """How many open tasks a reader has; ``overdue`` and ``due_today`` by the nearest date.

    Attributes:
        is_capped: there are at least as many as ``total`` says; nothing was counted further.
    """

    total: int
    overdue: int = 0
    due_today: int = 0
    is_capped: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list (my cases, parallel review, search).

    Attributes:
        waits_for: who holds an open task, with its name in brackets.
        applicants_turn: one of the open tasks is the applicant's.
    """

    case: UUID
    number: str
    item_code: str
    item_name: str
    kind: str
    stage: str
    project: UUID | None
    project_name: str
    applicant_name: str
    department_name: str
    state: int
    state_label: str
    light: Light
    due_on: date | None
    waits_for: tuple[str, ...]
    applicants_turn: bool
    received_on: date
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AllowedAct:
    """An act the reader may do now on this case.

    Attributes:
        act: its name in the API and in form posts.
        label: Chinese imperative for the button.
        task: the open task it completes; None for acts of the state (pause, withdraw).
    """

    act: str
    label: str
    task: UUID | None


@dataclass(frozen=True, slots=True)
class OpenStep:
    """An open task of a case as anyone who sees the case may know it: who is waited for."""

    task: UUID
    node: str
    name: str
    role: str
    organisation: UUID | None
    organisation_name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """Everything one page shows of a case."""

    case: Case
    state_label: str
    clocks: CaseClocks
    acts: tuple[AllowedAct, ...]
    steps: tuple[OpenStep, ...]
    records: tuple[ProcessRecord, ...]
    opinions: tuple[Opinion, ...]
    documents: tuple[Document, ...]
    materials: tuple[Material, ...]
    results: tuple[Result, ...]
    answers: Mapping[str, str]
    correction: tuple["CorrectionRow", ...]
    unit_project: UnitProject | None = None
    paper_readings: tuple[PaperReading, ...] = ()
    consultations: tuple[ConsultationEntry, ...] = ()
    acceptance: AcceptanceSheet = field(default_factory=AcceptanceSheet)
    procedures: Procedures = NO_PROCEDURES
    promises: Promises = field(default_factory=Promises)


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One point of the open correction notice; ``page`` from 1, 0 for the paper as a whole."""

    key: str
    name: str
    remark: str
    page: int = 0
    omitted: bool = False


@dataclass(frozen=True, slots=True)
class PanoramaItem:
    """One item on the project's panorama.

    Attributes:
        verdict: applies, dropped, or asks (a fact is still undeclared).
        unanswered: labels of the undeclared facts.
        state_label: words for the state of its newest case; empty when not begun.
        waits_for: what or whom it waits for; None where it waits for nobody.
        ready: it may be applied for now.
        done: it has a valid result.
        decided_in: the outside system, or empty.
        unit_project: the unit project it is decided for; None for the whole project.
        unit_code: its code (GCDM); the project's own for the whole.
        unit_name: its name; empty for the whole project.
    """

    code: str
    name: str
    kind: str
    stage: str
    line: str
    department_name: str
    verdict: str
    unanswered: tuple[str, ...]
    state_label: str
    light: Light | None
    due_on: date | None
    waits_for: Wait | None
    ready: bool
    done: bool
    case: UUID | None
    result_number: str
    decided_in: str
    unit_project: UUID | None = None
    unit_code: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage, or the parallel line, of the panorama."""

    stage: str
    name: str
    items: tuple[PanoramaItem, ...]
    limit: int | None


@dataclass(frozen=True, slots=True)
class Panorama:
    """A project as its people see it.

    Attributes:
        holdup: what it waits for most; None where nothing is left to do.
    """

    project: Project
    unit_projects: tuple[UnitProject, ...]
    lanes: tuple[Lane, ...]
    dropped: tuple[PanoramaItem, ...]
    holdup: Holdup | None = None


@dataclass(frozen=True, slots=True)
class MaterialSlot:
    """One paper of the union of materials: asked once for all items that need it.

    Attributes:
        asked_by: names of the items that ask for it.
        reusable: what fills it already (免提交); None when it must be handed in.
        file: what has been uploaded into the draft: id, name, size; None when nothing yet.
        deferred: the day typed until which it may come later (容缺后补); empty when not chosen.
        latest: last such day; None where every item wants it at once.
        spared: a pledge chosen in the draft stands for it (告知承诺).
    """

    key: str
    name: str
    form: str
    note: str
    required: bool
    asked_by: tuple[str, ...]
    reusable: Reusable | None
    file: UUID | None
    file_name: str
    file_size: int
    deferred: str = ""
    latest: date | None = None
    spared: bool = False

    @property
    def missing(self) -> bool:
        """Whether it is required, stands for no promise, and is not there."""
        return self.required and not self.spared and self.file is None and self.reusable is None


@dataclass(frozen=True, slots=True)
class Draft:
    """An application being filled in.

    Attributes:
        number: short number that the counter can find it by.
        version: grows with each save; a stale save is told so.
        answers: typed answers by field name, exactly as typed.
    """

    id: UUID
    number: str
    applicant: UUID
    applicant_name: str
    applicant_code: str
    project: UUID | None
    unit_project: UUID | None
    stage: str
    items: tuple[str, ...]
    answers: Mapping[str, str]
    files: Mapping[str, UUID]
    version: int
    submitted: UUID | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CounterFindings:
    """What a clerk found for the person at the counter."""

    drafts: tuple[Draft, ...] = ()
    cases: tuple[CaseRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """A draft with all a form page needs."""

    draft: Draft
    project: Project | None
    items: tuple[tuple[str, str], ...]
    slots: tuple[MaterialSlot, ...]
    unit_project: UnitProject | None = None


@dataclass(frozen=True, slots=True)
class ApplicationSheet:
    """One submitted application and the cases it opened: the coordinator's view of a parallel review."""

    id: UUID
    parallel_code: str
    stage: str
    project: Project | None
    applicant_name: str
    submitted_at: datetime
    cases: tuple[CaseRow, ...]
    materials: tuple[Material, ...]
    submitted_count: int
    reused_count: int


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """One parallel review in the coordinator's list.

    Attributes:
        open_cases: cases not yet concluded.
        light: the worst light of its open cases.
        due_on: the nearest date of its open cases.
    """

    id: UUID
    parallel_code: str
    stage: str
    project_name: str
    applicant_name: str
    submitted_at: datetime
    cases: int
    open_cases: int
    light: Light
    due_on: date | None


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """Counts of one department or one stage.

    Attributes:
        undelivered: concluded, and the result not yet made out or delivered (行政许可法 Art. 44).
        silent: consultations a department let pass without an answer, so that consent was deemed.
        deemed: cases accepted by silence (行政许可法 Art. 32).
        omitted: points first forgotten and told later with a supervisor's leave.
        unchecked: pledges whose check is overdue.
        stops: special procedures of open cases; stopped_days: working days they took, overlaps once.
        stops_without_basis: those no law knows; stops_overdue: open beyond the length told.
    """

    key: str
    name: str
    running: int
    due_today: int
    overdue: int
    paused: int
    concluded: int
    undelivered: int = 0
    silent: int = 0
    deemed: int = 0
    omitted: int = 0
    unchecked: int = 0
    stops: int = 0
    stopped_days: int = 0
    stops_without_basis: int = 0
    stops_overdue: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """The supervisor's picture as of one day."""

    on: date
    total: OverviewRow
    by_department: tuple[OverviewRow, ...]
    by_stage: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer of every act: what it did to which thing, and where that stands now.

    Attributes:
        act: name of the act.
        id: the case, application, project or draft acted on.
        number: its number for people.
        state: code of the case state after the act; 0 where there is none.
        state_label: the same in words.
        says: one Chinese sentence for the person who acted.
        position: of the case after the act; hand it back to prove a fresh page.
        made: ids of what the act made, by name (cases of a submission, result, document).
    """

    act: str
    id: UUID
    number: str
    says: str
    state: int = 0
    state_label: str = ""
    position: int = 0
    made: tuple[tuple[str, UUID], ...] = ()


FactMap = Mapping[str, Fact]
"""Declared facts by name."""
