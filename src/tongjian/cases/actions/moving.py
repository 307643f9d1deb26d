"""Moving a case: its task in the process, its states, its log entries and the inboxes, in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from tongjian.cases.actions.deeds import SYSTEM_NAME, record_change, record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.hearing_reading import check_heard
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.legal_data import shipped_extension_caps
from tongjian.cases.actions.papers import facts_of
from tongjian.cases.actions.side_tasks import close_side_tasks
from tongjian.cases.actions.silence import check_consultations
from tongjian.cases.actions.tasks import APPLICANT, office_of
from tongjian.cases.domain.case import Case, ProcessRecord
from tongjian.cases.domain.extension import RuledBy
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.promises import PLEDGE_DECISION
from tongjian.cases.domain.stages import stage_leads
from tongjian.cases.domain.states import CaseState, first_illegal
from tongjian.cases.domain.urgency import Urgency, urgency_of
from tongjian.cases.errors import ActNotAllowed
from tongjian.cases.ports import WorkItem
from tongjian.evidence import ObjectRef
from tongjian.flow import Moves, OpenTask, Value
from tongjian.identity import Actor
from tongjian.messages import CHANGED

_DECIDING = frozenset({CaseState.GRANTED, CaseState.GRANTED_DEFERRED, CaseState.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What one act does to a case.

    Attributes:
        states: states recorded, in order; empty for an act that the standard has no state for.
        task: the open task it completes; None when it completes none.
        variables: what the process learns from it.
        ends: terminate the process with this reason.
        accepted_on: day of an acceptance that counts from another day than today's.
        office: whose act it is, for the record.
    """

    act: str
    states: tuple[CaseState, ...] = ()
    opinion: str = ""
    basis: str = ""
    office: str = ""
    organisation_name: str = ""
    organisation_code: str = ""
    task: OpenTask | None = None
    variables: Mapping[str, Value] = field(default_factory=dict)
    ends: str = ""
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of it: the case as it is now, and the log entry the act's papers refer to."""

    case: Case
    entry: UUID


def move(desk: Desk, actor: Actor | None, case: Case, what: Move) -> Moved:
    """Carry out a move on a locked case; without an actor it is the clock's own.

    Raises:
        ActNotAllowed: a state may not follow the present one.
    """
    check_states(case, what.act, what.states)
    check_consultations(desk, case, what.states)
    check_heard(desk, case, what.states)
    at = desk.now()
    moves = _advance(desk, actor, case, what, at)
    moved = _record(desk, actor, case, what, at)
    desk.store.update_case(moved.case)
    if moves is not None:
        keep_work(desk, moved.case, moves)
    if CaseState.ACCEPTED in what.states:
        close_side_tasks(desk, moved.case, kind=PLEDGE_DECISION)
    if moved.case.state.terminal:
        close_side_tasks(desk, moved.case)
    desk.store.redate_work(moved.case.id, urgency_now(desk, moved.case))
    return moved


def open_case(desk: Desk, actor: Actor, case: Case, *, co_departments: tuple[UUID, ...], act: str) -> Moved:
    """Start a new case: its first record, its process, its first tasks.

    ``case`` comes with position 0 and state RECEIVED.
    """
    at = desk.now()
    handling, watching = handlers_of(case, co_departments), watchers_of(desk, case)
    holders = tuple(dict.fromkeys((*handling, *watching)))
    desk.store.add_case(replace(case, position=1), holders=handling, watchers=watching)
    if case.project is not None:
        desk.projects.share_project(case.project, (case.department, *co_departments, *watching))
    first = Move(
        act=act, states=(CaseState.RECEIVED,), office=APPLICANT, organisation_name=case.applicant_name
    )
    moved = _record(desk, actor, case, first, at)
    moves = desk.flow.start(
        instance=case.id,
        process=case.frozen.flow_code,
        variables=_first_variables(case, co_departments),
        holders=holders,
        by=actor.person,
        at=at,
    )
    keep_work(desk, moved.case, moves)
    return moved


def handlers_of(case: Case, co_departments: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Return everyone who may act on a case.

    The applicant, a helper with a mandate for the application, the deciding organ, its co-departments
    and the counter; the government where its head rules on extensions.
    """
    handling = [case.applicant, case.application, case.department, *co_departments, case.counter]
    if shipped_extension_caps().of_item(case.frozen.item_code).ruled_by is RuledBy.GOVERNMENT:
        handling.append(case.region_office)
    return tuple(dict.fromkeys(handling))


def watchers_of(desk: Desk, case: Case) -> tuple[UUID, ...]:
    """Return who sees a case but may not act on it: supervisors of its region, coordinators of its stage."""
    leads = stage_leads(desk.catalogue.current(), case.frozen.stage)
    return desk.offices.watchers(case.region, leads)


def check_states(case: Case, act: str, states: tuple[CaseState, ...]) -> None:
    """Refuse states that may not follow the case's present one.

    Raises:
        ActNotAllowed: with the present state.
    """
    if first_illegal(states, case.state) is not None:
        raise ActNotAllowed(
            state_label=state_label(case.frozen.kind, case.state), act_label=act_label(act), case=case.id
        )


def keep_work(desk: Desk, case: Case, moves: Moves) -> None:
    """Bring the inboxes in line with the process's open tasks."""
    desk.store.remove_work(tuple(task.id for task in moves.closed))
    urgency = urgency_now(desk, case)
    for task in moves.offered:
        organisation = task.organisation or case.department
        desk.store.add_work(
            WorkItem(
                task=task.id,
                case=case.id,
                organisation=organisation,
                organisation_name=_holder_name(desk, case, organisation),
                role=task.role,
                node=task.node,
                node_name=task.name,
                acts=task.acts,
                urgency=urgency,
                offered_at=task.offered_at,
            )
        )


def urgency_now(desk: Desk, case: Case) -> Urgency:
    """Return how urgent a case is as of today."""
    return urgency_of(case, calendar=desk.calendars.current(), today=desk.today())


def _holder_name(desk: Desk, case: Case, organisation: UUID) -> str:
    if organisation == case.applicant:
        return case.applicant_name
    if organisation == case.department:
        return case.department_name
    return desk.offices.office(organisation).name


def _advance(desk: Desk, actor: Actor | None, case: Case, what: Move, at: datetime) -> Moves | None:
    by = actor.person if actor else None
    if what.ends:
        return desk.flow.terminate(instance=case.id, reason=what.ends, by=by, at=at)
    if what.task is None:
        return None
    return desk.flow.complete(task=what.task.id, variables=what.variables, by=by, at=at)


def _record(desk: Desk, actor: Actor | None, case: Case, what: Move, at: datetime) -> Moved:
    before, entry = case, None
    for state in what.states:
        after = _after(before, state, at=at, today=desk.today(), accepted_on=what.accepted_on)
        known = None if before.position == 0 else before
        entry = record_change(
            desk,
            actor,
            act=what.act,
            before=known,
            after=after,
            at=at,
            opinion=what.opinion,
            basis=what.basis,
            post=what.office,
        )
        desk.store.append_record(_record_row(actor, after, what, at=at, entry=entry))
        before = after
    if entry is not None:
        _tell_systems(desk, before, what, at)
    if entry is None:
        target = ObjectRef(kind="cases.act", id=case.id)
        entry = record_deed(
            desk,
            actor,
            act=what.act,
            target=target,
            at=at,
            version=case.position,
            opinion=what.opinion,
            post=what.office,
        )
    return Moved(before, entry)


def _tell_systems(desk: Desk, case: Case, what: Move, at: datetime) -> None:
    """Leave an event for the systems that listen to changes of cases."""
    desk.messages.tell_systems(
        kind=CHANGED,
        holder=case.department,
        case=case.id,
        title=act_label(what.act),
        at=at,
        facts={**facts_of(case), "act": what.act},
    )


def _record_row(actor: Actor | None, case: Case, what: Move, *, at: datetime, entry: UUID) -> ProcessRecord:
    return ProcessRecord(
        case=case.id,
        position=case.position,
        state=case.state,
        act=what.act,
        opinion=what.opinion,
        person=actor.person if actor else None,
        person_name=actor.name if actor else SYSTEM_NAME,
        office=office_of(what.office) if actor else SYSTEM_NAME,
        organisation_name=what.organisation_name or case.department_name,
        organisation_code=what.organisation_code or case.department_code,
        source_system=case.frozen.source_system or "通建",
        at=at,
        entry=entry,
    )


def _after(case: Case, state: CaseState, *, at: datetime, today: date, accepted_on: date | None) -> Case:
    return replace(
        case,
        state=state,
        position=case.position + 1,
        received_on=today if state is CaseState.CORRECTION_DONE else case.received_on,
        accepted_on=(accepted_on or today) if state is CaseState.ACCEPTED else case.accepted_on,
        decided_on=today if state in _DECIDING else case.decided_on,
        closed_at=at if state.terminal else case.closed_at,
    )


def _first_variables(case: Case, co_departments: tuple[UUID, ...]) -> dict[str, Value]:
    return {
        "applicant": str(case.applicant),
        "counter": str(case.counter),
        "lead": str(case.department),
        "region": str(case.region_office),
        "co_departments": tuple(str(one) for one in co_departments),
        "co_count": len(co_departments),
    }
