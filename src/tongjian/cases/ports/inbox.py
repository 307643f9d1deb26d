"""What people keep around their inbox."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.readings import SavedFilter


class SavedFilters(Protocol):
    """Filters of the inbox, each person's own."""

    def list_filters(self, person: UUID) -> tuple[SavedFilter, ...]:
        """Return a person's filters by name."""
        ...

    def save_filter(self, person: UUID, *, kept: SavedFilter, at: datetime) -> None:
        """Keep a filter; one of the same name is replaced."""
        ...

    def drop_filter(self, person: UUID, name: str) -> None:
        """Forget a filter; nothing happens where there is none."""
        ...
