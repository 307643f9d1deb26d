"""Extension (延长审批): asked for by those who review, ruled on by the head, told to the applicant.

Source: 行政许可法 Art. 42.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from tongjian.calendar import DueDate, Extension
from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.legal_data import shipped_extension_caps
from tongjian.cases.actions.moving import Move, Moved, move
from tongjian.cases.actions.papers import put_paper
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.reviewing import begin_if_waiting
from tongjian.cases.actions.side_tasks import SideTask, close_side_task, offer_side_task, take_side_task
from tongjian.cases.actions.tasks import require_post, who_takes
from tongjian.cases.actions.under_way import require_under_way
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of
from tongjian.cases.domain.extension import (
    EXTENSION,
    ExtensionCap,
    ExtensionRecord,
    ExtensionSheet,
    ExtensionStep,
    RuledBy,
    sheets_of,
)
from tongjian.cases.domain.papers_extension import extension_notice
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.extension_errors import (
    AlreadyExtended,
    ExtensionPending,
    ExtensionTooLate,
    NothingToExtend,
    SamePersonAsksAndRules,
)
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem


def request_extension(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, days: int, reason: str
) -> Receipt:
    """Ask the head to lengthen the statutory limit; nothing changes before the ruling.

    Args:
        desk: what acts stand on.
        actor: a reviewer or approver of the deciding organ.
        case: the case.
        ticket: idempotency and freshness.
        days: in the unit of the statutory limit, at most what the law allows the item.
        reason: told to the applicant when granted.

    Raises:
        NothingToExtend: there is no statutory limit, or the law allows no extension.
        AlreadyExtended: one was granted before.
        ExtensionPending: one waits for its ruling.
        ExtensionTooLate: the statutory date has passed.
        Invalid: more days than the law allows.
    """

    def do(found: Case) -> Receipt:
        require_under_way(found, "request_extension")
        require_post(actor, found, roles=(Role.REVIEWER, Role.APPROVER), act="request_extension")
        need_reason(reason, "延长的理由")
        cap = _cap_of(found)
        _check_extendable(desk, found)
        _check_days(found, cap, days)
        begun = begin_if_waiting(desk, actor, found)
        what = Move(act="request_extension", opinion=reason, basis=cap.basis, office=_office(found))
        moved = move(desk, actor, begun, what)
        _keep(desk, actor, moved, request=None, step=ExtensionStep.REQUESTED, days=days, reason=reason)
        _offer(desk, moved.case, cap)
        return receipt_of("request_extension", moved.case, "延长申请已提交，等待负责人批准")

    body = {"days": days, "reason": reason}
    return perform_on_case(desk, actor, act="request_extension", case=case, ticket=ticket, body=body, do=do)


def grant_extension(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "") -> Receipt:
    """Grant the extension asked for, on or before the statutory date; the applicant is told the reasons.

    It lengthens the statutory limit, and the promised one if that has not passed. It is no pause.

    Raises:
        NotYourTask: the actor is not the head the law names.
        SamePersonAsksAndRules: the actor asked for it.
        ExtensionTooLate: the statutory date has passed.
    """

    def do(found: Case) -> Receipt:
        require_under_way(found, "grant_extension")
        task = take_side_task(desk, actor, found, "grant_extension")
        request = _pending(desk, found, actor)
        _check_in_time(_statutory(desk, found), desk.today())
        extension = Extension(request.days, desk.today())
        desk.extensions.lengthen(found.id, extension)
        cap = _cap_of(found)
        what = Move(
            act="grant_extension", opinion=opinion, basis=cap.basis, office=f"head@{task.organisation}"
        )
        moved = move(desk, actor, replace(found, extension=extension), what)
        _keep(
            desk,
            actor,
            moved,
            request=request.id,
            step=ExtensionStep.GRANTED,
            days=request.days,
            reason=opinion,
        )
        close_side_task(desk, task)
        notice = extension_notice(moved.case, days=request.days, reason=request.reason, basis=cap.basis)
        paper = put_paper(desk, moved.case, notice, entry=moved.entry)
        return receipt_of("grant_extension", moved.case, _told(desk, moved.case), (("document", paper),))

    body = {"opinion": opinion}
    return perform_on_case(desk, actor, act="grant_extension", case=case, ticket=ticket, body=body, do=do)


def refuse_extension(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str) -> Receipt:
    """Refuse the extension asked for; another may be asked for in time.

    Raises:
        NotYourTask: the actor is not the head the law names.
        ReasonNeeded: no reason given.
    """

    def do(found: Case) -> Receipt:
        require_under_way(found, "refuse_extension")
        task = take_side_task(desk, actor, found, "refuse_extension")
        need_reason(reason, "不批准的理由")
        request = _pending(desk, found, actor)
        what = Move(act="refuse_extension", opinion=reason, office=f"head@{task.organisation}")
        moved = move(desk, actor, found, what)
        _keep(desk, actor, moved, request=request.id, step=ExtensionStep.REFUSED, days=0, reason=reason)
        close_side_task(desk, task)
        return receipt_of("refuse_extension", moved.case, "没有批准延长，办理期限不变")

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="refuse_extension", case=case, ticket=ticket, body=body, do=do)


def extensions_of(desk: Desk, case: Case) -> tuple[ExtensionSheet, ...]:
    """Return what was asked for and ruled on a case, in order."""
    return sheets_of(desk.extensions.list_of(case.id))


def may_ask(case: Case, sheets: tuple[ExtensionSheet, ...], *, statutory: DueDate, today: date) -> bool:
    """Return whether an extension may be asked for now, as the rules see it."""
    limit = case.frozen.statutory
    if limit is None or limit.days == 0 or case.extension is not None or not _cap_of(case).most:
        return False
    return all(one.ruling is not None for one in sheets) and not _is_past(statutory, today)


def _cap_of(case: Case) -> ExtensionCap:
    return shipped_extension_caps().of_item(case.frozen.item_code)


def _check_extendable(desk: Desk, case: Case) -> None:
    limit, item = case.frozen.statutory, case.frozen.item_name
    if limit is None or limit.days == 0:
        raise NothingToExtend(item_name=item, why="没有可以延长的法定期限")
    if not _cap_of(case).most:
        raise NothingToExtend(item_name=item, why="法律不允许延长")
    if case.extension is not None:
        raise AlreadyExtended(number=case.number)
    if any(one.ruling is None for one in extensions_of(desk, case)):
        raise ExtensionPending(number=case.number)
    _check_in_time(_statutory(desk, case), desk.today())


def _check_days(case: Case, cap: ExtensionCap, days: int) -> None:
    unit = case.frozen.statutory.unit.value if case.frozen.statutory else ""
    if not 0 < days <= cap.most:
        facts = (("most", str(cap.most)), ("unit", unit))
        raise Invalid(problems=(Problem("days", "最多可以延长 %(most)s %(unit)s", facts),))


def _statutory(desk: Desk, case: Case) -> DueDate:
    calendar, today = desk.calendars.current(), desk.today()
    return clocks_of(case, received_on=case.received_on, calendar=calendar, today=today).statutory


def _check_in_time(statutory: DueDate, today: date) -> None:
    if _is_past(statutory, today):
        raise ExtensionTooLate(due_on=f"{statutory.on:%Y-%m-%d}")


def _is_past(statutory: DueDate, today: date) -> bool:
    """Return whether the statutory date has passed; a stopped clock has none and is not past."""
    return statutory.on is not None and today > statutory.on


def _pending(desk: Desk, case: Case, actor: Actor) -> ExtensionRecord:
    request = next(one.request for one in extensions_of(desk, case) if one.ruling is None)
    if request.person == actor.person:
        raise SamePersonAsksAndRules(who=who_takes("", Role.HEAD))
    return request


def _keep(
    desk: Desk,
    actor: Actor,
    moved: Moved,
    *,
    request: UUID | None,
    step: ExtensionStep,
    days: int,
    reason: str,
) -> None:
    own = desk.ids()
    desk.extensions.add(
        ExtensionRecord(
            id=own,
            case=moved.case.id,
            request=request or own,
            step=step,
            days=days,
            reason=reason,
            person=actor.person,
            person_name=actor.name,
            on=desk.today(),
            at=desk.now(),
            entry=moved.entry,
        )
    )


def _offer(desk: Desk, case: Case, cap: ExtensionCap) -> None:
    rules = case.region_office if cap.ruled_by is RuledBy.GOVERNMENT else case.department
    own = rules == case.department
    task = SideTask(
        kind=EXTENSION,
        name="批准延长审批",
        role=Role.HEAD,
        organisation=rules,
        organisation_name=case.department_name if own else desk.offices.office(rules).name,
        acts=("grant_extension", "refuse_extension"),
        due_on=_statutory(desk, case).on,
    )
    offer_side_task(desk, case, task)


def _told(desk: Desk, case: Case) -> str:
    promised = clocks_of(
        case, received_on=case.received_on, calendar=desk.calendars.current(), today=desk.today()
    ).promised
    moved = promised.facts is not None and bool(promised.facts.lengthened_by)
    both = "法定和承诺期限都已延长" if moved else "法定期限已延长；承诺期限不变"
    return f"已批准延长，{both}"


def _office(case: Case) -> str:
    return f"reviewer@{case.department}"
