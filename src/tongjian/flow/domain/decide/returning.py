"""Moving work back, and to where an administrator says: return, withdraw, jump.

Source: the acts 退回, 撤回 and 跳转 of Chinese approval work; BPMN has none of them.
"""

from tongjian.flow.act_errors import (
    MoveUnsound,
    NotEarlier,
    NotYourOpinion,
    ReturnNotAllowed,
    UnknownNode,
    WithdrawnTooLate,
)
from tongjian.flow.domain.act_events import ArrivalsSet, Jumped, Returned, Undone, Withdrawn
from tongjian.flow.domain.acts import Jump, Return, Withdraw
from tongjian.flow.domain.decide.activities import arm_boundary, begin_activity
from tongjian.flow.domain.decide.cancelling import cancel_inside, cancel_place, cancel_scope
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.entering import enter_node
from tongjian.flow.domain.decide.opentasks import must_run, need_reason, task_for
from tongjian.flow.domain.decide.planning import (
    Plan,
    names_of,
    plan_return,
    plan_withdrawal,
    standpoints,
    way_inwards,
)
from tongjian.flow.domain.decide.triggers import arm
from tongjian.flow.domain.events import ScopeOpened
from tongjian.flow.domain.nodes import (
    Activity,
    BoundaryEvent,
    EndEvent,
    FlowNode,
    Node,
    ParallelGateway,
    SubProcess,
    UserTask,
)
from tongjian.flow.domain.past import DoneTask, Past
from tongjian.flow.domain.shape import graph_of, is_join, net_of
from tongjian.flow.domain.soundness import Marking, Prospect, look_ahead, marking_of
from tongjian.flow.domain.state import ROOT, Waiting
from tongjian.flow.domain.variables import Variables
from tongjian.flow.errors import TaskNotActive


def return_to(course: Course, act: Return) -> None:
    """Give work back to an earlier node (退回).

    Raises:
        UnknownNode: no such node, or one that no work can begin at.
        NotEarlier: the task did not come after that node.
        ReturnNotAllowed: the process lets it be returned elsewhere only.
        MoveUnsound: the instance could not come to its end from there.
        Refusal: as ``task_for``.
    """
    place, node = task_for(course, act)
    plan = plan_for(course, act.past, place=place, node=node, to=act.to)
    course.record(
        Returned(
            act.task,
            place.number,
            place.node,
            plan.outer.scope,
            act.to,
            names_of(plan.fallen),
            act.reason,
            act.by,
        )
    )
    _carry_out(course, plan)


def plan_for(course: Course, past: Past, *, place: Waiting, node: UserTask, to: str) -> Plan:
    """Return how work is given back, without doing it: what falls and what stays can be shown first.

    Raises:
        UnknownNode, NotEarlier, ReturnNotAllowed: as ``return_to``.
    """
    target = _target(course, place.scope, to)
    plan = plan_return(course, past, place=place, to=to)
    if plan is None:
        raise NotEarlier(name=node.name or node.id, to=target.name or target.id)
    if not _allowed(course, past, place=place, node=node, to=to):
        raise ReturnNotAllowed(name=node.name or node.id, to=target.name or target.id)
    return plan


def withdraw(course: Course, act: Withdraw) -> None:
    """Take back a task one has completed, while nobody has gone on with it (撤回).

    Raises:
        InstanceEnded, InstanceSuspended: nothing can be done in the instance.
        TaskNotActive: no such task was completed.
        NotYourOpinion: someone else completed it.
        ActNotAllowed: the process does not allow it there.
        WithdrawnTooLate: somebody has gone on, or the signing it belonged to is over.
    """
    must_run(course)
    done = act.past.find_done(act.task)
    if done is None:
        raise TaskNotActive(task=act.task)
    if act.by is not None and done.by != act.by:
        raise NotYourOpinion(task=act.task)
    if not done.stands:
        raise WithdrawnTooLate(task=act.task)
    if done.index:
        _withdraw_member(course, act, done)
        return
    plan = plan_withdrawal(course, act.past, done)
    if plan is None or names_of(plan.fallen) != (done.task,) or _gone_on(act.past, plan, done):
        raise WithdrawnTooLate(task=act.task)
    course.record(Withdrawn(done.task, done.node, -1, 0, done.opinion, 0, act.reason, act.by))
    _carry_out(course, plan)


def jump(course: Course, act: Jump) -> None:
    """Move a token, or all of them, to a node, as an administrator (跳转).

    Raises:
        InstanceEnded, InstanceSuspended: nothing can be done in the instance.
        ReasonMissing: no reason is given.
        UnknownNode: no such node where the token is, or one that no work can begin at.
        TaskNotActive: nothing waits at the place.
        MoveUnsound: the instance could not come to its end from there.
    """
    must_run(course)
    need_reason(act.reason, act="jump")
    if act.place and act.place not in course.state.waiting:
        raise TaskNotActive(task=course.state.task_of(act.place))
    scope, held = _jump_from(course, act)
    target = _target(course, scope, act.to)
    before = _ahead(course, scope)
    later = _later(course, act.past, scope=scope, target=target, held=held)
    fallen = _fallen_by_jump(act.past, scope=scope, target=target, later=later)
    source = course.state.waiting[act.place].node if act.place else ""
    course.record(Jumped(act.place, source, scope, act.to, names_of(fallen), act.reason, act.by))
    since = act.past.entered.get((scope, target.id), 0)
    undone = [(scope, node) for node in sorted(later) if act.past.entered.get((scope, node), 0) >= since > 0]
    if undone:
        course.record(Undone(tuple(undone)))
    if held is None:
        cancel_inside(course, scope)
        _set_arrivals(course, scope, tuple(course.state.scopes[scope].tokens), ())
    else:
        _cancel_at(course, scope, frozenset({held}))
    _must_be_sound(course, scope, before=before, target=target)
    _enter(course, scope, target)


def _carry_out(course: Course, plan: Plan) -> None:
    outer = plan.outer
    course.record(Undone(plan.undone))
    before = _ahead(course, outer.scope)
    flows = course.process_of(outer.scope).flows
    _cancel_at(course, outer.scope, outer.falls)
    left = course.state.scopes[outer.scope].tokens
    taken = tuple(flow for flow in left if flows[flow].source in outer.falls)
    _set_arrivals(course, outer.scope, taken, outer.given)
    _must_be_sound(course, outer.scope, before=before, target=course.node_of(outer.scope, outer.node))
    scope = outer.scope
    for around, inner in zip(plan.levels, plan.levels[1:], strict=False):
        scope = _open_again(course, scope, around.node)
        _set_arrivals(course, scope, (), inner.given)
    _enter(course, scope, course.node_of(scope, plan.target))


def _enter(course: Course, scope: int, node: Node) -> None:
    if isinstance(node, ParallelGateway):
        course.pass_through(scope, node, taken=(), laid=node.outgoing)
    else:
        enter_node(course, scope, node, flow="")


def _open_again(course: Course, scope: int, node: str) -> int:
    """Open a sub-process without beginning at its start event."""
    found = course.node_of(scope, node)
    number = course.number()
    course.record(ScopeOpened(number, scope, node, "", 0, "", Variables()))
    for event in course.container_of(number).event_starts:
        if event.trigger is not None:
            arm(course, number, host=number, node=event.id, trigger=event.trigger)
    if isinstance(found, SubProcess):
        arm_boundary(course, scope, found, host=number)
    return number


def _cancel_at(course: Course, scope: int, nodes: frozenset[str]) -> None:
    state = course.state
    for inner in [one for one in state.scopes.values() if one.parent == scope and one.node in nodes]:
        cancel_scope(course, inner.number)
    for place in [one for one in state.waiting.values() if one.scope == scope and one.node in nodes]:
        if place.number in course.state.waiting:
            cancel_place(course, place)


def _set_arrivals(course: Course, scope: int, taken: tuple[str, ...], given: tuple[str, ...]) -> None:
    if taken or given:
        course.record(ArrivalsSet(scope, taken, given))


def _target(course: Course, scope: int, to: str) -> Node:
    while True:
        process = course.process_of(scope)
        found = process.nodes.get(to)
        if found is not None and _can_begin(found):
            return found
        if found is not None or scope == ROOT:
            raise UnknownNode(node=to)
        scope = course.state.scopes[scope].parent


def _can_begin(node: Node) -> bool:
    if isinstance(node, EndEvent | BoundaryEvent) or is_join(node):
        return False
    return not (isinstance(node, SubProcess) and node.by_event)


def _withdraw_member(course: Course, act: Withdraw, done: DoneTask) -> None:
    scope = course.state.scopes.get(done.scope)
    node = course.node_of(done.scope, done.node) if scope else None
    if scope is None or not isinstance(node, UserTask) or node.multi_instance is None:
        raise WithdrawnTooLate(task=act.task)
    undone = _leave_next(course, done) if node.multi_instance.sequential else 0
    course.record(
        Withdrawn(done.task, done.node, done.scope, done.index, done.opinion, undone, act.reason, act.by)
    )
    begin_activity(course, done.scope, node, flow="", index=done.index)


def _leave_next(course: Course, done: DoneTask) -> int:
    """Cancel the task of the member that came next, and return how many that were."""
    after = [one for one in course.state.waiting.values() if one.scope == done.scope]
    if any(one.index != done.index + 1 for one in after):
        raise WithdrawnTooLate(task=done.task)
    for place in after:
        cancel_place(course, place)
    return len(after)


def _gone_on(past: Past, plan: Plan, done: DoneTask) -> bool:
    """Return whether a job or message has been answered since, where the work would fall."""
    outer = plan.outer
    return any(
        move.position > done.position
        and past.node_in(outer.scope, of=move.scope, node=move.node) in outer.falls
        for move in past.moves
    )


def _allowed(course: Course, past: Past, *, place: Waiting, node: UserTask, to: str) -> bool:
    returns = node.policy.returns
    match returns.scope:
        case "any":
            return True
        case "none":
            return False
        case "listed":
            return to in returns.nodes
        case "start":
            return to == past.first
        case "previous":
            return to in _previous(course, place)
    return False


def _previous(course: Course, place: Waiting) -> frozenset[str]:
    """Return the user tasks from which the token of a task can have come without another one between.

    Of the first task of a sub-process they are those before the sub-process.
    """
    for point in standpoints(course, place):
        process = course.process_of(point.scope)
        graph = graph_of(process, course.container_of(point.scope).id)
        tasks = frozenset(one.id for one in process.nodes.values() if isinstance(one, UserTask))
        found = frozenset(
            task
            for task in tasks & frozenset(graph.ways)
            if point.node in graph.after(task, closed=tasks - {point.node, task})
        )
        if found:
            return found
    return frozenset()


def _jump_from(course: Course, act: Jump) -> tuple[int, str | None]:
    """Return the scope in which the token lands, and the node there that it leaves; None: every token."""
    if not act.place:
        return ROOT, None
    for point in standpoints(course, course.state.waiting[act.place]):
        if len(way_inwards(course, point.scope, act.to)) == 1:
            return point.scope, point.node
    raise UnknownNode(node=act.to)


def _later(course: Course, past: Past, *, scope: int, target: FlowNode, held: str | None) -> frozenset[str]:
    """Return the nodes that come after the target, where the jump goes back to it; else none."""
    graph = graph_of(course.process_of(scope), course.container_of(scope).id)
    later = graph.reach((target.id,))
    back = (scope, target.id) in past.entered and (held is None or held in later)
    return later if back else frozenset()


def _fallen_by_jump(
    past: Past, *, scope: int, target: FlowNode, later: frozenset[str]
) -> tuple[DoneTask, ...]:
    since = past.entered.get((scope, target.id), 0)
    return tuple(
        one
        for one in past.done
        if one.stands and one.position > since and past.node_in(scope, of=one.scope, node=one.node) in later
    )


def _must_be_sound(course: Course, scope: int, *, before: Prospect, target: FlowNode) -> None:
    after = _ahead(course, scope, more=target.id)
    wrong = (after.doubled - before.doubled) | (after.stuck - before.stuck)
    if wrong or (before.ends and after.whole and not after.ends):
        raise MoveUnsound(to=target.name or target.id, nodes="、".join(sorted(wrong)) or "—")


def _ahead(course: Course, scope: int, *, more: str | None = None) -> Prospect:
    net = net_of(course.process_of(scope), course.container_of(scope).id)
    return look_ahead(net, _marking(course, scope, more))


def _marking(course: Course, scope: int, more: str | None) -> Marking:
    state, nodes = course.state, course.process_of(scope).nodes
    tokens = [flow for flow, count in state.scopes[scope].tokens.items() for _ in range(count)]
    # a task and the signers added to it are one token
    places = {
        state.aside_of(one.number).host or one.number: one.node
        for one in state.waiting.values()
        if one.scope == scope
    }
    tokens += places.values()
    inner = [nodes[one.node] for one in state.scopes.values() if one.parent == scope]
    tokens += [one.id for one in inner if isinstance(one, Activity) and not _beside(one)]
    return marking_of([*tokens, more] if more else tokens)


def _beside(node: Activity) -> bool:
    return isinstance(node, SubProcess) and node.by_event
