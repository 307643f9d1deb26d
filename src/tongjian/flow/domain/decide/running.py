"""Moving tokens on until every one of them waits."""

from tongjian.flow.domain.decide.containers import close_finished
from tongjian.flow.domain.decide.course import Course, Move
from tongjian.flow.domain.decide.entering import begin_member, enter_node
from tongjian.flow.domain.decide.gateways import pass_inclusive
from tongjian.flow.domain.decide.happening import happen
from tongjian.flow.domain.decide.incidents import hold
from tongjian.flow.errors import Runaway
from tongjian.kit import Refusal


def run_on(course: Course) -> None:
    """Let tokens move until all of them wait, then let joins pass and scopes end, as long as any can.

    Raises:
        NoWayOut, JoinStuck, VariableUnfit, UnknownProcess: a person acts and the process cannot go on.
        Runaway: it goes on for too long.
    """
    while True:
        if course.calls:
            _call(course)
        elif course.pending:
            _move(course, course.pending.popleft())
        elif not (pass_inclusive(course) or close_finished(course)):
            return


def _move(course: Course, move: Move) -> None:
    if not course.alone:
        _step(course, move)
        return
    mark = course.mark()
    try:
        _step(course, move)
    except Runaway:
        raise
    except Refusal as refusal:
        course.back_to(mark)
        scope, flow, index = move
        node = course.state.scopes[scope].node
        if flow:
            node = course.process_of(scope).flows[flow].target
        hold(course, scope, node=node, flow=flow, index=index, refusal=refusal)


def _step(course: Course, move: Move) -> None:
    scope, flow, index = move
    if index:
        begin_member(course, scope, index)
    else:
        process = course.process_of(scope)
        enter_node(course, scope, process.nodes[process.flows[flow].target], flow=flow)


def _call(course: Course) -> None:
    number, _ = course.calls.popleft()
    subscription = course.state.subscriptions.get(number)
    if subscription is not None:
        happen(course, host=subscription.host, node=subscription.node)
