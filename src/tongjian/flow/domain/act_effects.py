"""What the world is told of acts on tasks: new hands, notices, an instance that stands still."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from tongjian.flow.domain.act_events import (
    ActEvent,
    Copied,
    Delegated,
    HandedBack,
    LimitPassed,
    Reassigned,
    Resumed,
    Suspended,
    Urged,
)


@dataclass(frozen=True, slots=True)
class AssignTask:
    """From now on only these persons may do the task; nobody named: those it was offered to, again."""

    task: UUID
    persons: tuple[UUID, ...]


NoticeKind = Literal["copied", "urged", "reminded", "escalated"]
"""抄送, 催办, 逾期提醒, 逾期升级."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveNotice:
    """Tell people of a task.

    Attributes:
        persons: of a copy; of everything else those who may do the task are meant.
        role: post that is told, of an escalation.
        organisation: its organisation; None: that of the task.
    """

    kind: NoticeKind
    task: UUID
    node: str
    persons: tuple[UUID, ...] = ()
    role: str = ""
    organisation: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HoldInstance:
    """The instance is suspended, or goes on: its timers and jobs wait as long as it is held."""

    held: bool


ActEffect = AssignTask | GiveNotice | HoldInstance


def act_effects(event: ActEvent) -> tuple[ActEffect, ...]:
    """Return what has to be done in the world because of an act."""
    match event:
        case Reassigned() | HandedBack():
            return (AssignTask(event.task, event.persons),)
        case Delegated():
            return (AssignTask(event.task, (event.person,)),)
        case Suspended() | Resumed():
            return (HoldInstance(isinstance(event, Suspended)),)
        case Copied() | Urged() | LimitPassed():
            return _notices(event)
        case _:
            return ()


def _notices(event: Copied | Urged | LimitPassed) -> tuple[ActEffect, ...]:
    match event:
        case Copied():
            notice = GiveNotice(
                kind="copied", task=event.task, node=event.node, persons=event.persons, reason=event.reason
            )
        case Urged():
            notice = GiveNotice(kind="urged", task=event.task, node=event.node, reason=event.reason)
        case LimitPassed(act="consent"):
            return ()
        case LimitPassed():
            notice = GiveNotice(
                kind="reminded" if event.act == "remind" else "escalated",
                task=event.task,
                node=event.node,
                role=event.role,
                organisation=event.organisation,
            )
    return (notice,)
