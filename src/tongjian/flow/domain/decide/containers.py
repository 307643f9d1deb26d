"""The process and what stands in it as a whole: its start, its end, and ending it from outside.

Source: BPMN 2.0.2, 13.5.6 (an instance is complete when no token is left).
"""

from tongjian.flow.domain.commands import Start, Terminate
from tongjian.flow.domain.decide.activities import finish_activity
from tongjian.flow.domain.decide.cancelling import cancel_inside, release
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.incidents import raise_incident
from tongjian.flow.domain.decide.scopes import begin_at
from tongjian.flow.domain.events import Ended, Passed, ScopeClosed, Started, VariablesChanged
from tongjian.flow.domain.nodes import (
    Activity,
    AnyActivity,
    CallActivity,
    EndEvent,
    Node,
    StartEvent,
    SubProcess,
)
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.scoping import handed
from tongjian.flow.domain.state import ROOT, Scope
from tongjian.flow.errors import InstanceEnded, InstanceStarted, JoinStuck, NoSuchStart


def start_process(course: Course, command: Start) -> None:
    """Begin at the start event asked for.

    Raises:
        InstanceStarted: the instance has begun before.
        NoSuchStart: the process has no such start event.
    """
    if course.state.started:
        raise InstanceStarted(instance=course.state.instance)
    process = course.process
    start = _start_of(process, command.node)
    course.record(
        Started(process.id, process.version, process.content_hash, start.id, command.variables, command.by)
    )
    begin_at(course, ROOT, start)


def terminate_process(course: Course, command: Terminate) -> None:
    """End the instance wherever it is.

    Raises:
        InstanceEnded: it is over already.
    """
    if course.state.ended or not course.state.started:
        raise InstanceEnded(instance=course.state.instance)
    cancel_inside(course, ROOT)
    release(course, ROOT)
    course.record(Ended("terminated", "", command.reason, command.by))


def close_scope(course: Course, number: int) -> None:
    """End a scope with whatever is left in it, and go on behind it; the process itself ends.

    What a called process has set, or what of it the call hands back, is laid over the caller's variables.
    """
    cancel_inside(course, number)
    release(course, number)
    course.touched.discard(number)
    if number == ROOT:
        course.pending.clear()
        course.record(Ended("completed", _last_end(course), "", None))
        return
    scope = course.state.scopes[number]
    course.record(ScopeClosed(number, scope.node, "completed"))
    course.touched.add(scope.parent)
    node = course.node_of(scope.parent, scope.node)
    if scope.process:
        _hand_back(course, scope, node)
    if not (isinstance(node, SubProcess) and node.by_event) and isinstance(node, Activity):
        finish_activity(course, scope.parent, _activity(node), index=scope.index)


def _hand_back(course: Course, scope: Scope, node: Node) -> None:
    outputs = node.outputs if isinstance(node, CallActivity) else ()
    given = handed(scope.variables, outputs)
    if given:
        course.record(VariablesChanged(scope.parent, scope.node, given, None))


def close_finished(course: Course) -> bool:
    """End the innermost scope in which nothing is left; asked when no token can move.

    Returns:
        Whether there was one.

    Raises:
        JoinStuck: tokens wait at joins of a scope, and nothing is left in it that could bring the others.
    """
    while course.touched:
        number = max(course.touched)
        course.touched.discard(number)
        scope = course.state.scopes.get(number)
        if scope is None or scope.multi is not None or _lives(course, number):
            continue
        if not scope.tokens:
            close_scope(course, number)
            return True
        _report_stuck(course, scope)
    return False


def _report_stuck(course: Course, scope: Scope) -> None:
    flows = course.process_of(scope.number).flows
    joins = sorted({flows[flow].target for flow in scope.tokens})
    stuck = JoinStuck(nodes="、".join(joins))
    if not course.alone:
        raise stuck
    raise_incident(course, scope.number, node=joins[0], code=stuck.code, says=str(stuck), place=0)


def _lives(course: Course, number: int) -> bool:
    state = course.state
    if number == ROOT and len(state.scopes) == 1:
        return bool(state.waiting)
    return any(one.scope == number for one in state.waiting.values()) or any(
        one.parent == number for one in state.scopes.values()
    )


def _start_of(process: Process, node: str) -> StartEvent:
    starts = process.containers[""].starts
    alone = starts[0] if len(starts) == 1 else None
    found = next((one for one in starts if one.id == node), None) if node else None
    chosen = found if node else process.containers[""].start or alone
    if chosen is None:
        raise NoSuchStart(node=node)
    return chosen


def _last_end(course: Course) -> str:
    ends = (
        event.node
        for event in reversed(course.events)
        if isinstance(event, Passed)
        and event.scope == ROOT
        and isinstance(course.process.nodes.get(event.node), EndEvent)
    )
    return next(ends, "")


def _activity(node: Activity) -> AnyActivity:
    if isinstance(node, AnyActivity):
        return node
    raise TypeError(node)
