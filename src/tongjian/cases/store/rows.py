"""Rows of the tables into values of the domain, and back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from tongjian.calendar import ClockKind, Extension, TimeLimit, TimeUnit
from tongjian.cases.domain.case import Case, CasePause, Channel, Frozen
from tongjian.cases.domain.states import CaseState
from tongjian.cases.domain.urgency import Urgency
from tongjian.cases.ports import Beside, WorkItem
from tongjian.cases.store.models import CaseRow, PauseRow, WorkRow
from tongjian.cases.store.statements import fetch

NEVER = date(9999, 12, 31)
"""Stands for no due date, so that such work sorts last in one index."""


def case_from(row: CaseRow, pauses: tuple[CasePause, ...] = ()) -> Case:
    """Return a case from its row."""
    return Case(
        id=row.id,
        number=row.number,
        frozen=_frozen_from(row),
        application=row.application_id,
        parallel_code=row.parallel_code,
        project=row.project_id,
        project_name=row.project_name,
        project_type=row.project_type,
        unit_project=row.unit_project,
        region=row.region,
        region_office=row.region_office,
        applicant=row.applicant,
        applicant_name=row.applicant_name,
        applicant_code=row.applicant_code,
        contact_name=row.contact_name,
        contact_phone=row.contact_phone,
        department=row.department,
        department_name=row.department_name,
        department_code=row.department_code,
        counter=row.counter,
        channel=Channel(row.channel),
        circumstance=row.circumstance,
        state=CaseState(row.state),
        position=row.position,
        received_on=row.received_on,
        accepted_on=row.accepted_on,
        decided_on=row.decided_on,
        delivered_on=row.delivered_on,
        closed_at=row.closed_at,
        pauses=pauses,
        extension=_extension(row),
    )


def row_from(case: Case) -> CaseRow:
    """Return the row of a new case."""
    frozen = case.frozen
    return CaseRow(
        id=case.id,
        number=case.number,
        item_code=frozen.item_code,
        item_version=frozen.item_version,
        item_name=frozen.item_name,
        stage=frozen.stage,
        standard_item=frozen.standard_item,
        standard_stage=frozen.standard_stage,
        flow_code=frozen.flow_code,
        flow_version=frozen.flow_version,
        edition=frozen.edition,
        kind=frozen.kind,
        publicity=frozen.publicity,
        source_system=frozen.source_system,
        statutory_days=frozen.statutory.days if frozen.statutory else None,
        statutory_unit=frozen.statutory.unit.value if frozen.statutory else "",
        promised_days=frozen.promised.days if frozen.promised else None,
        promised_unit=frozen.promised.unit.value if frozen.promised else "",
        application_id=case.application,
        parallel_code=case.parallel_code,
        project_id=case.project,
        project_name=case.project_name,
        project_type=case.project_type,
        unit_project=case.unit_project,
        region=case.region,
        region_office=case.region_office,
        applicant=case.applicant,
        applicant_name=case.applicant_name,
        applicant_code=case.applicant_code,
        contact_name=case.contact_name,
        contact_phone=case.contact_phone,
        department=case.department,
        department_name=case.department_name,
        department_code=case.department_code,
        counter=case.counter,
        channel=case.channel.value,
        circumstance=case.circumstance,
        state=int(case.state),
        position=case.position,
        received_on=case.received_on,
        accepted_on=case.accepted_on,
        decided_on=case.decided_on,
        delivered_on=case.delivered_on,
        closed_at=case.closed_at,
        extension_days=case.extension.days if case.extension else None,
        extension_on=case.extension.granted_on if case.extension else None,
    )


def with_pauses(rows: Iterable[CaseRow]) -> tuple[Case, ...]:
    """Return cases with their pauses, in one further query however many."""
    found = list(rows)
    pauses: dict[UUID, list[CasePause]] = {}
    if found:
        for row in fetch(PauseRow, "WHERE case_id = ANY(%s) ORDER BY id", [[one.id for one in found]]):
            pauses.setdefault(row.case_id, []).append(pause_from(row))
    return tuple(case_from(one, tuple(pauses.get(one.id, ()))) for one in found)


def pause_from(row: PauseRow) -> CasePause:
    """Return a pause from its row."""
    return CasePause(
        id=row.id,
        kind=row.kind,
        kind_name=row.kind_name,
        basis=row.basis,
        reason=row.reason,
        planned_days=row.planned_days,
        stops=frozenset(ClockKind(one) for one in row.stops),
        started_on=row.started_on,
        ended_on=row.ended_on,
    )


def work_from(row: WorkRow) -> WorkItem:
    """Return an open task of the inbox from its row."""
    return WorkItem(
        task=row.task,
        case=row.case_id,
        organisation=row.organisation,
        organisation_name=row.organisation_name,
        role=row.role,
        node=row.node,
        node_name=row.node_name,
        acts=tuple(row.acts),
        urgency=urgency_from(row),
        offered_at=row.offered_at,
        beside=Beside(row.beside),
    )


def urgency_from(row: WorkRow) -> Urgency:
    """Return how urgent a task is from its row."""
    return Urgency(
        due_on=_never(row.due_on),
        yellow_on=_never(row.yellow_on),
        red_on=_never(row.red_on),
        grey_until=None if row.grey_until == date.min else row.grey_until,
    )


def dates_from(urgency: Urgency) -> tuple[date, date, date, date]:
    """Return the columns due_on, yellow_on, red_on and grey_until; none of them is ever NULL."""
    return (
        urgency.due_on or NEVER,
        urgency.yellow_on or NEVER,
        urgency.red_on or NEVER,
        urgency.grey_until or date.min,
    )


def _never(day: date) -> date | None:
    return None if day == NEVER else day


def _frozen_from(row: CaseRow) -> Frozen:
    return Frozen(
        item_code=row.item_code,
        item_version=row.item_version,
        item_name=row.item_name,
        stage=row.stage,
        standard_item=row.standard_item,
        standard_stage=row.standard_stage,
        flow_code=row.flow_code,
        flow_version=row.flow_version,
        edition=row.edition,
        kind=row.kind,
        publicity=row.publicity,
        source_system=row.source_system,
        statutory=_limit(row.statutory_days, row.statutory_unit),
        promised=_limit(row.promised_days, row.promised_unit),
    )


def _extension(row: CaseRow) -> Extension | None:
    if row.extension_days is None or row.extension_on is None:
        return None
    return Extension(row.extension_days, row.extension_on)


def _limit(days: int | None, unit: str) -> TimeLimit | None:
    return None if days is None else TimeLimit(days, TimeUnit(unit))
