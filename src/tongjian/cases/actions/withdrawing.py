"""The applicant takes an application back: 撤件 before acceptance, 撤回 after it."""

from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.moving import Move, check_states, move
from tongjian.cases.actions.papers import tell_office
from tongjian.cases.actions.pausing import end_pause
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.tasks import APPLICANT, may_take
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import begun_by_application, state_label
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import ActNotAllowed, NotYourTask
from tongjian.identity import Actor

_BEFORE_ACCEPTANCE = frozenset({CaseState.RECEIVED, CaseState.CORRECTION_OPEN, CaseState.CORRECTION_DONE})


def withdraw(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str = "") -> Receipt:
    """Take an application back; an open special procedure is closed first.

    Raises:
        NotYourTask: only the applicant, its agent or the counter on its behalf may.
        ActNotAllowed: the case is decided or closed already, or was not begun by an application.
    """

    def do(found: Case) -> Receipt:
        if not may_take(actor, found, role=APPLICANT, organisation=found.applicant):
            raise NotYourTask(node_name="撤回申请", who=f"申请人{found.applicant_name}")
        if not begun_by_application(found):
            raise ActNotAllowed(
                state_label=state_label(found.frozen.kind, found.state),
                act_label=act_label("withdraw"),
                case=found.id,
            )
        fresh = found
        if found.state is CaseState.PAUSED:
            fresh = end_pause(desk, actor, found, opinion="申请人撤回", office=APPLICANT).case
        state = CaseState.RETRACTED if fresh.state in _BEFORE_ACCEPTANCE else CaseState.WITHDRAWN
        check_states(fresh, "withdraw", (state,))
        what = Move(
            act="withdraw",
            states=(state,),
            opinion=reason,
            office=APPLICANT,
            organisation_name=found.applicant_name,
            ends=reason or "申请人撤回",
        )
        moved = move(desk, actor, fresh, what)
        tell_office(desk, moved.case, holder=found.department, title="申请人撤回了申请")
        return receipt_of("withdraw", moved.case, "申请已撤回，可以修改后重新申报")

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="withdraw", case=case, ticket=ticket, body=body, do=do)
