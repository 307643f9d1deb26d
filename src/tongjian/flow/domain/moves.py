"""What a command has done, as its caller sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from tongjian.flow.domain.act_effects import GiveNotice
from tongjian.flow.domain.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """A task that waits for a person.

    Attributes:
        node: id of the user task in the process.
        name: its name for people, Chinese.
        role: who may do it, within the organisation.
        organisation: whose it is; None where the process names nobody.
        acts: the acts allowed on it.
        persons: who may do it too, by name.
        assigned: the only persons who may do it, once it was handed on; empty: it was not.
        due_at: when its limit is over; None where the process sets none.
    """

    id: UUID
    instance: UUID
    node: str
    name: str
    role: str
    organisation: UUID | None
    acts: tuple[str, ...]
    offered_at: datetime
    persons: tuple[UUID, ...] = ()
    assigned: tuple[UUID, ...] = ()
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedTask:
    """A task that left the lists."""

    id: UUID
    node: str
    how: Literal["completed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What one command changed.

    Attributes:
        offered: tasks newly open, in the order of the process.
        closed: tasks no longer open.
        ended: the instance is over.
        position: number of the last event of the instance's history.
        notices: what people are told besides: copies, reminders, escalations.
    """

    offered: tuple[OpenTask, ...]
    closed: tuple[ClosedTask, ...]
    ended: bool
    position: int
    notices: tuple[GiveNotice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """One event of the history, with its place and time. ``position`` counts from 1."""

    position: int
    at: datetime
    event: Event
