"""Reading one case, the inbox and the lists: under the viewer's row-level rights, nothing written."""

from datetime import date
from uuid import UUID

from tongjian.calendar import WorkCalendar, working_days_between
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.tasks import APPLICANT, may_take
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.readings import (
    AllowedAct,
    CaseRow,
    CaseSheet,
    CorrectionRow,
    InboxFilter,
    InboxRow,
    OpenStep,
)
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import NotFound
from tongjian.cases.ports import WorkItem
from tongjian.identity import Actor, Role
from tongjian.kit import Page

_PAGE = 20
_REVIEWING = frozenset({CaseState.ACCEPTED, CaseState.UNDER_REVIEW, CaseState.RESUMED})
_WITHDRAWABLE = _REVIEWING | {
    CaseState.RECEIVED,
    CaseState.CORRECTION_OPEN,
    CaseState.CORRECTION_DONE,
    CaseState.PAUSED,
}
_GRANTED = frozenset({CaseState.GRANTED, CaseState.GRANTED_DEFERRED})


def list_inbox(
    desk: Desk, actor: Actor, *, narrowed: InboxFilter | None = None, size: int = _PAGE
) -> Page[InboxRow]:
    """Return the open tasks the actor may take, most urgent first, paused ones last."""
    with desk.begin(actor.access()):
        page = desk.readings.list_work(posts=posts_of(actor), narrowed=narrowed or InboxFilter(), size=size)
        calendar, today = desk.calendars.current(), desk.today()
    rows = (inbox_row(work, case, calendar=calendar, today=today) for work, case in page.rows)
    wanted = narrowed.light if narrowed else None
    return Page(tuple(row for row in rows if wanted is None or row.light is wanted), page.next_key)


def count_inbox(desk: Desk, actor: Actor) -> int:
    """Return how many open tasks the actor may take."""
    with desk.begin(actor.access()):
        return desk.readings.count_work(posts=posts_of(actor))


def get_case(desk: Desk, actor: Actor, *, case: UUID) -> CaseSheet:
    """Return everything a page shows of a case.

    Raises:
        NotFound: no such case, or not for these eyes.
    """
    with desk.begin(actor.access()):
        found = desk.store.find_case(case)
        if found is None:
            raise NotFound(what="办件")
        return _sheet(desk, actor, found)


def find_case_by_number(desk: Desk, actor: Actor, *, number: str) -> UUID | None:
    """Return the case of a number, if the actor may see it."""
    with desk.begin(actor.access()):
        found = desk.store.find_case_by_number(number.strip())
    return found.id if found else None


def list_my_cases(desk: Desk, actor: Actor, *, after: str = "") -> Page[CaseRow]:
    """Return the cases of the applicants the actor acts for, newest first."""
    with desk.begin(actor.access()):
        applicants = tuple(one.id for one in actor.applicants)
        page = desk.readings.list_cases(applicants=applicants, after=after, size=_PAGE)
        return Page(tuple(case_row(desk, case) for case in page.rows), page.next_key)


def case_row(desk: Desk, case: Case) -> CaseRow:
    """Return a case as a list shows it, inside an open transaction."""
    clocks = clocks_of(
        case, received_on=case.received_on, calendar=desk.calendars.current(), today=desk.today()
    )
    return CaseRow(
        case=case.id,
        number=case.number,
        item_code=case.frozen.item_code,
        item_name=case.frozen.item_name,
        kind=case.frozen.kind,
        stage=case.frozen.stage,
        project=case.project,
        project_name=case.project_name,
        applicant_name=case.applicant_name,
        department_name=case.department_name,
        state=int(case.state),
        state_label=state_label(case.frozen.kind, case.state),
        light=clocks.light,
        due_on=clocks.next_due_on,
        waits_for=waits_for(desk.readings.list_case_work(case.id)),
        received_on=case.received_on,
        closed_at=case.closed_at,
    )


def inbox_row(work: WorkItem, case: Case, *, calendar: WorkCalendar, today: date) -> InboxRow:
    """Return an open task as the inbox shows it."""
    clocks = clocks_of(case, received_on=case.received_on, calendar=calendar, today=today)
    due_on = clocks.next_due_on
    return InboxRow(
        task=work.task,
        case=case.id,
        case_number=case.number,
        item_code=case.frozen.item_code,
        item_name=case.frozen.item_name,
        project_name=case.project_name,
        applicant_name=case.applicant_name,
        department_name=case.department_name,
        node=work.node,
        node_name=work.node_name,
        acts=work.acts,
        state_label=state_label(case.frozen.kind, case.state),
        light=clocks.light,
        due_on=due_on,
        days_left=None if due_on is None else days_left(calendar, today, due_on),
        offered_at=work.offered_at,
    )


def days_left(calendar: WorkCalendar, today: date, due_on: date) -> int:
    """Return the working days after today until a date; negative when it has passed."""
    if due_on >= today:
        return working_days_between(calendar=calendar, after=today, until=due_on)
    return -working_days_between(calendar=calendar, after=due_on, until=today)


def waits_for(open_work: tuple[WorkItem, ...]) -> str:
    """Return in words who is waited for; empty when nobody is."""
    return "、".join(dict.fromkeys(f"{work.organisation_name}（{work.node_name}）" for work in open_work))


def posts_of(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return every (organisation, role) the actor may take tasks as."""
    held = [(grant.organisation, grant.role.value) for grant in actor.grants]
    return (*held, *((applicant.id, APPLICANT) for applicant in actor.applicants))


def _sheet(desk: Desk, actor: Actor, case: Case) -> CaseSheet:
    calendar = desk.calendars.current()
    work = desk.readings.list_case_work(case.id)
    rounds = desk.readings.list_corrections(case.id)
    points = rounds[-1][1] if rounds and case.state is CaseState.CORRECTION_OPEN else ()
    application = desk.readings.find_application(case.application)
    return CaseSheet(
        case=case,
        state_label=state_label(case.frozen.kind, case.state),
        clocks=clocks_of(case, received_on=case.received_on, calendar=calendar, today=desk.today()),
        acts=allowed_acts(actor, case, work),
        steps=tuple(_step(one) for one in work),
        records=desk.readings.list_records(case.id),
        opinions=desk.readings.list_opinions(case.id),
        documents=desk.readings.list_documents(case.id),
        materials=desk.readings.list_materials(case.id),
        results=desk.readings.list_case_results(case.id),
        answers=application.answers if application else {},
        correction=tuple(CorrectionRow(point.key, point.name, point.remark) for point in points),
    )


def allowed_acts(actor: Actor, case: Case, work: tuple[WorkItem, ...]) -> tuple[AllowedAct, ...]:
    """Return the acts the actor may do on the case now: of its open tasks, then of its state."""
    acts = [
        AllowedAct(act, act_label(act), one.task)
        for one in work
        if may_take(actor, case, role=one.role, organisation=one.organisation)
        for act in one.acts
        if case.state is not CaseState.PAUSED or act not in {"grant", "refuse", "conclude"}
    ]
    return (*acts, *_state_acts(actor, case))


def _state_acts(actor: Actor, case: Case) -> tuple[AllowedAct, ...]:
    handles = actor.holds(Role.REVIEWER, case.department) or actor.holds(Role.APPROVER, case.department)
    names: list[str] = []
    if handles and case.state in _REVIEWING:
        names.append("pause")
    if handles and case.state is CaseState.PAUSED:
        names.append("resume")
    if case.state in _WITHDRAWABLE and may_take(actor, case, role=APPLICANT, organisation=case.applicant):
        names.append("withdraw")
    if case.state in _GRANTED and actor.holds(Role.APPROVER, case.department):
        names.append("revoke")
    return tuple(AllowedAct(name, act_label(name), None) for name in names)


def _step(work: WorkItem) -> OpenStep:
    return OpenStep(
        task=work.task,
        node=work.node,
        name=work.node_name,
        role=work.role,
        organisation=work.organisation,
        organisation_name=work.organisation_name,
        since=work.offered_at,
    )
