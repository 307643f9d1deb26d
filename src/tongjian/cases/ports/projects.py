"""Projects, their unit projects and buildings."""

from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.project import Building, Project, UnitProject


class ProjectStore(Protocol):
    """Projects, their unit projects and buildings."""

    def add_project(
        self, project: Project, *, holders: tuple[UUID, ...], editors: tuple[UUID, ...] = ()
    ) -> None:
        """Insert a project, who may see it, and who of them may change it.

        Raises:
            ProjectAlreadyRegistered: its code is in use.
        """
        ...

    def find_project(self, project: UUID) -> Project | None:
        """Return a project the viewer may see."""
        ...

    def find_project_by_code(self, code: str) -> Project | None:
        """Return a project the viewer may see, by its code."""
        ...

    def list_projects(self, *, applicants: tuple[UUID, ...]) -> tuple[Project, ...]:
        """Return the projects of some applicants, newest first."""
        ...

    def hold_project(self, project: UUID) -> None:
        """Let nobody else open cases of a project or change it until the transaction ends."""
        ...

    def update_project(self, project: Project) -> None:
        """Keep newly declared facts and the version."""
        ...

    def share_project(self, project: UUID, holders: tuple[UUID, ...]) -> None:
        """Let more holders see a project."""
        ...

    def add_unit_project(self, unit: UnitProject) -> None:
        """Insert a unit project with its buildings.

        Raises:
            ProjectAlreadyRegistered: its code is in use.
        """
        ...

    def add_buildings(self, unit_project: UUID, buildings: tuple[Building, ...]) -> None:
        """Insert further buildings of a unit project."""
        ...

    def find_unit_project(self, code: str) -> UnitProject | None:
        """Return a unit project the viewer may see, by its code, without its buildings."""
        ...

    def list_unit_projects(self, project: UUID) -> tuple[UnitProject, ...]:
        """Return the unit projects of a project in order of code."""
        ...
