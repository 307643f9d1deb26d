"""Reading the promises of a case, and which acts on them the reader may do."""

from tongjian.cases.actions.deferring import deferrable_papers, latest_day
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.promise_rules import shipped_promise_rules
from tongjian.cases.actions.tasks import APPLICANT, may_take
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.deferral import last_day_of
from tongjian.cases.domain.promises import DeferrablePaper, Promises
from tongjian.cases.domain.readings import AllowedAct
from tongjian.identity import Actor, Role


def promises_of(desk: Desk, case: Case) -> Promises:
    """Return what was promised on a case and what became of it, inside an open transaction."""
    rules = shipped_promise_rules()
    pledge = desk.promises.find_pledge(case.id)
    terms = rules.pledges.get(case.frozen.item_code) if pledge else None
    calendar, today = desk.calendars.current(), desk.today()
    return Promises(
        deferrals=desk.promises.list_deferrals(case.id),
        deferrable=_deferrable(desk, case),
        consequence=rules.deferral.consequence,
        pledge=pledge,
        checks=desk.promises.list_checks(case.id) if pledge else (),
        rectify_latest=last_day_of(terms.rectify_limit, since=today, calendar=calendar) if terms else None,
        notes=desk.promises.list_credit_notes(case.id) if case.state.terminal else (),
    )


def promise_acts(actor: Actor, case: Case, promises: Promises) -> tuple[AllowedAct, ...]:
    """Return the acts on promises that belong to no task: promising, and treating a credit note."""
    names = []
    if promises.deferrable and may_take(actor, case, role=APPLICANT, organisation=case.applicant):
        names.append("promise_deferral")
    if promises.untreated and actor.holds(Role.APPROVER, case.department):
        names.append("lift_credit_note")
    return tuple(AllowedAct(one, act_label(one), None) for one in names)


def _deferrable(desk: Desk, case: Case) -> tuple[DeferrablePaper, ...]:
    items = (case.frozen.item_code,)
    return tuple(
        DeferrablePaper(one.key, one.name, latest_day(desk, key=one.key, items=items))
        for one in deferrable_papers(desk, case)
    )
