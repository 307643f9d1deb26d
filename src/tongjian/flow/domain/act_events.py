"""What people do with tasks besides completing them, as events of the history.

Source: the acts of Chinese approval work (退回, 撤回, 转办, 委派, 加签, 减签, 抄送, 催办); BPMN has none
of them.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tongjian.flow.domain.signing import Opinion, Outcome

SignerPlace = Literal["before", "after", "beside"]
"""Where an added signer signs: before the task can be completed, after it has been, or meanwhile."""


class Returned(msgspec.Struct, frozen=True, array_like=True, tag="returned.1"):
    """Work was given back to an earlier node (退回); what follows it undoes what came after that node.

    Attributes:
        task: the task from which it was returned.
        to: the node that is done again, in ``scope`` or in a sub-process of it.
        fallen: completed tasks whose opinions no longer count.
    """

    task: UUID
    number: int
    node: str
    scope: int
    to: str
    fallen: tuple[UUID, ...]
    reason: str
    by: UUID | None


class Withdrawn(msgspec.Struct, frozen=True, array_like=True, tag="withdrawn.1"):
    """Whoever completed a task took it back (撤回) before anyone went on with it.

    Attributes:
        scope: the multi-instance whose member signs again; -1 where the node is done again.
        index: that member; 0 outside of one.
        opinion: what is taken out of the tally.
        undone: how many members that had begun after it will begin again later.
    """

    task: UUID
    node: str
    scope: int
    index: int
    opinion: Opinion | None
    undone: int
    reason: str
    by: UUID | None


class Jumped(msgspec.Struct, frozen=True, array_like=True, tag="jumped.1"):
    """An administrator moved a token, or all of them, to a node.

    Attributes:
        number: the place it was taken from; 0 where every token of the scope was.
        fallen: completed tasks whose opinions no longer count.
    """

    number: int
    node: str
    scope: int
    to: str
    fallen: tuple[UUID, ...]
    reason: str
    by: UUID | None


class Undone(msgspec.Struct, frozen=True, array_like=True, tag="undone.1"):
    """Nodes that tokens had come to, by scope, count as not come to: what happened there was undone."""

    nodes: tuple[tuple[int, str], ...]


class ArrivalsSet(msgspec.Struct, frozen=True, array_like=True, tag="arrivals.1"):
    """Tokens that wait at joins were taken away, or given back as they were before the join passed."""

    scope: int
    taken: tuple[str, ...]
    given: tuple[str, ...]


class Reassigned(msgspec.Struct, frozen=True, array_like=True, tag="reassigned.1"):
    """A task was handed on for good (转办)."""

    task: UUID
    number: int
    node: str
    persons: tuple[UUID, ...]
    reason: str
    by: UUID | None


class Delegated(msgspec.Struct, frozen=True, array_like=True, tag="delegated.1"):
    """A task was given to someone who hands it back before it can be completed (委派)."""

    task: UUID
    number: int
    node: str
    person: UUID
    reason: str
    by: UUID | None


class HandedBack(msgspec.Struct, frozen=True, array_like=True, tag="handed_back.1"):
    """A delegated task came back to those who had it before (归还).

    Attributes:
        persons: they; empty where it had been handed to nobody before.
    """

    task: UUID
    number: int
    node: str
    persons: tuple[UUID, ...]
    reason: str
    by: UUID | None


class SignerAdded(msgspec.Struct, frozen=True, array_like=True, tag="signer_added.1"):
    """More people were asked to sign a task (加签); their own tasks follow when it is their turn."""

    task: UUID
    number: int
    node: str
    place: SignerPlace
    persons: tuple[UUID, ...]
    reason: str
    by: UUID | None


class SignerAsked(msgspec.Struct, frozen=True, array_like=True, tag="signer_asked.1"):
    """The task just offered is that of an added signer.

    Attributes:
        host: number of the task it was added to.
        index: the member of the multi-instance that task is; 0 outside of one.
    """

    number: int
    host: int
    place: SignerPlace
    person: UUID
    index: int


class MembersAdded(msgspec.Struct, frozen=True, array_like=True, tag="members_added.1"):
    """A multi-instance got more members, each with the weight of one."""

    scope: int
    node: str
    persons: tuple[UUID, ...]


class SignerRemoved(msgspec.Struct, frozen=True, array_like=True, tag="signer_removed.1"):
    """A signer who has not signed yet is asked no more (减签).

    Attributes:
        index: the member of the multi-instance; 0 where the signer had been added to a task.
    """

    task: UUID
    number: int
    node: str
    scope: int
    index: int
    reason: str
    by: UUID | None


class Copied(msgspec.Struct, frozen=True, array_like=True, tag="copied.1"):
    """People were told of the work without having to do anything (抄送)."""

    task: UUID
    number: int
    node: str
    persons: tuple[UUID, ...]
    reason: str
    by: UUID | None


class Urged(msgspec.Struct, frozen=True, array_like=True, tag="urged.1"):
    """Those who have a task were asked to get on with it (催办)."""

    task: UUID
    number: int
    node: str
    reason: str
    by: UUID | None


class Suspended(msgspec.Struct, frozen=True, array_like=True, tag="suspended.1"):
    """The instance was suspended (挂起): nothing can be done in it until it is resumed."""

    reason: str
    by: UUID | None


class Resumed(msgspec.Struct, frozen=True, array_like=True, tag="resumed.1"):
    """A suspended instance goes on."""

    reason: str
    by: UUID | None


class LimitPassed(msgspec.Struct, frozen=True, array_like=True, tag="limit_passed.1"):
    """A task was not done within its limit; what its silence means was carried out.

    Attributes:
        act: remind, escalate, or consent; with consent the task's completion follows.
        role: post that is told, of ``escalate`` only.
        organisation: id of its organisation.
    """

    task: UUID
    number: int
    node: str
    act: Literal["remind", "escalate", "consent"]
    role: str
    organisation: UUID | None
    at: datetime


class SigningOpened(msgspec.Struct, frozen=True, array_like=True, tag="signing.1"):
    """The members of a multi-instance sign, with these weights; none written means one each."""

    scope: int
    node: str
    weights: tuple[int, ...]
    vetoes: tuple[bool, ...]


class SigningClosed(msgspec.Struct, frozen=True, array_like=True, tag="signing_closed.1"):
    """A signing came to its outcome."""

    scope: int
    node: str
    outcome: Outcome


MoveEvent = Returned | Withdrawn | Jumped | Undone | ArrivalsSet
HandlingEvent = Reassigned | Delegated | HandedBack | Copied | Urged | Suspended | Resumed | LimitPassed
SigningEvent = SignerAdded | SignerAsked | MembersAdded | SignerRemoved | SigningOpened | SigningClosed
ActEvent = MoveEvent | HandlingEvent | SigningEvent
