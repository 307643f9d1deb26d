"""Acts on tasks and instances that move no token: handing on, telling, suspending."""

from typing import assert_never

from tongjian.flow.act_errors import InstanceNotSuspended, TaskDelegated, TaskNotDelegated
from tongjian.flow.domain.act_events import (
    Copied,
    Delegated,
    HandedBack,
    Reassigned,
    Resumed,
    Suspended,
    Urged,
)
from tongjian.flow.domain.acts import Copy, Delegate, HandBack, Reassign, Resume, Suspend, Urge
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.opentasks import fit_persons, must_run, need_reason, task_for
from tongjian.flow.errors import InstanceEnded


def hand_on(course: Course, act: Reassign | Delegate | HandBack) -> None:
    """Put a task into other hands (转办, 委派, 归还).

    Raises:
        PersonsUnfit: nobody is named, or those who have it already.
        TaskDelegated: it is delegated; that has to be settled first.
        TaskNotDelegated: there is nothing to hand back.
        Refusal: as ``task_for``.
    """
    place, _ = task_for(course, act)
    aside = course.state.aside_of(place.number)
    match act:
        case Reassign():
            if aside.delegated:
                raise TaskDelegated(task=act.task)
            fit_persons(act.persons, already=aside.assigned)
            course.record(Reassigned(act.task, place.number, place.node, act.persons, act.reason, act.by))
        case Delegate():
            if aside.delegated:
                raise TaskDelegated(task=act.task)
            fit_persons((act.person,), already=aside.assigned)
            course.record(Delegated(act.task, place.number, place.node, act.person, act.reason, act.by))
        case HandBack():
            if not aside.delegated:
                raise TaskNotDelegated(task=act.task)
            course.record(HandedBack(act.task, place.number, place.node, aside.owners, act.reason, act.by))
        case _:
            assert_never(act)


def tell(course: Course, act: Copy | Urge) -> None:
    """Tell people of a task (抄送), or those who have it to get on (催办).

    Raises:
        PersonsUnfit: a copy names nobody, too many, or one twice.
        Refusal: as ``task_for``.
    """
    place, _ = task_for(course, act)
    match act:
        case Copy():
            fit_persons(act.persons)
            course.record(Copied(act.task, place.number, place.node, act.persons, act.reason, act.by))
        case Urge():
            course.record(Urged(act.task, place.number, place.node, act.reason, act.by))
        case _:
            assert_never(act)


def suspend(course: Course, act: Suspend) -> None:
    """Let nothing happen in the instance until it is resumed (挂起).

    Raises:
        InstanceEnded, InstanceSuspended: it does not run.
        ReasonMissing: no reason is given.
    """
    must_run(course)
    need_reason(act.reason, act="suspend")
    course.record(Suspended(act.reason, act.by))


def resume(course: Course, act: Resume) -> None:
    """Let a suspended instance go on (恢复); timers that were due meanwhile fire now.

    Raises:
        InstanceEnded: it is over.
        InstanceNotSuspended: it runs.
    """
    if course.state.ended or not course.state.started:
        raise InstanceEnded(instance=course.state.instance)
    if not course.state.suspended:
        raise InstanceNotSuspended(instance=course.state.instance)
    course.record(Resumed(act.reason, act.by))
