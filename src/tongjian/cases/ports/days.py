"""What the page of the day looks up; every statement ends early, by an index."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.case import Case, ProcessRecord
from tongjian.cases.ports.cases import WorkItem

Posts = tuple[tuple[UUID, str], ...]
"""Organisation and role of each post."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation about a case one has worked on.

    Attributes:
        answer: what it came to; empty while it is open.
    """

    case: Case
    department_name: str
    asked_at: datetime
    answer: str


class DayReadings(Protocol):
    """Reads of one officer's day, under the viewer's row-level rights."""

    def list_offered(self, *, posts: Posts, since: datetime, size: int) -> tuple[tuple[WorkItem, Case], ...]:
        """Return the tasks offered to posts since a moment, newest first."""
        ...

    def list_last_records(self, cases: tuple[UUID, ...]) -> dict[UUID, ProcessRecord]:
        """Return the last record of each case."""
        ...

    def list_waiting(self, *, person: UUID, posts: Posts, size: int) -> tuple[tuple[WorkItem, Case], ...]:
        """Return open tasks of others on cases the person worked on lately, longest waiting first."""
        ...

    def list_asked(self, *, person: UUID, since: datetime, size: int) -> tuple[Asked, ...]:
        """Return consultations on cases the person worked on lately: open ones, and those settled since."""
        ...
