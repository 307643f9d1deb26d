"""Review (审查): begin, give an opinion, co-sign, stop and restart the clock."""

from uuid import UUID

from tongjian.calendar import ClockKind
from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.moving import Move, Moved, check_states, move
from tongjian.cases.actions.papers import put_paper
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.tasks import may_do, post_of, require_post, take_task, who_may
from tongjian.cases.domain import papers
from tongjian.cases.domain.case import Case, CasePause, Opinion, Verdict
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.pauses import pause_kind
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import ActNotAllowed, NotYourTask, PauseKindNotEnabled
from tongjian.flow import OpenTask
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem

_MOST_DAYS = 120
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


def pause(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, kind: str, reason: str, planned_days: int
) -> Receipt:
    """Begin a special procedure (特别程序): the clocks that its legal basis stops stand still.

    Args:
        desk: what acts stand on.
        actor: a reviewer or approver of the deciding organ.
        case: the case.
        ticket: idempotency and freshness.
        kind: code of list TBCX; must be enabled on the item.
        reason: told to the applicant.
        planned_days: planned length in working days, told to the applicant.

    Raises:
        PauseKindNotEnabled: the item does not know the kind.

    Source: 行政许可法 Art. 45.
    """

    def do(found: Case) -> Receipt:
        need_reason(reason, "启动特别程序的原因")
        if not 0 < planned_days <= _MOST_DAYS:
            raise Invalid(problems=(Problem("planned_days", "预计时间应为 1 到 120 个工作日"),))
        require_post(actor, found, roles=(Role.REVIEWER, Role.APPROVER), act="pause")
        begun = begin_if_waiting(desk, actor, found)
        return _stop(desk, actor, begun, kind=kind, reason=reason, planned_days=planned_days)

    body = {"kind": kind, "reason": reason, "planned_days": planned_days}
    return perform_on_case(desk, actor, act="pause", case=case, ticket=ticket, body=body, do=do)


def resume(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, result: str = "") -> Receipt:
    """End the special procedure; the clocks run on."""

    def do(found: Case) -> Receipt:
        require_post(actor, found, roles=(Role.REVIEWER, Role.APPROVER), act="resume")
        _refuse_open_rectification(desk, found)
        moved = end_pause(desk, actor, found, opinion=result, office=f"reviewer@{found.department}")
        return receipt_of("resume", moved.case, "特别程序已结束，时限恢复计算")

    return perform_on_case(
        desk, actor, act="resume", case=case, ticket=ticket, body={"result": result}, do=do
    )


def _refuse_open_rectification(desk: Desk, case: Case) -> None:
    """Refuse to end a pause that only the applicant's report of rectification ends."""
    for task in desk.flow.open_tasks(case.id):
        if "rectify" in task.acts:
            raise NotYourTask(node_name=task.name, who=who_may(desk, case, task))


def end_pause(desk: Desk, actor: Actor, case: Case, *, opinion: str, office: str) -> Moved:
    """Record the end of the open pause of a case."""
    check_states(case, "resume", (CaseState.RESUMED,))
    for one in case.pauses:
        if one.ended_on is None:
            desk.store.end_pause(one.id, desk.today())
    fresh = desk.store.find_case(case.id) or case
    what = Move(act="resume", states=(CaseState.RESUMED,), opinion=opinion, office=office)
    return move(desk, actor, fresh, what)


def start_pause(desk: Desk, actor: Actor, case: Case, *, stop: CasePause, act: str, office: str) -> Moved:
    """Record a pause and the state it makes."""
    check_states(case, act, (CaseState.PAUSED,))
    desk.store.add_pause(case.id, stop)
    fresh = desk.store.find_case(case.id) or case
    what = Move(act=act, states=(CaseState.PAUSED,), opinion=stop.reason, basis=stop.basis, office=office)
    return move(desk, actor, fresh, what)


def _stop(desk: Desk, actor: Actor, case: Case, *, kind: str, reason: str, planned_days: int) -> Receipt:
    check_states(case, "pause", (CaseState.PAUSED,))
    item = desk.catalogue.current().item(case.frozen.item_code)
    enabled = {one.code: one.name for one in item.special_procedures}
    if kind not in enabled:
        raise PauseKindNotEnabled(kind=enabled.get(kind, kind))
    known = pause_kind(kind, enabled[kind])
    stop = CasePause(
        id=desk.ids(),
        kind=kind,
        kind_name=enabled[kind],
        basis=known.basis,
        reason=reason,
        planned_days=planned_days,
        stops=known.stops,
        started_on=desk.today(),
        ended_on=None,
    )
    office = f"reviewer@{case.department}"
    moved = start_pause(desk, actor, case, stop=stop, act="pause", office=office)
    paper = put_paper(desk, moved.case, papers.pause_notice(moved.case, stop), entry=moved.entry)
    stopped = "法定和承诺时限" if ClockKind.STATUTORY in known.stops else "承诺时限"
    return receipt_of("pause", moved.case, f"特别程序已启动，{stopped}停止计算", (("document", paper),))


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
