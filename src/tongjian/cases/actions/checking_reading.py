"""What the page of a case shows of its acceptance, inside an open transaction."""

from tongjian.cases.actions.checking import checks_of, may_judge, papers_on_desk
from tongjian.cases.actions.correcting import supervises
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.domain.acceptance_readings import AcceptanceSheet
from tongjian.cases.domain.case import Case, ProcessRecord
from tongjian.cases.domain.clocks import waits_for_acceptance
from tongjian.cases.domain.deemed import DEEM, LABEL
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.readings import AllowedAct
from tongjian.cases.domain.states import CaseState
from tongjian.flow import OpenTask
from tongjian.identity import Actor, Role


def acceptance_of(
    desk: Desk, case: Case, *, stands: Case, records: tuple[ProcessRecord, ...]
) -> AcceptanceSheet:
    """Return how far acceptance is.

    Args:
        desk: what readings stand on.
        case: the case as it is written down.
        stands: the case as it stands in law today.
        records: its process records.
    """
    deemed = stands is not case or any(one.act == DEEM for one in records)
    if not (waits_for_acceptance(stands) or stands.state is CaseState.CORRECTION_OPEN):
        return AcceptanceSheet(deemed=deemed)
    on_desk = papers_on_desk(desk, case)
    keys = [one.material.key for one in on_desk.papers]
    return AcceptanceSheet(
        papers=on_desk.papers,
        checks={key: checks_of(desk, case, key) for key in keys},
        rounds=on_desk.rounds,
        leaves=tuple(on_desk.leaves.values()),
        deemed=deemed,
    )


def acceptance_acts(
    desk: Desk, actor: Actor, case: Case, sheet: AcceptanceSheet, *, tasks: tuple[OpenTask, ...]
) -> tuple[AllowedAct, ...]:
    """Return the acts of acceptance beside those of the open task: judging papers, a supervisor's leave."""
    names = []
    if sheet.papers and waits_for_acceptance(case) and may_judge(actor, case, tasks):
        names.append("judge_material")
    if sheet.rounds and actor.has(Role.SUPERVISOR) and supervises(desk, actor, case) is not None:
        names.append("allow_new_point")
    return tuple(AllowedAct(one, act_label(one), None) for one in names)


def standing_label(case: Case, stands: Case) -> str:
    """Return the state of a case in words, as it stands in law."""
    return LABEL if stands is not case else state_label(case.frozen.kind, case.state)
