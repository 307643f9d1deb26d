"""Activities: how they begin and end, alone and as multi-instances.

Source: BPMN 2.0.2, 10.3 and 13.3.
"""

from typing import assert_never

from tongjian.flow.domain.decide.cancelling import cancel_inside, release
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.scopes import call_process, open_sub_process
from tongjian.flow.domain.decide.signers import close_signing, open_signing, signed_out
from tongjian.flow.domain.decide.tasks import await_message, do_at_once, offer_task, request_job
from tongjian.flow.domain.decide.triggers import arm
from tongjian.flow.domain.decide.values import count_value, unfit
from tongjian.flow.domain.events import MemberCompleted, MultiInstanceOpened, ScopeClosed
from tongjian.flow.domain.expressions import is_true
from tongjian.flow.domain.nodes import (
    AnyActivity,
    BusinessRuleTask,
    CallActivity,
    ManualTask,
    MultiInstance,
    ReceiveTask,
    ScriptTask,
    SendTask,
    ServiceTask,
    SubProcess,
    UserTask,
)
from tongjian.flow.domain.scoping import visible
from tongjian.flow.domain.variables import Elements


def enter_activity(course: Course, scope: int, node: AnyActivity, *, flow: str) -> None:
    """Begin an activity, or all members of a multi-instance (the first of a sequential one).

    Args:
        course: the command under way.
        scope: where the token is.
        node: the activity.
        flow: the flow whose token it takes; empty where that has been taken before.

    Raises:
        VariableUnfit: a variable it needs is missing or of the wrong kind.
        UnknownProcess: it calls a process that is not deployed.
    """
    if node.multi_instance is None:
        begin_activity(course, scope, node, flow=flow, index=0)
    else:
        _open_multi_instance(course, scope, node, node.multi_instance, flow=flow)


def begin_activity(course: Course, scope: int, node: AnyActivity, *, flow: str, index: int) -> None:
    """Begin an activity that is alone, or one member of a multi-instance.

    Raises:
        VariableUnfit, UnknownProcess: as for ``enter_activity``.
    """
    match node:
        case UserTask():
            host = offer_task(course, scope, node, flow=flow, index=index)
        case ServiceTask():
            host = request_job(course, scope, node, flow=flow, index=index)
        case ReceiveTask():
            host = await_message(course, scope, node, flow=flow, index=index)
        case SubProcess():
            host = open_sub_process(course, scope, node, flow=flow, index=index)
        case CallActivity():
            host = call_process(course, scope, node, flow=flow, index=index)
        case ManualTask() | SendTask() | ScriptTask() | BusinessRuleTask():
            do_at_once(course, scope, node, index=index)
            finish_activity(course, scope, node, index=index, taken=(flow,) if flow else ())
            return
        case _:
            assert_never(node)
    if not index:
        arm_boundary(course, scope, node, host=host)


def finish_activity(
    course: Course, scope: int, node: AnyActivity, *, index: int, taken: tuple[str, ...] = ()
) -> None:
    """Go on behind an activity that is done; a multi-instance goes on when enough members are.

    ``scope`` is that of the activity, of a member that of its multi-instance.
    """
    if not index:
        course.pass_through(scope, node, taken=taken, laid=node.outgoing)
        return
    course.record(MemberCompleted(scope, node.id, index))
    multi = course.state.scopes[scope].multi
    settings = node.multi_instance
    if multi is None or settings is None:
        return
    facts = visible(course.state, scope, index=index) if settings.completion else {}
    enough = settings.completion is not None and is_true(
        settings.completion, facts, now=course.now, ticks=course.outside.ticks
    )
    if multi.completed >= multi.total or enough or signed_out(node, multi):
        close_multi_instance(course, scope, node)
    elif settings.sequential:
        course.pending.append((scope, "", index + 1))


def close_multi_instance(course: Course, number: int, node: AnyActivity) -> None:
    """End a multi-instance, cancelling the members that are not done, and go on behind it."""
    outer = course.state.scopes[number].parent
    cancel_inside(course, number)
    release(course, number)
    close_signing(course, number, node)
    course.record(ScopeClosed(number, node.id, "completed"))
    finish_activity(course, outer, node, index=0)


def _open_multi_instance(
    course: Course, scope: int, node: AnyActivity, multi: MultiInstance, *, flow: str
) -> None:
    elements, total = _members(course, scope, node, multi)
    number = course.number()
    course.record(MultiInstanceOpened(number, scope, node.id, flow, total, multi.element, elements))
    arm_boundary(course, scope, node, host=number)
    open_signing(course, number, node)
    if not total:
        close_multi_instance(course, number, node)
    elif multi.sequential:
        course.pending.append((number, "", 1))
    else:
        for index in range(1, total + 1):
            # one that is over at once may end them all
            if number in course.state.scopes:
                begin_activity(course, number, node, flow="", index=index)


def _members(course: Course, scope: int, node: AnyActivity, multi: MultiInstance) -> tuple[Elements, int]:
    facts = visible(course.state, scope)
    if multi.cardinality is not None:
        return Elements(), count_value(course, multi.cardinality, facts, node=node)
    collection = facts.get(multi.collection)
    if not isinstance(collection, tuple):
        raise unfit(node, multi.collection)
    return Elements(collection), len(collection)


def arm_boundary(course: Course, scope: int, node: AnyActivity, *, host: int) -> None:
    """Let the events on the edge of an activity wait, as long as its place or scope stands.

    Raises:
        VariableUnfit: an expression of one of them comes to nothing.
    """
    for event in course.process_of(scope).boundaries.get(node.id, ()):
        arm(course, scope, host=host, node=event.id, trigger=event.trigger)
