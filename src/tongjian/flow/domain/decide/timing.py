"""When a timer is due."""

from datetime import datetime
from typing import assert_never

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.values import unfit
from tongjian.flow.domain.expressions import value_of
from tongjian.flow.domain.limits import DurationLimit, TaskLimit, WorkingDayLimit, read_limit
from tongjian.flow.domain.moments import read_moment
from tongjian.flow.domain.nodes import FlowNode
from tongjian.flow.domain.scoping import visible
from tongjian.flow.domain.triggers import Timer


def due_of(course: Course, scope: int, *, node: str, timer: Timer, index: int = 0) -> datetime:
    """Return the moment at which a timer set now is due.

    Raises:
        VariableUnfit: its expression gives neither a moment nor a length of time, or nobody here
            counts working days.
    """
    owner = course.node_of(scope, node)
    text = timer.text
    if timer.expression is not None:
        value = value_of(timer.expression, visible(course.state, scope, index=index))
        text = str(value) if isinstance(value, str) else ""
    if timer.fixed is not None:
        return due_after(course, timer.fixed, node=owner)
    moment, limit = read_moment(text), read_limit(text)
    if moment is not None:
        return moment
    if limit is None:
        raise unfit(owner, timer.expression.text if timer.expression else text)
    return due_after(course, limit, node=owner)


def next_due(course: Course, since: datetime, *, timer: Timer, node: FlowNode) -> datetime:
    """Return the moment at which a repeating timer is due again after it was due.

    Raises:
        VariableUnfit: nobody here counts working days.
    """
    limit = timer.fixed or DurationLimit(0, 60)
    return due_after(course, limit, node=node, since=since)


def due_after(course: Course, limit: TaskLimit, *, node: FlowNode, since: datetime | None = None) -> datetime:
    """Return the moment at which a limit that begins now, or at ``since``, is over.

    Raises:
        VariableUnfit: nobody here counts working days.
    """
    match limit:
        case DurationLimit():
            return limit.due_at(since or course.now)
        case WorkingDayLimit():
            deadlines = course.outside.deadlines
            if deadlines is None:
                raise unfit(node, f"{limit.days} 工作日")
            return deadlines.due_at(since=since or course.now, working_days=limit.days)
        case _:
            assert_never(limit)
