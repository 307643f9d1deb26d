"""What follows when an event happens that something waited for.

Source: BPMN 2.0.2, 13.5 (boundary events, event sub-processes, event-based gateways).
"""

from tongjian.flow.domain.decide.activities import finish_activity
from tongjian.flow.domain.decide.cancelling import cancel_host, release
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.scopes import open_event_sub_process
from tongjian.flow.domain.decide.triggers import armed_node
from tongjian.flow.domain.events import Passed, PlaceLeft
from tongjian.flow.domain.nodes import BoundaryEvent, CatchEvent, Node, ReceiveTask, StartEvent
from tongjian.flow.domain.state import State, Waiting
from tongjian.flow.domain.variables import Variables


def happen(course: Course, *, host: int, node: str) -> None:
    """Let an event happen that a place or scope waits for.

    Args:
        course: the command under way.
        host: number of the place or scope.
        node: the event: at the place itself, behind its gateway, on its edge, or of an event sub-process.
    """
    place = course.state.waiting.get(host)
    found = armed_node(course, host, node)
    match found:
        case BoundaryEvent():
            happen_at_boundary(course, found, host=host)
        case StartEvent():
            open_event_sub_process(course, host, found)
        case CatchEvent() | ReceiveTask() if place is not None:
            _go_on(course, place, found)
        case _:  # nothing else is ever armed
            pass


def happen_at_boundary(course: Course, event: BoundaryEvent, *, host: int) -> None:
    """Let a boundary event happen; an interrupting one cancels its activity first."""
    scope = cancel_host(course, host) if event.interrupting else outer_scope(course.state, host)
    course.pass_through(scope, event, taken=(), laid=event.outgoing)


def outer_scope(state: State, host: int) -> int:
    """Return the scope in which a place or scope stands."""
    place = state.waiting.get(host)
    return place.scope if place is not None else state.scopes[host].parent


def leave_place(course: Course, place: Waiting, variables: Variables) -> None:
    """Let a token wait no more at a place that is not a user task, because what it waited for came."""
    release(course, place.number)
    course.record(PlaceLeft(place.number, place.node, place.kind, "completed", variables, course.by))


def _go_on(course: Course, place: Waiting, node: CatchEvent | ReceiveTask) -> None:
    leave_place(course, place, Variables())
    if place.node != node.id:
        gateway = course.node_of(place.scope, place.node)
        way = _way_between(course, place.scope, gateway, node.id)
        course.record(Passed(place.scope, gateway.id, (), way))
        course.pass_through(place.scope, node, taken=way, laid=node.outgoing)
    elif isinstance(node, ReceiveTask):
        finish_activity(course, place.scope, node, index=place.index)
    else:
        course.pass_through(place.scope, node, taken=(), laid=node.outgoing)


def _way_between(course: Course, scope: int, gateway: Node, target: str) -> tuple[str, ...]:
    flows = course.process_of(scope).flows
    return tuple(flow for flow in gateway.outgoing if flows[flow].target == target)[:1]
