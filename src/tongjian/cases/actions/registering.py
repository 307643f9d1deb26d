"""Registering projects, their unit projects and buildings, and declaring further facts."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from uuid import UUID

from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.opening import begun_by_holder
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain.codes import ProjectCode
from tongjian.cases.domain.project import Building, Project, ProjectForm, UnitProject
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.stages import stage_leads
from tongjian.cases.errors import EmergencyProject, NotFound, NotYourTask, SecretProject
from tongjian.catalogue import Catalogue, FactDeclaration, Verdict, applicability
from tongjian.evidence import ObjectRef, state_hash
from tongjian.identity import Actor, Applicant, Role
from tongjian.kit import Invalid, Problem, Refusal
from tongjian.rules import Fact

_NAME_LENGTH = 200
_ADDRESS_LENGTH = 300


def register_project(
    desk: Desk, actor: Actor, *, applicant: UUID, form: ProjectForm, ticket: Ticket
) -> Receipt:
    """Register a project under its code; facts still undeclared can be told later.

    Raises:
        SecretProject, EmergencyProject: such a project is not stored, not even in the log.
        Invalid: every wrong field at once.
        ProjectAlreadyRegistered: the code is in use.
        NotYourTask: the actor may not act for the applicant.
    """
    if form.secret:
        raise SecretProject
    if form.emergency:
        raise EmergencyProject

    def do() -> Receipt:
        who = _applicant(actor, applicant)
        catalogue = desk.catalogue.current()
        facts = _check(desk, catalogue, form)
        project = Project(
            id=desk.ids(),
            code=form.code.strip().upper(),
            name=form.name.strip(),
            type=form.type,
            region=form.region,
            region_office=desk.offices.region_office(form.region).id,
            address=form.address.strip(),
            applicant=who.id,
            applicant_name=who.name,
            applicant_code=who.code,
            facts=facts,
            registered_at=desk.now(),
        )
        editors = (project.applicant, desk.offices.counter(project.region).id)
        desk.projects.add_project(project, holders=_holders(desk, catalogue, project), editors=editors)
        desk.projects.add_unit_project(_root_unit(desk, project))
        _log(desk, actor, "register_project", project)
        return Receipt(act="register_project", id=project.id, number=project.code, says="项目已登记")

    body = {
        "applicant": str(applicant),
        "code": form.code,
        "name": form.name,
        "type": form.type,
        "region": form.region,
        "address": form.address,
        "facts": {name: str(value) for name, value in form.facts.items()},
    }
    return perform(desk, actor, act="register_project", ticket=ticket, body=body, do=do)


def declare_facts(
    desk: Desk, actor: Actor, *, project: UUID, facts: Mapping[str, Fact], ticket: Ticket
) -> Receipt:
    """Declare or correct facts of a project; cases already begun keep what they began with.

    Raises:
        NotFound, NotYourTask: no such project, or not this actor's.
        Invalid: every wrong fact at once.
    """

    def do() -> Receipt:
        desk.projects.hold_project(project)
        found = _own_project(desk, actor, project)
        catalogue = desk.catalogue.current()
        known = _read_facts(catalogue, facts)
        changed = replace(found, facts={**found.facts, **known})
        desk.projects.set_facts(changed)
        desk.projects.share_project(project, _holders(desk, catalogue, changed))
        _log(desk, actor, "declare_facts", changed)
        return Receipt(act="declare_facts", id=found.id, number=found.code, says="项目情形已保存")

    body = {"project": str(project), "facts": {name: str(value) for name, value in facts.items()}}
    return perform(desk, actor, act="declare_facts", ticket=ticket, body=body, do=do)


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

    Raises:
        NotFound, NotYourTask: no such project, or not this actor's.
        Invalid: every wrong field at once.
    """

    def do() -> Receipt:
        desk.projects.hold_project(project)
        found = _own_project(desk, actor, project)
        wrong = _check_unit(name, scope, buildings)
        if wrong:
            raise Invalid(problems=wrong)
        units = desk.projects.list_unit_projects(project)
        unknown = [code for code in previous if code not in {unit.code for unit in units}]
        if unknown:
            raise Invalid(
                problems=(
                    Problem("previous", "前阶段工程代码不存在：%(codes)s", (("codes", "、".join(unknown)),)),
                )
            )
        unit = UnitProject(
            id=desk.ids(),
            project=project,
            code=f"{found.code}-{len(units):02d}",
            name=name.strip(),
            scope=scope.strip(),
            previous=previous,
            buildings=tuple(replace(one, id=desk.ids()) for one in buildings),
        )
        desk.projects.add_unit_project(unit)
        _log(desk, actor, "add_unit_project", found)
        return Receipt(act="add_unit_project", id=unit.id, number=unit.code, says="工程已登记")

    body = {
        "project": str(project),
        "name": name,
        "scope": scope,
        "previous": previous,
        "buildings": [(one.name, one.code, one.floor_area) for one in buildings],
    }
    return perform(desk, actor, act="add_unit_project", ticket=ticket, body=body, do=do)


def _check_unit(name: str, scope: str, buildings: tuple[Building, ...]) -> tuple[Problem, ...]:
    nameless = () if name.strip() else (Problem("name", "请填写工程名称"),)
    return (
        *nameless,
        *too_long(field="name", label="工程名称", text=name.strip(), longest=_NAME_LENGTH),
        *too_long(field="scope", label="工程范围", text=scope.strip(), longest=500),
        *(
            one
            for building in buildings
            for one in (
                *too_long(field="buildings", label="单体名称", text=building.name, longest=_NAME_LENGTH),
                *too_long(field="buildings", label="单体编码", text=building.code, longest=40),
                *too_long(field="buildings", label="单体面积", text=building.floor_area, longest=20),
            )
        ),
    )


def _applicant(actor: Actor, applicant: UUID) -> Applicant:
    for known in actor.applicants:
        if known.id == applicant:
            return known
    raise NotYourTask(node_name="项目登记", who="该申请人或其经办人")


def _own_project(desk: Desk, actor: Actor, project: UUID) -> Project:
    found = desk.projects.find_project(project)
    if found is None:
        raise NotFound(what="项目")
    if not actor.may_act_for(found.applicant) and not actor.has(Role.CLERK):
        raise NotYourTask(node_name="项目信息维护", who=f"{found.applicant_name}的经办人")
    return found


def _check(desk: Desk, catalogue: Catalogue, form: ProjectForm) -> dict[str, Fact]:
    problems = [*_check_texts(form), *_check_codes(desk, catalogue, form)]
    facts: dict[str, Fact] = {}
    try:
        facts = _read_facts(catalogue, form.facts)
    except Invalid as refused:
        problems += refused.problems
    if problems:
        raise Invalid(problems=tuple(problems))
    return facts


def _check_texts(form: ProjectForm) -> list[Problem]:
    problems = []
    for field, label, text, longest in (
        ("name", "项目名称", form.name, _NAME_LENGTH),
        ("address", "建设地址", form.address, _ADDRESS_LENGTH),
    ):
        if not text.strip():
            problems.append(Problem(field, "请输入%(label)s", (("label", label),)))
        problems += too_long(field=field, label=label, text=text.strip(), longest=longest)
    return problems


def _check_codes(desk: Desk, catalogue: Catalogue, form: ProjectForm) -> list[Problem]:
    problems = []
    try:
        ProjectCode(form.code.strip().upper())
    except Refusal as refused:
        problems.append(Problem("code", refused.says % refused.facts()))
    if form.type not in {one.id for one in catalogue.project_types}:
        problems.append(Problem("type", "请选择项目类型"))
    if form.region not in {code for code, _ in desk.offices.regions()}:
        problems.append(Problem("region", "请选择建设地点所在的区（县）"))
    return problems


def _read_facts(catalogue: Catalogue, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    declared = {one.name: one for one in catalogue.facts}
    problems: list[Problem] = []
    known: dict[str, Fact] = {}
    for name, value in facts.items():
        declaration = declared.get(name)
        fact = None if declaration is None else _read_fact(declaration, value)
        if declaration is None:
            problems.append(Problem(f"facts.{name}", "没有这项项目情形"))
        elif fact is None:
            problems.append(Problem(f"facts.{name}", _wanted(declaration)))
        else:
            known[name] = fact
    if problems:
        raise Invalid(problems=tuple(problems))
    return known


def _read_fact(declaration: FactDeclaration, value: Fact) -> Fact | None:
    if declaration.kind == "yes_no":
        if isinstance(value, bool):
            return value
        return {"yes": True, "no": False, "true": True, "false": False}.get(str(value).strip().lower())
    if declaration.kind == "choice":
        return str(value) if str(value) in {choice.code for choice in declaration.choices} else None
    return _read_number(value)


def _read_number(value: Fact) -> Fact | None:
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or number < 0 or abs(number) > Decimal("1e12"):
        return None
    return number


def _wanted(declaration: FactDeclaration) -> str:
    if declaration.kind == "number":
        return f"“{declaration.label}”应为不小于零的数字" + (
            f"（{declaration.unit}）" if declaration.unit else ""
        )
    if declaration.kind == "yes_no":
        return f"“{declaration.label}”请选择是或否"
    return f"“{declaration.label}”请从所列选项中选择"


def _holders(desk: Desk, catalogue: Catalogue, project: Project) -> tuple[UUID, ...]:
    """Return who sees a project's basic data before any case of it: those who may begin one themselves.

    A department whose items are applied for gets to see the project with its first case of it.
    """
    codes = {
        one.item.handling.lead_department
        for one in applicability(catalogue, project_type=project.type, facts=project.facts)
        if one.verdict is not Verdict.DROPPED and begun_by_holder(one.item)
    }
    departments = (desk.offices.department(code).id for code in sorted(codes))
    counter = desk.offices.counter(project.region).id
    leads = tuple(code for stage in catalogue.stages for code in stage_leads(catalogue, stage.id))
    watching = desk.offices.watchers(project.region, leads)
    return tuple(dict.fromkeys((project.applicant, counter, *departments, *watching)))


def _root_unit(desk: Desk, project: Project) -> UnitProject:
    """Return the one unit project of a project that is not split: its code is the project's own."""
    return UnitProject(
        id=desk.ids(), project=project.id, code=project.code, name=project.name, scope="全部建设内容"
    )


def _log(desk: Desk, actor: Actor, act: str, project: Project) -> None:
    facts = {name: str(value) for name, value in project.facts.items()}
    after = state_hash({"code": project.code, "name": project.name, "type": project.type, "facts": facts})
    target = ObjectRef(kind="cases.project_deed", id=desk.ids())
    record_deed(desk, actor, act=act, target=target, at=desk.now(), after=after, opinion=project.code)
