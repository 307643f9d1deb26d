"""A pledge (告知承诺): told the conditions, the applicant promises to meet them, and the organ decides.

The promise is checked afterwards (核查); one that was false costs the decision and the right to pledge again.

Source: 国办发〔2020〕42号; domain rules 5.8.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongjian.calendar import TimeLimit


class CreditKind(StrEnum):
    """What a credit note is about."""

    FALSE_PLEDGE = "false_pledge"
    BROKEN_DEFERRAL = "broken_deferral"


class CheckVerdict(StrEnum):
    """What a check of a pledge comes to."""

    KEPT = "kept"
    RECTIFY = "rectify"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class PledgeTerms:
    """What is told and promised for one item.

    Attributes:
        check_limit: days from the decision to the check.
        rectify_limit: the longest an inspector may give to put things right.
        blocks: kinds of credit notes that close this way while they are not treated.
    """

    item: str
    basis: str
    source: str
    conditions: tuple[str, ...]
    duties: tuple[str, ...]
    consequences: tuple[str, ...]
    check_limit: TimeLimit
    rectify_limit: TimeLimit
    blocks: frozenset[CreditKind]


@dataclass(frozen=True, slots=True)
class PledgeText:
    """What is signed, to the letter.

    Attributes:
        parts: heading and paragraphs, in the order printed.
    """

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def sha256(self) -> str:
        """Return the hex digest of every word, by which a signature is bound to it."""
        lines = [self.title, *(line for heading, lines in self.parts for line in (heading, *lines))]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Pledge:
    """A signed pledge.

    Attributes:
        draft: the application it was signed in.
        case: None until the application is handed in.
        capacity: as whom the signer signed, in words.
        holders: who sees it before there is a case.
        entry: the evidence-log entry written with it.
    """

    id: UUID
    draft: UUID
    item: str
    applicant: UUID
    applicant_name: str
    text: PledgeText
    sha256: str
    signed_by: UUID
    signed_by_name: str
    capacity: str
    signed_at: datetime
    entry: UUID
    holders: tuple[UUID, ...]
    case: UUID | None = None


@dataclass(frozen=True, slots=True)
class PledgeCheck:
    """One check of a pledge; append-only.

    Attributes:
        rectify_by: last day to put right what was found; None for other verdicts.
    """

    id: UUID
    case: UUID
    verdict: CheckVerdict
    findings: str
    rectify_by: date | None
    checked_by: UUID
    checked_by_name: str
    checked_at: datetime
    entry: UUID


@dataclass(frozen=True, slots=True)
class CreditNote:
    """An entry in an applicant's credit record.

    Attributes:
        text: what happened, told to the applicant.
        source: the rule it rests on.
        lifted_on: day it was treated (信用修复); None while it stands.
    """

    id: UUID
    applicant: UUID
    applicant_name: str
    case: UUID
    case_number: str
    kind: CreditKind
    text: str
    source: str
    organ: str
    made_on: date
    entry: UUID
    lifted_on: date | None = None
    lifted_reason: str = ""


@dataclass(frozen=True, slots=True)
class PledgeBlock:
    """The untreated note that closes the way of the pledge to an applicant."""

    kind: CreditKind
    text: str
    organ: str
    case_number: str
    made_on: date


def pledge_text(
    terms: PledgeTerms, *, item_name: str, applicant_name: str, project_name: str, spared: Iterable[str]
) -> PledgeText:
    """Return what the applicant signs.

    Args:
        terms: of the item.
        item_name: the item.
        applicant_name: who promises.
        project_name: empty without a project.
        spared: names of the papers the promise stands for.
    """
    papers = tuple(spared)
    about = f"事项：{item_name}；申请人：{applicant_name}"
    check = f"作出决定之日起{terms.check_limit.days}个{terms.check_limit.unit.value}内核查承诺是否属实"
    parts = (
        ("申请", (f"{about}；项目：{project_name}" if project_name else about,)),
        ("依据", (terms.basis,)),
        ("应当具备的条件", terms.conditions),
        ("以承诺代替提交的材料", papers or ("无，材料照常提交，免去事前审查",)),
        ("申请人承诺", terms.duties),
        ("核查", (check,)),
        ("不实承诺的后果", terms.consequences),
    )
    return PledgeText("告知承诺书", parts)
