"""Reading one case, the inbox and the lists: under the viewer's row-level rights, nothing written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from tongjian.calendar import WorkCalendar, working_days_between
from tongjian.cases.actions.checking_reading import acceptance_acts, acceptance_of, standing_label
from tongjian.cases.actions.consulted import consultations_on, may_consult, waits_of
from tongjian.cases.actions.deferring import OWING_TASKS
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.pausing import enabled_kinds
from tongjian.cases.actions.procedures import with_procedures
from tongjian.cases.actions.promise_reading import promise_acts, promises_of
from tongjian.cases.actions.side_tasks import may_take_side
from tongjian.cases.actions.tasks import APPLICANT, may_do, may_take
from tongjian.cases.actions.texts import sought
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of
from tongjian.cases.domain.deemed import standing
from tongjian.cases.domain.kinds import SERVICE, begun_by_application, state_label
from tongjian.cases.domain.promises import PLEDGE_DECISION
from tongjian.cases.domain.readings import (
    AllowedAct,
    CaseRow,
    CaseSheet,
    CorrectionRow,
    OpenStep,
)
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import NotFound
from tongjian.cases.ports import WorkItem
from tongjian.flow import OpenTask
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Page, Problem

_PAGE = 20
_CHUNK = 200
NO_SUCH_PAGE = Problem("after", "没有这一页，请从第一页重新查看")
_REVIEWING = frozenset({CaseState.ACCEPTED, CaseState.UNDER_REVIEW, CaseState.RESUMED})
_WITHDRAWABLE = _REVIEWING | {
    CaseState.RECEIVED,
    CaseState.CORRECTION_OPEN,
    CaseState.CORRECTION_DONE,
    CaseState.PAUSED,
}
_HANDING_OUT = frozenset({"issue", "deliver"})
_GRANTED = frozenset({CaseState.GRANTED, CaseState.GRANTED_DEFERRED})
_OF_THE_COUNTER = frozenset({"accept", "correct", "reject", "turn_away"})
_BEFORE_ACCEPTANCE = frozenset({CaseState.RECEIVED, CaseState.CORRECTION_DONE})
_CONCLUDING = frozenset({"grant", "refuse", "conclude", "contract", "finish", "pass_inspection"})


def read_key(after: str) -> UUID:
    """Return the id after which a page goes on.

    Raises:
        Invalid: it is none.
    """
    try:
        return UUID(after)
    except ValueError as odd:
        raise Invalid(problems=(NO_SUCH_PAGE,)) from odd


def get_case(desk: Desk, actor: Actor, *, case: UUID) -> CaseSheet:
    """Return everything a page shows of a case.

    Raises:
        NotFound: no such case, or not for these eyes.
    """
    with desk.begin(actor.access()):
        found = desk.store.find_case(case)
        if found is None:
            raise NotFound(what="办件")
        return with_procedures(desk, actor, _sheet(desk, actor, found))


def find_case_by_number(desk: Desk, actor: Actor, *, number: str) -> UUID | None:
    """Return the case of a number, if the actor may see it."""
    with desk.begin(actor.access()):
        found = desk.store.find_case_by_number(sought(number))
    return found.id if found else None


def list_my_cases(desk: Desk, actor: Actor, *, after: str = "") -> Page[CaseRow]:
    """Return the cases of the applicants the actor acts for, newest first.

    Raises:
        Invalid: ``after`` is no place in the list.
    """
    if after:
        read_key(after)
    with desk.begin(actor.access()):
        applicants = tuple(one.id for one in actor.applicants)
        page = desk.readings.list_cases(applicants=applicants, after=after, size=_PAGE)
        return Page(case_rows(desk, page.rows), page.next_key)


def case_rows(desk: Desk, cases: Iterable[Case]) -> tuple[CaseRow, ...]:
    """Return cases as a list shows them, inside an open transaction, in two statements however many."""
    listed = tuple(cases)
    ids = tuple(case.id for case in listed)
    work, asked = desk.readings.list_work_of(ids), waits_of(desk, ids)
    calendar, today = desk.calendars.current(), desk.today()
    rows = (_case_row(case, work.get(case.id, ()), calendar=calendar, today=today) for case in listed)
    return tuple(replace(row, waits_for=(*asked.get(row.case, ()), *row.waits_for)) for row in rows)


def _case_row(case: Case, work: tuple[WorkItem, ...], *, calendar: WorkCalendar, today: date) -> CaseRow:
    clocks = clocks_of(case, received_on=case.received_on, calendar=calendar, today=today)
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
        waits_for=waits_for(work),
        applicants_turn=any(one.role == APPLICANT for one in work),
        received_on=case.received_on,
        closed_at=case.closed_at,
    )


def days_left(calendar: WorkCalendar, today: date, due_on: date) -> int:
    """Return the working days after today until a date; negative when it has passed."""
    if due_on >= today:
        return working_days_between(calendar=calendar, after=today, until=due_on)
    return -working_days_between(calendar=calendar, after=due_on, until=today)


def waits_for(open_work: tuple[WorkItem, ...]) -> tuple[str, ...]:
    """Return who is waited for, each with the name of the task; empty when nobody is."""
    return tuple(dict.fromkeys(f"{work.organisation_name}（{work.node_name}）" for work in open_work))


def posts_of(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return every (organisation, role) the actor may take tasks as.

    Of one who gave a mandate the row-level rights show the tasks of the one application only.
    """
    held = [(grant.organisation, grant.role.value) for grant in actor.grants]
    applicants = (applicant.id for applicant in actor.applicants)
    givers = (mandate.giver for mandate in actor.mandates)
    return (*held, *((one, APPLICANT) for one in dict.fromkeys((*applicants, *givers))))


def _sheet(desk: Desk, actor: Actor, found: Case) -> CaseSheet:
    calendar = desk.calendars.current()
    case = standing(found, calendar=calendar, today=desk.today())
    work = desk.readings.list_case_work(case.id)
    tasks = desk.flow.open_tasks(case.id)
    rounds = desk.readings.list_corrections(case.id)
    points = rounds[-1][1] if rounds and case.state is CaseState.CORRECTION_OPEN else ()
    application = desk.readings.find_application(case.application)
    promises = promises_of(desk, case)
    allowed = allowed_acts(actor, case, work, tasks=tasks, pausable=_knows_pauses(desk, case))
    records = desk.readings.list_records(case.id)
    acceptance = acceptance_of(desk, found, stands=case, records=records)
    return CaseSheet(
        case=case,
        state_label=standing_label(found, case),
        clocks=clocks_of(case, received_on=case.received_on, calendar=calendar, today=desk.today()),
        acts=(
            *allowed,
            *promise_acts(actor, case, promises),
            *acceptance_acts(desk, actor, case, acceptance, tasks=tasks),
        ),
        steps=tuple(_step(one) for one in work),
        records=records,
        opinions=desk.readings.list_opinions(case.id),
        documents=desk.readings.list_documents(case.id),
        materials=desk.readings.list_materials(case.id),
        results=desk.readings.list_case_results(case.id),
        answers=application.answers if application else {},
        correction=tuple(
            CorrectionRow(point.key, point.name, point.remark, point.page, point.omitted) for point in points
        ),
        acceptance=acceptance,
        unit_project=desk.projects.find_unit_project(case.unit_project) if case.project else None,
        paper_readings=desk.paper_readings.list_readings(case.id),
        consultations=consultations_on(desk, actor, case),
        promises=promises,
    )


def _knows_pauses(desk: Desk, case: Case) -> bool:
    """Return whether the item of a case enables any special procedure."""
    items = desk.catalogue.current().items
    return any(enabled_kinds(one.special_procedures) for one in items if one.code == case.frozen.item_code)


def allowed_acts(
    actor: Actor,
    case: Case,
    work: tuple[WorkItem, ...],
    *,
    tasks: tuple[OpenTask, ...],
    pausable: bool = True,
) -> tuple[AllowedAct, ...]:
    """Return the acts the actor may do on the case now: of its open tasks, then of its state."""
    doable = {task.id for task in tasks if may_do(actor, case, task)}
    doable |= {one.task for one in work if may_take_side(actor, case, one)}
    closed = _closed_by_promises(case, work)
    acts = [
        AllowedAct(act, act_label(act), one.task)
        for one in work
        if one.task in doable
        for act in one.acts
        if _fits_state(act, case.state) and act not in closed
    ]
    rectifying = any("rectify" in one.acts for one in work)
    offered = {one.act for one in acts}
    names = [one for one in _state_acts(actor, case, rectifying=rectifying) if one not in offered]
    return (
        *acts,
        *(AllowedAct(one, act_label(one), None) for one in names if pausable or one != "pause"),
    )


def _closed_by_promises(case: Case, work: tuple[WorkItem, ...]) -> frozenset[str]:
    """Return the acts that wait for a promise: to be decided on, or for papers still owing."""
    nodes = {one.node for one in work}
    if PLEDGE_DECISION in nodes:
        return frozenset({"accept"})
    owing = case.state is CaseState.GRANTED_DEFERRED and not nodes.isdisjoint(OWING_TASKS)
    return _HANDING_OUT if owing else frozenset()


def _fits_state(act: str, state: CaseState) -> bool:
    """Return whether an act that an open task knows also fits the state of the case."""
    if act in _OF_THE_COUNTER:
        return state in _BEFORE_ACCEPTANCE
    if act == "outside_accept":
        return state is CaseState.RECEIVED
    if act == "outside_report":
        return state in {CaseState.ACCEPTED, CaseState.RESUMED}
    return state is not CaseState.PAUSED or act not in _CONCLUDING


def _state_acts(actor: Actor, case: Case, *, rectifying: bool) -> list[str]:
    handles = actor.holds(Role.REVIEWER, case.department) or actor.holds(Role.APPROVER, case.department)
    names: list[str] = []
    # a service that has only been offered is not under way yet
    begun = case.state is not CaseState.ACCEPTED or case.frozen.kind != SERVICE
    if handles and begun and case.state in _REVIEWING:
        names.append("pause")
    if may_consult(actor, case):
        names.append("consult")
    if handles and case.state is CaseState.PAUSED and not rectifying:
        names.append("resume")
    takes_back = begun_by_application(case) and case.state in _WITHDRAWABLE
    if takes_back and may_take(actor, case, role=APPLICANT, organisation=case.applicant):
        names.append("withdraw")
    if case.state in _GRANTED and actor.holds(Role.APPROVER, case.department):
        names.append("revoke")
    return names


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
