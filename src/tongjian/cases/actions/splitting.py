"""Splitting a project into unit projects (工程) with their buildings (单体)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from tongjian.cases.actions.deeds import record_project
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.actions.registering import get_own_project
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain.project import Building, Project, UnitProject, present_units
from tongjian.cases.domain.readings import Receipt
from tongjian.identity import Actor
from tongjian.kit import Invalid, Problem

_NAME_LENGTH, _SCOPE_LENGTH, _CODE_LENGTH = 200, 500, 40
_MOST_BUILDINGS = 200
_MEASURES = (
    ("floor_area", "建筑面积", Decimal(10_000_000)),
    ("area_above", "地上建筑面积", Decimal(10_000_000)),
    ("area_below", "地下建筑面积", Decimal(10_000_000)),
    ("storeys_above", "地上层数", Decimal(200)),
    ("storeys_below", "地下层数", Decimal(20)),
    ("height", "建筑高度", Decimal(1_000)),
)
"""What is measured of a building: its field, its name, the most that is no slip of the pen."""


def add_unit_project(
    desk: Desk,
    actor: Actor,
    *,
    project: UUID,
    name: str,
    scope: str,
    ticket: Ticket,
    previous: tuple[str, ...] = (),
    buildings: tuple[Building, ...] = (),
) -> Receipt:
    """Split off a unit project (工程) with its buildings (单体).

    Args:
        desk: what acts stand on.
        actor: who acts for the applicant, or a counter clerk.
        project: the project.
        name: of the unit project.
        scope: what is built.
        ticket: idempotency.
        previous: codes of the unit projects of the stage before (QJDGCDM) that it comes of, several
            when merged; the project's own code when none is named.
        buildings: its buildings; their ids are given here.

    Raises:
        NotFound, NotYourTask: no such project, or not this actor's.
        Invalid: every wrong field at once.
    """

    def do() -> Receipt:
        desk.projects.hold_project(project)
        found = get_own_project(desk, actor, project)
        units = desk.projects.list_unit_projects(project)
        wrong = (*_problems(name, scope, buildings), *_unknown(previous, units))
        if wrong:
            raise Invalid(problems=wrong)
        unit = UnitProject(
            id=desk.ids(),
            project=project,
            code=f"{found.code}-{len(units):02d}",
            name=name.strip(),
            scope=scope.strip(),
            previous=tuple(dict.fromkeys(previous)) or (found.code,),
            buildings=_numbered(desk, buildings),
        )
        _keep(desk, actor, found, units, unit)
        return Receipt(act="add_unit_project", id=unit.id, number=unit.code, says="工程已登记")

    body = {
        "project": str(project),
        "name": name,
        "scope": scope,
        "previous": previous,
        "buildings": [_told(one) for one in buildings],
    }
    return perform(desk, actor, act="add_unit_project", ticket=ticket, body=body, do=do)


def add_buildings(
    desk: Desk,
    actor: Actor,
    *,
    project: UUID,
    unit_project: UUID,
    buildings: tuple[Building, ...],
    ticket: Ticket,
) -> Receipt:
    """Add buildings (单体) to a unit project (工程) already registered; of an unsplit project, to itself.

    They have no code (单体编码) yet: it is given with the planning permit of the works (工程规划许可).

    Args:
        desk: what acts stand on.
        actor: who acts for the applicant, or a counter clerk.
        project: the project.
        unit_project: one of its unit projects.
        buildings: what is added; their ids are given here.
        ticket: idempotency.

    Raises:
        NotFound, NotYourTask: no such project, or not this actor's.
        Invalid: every wrong field at once; not the project's unit project, or one that is no more.
    """

    def do() -> Receipt:
        desk.projects.hold_project(project)
        found = get_own_project(desk, actor, project)
        units = desk.projects.list_unit_projects(project)
        present = present_units(units, root=found.code)
        unit = next((one for one in present if one.id == unit_project), None)
        if unit is None:
            raise Invalid(problems=(Problem("unit_project", "该工程不属于所选项目，请重新选择"),))
        none = () if buildings else (Problem("buildings", "请填写要登记的单体"),)
        wrong = (*none, *_wrong_buildings(buildings, registered=len(unit.buildings)))
        if wrong:
            raise Invalid(problems=wrong)
        added = _numbered(desk, buildings)
        desk.projects.add_buildings(unit.id, added)
        changed = replace(found, version=found.version + 1)
        desk.projects.update_project(changed)
        grown = replace(unit, buildings=(*unit.buildings, *added))
        after = tuple(grown if one.id == unit.id else one for one in units)
        record_project(desk, actor, act="add_buildings", before=(found, units), after=(changed, after))
        return Receipt(act="add_buildings", id=unit.id, number=unit.code, says="单体已登记")

    body = {
        "project": str(project),
        "unit_project": str(unit_project),
        "buildings": [_told(one) for one in buildings],
    }
    return perform(desk, actor, act="add_buildings", ticket=ticket, body=body, do=do)


def _numbered(desk: Desk, buildings: tuple[Building, ...]) -> tuple[Building, ...]:
    return tuple(replace(one, id=desk.ids(), name=one.name.strip()) for one in buildings)


def _keep(
    desk: Desk, actor: Actor, found: Project, units: tuple[UnitProject, ...], unit: UnitProject
) -> None:
    changed = replace(found, version=found.version + 1)
    desk.projects.update_project(changed)
    desk.projects.add_unit_project(unit)
    record_project(
        desk, actor, act="add_unit_project", before=(found, units), after=(changed, (*units, unit))
    )


def _told(building: Building) -> list[str]:
    return [building.name, building.code, *(str(getattr(building, field)) for field, _, _ in _MEASURES)]


def _unknown(previous: tuple[str, ...], units: tuple[UnitProject, ...]) -> tuple[Problem, ...]:
    unknown = [code for code in previous if code not in {unit.code for unit in units}]
    if not unknown:
        return ()
    return (Problem("previous", "前阶段工程代码不存在：%(codes)s", (("codes", "、".join(unknown)),)),)


def _problems(name: str, scope: str, buildings: tuple[Building, ...]) -> tuple[Problem, ...]:
    nameless = () if name.strip() else (Problem("name", "请填写工程名称"),)
    return (
        *nameless,
        *too_long(field="name", label="工程名称", text=name.strip(), longest=_NAME_LENGTH),
        *too_long(field="scope", label="建设内容", text=scope.strip(), longest=_SCOPE_LENGTH),
        *_wrong_buildings(buildings, registered=0),
    )


def _wrong_buildings(buildings: tuple[Building, ...], *, registered: int) -> Iterator[Problem]:
    if len(buildings) + registered > _MOST_BUILDINGS:
        yield Problem("buildings", "一个工程最多登记 200 个单体")
    for at, building in enumerate(buildings):
        yield from _wrong_of(at, building)


def _wrong_of(at: int, building: Building) -> Iterator[Problem]:
    where = f"buildings.{at}"
    if not building.name.strip():
        yield Problem(f"{where}.name", "请填写单体名称")
    yield from too_long(field=f"{where}.name", label="单体名称", text=building.name, longest=_NAME_LENGTH)
    yield from too_long(field=f"{where}.code", label="单体编码", text=building.code, longest=_CODE_LENGTH)
    for field, label, most in _MEASURES:
        value = getattr(building, field)
        if value is not None and not _fits(Decimal(value), most):
            facts = (("label", label), ("most", str(most)))
            yield Problem(f"{where}.{field}", "%(label)s应为 0 到 %(most)s 之间的数，最多两位小数", facts)
    whole, parts = building.floor_area, replace(building, floor_area=None).whole_area
    if whole is not None and parts is not None and _is_less(whole, parts):
        yield Problem(f"{where}.floor_area", "建筑面积不能小于地上与地下建筑面积之和")


def _is_less(whole: Decimal, parts: Decimal) -> bool:
    return whole.is_finite() and parts.is_finite() and whole < parts


def _fits(value: Decimal, most: Decimal) -> bool:
    if not value.is_finite() or not 0 <= value <= most:
        return False
    return value == value.quantize(Decimal("0.01"))
