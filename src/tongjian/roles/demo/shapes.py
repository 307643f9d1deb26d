"""What the demo reads from the answers of the open API; fields it does not need are passed over."""

from datetime import date
from uuid import UUID

import msgspec

from tongjian.calendar import DueState, Light


class Receipt(msgspec.Struct, frozen=True):
    """The answer of every act."""

    act: str
    id: UUID
    number: str
    says: str
    state: int = 0
    state_label: str = ""
    position: int = 0
    made: tuple[tuple[str, UUID], ...] = ()


class Token(msgspec.Struct, frozen=True):
    """A token that was made."""

    token: str
    person: UUID


class Notice(msgspec.Struct, frozen=True):
    """The personal-data notice."""

    version: str


class Applicant(msgspec.Struct, frozen=True):
    """One I may act for."""

    id: UUID
    name: str
    code: str


class Me(msgspec.Struct, frozen=True):
    """Who I am."""

    person: UUID
    name: str
    applicants: tuple[Applicant, ...]


class StoredFile(msgspec.Struct, frozen=True):
    """A file that was taken."""

    id: UUID
    sha256: str
    size: int


class Reusable(msgspec.Struct, frozen=True):
    """What fills a paper already (免提交)."""

    origin: str
    source: str


class Slot(msgspec.Struct, frozen=True):
    """One paper of a draft."""

    key: str
    name: str
    required: bool
    reusable: Reusable | None
    file: UUID | None


class DraftHead(msgspec.Struct, frozen=True):
    """A draft without its papers."""

    id: UUID
    version: int


class DraftSheet(msgspec.Struct, frozen=True):
    """A draft with its papers."""

    draft: DraftHead
    slots: tuple[Slot, ...]


class Problem(msgspec.Struct, frozen=True):
    """What keeps a draft from being handed in."""

    field: str
    text: str


class Waits(msgspec.Struct, frozen=True):
    """What an item waits for."""

    code: str
    says: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        """Return the sentence in Chinese."""
        return self.says % {"names": "；".join(self.names)}


class PanoramaItem(msgspec.Struct, frozen=True):
    """One item of a project."""

    code: str
    name: str
    kind: str
    stage: str
    department_name: str
    verdict: str
    ready: bool
    done: bool
    case: UUID | None
    result_number: str
    waits_for: Waits | None
    decided_in: str
    unit_project: UUID | None = None
    unit_name: str = ""


class UnitProject(msgspec.Struct, frozen=True):
    """A part of a project."""

    code: str
    name: str


class Lane(msgspec.Struct, frozen=True):
    """One stage of a project."""

    stage: str
    name: str
    items: tuple[PanoramaItem, ...]
    limit: int | None


class Panorama(msgspec.Struct, frozen=True):
    """A project as its people see it."""

    lanes: tuple[Lane, ...]
    unit_projects: tuple[UnitProject, ...]


class Limit(msgspec.Struct, frozen=True):
    """A time limit."""

    days: int
    unit: str


class Frozen(msgspec.Struct, frozen=True):
    """What a case began under."""

    item_code: str
    item_name: str
    stage: str
    kind: str
    source_system: str
    statutory: Limit | None
    promised: Limit | None


class CasePause(msgspec.Struct, frozen=True):
    """A stop of the clocks."""

    kind_name: str
    stops: tuple[str, ...]
    started_on: date
    ended_on: date | None


class Case(msgspec.Struct, frozen=True):
    """A case as it stands."""

    id: UUID
    number: str
    frozen: Frozen
    application: UUID
    department_name: str
    applicant: UUID
    state: int
    position: int
    received_on: date
    accepted_on: date | None
    decided_on: date | None
    delivered_on: date | None
    pauses: tuple[CasePause, ...]


class Step(msgspec.Struct, frozen=True):
    """An open task and whom it waits for."""

    task: UUID
    node: str
    name: str
    role: str
    organisation_name: str


class Result(msgspec.Struct, frozen=True):
    """A result document."""

    number: str
    title: str
    file: UUID | None


class Paper(msgspec.Struct, frozen=True):
    """A paper of a case."""

    key: str
    name: str
    origin: str


class CorrectionPoint(msgspec.Struct, frozen=True):
    """One thing to supplement."""

    key: str
    name: str


class Clock(msgspec.Struct, frozen=True):
    """One due date of a case; ``on`` is None unless the clock runs."""

    on: date | None
    state: DueState
    provisional: bool = False
    latest: date | None = None


class Clocks(msgspec.Struct, frozen=True):
    """Both due dates and the light a case shows."""

    statutory: Clock
    promised: Clock
    light: Light


class CaseSheet(msgspec.Struct, frozen=True):
    """Everything about a case."""

    case: Case
    state_label: str
    clocks: Clocks
    steps: tuple[Step, ...]
    materials: tuple[Paper, ...]
    results: tuple[Result, ...]
    correction: tuple[CorrectionPoint, ...]
    unit_project: UnitProject | None = None


class ApplicationSheet(msgspec.Struct, frozen=True):
    """A parallel review with its papers counted."""

    id: UUID
    parallel_code: str
    submitted_count: int
    reused_count: int


class Verified(msgspec.Struct, frozen=True):
    """What a visitor is told of a result."""

    status: str


class Catalogue(msgspec.Struct, frozen=True):
    """The edition in force."""

    version: str
    title: str
    warnings: tuple[str, ...]


class ErrorOfField(msgspec.Struct, frozen=True):
    """What is wrong with one field."""

    field: str
    text: str


class ProblemDocument(msgspec.Struct, frozen=True):
    """A refusal (RFC 9457)."""

    code: str = ""
    title: str = ""
    detail: str = ""
    errors: tuple[ErrorOfField, ...] = ()
    facts: dict[str, object] = {}
