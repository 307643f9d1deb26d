"""What can be asked of an instance. The present moment and the actor come with the command."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from tongjian.flow.domain.acts import Act
from tongjian.flow.domain.signing import Opinion
from tongjian.flow.domain.upkeep import UpkeepCommand
from tongjian.flow.domain.variables import Variables


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Begin the instance with its first variables.

    Attributes:
        node: the start event, where it is one that waits for a message or a timer; empty: the one
            without a trigger.
    """

    variables: Variables
    by: UUID | None
    now: datetime
    node: str = ""


# the command that is nearly always the one: a struct is made in a fraction of a dataclass's time
class CompleteTask(msgspec.Struct, frozen=True, kw_only=True):
    """Finish an open task, laying its variables over those of the instance.

    Attributes:
        opinion: what the signer says, where opinions are asked for; None means ``agree``.
    """

    task: UUID
    variables: Variables
    by: UUID | None
    now: datetime
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminate:
    """End the instance at once, wherever its tokens are."""

    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FireTimer:
    """A timer is due; ``timer`` is its number in the instance."""

    timer: int
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverMessage:
    """A message for whoever in the instance waits for it: the first of them, if several."""

    name: str
    key: str
    variables: Variables
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastSignal:
    """A signal for everyone in the instance who waits for it; nobody need wait."""

    name: str
    variables: Variables
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishJob:
    """A job is done; ``job`` is its number in the instance."""

    job: int
    variables: Variables
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FailJob:
    """A job cannot be done: with the code of an error of the process, or after the last try.

    Attributes:
        code: of an error that a boundary event may catch; empty where the machine failed.
        says: what happened, for the person who looks.
    """

    job: int
    code: str
    says: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveIncident:
    """Try again what the engine could not do, with variables put right."""

    incident: int
    variables: Variables
    by: UUID | None
    now: datetime


EngineCommand = FireTimer | DeliverMessage | BroadcastSignal | FinishJob | FailJob
"""Commands by which no person acts on a task: what cannot go on becomes an incident, not a refusal."""

TokenCommand = Start | CompleteTask | Terminate | EngineCommand | ResolveIncident | Act
"""Commands that move tokens or say something of what waits."""

Command = TokenCommand | UpkeepCommand
