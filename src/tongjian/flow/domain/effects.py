"""What the world is told of an event: tasks, timers, messages, jobs, incidents, the end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, assert_never
from uuid import UUID

from tongjian.flow.domain.act_effects import ActEffect, act_effects
from tongjian.flow.domain.events import (
    Ended,
    Event,
    IncidentRaised,
    IncidentResolved,
    JobRepeated,
    MemberCompleted,
    MultiInstanceOpened,
    Passed,
    PlaceEntered,
    PlaceLeft,
    Received,
    ScopeClosed,
    ScopeOpened,
    Started,
    Subscribed,
    TaskCancelled,
    TaskCompleted,
    TaskOffered,
    ThrownOut,
    TimerCancelled,
    TimerFired,
    TimerStarted,
    Unsubscribed,
    VariablesChanged,
)
from tongjian.flow.domain.upkeep import DueMoved, Migrated, TimerMoved
from tongjian.flow.domain.variables import Variables


@dataclass(frozen=True, slots=True)
class OfferTask:
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


@dataclass(frozen=True, slots=True)
class CloseTask:
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


def effects(event: Event) -> tuple[Effect, ...]:  # noqa: PLR0911 - one return per kind of event
    """Return what has to be done in the world because the event happened."""
    match event:
        case TaskOffered() | TaskCompleted() | TaskCancelled():
            return (_of_task(event),)
        case PlaceEntered() | PlaceLeft() | JobRepeated():
            return _of_job(event)
        case TimerStarted() | TimerFired() | TimerCancelled() | TimerMoved() | DueMoved():
            return (_of_timer(event),)
        case Subscribed() | Unsubscribed():
            return (_of_subscription(event),)
        case ThrownOut():
            return _of_thrown(event)
        case IncidentRaised() | IncidentResolved():
            return (_of_incident(event),)
        case Ended():
            return (EndInstance(event.how),)
        case Started() | Passed() | ScopeOpened() | ScopeClosed() | MultiInstanceOpened():
            return ()
        case MemberCompleted() | VariablesChanged() | Received() | Migrated():
            return ()
        case _:
            return act_effects(event)


def _of_task(event: TaskOffered | TaskCompleted | TaskCancelled) -> Effect:
    match event:
        case TaskOffered():
            return OfferTask(
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
            )
        case TaskCompleted():
            return CloseTask(event.task, event.node, "completed")
        case TaskCancelled():
            return CloseTask(event.task, event.node, "cancelled")
        case _:
            assert_never(event)


def _of_job(event: PlaceEntered | PlaceLeft | JobRepeated) -> tuple[Effect, ...]:
    if isinstance(event, JobRepeated):
        return (RequestJob(event.number, event.node, event.topic, event.at),)
    if event.kind != "job":
        return ()
    if isinstance(event, PlaceLeft):
        return (DropJob(event.number),)
    return (RequestJob(event.number, event.node, event.topic, event.at),) if event.at else ()


def _of_timer(event: TimerStarted | TimerFired | TimerCancelled | TimerMoved | DueMoved) -> Effect:
    if isinstance(event, DueMoved):
        return MoveDue(event.task, event.due)
    if isinstance(event, TimerStarted | TimerMoved):
        return KeepTimer(event.number, event.node, event.due)
    return DropTimer(event.number)


def _of_subscription(event: Subscribed | Unsubscribed) -> Effect:
    if isinstance(event, Subscribed):
        return KeepSubscription(event.number, event.node, event.kind, event.name, event.key)
    return DropSubscription(event.number)


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


def _of_incident(event: IncidentRaised | IncidentResolved) -> Effect:
    if isinstance(event, IncidentRaised):
        return ReportIncident(event.number, event.place, event.node, event.code, event.says, event.at)
    return ClearIncident(event.number)
