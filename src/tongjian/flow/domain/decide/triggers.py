"""Arming events: timers are set, messages and signals subscribed to.

Source: BPMN 2.0.2, 10.5.5 and 13.5.
"""

from typing import assert_never

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.timing import due_of, next_due
from tongjian.flow.domain.decide.values import text_value
from tongjian.flow.domain.events import Subscribed, TimerStarted
from tongjian.flow.domain.nodes import BoundaryEvent, Node
from tongjian.flow.domain.scoping import visible
from tongjian.flow.domain.state import ROOT, SetTimer
from tongjian.flow.domain.triggers import Caught, Error, Escalation, Message, Signal, Timer


def arm(course: Course, scope: int, *, host: int, node: str, trigger: Caught, index: int = 0) -> None:
    """Let an event wait for what it waits for, as long as its host stands.

    Args:
        course: the command under way.
        scope: the scope whose variables count.
        host: number of the place or scope it belongs to.
        node: the event that is to happen.
        trigger: what it waits for.
        index: the member of a multi-instance whose variables count, 0 outside of one.

    Raises:
        VariableUnfit: an expression gives no moment, or no text for a correlation key.
    """
    match trigger:
        case Timer():
            due = due_of(course, scope, node=node, timer=trigger, index=index)
            left = trigger.times if trigger.times < 0 else trigger.times - 1
            course.record(TimerStarted(course.number(), host, node, due, left))
        case Message():
            key = correlation_key(course, scope, node=node, message=trigger, index=index)
            course.record(Subscribed(course.number(), host, node, "message", trigger.name, key))
        case Signal():
            course.record(Subscribed(course.number(), host, node, "signal", trigger.name, ""))
        case Error() | Escalation():
            pass  # these come from within and are looked for when they happen
        case _:
            assert_never(trigger)


def arm_again(course: Course, timer: SetTimer) -> None:
    """Set a repeating timer again, one time fewer; it is due one interval after it was due."""
    event = armed_node(course, timer.host, timer.node)
    trigger = getattr(event, "trigger", None)
    if isinstance(trigger, Timer) and event is not None:
        due = next_due(course, timer.due, timer=trigger, node=event)
        left = timer.left if timer.left < 0 else timer.left - 1
        course.record(TimerStarted(course.number(), timer.host, timer.node, due, left))


def armed_node(course: Course, host: int, node: str) -> Node | None:
    """Return the event that a host waits for; a scope's may stand on its edge or inside it."""
    place = course.state.waiting.get(host)
    if place is not None:
        return course.node_of(place.scope, node)
    scope = course.state.scopes[host]
    around = course.process_of(scope.parent).nodes.get(node) if host != ROOT else None
    if isinstance(around, BoundaryEvent) and around.host == scope.node:
        return around
    return course.process_of(host).nodes.get(node)


def correlation_key(course: Course, scope: int, *, node: str, message: Message, index: int = 0) -> str:
    """Return the key of a message seen from a scope; empty where it names none.

    Raises:
        VariableUnfit: the expression gives neither text nor a number.
    """
    if message.key is None:
        return ""
    facts = visible(course.state, scope, index=index)
    return text_value(course, message.key, facts, node=course.node_of(scope, node))
