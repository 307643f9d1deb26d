"""Review (审查): begin, give an opinion, co-sign."""

from uuid import UUID

from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.moving import Move, Moved, move
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.tasks import may_do, post_of, take_task, who_may
from tongjian.cases.domain.case import Case, Opinion, Verdict
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import ActNotAllowed, NotYourTask
from tongjian.flow import OpenTask
from tongjian.identity import Actor

_REVIEWS = frozenset({"review", "co_sign", "grant", "refuse", "conclude", "pass_inspection"})


def begin_review(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket) -> Receipt:
    """Record that the first reviewer has opened an accepted case (部门开始办理).

    Raises:
        ActNotAllowed: the case is not one that waits for its review.
        NotYourTask: the review is another post's.
    """

    def do(found: Case) -> Receipt:
        begun = begin_if_waiting(desk, actor, found)
        if begun is found:
            _refuse_beginning(desk, found)
        return receipt_of("begin_review", begun, "已开始办理")

    return perform_on_case(desk, actor, act="begin_review", case=case, ticket=ticket, body={}, do=do)


def begin_if_waiting(desk: Desk, actor: Actor, case: Case) -> Case:
    """Record state 8 when an accepted case is first taken up by someone who may review it."""
    if case.state is not CaseState.ACCEPTED:
        return case
    for task in _open_reviews(desk, case):
        if may_do(actor, case, task):
            post = post_of(task)
            what = Move(act="begin_review", states=(CaseState.UNDER_REVIEW,), office=post)
            return move(desk, actor, case, what).case
    return case


def _open_reviews(desk: Desk, case: Case) -> list[OpenTask]:
    return [task for task in desk.flow.open_tasks(case.id) if _REVIEWS.intersection(task.acts)]


def _refuse_beginning(desk: Desk, case: Case) -> None:
    """Refuse to begin a review that does not wait, or for someone who has no task in it."""
    waiting = _open_reviews(desk, case) if case.state is CaseState.ACCEPTED else []
    for task in waiting:
        raise NotYourTask(node_name=task.name, who=who_may(desk, case, task))
    raise ActNotAllowed(
        state_label=state_label(case.frozen.kind, case.state),
        act_label=act_label("begin_review"),
        case=case.id,
    )


def review(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str, verdict: Verdict = Verdict.AGREE
) -> Receipt:
    """Give the deciding organ's own review opinion."""
    return _give_opinion(
        desk, actor, act="review", case=case, ticket=ticket, opinion=opinion, verdict=verdict
    )


def co_sign(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str, verdict: Verdict = Verdict.AGREE
) -> Receipt:
    """Give a co-department's opinion (会签)."""
    return _give_opinion(
        desk, actor, act="co_sign", case=case, ticket=ticket, opinion=opinion, verdict=verdict
    )


def _give_opinion(
    desk: Desk, actor: Actor, *, act: str, case: UUID, ticket: Ticket, opinion: str, verdict: Verdict
) -> Receipt:
    def do(found: Case) -> Receipt:
        if verdict is not Verdict.AGREE:
            need_reason(opinion, "不同意或附条件的理由")
        task = take_task(desk, actor, found, act)
        begun = begin_if_waiting(desk, actor, found)
        post = post_of(task)
        what = Move(
            act=act, opinion=opinion, office=post, task=task, variables={f"{act}_verdict": verdict.value}
        )
        moved = move(desk, actor, begun, what)
        _keep_opinion(desk, actor, moved, task, opinion=opinion, verdict=verdict)
        return receipt_of(act, moved.case, "意见已提交")

    body = {"opinion": opinion, "verdict": verdict.value}
    return perform_on_case(desk, actor, act=act, case=case, ticket=ticket, body=body, do=do)


def _keep_opinion(
    desk: Desk, actor: Actor, moved: Moved, task: OpenTask, *, opinion: str, verdict: Verdict
) -> None:
    organisation = task.organisation or moved.case.department
    desk.store.add_opinion(
        Opinion(
            id=desk.ids(),
            case=moved.case.id,
            node=task.node,
            organisation=organisation,
            organisation_name=desk.offices.office(organisation).name,
            person=actor.person,
            person_name=actor.name,
            verdict=verdict,
            text=opinion or "同意",
            given_at=desk.now(),
            entry=moved.entry,
        )
    )
