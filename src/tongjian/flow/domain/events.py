"""What has happened in an instance. The sequence of these is its history.

The tags carry a version: an old history is read for ever, so a changed shape gets a new tag.
Fields are written by position; a later field stands at the end and has a default.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tongjian.flow.domain.variables import Variables


class Started(msgspec.Struct, frozen=True, array_like=True, tag="started.1"):
    """The instance began, on this version of its process."""

    process: str
    version: int
    content_hash: str
    variables: Variables
    by: UUID | None


class Passed(msgspec.Struct, frozen=True, array_like=True, tag="passed.1"):
    """Tokens went through a node: one taken from each incoming flow, one laid on each outgoing.

    A start event takes none, an end event lays none, a finished task has taken its own when it was
    offered.
    """

    node: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]


class MultiInstanceOpened(msgspec.Struct, frozen=True, array_like=True, tag="multi.1"):
    """A multi-instance activity was entered by a token; ``body`` numbers this entry."""

    node: str
    flow: str
    body: int
    total: int


class TaskOffered(msgspec.Struct, frozen=True, array_like=True, tag="offered.1"):
    """A task was offered to those who hold the role in the organisation.

    Attributes:
        flow: the flow whose token the task took; empty inside a multi-instance.
        body: number of the multi-instance entry; 0 outside of one.
    """

    task: UUID
    node: str
    name: str
    role: str
    organisation: UUID | None
    acts: tuple[str, ...]
    flow: str
    body: int
    at: datetime


class TaskCompleted(msgspec.Struct, frozen=True, array_like=True, tag="completed.1"):
    """An open task was finished."""

    task: UUID
    node: str
    variables: Variables
    by: UUID | None


class TaskCancelled(msgspec.Struct, frozen=True, array_like=True, tag="cancelled.1"):
    """An open task fell because the instance was ended around it."""

    task: UUID
    node: str


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


Event = Started | Passed | MultiInstanceOpened | TaskOffered | TaskCompleted | TaskCancelled | Ended
