"""What the world is told of an event: tasks to offer and to close, the end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, assert_never
from uuid import UUID

from tongjian.flow.domain.events import (
    Ended,
    Event,
    MultiInstanceOpened,
    Passed,
    Started,
    TaskCancelled,
    TaskCompleted,
    TaskOffered,
)


@dataclass(frozen=True, slots=True)
class OfferTask:
    """Offer the task to those who hold the role in the organisation."""

    task: UUID
    node: str
    name: str
    role: str
    organisation: UUID | None
    acts: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class CloseTask:
    """Take the task off the lists."""

    task: UUID
    node: str
    how: Literal["completed", "cancelled"]


@dataclass(frozen=True, slots=True)
class EndInstance:
    """The instance is over."""

    how: Literal["completed", "terminated"]


Effect = OfferTask | CloseTask | EndInstance


def effects(event: Event) -> tuple[Effect, ...]:
    """Return what has to be done in the world because the event happened."""
    match event:
        case TaskOffered():
            return (
                OfferTask(
                    event.task, event.node, event.name, event.role, event.organisation, event.acts, event.at
                ),
            )
        case TaskCompleted():
            return (CloseTask(event.task, event.node, "completed"),)
        case TaskCancelled():
            return (CloseTask(event.task, event.node, "cancelled"),)
        case Ended():
            return (EndInstance(event.how),)
        case Started() | Passed() | MultiInstanceOpened():
            return ()
        case _:
            assert_never(event)
