"""The cases whose dates a new notice of working days may move."""

from datetime import date
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.case import Case


class DatedCases(Protocol):
    """Reads of cases by the day they are due, under the viewer's row-level rights."""

    def list_due_from(self, day: date, *, after: UUID | None, size: int) -> tuple[Case, ...]:
        """Return the cases with open tasks due on the day or later, by id, those after a place."""
        ...
