"""What acts on a hearing write: a step, and the stop of both clocks while it lasts."""

from datetime import date
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.legal_data import shipped_party_clocks, shipped_pause_kinds
from tongjian.cases.actions.moving import Moved
from tongjian.cases.actions.pausing import new_pause, start_pause
from tongjian.cases.actions.side_tasks import SideTask, offer_side_task
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.hearing import HEARING_TASK, HearingRecord, HearingStep
from tongjian.cases.domain.party_clocks import HEARING_HELD
from tongjian.cases.domain.pauses import HEARING
from tongjian.identity import Actor, Role


def keep_step(
    desk: Desk,
    actor: Actor,
    moved: Moved,
    step: HearingStep,
    *,
    text: str,
    party: UUID | None = None,
    held_on: date | None = None,
    place: str = "",
    chair: str = "",
) -> None:
    """Append a step of a party or of the organ."""
    desk.hearings.add_step(
        HearingRecord(
            id=desk.ids(),
            case=moved.case.id,
            step=step,
            party=party,
            on=desk.today(),
            held_on=held_on,
            place=place,
            chair=chair,
            text=text,
            person=actor.person,
            person_name=actor.name,
            at=desk.now(),
            entry=moved.entry,
        )
    )


def open_hearing(desk: Desk, actor: Actor, case: Case, *, act: str, step: HearingStep, reason: str) -> Moved:
    """Open a hearing: both clocks stop, and the organ has its task with its own date.

    Source: 行政许可法 Art. 45, 47.
    """
    kind = shipped_pause_kinds().get(HEARING)
    limit = shipped_party_clocks().get(HEARING_HELD)
    stop = new_pause(desk, kind, name=kind.name, reason=reason, planned_days=limit.limit.days)
    moved = start_pause(desk, actor, case, stop=stop, act=act, office=f"reviewer@{case.department}")
    keep_step(desk, actor, moved, step, text=reason)
    task = SideTask(
        kind=HEARING_TASK,
        name="组织听证",
        role=Role.REVIEWER,
        organisation=case.department,
        organisation_name=case.department_name,
        acts=("schedule_hearing", "hold_hearing"),
        due_on=limit.due(starts_on=desk.today(), calendar=desk.calendars.current()).on,
    )
    offer_side_task(desk, moved.case, task)
    return moved
