"""A pause of a case moves the limits that its process sets to tasks."""

from tongjian.calendar import ClockKind
from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case
from tongjian.flow import recompute_limits
from tongjian.identity import Actor


def move_process_limits(desk: Desk, actor: Actor, case: Case) -> None:
    """Let the limits in working days of the case's open tasks be due without the days of its pauses.

    Only pauses that stop the statutory clock count: the end of a task's limit may mean consent or refusal,
    and no pause that the law does not know may put that off.
    """
    stopped = [one for one in case.pauses if ClockKind.STATUTORY in one.stops]
    paused = tuple((one.started_on, one.ended_on) for one in stopped)
    recompute_limits(desk.flow, instance=case.id, paused=paused, by=actor.person, at=desk.now())
