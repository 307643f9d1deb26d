"""Registering projects, and declaring further facts of them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from uuid import UUID

from tongjian.cases.actions.deeds import record_project
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.opening import begun_by_holder
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain.codes import ProjectCode
from tongjian.cases.domain.project import Project, ProjectForm, UnitProject
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.stages import stage_leads
from tongjian.cases.errors import EmergencyProject, NotFound, NotYourTask, SecretProject
from tongjian.cases.ports import Office
from tongjian.catalogue import Catalogue, FactDeclaration, Verdict, applicability
from tongjian.identity import Actor, Applicant, Role
from tongjian.kit import Invalid, Problem, Refusal
from tongjian.rules import Fact

_NAME_LENGTH = 200
_ADDRESS_LENGTH = 300


def register_project(
    desk: Desk,
    actor: Actor,
    *,
    applicant: UUID,
    form: ProjectForm,
    ticket: Ticket,
    on_behalf_of: Applicant | None = None,
) -> Receipt:
    """Register a project under its code; facts still undeclared can be told later.

    Args:
        desk: what acts stand on.
        actor: who acts for the applicant, or a counter clerk.
        applicant: who applies.
        form: what was entered.
        ticket: idempotency.
        on_behalf_of: at the counter: the applicant the clerk has before him.

    Raises:
        SecretProject, EmergencyProject: such a project is not stored, not even in the log.
        Invalid: every wrong field at once.
        ProjectAlreadyRegistered: the code is in use.
        NotYourTask: the actor may not act for the applicant, or is clerk at another counter.
    """
    if form.secret:
        raise SecretProject
    if form.emergency:
        raise EmergencyProject

    def do() -> Receipt:
        catalogue = desk.catalogue.current()
        facts = _check(desk, catalogue, form)
        counter = desk.offices.counter(form.region)
        who = _applicant(actor, applicant, counter=counter, standing=on_behalf_of)
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
        editors = (project.applicant, counter.id)
        desk.projects.add_project(project, holders=_holders(desk, catalogue, project), editors=editors)
        whole = _root_unit(desk, project)
        desk.projects.add_unit_project(whole)
        record_project(desk, actor, act="register_project", before=None, after=(project, (whole,)))
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
        found = get_own_project(desk, actor, project)
        catalogue = desk.catalogue.current()
        known = _read_facts(catalogue, facts)
        changed = replace(found, facts={**found.facts, **known}, version=found.version + 1)
        desk.projects.update_project(changed)
        desk.projects.share_project(project, _holders(desk, catalogue, changed))
        units = desk.projects.list_unit_projects(project)
        record_project(desk, actor, act="declare_facts", before=(found, units), after=(changed, units))
        return Receipt(act="declare_facts", id=found.id, number=found.code, says="项目情形已保存")

    body = {"project": str(project), "facts": {name: str(value) for name, value in facts.items()}}
    return perform(desk, actor, act="declare_facts", ticket=ticket, body=body, do=do)


def get_own_project(desk: Desk, actor: Actor, project: UUID) -> Project:
    """Return a project that the actor may change, inside an open transaction.

    Raises:
        NotFound: no such project, or not for these eyes.
        NotYourTask: it may be seen but not changed.
    """
    found = desk.projects.find_project(project)
    if found is None:
        raise NotFound(what="项目")
    counter = desk.offices.counter(found.region)
    if not actor.may_act_for(found.applicant) and not actor.holds(Role.CLERK, counter.id):
        raise NotYourTask(node_name="项目信息维护", who=f"{found.applicant_name}的经办人或{counter.name}")
    return found


def _applicant(actor: Actor, applicant: UUID, *, counter: Office, standing: Applicant | None) -> Applicant:
    for known in actor.applicants:
        if known.id == applicant:
            return known
    if standing is not None and standing.id == applicant and actor.holds(Role.CLERK, counter.id):
        return standing
    raise NotYourTask(node_name="项目登记", who=f"该申请人、其经办人或{counter.name}")


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
