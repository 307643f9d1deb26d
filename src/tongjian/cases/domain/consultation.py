"""A consultation (征求意见): one department asked once, with a limit, and what its answer or silence means.

Source: SPGL_XMSPSXZQYJXXB; domain rules 5.7.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongjian.calendar import ClockKind, DueDate, TimeLimit, WorkCalendar, due


class Silence(StrEnum):
    """What it means when a department says nothing within the limit."""

    CONSENT = "consent"
    REMINDER = "reminder"
    NOTHING = "nothing"


class Unreasoned(StrEnum):
    """What becomes of an objection without reasons."""

    RETURNED_ONCE = "returned_once"
    """Sent back once within the same limit; the second time it counts as consent."""
    REFUSED = "refused"
    """Not taken at all: reasons must come with it."""


class AnswerKind(StrEnum):
    """What a department may answer."""

    AGREE = "agree"
    CONDITIONAL = "conditional"
    DISAGREE = "disagree"
    FORWARDED = "forwarded"
    """需转报: a superior has to be asked; the consultation stays open."""


@dataclass(frozen=True, slots=True)
class ConsultationType:
    """One kind of consultation, as data with its basis in law.

    Attributes:
        basis: the rule it rests on, told to everyone concerned.
        source: where the rule was found, or ``own knowledge``.
        positive: the law demands the department's express agreement; silence never gives it.
        limit: days to answer.
        forwarded: further days once the department has to ask its superior; None where it may not.
        answers: the answers it knows.
    """

    code: str
    name: str
    basis: str
    source: str
    silence: Silence
    unreasoned: Unreasoned
    positive: bool
    limit: TimeLimit
    forwarded: TimeLimit | None
    answers: tuple[AnswerKind, ...]


class ConsultationStatus(StrEnum):
    """Where a consultation stands."""

    OPEN = "open"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    DEEMED_CONSENT = "deemed_consent"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return self in {self.OPEN, self.RETURNED, self.FORWARDED}


class StepKind(StrEnum):
    """What happened to a consultation, in the past tense of its record."""

    ASKED = "asked"
    ANSWERED = "answered"
    FORWARDED = "forwarded"
    RETURNED = "returned"
    REMINDED = "reminded"
    DEEMED_CONSENT = "deemed_consent"
    ANSWERED_LATE = "answered_late"
    WITHDRAWN = "withdrawn"
    NOT_FOLLOWED = "not_followed"


@dataclass(frozen=True, slots=True)
class Consultation:
    """One department consulted on one case; it has its own number, its own clock and its own readers.

    Attributes:
        number: 征 and the year's serial of the asking organ.
        type: code of the kind of consultation; its terms are kept as they were when asked.
        lead: the deciding organ that asks.
        starts_on: day the limit runs from; moved once when a superior has to be asked.
        due_on: last day to answer as of the last write, for the order of lists; None without one.
        answer: what was answered; None before, and where silence answered.
        returned: an objection was sent back for reasons; that happens once.
        silent: the limit passed without an answer: the department answers for it.
        overruled: the lead decided to follow the opinion not, and said why.
    """

    id: UUID
    case: UUID
    number: str
    type: str
    type_name: str
    basis: str
    silence: Silence
    unreasoned: Unreasoned
    positive: bool
    limit: TimeLimit
    lead: UUID
    lead_name: str
    department: UUID
    department_name: str
    department_code: str
    case_number: str
    item_name: str
    project_name: str
    asked_by_name: str
    asked_at: datetime
    starts_on: date
    due_on: date | None
    status: ConsultationStatus
    answer: AnswerKind | None = None
    settled_on: date | None = None
    returned: bool = False
    silent: bool = False
    overruled: bool = False

    def clock(self, *, calendar: WorkCalendar, today: date) -> DueDate:
        """Return the last day to answer; nothing stops this clock, it runs inside the lead's."""
        return due(
            limit=self.limit,
            starts_on=self.starts_on,
            pauses=(),
            kind=ClockKind.STATUTORY,
            calendar=calendar,
            today=today,
        )

    def is_over(self, *, calendar: WorkCalendar, today: date) -> bool:
        """Whether the limit has passed whatever a later notice of holidays says."""
        clock = self.clock(calendar=calendar, today=today)
        last = clock.latest or clock.on
        return last is not None and today > last

    @property
    def objects(self) -> bool:
        """Whether the department objects, with reasons."""
        return self.status is ConsultationStatus.ANSWERED and self.answer is AnswerKind.DISAGREE


@dataclass(frozen=True, slots=True)
class ConsultationStep:
    """One thing that happened to a consultation; append-only.

    Attributes:
        person: who did it; None for the clock.
        entry: the evidence-log entry written with it.
    """

    consultation: UUID
    position: int
    kind: StepKind
    answer: AnswerKind | None
    text: str
    person: UUID | None
    person_name: str
    organisation: UUID
    organisation_name: str
    at: datetime
    entry: UUID


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A material shared with the department."""

    name: str
    file: UUID
    file_name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ConsultationLetter:
    """What was sent: the question, the facts it rests on, and the papers; nothing else of the case.

    Attributes:
        facts: label and text, as they were when asked.
    """

    consultation: UUID
    question: str
    facts: tuple[tuple[str, str], ...]
    enclosures: tuple[Enclosure, ...]


_NO_REASONS = frozenset({"", "不同意", "反对", "无", "不同意该项目", "不予同意", "否"})


def gives_reasons(text: str) -> bool:
    """Return whether words give any reason beyond the bare objection."""
    return text.strip(" \t\r\n。，,.！!；;　") not in _NO_REASONS


def settle(consultation: Consultation, *, answer: AnswerKind, on: date) -> Consultation:
    """Return the consultation with its answer taken."""
    return replace(consultation, status=ConsultationStatus.ANSWERED, answer=answer, settled_on=on)


def send_back(consultation: Consultation) -> Consultation:
    """Return the consultation with an unreasoned objection sent back; the limit stays as it is."""
    return replace(
        consultation, status=ConsultationStatus.RETURNED, answer=None, settled_on=None, returned=True
    )


def deem_consent(consultation: Consultation, *, on: date, silent: bool) -> Consultation:
    """Return the consultation as one that counts as consent.

    Args:
        consultation: an open one whose type knows consent by silence.
        on: the day it is recorded.
        silent: nothing came in time; False for a second objection without reasons.
    """
    return replace(
        consultation, status=ConsultationStatus.DEEMED_CONSENT, answer=None, settled_on=on, silent=silent
    )


def forward(consultation: Consultation, *, limit: TimeLimit, on: date) -> Consultation:
    """Return the consultation with the further limit that asking a superior takes."""
    return replace(consultation, status=ConsultationStatus.FORWARDED, limit=limit, starts_on=on)


def withdraw(consultation: Consultation, *, on: date) -> Consultation:
    """Return the consultation as taken back by who asked."""
    return replace(consultation, status=ConsultationStatus.WITHDRAWN, settled_on=on)
