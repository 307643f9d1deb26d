"""Decision (决定): grant or refuse with reasons, or conclude an internal opinion.

Source: 行政许可法 Art. 34, 37, 38.
"""

from uuid import UUID

from tongjian.cases.actions.accepting import need_reason, review_organ
from tongjian.cases.actions.crediting import settle_broken_promises
from tongjian.cases.actions.deferring import granted_state, keep_owing_open
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.finishing import give_result, make_out
from tongjian.cases.actions.moving import Move, Moved, check_states, move
from tongjian.cases.actions.papers import put_paper
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.reviewing import begin_if_waiting
from tongjian.cases.actions.tasks import post_of, take_task
from tongjian.cases.domain import papers
from tongjian.cases.domain.case import Case, Opinion, Verdict
from tongjian.cases.domain.kinds import PERMIT
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import SamePersonReviewedAndDecides
from tongjian.identity import Actor


def grant(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "") -> Receipt:
    """Grant what was applied for; the result gets its number in the same transaction.

    Raises:
        SamePersonReviewedAndDecides: the actor gave the review opinion.
    """

    def do(found: Case) -> Receipt:
        state = granted_state(desk, found)
        moved = _decide(desk, actor, found, act="grant", state=state, opinion=opinion)
        keep_owing_open(desk, moved.case)
        made = [("result", give_result(desk, moved.case, entry=moved.entry))]
        paper = papers.decision(moved.case, granted=True, reason=opinion, review_organ="")
        if paper is not None:
            made.append(("document", put_paper(desk, moved.case, paper, entry=moved.entry)))
        return receipt_of("grant", moved.case, "已作出准予决定", tuple(made))

    body = {"opinion": opinion}
    return perform_on_case(desk, actor, act="grant", case=case, ticket=ticket, body=body, do=do)


def refuse(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str) -> Receipt:
    """Refuse with reasons; the decision tells the remedy.

    Raises:
        ReasonNeeded: no reason given.
        SamePersonReviewedAndDecides: the actor gave the review opinion.
    """

    def do(found: Case) -> Receipt:
        need_reason(reason, "不予准予的理由")
        moved = _decide(desk, actor, found, act="refuse", state=CaseState.REFUSED, opinion=reason)
        settle_broken_promises(desk, moved.case, reason=reason, entry=moved.entry)
        organ = review_organ(desk, found)
        paper = papers.decision(moved.case, granted=False, reason=reason, review_organ=organ)
        made = () if paper is None else (("document", put_paper(desk, moved.case, paper, entry=moved.entry)),)
        return receipt_of("refuse", moved.case, "已作出不予准予决定", made)

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="refuse", case=case, ticket=ticket, body=body, do=do)


def conclude(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str) -> Receipt:
    """Give the joint opinion of an internal cooperation; no decision, no remedy."""

    def do(found: Case) -> Receipt:
        need_reason(opinion, "汇总意见")
        task = take_task(desk, actor, found, "conclude")
        begun = begin_if_waiting(desk, actor, found)
        what = Move(
            act="conclude",
            states=(CaseState.GRANTED,),
            opinion=opinion,
            task=task,
            office=post_of(task),
        )
        moved = move(desk, actor, begun, what)
        _keep_conclusion(desk, actor, moved, opinion)
        give_result(desk, moved.case, entry=moved.entry)
        made = make_out(desk, actor, moved.case, entry=moved.entry)
        return receipt_of("conclude", moved.case, "意见已出具", made)

    body = {"opinion": opinion}
    return perform_on_case(desk, actor, act="conclude", case=case, ticket=ticket, body=body, do=do)


def _decide(desk: Desk, actor: Actor, case: Case, *, act: str, state: CaseState, opinion: str) -> Moved:
    task = take_task(desk, actor, case, act)
    begun = begin_if_waiting(desk, actor, case)
    check_states(begun, act, (state,))
    reviewers = {one.person for one in desk.readings.list_opinions(case.id) if one.node == "review"}
    if actor.person in reviewers:
        raise SamePersonReviewedAndDecides
    what = Move(
        act=act,
        states=(state,),
        opinion=opinion,
        basis="行政许可法 第三十八条" if case.frozen.kind == PERMIT else "",
        office=post_of(task),
        task=task,
        variables={"decision": "granted" if act == "grant" else "refused"},
    )
    return move(desk, actor, begun, what)


def _keep_conclusion(desk: Desk, actor: Actor, moved: Moved, opinion: str) -> None:
    desk.store.add_opinion(
        Opinion(
            id=desk.ids(),
            case=moved.case.id,
            node="conclude",
            organisation=moved.case.department,
            organisation_name=moved.case.department_name,
            person=actor.person,
            person_name=actor.name,
            verdict=Verdict.AGREE,
            text=opinion,
            given_at=desk.now(),
            entry=moved.entry,
        )
    )
