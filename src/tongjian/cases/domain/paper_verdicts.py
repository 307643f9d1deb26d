"""Verdicts on papers before acceptance, and what a correction notice may name.

A paper is judged as it lies there: a new version, or an answer to a notice, is to be judged anew. What was
found in order when a notice went out is locked: it is not asked again and not replaced.

Source: 行政许可法 Art. 32 (1) 4; domain rules 5.1.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tongjian.cases.domain.case import CorrectionPoint
from tongjian.cases.domain.material import Material

WHOLE_PAPER = 0
"""The page of a remark that is about the paper as a whole."""

_FREE = frozenset({"free"})
"""What a point without check points is about."""

Rounds = tuple[tuple[int, tuple[CorrectionPoint, ...]], ...]
"""Every correction notice of a case with its points, in order."""


class Finding(StrEnum):
    """What somebody finds of a paper."""

    ACCEPTED = "accepted"
    TO_CORRECT = "to_correct"


@dataclass(frozen=True, slots=True)
class PaperVerdict:
    """What was found of one paper of one case; append-only, the newest counts.

    Attributes:
        material: the version of the paper that was judged.
        key: merge key of the paper.
        checks: keys of the item's check points that are not met.
        remark: the officer's own words.
        told: the remark as the applicant reads it: the check points in words, then the own words.
        page: page the remark is about, from 1; ``WHOLE_PAPER`` for the paper as a whole.
        box: left, top, width and height in thousandths of the page; None for the whole page.
        round: how many correction notices had gone out.
    """

    id: UUID
    case: UUID
    material: UUID
    key: str
    finding: Finding
    checks: tuple[str, ...]
    remark: str
    told: str
    page: int
    box: tuple[int, int, int, int] | None
    round: int
    person: UUID
    person_name: str
    at: datetime
    entry: UUID


class PaperStanding(StrEnum):
    """Where a paper stands before acceptance."""

    UNJUDGED = "unjudged"
    ACCEPTED = "accepted"
    LOCKED = "locked"
    TO_CORRECT = "to_correct"


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A paper with the verdict that counts.

    Attributes:
        required: acceptance waits for it.
        verdict: the newest one on this version; None while nobody has judged it.
        round: how many correction notices have gone out.
    """

    material: Material
    required: bool
    verdict: PaperVerdict | None
    round: int

    @property
    def standing(self) -> PaperStanding:
        """Where it stands: a paper that was asked for is judged anew once the answer is there."""
        if self.verdict is None:
            return PaperStanding.UNJUDGED
        fresh = self.verdict.round == self.round
        if self.verdict.finding is Finding.ACCEPTED:
            return PaperStanding.ACCEPTED if fresh else PaperStanding.LOCKED
        return PaperStanding.TO_CORRECT if fresh else PaperStanding.UNJUDGED


@dataclass(frozen=True, slots=True)
class NewPoint:
    """A supervisor's leave to tell a point that the first notice forgot; it serves the next notice only.

    Attributes:
        key: of the paper or field.
        round: how many notices had gone out.
    """

    id: UUID
    case: UUID
    round: int
    key: str
    name: str
    reason: str
    person: UUID
    person_name: str
    organisation_name: str
    at: datetime
    entry: UUID


def check_papers(
    materials: Iterable[Material],
    verdicts: Iterable[PaperVerdict],
    *,
    optional: Collection[str],
    round_no: int,
) -> tuple[CheckedPaper, ...]:
    """Return the papers of a case with the verdicts that count.

    Args:
        materials: the newest version of each paper.
        verdicts: all verdicts of the case, oldest first.
        optional: merge keys of papers that acceptance does not wait for.
        round_no: how many correction notices have gone out.
    """
    newest = {one.material: one for one in verdicts}
    return tuple(
        CheckedPaper(one, one.key not in optional, newest.get(one.id), round_no) for one in materials
    )


def point_of(verdict: PaperVerdict, *, name: str) -> CorrectionPoint:
    """Return the point a notice names for a paper that is to be corrected."""
    return CorrectionPoint(
        verdict.key, name, verdict.told, checks=verdict.checks, page=verdict.page, box=verdict.box
    )


def told_words(checks: Iterable[str], remark: str) -> str:
    """Return a remark as the applicant reads it, from the texts of check points and own words."""
    unmet = "；".join(checks)
    required = f"应当符合：{unmet}" if unmet else ""
    return "。".join(part for part in (required, remark.strip()) if part)


def is_new(point: CorrectionPoint, rounds: Rounds) -> bool:
    """Return whether a point may not be told any more: the first notice should have named it.

    A point is the same when it is about the same paper or field, and about nothing but the check points
    told for it, or in free words where those were free. What a later notice told with leave counts as told.
    """
    if not rounds:
        return False
    return not about(point) <= _told(rounds).get(point.key, frozenset())


def about(point: CorrectionPoint) -> frozenset[str]:
    """Return what a point is about: its check points, or free words."""
    return frozenset(point.checks) or _FREE


def with_omissions(
    points: Iterable[CorrectionPoint], rounds: Rounds, allowed: Mapping[str, NewPoint]
) -> tuple[tuple[CorrectionPoint, ...], tuple[CorrectionPoint, ...]]:
    """Return the points of a notice, those told with leave marked, and those for which there is no leave."""
    marked, refused = [], []
    for point in points:
        fresh = is_new(point, rounds)
        marked.append(replace(point, omitted=fresh))
        if fresh and point.key not in allowed:
            refused.append(point)
    return tuple(marked), tuple(refused)


def _told(rounds: Rounds) -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for at, (_, points) in enumerate(rounds):
        for point in points:
            if at == 0 or point.omitted:
                known[point.key] = known.get(point.key, frozenset()) | about(point)
    return known
