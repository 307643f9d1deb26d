"""Activities: user tasks, alone and as parallel multi-instance.

Source: BPMN 2.0.2, 10.3 and 13.3.
"""

from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.commands import CompleteTask
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.events import MultiInstanceOpened, TaskCompleted, TaskOffered
from tongjian.flow.domain.process import MultiInstance, UserTask
from tongjian.flow.domain.variables import Value
from tongjian.flow.errors import TaskNotActive, VariableUnfit


def enter_user_task(course: Course, node: UserTask, *, flow: str, now: datetime) -> None:
    """Offer the task; of a multi-instance, one task for each text of its list.

    Raises:
        VariableUnfit: the list or the organisation's id is missing or of the wrong kind.
    """
    if node.multi_instance is None:
        named = node.candidates.organisation
        value = course.state.variables.get(named) if named else None
        _offer(course, node, organisation=_organisation(node, value), flow=flow, body=0, now=now)
    else:
        _open_multi_instance(course, node, node.multi_instance, flow=flow, now=now)


def complete_task(course: Course, command: CompleteTask) -> None:
    """Finish an open task and go on; a multi-instance goes on when its last task is finished.

    Raises:
        TaskNotActive: the task is not open.
    """
    waiting = next((one for one in course.state.tasks if one.task == command.task), None)
    node = course.process.nodes.get(waiting.node) if waiting else None
    if waiting is None or node is None:
        raise TaskNotActive(task=command.task)
    course.record(TaskCompleted(waiting.task, waiting.node, command.variables, command.by))
    if waiting.body == 0 or all(one.body != waiting.body for one in course.state.tasks):
        course.pass_through(node, taken=(), laid=node.outgoing)


def _open_multi_instance(
    course: Course, node: UserTask, multi: MultiInstance, *, flow: str, now: datetime
) -> None:
    collection = course.state.variables.get(multi.collection)
    if not isinstance(collection, tuple):
        raise VariableUnfit(node=node.id, name=node.name, variable=multi.collection)
    body = course.state.counter + 1
    course.record(MultiInstanceOpened(node.id, flow, body, len(collection)))
    named = node.candidates.organisation
    for element in collection:
        value = element if named == multi.element else course.state.variables.get(named) if named else None
        _offer(course, node, organisation=_organisation(node, value), flow="", body=body, now=now)
    if not collection:
        course.pass_through(node, taken=(), laid=node.outgoing)


def _offer(
    course: Course, node: UserTask, *, organisation: UUID | None, flow: str, body: int, now: datetime
) -> None:
    task = course.state.next_task()
    role = node.candidates.role
    course.record(TaskOffered(task, node.id, node.name, role, organisation, node.acts, flow, body, now))


def _organisation(node: UserTask, value: Value | None) -> UUID | None:
    named = node.candidates.organisation
    if named is None:
        return None
    try:
        return UUID(value) if isinstance(value, str) else _unfit(node, named)
    except ValueError:
        return _unfit(node, named)


def _unfit(node: UserTask, variable: str) -> UUID:
    raise VariableUnfit(node=node.id, name=node.name, variable=variable) from None
