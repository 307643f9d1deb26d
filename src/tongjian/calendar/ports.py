"""Where imported notices are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from tongjian.calendar.years import CalendarYear


@dataclass(frozen=True, slots=True)
class ImportedYear:
    """A notice as it was imported.

    Attributes:
        imported_by: the administrator; ``imported_by_name`` is what the log shows.
        entry: the evidence-log entry of the import.
    """

    id: UUID
    notice: CalendarYear
    imported_by: UUID
    imported_by_name: str
    imported_at: datetime
    entry: UUID


class YearTable(Protocol):
    """The notices imported; nothing is ever changed, the newest of a year holds."""

    def list_imported(self) -> tuple[ImportedYear, ...]:
        """Return every import, oldest first."""
        ...

    def add(self, imported: ImportedYear) -> None:
        """Append an import."""
        ...
