"""What a reviewer notes while judging a case: marks at points, the draft of an opinion, phrases."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongjian.cases.domain.case import Case, Verdict
from tongjian.cases.domain.material import Material
from tongjian.cases.domain.readings import CaseSheet
from tongjian.catalogue import ReviewPoint
from tongjian.kit import Problem
from tongjian.rules import Fact

LONGEST_REMARK = 1000
LONGEST_PHRASE = 300
MOST_PAGES = 9999
WHOLE = 1000
"""A box is told in thousandths of the page's width and height."""

_BOX = re.compile(r"([0-9]{1,4}),([0-9]{1,4}),([0-9]{1,4}),([0-9]{1,4})")


class PointVerdict(StrEnum):
    """What a reviewer finds at a point."""

    MET = "met"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a paper that a remark is about.

    Attributes:
        material: the paper.
        page: its page, from 1; 0 for the paper as a whole.
        box: left, top, width and height in thousandths of the page; None for the whole page.
    """

    material: UUID
    page: int = 0
    box: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """What one person noted at one point of one case.

    Attributes:
        point: key of the review point.
        verdict: None while only a remark or a place is noted.
        organisation: the organ for which the person reviews; its people see the mark.
    """

    case: UUID
    point: str
    person: UUID
    person_name: str
    organisation: UUID
    verdict: PointVerdict | None
    remark: str
    place: Place | None
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class PointNote:
    """What is to be noted at a point, before it is kept."""

    point: str
    verdict: PointVerdict | None = None
    remark: str = ""
    place: Place | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is noted."""
        return self.verdict is None and not self.remark and self.place is None


@dataclass(frozen=True, slots=True)
class OpinionDraft:
    """The opinion a person is writing in one node of one case.

    Attributes:
        choice: what it is to come to, as the page offers it; empty while not chosen.
        version: grows with each save; a stale save is refused. 0 before the first.
    """

    text: str = ""
    choice: str = ""
    version: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """常用语: words often needed.

    Attributes:
        shared: the whole organisation has it; otherwise its person alone.
        removable: the reader made it.
    """

    id: UUID
    text: str
    shared: bool
    removable: bool


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """How the same organ decided the same item before."""

    case: UUID
    number: str
    name: str
    state_label: str
    decided_on: date
    verdict: Verdict | None
    opinion: str


@dataclass(frozen=True, slots=True)
class PaperHistory:
    """One paper as it now lies before the reviewer, and what it replaced."""

    paper: Material
    earlier: tuple[Material, ...] = ()

    @property
    def changed(self) -> bool:
        """Return whether its bytes differ from the version before."""
        return bool(self.earlier) and self.earlier[-1].sha256 != self.paper.sha256


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """A point with what was noted at it.

    Attributes:
        mine: the reader's own mark.
        others: marks of colleagues of the same organ.
    """

    point: ReviewPoint
    mine: ReviewMark | None = None
    others: tuple[ReviewMark, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgingSheet:
    """Everything the case desk shows of a case besides its page.

    Attributes:
        node: the open task of the reader that the draft is kept for; empty where there is none.
        facts: declared facts of the project; empty without one.
    """

    sheet: CaseSheet
    node: str
    points: tuple[JudgedPoint, ...]
    papers: tuple[PaperHistory, ...]
    draft: OpinionDraft
    phrases: tuple[Phrase, ...]
    earlier: tuple[EarlierDecision, ...]
    facts: Mapping[str, Fact]


def papers_of(materials: Iterable[Material]) -> tuple[PaperHistory, ...]:
    """Return each paper with what it replaced, from all rounds in order."""
    rounds: dict[str, list[Material]] = {}
    for one in materials:
        rounds.setdefault(one.key, []).append(one)
    return tuple(PaperHistory(versions[-1], tuple(versions[:-1])) for versions in rounds.values())


def judged(
    points: Iterable[ReviewPoint], marks: Iterable[ReviewMark], *, reader: UUID
) -> tuple[JudgedPoint, ...]:
    """Return the points with their marks, the reader's own apart."""
    by_point: dict[str, list[ReviewMark]] = {}
    for mark in marks:
        by_point.setdefault(mark.point, []).append(mark)
    return tuple(_judged(point, by_point.get(point.key, []), reader) for point in points)


def _judged(point: ReviewPoint, marks: list[ReviewMark], reader: UUID) -> JudgedPoint:
    mine = next((one for one in marks if one.person == reader), None)
    return JudgedPoint(point, mine, tuple(one for one in marks if one.person != reader))


def note_problems(
    notes: Iterable[PointNote], *, points: Iterable[str], materials: Iterable[UUID]
) -> tuple[Problem, ...]:
    """Return what is wrong with notes: unknown points and papers, overlong remarks, places off the page."""
    known, papers = frozenset(points), frozenset(materials)
    return tuple(problem for note in notes for problem in _problems_of(note, known, papers))


def _problems_of(note: PointNote, points: frozenset[str], papers: frozenset[UUID]) -> list[Problem]:
    field = f"points.{note.point}"
    problems = []
    if note.point not in points:
        problems.append(Problem(field, "没有这个审查要点"))
    if len(note.remark) > LONGEST_REMARK:
        facts = (("longest", str(LONGEST_REMARK)),)
        problems.append(Problem(f"{field}.remark", "备注不能超过 %(longest)s 个字", facts))
    if note.place is not None and not _is_on_paper(note.place, papers):
        problems.append(Problem(f"{field}.place", "标注的位置不在本办件的材料上"))
    return problems


def _is_on_paper(place: Place, papers: frozenset[UUID]) -> bool:
    if place.material not in papers or not 0 <= place.page <= MOST_PAGES:
        return False
    if place.box is None:
        return True
    left, top, width, height = place.box
    starts = left >= 0 and top >= 0 and width > 0 and height > 0
    return place.page > 0 and starts and left + width <= WHOLE and top + height <= WHOLE


def read_box(text: str) -> tuple[int, int, int, int] | None:
    """Return a box from ``left,top,width,height``; None where the text is none."""
    found = _BOX.fullmatch(text)
    if found is None:
        return None
    left, top, width, height = map(int, found.groups())
    return left, top, width, height


def case_name(case: Case) -> str:
    """Return what people call a case by: its project, else its applicant."""
    return case.project_name or case.applicant_name
