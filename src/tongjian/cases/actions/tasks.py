"""Finding the open task that an act completes, and whether the actor may do it."""

from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.errors import ActNotAllowed, NotYourTask
from tongjian.flow import OpenTask
from tongjian.identity import Actor, Role

APPLICANT = "applicant"
"""Role of tasks that wait for the applicant."""

_ROLE_NAMES = {
    Role.CLERK: "综合窗口人员",
    Role.REVIEWER: "审查人员",
    Role.APPROVER: "审批人员",
    Role.HEAD: "负责人",
    Role.PROVIDER: "经办人员",
    Role.SYSTEM_ACCOUNT: "对接账号",
    Role.COORDINATOR: "牵头协调人员",
}
_OFFICES = {
    Role.CLERK: "综合窗口",
    Role.REVIEWER: "审查岗",
    Role.APPROVER: "审批岗",
    Role.HEAD: "负责人",
    Role.PROVIDER: "经办岗",
    Role.SYSTEM_ACCOUNT: "系统对接",
    Role.COORDINATOR: "牵头协调岗",
    "holder": "承办岗",
}


def take_task(desk: Desk, actor: Actor, case: Case, act: str) -> OpenTask:
    """Return the open task of a case that this actor completes by this act.

    Raises:
        NotYourTask: the act is open, but for another post, or handed to other persons.
        ActNotAllowed: no open task knows the act now.
    """
    offering = [task for task in desk.flow.open_tasks(case.id) if act in task.acts]
    for task in offering:
        if may_do(actor, case, task):
            return task
    if offering:
        raise NotYourTask(node_name=offering[0].name, who=who_may(desk, case, offering[0]))
    raise ActNotAllowed(
        state_label=state_label(case.frozen.kind, case.state), act_label=act_label(act), case=case.id
    )


def may_do(actor: Actor, case: Case, task: OpenTask) -> bool:
    """Return whether the actor may do an open task: handed to persons (转办、委派), they alone may."""
    if task.assigned:
        return actor.person in task.assigned
    if actor.person in task.persons:
        return True
    return bool(task.role) and may_take(actor, case, role=task.role, organisation=task.organisation)


def may_take(actor: Actor, case: Case, *, role: str, organisation: UUID | None) -> bool:
    """Return whether the actor may do a task of this role in this organisation."""
    if role == APPLICANT:
        return actor.may_act_for(case.applicant, application=case.application) or _at_counter(actor, case)
    return organisation is not None and actor.holds(Role(role), organisation)


def who_may(desk: Desk, case: Case, task: OpenTask) -> str:
    """Return in words who may do a task."""
    if task.assigned or not task.role:
        return "指定的办理人"
    if task.role == APPLICANT:
        return f"申请人{case.applicant_name}"
    return who_takes(desk.offices.office(task.organisation).name if task.organisation else "", task.role)


def who_takes(organisation_name: str, role: str) -> str:
    """Return in words who holds a post."""
    return f"{organisation_name}{_ROLE_NAMES.get(Role(role), role)}"


def require_post(actor: Actor, case: Case, *, roles: tuple[Role, ...], act: str) -> None:
    """Refuse an act of the state by someone who holds none of the posts in the deciding organ.

    Raises:
        NotYourTask: naming who may.
    """
    if not any(actor.holds(role, case.department) for role in roles):
        names = "或".join(_ROLE_NAMES[role] for role in roles)
        raise NotYourTask(node_name=act_label(act), who=f"{case.department_name}{names}")


def post_of(task: OpenTask) -> str:
    """Return the post a task is done from, as the log keeps it: ``role@organisation``."""
    return f"{task.role}@{task.organisation}"


def office_of(post: str) -> str:
    """Return in words the office (处室) of a post, for the process record."""
    role = post.partition("@")[0]
    return "申请人" if role in {"", APPLICANT} else _OFFICES.get(role, role)


def _at_counter(actor: Actor, case: Case) -> bool:
    return actor.holds(Role.CLERK, case.counter)
