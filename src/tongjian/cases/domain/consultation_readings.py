"""What pages and the API read of consultations."""

from dataclasses import dataclass

from tongjian.calendar import DueDate
from tongjian.cases.domain.consultation import (
    AnswerKind,
    Consultation,
    ConsultationLetter,
    ConsultationStep,
    ConsultationType,
)


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """One consultation in a list.

    Attributes:
        clock: the last day to answer, perhaps provisional.
        over: the limit has passed and nothing has been recorded yet.
        status_label: where it stands, in words.
    """

    consultation: Consultation
    clock: DueDate
    over: bool
    status_label: str


@dataclass(frozen=True, slots=True)
class ConsultationSheet:
    """One consultation with what was sent and what happened.

    Attributes:
        answers: what the reader may answer now; none for who does not belong to the department.
        asked_here: the reader belongs to the department that was asked.
    """

    line: ConsultationLine
    letter: ConsultationLetter
    steps: tuple[ConsultationStep, ...]
    answers: tuple[AnswerKind, ...]
    asked_here: bool


@dataclass(frozen=True, slots=True)
class ConsultationEntry:
    """One consultation as the case page shows it.

    Attributes:
        steps: what happened; empty for the applicant, who knows only whom one waits for.
        acts: what the reader may do with it now.
    """

    line: ConsultationLine
    steps: tuple[ConsultationStep, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsultationChoice:
    """A department that may be asked.

    Attributes:
        code: of the catalogue.
        proposed: kind of consultation the decision table proposes for it; empty when it proposes none.
        question: a first wording; source: the law the proposal follows.
        express: the law that demands this department's express agreement; empty where none does.
    """

    code: str
    name: str
    proposed: str = ""
    question: str = ""
    source: str = ""
    express: str = ""


@dataclass(frozen=True, slots=True)
class ConsultationChoices:
    """What the page that asks departments offers: proposed departments first."""

    departments: tuple[ConsultationChoice, ...]
    kinds: tuple[ConsultationType, ...]
