"""Keeping a case in line with what its process does by itself: timers fired, jobs done."""

from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.moving import keep_work, urgency_now
from tongjian.flow import Moves


def hold_case(desk: Desk, instance: UUID) -> None:
    """Hold the case of an instance until the transaction ends, before the instance is held.

    Acts of people take the case first and then its process; in another order they would wait for each
    other. An instance of no case has nothing to hold.
    """
    desk.store.find_case(instance, lock=True)


def follow_process(desk: Desk, *, instance: UUID, moves: Moves) -> None:
    """Bring the inboxes in line with what the process of a case has done by itself."""
    case = desk.store.find_case(instance)
    if case is not None:
        keep_work(desk, case, moves)
        desk.store.redate_work(case.id, urgency_now(desk, case))
