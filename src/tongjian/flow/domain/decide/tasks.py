"""Tasks of each kind: offered to people, asked of machines, done at once.

Source: BPMN 2.0.2, 10.3.3 and 13.3.3.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import assert_never
from uuid import UUID

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.sending import send_message
from tongjian.flow.domain.decide.silence import limit_end, set_limit
from tongjian.flow.domain.decide.triggers import arm
from tongjian.flow.domain.decide.values import unfit
from tongjian.flow.domain.events import PlaceEntered, TaskOffered, VariablesChanged
from tongjian.flow.domain.expressions import value_of
from tongjian.flow.domain.nodes import (
    BusinessRuleTask,
    FlowNode,
    ImmediateTask,
    ManualTask,
    ReceiveTask,
    ScriptTask,
    SendTask,
    ServiceTask,
    UserTask,
)
from tongjian.flow.domain.scoping import visible
from tongjian.flow.domain.variables import Value, read_variables


def offer_task(course: Course, scope: int, node: UserTask, *, flow: str, index: int) -> int:
    """Offer a user task to its candidates; return its number. Its limit runs from now.

    Raises:
        VariableUnfit: the organisation's or a person's id is missing or no id; or nobody here counts
            the working days of its limit.
    """
    number = course.number()
    named = node.candidates.organisation
    organisation: UUID | None = None
    persons: tuple[UUID, ...] = ()
    if named is not None or node.candidates.persons is not None:
        facts = visible(course.state, scope, index=index)
        organisation = _id(node, facts.get(named), named) if named is not None else None
        persons = _persons(course, node, facts)
    due = limit_end(course, node)
    course.record(
        TaskOffered(
            course.state.task_of(number),
            number,
            scope,
            node.id,
            node.name,
            node.candidates.role,
            organisation,
            node.acts,
            flow,
            index,
            course.now,
            persons,
            due,
        )
    )
    set_limit(course, number, node, due=due)
    return number


def request_job(course: Course, scope: int, node: ServiceTask, *, flow: str, index: int) -> int:
    """Ask for a job; return its number."""
    number = course.number()
    course.record(PlaceEntered(number, scope, node.id, "job", flow, index, node.topic, course.now))
    return number


def await_message(course: Course, scope: int, node: ReceiveTask, *, flow: str, index: int) -> int:
    """Wait for a message; return the number of the place.

    Raises:
        VariableUnfit: its correlation key comes to nothing.
    """
    number = course.number()
    course.record(PlaceEntered(number, scope, node.id, "receive", flow, index))
    arm(course, scope, host=number, node=node.id, trigger=node.message, index=index)
    return number


def do_at_once(course: Course, scope: int, node: ImmediateTask, *, index: int) -> None:
    """Do what takes no time.

    Raises:
        VariableUnfit: its value is not one that can be kept, or nobody here decides.
        Refusal: of the decision asked.
    """
    match node:
        case ManualTask():
            pass
        case SendTask():
            send_message(course, scope, node, node.message, index=index)
        case ScriptTask():
            value = value_of(
                node.script,
                visible(course.state, scope, index=index),
                now=course.now,
                ticks=course.outside.ticks,
            )
            _keep(course, scope, node, node.result, value)
        case BusinessRuleTask():
            decisions = course.outside.decisions
            if decisions is None:
                raise unfit(node, node.decision)
            value = decisions.decide(node.decision, visible(course.state, scope, index=index))
            _keep(course, scope, node, node.result, value)
        case _:
            assert_never(node)


def _keep(course: Course, scope: int, node: FlowNode, result: str, value: Value) -> None:
    if result:
        given = read_variables({result: value})
    elif isinstance(value, Mapping):
        given = read_variables(value)
    else:
        raise unfit(node, "result")
    course.record(VariablesChanged(scope, node.id, given, None))


def _persons(course: Course, node: UserTask, facts: Mapping[str, Value]) -> tuple[UUID, ...]:
    named = node.candidates.persons
    if named is None:
        return ()
    value = value_of(named, facts, now=course.now, ticks=course.outside.ticks)
    listed = value if isinstance(value, tuple) else (value,)
    return tuple(_id(node, one, named.text) for one in listed)


def _id(node: UserTask, value: Value | None, named: str) -> UUID:
    try:
        return _read_id(value if isinstance(value, str) else "")
    except ValueError:
        raise unfit(node, named) from None


@lru_cache(maxsize=4096)
def _read_id(text: str) -> UUID:
    # the same few organisations and persons again and again
    return UUID(text)
