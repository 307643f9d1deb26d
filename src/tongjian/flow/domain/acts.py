"""What people may ask for with a task or an instance besides completing it.

Commands that look back carry the past of the instance: the engine reads it from the history.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.act_events import SignerPlace
from tongjian.flow.domain.past import Past


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Give work back from an open task to an earlier node (退回).

    Attributes:
        to: id of that node.
        past: what the history says.
    """

    task: UUID
    to: str
    reason: str
    past: Past
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """Take back a task that one completed oneself, while nobody has gone on with it (撤回).

    Attributes:
        task: the completed task.
    """

    task: UUID
    reason: str
    past: Past
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassign:
    """Hand a task on for good (转办); only these persons may do it from now on."""

    task: UUID
    persons: tuple[UUID, ...]
    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate:
    """Have a task prepared by someone, who hands it back (委派)."""

    task: UUID
    person: UUID
    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandBack:
    """Give a delegated task back to those who had it (归还)."""

    task: UUID
    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSigner:
    """Ask more people to sign a task (加签): before it, after it, or beside it."""

    task: UUID
    place: SignerPlace
    persons: tuple[UUID, ...]
    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSigner:
    """Ask a signer no more (减签); ``task`` is that signer's own, not completed yet."""

    task: UUID
    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Tell people of a task without asking anything of them (抄送)."""

    task: UUID
    persons: tuple[UUID, ...]
    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge:
    """Ask those who have a task to get on with it (催办)."""

    task: UUID
    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend:
    """Let nothing happen in the instance until it is resumed (挂起)."""

    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Let a suspended instance go on (恢复)."""

    reason: str
    by: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Move a token to any node, as an administrator, with a reason (跳转).

    Attributes:
        place: number of the place it is taken from; 0: every token of the process is taken, and one
            is put on the node.
    """

    place: int
    to: str
    reason: str
    past: Past
    by: UUID | None
    now: datetime


MoveAct = Return | Withdraw | Jump
TaskHandling = Reassign | Delegate | HandBack | AddSigner | RemoveSigner | Copy | Urge
InstanceAct = Suspend | Resume
Act = MoveAct | TaskHandling | InstanceAct
