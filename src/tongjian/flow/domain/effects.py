"""What the world is told of an event: tasks, timers, messages, jobs, incidents, the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, assert_never
from uuid import UUID

import msgspec

from tongjian.flow.domain.act_effects import ActEffect, act_effects
from tongjian.flow.domain.act_events import ActEvent
from tongjian.flow.domain.events import (
    Ended,
    Event,
    IncidentEvent,
    IncidentRaised,
    JobRepeated,
    PlaceEntered,
    PlaceLeft,
    Subscribed,
    TaskCancelled,
    TaskCompleted,
    TaskOffered,
    ThrownOut,
    TimerCancelled,
    TimerFired,
    TimerStarted,
    Unsubscribed,
)
from tongjian.flow.domain.kinds import routes
from tongjian.flow.domain.upkeep import DueMoved, TimerMoved
from tongjian.flow.domain.variables import Variables


# tasks are offered and closed by nearly every command: a struct is made in a tenth of a dataclass's time
class OfferTask(msgspec.Struct, frozen=True):
    """Offer the task to those who hold the role in the organisation, and to the persons named."""

    task: UUID
    number: int
    node: str
    name: str
    role: str
    organisation: UUID | None
    acts: tuple[str, ...]
    at: datetime
    persons: tuple[UUID, ...] = ()
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class MoveDue:
    """The limit of the task is over at another moment than was told before."""

    task: UUID
    due: datetime


class CloseTask(msgspec.Struct, frozen=True):
    """Take the task off the lists."""

    task: UUID
    node: str
    how: Literal["completed", "cancelled"]


@dataclass(frozen=True, slots=True)
class KeepTimer:
    """Fire the timer of this number once it is due."""

    number: int
    node: str
    due: datetime


@dataclass(frozen=True, slots=True)
class DropTimer:
    """The timer of this number has fired or fallen."""

    number: int


@dataclass(frozen=True, slots=True)
class KeepSubscription:
    """Bring the message or signal of this name here; an empty key takes any."""

    number: int
    node: str
    kind: Literal["message", "signal"]
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class DropSubscription:
    """The subscription of this number is over."""

    number: int


@dataclass(frozen=True, slots=True)
class RequestJob:
    """Do the job of this number and answer with it."""

    number: int
    node: str
    topic: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DropJob:
    """The job of this number is done, or its answer is no longer wanted."""

    number: int


@dataclass(frozen=True, slots=True)
class ReportIncident:
    """Show the incident of this number to someone who can help.

    Attributes:
        place: the place, task or job at which the token waits for it; 0 where none does.
    """

    number: int
    place: int
    node: str
    code: str
    says: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClearIncident:
    """The incident of this number is settled."""

    number: int


@dataclass(frozen=True, slots=True)
class SendMessage:
    """A message went out and nobody in this instance waited for it."""

    name: str
    key: str
    variables: Variables


@dataclass(frozen=True, slots=True)
class SendSignal:
    """A signal went out, for other instances too."""

    name: str
    variables: Variables


@dataclass(frozen=True, slots=True)
class EndInstance:
    """The instance is over."""

    how: Literal["completed", "terminated"]


Effect = (
    OfferTask
    | MoveDue
    | CloseTask
    | KeepTimer
    | DropTimer
    | KeepSubscription
    | DropSubscription
    | RequestJob
    | DropJob
    | ReportIncident
    | ClearIncident
    | SendMessage
    | SendSignal
    | EndInstance
    | ActEffect
)


def effects(event: Event) -> tuple[Effect, ...]:
    """Return what has to be done in the world because the event happened."""
    tell = _TELLERS.get(type(event))
    return tell(event) if tell is not None else ()


def _of_offered(event: TaskOffered) -> tuple[Effect, ...]:
    return (
        OfferTask(
            event.task,
            event.number,
            event.node,
            event.name,
            event.role,
            event.organisation,
            event.acts,
            event.at,
            event.persons,
            event.due,
        ),
    )


def _of_closed(event: TaskCompleted | TaskCancelled) -> tuple[Effect, ...]:
    return (
        CloseTask(event.task, event.node, "completed" if isinstance(event, TaskCompleted) else "cancelled"),
    )


def _of_job(event: PlaceEntered | PlaceLeft | JobRepeated) -> tuple[Effect, ...]:
    if isinstance(event, JobRepeated):
        return (RequestJob(event.number, event.node, event.topic, event.at),)
    if event.kind != "job":
        return ()
    if isinstance(event, PlaceLeft):
        return (DropJob(event.number),)
    return (RequestJob(event.number, event.node, event.topic, event.at),) if event.at else ()


def _of_timer(
    event: TimerStarted | TimerFired | TimerCancelled | TimerMoved | DueMoved,
) -> tuple[Effect, ...]:
    if isinstance(event, DueMoved):
        return (MoveDue(event.task, event.due),)
    if isinstance(event, TimerStarted | TimerMoved):
        return (KeepTimer(event.number, event.node, event.due),)
    return (DropTimer(event.number),)


def _of_subscription(event: Subscribed | Unsubscribed) -> tuple[Effect, ...]:
    if isinstance(event, Subscribed):
        return (KeepSubscription(event.number, event.node, event.kind, event.name, event.key),)
    return (DropSubscription(event.number),)


def _of_thrown(event: ThrownOut) -> tuple[Effect, ...]:
    match event.kind:
        case "message":
            return () if event.caught else (SendMessage(event.code, event.key, event.variables),)
        case "signal":
            return (SendSignal(event.code, event.variables),)
        case "error" | "escalation":
            return ()
        case _:
            assert_never(event.kind)


def _of_incident(event: IncidentEvent) -> tuple[Effect, ...]:
    if isinstance(event, IncidentRaised):
        return (ReportIncident(event.number, event.place, event.node, event.code, event.says, event.at),)
    return (ClearIncident(event.number),)


def _of_end(event: Ended) -> tuple[Effect, ...]:
    return (EndInstance(event.how),)


# the kinds that stand nowhere here change nothing outside
_TELLERS: Mapping[type, Callable[[Any], tuple[Effect, ...]]] = routes(
    (TaskOffered, _of_offered),
    (TaskCompleted | TaskCancelled, _of_closed),
    (PlaceEntered | PlaceLeft | JobRepeated, _of_job),
    (TimerStarted | TimerFired | TimerCancelled | TimerMoved | DueMoved, _of_timer),
    (Subscribed | Unsubscribed, _of_subscription),
    (ThrownOut, _of_thrown),
    (IncidentEvent, _of_incident),
    (Ended, _of_end),
    (ActEvent, act_effects),
)
