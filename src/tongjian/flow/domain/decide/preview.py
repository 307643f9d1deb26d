"""Before a return is asked for: where a task may go back to, and what would fall and what would stay."""

from dataclasses import dataclass, replace
from uuid import UUID

from tongjian.flow.domain.acts import Return
from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.decide.opentasks import task_for
from tongjian.flow.domain.decide.returning import plan_for, return_to
from tongjian.flow.domain.events import TaskCancelled
from tongjian.flow.domain.outside import NOWHERE, Outside
from tongjian.flow.domain.past import GivenOpinion, opinions_of
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.state import State
from tongjian.kit import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPreview:
    """What a return would do.

    Attributes:
        to: the node that would be done again.
        name: its name for people.
        falls: current opinions that would no longer count.
        stays: current opinions that would still count.
        cancelled: open tasks that would be cancelled, that of who returns among them.
    """

    to: str
    name: str
    falls: tuple[GivenOpinion, ...]
    stays: tuple[GivenOpinion, ...]
    cancelled: tuple[UUID, ...]


def preview_return(
    process: Process, state: State, act: Return, *, outside: Outside = NOWHERE
) -> ReturnPreview:
    """Return what giving work back would do; nothing is done.

    Raises:
        Refusal: as the return itself would be refused.
    """
    course = Course(process, state, now=act.now, by=act.by, outside=outside)
    place, node = task_for(course, act)
    plan = plan_for(course, act.past, place=place, node=node, to=act.to)
    target = course.process_of(plan.outer.scope).nodes[act.to]
    return_to(course, act)
    fallen = {one.task for one in plan.fallen}
    current = [one for one in opinions_of(act.past) if one.standing == "current"]
    return ReturnPreview(
        to=act.to,
        name=target.name,
        falls=tuple(one for one in current if one.task in fallen),
        stays=tuple(one for one in current if one.task not in fallen),
        cancelled=tuple(event.task for event in course.events if isinstance(event, TaskCancelled)),
    )


def list_return_targets(
    process: Process, state: State, act: Return, *, outside: Outside = NOWHERE
) -> tuple[ReturnPreview, ...]:
    """Return every user task that a task may be returned to, the latest done first.

    ``act.to`` does not matter.
    """
    nodes: list[str] = []
    for one in reversed(act.past.done):
        if one.stands and one.node not in nodes:
            nodes.append(one.node)
    found = []
    for node in nodes:
        try:
            found.append(preview_return(process, state, replace(act, to=node), outside=outside))
        except Refusal:
            continue
    return tuple(found)
