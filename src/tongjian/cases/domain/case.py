"""A case (办件): one item applied for once, and the record of everything that was done with it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongjian.calendar import ClockKind, Extension, Pause, TimeLimit
from tongjian.cases.domain.states import CaseState


class Channel(StrEnum):
    """受理方式 (SLFS): how the application came in."""

    COUNTER = "1"
    ONLINE = "4"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a case keeps of the configuration it started under; later changes never touch it.

    Attributes:
        item_code: 事项编码 (SPSXBM).
        item_version: 事项版本 (SPSXBBH).
        standard_item: 对应标准审批事项编码; empty while the city has not mapped it.
        standard_stage: 对应标准阶段序号.
        flow_code: 审批流程编码 (SPLCBM): the process that runs it.
        flow_version: 审批流程版本 (SPLCBBH): content hash of that process.
        edition: content hash of the catalogue edition.
        kind: kind of act, from the catalogue.
        publicity: 公开方式 (GKFS).
        source_system: where it is decided; empty for this system (SJLY).
    """

    item_code: str
    item_version: str
    item_name: str
    stage: str
    standard_item: str
    standard_stage: str
    flow_code: str
    flow_version: str
    edition: str
    kind: str
    publicity: str
    source_system: str
    statutory: TimeLimit | None
    promised: TimeLimit | None


@dataclass(frozen=True, slots=True)
class Case:
    """One 办件 as it stands.

    Attributes:
        number: 审批事项实例编码 (SPSXSLBM), unique in the city.
        application: the application it came in with.
        parallel_code: 并联审批实例编码 (BLSPSLBM); empty for a single application.
        department: the organ that decides.
        position: number of process records so far.
        received_on: day of receipt, China.
        accepted_on: day of acceptance; the clocks start from it.
        closed_at: when it was concluded.
        extension: the one extension granted (延长审批); days in the unit of the statutory limit.
    """

    id: UUID
    number: str
    frozen: Frozen
    application: UUID
    parallel_code: str
    project: UUID | None
    project_name: str
    project_type: str
    unit_project: str
    region: str
    region_office: UUID
    applicant: UUID
    applicant_name: str
    applicant_code: str
    contact_name: str
    contact_phone: str
    department: UUID
    department_name: str
    department_code: str
    counter: UUID
    channel: Channel
    circumstance: str
    state: CaseState
    position: int
    received_on: date
    accepted_on: date | None
    decided_on: date | None
    delivered_on: date | None
    closed_at: datetime | None
    pauses: tuple["CasePause", ...] = ()
    extension: Extension | None = None


@dataclass(frozen=True, slots=True)
class CasePause:
    """特别程序: one stop of a clock.

    Attributes:
        kind: code of the kind of stop (list TBCX).
        basis: the article it rests on; empty where no law knows it.
        planned_days: planned length in working days, told to the applicant.
    """

    id: UUID
    kind: str
    kind_name: str
    basis: str
    reason: str
    planned_days: int
    stops: frozenset[ClockKind]
    started_on: date
    ended_on: date | None

    def as_pause(self) -> Pause:
        """Return the pause as the legal clock knows it."""
        return Pause(self.started_on, self.ended_on, self.stops, name=self.kind_name, basis=self.basis)


@dataclass(frozen=True, slots=True)
class ProcessRecord:
    """办理过程: one row of the append-only record; the newest is the state of the case.

    Attributes:
        position: 1, 2, 3 ... within the case.
        office: the office or post that acted (BLCS).
        entry: the evidence-log entry written with it.
    """

    case: UUID
    position: int
    state: CaseState
    act: str
    opinion: str
    person: UUID | None
    person_name: str
    office: str
    organisation_name: str
    organisation_code: str
    source_system: str
    at: datetime
    entry: UUID


class Verdict(StrEnum):
    """What a co-signing department answers."""

    AGREE = "agree"
    CONDITIONAL = "conditional"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion given on a case: by the reviewer, or by a department that co-signs (会签)."""

    id: UUID
    case: UUID
    node: str
    organisation: UUID
    organisation_name: str
    person: UUID
    person_name: str
    verdict: Verdict
    text: str
    given_at: datetime
    entry: UUID


@dataclass(frozen=True, slots=True)
class Document:
    """A numbered paper that an act produced: notice, decision, receipt.

    Attributes:
        kind: acceptance_notice, correction_notice, rejection, ...
        rows: label and text, in the order printed.
        template: the template it was made from and its version; empty for one without.
    """

    id: UUID
    case: UUID
    kind: str
    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    basis: str
    remedy: str
    organ: str
    made_at: datetime
    entry: UUID
    template: str = ""


@dataclass(frozen=True, slots=True)
class PaperReading:
    """That someone who acts for the addressee opened a paper for the first time (签收、已阅).

    Attributes:
        consented: the reader had agreed to be served online, so that the reading proves delivery.
        entry: the evidence-log entry written with it.
    """

    document: UUID
    case: UUID
    person: UUID
    person_name: str
    at: datetime
    consented: bool
    entry: UUID


@dataclass(frozen=True, slots=True)
class CorrectionPoint:
    """One thing to supplement: which paper or field, and what is wrong with it.

    Attributes:
        checks: keys of the check points it is about; empty where it is in free words.
        page: page of the paper, from 1; 0 for the paper as a whole.
        box: left, top, width and height in thousandths of the page; None for the whole page.
        omitted: the first notice should have named it; told later with a supervisor's leave.
    """

    key: str
    name: str
    remark: str
    checks: tuple[str, ...] = ()
    page: int = 0
    box: tuple[int, int, int, int] | None = None
    omitted: bool = False
