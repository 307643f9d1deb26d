"""The item (审批事项): what may be applied for, on which terms, and what comes out of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from tongjian.calendar import TimeLimit
from tongjian.rules import Predicate

ItemCode = str
"""Code of an item in the catalogue, such as ``S3-05``."""


class KindOfAct(StrEnum):
    """What kind of act an item ends in; the shipped process and its documents follow from it."""

    PERMIT = "permit"
    """行政许可: granted or refused with reasons, with remedy text."""
    CONFIRMATION = "confirmation"
    """行政确认、登记、核验: a fact or right is confirmed or registered."""
    FILING = "filing"
    """备案: receipt only, complete or not; no refusal on substance."""
    INTERNAL = "internal"
    """政府内部协作: an opinion among authorities, no decision towards the applicant."""
    SERVICE = "service"
    """公用服务与中介服务: offer, contract, result; no administrative decision."""
    INSPECTION = "inspection"
    """行政检查: findings on the site."""


class ApplicantKind(StrEnum):
    """Who may apply (申请对象)."""

    NATURAL = "natural"
    LEGAL = "legal"


class Verdict(StrEnum):
    """Whether an item is needed for a project."""

    APPLIES = "applies"
    DROPPED = "dropped"
    ASKS = "asks"
    """An answer is still missing."""


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """A time limit as the law or the service promise states it.

    Attributes:
        limit: days with their unit, never converted; None where no limit in days is stated.
        note: conditions in words.
        source: where the figure was found.
    """

    limit: TimeLimit | None
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The statutory (法定) and the promised (承诺) time limit of an item."""

    statutory: StatedLimit
    promised: StatedLimit

    @property
    def effective(self) -> TimeLimit | None:
        """Return the promised limit, or the statutory one where nothing is promised."""
        return self.promised.limit or self.statutory.limit


@dataclass(frozen=True, slots=True)
class Condition:
    """When an item is needed (适用情形).

    Attributes:
        label: the condition in the words of its source.
        when: the same as a predicate over declared facts; None means always.
        question: the yes/no question asked where the words give no test; empty otherwise.
    """

    label: str
    when: Predicate | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class MaterialSpec:
    """One material (申请材料) an item asks for.

    Attributes:
        code: stable directory number (CLMLBH).
        key: merge identity; materials of one key are one and the same paper and are asked once.
        form: original, copy or electronic form, in words.
        source: who makes it.
        tolerable: may be handed in later (容缺后补).
        commitable: may be replaced by a pledge (告知承诺).
        registry: code of the registry it is fetched from; then the applicant is not asked for it.
        from_items: items one of whose results is this material.
    """

    code: str
    key: str
    name: str
    form: str
    source: Literal["applicant", "government", "intermediary"]
    required: bool
    tolerable: bool
    commitable: bool
    registry: str | None = None
    from_items: tuple[ItemCode, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a result document is valid from the day of its issue.

    Attributes:
        lapses: ``always`` at the end; or ``unused``, only while what it allows was not begun.
    """

    count: int
    unit: Literal["day", "month", "year"]
    lapses: Literal["always", "unused"] = "always"


@dataclass(frozen=True, slots=True)
class ResultSpec:
    """One result document (结果文书) of an item.

    Attributes:
        code: stable code within the catalogue.
        kind: 证照, 批文, 证明 and so on.
        validity_text: the validity in words, with conditions.
        validity: its length where it is a plain length; None where none or unlimited.
        number_format: the numbering rule in words.
        number_scheme: key of the numbering scheme the result counter uses.
        electronic_licence: what is known of its electronic licence type.
    """

    code: str
    name: str
    kind: str
    validity_text: str = ""
    validity: Validity | None = None
    number_format: str = ""
    number_scheme: str = "document"
    electronic_licence: str = ""


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """A special procedure (特别程序) that may stop this item's clock.

    Attributes:
        code: code in the national list TBCX.
        name: its name in the item's own words.
        kind: code of the kind of stop where the national list is too coarse; empty for ``code``.
        planned_days: the longest plan in working days this item allows; 0 for the kind's own.
    """

    code: str
    name: str
    kind: str = ""
    planned_days: int = 0


@dataclass(frozen=True, slots=True)
class ExchangeTerms:
    """What the national exchange tables ask of an item.

    Attributes:
        standard_item: code in the standard item list (DYBZSPSXBM); empty until known.
        standard_stage: number of the standard stage (DYBZSPJDXH); empty outside any stage.
        publicity: way of publicity (GKFS).
        handling_type: 1 on the spot (即办件), 2 within a promised limit (承诺件) (BJLX).
        special_procedures: the codes the item enables (TBCX).
    """

    standard_item: str
    standard_stage: str
    publicity: str
    handling_type: Literal["1", "2"]
    special_procedures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handling:
    """Who handles an item, where it is decided and by which process.

    Attributes:
        lead_department: code of the department that decides.
        lead_department_text: the department in the words of the source.
        co_departments: codes of the departments that co-sign.
        consults: co-departments and others are asked for opinions (征求意见).
        decided_in: ``here``, or the code of the outside system that decides.
        process: name of the shipped process.
        window: counter area where it may be handed in.
    """

    lead_department: str
    lead_department_text: str
    co_departments: tuple[str, ...]
    consults: bool
    decided_in: str
    process: str
    window: str

    @property
    def is_outside(self) -> bool:
        """Return whether another system decides."""
        return self.decided_in != "here"


@dataclass(frozen=True, slots=True)
class Provenance:
    """How well an item's data is grounded.

    Attributes:
        source_type: the type of act as its source names it.
        detail: ``full``, or ``brief`` where the material list is only a suggestion.
        confidence: high, medium or low.
        sources: where the data was found.
        notes: remarks for the handler.
        judged: why kind, process or condition were chosen where the source left it open.
    """

    source_type: str
    detail: Literal["full", "brief"]
    confidence: Literal["high", "medium", "low"]
    sources: tuple[str, ...]
    notes: str = ""
    judged: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An approval item (审批事项) in one version.

    Attributes:
        code: code in the catalogue.
        version: version of the item (SPSXBBH); running cases keep theirs.
        stage: id of its stage; None for an item outside every project.
        line: ``main`` line, ``parallel`` to it, or a ``service``.
        needs_project: a project code is needed; without one the item is applied for alone (单项申报).
        applies_to: project types it may be needed for.
        prerequisites: AND of terms, each any one of its items.
        soft_prerequisites: items whose results are used when present.
        milestone: it is a milestone of its stage.
        pledge: how a pledge may replace conditions (告知承诺), in words; empty when it may not.
        form: code of its form.
        keywords: everyday words people search for it by.
        common_materials: codes of the common materials it asks for besides its own.
    """

    code: ItemCode
    version: str
    name: str
    kind: KindOfAct
    stage: str | None
    line: Literal["main", "parallel", "service"]
    needs_project: bool
    applicants: tuple[ApplicantKind, ...]
    applies_to: tuple[str, ...]
    condition: Condition
    prerequisites: tuple[tuple[ItemCode, ...], ...]
    soft_prerequisites: tuple[ItemCode, ...]
    handling: Handling
    limits: Limits
    special_procedures: tuple[SpecialProcedure, ...]
    milestone: bool
    pledge: str
    legal_basis: tuple[str, ...]
    materials: tuple[MaterialSpec, ...]
    common_materials: tuple[str, ...]
    results: tuple[ResultSpec, ...]
    form: str
    keywords: tuple[str, ...]
    exchange: ExchangeTerms
    provenance: Provenance

    @property
    def search_text(self) -> str:
        """Return the words a search for this item may hit."""
        results = " ".join(result.name for result in self.results)
        words = " ".join(self.keywords)
        return f"{self.code} {self.name} {self.handling.lead_department_text} {results} {words}"
