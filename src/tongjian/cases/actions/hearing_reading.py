"""How interested parties and the hearing of a case stand, and whether a decision may be taken."""

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.legal_data import shipped_party_clocks
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.hearing import HearingSheet, fold_hearing
from tongjian.cases.domain.states import CaseState
from tongjian.cases.hearing_errors import PartiesNotHeard

_DECIDING = frozenset({CaseState.GRANTED, CaseState.GRANTED_DEFERRED, CaseState.REFUSED})


def hearing_of(desk: Desk, case: Case) -> HearingSheet:
    """Return the parties and the hearing, as far as the viewer may know them."""
    return fold_hearing(
        desk.hearings.list_parties(case.id),
        desk.hearings.list_steps(case.id),
        clocks=shipped_party_clocks(),
        calendar=desk.calendars.current(),
    )


def check_heard(desk: Desk, case: Case, states: tuple[CaseState, ...]) -> None:
    """Refuse a decision before those told of their rights could speak, or before the hearing is over.

    Raises:
        PartiesNotHeard: with what is waited for, and until when.

    Source: 行政许可法 Art. 36, 46, 47.
    """
    if not _DECIDING.intersection(states):
        return
    sheet, today = hearing_of(desk, case), desk.today()
    free_from = sheet.free_from(today)
    if free_from is None:
        raise PartiesNotHeard(why="听证尚未举行并记录")
    if free_from > today:
        raise PartiesNotHeard(why=f"已告知的权利人在 {free_from:%Y-%m-%d} 之前仍可以陈述申辩或者申请听证")
