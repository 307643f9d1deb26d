"""Deferred materials (容缺受理): promised, handed in later, checked; until then the result stays here.

Source: 国办发〔2019〕11号; domain rules 5.8.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.handing_in import hand_in, known_files, origin_for
from tongjian.cases.actions.moving import Move, check_states, move
from tongjian.cases.actions.papers import tell
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.promise_rules import shipped_promise_rules
from tongjian.cases.actions.side_tasks import SideTask, close_side_tasks, offer_side_task, take_side_task
from tongjian.cases.actions.tasks import APPLICANT, may_take
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.deferral import (
    Deferral,
    DeferralStatus,
    confirm,
    extend,
    find_wanting,
    last_day_of,
    open_deferrals,
    overdue_deferrals,
    owed_keys,
    supply,
)
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import NotYourTask, ReasonNeeded
from tongjian.cases.promise_errors import (
    DeferralExpired,
    DeferralExtendedBefore,
    NothingOwing,
    PaperNotDeferrable,
    PapersOwing,
)
from tongjian.catalogue import MaterialSpec
from tongjian.identity import Actor, Role
from tongjian.kit import AccessContext, Invalid, Problem

SUPPLY_TASK, CHECK_TASK, OVERDUE_TASK = "deferral_supply", "deferral_check", "deferral_overdue"
"""Kinds of the side tasks: the applicant's, the reviewer's, and the approver's when the date has passed."""

OWING_TASKS = (SUPPLY_TASK, CHECK_TASK, OVERDUE_TASK)
BEFORE_ACCEPTANCE = frozenset({CaseState.RECEIVED, CaseState.CORRECTION_OPEN, CaseState.CORRECTION_DONE})
"""States in which a paper may still be promised for later."""

_OF_THE_ORGAN = "reviewer@"


def promise_deferral(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, key: str, due_on: date, signer: str = ""
) -> Receipt:
    """Promise, before acceptance, to hand in a paper later that the item tolerates to be missing.

    Args:
        desk: what acts stand on.
        actor: the applicant, its agent, or the counter that has the signed promise before it.
        case: a case not yet accepted.
        ticket: idempotency and freshness.
        key: of the paper.
        due_on: last day to hand it in.
        signer: who signed, where the counter records it; the actor itself otherwise.

    Raises:
        NotYourTask: neither the applicant's side nor the counter.
        PaperNotDeferrable: the item does not tolerate it, or it is there.
        Invalid: the date is past, or later than the rules allow.
    """

    def do(found: Case) -> Receipt:
        if not may_take(actor, found, role=APPLICANT, organisation=found.applicant):
            raise NotYourTask(node_name="容缺承诺", who=f"申请人{found.applicant_name}")
        if found.state not in BEFORE_ACCEPTANCE:
            check_states(found, "promise_deferral", (CaseState.ACCEPTED,))
        spec = _deferrable(desk, found, key)
        own = actor.may_act_for(found.applicant, application=found.application)
        name = actor.name if own else signer.strip()
        latest = latest_day(desk, key=key, items=(found.frozen.item_code,))
        problems = (
            *date_problems("due_on", due_on, today=desk.today(), latest=latest),
            *(() if name else (Problem("signer", "请填写签署容缺承诺的人的姓名"),)),
            *too_long(field="signer", label="签署人姓名", text=name, longest=50),
        )
        if problems:
            raise Invalid(problems=problems)
        text = f"{spec.name}：承诺于 {due_on} 前补齐"
        moved = move(desk, actor, found, Move(act="promise_deferral", office=APPLICANT, opinion=text))
        keep_deferrals(desk, actor, moved.case, ((key, spec.name, due_on),), signer=name)
        return receipt_of("promise_deferral", moved.case, "容缺承诺已记录")

    body = {"key": key, "due_on": str(due_on), "signer": signer}
    return perform_on_case(desk, actor, act="promise_deferral", case=case, ticket=ticket, body=body, do=do)


def supply_deferred(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, files: Mapping[str, UUID]
) -> Receipt:
    """Hand in papers that were promised for later.

    Raises:
        Invalid: no file, or one that is not there.
        NothingOwing: a paper that the case does not owe.
        DeferralExpired: its date has passed.
    """

    def do(found: Case) -> Receipt:
        work = take_side_task(desk, actor, found, "supply_deferred")
        if not files:
            raise Invalid(problems=(Problem("files", "请至少上传一份容缺的材料"),))
        known_files(desk, files)
        owing = {one.key: one for one in desk.promises.list_deferrals(found.id) if one.is_open}
        coming = [_owed(owing, key, today=desk.today()) for key in sorted(files)]
        names = "、".join(one.name for one in coming)
        moved = move(desk, actor, found, Move(act="supply_deferred", office=APPLICANT, opinion=names))
        hand_in(
            desk,
            moved.case,
            files={one.key: (one.name, files[one.key]) for one in coming},
            origin=origin_for(actor, found.applicant, application=found.application),
        )
        for one in coming:
            desk.promises.update_deferral(supply(one, on=desk.today()))
        _offer_tasks(desk, moved.case, beyond=bool(work.beside.value == "beyond"))
        return receipt_of("supply_deferred", moved.case, "容缺材料已提交，审查人员核对后通知您")

    body = {"files": {key: str(file) for key, file in files.items()}}
    return perform_on_case(desk, actor, act="supply_deferred", case=case, ticket=ticket, body=body, do=do)


def confirm_deferred(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, key: str, in_order: bool, remark: str = ""
) -> Receipt:
    """Find a paper that came later in order, or wanting: then it is owing again by the same date.

    Raises:
        NothingOwing: no such paper waits for its check.
        ReasonNeeded: found wanting without saying why.
    """

    def do(found: Case) -> Receipt:
        work = take_side_task(desk, actor, found, "confirm_deferred")
        if not in_order and not remark.strip():
            raise ReasonNeeded(field="remark", what="材料不符合要求的地方")
        waiting = {one.key: one for one in _supplied(desk, found)}
        if key not in waiting:
            raise NothingOwing(what="核对")
        one = waiting[key]
        opinion = f"{one.name}：{'符合要求' if in_order else remark}"
        what = Move(act="confirm_deferred", office=f"{_OF_THE_ORGAN}{found.department}", opinion=opinion)
        moved = move(desk, actor, found, what)
        judged = confirm(one, on=desk.today()) if in_order else find_wanting(one, remark=remark)
        desk.promises.update_deferral(judged)
        _offer_tasks(desk, moved.case, beyond=bool(work.beside.value == "beyond"))
        _tell_judged(desk, moved.case, judged)
        return receipt_of("confirm_deferred", moved.case, "已核对" if in_order else "已退回申请人重新提交")

    body = {"key": key, "in_order": in_order, "remark": remark}
    return perform_on_case(desk, actor, act="confirm_deferred", case=case, ticket=ticket, body=body, do=do)


def extend_deferral(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, key: str, due_on: date, reason: str
) -> Receipt:
    """Move the date of an owed paper, once; by an approver of the deciding organ.

    Raises:
        NotYourTask: another post.
        NothingOwing: no such paper is waited for.
        DeferralExtendedBefore: it was moved already.
        ReasonNeeded: no reason given.
        Invalid: the date is not later, or too late.
    """

    def do(found: Case) -> Receipt:
        if not actor.holds(Role.APPROVER, found.department):
            raise NotYourTask(node_name="延长容缺期限", who=f"{found.department_name}审批人员")
        if not reason.strip():
            raise ReasonNeeded(field="reason", what="延长期限的理由")
        owing = {one.key: one for one in _promised(desk, found)}
        if key not in owing:
            raise NothingOwing(what="补交")
        one = owing[key]
        if one.extended:
            raise DeferralExtendedBefore(paper=one.name)
        since = max(one.due_on, desk.today())
        terms = shipped_promise_rules().deferral
        latest = last_day_of(terms.extension, since=since, calendar=desk.calendars.current())
        problems = date_problems("due_on", due_on, today=since, latest=latest)
        if problems:
            raise Invalid(problems=problems)
        what = Move(act="extend_deferral", office=f"approver@{found.department}", opinion=reason)
        moved = move(desk, actor, found, what)
        desk.promises.update_deferral(extend(one, due_on=due_on))
        _offer_tasks(desk, moved.case, beyond=found.state.terminal)
        text = f"“{one.name}”的补齐期限延长到 {due_on}。理由：{reason}"
        tell(desk, moved.case, title="容缺材料补齐期限已延长", text=text, at=desk.now())
        return receipt_of("extend_deferral", moved.case, "补齐期限已延长")

    body = {"key": key, "due_on": str(due_on), "reason": reason}
    return perform_on_case(desk, actor, act="extend_deferral", case=case, ticket=ticket, body=body, do=do)


def excused_keys(desk: Desk, case: Case) -> frozenset[str]:
    """Return the keys of required papers whose absence does not hinder acceptance: promised for later."""
    return owed_keys(desk.promises.list_deferrals(case.id))


def granted_state(desk: Desk, case: Case) -> CaseState:
    """Return the state a grant makes: 12 while a paper is owing, 11 otherwise."""
    return CaseState.GRANTED_DEFERRED if excused_keys(desk, case) else CaseState.GRANTED


def keep_owing_open(desk: Desk, case: Case) -> None:
    """Keep the tasks of owed papers open although the case is decided."""
    if case.state is CaseState.GRANTED_DEFERRED:
        _offer_tasks(desk, case, beyond=True)


def refuse_while_owing(desk: Desk, case: Case) -> None:
    """Refuse to make out or deliver the result of a case that still owes papers.

    Raises:
        PapersOwing: naming them.
    """
    if case.state is CaseState.GRANTED_DEFERRED:
        owing = open_deferrals(desk.promises.list_deferrals(case.id))
        if owing:
            raise PapersOwing(papers="、".join(one.name for one in owing))


def keep_deferrals(
    desk: Desk, actor: Actor, case: Case, owed: Iterable[tuple[str, str, date]], *, signer: str = ""
) -> None:
    """Keep promises of (key, name, date) on a case and offer the applicant the task to keep them."""
    for key, name, due_on in owed:
        one = Deferral(
            id=desk.ids(),
            case=case.id,
            key=key,
            name=name,
            due_on=due_on,
            promised_by=actor.person,
            promised_by_name=signer or actor.name,
            promised_at=desk.now(),
        )
        desk.promises.add_deferral(one)
        text = f"您承诺在 {due_on} 前补交“{name}”。{shipped_promise_rules().deferral.consequence}。"
        tell(desk, case, title="容缺承诺", text=text, at=desk.now())
    _offer_tasks(desk, case, beyond=False)


def close_deferral_tasks(desk: Desk, case: Case) -> None:
    """Take all tasks of owed papers out of their inboxes."""
    for kind in OWING_TASKS:
        close_side_tasks(desk, case, kind=kind)


def latest_day(desk: Desk, *, key: str, items: Iterable[str]) -> date:
    """Return the last day a paper may be promised for today."""
    limit = shipped_promise_rules().deferral.limit_of(key=key, items=items)
    return last_day_of(limit, since=desk.today(), calendar=desk.calendars.current())


def date_problems(field: str, due_on: date, *, today: date, latest: date) -> tuple[Problem, ...]:
    """Return what is wrong with a promised date: it lies after today, and not after the latest."""
    if due_on <= today:
        return (Problem(field, "补齐日期应在 %(today)s 之后", (("today", today.isoformat()),)),)
    if due_on > latest:
        return (Problem(field, "补齐日期最晚为 %(latest)s", (("latest", latest.isoformat()),)),)
    return ()


def remind_owing(desk: Desk) -> int:
    """Remind of every paper due soon, and hand what is overdue to the approvers; return how many.

    For the loader's role: no viewer sees all cases. A second run on the same day does nothing.
    """
    today = desk.today()
    before = shipped_promise_rules().deferral.remind_before
    horizon = date.fromordinal(today.toordinal() + max(before))
    with desk.begin(AccessContext()):
        owing = desk.promises.list_owing(until=horizon)
    due = [one for one in owing if _is_to_remind(one, today, before)]
    for one in due:
        with desk.begin(AccessContext()):
            _remind(desk, one.case, one.key)
    return len(due)


def _is_to_remind(one: Deferral, today: date, before: tuple[int, ...]) -> bool:
    left = (one.due_on - today).days
    told_late = one.reminded_on is not None and one.reminded_on > one.due_on
    return one.reminded_on != today and (left in before or (left < 0 and not told_late))


def _remind(desk: Desk, owing: UUID, key: str) -> None:
    """Remind of one paper, as it stands once its case is held."""
    case, today = desk.store.find_case(owing, lock=True), desk.today()
    found = [one for one in desk.promises.list_deferrals(owing) if one.key == key]
    if case is None or not found or found[0].status is not DeferralStatus.PROMISED:
        return
    one = found[0]
    desk.promises.update_deferral(replace(one, reminded_on=today))
    if one.is_overdue(today):
        title, text = "容缺材料逾期未补齐", f"“{one.name}”应在 {one.due_on} 前补交，期限已过。"
        _offer_tasks(desk, case, beyond=case.state.terminal)
    else:
        title, text = "请补交容缺材料", f"请在 {one.due_on} 前补交“{one.name}”。"
    consequence = shipped_promise_rules().deferral.consequence
    tell(desk, case, title=title, text=f"{text}{consequence}。", at=desk.now())


def _offer_tasks(desk: Desk, case: Case, *, beyond: bool) -> None:
    """Bring the side tasks in line with what is owing now."""
    close_deferral_tasks(desk, case)
    promised = _promised(desk, case)
    organ = (case.department, case.department_name)
    supplied = _supplied(desk, case)
    if promised:
        due_on = min(one.due_on for one in promised)
        act = ("supply_deferred",)
        own = (case.applicant, case.applicant_name)
        _offer(desk, case, SUPPLY_TASK, "补交容缺材料", APPLICANT, own, act, due_on, beyond=beyond)
    if supplied:
        due_on = min(one.due_on for one in supplied)
        act = ("confirm_deferred",)
        _offer(desk, case, CHECK_TASK, "核对容缺材料", Role.REVIEWER.value, organ, act, due_on, beyond=beyond)
    overdue = overdue_deferrals(promised, desk.today())
    if overdue:
        due_on = overdue[0].due_on
        act = ("extend_deferral",)
        role = Role.APPROVER.value
        _offer(desk, case, OVERDUE_TASK, "处理逾期的容缺材料", role, organ, act, due_on, beyond=beyond)


def _offer(  # the columns of a task
    desk: Desk,
    case: Case,
    kind: str,
    name: str,
    role: str,
    holder: tuple[UUID, str],
    acts: tuple[str, ...],
    due_on: date,
    *,
    beyond: bool,
) -> None:
    organisation, organisation_name = holder
    offer_side_task(
        desk,
        case,
        SideTask(
            kind=kind,
            name=name,
            role=role,
            organisation=organisation,
            organisation_name=organisation_name,
            acts=acts,
            due_on=due_on,
            beyond=beyond,
        ),
    )


def deferrable_papers(desk: Desk, case: Case) -> tuple[MaterialSpec, ...]:
    """Return the papers that may still be promised for later: not there, or to be corrected."""
    if case.state not in BEFORE_ACCEPTANCE or case.frozen.source_system:
        return ()
    catalogue = desk.catalogue.current()
    item = next((one for one in catalogue.items if one.code == case.frozen.item_code), None)
    if item is None:
        return ()
    rounds = desk.readings.list_corrections(case.id) if case.state is CaseState.CORRECTION_OPEN else ()
    wanting = {point.key for point in rounds[-1][1]} if rounds else set()
    there = {one.key for one in desk.readings.list_materials(case.id)} - wanting
    there |= {one.key for one in desk.promises.list_deferrals(case.id)}
    specs = (*catalogue.common_materials_of(item), *item.materials)
    return tuple(one for one in specs if one.required and one.tolerable and one.key not in there)


def _deferrable(desk: Desk, case: Case, key: str) -> MaterialSpec:
    """Return the paper of a key that may be promised for later.

    Raises:
        PaperNotDeferrable: it may not.
    """
    for one in deferrable_papers(desk, case):
        if one.key == key:
            return one
    names = {one.key: one.name for one in desk.catalogue.current().item(case.frozen.item_code).materials}
    raise PaperNotDeferrable(paper=names.get(key, key))


def _owed(owing: Mapping[str, Deferral], key: str, *, today: date) -> Deferral:
    one = owing.get(key)
    if one is None:
        raise NothingOwing(what="补交")
    if one.is_overdue(today):
        raise DeferralExpired(paper=one.name, due_on=one.due_on)
    return one


def _promised(desk: Desk, case: Case) -> tuple[Deferral, ...]:
    owing = open_deferrals(desk.promises.list_deferrals(case.id))
    return tuple(one for one in owing if one.status is DeferralStatus.PROMISED)


def _supplied(desk: Desk, case: Case) -> tuple[Deferral, ...]:
    owing = open_deferrals(desk.promises.list_deferrals(case.id))
    return tuple(one for one in owing if one.status is DeferralStatus.SUPPLIED)


def _tell_judged(desk: Desk, case: Case, one: Deferral) -> None:
    if one.status is DeferralStatus.CONFIRMED:
        tell(desk, case, title="容缺材料已补齐", text=f"“{one.name}”已核对无误。", at=desk.now())
    else:
        text = f"“{one.name}”不符合要求：{one.remark}。请在 {one.due_on} 前重新提交。"
        tell(desk, case, title="容缺材料需要重新提交", text=text, at=desk.now())
