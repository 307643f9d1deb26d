"""What can be asked of an instance. The present moment and the actor come with the command."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.variables import Variables


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Begin the instance with its first variables."""

    variables: Variables
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask:
    """Finish an open task, laying its variables over those of the instance."""

    task: UUID
    variables: Variables
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminate:
    """End the instance at once, wherever its tokens are."""

    reason: str
    by: UUID | None
    now: datetime


Command = Start | CompleteTask | Terminate
