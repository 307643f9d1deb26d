"""项目 -> 工程 -> 单体: a project, its unit projects and their buildings."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from tongjian.rules import Fact


@dataclass(frozen=True, slots=True)
class Project:
    """One investment project under its unified code.

    Attributes:
        code: 项目代码 as given by the investment platform, or a local pre-code.
        region: six digits of GB/T 2260 where it is built.
        type: project type T1 to T6 of the catalogue.
        applicant: the holder that applies for it (company or person).
        facts: declared facts by name, as the catalogue declares them.
        region_office: the organisation that oversees the region.
        version: grows with every change of the project or its unit projects.
    """

    id: UUID
    code: str
    name: str
    type: str
    region: str
    region_office: UUID
    address: str
    applicant: UUID
    applicant_name: str
    applicant_code: str
    facts: Mapping[str, Fact]
    registered_at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True)
class Building:
    """单体: one building with its own lasting code. What is not declared is None.

    Attributes:
        code: 单体编码, given at the planning permit; empty before that.
        floor_area: 建筑面积 (JZMJ) in square metres.
        area_above: 地上建筑面积 (DSJZMJ) in square metres.
        area_below: 地下建筑面积 (DXJZMJ) in square metres.
        storeys_above: 地上层数 (DSCS).
        storeys_below: 地下层数 (DXCS).
        height: 建筑工程高度 (JZGCGD) in metres.
    """

    id: UUID
    name: str
    code: str = ""
    floor_area: Decimal | None = None
    area_above: Decimal | None = None
    area_below: Decimal | None = None
    storeys_above: int | None = None
    storeys_below: int | None = None
    height: Decimal | None = None

    @property
    def whole_area(self) -> Decimal | None:
        """Return the floor area as declared, else the sum of what lies above and below ground."""
        parts = [one for one in (self.area_above, self.area_below) if one is not None]
        return self.floor_area if self.floor_area is not None or not parts else sum(parts, Decimal(0))


@dataclass(frozen=True, slots=True)
class UnitProject:
    """工程: the part of a project that a permit is given for.

    A project that is not split has one unit project whose code is the project's own.

    Attributes:
        code: 工程代码 (GCDM).
        previous: codes of the unit projects of the stage before (QJDGCDM); several when merged.
    """

    id: UUID
    project: UUID
    code: str
    name: str
    scope: str
    previous: tuple[str, ...] = ()
    buildings: tuple[Building, ...] = field(default=())


def present_units(units: Iterable[UnitProject], *, root: str) -> tuple[UnitProject, ...]:
    """Return the unit projects as the project is split now: neither split further nor merged.

    A project that is not split has the one unit project that is itself.

    Args:
        units: the unit projects of the project.
        root: the project's own code.
    """
    known = tuple(units)
    gone = {code for unit in known for code in unit.previous}
    parts = tuple(unit for unit in known if unit.code != root and unit.code not in gone)
    return parts or tuple(unit for unit in known if unit.code == root)


def covers(
    units: Iterable[UnitProject], held: Mapping[str, Collection[str]], *, code: str, root: str, item: str
) -> bool:
    """Return whether results held for the whole project or for unit projects serve a unit project.

    A result serves the unit project it was given for and those that come of it; one for the whole
    project serves all. What was merged needs a result of every part; so does the whole project.

    Args:
        units: the unit projects of the project.
        held: items with a valid result, by code of the unit project they were given for.
        code: the unit project in question; the project's own code for the whole.
        root: the project's own code.
        item: the item in question.
    """
    if item in held.get(root, ()) or item in held.get(code, ()):
        return True
    known = {unit.code: unit for unit in units}
    if code == root:
        parts = [part.code for part in present_units(known.values(), root=root) if part.code != root]
        return bool(parts) and all(
            covers(known.values(), held, code=part, root=root, item=item) for part in parts
        )
    earlier = [part for part in known[code].previous if part != root]
    return bool(earlier) and all(
        covers(known.values(), held, code=part, root=root, item=item) for part in earlier
    )


def lineage(units: Iterable[UnitProject], *, code: str, root: str) -> tuple[str, ...]:
    """Return the codes a unit project comes of, itself first and the whole project last."""
    known = {unit.code: unit for unit in units}
    found = [code]
    for one in found:
        found += [part for part in known[one].previous if part not in found] if one in known else []
    return (*(one for one in found if one != root), root)


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """What a person enters to register a project.

    ``secret`` and ``emergency`` are the two questions asked before anything else; a project that
    answers yes is refused and nothing of it is stored.
    """

    secret: bool
    emergency: bool
    code: str
    name: str
    type: str
    region: str
    address: str
    facts: Mapping[str, Fact]
