"""Side tasks: what someone must do on a case beside its process, listed in the same inboxes.

A ruling on an extension, the check of a promise: they have a post, acts and a date of their own, but
no node in the process, so that adding one changes no process. A side task is open as long as its row is
there; the act that settles it removes the row in its own transaction.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.tasks import APPLICANT, may_take, who_takes
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.urgency import Urgency
from tongjian.cases.errors import ActNotAllowed, NotYourTask
from tongjian.cases.ports import Beside, WorkItem
from tongjian.identity import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTask:
    """A task to offer beside the process.

    Attributes:
        kind: what it is about, unique among side tasks; stands where a process task has its node.
        name: Chinese, as the inbox shows it.
        role: post that takes it, or ``APPLICANT``.
        organisation: whose post; for the applicant's tasks the applicant.
        due_on: its own date; None sorts last.
        beyond: stays open when the case is closed.
    """

    kind: str
    name: str
    role: str
    organisation: UUID
    organisation_name: str
    acts: tuple[str, ...]
    due_on: date | None
    beyond: bool = False


def offer_side_task(desk: Desk, case: Case, task: SideTask) -> UUID:
    """Put a side task into its inbox and return its id."""
    work = WorkItem(
        task=desk.ids(),
        case=case.id,
        organisation=task.organisation,
        organisation_name=task.organisation_name,
        role=task.role,
        node=task.kind,
        node_name=task.name,
        acts=task.acts,
        urgency=Urgency.of_own_date(task.due_on),
        offered_at=desk.now(),
        beside=Beside.BEYOND if task.beyond else Beside.UNTIL_CLOSED,
    )
    desk.store.add_work(work)
    return work.task


def list_side_tasks(desk: Desk, case: Case, *, kind: str = "") -> tuple[WorkItem, ...]:
    """Return the open side tasks of a case, of one kind when named."""
    work = desk.readings.list_case_work(case.id)
    return tuple(one for one in work if one.beside is not Beside.PROCESS and kind in {"", one.node})


def take_side_task(desk: Desk, actor: Actor, case: Case, act: str) -> WorkItem:
    """Return the open side task of a case that this actor settles by this act; it stays open.

    Raises:
        NotYourTask: the act is open, but for another post.
        ActNotAllowed: no open side task knows the act now.
    """
    offering = [one for one in list_side_tasks(desk, case) if act in one.acts]
    for one in offering:
        if may_take_side(actor, case, one):
            return one
    for one in offering:
        raise NotYourTask(node_name=one.node_name, who=_who_takes(case, one))
    raise ActNotAllowed(
        state_label=state_label(case.frozen.kind, case.state), act_label=act_label(act), case=case.id
    )


def may_take_side(actor: Actor, case: Case, work: WorkItem) -> bool:
    """Return whether the actor may settle this open task; False for a task of the process."""
    return work.beside is not Beside.PROCESS and may_take(
        actor, case, role=work.role, organisation=work.organisation
    )


def close_side_task(desk: Desk, work: WorkItem) -> None:
    """Take a settled side task out of its inbox."""
    desk.store.remove_work((work.task,))


def close_side_tasks(desk: Desk, case: Case, *, kind: str = "") -> None:
    """Take the side tasks of one kind out of their inboxes, or all that do not outlive the case."""
    falling = (
        one.task
        for one in list_side_tasks(desk, case, kind=kind)
        if kind or one.beside is Beside.UNTIL_CLOSED
    )
    desk.store.remove_work(tuple(falling))


def _who_takes(case: Case, work: WorkItem) -> str:
    if work.role == APPLICANT:
        return f"申请人{case.applicant_name}"
    return who_takes(work.organisation_name, work.role)
