"""Special procedures (特别程序): stop and restart the clocks.

Source: 行政许可法 Art. 45.
"""

from uuid import UUID

from tongjian.calendar import ClockKind
from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.legal_data import shipped_pause_kinds
from tongjian.cases.actions.moving import Move, Moved, check_states, move
from tongjian.cases.actions.papers import put_paper
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.process_limits import move_process_limits
from tongjian.cases.actions.reviewing import begin_if_waiting
from tongjian.cases.actions.tasks import require_post, who_may
from tongjian.cases.domain import papers
from tongjian.cases.domain.case import Case, CasePause
from tongjian.cases.domain.pauses import PauseKind
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import NotYourTask, PauseKindNotEnabled
from tongjian.catalogue import SpecialProcedure
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem


def pause(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, kind: str, reason: str, planned_days: int
) -> Receipt:
    """Begin a special procedure (特别程序): the clocks that its legal basis stops stand still.

    Args:
        desk: what acts stand on.
        actor: a reviewer or approver of the deciding organ.
        case: the case.
        ticket: idempotency and freshness.
        kind: code of the kind of stop; must be enabled on the item.
        reason: told to the applicant.
        planned_days: planned length in working days, told to the applicant.

    Raises:
        PauseKindNotEnabled: the item does not know the kind, or a procedure of its own begins it.
        Invalid: longer than the kind, or the item, allows.

    Source: 行政许可法 Art. 45.
    """

    def do(found: Case) -> Receipt:
        need_reason(reason, "启动特别程序的原因")
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
        own = tuple(one for one in found.pauses if one.ended_on is None and not begun_by_procedure(one))
        if not own and found.state is CaseState.PAUSED:
            raise NotYourTask(node_name=act_label("resume"), who="听证主持人（听证举行并记录后结束）")
        office = f"reviewer@{found.department}"
        moved = end_pauses(desk, actor, found, own, act="resume", opinion=result, office=office)
        says = "特别程序已结束，时限恢复计算"
        if moved.case.state is CaseState.PAUSED:
            says = "该特别程序已结束；其他特别程序仍在进行，时限继续停止"
        return receipt_of("resume", moved.case, says)

    return perform_on_case(
        desk, actor, act="resume", case=case, ticket=ticket, body={"result": result}, do=do
    )


def _refuse_open_rectification(desk: Desk, case: Case) -> None:
    """Refuse to end a pause that only the applicant's report of rectification ends."""
    for task in desk.flow.open_tasks(case.id):
        if "rectify" in task.acts:
            raise NotYourTask(node_name=task.name, who=who_may(desk, case, task))


def end_pause(
    desk: Desk, actor: Actor, case: Case, *, opinion: str, office: str, act: str = "resume"
) -> Moved:
    """Record the end of every open pause of a case."""
    open_ones = tuple(one for one in case.pauses if one.ended_on is None)
    return end_pauses(desk, actor, case, open_ones, act=act, opinion=opinion, office=office)


def end_pauses(
    desk: Desk,
    actor: Actor,
    case: Case,
    pauses: tuple[CasePause, ...],
    *,
    act: str,
    opinion: str,
    office: str,
) -> Moved:
    """Record the end of some open pauses; the case goes on when no other is open."""
    ending = {one.id for one in pauses}
    others = any(one.ended_on is None and one.id not in ending for one in case.pauses)
    states = () if others else (CaseState.RESUMED,)
    check_states(case, act, states)
    for one in pauses:
        desk.store.end_pause(one.id, desk.today())
    fresh = desk.store.find_case(case.id) or case
    moved = move(desk, actor, fresh, Move(act=act, states=states, opinion=opinion, office=office))
    move_process_limits(desk, actor, moved.case)
    return moved


def start_pause(desk: Desk, actor: Actor, case: Case, *, stop: CasePause, act: str, office: str) -> Moved:
    """Record a pause and the state it makes; none when the case stands in another pause already.

    Such pauses are united in the clocks; the record knows no pause within a pause.
    """
    states = () if case.state is CaseState.PAUSED else (CaseState.PAUSED,)
    check_states(case, act, states)
    desk.store.add_pause(case.id, stop)
    fresh = desk.store.find_case(case.id) or case
    what = Move(act=act, states=states, opinion=stop.reason, basis=stop.basis, office=office)
    moved = move(desk, actor, fresh, what)
    move_process_limits(desk, actor, moved.case)
    return moved


def new_pause(desk: Desk, kind: PauseKind, *, name: str, reason: str, planned_days: int) -> CasePause:
    """Return a pause of a kind that begins today."""
    return CasePause(
        id=desk.ids(),
        kind=kind.code,
        kind_name=name,
        basis=kind.basis,
        reason=reason,
        planned_days=planned_days,
        stops=kind.stops,
        started_on=desk.today(),
        ended_on=None,
    )


def enabled_kinds(procedures: tuple[SpecialProcedure, ...]) -> dict[str, tuple[PauseKind, SpecialProcedure]]:
    """Return by code the kinds an item enables and a reviewer begins, with the item's own terms."""
    kinds = shipped_pause_kinds()
    known = {one.kind or one.code: one for one in procedures}
    found = {code: (kinds.named(code, one.name), one) for code, one in known.items()}
    return {code: pair for code, pair in found.items() if not pair[0].begun_by}


def begun_by_procedure(pause: CasePause) -> bool:
    """Return whether a procedure of its own begins and ends this pause."""
    known = shipped_pause_kinds().find(pause.kind)
    return known is not None and bool(known.begun_by)


def _stop(desk: Desk, actor: Actor, case: Case, *, kind: str, reason: str, planned_days: int) -> Receipt:
    check_states(case, "pause", (CaseState.PAUSED,))
    item = desk.catalogue.current().item(case.frozen.item_code)
    enabled = enabled_kinds(item.special_procedures)
    if kind not in enabled:
        known = {one.kind or one.code: one.name for one in item.special_procedures}
        raise PauseKindNotEnabled(kind=known.get(kind, kind))
    stops, terms = enabled[kind]
    most = terms.planned_days or stops.most
    if not 0 < planned_days <= most:
        facts = (("most", str(most)), ("name", terms.name))
        says = "“%(name)s”的预计时间应为 1 到 %(most)s 个工作日"
        raise Invalid(problems=(Problem("planned_days", says, facts),))
    stop = new_pause(desk, stops, name=terms.name, reason=reason, planned_days=planned_days)
    office = f"reviewer@{case.department}"
    moved = start_pause(desk, actor, case, stop=stop, act="pause", office=office)
    paper = put_paper(desk, moved.case, papers.pause_notice(moved.case, stop), entry=moved.entry)
    stopped = "法定和承诺时限" if ClockKind.STATUTORY in stops.stops else "承诺时限"
    return receipt_of("pause", moved.case, f"特别程序已启动，{stopped}停止计算", (("document", paper),))
