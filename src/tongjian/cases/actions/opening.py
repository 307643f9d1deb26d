"""Opening cases: freezing the configuration, numbering, naming everyone concerned."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.case import Case, Channel, Frozen
from tongjian.cases.domain.project import Project
from tongjian.cases.domain.states import CaseState
from tongjian.catalogue import Catalogue, Item, KindOfAct

OUTSIDE = "outside"
"""Process of items that another system decides."""


_BY_HOLDER = frozenset({KindOfAct.SERVICE, KindOfAct.INTERNAL, KindOfAct.INSPECTION})


def begun_by_holder(item: Item) -> bool:
    """Return whether the organisation that holds an item may begin it, without an application."""
    return item.handling.is_outside or item.kind in _BY_HOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a new case is made from.

    Attributes:
        parallel_code: code of the parallel review; empty for a single application.
        region: six digits, of the project or of the counter.
    """

    item: Item
    application: UUID
    parallel_code: str
    project: Project | None
    unit_project: str
    region: str
    applicant: UUID
    applicant_name: str
    applicant_code: str
    contact_name: str
    contact_phone: str
    channel: Channel
    circumstance: str = ""


def new_case(desk: Desk, catalogue: Catalogue, opening: Opening) -> tuple[Case, tuple[UUID, ...]]:
    """Return a case that is not stored yet, at position 0, and its co-departments."""
    item = opening.item
    department = desk.offices.department(item.handling.lead_department)
    co_departments = tuple(desk.offices.department(code).id for code in item.handling.co_departments)
    serial = desk.store.next_case_serial()
    case = Case(
        id=desk.ids(),
        number=f"{opening.region}{desk.today():%Y%m%d}{serial:07d}",
        frozen=_frozen(desk, catalogue, item),
        application=opening.application,
        parallel_code=opening.parallel_code,
        project=opening.project.id if opening.project else None,
        project_name=opening.project.name if opening.project else "",
        project_type=opening.project.type if opening.project else "",
        unit_project=opening.unit_project,
        region=opening.region,
        region_office=desk.offices.region_office(opening.region).id,
        applicant=opening.applicant,
        applicant_name=opening.applicant_name,
        applicant_code=opening.applicant_code,
        contact_name=opening.contact_name,
        contact_phone=opening.contact_phone,
        department=department.id,
        department_name=department.name,
        department_code=department.code,
        counter=desk.offices.counter(opening.region).id,
        channel=opening.channel,
        circumstance=opening.circumstance or item.condition.label,
        state=CaseState.RECEIVED,
        position=0,
        received_on=desk.today(),
        accepted_on=None,
        decided_on=None,
        delivered_on=None,
        closed_at=None,
    )
    return case, co_departments


def _frozen(desk: Desk, catalogue: Catalogue, item: Item) -> Frozen:
    process = OUTSIDE if item.handling.is_outside else item.handling.process
    deployed = desk.flow.library.find_latest(process)
    return Frozen(
        item_code=item.code,
        item_version=item.version,
        item_name=item.name,
        stage=item.stage or "",
        standard_item=item.exchange.standard_item,
        standard_stage=item.exchange.standard_stage,
        flow_code=process,
        flow_version=deployed.content_hash if deployed else "",
        edition=catalogue.edition,
        kind=item.kind.value,
        publicity=item.exchange.publicity,
        source_system=item.handling.decided_in if item.handling.is_outside else "",
        statutory=item.limits.statutory.limit,
        promised=item.limits.promised.limit,
    )
