"""Opening sub-processes, event sub-processes and called processes.

Source: BPMN 2.0.2, 10.3.5 (sub-processes), 10.3.6 (call activities) and 13.3.4, 13.5.4.
"""

from tongjian.flow.domain.decide.cancelling import cancel_inside, release
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.triggers import arm
from tongjian.flow.domain.events import Passed, ScopeOpened
from tongjian.flow.domain.nodes import CallActivity, StartEvent, SubProcess
from tongjian.flow.domain.scoping import handed, member_variables, visible
from tongjian.flow.domain.variables import Variables
from tongjian.flow.errors import NoSuchStart, UnknownProcess


def open_sub_process(course: Course, scope: int, node: SubProcess, *, flow: str, index: int) -> int:
    """Open a scope for a sub-process and begin in it; return its number.

    Raises:
        Runaway: too many scopes are around it.
    """
    course.must_not_nest_deeper(scope)
    number = course.number()
    known = member_variables(course.state, scope, index) if index else Variables()
    course.record(ScopeOpened(number, scope, node.id, flow, index, "", known))
    begin_inside(course, number)
    return number


def call_process(course: Course, scope: int, node: CallActivity, *, flow: str, index: int) -> int:
    """Open a scope for the latest version of the called process; return its number.

    It begins with the variables seen from the call, or with those of them that the call hands over.

    Raises:
        UnknownProcess: the process called is not deployed.
        Runaway: too many scopes are around it.
    """
    processes = course.outside.processes
    called = processes.find_latest(node.called) if processes else None
    if called is None:
        raise UnknownProcess(process=node.called)
    course.must_not_nest_deeper(scope)
    number = course.number()
    known = handed(visible(course.state, scope, index=index), node.inputs)
    course.record(ScopeOpened(number, scope, node.id, flow, index, called.content_hash, known))
    begin_inside(course, number)
    return number


def begin_inside(course: Course, scope: int) -> None:
    """Begin at the start event without a trigger, once the event sub-processes inside are armed.

    Raises:
        NoSuchStart: there is none.
    """
    start = course.container_of(scope).start
    if start is None:
        raise NoSuchStart(node="")
    begin_at(course, scope, start)


def begin_at(course: Course, scope: int, start: StartEvent) -> None:
    """Begin a scope at one of its start events."""
    for event in course.container_of(scope).event_starts:
        if event.trigger is not None:
            arm(course, scope, host=scope, node=event.id, trigger=event.trigger)
    course.pass_through(scope, start, taken=(), laid=start.outgoing)


def open_event_sub_process(course: Course, scope: int, start: StartEvent) -> None:
    """Begin an event sub-process of a scope; an interrupting one first stops all else in the scope."""
    if start.interrupting:
        cancel_inside(course, scope)
        release(course, scope)
        tokens = course.state.scopes[scope].tokens
        left = tuple(flow for flow, count in tokens.items() for _ in range(count))
        if left:
            course.record(Passed(scope, start.container, left, ()))
    number = course.number()
    course.record(ScopeOpened(number, scope, start.container, "", 0, "", Variables()))
    begin_at(course, number, start)
