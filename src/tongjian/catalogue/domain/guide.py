"""The guide (办事指南) of an item: what an applicant reads before applying."""

from dataclasses import dataclass

from tongjian.catalogue.domain.catalogue import Catalogue, Department
from tongjian.catalogue.domain.items import Item, ItemCode, KindOfAct, MaterialSpec


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item a search found."""

    code: ItemCode
    version: str
    name: str
    department: str
    kind: KindOfAct
    needs_project: bool


@dataclass(frozen=True, slots=True)
class ItemGuide:
    """Everything an applicant wants to know of an item.

    Attributes:
        stage_name: empty for an item outside every project.
        outside_system: name of the system that decides; empty when it is decided here.
        materials: its own and the common materials.
        prerequisites: AND of terms, each any one of (code, name) pairs.
    """

    item: Item
    stage_name: str
    lead: Department
    co_departments: tuple[Department, ...]
    outside_system: str
    materials: tuple[MaterialSpec, ...]
    registry_names: tuple[tuple[str, str], ...]
    prerequisites: tuple[tuple[tuple[ItemCode, str], ...], ...]


def guide_to(catalogue: Catalogue, code: ItemCode) -> ItemGuide:
    """Return the guide of an item.

    Raises:
        UnknownItem: the catalogue has no such item.
    """
    item = catalogue.item(code)
    outside = {system.code: system.name for system in catalogue.outside_systems}
    materials = (*item.materials, *catalogue.common_materials_of(item))
    wanted = {material.registry for material in materials}
    return ItemGuide(
        item=item,
        stage_name=catalogue.stage(item.stage).name if item.stage else "",
        lead=catalogue.department(item.handling.lead_department),
        co_departments=tuple(catalogue.department(one) for one in item.handling.co_departments),
        outside_system=outside.get(item.handling.decided_in, ""),
        materials=materials,
        registry_names=tuple((one.code, one.name) for one in catalogue.registries if one.code in wanted),
        prerequisites=tuple(
            tuple((one, catalogue.item(one).name) for one in term) for term in item.prerequisites
        ),
    )
