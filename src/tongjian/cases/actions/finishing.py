"""Results: numbering them at the decision, making them out, delivering, revoking."""

from datetime import date
from uuid import UUID

from tongjian.cases.actions.crediting import settle_broken_promises
from tongjian.cases.actions.deferring import refuse_while_owing
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.moving import Move, check_states, move
from tongjian.cases.actions.numbering import result_number
from tongjian.cases.actions.papers import put_paper, tell
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.tasks import post_of, require_post, take_task
from tongjian.cases.actions.texts import too_long
from tongjian.cases.actions.typesetting import result_document
from tongjian.cases.domain import papers
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.papers_promise import revocation
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.result import Result
from tongjian.cases.domain.states import CaseState
from tongjian.cases.domain.validity import last_day
from tongjian.cases.errors import ActNotAllowed, ReasonNeeded
from tongjian.evidence import verification_code
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem
from tongjian.messages import RESULT

_HOW = {"window": "窗口领取", "online": "网上送达", "post": "邮寄送达"}


def give_result(
    desk: Desk, case: Case, *, entry: UUID, number: str = "", issued_on: date | None = None
) -> UUID:
    """Give a granted case its result under a number without gaps; return the result's id.

    ``number`` is given for a result that another system has numbered.
    """
    item = desk.catalogue.current().item(case.frozen.item_code)
    spec = item.results[0] if item.results else None
    day = issued_on or desk.today()
    result = Result(
        id=desk.ids(),
        case=case.id,
        project=case.project,
        item=case.frozen.item_code,
        title=spec.name if spec else f"{case.frozen.item_name}办理结果",
        kind=spec.kind if spec else "文书",
        number=number or result_number(desk, case, scheme=spec.number_scheme if spec else "document"),
        verification_code=verification_code(),
        issued_on=day,
        valid_until=last_day(day, spec.validity if spec else None),
        holder=case.applicant,
        holder_name=case.applicant_name,
        organ=case.department_name,
        organ_code=case.department_code,
        source_system=case.frozen.source_system,
        unit_project=case.unit_project,
    )
    desk.store.add_result(result, entry=entry)
    tell(
        desk,
        case,
        title=result.title,
        text=f"办件 {case.number} 的结果已经作出，文号 {result.number}。",
        at=desk.now(),
        kind=RESULT,
    )
    return result.id


def issue(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket) -> Receipt:
    """Make out the result document (制证): set it as PDF, store it, put it on the case."""

    def do(found: Case) -> Receipt:
        task = take_task(desk, actor, found, "issue")
        refuse_while_owing(desk, found)
        post = post_of(task)
        moved = move(desk, actor, found, Move(act="issue", office=post, task=task))
        made = make_out(desk, actor, moved.case, entry=moved.entry)
        return receipt_of("issue", moved.case, "结果文书已制作", made)

    return perform_on_case(desk, actor, act="issue", case=case, ticket=ticket, body={}, do=do)


def make_out(desk: Desk, actor: Actor, case: Case, *, entry: UUID) -> tuple[tuple[str, UUID], ...]:
    """Set every result of a case that has no document yet as PDF; return what was made."""
    made: list[tuple[str, UUID]] = []
    for result in desk.readings.list_case_results(case.id):
        if result.file is not None:
            continue
        content = desk.documents.render_pdf(result_document(desk, case, result))
        file = desk.files.store_bytes(
            content=content, name=f"{result.title}.pdf", holder=case.applicant, uploaded_by=actor.person
        )
        desk.files.share(file=file.id, holders=desk.store.list_holders(case.id))
        desk.store.attach_result_file(
            result=result.id, file=file.id, sha256=file.sha256, at=desk.now(), entry=entry
        )
        made.append(("result", result.id))
    return tuple(made)


def deliver(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, how: str, receiver: str) -> Receipt:
    """Deliver the result and keep the proof (送达). Its ten-day clock stops.

    Args:
        desk: what acts stand on.
        actor: the clerk.
        case: the case.
        ticket: idempotency and freshness.
        how: window, online or post.
        receiver: who received it.

    Source: 行政许可法 Art. 44.
    """

    def do(found: Case) -> Receipt:
        if not receiver.strip():
            raise ReasonNeeded(field="receiver", what="收件人姓名")
        problems = _delivery_problems(how, receiver)
        if problems:
            raise Invalid(problems=problems)
        task = take_task(desk, actor, found, "deliver")
        refuse_while_owing(desk, found)
        post = post_of(task)
        moved = move(desk, actor, found, Move(act="deliver", office=post, task=task, opinion=receiver))
        return _delivered(desk, moved.case, entry=moved.entry, how=_HOW[how], receiver=receiver)

    body = {"how": how, "receiver": receiver}
    return perform_on_case(desk, actor, act="deliver", case=case, ticket=ticket, body=body, do=do)


def revoke(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str) -> Receipt:
    """Revoke a granted decision (撤销); its result is invalid from now on, and is not made out any more.

    Source: 行政许可法 Art. 69.
    """

    def do(found: Case) -> Receipt:
        if not reason.strip():
            raise ReasonNeeded(field="reason", what="撤销的事实和依据")
        require_post(actor, found, roles=(Role.APPROVER,), act="revoke")
        check_states(found, "revoke", (CaseState.REVOKED,))
        what = Move(
            act="revoke",
            states=(CaseState.REVOKED,),
            opinion=reason,
            office=f"approver@{found.department}",
            basis="行政许可法 第六十九条",
            ends=reason if desk.flow.open_tasks(found.id) else "",
        )
        moved = move(desk, actor, found, what)
        for result in desk.readings.list_case_results(found.id):
            desk.store.revoke_result(result=result.id, reason=reason, at=desk.now(), entry=moved.entry)
        tell(desk, moved.case, title="决定已被撤销", text=reason, at=desk.now(), kind=RESULT)
        told = settle_broken_promises(desk, moved.case, reason=reason, entry=moved.entry)
        organ = f"{desk.offices.government_of(found.department).name}人民政府"
        decision = revocation(moved.case, reason, consequence=told, review_organ=organ)
        paper = put_paper(desk, moved.case, decision, entry=moved.entry)
        made = (("document", paper),)
        return receipt_of("revoke", moved.case, "决定已撤销，结果文书即时失效", made)

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="revoke", case=case, ticket=ticket, body=body, do=do)


def _delivery_problems(how: str, receiver: str) -> tuple[Problem, ...]:
    known = () if how in _HOW else (Problem("how", "请选择送达方式"),)
    return (*known, *too_long(field="receiver", label="收件人姓名", text=receiver, longest=50))


def _delivered(desk: Desk, case: Case, *, entry: UUID, how: str, receiver: str) -> Receipt:
    if case.decided_on is None:
        raise ActNotAllowed(
            state_label=state_label(case.frozen.kind, case.state),
            act_label=act_label("deliver"),
            case=case.id,
        )
    desk.store.add_delivery(case=case.id, how=how, receiver=receiver, at=desk.now(), entry=entry)
    results = desk.readings.list_case_results(case.id)
    title, number = (results[0].title, results[0].number) if results else ("决定书", "")
    slip = papers.delivery_receipt(case, title=title, number=number, how=how, receiver=receiver)
    put_paper(desk, case, slip, entry=entry)
    return receipt_of("deliver", desk.store.mark_delivered(case, desk.today()), "已送达")
