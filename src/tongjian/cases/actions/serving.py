"""Cases that begin with their holder: services, internal cooperation, inspections, outside systems."""

from uuid import UUID

from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.applicability import check_open, unit_of
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.finishing import give_result, make_out
from tongjian.cases.actions.legal_data import shipped_pause_kinds
from tongjian.cases.actions.moving import Move, Moved, move, open_case
from tongjian.cases.actions.opening import OUTSIDE, Opening, begun_by_holder, new_case
from tongjian.cases.actions.papers import tell_office
from tongjian.cases.actions.pausing import end_pause, new_pause, start_pause
from tongjian.cases.actions.performing import Ticket, perform, perform_on_case, receipt_of
from tongjian.cases.actions.tasks import APPLICANT, post_of, take_task
from tongjian.cases.domain.case import Case, CasePause, Channel
from tongjian.cases.domain.kinds import INSPECTION, INTERNAL
from tongjian.cases.domain.pauses import RECTIFICATION
from tongjian.cases.domain.project import Project
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import ItemNotApplicable, NotFound, NotYourTask
from tongjian.cases.ports import ApplicationRow
from tongjian.catalogue import Item
from tongjian.identity import Actor, Role

_HOLDERS = (Role.PROVIDER, Role.REVIEWER, Role.APPROVER, Role.SYSTEM_ACCOUNT)


def open_by_holder(
    desk: Desk, actor: Actor, *, project: UUID, item: str, ticket: Ticket, unit_project: UUID | None = None
) -> Receipt:
    """Open a case for a project without an application: the holder of the item begins it.

    Services, internal cooperation and inspections are begun by the organisation that holds them;
    items of an outside system by that system's account.

    Raises:
        NotFound: no such project, or not for these eyes.
        Invalid: the project is split and no unit project was named, or one that is not the project's.
        ItemNotApplicable: the item is applied for, or does not apply to the project.
        NotYourTask: the actor holds no post in the item's organisation.
        CaseAlreadyRunning, PrerequisiteMissing: as for an application.
    """

    def do() -> Receipt:
        found = desk.projects.find_project(project)
        if found is None:
            raise NotFound(what="项目")
        spec = desk.catalogue.current().item(item)
        _check_holder(desk, actor, spec)
        unit = unit_of(desk, found, stage=spec.stage or "", unit_project=unit_project)
        code = unit.code if unit else found.code
        check_open(desk, found, (spec,), unit_project=code)
        moved = _open(desk, actor, found, spec, unit_project=code)
        return receipt_of("open", moved.case, "已发起办理")

    body = {"project": str(project), "item": item, "unit_project": str(unit_project)}
    return perform(desk, actor, act="open", ticket=ticket, body=body, do=do)


def offer(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str) -> Receipt:
    """Offer a plan and price (服务方案)."""
    return _serve(desk, actor, act="offer", case=case, ticket=ticket, opinion=opinion, what="服务方案与报价")


def contract(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "") -> Receipt:
    """Agree to the offer: the applicant signs the contract."""
    return _serve(desk, actor, act="contract", case=case, ticket=ticket, opinion=opinion, what="")


def finish(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "") -> Receipt:
    """Hand over the work: the result of the service."""
    return _serve(desk, actor, act="finish", case=case, ticket=ticket, opinion=opinion, what="")


def pass_inspection(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str) -> Receipt:
    """Find on the site that all is in order; what the two inspectors found is the opinion."""

    def do(found: Case) -> Receipt:
        need_reason(opinion, "检查情况（含两名以上检查人员姓名）")
        task = take_task(desk, actor, found, "pass_inspection")
        lead_in = (CaseState.UNDER_REVIEW,) if found.state in {CaseState.ACCEPTED, CaseState.RESUMED} else ()
        what = Move(
            act="pass_inspection",
            states=(*lead_in, CaseState.GRANTED),
            opinion=opinion,
            task=task,
            office=post_of(task),
            variables={"inspection": "passed"},
        )
        return _concluded(desk, actor, move(desk, actor, found, what), "pass_inspection", "检查通过")

    body = {"opinion": opinion}
    return perform_on_case(desk, actor, act="pass_inspection", case=case, ticket=ticket, body=body, do=do)


def order_rectification(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str, planned_days: int = 10
) -> Receipt:
    """Order what was found to be put right; the promised clock stands still meanwhile."""

    def do(found: Case) -> Receipt:
        need_reason(reason, "需要整改的内容")
        task = take_task(desk, actor, found, "order_rectification")
        office = post_of(task)
        begun = found
        if found.state in {CaseState.ACCEPTED, CaseState.RESUMED}:
            first = Move(act="order_rectification", states=(CaseState.UNDER_REVIEW,), office=office)
            begun = move(desk, actor, found, first).case
        stop = _rectification(desk, reason, planned_days)
        moved = start_pause(desk, actor, begun, stop=stop, act="order_rectification", office=office)
        done = Move(act="order_rectification", task=task, office=office, variables={"inspection": "rectify"})
        moved = move(desk, actor, moved.case, done)
        return receipt_of("order_rectification", moved.case, "已责令整改")

    body = {"reason": reason, "planned_days": planned_days}
    return perform_on_case(desk, actor, act="order_rectification", case=case, ticket=ticket, body=body, do=do)


def rectify(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str) -> Receipt:
    """Report that what was ordered has been put right."""

    def do(found: Case) -> Receipt:
        need_reason(opinion, "整改完成情况")
        task = take_task(desk, actor, found, "rectify")
        moved = end_pause(desk, actor, found, opinion=opinion, office=APPLICANT)
        done = Move(act="rectify", task=task, office=APPLICANT, opinion=opinion)
        moved = move(desk, actor, moved.case, done)
        tell_office(desk, moved.case, holder=found.department, title="申请人报告整改完成")
        return receipt_of("rectify", moved.case, "整改情况已提交，等待复查")

    body = {"opinion": opinion}
    return perform_on_case(desk, actor, act="rectify", case=case, ticket=ticket, body=body, do=do)


def _open(desk: Desk, actor: Actor, project: Project, item: Item, *, unit_project: str) -> Moved:
    application = ApplicationRow(
        id=desk.ids(),
        draft=desk.ids(),
        parallel_code="",
        stage=item.stage or "",
        project=project.id,
        applicant=project.applicant,
        applicant_name=project.applicant_name,
        answers={},
        submitted_at=desk.now(),
        submitted_by=actor.person,
    )
    opening = Opening(
        item=item,
        application=application.id,
        parallel_code="",
        project=project,
        unit_project=unit_project,
        region=project.region,
        applicant=project.applicant,
        applicant_name=project.applicant_name,
        applicant_code=project.applicant_code,
        contact_name="",
        contact_phone="",
        channel=Channel.ONLINE,
    )
    case, co_departments = new_case(desk, desk.catalogue.current(), opening)
    moved = open_case(desk, actor, case, co_departments=co_departments, act="open")
    desk.store.add_application(application, holders=desk.store.list_holders(case.id))
    if case.frozen.kind in {INTERNAL, INSPECTION} and case.frozen.flow_code != OUTSIDE:
        begun = Move(act="open", states=(CaseState.ACCEPTED,), office=f"holder@{case.department}")
        return move(desk, actor, moved.case, begun)
    return moved


def _check_holder(desk: Desk, actor: Actor, item: Item) -> None:
    if not begun_by_holder(item):
        raise ItemNotApplicable(
            item=item.code, item_name=item.name, why="该事项依申请办理，请由申请人提交申报"
        )
    office = desk.offices.department(item.handling.lead_department)
    roles = (Role.SYSTEM_ACCOUNT,) if item.handling.is_outside else _HOLDERS
    if not any(actor.holds(role, office.id) for role in roles):
        raise NotYourTask(node_name=item.name, who=f"{office.name}工作人员")


def _serve(
    desk: Desk, actor: Actor, *, act: str, case: UUID, ticket: Ticket, opinion: str, what: str
) -> Receipt:
    states = {"offer": CaseState.ACCEPTED, "contract": CaseState.UNDER_REVIEW, "finish": CaseState.GRANTED}

    def do(found: Case) -> Receipt:
        if what:
            need_reason(opinion, what)
        task = take_task(desk, actor, found, act)
        done = Move(
            act=act,
            states=(states[act],),
            opinion=opinion,
            task=task,
            office=post_of(task),
        )
        moved = move(desk, actor, found, done)
        if act == "finish":
            return _concluded(desk, actor, moved, act, "服务已完成")
        return receipt_of(act, moved.case, "已提交")

    return perform_on_case(desk, actor, act=act, case=case, ticket=ticket, body={"opinion": opinion}, do=do)


def _concluded(desk: Desk, actor: Actor, moved: Moved, act: str, says: str) -> Receipt:
    give_result(desk, moved.case, entry=moved.entry)
    return receipt_of(act, moved.case, says, make_out(desk, actor, moved.case, entry=moved.entry))


def _rectification(desk: Desk, reason: str, planned_days: int) -> CasePause:
    known = shipped_pause_kinds().get(RECTIFICATION)
    return new_pause(desk, known, name=known.name, reason=reason, planned_days=planned_days)
