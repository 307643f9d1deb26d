"""Who has opened which paper."""

from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.case import PaperReading


class PaperReadings(Protocol):
    """First openings of papers by those they are for."""

    def list_readings(self, case: UUID) -> tuple[PaperReading, ...]:
        """Return the first openings of a case's papers, oldest first."""
        ...

    def add_reading(self, reading: PaperReading) -> None:
        """Append an opening; a second one of the same person leaves the first as it is."""
        ...
