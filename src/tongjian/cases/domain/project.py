"""项目 -> 工程 -> 单体: a project, its unit projects and their buildings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Building:
    """单体: one building with its own lasting code.

    Attributes:
        code: 单体编码, given at the planning permit; empty before that.
        floor_area: in square metres, as declared.
    """

    id: UUID
    name: str
    code: str = ""
    floor_area: str = ""


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
