"""Projects: register, look at, declare facts, split, and open what their holders begin."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ninja import Header, Router, Status
from pydantic import Field

from tongjian import cases
from tongjian.api.drafts import CompanyAtCounter, at_counter
from tongjian.api.entry import Asked
from tongjian.api.fields import Body, Line, Text
from tongjian.api.ports import ApiRequest
from tongjian.cases import Building, Panorama, Project, ProjectForm, Receipt, StageMeasures
from tongjian.rules import Fact

FactText = Annotated[str, Field(max_length=100)]
Storeys = Annotated[int, Field(ge=0, le=10_000)]
FactValue = bool | int | Decimal | FactText


class NewProject(Body):
    """A project to register.

    Attributes:
        applicant: one of those I may act for; left out at the counter.
        on_behalf_of: at the counter, the company that applies.
        secret: 涉密; such a project is refused and nothing of it is kept.
        emergency: 应急抢险救灾; likewise.
    """

    applicant: UUID | None = None
    on_behalf_of: CompanyAtCounter | None = None
    secret: bool
    emergency: bool
    code: Line
    name: Text
    type: Line
    region: Line
    address: Text
    facts: dict[Line, FactValue] = Field(default_factory=dict)


class Facts(Body):
    """Facts to declare or correct, by name."""

    facts: dict[Line, FactValue]


class NewBuilding(Body):
    """A building (单体) of a unit project: areas in square metres, height in metres."""

    name: Line
    floor_area: Decimal | None = None
    area_above: Decimal | None = None
    area_below: Decimal | None = None
    storeys_above: Storeys | None = None
    storeys_below: Storeys | None = None
    height: Decimal | None = None


class NewUnitProject(Body):
    """A unit project (工程) to split off."""

    name: Line
    scope: Text = ""
    previous: list[Line] = Field(default_factory=list)
    buildings: list[NewBuilding] = Field(default_factory=list, max_length=200)


class NewBuildings(Body):
    """Buildings to add to a unit project."""

    buildings: list[NewBuilding] = Field(max_length=200)


class HeldItem(Body):
    """An item its holder begins without application, for a unit project where the stage is decided so."""

    item: Line
    unit_project: UUID | None = None


def projects_router() -> Router:
    """Return the addresses of projects."""
    router = Router(tags=["项目 / projects"])
    router.post("/projects", response={201: Receipt}, summary="项目登记")(register)
    router.get("/projects", response=list[Project], summary="我的项目")(list_projects)
    router.get("/projects/{project}", response=Panorama, summary="项目全景")(get_panorama)
    router.get("/projects/{project}/measures", response=list[StageMeasures], summary="用时")(get_measures)
    router.post("/projects/{project}/facts", response=Receipt, summary="申报项目情形")(declare_facts)
    router.post("/projects/{project}/unit-projects", response={201: Receipt}, summary="划分工程")(add_unit)
    router.post(
        "/projects/{project}/unit-projects/{unit}/buildings", response={201: Receipt}, summary="登记单体"
    )(add_buildings)
    router.post("/projects/{project}/cases", response={201: Receipt}, summary="由承办单位发起")(open_case)
    return router


def register(request: ApiRequest, body: NewProject, asked: Header[Asked]) -> Status[Receipt]:
    """Register a project under its code."""
    request.rooms.identity.demand_entry(request.auth)
    form = ProjectForm(
        secret=body.secret,
        emergency=body.emergency,
        code=body.code,
        name=body.name,
        type=body.type,
        region=body.region,
        address=body.address,
        facts=_facts(body.facts),
    )
    standing = at_counter(request, body.on_behalf_of)
    receipt = cases.register_project(
        request.rooms.cases,
        request.auth,
        applicant=standing.id if standing else body.applicant or request.auth.person,
        form=form,
        ticket=asked.ticket(),
        on_behalf_of=standing,
    )
    return Status(201, receipt)


def list_projects(request: ApiRequest, code: str = "") -> list[Project]:
    """Return the projects of the applicants I act for; with a code, the one I may see."""
    if code.strip():
        found = cases.find_project_by_code(request.rooms.cases, request.auth, code=code)
        return [found] if found else []
    return list(cases.list_projects(request.rooms.cases, request.auth))


def get_panorama(request: ApiRequest, project: UUID) -> Panorama:
    """Return every item of a project with its state, light and what it waits for."""
    return cases.get_panorama(request.rooms.cases, request.auth, project=project)


def get_measures(request: ApiRequest, project: UUID) -> list[StageMeasures]:
    """Return how long each stage took so far and in whose hands it was, then the whole project."""
    return list(cases.get_measures(request.rooms.cases, request.auth, project=project))


def declare_facts(request: ApiRequest, project: UUID, body: Facts, asked: Header[Asked]) -> Receipt:
    """Declare or correct facts of a project."""
    return cases.declare_facts(
        request.rooms.cases,
        request.auth,
        project=project,
        facts=_facts(body.facts),
        ticket=asked.ticket(),
    )


def add_unit(
    request: ApiRequest, project: UUID, body: NewUnitProject, asked: Header[Asked]
) -> Status[Receipt]:
    """Split off a unit project with its buildings."""
    desk = request.rooms.cases
    receipt = cases.add_unit_project(
        desk,
        request.auth,
        project=project,
        name=body.name,
        scope=body.scope,
        previous=tuple(body.previous),
        buildings=tuple(Building(id=desk.ids(), **one.model_dump()) for one in body.buildings),
        ticket=asked.ticket(),
    )
    return Status(201, receipt)


def add_buildings(
    request: ApiRequest, project: UUID, unit: UUID, body: NewBuildings, asked: Header[Asked]
) -> Status[Receipt]:
    """Add buildings to a unit project already registered."""
    desk = request.rooms.cases
    receipt = cases.add_buildings(
        desk,
        request.auth,
        project=project,
        unit_project=unit,
        buildings=tuple(Building(id=desk.ids(), **one.model_dump()) for one in body.buildings),
        ticket=asked.ticket(),
    )
    return Status(201, receipt)


def open_case(request: ApiRequest, project: UUID, body: HeldItem, asked: Header[Asked]) -> Status[Receipt]:
    """Begin a service, an internal cooperation, an inspection, or an item of an outside system."""
    receipt = cases.open_by_holder(
        request.rooms.cases,
        request.auth,
        project=project,
        item=body.item,
        unit_project=body.unit_project,
        ticket=asked.ticket(),
    )
    return Status(201, receipt)


def _facts(given: dict[str, FactValue]) -> dict[str, Fact]:
    return dict(given)
