"""Acceptance (受理): accept, refuse to accept, turn away, file.

Source: 行政许可法 Art. 32.
"""

from uuid import UUID

from tongjian.cases.actions.checking import keep_verdicts, papers_on_desk, require_in_order
from tongjian.cases.actions.deferring import excused_keys
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.finishing import give_result
from tongjian.cases.actions.moving import Move, Moved, move
from tongjian.cases.actions.papers import put_paper
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.pledging import refuse_while_pledged
from tongjian.cases.actions.tasks import post_of, take_task
from tongjian.cases.domain import papers
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.deferral import open_deferrals
from tongjian.cases.domain.kinds import PERMIT
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import ReasonNeeded
from tongjian.identity import Actor

LICENSING_32 = "行政许可法 第三十二条"


def accept(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "", judge_rest: bool = False
) -> Receipt:
    """Accept an application: its clocks start on this day.

    Args:
        desk: what acts stand on.
        actor: the counter clerk.
        case: the case.
        ticket: idempotency and freshness.
        opinion: goes into the record.
        judge_rest: every paper not judged yet is in order.

    Raises:
        PapersToCorrect: a paper that is needed was found wanting.
        PapersUnjudged: a paper that is needed was not looked at.
    """

    def do(found: Case) -> Receipt:
        take_task(desk, actor, found, "accept")
        refuse_while_pledged(desk, found)
        on_desk = papers_on_desk(desk, found)
        verdicts = require_in_order(on_desk, judge_rest=judge_rest, spared=excused_keys(desk, found))
        moved = at_window(desk, actor, found, "accept", (CaseState.ACCEPTED,), "accepted", opinion)
        keep_verdicts(desk, actor, found, on_desk, verdicts, entry=moved.entry)
        owing = open_deferrals(desk.promises.list_deferrals(found.id))
        paper = put_paper(desk, moved.case, papers.acceptance_notice(moved.case, owing), entry=moved.entry)
        return receipt_of("accept", moved.case, "已受理，办理时限从今天起算", (("document", paper),))

    body = {"opinion": opinion, "judge_rest": judge_rest}
    return perform_on_case(desk, actor, act="accept", case=case, ticket=ticket, body=body, do=do)


def reject(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str) -> Receipt:
    """Refuse to accept, in writing, with reasons and remedy (不予受理).

    Raises:
        ReasonNeeded: no reason given.
    """

    def do(found: Case) -> Receipt:
        need_reason(reason, "不予受理的理由")
        moved = at_window(desk, actor, found, "reject", (CaseState.REJECTED,), "rejected", reason)
        organ = review_organ(desk, found)
        paper = put_paper(
            desk, moved.case, papers.rejection(moved.case, reason, review_organ=organ), entry=moved.entry
        )
        return receipt_of("reject", moved.case, "已作出不予受理决定", (("document", paper),))

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="reject", case=case, ticket=ticket, body=body, do=do)


def turn_away(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str) -> Receipt:
    """Tell the applicant that the matter is not this organ's, or needs no act (不受理).

    Raises:
        ReasonNeeded: no reason given.
    """

    def do(found: Case) -> Receipt:
        need_reason(reason, "不受理的原因，以及应当向哪个机关提出")
        moved = at_window(desk, actor, found, "turn_away", (CaseState.TURNED_AWAY,), "rejected", reason)
        paper = put_paper(desk, moved.case, papers.turned_away(moved.case, reason), entry=moved.entry)
        return receipt_of("turn_away", moved.case, "已告知申请人", (("document", paper),))

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="turn_away", case=case, ticket=ticket, body=body, do=do)


def register(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "") -> Receipt:
    """File what is complete (备案): received, handled, concluded in one act, no substance judged."""

    def do(found: Case) -> Receipt:
        states = (CaseState.ACCEPTED, CaseState.UNDER_REVIEW, CaseState.GRANTED)
        moved = at_window(desk, actor, found, "register", states, "registered", opinion)
        made = give_result(desk, moved.case, entry=moved.entry)
        return receipt_of("register", moved.case, "已备案", (("result", made),))

    body = {"opinion": opinion}
    return perform_on_case(desk, actor, act="register", case=case, ticket=ticket, body=body, do=do)


def need_reason(reason: str, what: str) -> None:
    """Refuse an adverse act without reasons.

    Raises:
        ReasonNeeded: the text is empty.
    """
    if not reason.strip():
        raise ReasonNeeded(field="reason", what=what)


def review_organ(desk: Desk, case: Case) -> str:
    """Return the name of the government that hears an administrative review of the organ's acts.

    Source: 行政复议法 (2023) Art. 24.
    """
    return f"{desk.offices.government_of(case.department).name}人民政府"


def at_window(
    desk: Desk,
    actor: Actor,
    case: Case,
    act: str,
    states: tuple[CaseState, ...],
    acceptance: str,
    opinion: str,
) -> Moved:
    """Move a case by an act of the counter that completes the acceptance task."""
    task = take_task(desk, actor, case, act)
    what = Move(
        act=act,
        states=states,
        opinion=opinion,
        office=post_of(task),
        task=task,
        variables={"acceptance": acceptance},
        basis=LICENSING_32 if case.frozen.kind == PERMIT else "",
    )
    return move(desk, actor, case, what)
