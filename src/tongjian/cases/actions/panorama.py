"""The project panorama: stages and parallel lines as lanes, every item with state, light and wait."""

from uuid import UUID

from tongjian.cases.actions.applicability import missing_prerequisites, possible_items, valid_results
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.reading import case_rows
from tongjian.cases.actions.texts import sought
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.project import Project
from tongjian.cases.domain.readings import Lane, Panorama, PanoramaItem
from tongjian.cases.errors import NotFound
from tongjian.catalogue import Applicability, Catalogue, Verdict, applicability
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


class _Painter:
    """Paints one project, inside an open transaction."""

    def __init__(self, desk: Desk, project: Project) -> None:
        self.desk, self.project = desk, project
        self.catalogue: Catalogue = desk.catalogue.current()
        self.results = {result.item: result for result in valid_results(desk, project)}
        self.applicable = possible_items(self.catalogue, project)
        self.cases = self._newest_cases()
        self.rows = {row.case: row for row in case_rows(desk, self.cases.values())}
        self.departments = {one.code: one.name for one in self.catalogue.departments}
        self.outside = {one.code: one.name for one in self.catalogue.outside_systems}

    def paint(self) -> Panorama:
        judged = applicability(self.catalogue, project_type=self.project.type, facts=self.project.facts)
        items = [(one, self._item(one)) for one in judged]
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
        dropped = tuple(item for one, item in items if not self._shown(one, item))
        units = self.desk.projects.list_unit_projects(self.project.id)
        return Panorama(project=self.project, unit_projects=units, lanes=lanes, dropped=dropped)

    def _shown(self, one: Applicability, item: PanoramaItem) -> bool:
        return one.verdict is not Verdict.DROPPED or item.case is not None

    def _newest_cases(self) -> dict[str, Case]:
        page = self.desk.readings.list_cases(project=self.project.id, size=_MANY)
        newest: dict[str, Case] = {}
        for case in page.rows:
            newest.setdefault(case.frozen.item_code, case)
        return newest

    def _item(self, one: Applicability) -> PanoramaItem:
        item = one.item
        case = self.cases.get(item.code)
        row = self.rows.get(case.id) if case else None
        result = self.results.get(item.code)
        missing = missing_prerequisites(
            self.catalogue, item, applicable=self.applicable, valid=frozenset(self.results)
        )
        idle = case is None or (case.state.terminal and result is None)
        ready = one.verdict is Verdict.APPLIES and idle and not missing and result is None
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
            waits_for=self._waits_for(one, row.waits_for if row else "", missing, idle=idle),
            ready=ready,
            done=result is not None,
            case=case.id if case else None,
            result_number=result.number if result else "",
            decided_in=self.outside.get(item.handling.decided_in, ""),
        )

    def _waits_for(self, one: Applicability, open_work: str, missing: tuple[str, ...], *, idle: bool) -> str:
        if one.item.code in self.results:
            return ""
        if one.verdict is Verdict.DROPPED:
            return ""
        if one.verdict is Verdict.ASKS:
            return "请先回答项目情形问题"
        if not idle:
            return f"等待{open_work}" if open_work else ""
        if missing:
            return f"需先取得：{'；'.join(missing)}"
        return self._who_begins(one)

    def _who_begins(self, one: Applicability) -> str:
        if one.item.handling.is_outside:
            return f"请到{self.outside.get(one.item.handling.decided_in, '外部系统')}办理"
        if one.item.kind.value in {"internal", "service", "inspection"}:
            return f"由{self.departments.get(one.item.handling.lead_department, '主管单位')}发起"
        return "可以申报"
