"""When a task's limit is over: what the process says its silence means is carried out."""

from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.act_events import LimitPassed
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.timing import due_after
from tongjian.flow.domain.events import TimerStarted
from tongjian.flow.domain.limits import Silence, WorkingDayLimit
from tongjian.flow.domain.nodes import UserTask
from tongjian.flow.domain.scoping import visible
from tongjian.flow.domain.state import Waiting


def limit_end(course: Course, node: UserTask) -> datetime | None:
    """Return when the limit of a task offered now is over; None where it has none.

    Raises:
        VariableUnfit: nobody here counts working days, and something is to be done at their end.
    """
    limit = node.policy.limit
    if limit is None:
        return None
    if isinstance(limit, WorkingDayLimit) and course.outside.deadlines is None and not node.policy.silence:
        return None
    return due_after(course, limit, node=node)


def set_limit(course: Course, place: int, node: UserTask, *, due: datetime | None) -> None:
    """Set the timer of a task's limit, where something is to be done at its end."""
    if due is not None and node.policy.silence is not None:
        course.record(TimerStarted(course.number(), place, node.id, due, 0))


def pass_limit(course: Course, place: Waiting, node: UserTask) -> bool:
    """Carry out what the silence of a task means; return whether it is taken as consent.

    A reminder sets the next one, where the process says so.
    """
    silence = node.policy.silence
    if silence is None:
        return False
    organisation = _organisation(course, place, silence)
    course.record(
        LimitPassed(
            course.state.task_of(place.number),
            place.number,
            node.id,
            silence.act,
            silence.role or "",
            organisation,
            course.now,
        )
    )
    if silence.act == "remind" and silence.every is not None:
        due = due_after(course, silence.every, node=node)
        course.record(TimerStarted(course.number(), place.number, node.id, due, 0))
    return silence.act == "consent"


def _organisation(course: Course, place: Waiting, silence: Silence) -> UUID | None:
    if silence.act != "escalate" or silence.organisation is None:
        return None
    value = visible(course.state, place.scope, index=place.index).get(silence.organisation)
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
