"""Cases that another named system decides: its account reports, this system keeps clock, light and result."""

from datetime import date
from uuid import UUID

from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.finishing import give_result, make_out
from tongjian.cases.actions.moving import Move, move
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.tasks import post_of, take_task
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.identity import Actor
from tongjian.kit import Invalid, Problem


def outside_accept(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "") -> Receipt:
    """Report that the outside system has accepted; the clocks start."""
    return _report(
        desk, actor, act="outside_accept", state=CaseState.ACCEPTED, case=case, ticket=ticket, opinion=opinion
    )


def outside_report(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str) -> Receipt:
    """Report that the outside system has begun to handle the case, in its words."""
    return _report(
        desk,
        actor,
        act="outside_report",
        state=CaseState.UNDER_REVIEW,
        case=case,
        ticket=ticket,
        opinion=opinion,
    )


def outside_conclude(
    desk: Desk,
    actor: Actor,
    *,
    case: UUID,
    ticket: Ticket,
    granted: bool,
    number: str,
    opinion: str = "",
    issued_on: date | None = None,
) -> Receipt:
    """Report the outcome: the result keeps the number the outside system gave it.

    Args:
        desk: what acts stand on.
        actor: the outside system's account.
        case: the case.
        ticket: idempotency and freshness.
        granted: whether it was granted.
        number: number of the outside document; needed when granted.
        opinion: reasons; needed when refused.
        issued_on: date of the outside document; today when not told.

    Raises:
        ReasonNeeded: no number, or no reasons.
        Invalid: a number too long, or a date yet to come.
        ResultNumberTaken: another result has the number.
    """

    def do(found: Case) -> Receipt:
        need_reason(number if granted else opinion, "外部系统的文号" if granted else "不予准予的理由")
        _check_outcome(number, issued_on, today=desk.today())
        task = take_task(desk, actor, found, "outside_conclude")
        what = Move(
            act="outside_conclude",
            states=(*_steps_to_review(found.state), CaseState.GRANTED if granted else CaseState.REFUSED),
            opinion=opinion,
            task=task,
            office=post_of(task),
        )
        moved = move(desk, actor, found, what)
        if not granted:
            return receipt_of("outside_conclude", moved.case, "已登记外部系统的不予准予结果")
        give_result(desk, moved.case, entry=moved.entry, number=number.strip(), issued_on=issued_on)
        made = make_out(desk, actor, moved.case, entry=moved.entry)
        return receipt_of("outside_conclude", moved.case, "已登记外部系统的办理结果", made)

    body = {"granted": granted, "number": number, "opinion": opinion, "issued_on": str(issued_on)}
    return perform_on_case(desk, actor, act="outside_conclude", case=case, ticket=ticket, body=body, do=do)


def _check_outcome(number: str, issued_on: date | None, *, today: date) -> None:
    problems = too_long(field="number", label="文号", text=number.strip(), longest=80)
    if issued_on is not None and issued_on > today:
        problems = (*problems, Problem("issued_on", "文书日期不能晚于今天"))
    if problems:
        raise Invalid(problems=problems)


def _steps_to_review(state: CaseState) -> tuple[CaseState, ...]:
    """Return the states an outside system passed without reporting them."""
    if state is CaseState.RECEIVED:
        return (CaseState.ACCEPTED, CaseState.UNDER_REVIEW)
    return (CaseState.UNDER_REVIEW,) if state is CaseState.ACCEPTED else ()


def _report(
    desk: Desk, actor: Actor, *, act: str, state: CaseState, case: UUID, ticket: Ticket, opinion: str
) -> Receipt:
    def do(found: Case) -> Receipt:
        task = take_task(desk, actor, found, act)
        office = post_of(task)
        moved = move(desk, actor, found, Move(act=act, states=(state,), opinion=opinion, office=office))
        return receipt_of(act, moved.case, "已登记")

    return perform_on_case(desk, actor, act=act, case=case, ticket=ticket, body={"opinion": opinion}, do=do)
