"""The credit record: what a broken promise leaves behind, and how it is treated (信用修复)."""

from uuid import UUID

from tongjian.cases.actions.deferring import close_deferral_tasks
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.moving import Move, move
from tongjian.cases.actions.papers import tell
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.promise_rules import shipped_promise_rules
from tongjian.cases.actions.side_tasks import close_side_tasks
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.deferral import overdue_deferrals
from tongjian.cases.domain.pledge import CheckVerdict, CreditKind, CreditNote
from tongjian.cases.domain.promises import CHECK_TASK, REVOCATION_TASK
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.errors import NotFound, NotYourTask, ReasonNeeded
from tongjian.identity import Actor, Role


def settle_broken_promises(desk: Desk, case: Case, *, reason: str, entry: UUID) -> str:
    """Note what was promised and not kept when a case is refused or revoked; return the consequence told.

    A pledge counts as broken when its last check found it false; an owed paper when its date has passed.
    """
    told = []
    checks = desk.promises.list_checks(case.id)
    if checks and checks[-1].verdict is CheckVerdict.FALSE:
        rules = shipped_promise_rules()
        _note(desk, case, CreditKind.FALSE_PLEDGE, f"承诺不实：{checks[-1].findings}", rules.source, entry)
        terms = rules.pledges.get(case.frozen.item_code)
        told += list(terms.consequences[:1]) if terms else []
    overdue = overdue_deferrals(desk.promises.list_deferrals(case.id), desk.today())
    if overdue:
        names = "、".join(one.name for one in overdue)
        rules_ = shipped_promise_rules().deferral
        text = f"容缺材料逾期未补齐：{names}。{reason}"
        _note(desk, case, CreditKind.BROKEN_DEFERRAL, text, rules_.basis, entry)
        told.append(rules_.consequence)
    close_deferral_tasks(desk, case)
    for kind in (CHECK_TASK, REVOCATION_TASK):
        close_side_tasks(desk, case, kind=kind)
    return "；".join(told)


def lift_credit_note(
    desk: Desk, actor: Actor, *, case: UUID, note: UUID, reason: str, ticket: Ticket
) -> Receipt:
    """Treat an entry of the credit record (信用修复): the way of the pledge is open again.

    Raises:
        NotYourTask: not an approver of the organ that made it.
        NotFound: the case has no such untreated entry.
        ReasonNeeded: no reason given.
    """

    def do(found: Case) -> Receipt:
        if not actor.holds(Role.APPROVER, found.department):
            raise NotYourTask(node_name="信用修复", who=f"{found.department_name}审批人员")
        if not reason.strip():
            raise ReasonNeeded(field="reason", what="信用修复的理由")
        notes = {one.id for one in desk.promises.list_credit_notes(found.id) if one.lifted_on is None}
        if note not in notes:
            raise NotFound(what="未修复的信用记录")
        what = Move(act="lift_credit_note", office=f"approver@{found.department}", opinion=reason)
        moved = move(desk, actor, found, what)
        desk.promises.lift_credit_note(note, on=desk.today(), reason=reason)
        tell(desk, moved.case, title="信用记录已修复", text=reason, at=desk.now())
        return receipt_of("lift_credit_note", moved.case, "信用记录已修复")

    body = {"note": str(note), "reason": reason}
    return perform_on_case(desk, actor, act="lift_credit_note", case=case, ticket=ticket, body=body, do=do)


def _note(desk: Desk, case: Case, kind: CreditKind, text: str, source: str, entry: UUID) -> None:
    note = CreditNote(
        id=desk.ids(),
        applicant=case.applicant,
        applicant_name=case.applicant_name,
        case=case.id,
        case_number=case.number,
        kind=kind,
        text=text,
        source=source,
        organ=case.department_name,
        made_on=desk.today(),
        entry=entry,
    )
    desk.promises.add_credit_note(note)
    tell(desk, case, title="已记入信用记录", text=text, at=desk.now())
