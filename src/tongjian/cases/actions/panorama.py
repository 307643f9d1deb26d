"""The project panorama: stages and parallel lines as lanes, every item with state, light and wait."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.cases.actions.applicability import (
    items_held,
    missing_prerequisites,
    possible_items,
    valid_results,
)
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.holding_up import find_holdup
from tongjian.cases.actions.reading import case_rows
from tongjian.cases.actions.texts import sought
from tongjian.cases.domain import waiting
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.project import Project, UnitProject, lineage, present_units
from tongjian.cases.domain.readings import Lane, Panorama, PanoramaItem
from tongjian.cases.domain.result import Result
from tongjian.cases.domain.stages import is_decided_by_unit
from tongjian.cases.domain.waiting import Wait
from tongjian.cases.errors import NotFound
from tongjian.catalogue import Applicability, Catalogue, Item, Verdict, applicability
from tongjian.identity import Actor

_MANY = 1000


def get_panorama(desk: Desk, actor: Actor, *, project: UUID) -> Panorama:
    """Return a project as its people see it.

    Raises:
        NotFound: no such project, or not for these eyes.
    """
    with desk.begin(actor.access()):
        found = desk.projects.find_project(project)
        if found is None:
            raise NotFound(what="项目")
        return _Painter(desk, found).paint()


def list_projects(desk: Desk, actor: Actor) -> tuple[Project, ...]:
    """Return the projects of the applicants the actor acts for."""
    with desk.begin(actor.access()):
        return desk.projects.list_projects(applicants=tuple(one.id for one in actor.applicants))


def find_project_by_code(desk: Desk, actor: Actor, *, code: str) -> Project | None:
    """Return a project by its code, if the actor may see it."""
    with desk.begin(actor.access()):
        return desk.projects.find_project_by_code(sought(code).upper())


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where one item stands for the whole project or one unit project.

    Attributes:
        unit: the unit project; None for the whole project.
        valid: items with a result that serves it.
        newest: its newest case.
        result: the newest result that serves it.
    """

    unit: UnitProject | None
    valid: frozenset[str]
    newest: Case | None
    result: Result | None


class _Painter:
    """Paints one project, inside an open transaction."""

    def __init__(self, desk: Desk, project: Project) -> None:
        self.desk, self.project = desk, project
        self.catalogue: Catalogue = desk.catalogue.current()
        self.units = desk.projects.list_unit_projects(project.id)
        self.present = present_units(self.units, root=project.code)
        self.results = valid_results(desk, project)
        self.applicable = possible_items(self.catalogue, project)
        self.cases = desk.readings.list_cases(project=project.id, size=_MANY).rows
        self.rows = {row.case: row for row in case_rows(desk, self.cases)}
        self.valid = {code: self._valid(code) for code in (project.code, *(one.code for one in self.units))}
        self.departments = {one.code: one.name for one in self.catalogue.departments}
        self.outside = {one.code: one.name for one in self.catalogue.outside_systems}

    def paint(self) -> Panorama:
        judged = applicability(self.catalogue, project_type=self.project.type, facts=self.project.facts)
        items = [(one, self._item(one, unit)) for one in judged for unit in self._units_for(one)]
        kind = self.catalogue.project_type(self.project.type)
        lanes = tuple(
            Lane(
                stage=stage.id,
                name=stage.name,
                items=tuple(
                    item for one, item in items if one.item.stage == stage.id and self._shown(one, item)
                ),
                limit=kind.limit_of(stage.id),
            )
            for stage in self.catalogue.stages
        )
        dropped = {item.code: item for one, item in items if not self._shown(one, item)}
        return Panorama(
            project=self.project,
            unit_projects=self.units,
            lanes=lanes,
            dropped=tuple(dropped.values()),
            holdup=find_holdup(self.desk, self.cases, tuple(one for lane in lanes for one in lane.items)),
        )

    def _shown(self, one: Applicability, item: PanoramaItem) -> bool:
        return one.verdict is not Verdict.DROPPED or item.case is not None

    def _valid(self, code: str) -> frozenset[str]:
        return items_held(self.project, self.units, self.results, code=code)

    def _units_for(self, one: Applicability) -> tuple[UnitProject | None, ...]:
        """Return what the item is decided for: each unit project of a split project, or the whole."""
        split = len(self.present) > 1 and is_decided_by_unit(one.item.stage or "")
        return self.present if split else (None,)

    def _standing(self, item: Item, unit: UnitProject | None) -> _Standing:
        root = self.project.code
        code = unit.code if unit else root
        serving = lineage(self.units, code=code, root=root) if unit else (*self.valid,)
        valid = self.valid[code]
        results = [
            one
            for one in self.results
            if item.code in valid and one.item == item.code and (one.unit_project or root) in serving
        ]
        begun = (
            one
            for one in self.cases
            if one.frozen.item_code == item.code and (one.unit_project or root) in serving
        )
        return _Standing(unit, valid, next(begun, None), results[-1] if results else None)

    def _item(self, one: Applicability, unit: UnitProject | None) -> PanoramaItem:
        item = one.item
        stands = self._standing(item, unit)
        case, result = stands.newest, stands.result
        row = self.rows.get(case.id) if case else None
        missing = missing_prerequisites(self.catalogue, item, applicable=self.applicable, valid=stands.valid)
        idle = result is None and (case is None or case.state.terminal)
        return PanoramaItem(
            code=item.code,
            name=item.name,
            kind=item.kind.value,
            stage=item.stage or "",
            line=item.line,
            department_name=self.departments.get(item.handling.lead_department, ""),
            verdict=one.verdict.value,
            unanswered=tuple(self.catalogue.fact(name).label for name in sorted(one.unanswered)),
            state_label=row.state_label if row else "",
            light=row.light if row else None,
            due_on=row.due_on if row else None,
            waits_for=self._waits_for(one, stands, row.waits_for if row else (), missing),
            ready=one.verdict is Verdict.APPLIES and idle and not missing,
            done=result is not None,
            case=case.id if case else None,
            result_number=result.number if result else "",
            decided_in=self.outside.get(item.handling.decided_in, ""),
            unit_project=unit.id if unit else None,
            unit_code=unit.code if unit else self.project.code,
            unit_name=unit.name if unit else "",
        )

    def _waits_for(
        self, one: Applicability, stands: _Standing, tasks: tuple[str, ...], missing: tuple[str, ...]
    ) -> Wait | None:
        if stands.result is not None or one.verdict is Verdict.DROPPED:
            return None
        if one.verdict is Verdict.ASKS:
            return waiting.for_answers()
        if stands.newest is not None and not stands.newest.state.terminal:
            return waiting.for_tasks(tasks) if tasks else None
        if missing:
            return waiting.for_prerequisites(missing)
        return self._who_begins(one)

    def _who_begins(self, one: Applicability) -> Wait:
        if one.item.handling.is_outside:
            return waiting.for_outside_system(self.outside.get(one.item.handling.decided_in, "外部系统"))
        if one.item.kind.value in {"internal", "service", "inspection"}:
            return waiting.for_holder(self.departments.get(one.item.handling.lead_department, "主管单位"))
        return waiting.for_applicant()
