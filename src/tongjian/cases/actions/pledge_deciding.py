"""Deciding at once on a pledge (告知承诺), and checking afterwards whether it was kept (核查).

Source: 国办发〔2020〕42号; 行政许可法 Art. 69; domain rules 5.8.
"""

from datetime import date
from uuid import UUID

from tongjian.cases.actions.deferring import granted_state, keep_owing_open
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.finishing import give_result
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.moving import Move, Moved, check_states, move
from tongjian.cases.actions.papers import put_paper, tell
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.pledging import refuse_blocked, terms_of
from tongjian.cases.actions.promise_rules import shipped_promise_rules
from tongjian.cases.actions.side_tasks import SideTask, close_side_task, offer_side_task, take_side_task
from tongjian.cases.domain import papers, papers_promise
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.deferral import last_day_of
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.pledge import CheckVerdict, Pledge, PledgeCheck, PledgeTerms
from tongjian.cases.domain.promises import CHECK_TASK, REVOCATION_TASK
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import ActNotAllowed, ReasonNeeded
from tongjian.cases.promise_errors import PledgeNotOffered
from tongjian.flow import OpenTask
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem

_GRANTED = frozenset({CaseState.GRANTED, CaseState.GRANTED_DEFERRED})
_CHECKING = ("check_pledge",)
_SAYS = {
    CheckVerdict.KEPT: "核查通过",
    CheckVerdict.RECTIFY: "已责令限期整改",
    CheckVerdict.FALSE: "已提请审批人员撤销决定",
}


def decide_on_pledge(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "") -> Receipt:
    """Accept and grant in one act what its applicant has pledged for; the check comes afterwards.

    Raises:
        NotYourTask: not an approver of the deciding organ.
        ActNotAllowed: the case rests on no pledge, or is past its acceptance.
        PledgeBlocked: a false promise was noted since it was handed in.
    """

    def do(found: Case) -> Receipt:
        work = take_side_task(desk, actor, found, "decide_on_pledge")
        pledge = desk.promises.find_pledge(found.id)
        terms = terms_of(desk.catalogue.current().item(found.frozen.item_code))
        if pledge is None or terms is None:
            raise PledgeNotOffered(item_name=found.frozen.item_name)
        refuse_blocked(desk.promises.find_block(found.applicant, kinds=terms.blocks))
        states = (CaseState.ACCEPTED, CaseState.UNDER_REVIEW, granted_state(desk, found))
        check_states(found, "decide_on_pledge", states)
        close_side_task(desk, work)
        what = Move(
            act="decide_on_pledge",
            states=states,
            opinion=opinion or "申请人已作出承诺，即时决定",
            basis=terms.basis,
            office=f"approver@{found.department}",
            task=_receiving(desk, found),
            variables={"acceptance": "pledged"},
        )
        moved = move(desk, actor, found, what)
        made = _granted(desk, moved, pledge, terms, opinion=opinion)
        return receipt_of("decide_on_pledge", moved.case, "已按告知承诺即时作出准予决定", made)

    body = {"opinion": opinion}
    return perform_on_case(desk, actor, act="decide_on_pledge", case=case, ticket=ticket, body=body, do=do)


def decline_pledge(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str) -> Receipt:
    """Leave a case to the ordinary way: the papers the pledge stood for have to come.

    Raises:
        NotYourTask: not an approver of the deciding organ.
        ReasonNeeded: no reason given; the applicant reads it.
    """

    def do(found: Case) -> Receipt:
        work = take_side_task(desk, actor, found, "decline_pledge")
        if not reason.strip():
            raise ReasonNeeded(field="reason", what="不适用告知承诺的理由")
        what = Move(act="decline_pledge", opinion=reason, office=f"approver@{found.department}")
        moved = move(desk, actor, found, what)
        close_side_task(desk, work)
        text = f"{reason}。本件转为一般程序办理，承诺代替的材料需要提交。"
        tell(desk, moved.case, title="不适用告知承诺", text=text, at=desk.now())
        return receipt_of("decline_pledge", moved.case, "已转为一般程序，由窗口受理")

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="decline_pledge", case=case, ticket=ticket, body=body, do=do)


def check_pledge(
    desk: Desk,
    actor: Actor,
    *,
    case: UUID,
    ticket: Ticket,
    verdict: CheckVerdict,
    findings: str,
    rectify_by: date | None = None,
) -> Receipt:
    """Find out whether a pledge was kept: kept, to be put right by a day, or false.

    A false one goes before the approvers, who revoke, or find otherwise.

    Raises:
        NotYourTask: another post.
        ReasonNeeded: no findings.
        Invalid: no day to put things right by, or not one within the limit.
    """

    def do(found: Case) -> Receipt:
        work = take_side_task(desk, actor, found, "check_pledge")
        if found.state not in _GRANTED:
            label = state_label(found.frozen.kind, found.state)
            raise ActNotAllowed(state_label=label, act_label=act_label("check_pledge"), case=found.id)
        if not findings.strip():
            raise ReasonNeeded(field="findings", what="核查情况（含核查人员姓名）")
        last = _rectify_by(desk, found, verdict, rectify_by)
        what = Move(
            act="check_pledge",
            opinion=f"{_SAYS[verdict]}：{findings}",
            office=f"{work.role}@{found.department}",
        )
        moved = move(desk, actor, found, what)
        close_side_task(desk, work)
        desk.promises.add_check(_check(desk, actor, moved, verdict, findings=findings, rectify_by=last))
        made = _follow(desk, moved, verdict, findings=findings, rectify_by=last)
        return receipt_of("check_pledge", moved.case, _SAYS[verdict], made)

    body = {"verdict": str(verdict), "findings": findings, "rectify_by": str(rectify_by)}
    return perform_on_case(desk, actor, act="check_pledge", case=case, ticket=ticket, body=body, do=do)


def _receiving(desk: Desk, case: Case) -> OpenTask | None:
    """Return the acceptance task of the process, which the decision completes with its own outcome."""
    tasks = desk.flow.open_tasks(case.id)
    return next((one for one in tasks if "accept" in one.acts), None)


def _granted(
    desk: Desk, moved: Moved, pledge: Pledge, terms: PledgeTerms, *, opinion: str
) -> tuple[tuple[str, UUID], ...]:
    case = moved.case
    made = [("result", give_result(desk, case, entry=moved.entry))]
    told = [papers_promise.pledge_paper(case, pledge)]
    decision = papers.decision(case, granted=True, reason=opinion, review_organ="")
    told += [decision] if decision else []
    made += [("document", put_paper(desk, case, paper, entry=moved.entry)) for paper in told]
    due_on = last_day_of(terms.check_limit, since=desk.today(), calendar=desk.calendars.current())
    _offer_check(desk, case, due_on)
    keep_owing_open(desk, case)
    return tuple(made)


def _rectify_by(desk: Desk, case: Case, verdict: CheckVerdict, day: date | None) -> date | None:
    if verdict is not CheckVerdict.RECTIFY:
        return None
    terms = shipped_promise_rules().pledges[case.frozen.item_code]
    latest = last_day_of(terms.rectify_limit, since=desk.today(), calendar=desk.calendars.current())
    if day is None or not desk.today() < day <= latest:
        facts = (("latest", latest.isoformat()),)
        raise Invalid(problems=(Problem("rectify_by", "请填写整改期限，最晚 %(latest)s", facts),))
    return day


def _check(
    desk: Desk, actor: Actor, moved: Moved, verdict: CheckVerdict, *, findings: str, rectify_by: date | None
) -> PledgeCheck:
    return PledgeCheck(
        id=desk.ids(),
        case=moved.case.id,
        verdict=verdict,
        findings=findings,
        rectify_by=rectify_by,
        checked_by=actor.person,
        checked_by_name=actor.name,
        checked_at=desk.now(),
        entry=moved.entry,
    )


def _follow(
    desk: Desk, moved: Moved, verdict: CheckVerdict, *, findings: str, rectify_by: date | None
) -> tuple[tuple[str, UUID], ...]:
    case = moved.case
    if verdict is CheckVerdict.KEPT:
        tell(desk, case, title="承诺核查通过", text=findings, at=desk.now())
        return ()
    if verdict is CheckVerdict.RECTIFY and rectify_by is not None:
        _offer_check(desk, case, rectify_by)
        order = papers_promise.check_order(case, findings, rectify_by)
        return (("document", put_paper(desk, case, order, entry=moved.entry)),)
    _offer(desk, case, REVOCATION_TASK, "承诺不实，决定是否撤销", Role.APPROVER, ("revoke", *_CHECKING), None)
    tell(desk, case, title="承诺核查发现不实", text=findings, at=desk.now())
    return ()


def _offer_check(desk: Desk, case: Case, due_on: date) -> None:
    _offer(desk, case, CHECK_TASK, "承诺核查", Role.REVIEWER, _CHECKING, due_on)


def _offer(
    desk: Desk, case: Case, kind: str, name: str, role: Role, acts: tuple[str, ...], due_on: date | None
) -> None:
    task = SideTask(
        kind=kind,
        name=name,
        role=role.value,
        organisation=case.department,
        organisation_name=case.department_name,
        acts=acts,
        due_on=due_on or desk.today(),
        beyond=True,
    )
    offer_side_task(desk, case, task)
