"""A token enters a node.

Source: BPMN 2.0.2, 13.3 to 13.5.
"""

from typing import assert_never

from tongjian.flow.domain.decide.activities import begin_activity, enter_activity
from tongjian.flow.domain.decide.containers import close_scope
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.events import enter_catch, enter_throw, reach_end
from tongjian.flow.domain.decide.gateways import (
    enter_event_based,
    enter_exclusive,
    enter_inclusive,
    enter_parallel,
)
from tongjian.flow.domain.nodes import (
    Activity,
    BoundaryEvent,
    CatchEvent,
    EndEvent,
    EventBasedGateway,
    ExclusiveGateway,
    InclusiveGateway,
    Node,
    ParallelGateway,
    StartEvent,
    ThrowEvent,
)


def enter_node(course: Course, scope: int, node: Node, *, flow: str) -> None:
    """Let a token that comes by a flow enter a node; an empty flow where it was taken before.

    Raises:
        NoWayOut, VariableUnfit, UnknownProcess: it cannot.
    """
    taken = (flow,) if flow else ()
    match node:
        case Activity():
            enter_activity(course, scope, node, flow=flow)
        case ExclusiveGateway() | ParallelGateway() | InclusiveGateway() | EventBasedGateway():
            _enter_gateway(course, scope, node, flow=flow)
        case EndEvent():
            if reach_end(course, scope, node, taken=taken):
                close_scope(course, scope)
        case CatchEvent():
            enter_catch(course, scope, node, flow=flow)
        case ThrowEvent():
            enter_throw(course, scope, node, taken=taken)
        case StartEvent() | BoundaryEvent():  # compile_process lets no flow lead here
            course.pass_through(scope, node, taken=taken, laid=node.outgoing)
        case _:
            assert_never(node)


def begin_member(course: Course, scope: int, index: int) -> None:
    """Begin one member of a multi-instance.

    Raises:
        VariableUnfit, UnknownProcess: it cannot.
    """
    node = course.node_of(scope, course.state.scopes[scope].node)
    if isinstance(node, Activity):
        begin_activity(course, scope, node, flow="", index=index)


def _enter_gateway(
    course: Course,
    scope: int,
    node: ExclusiveGateway | ParallelGateway | InclusiveGateway | EventBasedGateway,
    *,
    flow: str,
) -> None:
    taken = (flow,) if flow else ()
    match node:
        case ExclusiveGateway():
            enter_exclusive(course, scope, node, taken=taken)
        case ParallelGateway():
            enter_parallel(course, scope, node)
        case InclusiveGateway():
            enter_inclusive(course, scope, node, taken=taken)
        case EventBasedGateway():
            enter_event_based(course, scope, node, flow=flow)
        case _:
            assert_never(node)
