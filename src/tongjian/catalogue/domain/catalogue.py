"""The catalogue (事项目录) as a whole: one edition, immutable, known by its content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from tongjian.catalogue.domain.check_points import CheckPoint, points_of_material
from tongjian.catalogue.domain.forms import Form
from tongjian.catalogue.domain.items import Item, ItemCode, MaterialSpec
from tongjian.catalogue.domain.review_points import ReviewPoint, points_of_item
from tongjian.catalogue.errors import UnknownEntry, UnknownItem


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage (审批阶段) of the walk, or the parallel lines beside it.

    Attributes:
        standard_no: number of the standard stage (DYBZSPJDXH).
    """

    id: str
    name: str
    lead: str
    standard_no: str


@dataclass(frozen=True, slots=True)
class ProjectType:
    """A type of project (审批流程类型) with its limits in working days.

    Attributes:
        standard_code: code in the national list SPLCLX.
        stage_limits: (stage id, working days) pairs.
        total_limit: working days over all stages.
    """

    id: str
    name: str
    standard_code: str
    total_limit: int
    stage_limits: tuple[tuple[str, int], ...]
    note: str = ""

    def limit_of(self, stage: str) -> int | None:
        """Return the limit of a stage in working days; None where the type sets none."""
        return dict(self.stage_limits).get(stage)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a choice may take.

    Attributes:
        standard_code: its code in the national list of the fact; empty where there is none.
    """

    code: str
    label: str
    standard_code: str = ""


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """A fact of a project that conditions may ask for; it never has a default.

    Attributes:
        label: the question put to the applicant.
        help: one sentence of explanation.
        group: heading under which it is asked.
        unit: unit of a number.
        item: the item this question alone decides about; None for a fact several items share.
    """

    name: str
    label: str
    kind: Literal["choice", "yes_no", "number"]
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    help: str = ""
    group: str = ""
    item: ItemCode | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """A department, institution, utility or intermediary that handles items."""

    code: str
    name: str
    kind: Literal["authority", "institution", "utility", "intermediary"]


@dataclass(frozen=True, slots=True)
class Registry:
    """A source from which materials are fetched instead of asked for."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class OutsideSystem:
    """Another named system that decides items."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One edition of the catalogue.

    Attributes:
        edition: SHA-256 of its canonical JSON, in hex.
        version: version its maintainers gave it.
    """

    edition: str
    version: str
    title: str
    stages: tuple[Stage, ...]
    project_types: tuple[ProjectType, ...]
    departments: tuple[Department, ...]
    registries: tuple[Registry, ...]
    outside_systems: tuple[OutsideSystem, ...]
    facts: tuple[FactDeclaration, ...]
    common_materials: tuple[MaterialSpec, ...]
    items: tuple[Item, ...]
    forms: tuple[Form, ...]
    review_points: tuple[ReviewPoint, ...] = ()
    check_points: tuple[CheckPoint, ...] = ()
    _by_code: Mapping[ItemCode, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = MappingProxyType({item.code: item for item in self.items})
        object.__setattr__(self, "_by_code", index)

    def item(self, code: ItemCode) -> Item:
        """Return the item.

        Raises:
            UnknownItem: there is none of this code.
        """
        found = self._by_code.get(code)
        if found is None:
            raise UnknownItem(item=code)
        return found

    def items_of(self, stage: str | None) -> tuple[Item, ...]:
        """Return the items of a stage in catalogue order; None gives those outside every project."""
        return tuple(item for item in self.items if item.stage == stage)

    def stage(self, stage_id: str) -> Stage:
        """Return the stage.

        Raises:
            UnknownEntry: there is none.
        """
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise UnknownEntry(kind="阶段", entry=stage_id)

    def project_type(self, type_id: str) -> ProjectType:
        """Return the project type.

        Raises:
            UnknownEntry: there is none.
        """
        for project_type in self.project_types:
            if project_type.id == type_id:
                return project_type
        raise UnknownEntry(kind="项目类型", entry=type_id)

    def department(self, code: str) -> Department:
        """Return the department.

        Raises:
            UnknownEntry: there is none.
        """
        for department in self.departments:
            if department.code == code:
                return department
        raise UnknownEntry(kind="部门", entry=code)

    def fact(self, name: str) -> FactDeclaration:
        """Return the declaration of a fact.

        Raises:
            UnknownEntry: it is not declared.
        """
        for fact in self.facts:
            if fact.name == name:
                return fact
        raise UnknownEntry(kind="项目情形", entry=name)

    def form(self, code: str) -> Form:
        """Return the form.

        Raises:
            UnknownEntry: there is none.
        """
        for form in self.forms:
            if form.code == code:
                return form
        raise UnknownEntry(kind="表单", entry=code)

    def common_materials_of(self, item: Item) -> tuple[MaterialSpec, ...]:
        """Return the common materials an item asks for besides its own."""
        return tuple(one for one in self.common_materials if one.code in item.common_materials)

    def review_points_of(self, item: Item) -> tuple[ReviewPoint, ...]:
        """Return what a reviewer judges of an item (审查要点)."""
        return points_of_item(self.review_points, item, materials=item.materials)

    def check_points_of(self, item: Item, material: str) -> tuple[CheckPoint, ...]:
        """Return what the counter checks of a paper (受理要点), by its merge key."""
        asked = (*item.materials, *self.common_materials_of(item))
        spec = next((one for one in asked if one.key == material), None)
        return points_of_material(self.check_points, item, key=material, spec=spec)
