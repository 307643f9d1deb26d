"""A case to try rules on."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from tongjian.calendar import ClockKind, TimeLimit, TimeUnit
from tongjian.cases.domain.case import Case, CasePause, Channel, Frozen
from tongjian.cases.domain.states import CaseState


def uid(number: int) -> UUID:
    return UUID(int=number)


FROZEN = Frozen(
    item_code="S1-06",
    item_version="1",
    item_name="建设用地规划许可证核发",
    stage="1",
    standard_item="",
    standard_stage="1",
    flow_code="permit",
    flow_version="abc",
    edition="def",
    kind="permit",
    publicity="1",
    source_system="",
    statutory=TimeLimit(20, TimeUnit.WORKING_DAYS),
    promised=TimeLimit(5, TimeUnit.WORKING_DAYS),
)

_CASE = Case(
    id=uid(1),
    number="370811202606010000001",
    frozen=FROZEN,
    application=uid(2),
    parallel_code="",
    project=uid(3),
    project_name="精工制造厂房",
    project_type="T4",
    unit_project="2606-370811-04-01-123456",
    region="370811",
    region_office=uid(4),
    applicant=uid(5),
    applicant_name="海宁湾精工制造有限公司",
    applicant_code="91370811MA3EX5T705",
    contact_name="赵经办",
    contact_phone="13800000003",
    department=uid(6),
    department_name="自然资源和规划部门",
    department_code="natural_resources",
    counter=uid(7),
    channel=Channel.ONLINE,
    circumstance="",
    state=CaseState.UNDER_REVIEW,
    position=3,
    received_on=date(2026, 6, 1),
    accepted_on=date(2026, 6, 1),
    decided_on=None,
    delivered_on=None,
    closed_at=None,
)


def a_case(**changes: Any) -> Case:
    kind = changes.pop("kind", None)
    case = replace(_CASE, **changes)
    return case if kind is None else replace(case, frozen=replace(case.frozen, kind=kind))


def a_pause(started_on: date, ended_on: date | None = None, *, lawful: bool = True) -> CasePause:
    both = frozenset({ClockKind.STATUTORY, ClockKind.PROMISED})
    return CasePause(
        id=uid(9),
        kind="6" if lawful else "1",
        kind_name="专家评审" if lawful else "现场勘验",
        basis="《中华人民共和国行政许可法》第四十五条" if lawful else "",
        reason="需要论证",
        planned_days=5,
        stops=both if lawful else frozenset({ClockKind.PROMISED}),
        started_on=started_on,
        ended_on=ended_on,
    )
