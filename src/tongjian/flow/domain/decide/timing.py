"""When a timer is due."""

from datetime import datetime, time
from typing import assert_never

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.values import unfit
from tongjian.flow.domain.expressions import value_of
from tongjian.flow.domain.limits import CHINA, DurationLimit, TaskLimit, WorkingDayLimit, read_limit
from tongjian.flow.domain.moments import read_moment
from tongjian.flow.domain.nodes import FlowNode
from tongjian.flow.domain.scoping import visible
from tongjian.flow.domain.triggers import Timer
from tongjian.flow.domain.values import Value
from tongjian.rules import Date, DateAndTime, DayTimeDuration, Fault, YearMonthDuration, text_of


def due_of(course: Course, scope: int, *, node: str, timer: Timer, index: int = 0) -> datetime:
    """Return the moment at which a timer set now is due.

    Raises:
        VariableUnfit: its expression gives neither a moment nor a length of time, or nobody here
            counts working days.
    """
    owner = course.node_of(scope, node)
    if timer.fixed is not None:
        return due_after(course, timer.fixed, node=owner)
    if timer.expression is None:
        return read_moment(timer.text) or course.now
    facts = visible(course.state, scope, index=index)
    value = value_of(timer.expression, facts, now=course.now, ticks=course.outside.ticks)
    due = _moment_of(value, course.now)
    limit = read_limit(value) if isinstance(value, str) else None
    if due is None and limit is None:
        raise unfit(owner, timer.expression.text)
    return due_after(course, limit, node=owner) if due is None and limit is not None else due or course.now


def _moment_of(value: Value, now: datetime) -> datetime | None:  # noqa: PLR0911 - one per kind of value
    """Return the instant a value stands for: one by itself, or a length of time from now."""
    try:
        match value:
            case str():
                return read_moment(value)
            case DateAndTime():
                return (
                    read_moment(text_of(value).partition("@")[0])
                    if value.offset is None
                    else value.to_datetime()
                )
            case Date():
                return datetime.combine(value.to_date(), time(), CHINA)
            case DayTimeDuration():
                return now + value.to_timedelta()
            case YearMonthDuration():
                return DurationLimit(value.months, 0).due_at(now)
            case _:
                return None
    except (Fault, OverflowError, ValueError):
        return None


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
