"""Consultations and comprehensive replies."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.consultation import Consultation, ConsultationLetter, ConsultationStep
from tongjian.cases.domain.reply import Reply
from tongjian.kit import Page


@dataclass(frozen=True, slots=True)
class Silent:
    """How often a department let a limit of consultation pass without an answer."""

    department: UUID
    name: str
    number: int


class Consultations(Protocol):
    """Consultations; all under the viewer's row-level rights."""

    def add(self, consultation: Consultation, letter: ConsultationLetter) -> None:
        """Insert a consultation with what was sent."""
        ...

    def update(self, consultation: Consultation) -> None:
        """Write where a consultation stands."""
        ...

    def append_step(self, step: ConsultationStep) -> None:
        """Append what happened."""
        ...

    def find(self, consultation: UUID, *, lock: bool = False) -> Consultation | None:
        """Return a consultation the viewer may see; locked for the transaction when asked."""
        ...

    def find_letter(self, consultation: UUID) -> ConsultationLetter | None:
        """Return what was sent, if the viewer is an organ concerned."""
        ...

    def list_steps(self, consultations: tuple[UUID, ...]) -> tuple[ConsultationStep, ...]:
        """Return what happened to some consultations in order, as far as the viewer may read it."""
        ...

    def list_of_cases(self, cases: tuple[UUID, ...], *, lock: bool = False) -> tuple[Consultation, ...]:
        """Return the consultations on some cases, oldest first; locked in one order when asked."""
        ...

    def list_of_departments(
        self, departments: tuple[UUID, ...], *, is_open: bool, after: str, size: int
    ) -> Page[Consultation]:
        """Return consultations that departments were asked: open ones by date, others newest first."""
        ...

    def count_open(self, departments: tuple[UUID, ...]) -> int:
        """Return how many consultations wait for some departments."""
        ...

    def list_due(self, before: date, *, size: int) -> tuple[UUID, ...]:
        """Return open consultations whose written date lies before a day, for the sweep."""
        ...

    def count_silent(self) -> tuple[Silent, ...]:
        """Return how often each department was silent, over the consultations the viewer may see."""
        ...

    def last_reminder_at(self, consultation: UUID) -> datetime | None:
        """Return when a department was last reminded."""
        ...

    def add_reply(self, reply: Reply) -> None:
        """Append a comprehensive reply."""
        ...

    def list_replies(self, application: UUID) -> tuple[Reply, ...]:
        """Return the comprehensive replies to an application, oldest first."""
        ...
