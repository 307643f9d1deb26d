"""Finding the open task that somebody wants to act on, and whether this act is allowed on it."""

from typing import assert_never
from uuid import UUID

from tongjian.flow.act_errors import (
    ActNotAllowed,
    InstanceSuspended,
    PersonsUnfit,
    ReasonMissing,
    TaskDelegated,
    TaskHeld,
    TaskNotYours,
)
from tongjian.flow.domain.acts import (
    AddSigner,
    Copy,
    Delegate,
    HandBack,
    Reassign,
    RemoveSigner,
    Return,
    Urge,
)
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.nodes import UserTask
from tongjian.flow.domain.policies import TaskAct
from tongjian.flow.domain.state import Waiting
from tongjian.flow.errors import InstanceEnded, TaskNotActive

MAX_PERSONS = 50
"""Persons named in one act."""

MAX_REASON = 1000
"""Characters of a reason."""

_OnTask = Return | Reassign | Delegate | HandBack | AddSigner | RemoveSigner | Copy | Urge


def must_run(course: Course) -> None:
    """Refuse unless the instance runs.

    Raises:
        InstanceEnded: it is over, or has not begun.
        InstanceSuspended: it is suspended.
    """
    if course.state.ended or not course.state.started:
        raise InstanceEnded(instance=course.state.instance)
    if course.state.suspended:
        raise InstanceSuspended(instance=course.state.instance)


def task_for(course: Course, act: _OnTask) -> tuple[Waiting, UserTask]:
    """Return the open task that an act is meant for, and its node.

    Raises:
        InstanceEnded, InstanceSuspended: nothing can be done in the instance.
        TaskNotActive: the task is not open.
        ActNotAllowed: the process does not allow the act there.
        TaskNotYours: it is in the hands of other persons, and the act is theirs.
        ReasonMissing: the reason is too long.
    """
    must_run(course)
    place = course.state.find_task(act.task)
    node = course.node_of(place.scope, place.node) if place else None
    if place is None or not isinstance(node, UserTask):
        raise TaskNotActive(task=act.task)
    word = _word(act)
    if word not in node.policy.handling:
        raise ActNotAllowed(node=node.id, name=node.name, act=word)
    if isinstance(act, Return | Delegate | HandBack | AddSigner):
        must_be_theirs(course, place, by=act.by)
    if len(act.reason) > MAX_REASON:
        raise ReasonMissing(act=word)
    return place, node


def must_be_theirs(course: Course, place: Waiting, *, by: UUID | None) -> None:
    """Refuse someone whom a task was not handed to; the system and tasks of a post are let through.

    Raises:
        TaskNotYours: only other persons may do it.
    """
    assigned = course.state.aside_of(place.number).assigned
    if assigned and by is not None and by not in assigned:
        raise TaskNotYours(task=course.state.task_of(place.number))


def must_be_ready(course: Course, place: Waiting) -> None:
    """Refuse to complete a task that waits for others.

    Raises:
        TaskHeld: signers added before it have not all signed.
        TaskDelegated: it has been delegated and not handed back.
    """
    task = course.state.task_of(place.number)
    if course.state.aside_of(place.number).delegated:
        raise TaskDelegated(task=task)
    if any(one.host == place.number and one.place == "before" for one in course.state.asides.values()):
        raise TaskHeld(task=task)


def fit_persons(persons: tuple[UUID, ...], *, already: tuple[UUID, ...] = ()) -> None:
    """Refuse persons that cannot be meant.

    Raises:
        PersonsUnfit: none, too many, one twice, or one who has the task already.
    """
    if not 0 < len(persons) <= MAX_PERSONS or len(set(persons)) < len(persons):
        raise PersonsUnfit(limit=MAX_PERSONS)
    if set(persons) & set(already):
        raise PersonsUnfit(limit=MAX_PERSONS)


def need_reason(reason: str, *, act: str) -> None:
    """Refuse an act without its reason.

    Raises:
        ReasonMissing: it is empty or too long.
    """
    if not reason.strip() or len(reason) > MAX_REASON:
        raise ReasonMissing(act=act)


def _word(act: _OnTask) -> TaskAct:  # noqa: PLR0911 - one return per act
    match act:
        case Return():
            return "return"
        case Reassign():
            return "reassign"
        case Delegate() | HandBack():
            return "delegate"
        case AddSigner():
            return "add_signer"
        case RemoveSigner():
            return "remove_signer"
        case Copy():
            return "copy"
        case Urge():
            return "urge"
        case _:
            assert_never(act)
