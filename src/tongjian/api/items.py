"""The catalogue, open to everyone: items, guides, project types, facts, forms, regions."""

from dataclasses import dataclass

from ninja import Router

from tongjian.api.ports import OpenRequest
from tongjian.catalogue import (
    FactDeclaration,
    Form,
    FoundItem,
    Item,
    ItemGuide,
    ProjectType,
    Stage,
    guide_to,
    open_questions,
)


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """The current edition as a whole, without its items.

    Attributes:
        edition: hash of its content.
        warnings: what its loader noticed and did not adjust, such as limits that conflict.
    """

    edition: str
    version: str
    title: str
    stages: tuple[Stage, ...]
    project_types: tuple[ProjectType, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region in which projects are registered."""

    code: str
    name: str


def items_router() -> Router:
    """Return the addresses of the catalogue."""
    router = Router(tags=["事项目录 / catalogue"], auth=None)
    router.get("/catalogue", response=CatalogueSheet, summary="现行目录")(get_catalogue)
    router.get("/items", response=list[FoundItem], summary="查找事项")(list_items)
    router.get("/items/{code}", response=ItemGuide, summary="办事指南")(get_item)
    router.get("/facts", response=list[FactDeclaration], summary="项目情形")(list_facts)
    router.get("/forms/{code}", response=Form, summary="表单")(get_form)
    router.get("/regions", response=list[Region], summary="区划")(list_regions)
    return router


def get_catalogue(request: OpenRequest) -> CatalogueSheet:
    """Return stages, project types with their limits, and the loader's warnings."""
    actions = request.rooms.catalogue
    current = actions.current()
    warnings = next((one.warnings for one in actions.list_editions() if one.hash == current.edition), ())
    return CatalogueSheet(
        current.edition, current.version, current.title, current.stages, current.project_types, warnings
    )


def list_items(request: OpenRequest, text: str = "", stage: str = "") -> list[FoundItem]:
    """Return the items that hold every word of the text; all of them for none."""
    actions = request.rooms.catalogue
    if text.strip():
        found = list(actions.search_items(text[:200]))
    else:
        found = [_found(item) for item in actions.current().items]
    wanted = {item.code for item in actions.current().items if not stage or item.stage == stage}
    return [one for one in found if one.code in wanted]


def get_item(request: OpenRequest, code: str) -> ItemGuide:
    """Return everything an applicant wants to know of an item."""
    return guide_to(request.rooms.catalogue.current(), code)


def list_facts(request: OpenRequest, project_type: str = "") -> list[FactDeclaration]:
    """Return the facts a project may be asked for; of a type, those that decide its items."""
    current = request.rooms.catalogue.current()
    if not project_type:
        return list(current.facts)
    return list(open_questions(current, project_type=project_type, facts={}))


def get_form(request: OpenRequest, code: str) -> Form:
    """Return a form: its pages, fields and JSON Schema."""
    return request.rooms.catalogue.current().form(code)


def list_regions(request: OpenRequest) -> list[Region]:
    """Return the city and its districts, the city first."""
    return [Region(code, name) for code, name in request.rooms.cases.offices.regions()]


def _found(item: Item) -> FoundItem:
    return FoundItem(
        code=item.code,
        version=item.version,
        name=item.name,
        department=item.handling.lead_department_text,
        kind=item.kind,
        needs_project=item.needs_project,
    )
