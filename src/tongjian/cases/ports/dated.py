"""Cases by their dates: due from a day on, and when they came in and lay with the applicant."""

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.states import CaseState


class DatedCases(Protocol):
    """Reads of cases by their dates, under the viewer's row-level rights."""

    def list_due_from(self, day: date, *, after: UUID | None, size: int) -> tuple[Case, ...]:
        """Return the cases with open tasks due on the day or later, by id, those after a place."""
        ...

    def list_receipts(self, cases: tuple[UUID, ...]) -> dict[UUID, tuple[tuple[CaseState, datetime], ...]]:
        """Return when each case came in, was sent back to be corrected and came back, in order."""
        ...
