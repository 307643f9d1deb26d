"""Gateways: exclusive and parallel.

Source: BPMN 2.0.2, 10.6 and 13.4.
"""

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.process import ExclusiveGateway, ParallelGateway
from tongjian.flow.errors import NoWayOut
from tongjian.rules import holds


def enter_exclusive(course: Course, node: ExclusiveGateway, *, flow: str) -> None:
    """Take the first flow whose condition is true, in the order of the text, else the default.

    A condition that cannot be told (a variable is missing) counts as not true.

    Raises:
        NoWayOut: no condition is true and there is no default.
    """
    course.pass_through(node, taken=(flow,), laid=(_choose(course, node),))


def enter_parallel(course: Course, node: ParallelGateway) -> None:
    """Go on when a token waits on each incoming flow; else let this one wait.

    One token is taken from each flow; a second one on the same flow waits for the next round.
    """
    tokens = course.state.tokens
    if all(tokens.get(flow, 0) > 0 for flow in node.incoming):
        course.pass_through(node, taken=node.incoming, laid=node.outgoing)


def _choose(course: Course, node: ExclusiveGateway) -> str:
    facts = course.state.variables.facts()
    for flow in node.outgoing:
        condition = course.process.flows[flow].condition
        if flow != node.default and (condition is None or holds(condition, facts)):
            return flow
    if node.default is None:
        raise NoWayOut(node=node.id, name=node.name)
    return node.default
