"""Messages and signals that a process sends.

A message goes to the first in this instance who waits for it; if nobody does, it goes outside. A
signal goes to everyone in this instance who waits for it, and outside.

Source: BPMN 2.0.2, 10.5.1 (message and signal).
"""

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.triggers import correlation_key
from tongjian.flow.domain.events import ThrownOut
from tongjian.flow.domain.nodes import FlowNode
from tongjian.flow.domain.scoping import visible
from tongjian.flow.domain.state import State, Subscription
from tongjian.flow.domain.triggers import Message, Signal
from tongjian.flow.domain.variables import Variables


def send_message(course: Course, scope: int, node: FlowNode, message: Message, *, index: int = 0) -> None:
    """Send a message with the variables seen from where it is sent.

    Raises:
        VariableUnfit: its correlation key comes to nothing.
    """
    key = correlation_key(course, scope, node=node.id, message=message, index=index)
    variables = Variables(visible(course.state, scope, index=index))
    found = find_receiver(course.state, name=message.name, key=key)
    if found is None:
        course.record(ThrownOut(scope, node.id, "message", message.name, key, "", variables))
    else:
        # variables of the same instance need not travel
        course.record(ThrownOut(scope, node.id, "message", message.name, key, found.node, Variables()))
        course.calls.append((found.number, Variables()))


def send_signal(course: Course, scope: int, node: FlowNode, signal: Signal) -> None:
    """Send a signal to everyone who waits for it at this moment."""
    waiting = find_listeners(course.state, name=signal.name)
    caught = waiting[0].node if waiting else ""
    course.record(ThrownOut(scope, node.id, "signal", signal.name, "", caught, Variables()))
    course.calls.extend((one.number, Variables()) for one in waiting)


def find_receiver(state: State, *, name: str, key: str) -> Subscription | None:
    """Return the subscription to a message that has waited longest; one without a key takes any."""
    return next(
        (
            one
            for one in state.subscriptions.values()
            if one.kind == "message" and one.name == name and one.key in ("", key)
        ),
        None,
    )


def find_listeners(state: State, *, name: str) -> list[Subscription]:
    """Return every subscription to a signal."""
    return [one for one in state.subscriptions.values() if one.kind == "signal" and one.name == name]
