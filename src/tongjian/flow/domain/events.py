"""What has happened in an instance. The sequence of these is its history.

The tags carry a version: an old history is read for ever, so a changed shape gets a new tag.
Fields are written by position; a later field stands at the end and has a default. ``number`` is the
number of a place, scope, timer, subscription or incident; ``scope`` that of the scope it happened in.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tongjian.flow.domain.act_events import ActEvent
from tongjian.flow.domain.nodes import PlaceKind
from tongjian.flow.domain.signing import Opinion
from tongjian.flow.domain.upkeep import UpkeepEvent
from tongjian.flow.domain.variables import Elements, Variables


class Started(msgspec.Struct, frozen=True, array_like=True, tag="started.2"):
    """The instance began at a start event, on this version of its process."""

    process: str
    version: int
    content_hash: str
    node: str
    variables: Variables
    by: UUID | None


class Passed(msgspec.Struct, frozen=True, array_like=True, tag="passed.2"):
    """Tokens went through a node: one taken from each incoming flow, one laid on each outgoing.

    A start event takes none, an end event lays none, a finished activity has taken its own when it began.
    """

    scope: int
    node: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]


class ScopeOpened(msgspec.Struct, frozen=True, array_like=True, tag="scope.1"):
    """A sub-process or a called process began.

    Attributes:
        scope: the scope around it.
        flow: the flow whose token it took; empty inside a multi-instance and for an event sub-process.
        process: content hash of the called process; empty for a sub-process.
        variables: its own variables at its beginning.
    """

    number: int
    scope: int
    node: str
    flow: str
    index: int
    process: str
    variables: Variables


class ScopeClosed(msgspec.Struct, frozen=True, array_like=True, tag="scope_closed.1"):
    """A scope is over: its last token was used up, or it was cancelled with all that was in it."""

    number: int
    node: str
    how: Literal["completed", "cancelled"]


class MultiInstanceOpened(msgspec.Struct, frozen=True, array_like=True, tag="multi.2"):
    """A multi-instance activity was entered by a token."""

    number: int
    scope: int
    node: str
    flow: str
    total: int
    element: str
    elements: Elements


class MemberCompleted(msgspec.Struct, frozen=True, array_like=True, tag="member.1"):
    """One member of a multi-instance is done; ``scope`` is the multi-instance."""

    scope: int
    node: str
    index: int


class TaskOffered(msgspec.Struct, frozen=True, array_like=True, tag="offered.2"):
    """A task was offered to those who hold the role in the organisation.

    Attributes:
        flow: the flow whose token the task took; empty inside a multi-instance.
        index: its place in the multi-instance, from 1; 0 outside of one.
        persons: ids of persons who may do it too.
        due: when its limit is over; None where it has none.
    """

    task: UUID
    number: int
    scope: int
    node: str
    name: str
    role: str
    organisation: UUID | None
    acts: tuple[str, ...]
    flow: str
    index: int
    at: datetime
    persons: tuple[UUID, ...] = ()
    due: datetime | None = None


class TaskCompleted(msgspec.Struct, frozen=True, array_like=True, tag="completed.2"):
    """An open task was finished; its variables are laid over those it could see."""

    task: UUID
    number: int
    node: str
    variables: Variables
    by: UUID | None
    opinion: Opinion | None = None


class TaskCancelled(msgspec.Struct, frozen=True, array_like=True, tag="cancelled.2"):
    """An open task fell because what is around it was left or ended."""

    task: UUID
    number: int
    node: str


class PlaceEntered(msgspec.Struct, frozen=True, array_like=True, tag="entered.1"):
    """A token waits at an event, a receive task, a job, or for a person's help.

    Attributes:
        flow: the flow whose token it took; empty where it was taken before.
        topic: of a job: what kind it is.
        at: of a job: when it was asked for.
    """

    number: int
    scope: int
    node: str
    kind: PlaceKind
    flow: str
    index: int
    topic: str = ""
    at: datetime | None = None


class PlaceLeft(msgspec.Struct, frozen=True, array_like=True, tag="left.1"):
    """A token waits no more at a place that is not a user task.

    Attributes:
        variables: what came with it (a message, a job's answer), laid over those it could see.
    """

    number: int
    node: str
    kind: PlaceKind
    how: Literal["completed", "cancelled"]
    variables: Variables
    by: UUID | None


class JobRepeated(msgspec.Struct, frozen=True, array_like=True, tag="job_again.1"):
    """A person let a job be tried again."""

    number: int
    node: str
    topic: str
    at: datetime


class VariablesChanged(msgspec.Struct, frozen=True, array_like=True, tag="variables.1"):
    """Variables were laid over those of a scope."""

    scope: int
    node: str
    variables: Variables
    by: UUID | None


class TimerStarted(msgspec.Struct, frozen=True, array_like=True, tag="timer.1"):
    """A timer was set; ``host`` is the place or scope it belongs to."""

    number: int
    host: int
    node: str
    due: datetime
    left: int


class TimerFired(msgspec.Struct, frozen=True, array_like=True, tag="timer_fired.1"):
    """A timer was due and did what it was for."""

    number: int
    node: str
    at: datetime


class TimerCancelled(msgspec.Struct, frozen=True, array_like=True, tag="timer_cancelled.1"):
    """A timer fell with what it belonged to."""

    number: int
    node: str


class Subscribed(msgspec.Struct, frozen=True, array_like=True, tag="subscribed.1"):
    """A message or signal is waited for; an empty key means that any will do."""

    number: int
    host: int
    node: str
    kind: Literal["message", "signal"]
    name: str
    key: str


class Unsubscribed(msgspec.Struct, frozen=True, array_like=True, tag="unsubscribed.1"):
    """It is waited for no longer."""

    number: int
    node: str


class Received(msgspec.Struct, frozen=True, array_like=True, tag="received.1"):
    """A message or signal came for a subscription, which stays until it is ended."""

    number: int
    node: str
    kind: Literal["message", "signal"]
    name: str
    key: str
    variables: Variables
    by: UUID | None


class ThrownOut(msgspec.Struct, frozen=True, array_like=True, tag="thrown.1"):
    """An event brought something about.

    Attributes:
        code: the message's or signal's name, the error's or escalation's code.
        key: correlation key of a message.
        caught: where it was caught in this instance; empty where it was not.
        variables: what goes with a message.
    """

    scope: int
    node: str
    kind: Literal["message", "signal", "error", "escalation"]
    code: str
    key: str
    caught: str
    variables: Variables


class IncidentRaised(msgspec.Struct, frozen=True, array_like=True, tag="incident.1"):
    """The engine cannot go on alone.

    Attributes:
        code: code of the refusal, or of the error nobody catches.
        says: what is wrong, Chinese.
        place: number of the place at which the token waits for help; 0 where none does.
    """

    number: int
    scope: int
    node: str
    code: str
    says: str
    place: int
    at: datetime


class IncidentResolved(msgspec.Struct, frozen=True, array_like=True, tag="incident_resolved.1"):
    """A person looked after it, or what it stood in is over."""

    number: int
    node: str
    by: UUID | None


class Ended(msgspec.Struct, frozen=True, array_like=True, tag="ended.1"):
    """The instance ended: all tokens reached an end, an end event terminated it, or a person did.

    Attributes:
        how: completed, or terminated from outside.
        node: the end event reached last; empty where a person terminated it.
    """

    how: Literal["completed", "terminated"]
    node: str
    reason: str
    by: UUID | None


TokenEvent = Started | Passed | ScopeOpened | ScopeClosed | MultiInstanceOpened | MemberCompleted | Ended
PlaceEvent = (
    TaskOffered | TaskCompleted | TaskCancelled | PlaceEntered | PlaceLeft | JobRepeated | VariablesChanged
)
TriggerEvent = TimerStarted | TimerFired | TimerCancelled | Subscribed | Unsubscribed | Received | ThrownOut
IncidentEvent = IncidentRaised | IncidentResolved
Event = TokenEvent | PlaceEvent | TriggerEvent | IncidentEvent | ActEvent | UpkeepEvent
