"""Whether items may be begun for a project now: they apply, rest on valid results, and none runs already."""

from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.domain.project import Project, UnitProject, covers, lineage, present_units
from tongjian.cases.domain.result import Result, ResultStatus
from tongjian.cases.domain.stages import is_decided_by_unit
from tongjian.cases.errors import CaseAlreadyRunning, ItemNotApplicable, PrerequisiteMissing
from tongjian.catalogue import Catalogue, Item, Verdict, applicability, prerequisites_of
from tongjian.kit import Invalid, Problem


def check_open(desk: Desk, project: Project, items: tuple[Item, ...], *, unit_project: str = "") -> None:
    """Refuse items that may not be begun for a project now; until the transaction ends none else is begun.

    Args:
        desk: what acts stand on.
        project: the project.
        items: what is to be begun.
        unit_project: code of the unit project it is for; empty for the whole project.

    Raises:
        ItemNotApplicable: an item does not apply, or a fact it asks for is undeclared.
        PrerequisiteMissing: a result it rests on is missing, revoked or expired.
        CaseAlreadyRunning: a case of the item runs for the project or unit project.
    """
    desk.projects.hold_project(project.id)
    code = unit_project or project.code
    catalogue = desk.catalogue.current()
    _check_apply(catalogue, project, items)
    valid = valid_items(desk, project, unit_project=code)
    applicable = possible_items(catalogue, project)
    for item in items:
        missing = missing_prerequisites(catalogue, item, applicable=applicable, valid=valid)
        if missing:
            raise PrerequisiteMissing(item=item.code, item_name=item.name, missing="；".join(missing))
    _check_not_running(desk, project, items, code=code)


def unit_of(desk: Desk, project: Project, *, stage: str, unit_project: UUID | None) -> UnitProject | None:
    """Return the unit project an item is begun for; None for the whole project.

    Where a project is split and a stage is decided for each unit project, one must be named; the only
    one there is need not be.

    Raises:
        Invalid: none was named of several, or one that is not the project's, or is no more.
    """
    units = desk.projects.list_unit_projects(project.id)
    present = present_units(units, root=project.code)
    wrong = ""
    if unit_project is None:
        if not is_decided_by_unit(stage):
            return None
        found = present[0] if len(present) == 1 else None
        wrong = "" if found else "本项目分为几个工程，请选择为哪个工程办理"
    else:
        found = next((unit for unit in units if unit.id == unit_project), None)
        if found is None:
            wrong = "该工程不属于所选项目，请重新选择"
        elif is_decided_by_unit(stage) and found not in present:
            wrong = "该工程已经拆分或合并，请选择现在的工程"
    if wrong:
        raise Invalid(problems=(Problem("unit_project", wrong),))
    return found


def missing_prerequisites(
    catalogue: Catalogue, item: Item, *, applicable: frozenset[str], valid: frozenset[str]
) -> tuple[str, ...]:
    """Return in words the prerequisite terms of an item that no valid result meets."""
    return tuple(
        " 或 ".join(catalogue.item(code).name for code in term)
        for term in prerequisites_of(item, applicable)
        if not valid.intersection(term)
    )


def possible_items(catalogue: Catalogue, project: Project) -> frozenset[str]:
    """Return the items that apply to a project, or may once open questions are answered.

    A prerequisite is dropped only when it is known not to apply.
    """
    judged = applicability(catalogue, project_type=project.type, facts=project.facts)
    return frozenset(one.item.code for one in judged if one.verdict is not Verdict.DROPPED)


def valid_items(desk: Desk, project: Project, *, unit_project: str = "") -> frozenset[str]:
    """Return the items of which the project, or one unit project of it, has a result that holds today."""
    units = desk.projects.list_unit_projects(project.id)
    return items_held(project, units, valid_results(desk, project), code=unit_project or project.code)


def items_held(
    project: Project, units: tuple[UnitProject, ...], results: tuple[Result, ...], *, code: str
) -> frozenset[str]:
    """Return the items of which some results serve a unit project, or the whole project by its own code."""
    held: dict[str, set[str]] = {}
    for result in results:
        held.setdefault(result.unit_project or project.code, set()).add(result.item)
    return frozenset(
        item
        for item in set[str]().union(*held.values())
        if covers(units, held, code=code, root=project.code, item=item)
    )


def valid_results(desk: Desk, project: Project) -> tuple[Result, ...]:
    """Return the project's results that hold today."""
    today = desk.today()
    return tuple(
        result
        for result in desk.readings.list_project_results(project.id)
        if result.status_on(today) is ResultStatus.VALID
    )


def _check_apply(catalogue: Catalogue, project: Project, items: tuple[Item, ...]) -> None:
    judged = {
        one.item.code: one for one in applicability(catalogue, project_type=project.type, facts=project.facts)
    }
    for item in items:
        one = judged.get(item.code)
        if one is None or one.verdict is Verdict.DROPPED:
            raise ItemNotApplicable(
                item=item.code, item_name=item.name, why="按项目类型和情形，本项目不需要办理该事项"
            )
        if one.verdict is Verdict.ASKS:
            open_facts = "、".join(catalogue.fact(name).label for name in sorted(one.unanswered))
            raise ItemNotApplicable(
                item=item.code, item_name=item.name, why=f"请先在项目信息中回答：{open_facts}"
            )


def _check_not_running(desk: Desk, project: Project, items: tuple[Item, ...], *, code: str) -> None:
    serving = lineage(desk.projects.list_unit_projects(project.id), code=code, root=project.code)
    running = {
        case.frozen.item_code: case.number
        for case in desk.readings.list_cases(project=project.id, size=1000).rows
        if not case.state.terminal and (case.unit_project or project.code) in serving
    }
    for item in items:
        if item.code in running:
            raise CaseAlreadyRunning(item_name=item.name, number=running[item.code])
