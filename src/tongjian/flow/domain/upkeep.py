"""Looking after running instances: moving their timers, and moving them to another version."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from tongjian.flow.domain.process import Process


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTimers:
    """Let timers and tasks be due at other moments, because a pause has begun or ended.

    Attributes:
        dues: number and new moment of each timer.
        tasks: number and new moment of each open task.
    """

    dues: tuple[tuple[int, datetime], ...]
    by: UUID | None
    now: datetime
    tasks: tuple[tuple[int, datetime], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrate:
    """Let the instance go on on another version of its process.

    Attributes:
        to: the other version.
        nodes: new id of each node that has another one there.
    """

    to: Process
    nodes: tuple[tuple[str, str], ...]
    by: UUID | None
    now: datetime


UpkeepCommand = MoveTimers | Migrate
"""Commands that move no token."""


class TimerMoved(msgspec.Struct, frozen=True, array_like=True, tag="timer_moved.1"):
    """A timer is due at another moment than before."""

    number: int
    node: str
    due: datetime


class DueMoved(msgspec.Struct, frozen=True, array_like=True, tag="due_moved.1"):
    """The limit of an open task is over at another moment than before."""

    task: UUID
    number: int
    node: str
    due: datetime


class Migrated(msgspec.Struct, frozen=True, array_like=True, tag="migrated.1"):
    """The instance goes on on another version.

    Attributes:
        nodes: new ids of the nodes that have another id there.
        flows: new ids of the sequence flows that have another id there.
    """

    process: str
    version: int
    content_hash: str
    nodes: dict[str, str]
    flows: dict[str, str]
    by: UUID | None


UpkeepEvent = TimerMoved | DueMoved | Migrated
