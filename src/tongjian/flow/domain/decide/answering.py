"""Answers to what an instance waits for: finished tasks and jobs, timers, messages, signals, help."""

from tongjian.flow.domain.commands import (
    BroadcastSignal,
    CompleteTask,
    DeliverMessage,
    FailJob,
    FinishJob,
    FireTimer,
    ResolveIncident,
)
from tongjian.flow.domain.decide.activities import finish_activity
from tongjian.flow.domain.decide.cancelling import cancel_place, release
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.entering import begin_member, enter_node
from tongjian.flow.domain.decide.happening import happen, leave_place
from tongjian.flow.domain.decide.incidents import raise_incident
from tongjian.flow.domain.decide.opentasks import must_be_ready, must_be_theirs, must_run
from tongjian.flow.domain.decide.propagation import Catcher, at_edge, catch, find_catcher
from tongjian.flow.domain.decide.sending import find_listeners, find_receiver
from tongjian.flow.domain.decide.signers import ask_those_after, in_group
from tongjian.flow.domain.decide.silence import pass_limit
from tongjian.flow.domain.decide.triggers import arm_again
from tongjian.flow.domain.events import (
    IncidentResolved,
    JobRepeated,
    PlaceLeft,
    Received,
    TaskCompleted,
    ThrownOut,
    TimerFired,
    VariablesChanged,
)
from tongjian.flow.domain.nodes import ServiceTask, UserTask
from tongjian.flow.domain.state import Incident, Subscription, Waiting
from tongjian.flow.domain.variables import Variables
from tongjian.flow.errors import (
    IncidentNotOpen,
    JobNotActive,
    NoReceiver,
    TaskNotActive,
    TimerNotActive,
    TimerNotDue,
)


def complete_task(course: Course, command: CompleteTask) -> None:
    """Finish an open task and go on; a multi-instance goes on when enough of its tasks are finished.

    Raises:
        TaskNotActive: the task is not open.
        InstanceSuspended: the instance is suspended.
        TaskNotYours, TaskHeld, TaskDelegated: it is not for this person to finish, or not yet.
    """
    waiting = course.state.find_task(command.task)
    node = course.node_of(waiting.scope, waiting.node) if waiting else None
    if waiting is None or not isinstance(node, UserTask):
        raise TaskNotActive(task=command.task)
    if course.state.suspended:
        must_run(course)
    if course.state.asides:
        must_be_theirs(course, waiting, by=command.by)
        must_be_ready(course, waiting)
    _finish_task(course, waiting, node, command)


def _finish_task(course: Course, waiting: Waiting, node: UserTask, command: CompleteTask) -> None:
    aside = course.state.aside_of(waiting.number)
    release(course, waiting.number)
    course.record(
        TaskCompleted(
            command.task, waiting.number, waiting.node, command.variables, command.by, command.opinion
        )
    )
    if aside.after:
        ask_those_after(course, waiting, node, after=aside.after)
    others = aside.host or course.state.asides
    if not others or not in_group(course, aside.host or waiting.number):
        finish_activity(course, waiting.scope, node, index=aside.index or waiting.index)


def fire_timer(course: Course, command: FireTimer) -> None:
    """Let a timer's event happen; one that repeats is set again.

    Raises:
        TimerNotActive: it has fired before, or fallen.
        TimerNotDue: it is too early.
    """
    timer = course.state.timers.get(command.timer)
    if timer is None:
        raise TimerNotActive(timer=command.timer)
    if command.now < timer.due:
        raise TimerNotDue(timer=command.timer, due=timer.due.isoformat())
    course.record(TimerFired(timer.number, timer.node, command.now))
    if timer.left:
        arm_again(course, timer)
    place = course.state.waiting.get(timer.host)
    node = course.node_of(place.scope, place.node) if place else None
    if place is not None and isinstance(node, UserTask) and timer.node == node.id:
        if pass_limit(course, place, node):
            _consent(course, place, node)
        return
    happen(course, host=timer.host, node=timer.node)


def _consent(course: Course, place: Waiting, node: UserTask) -> None:
    """Complete a task by silence, as if whoever was asked had agreed."""
    for added in [one for one, aside in course.state.asides.items() if aside.host == place.number]:
        cancel_place(course, course.state.waiting[added])
    task = course.state.task_of(place.number)
    command = CompleteTask(task=task, variables=Variables(), by=None, now=course.now, opinion="agree")
    _finish_task(course, place, node, command)


def deliver_message(course: Course, command: DeliverMessage) -> None:
    """Bring a message to the first who waits for it.

    Raises:
        NoReceiver: nobody in this instance does; the message is not kept.
    """
    found = find_receiver(course.state, name=command.name, key=command.key)
    if found is None:
        raise NoReceiver(name=command.name, key=command.key)
    _receive(course, found, command)


def broadcast_signal(course: Course, command: BroadcastSignal) -> None:
    """Bring a signal to everyone who waits for it at this moment."""
    for found in find_listeners(course.state, name=command.name):
        if found.number in course.state.subscriptions:
            _receive(course, found, command)


def finish_job(course: Course, command: FinishJob) -> None:
    """Take the answer of a job and go on.

    Raises:
        JobNotActive: its answer is no longer wanted.
    """
    place, node = _job(course, command.job)
    leave_place(course, place, command.variables)
    finish_activity(course, place.scope, node, index=place.index)


def fail_job(course: Course, command: FailJob) -> None:
    """Throw the error of a job where a process catches it; else a person has to look.

    Raises:
        JobNotActive: its answer is no longer wanted.
    """
    place, node = _job(course, command.job)
    catcher = _catcher_of(course, place, command.code) if command.code else None
    if catcher is None:
        code = command.code or "flow.job_failed"
        raise_incident(course, place.scope, node=node.id, code=code, says=command.says, place=place.number)
        return
    thrown = ThrownOut(place.scope, node.id, "error", command.code, "", catcher.event.id, Variables())
    course.record(thrown)
    catch(course, catcher)


def resolve_incident(course: Course, command: ResolveIncident) -> None:
    """Try again at the place where the token waits, with variables put right.

    Raises:
        IncidentNotOpen: it is settled already.
    """
    incident = course.state.incidents.get(command.incident)
    if incident is None:
        raise IncidentNotOpen(incident=command.incident)
    course.record(IncidentResolved(incident.number, incident.node, command.by))
    if command.variables:
        course.record(VariablesChanged(incident.scope, incident.node, command.variables, command.by))
    course.touched.add(incident.scope)
    place = course.state.waiting.get(incident.place)
    if place is not None:
        _try_again(course, incident, place)


def _try_again(course: Course, incident: Incident, place: Waiting) -> None:
    node = course.node_of(incident.scope, incident.node)
    if place.kind == "job" and isinstance(node, ServiceTask):
        course.record(JobRepeated(place.number, node.id, node.topic, course.now))
        return
    course.record(PlaceLeft(place.number, place.node, place.kind, "cancelled", Variables(), course.by))
    if place.index:
        begin_member(course, place.scope, place.index)
    else:
        enter_node(course, place.scope, node, flow="")


def _receive(course: Course, subscription: Subscription, command: DeliverMessage | BroadcastSignal) -> None:
    key = command.key if isinstance(command, DeliverMessage) else ""
    received = Received(
        subscription.number,
        subscription.node,
        subscription.kind,
        command.name,
        key,
        command.variables,
        command.by,
    )
    course.record(received)
    happen(course, host=subscription.host, node=subscription.node)


def _job(course: Course, number: int) -> tuple[Waiting, ServiceTask]:
    place = course.state.waiting.get(number)
    node = course.node_of(place.scope, place.node) if place else None
    if place is None or place.kind != "job" or not isinstance(node, ServiceTask):
        raise JobNotActive(job=number)
    return place, node


def _catcher_of(course: Course, place: Waiting, code: str) -> Catcher | None:
    event = at_edge(course, place.number, kind="error", code=code)
    if event is not None:
        return Catcher(place.number, event)
    return find_catcher(course, place.scope, kind="error", code=code)
