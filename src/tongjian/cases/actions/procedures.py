"""Reading what stops or lengthens the clocks of a case, and which acts on it are open to whom."""

from dataclasses import replace
from datetime import date

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.extending import extensions_of, may_ask
from tongjian.cases.actions.hearing import knows_hearing
from tongjian.cases.actions.hearing_reading import hearing_of
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.legal_data import shipped_extension_caps, shipped_party_clocks
from tongjian.cases.actions.pausing import begun_by_procedure
from tongjian.cases.actions.tasks import APPLICANT, may_take
from tongjian.cases.actions.under_way import UNDER_WAY
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import CaseClocks
from tongjian.cases.domain.hearing import HearingSheet, PartySheet
from tongjian.cases.domain.party_clocks import (
    CORRECTION_REPLY,
    HEARING_APPLICATION,
    STATEMENT,
    OwnDate,
    own_date,
)
from tongjian.cases.domain.pauses import is_pause_overdue, planned_end, tally_pauses
from tongjian.cases.domain.procedures import PauseSheet, Procedures
from tongjian.cases.domain.readings import AllowedAct, CaseSheet
from tongjian.cases.domain.states import CaseState
from tongjian.identity import Actor, Role
from tongjian.kit import local_day

_PARTY_ACTS = ("record_statement", "request_hearing", "waive_hearing")


def with_procedures(desk: Desk, actor: Actor, sheet: CaseSheet) -> CaseSheet:
    """Return a sheet with the case's procedures and their acts, inside an open transaction."""
    case = sheet.case
    procedures = procedures_of(desk, case)
    refused_now = not_yet(case, procedures, today=desk.today())
    acts = tuple(one for one in sheet.acts if one.act not in refused_now)
    acts += procedure_acts(desk, actor, case, clocks=sheet.clocks, procedures=procedures)
    return replace(sheet, acts=acts, procedures=procedures)


def procedures_of(desk: Desk, case: Case) -> Procedures:
    """Return the stops, extensions, parties and hearing of a case, inside an open transaction."""
    calendar, today = desk.calendars.current(), desk.today()
    hearing = hearing_of(desk, case)
    return Procedures(
        stops=tally_pauses(case.pauses, calendar=calendar, today=today),
        pauses=tuple(
            PauseSheet(
                pause=one.id,
                planned=planned_end(one, calendar=calendar),
                overdue=is_pause_overdue(one, calendar=calendar, today=today),
                lawful=bool(one.basis),
            )
            for one in case.pauses
        ),
        extensions=extensions_of(desk, case),
        hearing=hearing,
        own_dates=_own_dates(desk, case, hearing),
        most_days=shipped_extension_caps().of_item(case.frozen.item_code).most,
    )


def procedure_acts(
    desk: Desk, actor: Actor, case: Case, *, clocks: CaseClocks, procedures: Procedures
) -> tuple[AllowedAct, ...]:
    """Return the acts on extension and hearing that belong to no task and are open to the actor now."""
    if case.state not in UNDER_WAY:
        return ()
    today, hearing = desk.today(), procedures.hearing
    names: list[str] = []
    handles = actor.holds(Role.REVIEWER, case.department) or actor.holds(Role.APPROVER, case.department)
    if handles and may_ask(case, procedures.extensions, statutory=clocks.statutory, today=today):
        names.append("request_extension")
    if handles and knows_hearing(desk, case):
        names.append("notify_parties")
        names += [] if hearing.under_way else ["order_hearing"]
    names += _party_acts(_spoken_for(actor, case, hearing, handles=handles), today)
    return tuple(AllowedAct(one, act_label(one), None) for one in names)


def not_yet(case: Case, procedures: Procedures, *, today: date) -> frozenset[str]:
    """Return the acts that a task or the state would offer, but that stops or the hearing forbid today."""
    acts: set[str] = set()
    hearing = procedures.hearing.hearing
    if hearing is None or hearing.scheduled_on is None or today < hearing.scheduled_on:
        acts.add("hold_hearing")
    open_ones = [one for one in case.pauses if one.ended_on is None]
    if open_ones and all(begun_by_procedure(one) for one in open_ones):
        acts.add("resume")
    free_from = procedures.hearing.free_from(today)
    if free_from is None or free_from > today:
        acts |= {"grant", "refuse", "conclude"}
    return frozenset(acts)


def _spoken_for(actor: Actor, case: Case, hearing: HearingSheet, *, handles: bool) -> tuple[PartySheet, ...]:
    """Return the parties whose words the actor may enter: the applicant its own, an officer everyone's."""
    if handles or actor.holds(Role.CLERK, case.counter):
        return hearing.parties
    if may_take(actor, case, role=APPLICANT, organisation=case.applicant):
        return tuple(one for one in hearing.parties if one.party.applicant)
    return ()


def _party_acts(parties: tuple[PartySheet, ...], today: date) -> list[str]:
    applies = any(one.may_apply(today) for one in parties)
    states = any(one.may_state(today) for one in parties)
    open_now = {"record_statement": states, "request_hearing": applies, "waive_hearing": applies}
    return [one for one in _PARTY_ACTS if open_now[one]]


def _own_dates(desk: Desk, case: Case, hearing: HearingSheet) -> tuple[OwnDate, ...]:
    calendar, today, clocks = desk.calendars.current(), desk.today(), shipped_party_clocks()
    if case.state is CaseState.CORRECTION_OPEN:
        told = [one.at for one in desk.readings.list_records(case.id) if one.state is case.state]
        starts_on = local_day(told[-1]) if told else case.received_on
        return (own_date(clocks.get(CORRECTION_REPLY), starts_on=starts_on, calendar=calendar),)
    mine = hearing.of_applicant()
    if mine is None or case.state not in UNDER_WAY:
        return ()
    running = ((STATEMENT, mine.may_state(today)), (HEARING_APPLICATION, mine.may_apply(today)))
    return tuple(
        own_date(clocks.get(code), starts_on=mine.party.told_on, calendar=calendar)
        for code, runs in running
        if runs
    )
