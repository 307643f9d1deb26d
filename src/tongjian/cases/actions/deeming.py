"""Writing down what silence has accepted: by the clock's daily round, and before any act on such a case.

Source: 行政许可法 Art. 32 (1) 4.
"""

from datetime import timedelta
from uuid import UUID

from tongjian.cases.acceptance_errors import DeemedAccepted
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.moving import Move, move
from tongjian.cases.actions.papers import put_paper
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.deemed import DEEM, can_be_deemed, is_deemed
from tongjian.cases.domain.papers_acceptance import deemed_notice
from tongjian.cases.domain.states import CaseState
from tongjian.flow import OpenTask
from tongjian.kit import AccessContext

_OF_THE_COUNTER = frozenset({"accept", "correct", "reject", "turn_away"})
"""Acts that come too late once silence has spoken."""

_LEAST_DAYS = timedelta(days=5)
_AT_ONCE = 200
_BASIS = "行政许可法 第三十二条第一款第（四）项"


class SilenceFound(Exception):
    """A case that somebody acts on was accepted by silence, and that is not written down yet."""

    def __init__(self, case: Case) -> None:
        """Remember the case as it was found."""
        super().__init__(case.number)
        self.case = case


def check_silence(desk: Desk, case: Case, act: str) -> None:
    """Stop an act on a locked case that silence has accepted.

    Raises:
        SilenceFound: it is to be written down first, in a transaction of its own; then the act is tried anew.
        DeemedAccepted: it is written down, and the act is one of the counter's.
    """
    if is_deemed(case, calendar=desk.calendars.current(), today=desk.today()):
        raise SilenceFound(case)
    late = act in _OF_THE_COUNTER and case.accepted_on is not None and not case.state.terminal
    if late and desk.acceptance.deemed_on_record(case.id):
        raise DeemedAccepted(received_on=case.received_on.isoformat(), act_label=act_label(act), case=case.id)


def settle_silence(desk: Desk, case: Case) -> bool:
    """Write down that silence has accepted a case; return whether this call did.

    The clock acts within the sight of the case's own organ and counter.
    """
    with desk.begin(AccessContext(holders=(case.department, case.counter))):
        return _deem(desk, case.id)


def sweep_silence(desk: Desk) -> int:
    """Write down every acceptance by silence, oldest case first; return how many.

    For the loader's role: no viewer sees all cases.
    """
    deemed, after = 0, None
    while True:
        with desk.begin(AccessContext()):
            due = desk.acceptance.list_silent(
                received_before=desk.today() - _LEAST_DAYS, after=after, size=_AT_ONCE
            )
        for case in due:
            with desk.begin(AccessContext()):
                deemed += _deem(desk, case)
        if len(due) < _AT_ONCE:
            return deemed
        after = due[-1]


def _deem(desk: Desk, case: UUID) -> bool:
    found = desk.store.find_case(case, lock=True)
    if found is None or not can_be_deemed(found):
        return False
    task = _open_window(desk, found)
    if task is None or not is_deemed(found, calendar=desk.calendars.current(), today=desk.today()):
        return False
    silent = Move(
        act=DEEM,
        states=(CaseState.ACCEPTED,),
        opinion=f"自{found.received_on.isoformat()}收到申请材料起五个工作日内没有告知，自收到之日起视为受理",
        basis=_BASIS,
        task=task,
        variables={"acceptance": "accepted"},
        accepted_on=found.received_on,
    )
    moved = move(desk, None, found, silent)
    put_paper(desk, moved.case, deemed_notice(moved.case), entry=moved.entry)
    return True


def _open_window(desk: Desk, case: Case) -> OpenTask | None:
    """Return the open task of the counter; None where the process stands still for another reason."""
    return next((task for task in desk.flow.open_tasks(case.id) if "accept" in task.acts), None)
