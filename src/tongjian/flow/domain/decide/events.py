"""Intermediate and end events.

Source: BPMN 2.0.2, 10.5 and 13.5.
"""

from typing import assert_never

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.propagation import throw_error, throw_escalation
from tongjian.flow.domain.decide.sending import send_message, send_signal
from tongjian.flow.domain.decide.triggers import arm
from tongjian.flow.domain.events import PlaceEntered
from tongjian.flow.domain.nodes import CatchEvent, EndEvent, ThrowEvent
from tongjian.flow.domain.triggers import Error, Escalation, Link, Message, Signal, Termination


def enter_catch(course: Course, scope: int, node: CatchEvent, *, flow: str) -> None:
    """Wait for what the event waits for; a catching link is passed at once.

    Raises:
        VariableUnfit: an expression of the event comes to nothing.
    """
    if isinstance(node.trigger, Link):
        course.pass_through(scope, node, taken=(flow,) if flow else (), laid=node.outgoing)
        return
    host = course.number()
    course.record(PlaceEntered(host, scope, node.id, "event", flow, 0))
    arm(course, scope, host=host, node=node.id, trigger=node.trigger)


def enter_throw(course: Course, scope: int, node: ThrowEvent, *, taken: tuple[str, ...]) -> None:
    """Bring about what the event brings about, and go on.

    Raises:
        VariableUnfit: a correlation key comes to nothing.
    """
    if isinstance(node.result, Link):
        target = course.node_of(scope, course.container_of(scope).links[node.result.name])
        course.pass_through(scope, node, taken=taken, laid=())
        course.pass_through(scope, target, taken=(), laid=target.outgoing)
        return
    # laid first: an escalation may stop the scope, and then this token too
    course.pass_through(scope, node, taken=taken, laid=node.outgoing)
    match node.result:
        case None:
            pass
        case Message():
            send_message(course, scope, node, node.result)
        case Signal():
            send_signal(course, scope, node, node.result)
        case Escalation():
            throw_escalation(course, scope, node, node.result.code)
        case _:
            assert_never(node.result)


def reach_end(course: Course, scope: int, node: EndEvent, *, taken: tuple[str, ...]) -> bool:
    """Use up the token and bring about what the end event brings about.

    Returns:
        Whether the scope ends at once, whatever else is in it (terminate end event).

    Raises:
        VariableUnfit: a correlation key comes to nothing.
    """
    course.pass_through(scope, node, taken=taken, laid=())
    match node.result:
        case None:
            pass
        case Termination():
            return True
        case Message():
            send_message(course, scope, node, node.result)
        case Signal():
            send_signal(course, scope, node, node.result)
        case Error():
            throw_error(course, scope, node, node.result.code)
        case Escalation():
            throw_escalation(course, scope, node, node.result.code)
        case _:
            assert_never(node.result)
    return False
