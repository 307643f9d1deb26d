"""Gateways: exclusive, parallel, inclusive and event-based.

Source: BPMN 2.0.2, 10.6 and 13.4.
"""

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.incidents import hold
from tongjian.flow.domain.decide.triggers import arm
from tongjian.flow.domain.events import PlaceEntered
from tongjian.flow.domain.expressions import is_true, why_null
from tongjian.flow.domain.nodes import (
    CatchEvent,
    EventBasedGateway,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
    ReceiveTask,
)
from tongjian.flow.domain.scoping import visible
from tongjian.flow.domain.state import Scope
from tongjian.flow.domain.triggers import Link
from tongjian.flow.errors import NoWayOut
from tongjian.kit import Refusal


def enter_exclusive(course: Course, scope: int, node: ExclusiveGateway, *, taken: tuple[str, ...]) -> None:
    """Take the first flow whose condition is true, in the order of the text, else the default.

    A condition that cannot be told (a variable is missing) counts as not true.

    Raises:
        NoWayOut: no condition is true and there is no default.
    """
    course.pass_through(scope, node, taken=taken, laid=_true_ways(course, scope, node)[:1])


def enter_parallel(course: Course, scope: int, node: ParallelGateway) -> None:
    """Go on when a token waits on each incoming flow; else let this one wait.

    One token is taken from each flow; a second one on the same flow waits for the next round.
    """
    tokens = course.state.scopes[scope].tokens
    if all(tokens.get(flow, 0) > 0 for flow in node.incoming):
        course.pass_through(scope, node, taken=node.incoming, laid=node.outgoing)


def enter_inclusive(course: Course, scope: int, node: InclusiveGateway, *, taken: tuple[str, ...]) -> None:
    """Take every flow whose condition is true, else the default; a join waits until all else rests.

    Raises:
        NoWayOut: no condition is true and there is no default.
    """
    if len(node.incoming) <= 1 or not taken:
        course.pass_through(scope, node, taken=taken, laid=_true_ways(course, scope, node))


def pass_inclusive(course: Course) -> bool:
    """Let the first inclusive join go on that need wait no longer; asked when no token can move.

    Returns:
        Whether there was one.
    """
    for scope in tuple(course.state.scopes.values()):
        if not scope.tokens or scope.multi is not None:
            continue
        container = course.container_of(scope.number)
        for name in container.inclusive:
            node = course.node_of(scope.number, name)
            if isinstance(node, InclusiveGateway) and _may_pass(course, scope, node):
                filled = tuple(flow for flow in node.incoming if scope.tokens.get(flow))
                _pass_join(course, scope.number, node, filled)
                return True
    return False


def _pass_join(course: Course, scope: int, node: InclusiveGateway, filled: tuple[str, ...]) -> None:
    try:
        laid = _true_ways(course, scope, node)
    except Refusal as refusal:
        if not course.alone:
            raise
        course.pass_through(scope, node, taken=filled, laid=())
        hold(course, scope, node=node.id, flow="", index=0, refusal=refusal)
    else:
        course.pass_through(scope, node, taken=filled, laid=laid)


def enter_event_based(course: Course, scope: int, node: EventBasedGateway, *, flow: str) -> None:
    """Wait for the events behind it; the first that happens takes the token, the others fall."""
    host = course.number()
    course.record(PlaceEntered(host, scope, node.id, "event", flow, 0))
    process = course.process_of(scope)
    for way in node.outgoing:
        target = process.nodes[process.flows[way].target]
        match target:
            case CatchEvent(trigger=trigger) if not isinstance(trigger, Link):
                arm(course, scope, host=host, node=target.id, trigger=trigger)
            case ReceiveTask():
                arm(course, scope, host=host, node=target.id, trigger=target.message)
            case _:  # compile_process lets nothing else stand there
                pass


def _may_pass(course: Course, scope: Scope, node: InclusiveGateway) -> bool:
    """Return whether an inclusive join is activated.

    At least one incoming flow has a token; and for every token elsewhere in the container from which
    a path leads to an incoming flow without a token, not visiting the gateway, there is also a path,
    not visiting the gateway, to an incoming flow that has one. A token inside an activity or at an
    event counts as one on a flow that leads there, a boundary event as a way out of its activity, a
    catching link as a way out of the throwing ones.

    Source: BPMN 2.0.2, 13.4.3.
    """
    filled, empty = set[str](), set[str]()
    for flow, upstream in node.upstream:
        (filled if scope.tokens.get(flow) else empty).update(upstream)
    if not any(scope.tokens.get(flow) for flow in node.incoming):
        return False
    blocking = empty - filled
    return not blocking or blocking.isdisjoint(_occupied(course, scope))


def _occupied(course: Course, scope: Scope) -> set[str]:
    flows = course.process_of(scope.number).flows
    occupied = {flows[flow].target for flow in scope.tokens}
    occupied.update(one.node for one in course.state.waiting.values() if one.scope == scope.number)
    occupied.update(one.node for one in course.state.scopes.values() if one.parent == scope.number)
    return occupied


def _true_ways(course: Course, scope: int, node: ExclusiveGateway | InclusiveGateway) -> tuple[str, ...]:
    facts = visible(course.state, scope)
    flows = course.process_of(scope).flows
    first_only = isinstance(node, ExclusiveGateway)
    found: list[str] = []
    for flow in node.outgoing:
        condition = flows[flow].condition
        if flow != node.default and (
            condition is None or is_true(condition, facts, now=course.now, ticks=course.outside.ticks)
        ):
            found.append(flow)
            if first_only:
                break
    if not found and node.default is None:
        raise NoWayOut(node=node.id, name=node.name or node.id, why=_why(course, scope, node))
    return tuple(found) or (node.default or "",)


def _why(course: Course, scope: int, node: ExclusiveGateway | InclusiveGateway) -> str:
    facts = visible(course.state, scope)
    flows = course.process_of(scope).flows
    reasons = []
    for flow in node.outgoing:
        condition = flows[flow].condition
        said = why_null(condition, facts, now=course.now, ticks=course.outside.ticks) if condition else ""
        if said:
            reasons.append(f"{flow}：{said}")
    return "；".join(reasons)[:500]
