"""The process as a whole: its start, its end, and ending it from outside.

Source: BPMN 2.0.2, 13.5.6 (an instance is complete when no token is left).
"""

from tongjian.flow.domain.commands import Start, Terminate
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.events import cancel_open
from tongjian.flow.domain.events import Ended, Passed, Started
from tongjian.flow.domain.process import EndEvent
from tongjian.flow.errors import InstanceEnded, InstanceStarted, JoinStuck


def start_process(course: Course, command: Start) -> None:
    """Begin at the start event.

    Raises:
        InstanceStarted: the instance has begun before.
    """
    if course.state.started:
        raise InstanceStarted(instance=course.state.instance)
    process = course.process
    course.record(Started(process.id, process.version, process.content_hash, command.variables, command.by))
    start = process.nodes[process.start]
    course.pass_through(start, taken=(), laid=start.outgoing)


def terminate_process(course: Course, command: Terminate) -> None:
    """End the instance wherever it is.

    Raises:
        InstanceEnded: it is over already.
    """
    if course.state.ended or not course.state.started:
        raise InstanceEnded(instance=course.state.instance)
    cancel_open(course)
    course.record(Ended("terminated", "", command.reason, command.by))


def settle(course: Course) -> None:
    """End the instance when nothing is left in it.

    Raises:
        JoinStuck: tokens wait at joins, and no open task is left that could bring the others.
    """
    if course.state.ended or course.state.tasks:
        return
    if course.state.tokens:
        joins = sorted({course.process.flows[flow].target for flow in course.state.tokens})
        raise JoinStuck(nodes="、".join(joins))
    course.record(Ended("completed", _last_end(course), "", None))


def _last_end(course: Course) -> str:
    passed = (event.node for event in reversed(course.events) if isinstance(event, Passed))
    return next((node for node in passed if isinstance(course.process.nodes[node], EndEvent)), "")
