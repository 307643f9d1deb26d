"""Projects in PostgreSQL."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, connection

from tongjian.cases.domain.project import Building, Project, UnitProject
from tongjian.cases.errors import ProjectAlreadyRegistered
from tongjian.cases.store.models import BuildingRow, ProjectRow, UnitProjectRow
from tongjian.rules import Fact

_SHARE = """
INSERT INTO cases_project_access (project_id, holder, edits) SELECT %s, unnest(%s::uuid[]), %s
ON CONFLICT DO NOTHING
"""

_OF_BUILDING = tuple(one.name for one in fields(Building))


@dataclass(frozen=True, slots=True)
class SqlProjectStore:
    """Keeps projects, unit projects and buildings."""

    def add_project(
        self, project: Project, *, holders: tuple[UUID, ...], editors: tuple[UUID, ...] = ()
    ) -> None:
        """Insert a project, who may see it, and who of them may change it.

        Raises:
            ProjectAlreadyRegistered: its code is in use.
        """
        row = ProjectRow(
            id=project.id,
            code=project.code,
            name=project.name,
            type=project.type,
            region=project.region,
            region_office=project.region_office,
            address=project.address,
            applicant=project.applicant,
            applicant_name=project.applicant_name,
            applicant_code=project.applicant_code,
            facts=_facts_to_data(project.facts),
            registered_at=project.registered_at,
            version=project.version,
        )
        self._share(project.id, editors, edits=True)
        self._share(project.id, holders, edits=False)
        try:
            row.save(force_insert=True)
        except IntegrityError as taken:
            raise ProjectAlreadyRegistered(project_code=project.code) from taken

    def find_project(self, project: UUID) -> Project | None:
        """Return a project the viewer may see."""
        row = ProjectRow.objects.filter(id=project).first()
        return _project(row) if row else None

    def find_project_by_code(self, code: str) -> Project | None:
        """Return a project the viewer may see, by its code."""
        row = ProjectRow.objects.filter(code=code).first()
        return _project(row) if row else None

    def list_projects(self, *, applicants: tuple[UUID, ...]) -> tuple[Project, ...]:
        """Return the projects of some applicants, newest first."""
        return tuple(
            _project(row) for row in ProjectRow.objects.filter(applicant__in=applicants).order_by("-id")
        )

    def list_every_project(self) -> Iterator[Project]:
        """Go through every project the viewer may see, for checks of the whole database."""
        for row in ProjectRow.objects.order_by("id").iterator(chunk_size=1000):
            yield _project(row)

    def hold_project(self, project: UUID) -> None:
        """Let nobody else open cases of a project or change it until the transaction ends.

        An advisory lock: whoever opens a case may see the project but not always change its row.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (str(project),))

    def update_project(self, project: Project) -> None:
        """Keep newly declared facts and the version."""
        ProjectRow.objects.filter(id=project.id).update(
            facts=_facts_to_data(project.facts), version=project.version
        )

    def share_project(self, project: UUID, holders: tuple[UUID, ...]) -> None:
        """Let more holders see a project."""
        self._share(project, holders, edits=False)

    def add_unit_project(self, unit: UnitProject) -> None:
        """Insert a unit project with its buildings.

        Raises:
            ProjectAlreadyRegistered: its code is in use.
        """
        row = UnitProjectRow(
            id=unit.id,
            project_id=unit.project,
            code=unit.code,
            name=unit.name,
            scope=unit.scope,
            previous=list(unit.previous),
        )
        try:
            row.save(force_insert=True)
        except IntegrityError as taken:
            raise ProjectAlreadyRegistered(project_code=unit.code) from taken
        self.add_buildings(unit.id, unit.buildings)

    def add_buildings(self, unit_project: UUID, buildings: tuple[Building, ...]) -> None:
        """Insert further buildings of a unit project."""
        BuildingRow.objects.bulk_create(
            BuildingRow(unit_project_id=unit_project, **{name: getattr(one, name) for name in _OF_BUILDING})
            for one in buildings
        )

    def find_unit_project(self, code: str) -> UnitProject | None:
        """Return a unit project the viewer may see, by its code, without its buildings."""
        row = UnitProjectRow.objects.filter(code=code).first()
        return _unit(row) if row else None

    def list_unit_projects(self, project: UUID) -> tuple[UnitProject, ...]:
        """Return the unit projects of a project in order of code."""
        rows = list(UnitProjectRow.objects.filter(project_id=project).order_by("code"))
        buildings = BuildingRow.objects.filter(unit_project_id__in=[row.id for row in rows]).order_by("name")
        by_unit: dict[UUID, list[Building]] = {}
        for one in buildings:
            building = Building(**{name: getattr(one, name) for name in _OF_BUILDING})
            by_unit.setdefault(one.unit_project_id, []).append(building)
        return tuple(_unit(row, tuple(by_unit.get(row.id, ()))) for row in rows)

    def _share(self, project: UUID, holders: tuple[UUID, ...], *, edits: bool) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_SHARE, (project, sorted(set(holders)), edits))


def _project(row: ProjectRow) -> Project:
    return Project(
        id=row.id,
        code=row.code,
        name=row.name,
        type=row.type,
        region=row.region,
        region_office=row.region_office,
        address=row.address,
        applicant=row.applicant,
        applicant_name=row.applicant_name,
        applicant_code=row.applicant_code,
        facts=_facts_from_data(row.facts),
        registered_at=row.registered_at,
        version=row.version,
    )


def _unit(row: UnitProjectRow, buildings: tuple[Building, ...] = ()) -> UnitProject:
    return UnitProject(
        id=row.id,
        project=row.project_id,
        code=row.code,
        name=row.name,
        scope=row.scope,
        previous=tuple(row.previous),
        buildings=buildings,
    )


def _facts_to_data(facts: Mapping[str, Fact]) -> dict[str, object]:
    """Return facts for JSON; a decimal becomes ``{"decimal": text}``, since JSON has but one number."""
    return {
        name: {"decimal": str(value)} if isinstance(value, Decimal) else value
        for name, value in facts.items()
    }


def _facts_from_data(data: Mapping[str, object]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            facts[name] = Decimal(str(value["decimal"]))
        elif isinstance(value, str | bool | int):
            facts[name] = value
    return facts
