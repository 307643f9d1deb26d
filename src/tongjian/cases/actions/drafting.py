"""Filling in an application: begin, save as typed, attach what was uploaded."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from tongjian.cases.actions.applicability import unit_of
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.handing_in import known_files
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.domain.project import Project
from tongjian.cases.domain.readings import Draft, Receipt
from tongjian.cases.errors import AlreadySubmitted, ItemNotApplicable, NotFound, NotYourTask, StaleDraft
from tongjian.catalogue import KindOfAct
from tongjian.identity import Actor, Applicant, Role
from tongjian.kit import Invalid, Problem

_LONGEST_ANSWER = 4000
_MOST_ANSWERS = 300
_BY_HOLDER = frozenset({KindOfAct.INTERNAL, KindOfAct.INSPECTION})


def begin_draft(
    desk: Desk,
    actor: Actor,
    *,
    items: tuple[str, ...],
    ticket: Ticket,
    applicant: UUID,
    project: UUID | None = None,
    on_behalf_of: Applicant | None = None,
    unit_project: UUID | None = None,
) -> Receipt:
    """Begin an application for one or several items of a stage.

    Args:
        desk: what acts stand on.
        actor: the applicant, its agent, or a counter clerk.
        items: codes of the items.
        ticket: idempotency.
        applicant: who applies.
        project: the project; None for items applied for alone.
        on_behalf_of: at the counter: the applicant the clerk has before him.
        unit_project: the unit project (工程) it is for; None for the whole project. The stages decided for
            each unit project of a split project need one.

    Raises:
        Invalid: no item, unknown item, items of several stages, or not of the project.
        ItemNotApplicable: an item is not applied for, or needs a project.
        NotFound: no such project, or not for these eyes.
        NotYourTask: the actor may not act for the applicant.
    """

    def do() -> Receipt:
        stage = _common_stage(desk, asked)
        found = desk.projects.find_project(project) if project else None
        if project and found is None:
            raise NotFound(what="项目")
        check_applied_for(desk, asked, project=found)
        unit = _unit_of(desk, found, stage=stage, unit_project=unit_project)
        who = _who_applies(actor, applicant, found, on_behalf_of)
        counter = desk.offices.counter(found.region if found else _home_region(desk)).id
        draft = Draft(
            id=desk.ids(),
            number=f"{desk.today():%y%m%d}{desk.store.next_case_serial():06d}",
            applicant=who.id,
            applicant_name=who.name,
            applicant_code=who.code,
            project=found.id if found else None,
            unit_project=unit,
            stage=stage,
            items=asked,
            answers={},
            files={},
            version=1,
            submitted=None,
            updated_at=desk.now(),
        )
        desk.drafts.add_draft(draft, holders=(who.id, counter))
        return Receipt(act="begin_draft", id=draft.id, number=draft.number, says="草稿已建立", position=1)

    asked = tuple(dict.fromkeys(items))
    body = {
        "items": items,
        "applicant": str(applicant),
        "project": str(project),
        "unit_project": str(unit_project),
    }
    return perform(desk, actor, act="begin_draft", ticket=ticket, body=body, do=do)


def save_draft(
    desk: Desk,
    actor: Actor,
    *,
    draft: UUID,
    version: int,
    answers: Mapping[str, str],
    files: Mapping[str, UUID | None],
    ticket: Ticket,
) -> Receipt:
    """Save what was typed, right or wrong; nothing is judged before submission.

    Args:
        desk: what acts stand on.
        actor: who may act for the applicant, or the counter.
        draft: the draft.
        version: the version the page was made from.
        answers: typed answers to lay over the saved ones.
        files: stored file by paper key to lay over; None takes a file away.
        ticket: idempotency.

    Raises:
        Invalid: too much, or a file that is not there for these eyes.
        StaleDraft: saved elsewhere since.
        AlreadySubmitted: it can no longer change.
    """

    def do() -> Receipt:
        found = get_own_draft(desk, actor, draft, lock=True)
        _let_counter_read(desk, found, files)
        merged = {**found.files, **{key: file for key, file in files.items() if file is not None}}
        for key in [key for key, file in files.items() if file is None]:
            merged.pop(key, None)
        changed = replace(
            found,
            answers={**found.answers, **answers},
            files=merged,
            version=found.version + 1,
            updated_at=desk.now(),
        )
        _check_sizes(changed.answers)
        if not desk.drafts.save_draft(changed, expected=version):
            raise StaleDraft(draft=draft, version=found.version)
        return Receipt(
            act="save_draft", id=draft, number=found.number, says="已保存", position=changed.version
        )

    body = {
        "draft": str(draft),
        "version": version,
        "answers": dict(answers),
        "files": {key: str(file) for key, file in files.items()},
    }
    return perform(desk, actor, act="save_draft", ticket=ticket, body=body, do=do)


def _let_counter_read(desk: Desk, draft: Draft, files: Mapping[str, UUID | None]) -> None:
    """Let the counter read what is put into a draft, so that a clerk can go on with it.

    Raises:
        Invalid: a file is not there, or not for these eyes.
    """
    given = {key: file for key, file in files.items() if file is not None}
    project = desk.projects.find_project(draft.project) if draft.project else None
    counter = desk.offices.counter(project.region if project else _home_region(desk)).id
    for file in sorted({one.id for one in known_files(desk, given).values()}):
        desk.files.share(file=file, holders=(draft.applicant, counter))


def get_own_draft(desk: Desk, actor: Actor, draft: UUID, *, lock: bool = False) -> Draft:
    """Return a draft that the actor may write, inside an open transaction.

    Raises:
        NotFound: no such draft, or not for these eyes.
        AlreadySubmitted: it has been handed in.
        NotYourTask: it may be seen but not written.
    """
    found = desk.drafts.find_draft(draft, lock=lock)
    if found is None:
        raise NotFound(what="草稿")
    if not actor.may_act_for(found.applicant) and not actor.has(Role.CLERK):
        raise NotYourTask(node_name="填写申报", who=f"申请人{found.applicant_name}")
    if found.submitted is not None:
        raise AlreadySubmitted(application=found.submitted)
    return found


def _common_stage(desk: Desk, items: tuple[str, ...]) -> str:
    catalogue = desk.catalogue.current()
    if not items:
        raise Invalid(problems=(Problem("items", "请至少选择一个事项"),))
    known = {item.code: item for item in catalogue.items}
    unknown = [code for code in items if code not in known]
    if unknown:
        raise Invalid(problems=(Problem("items", "没有事项 %(code)s", (("code", unknown[0]),)),))
    stages = {known[code].stage for code in items}
    if len(stages) > 1:
        raise Invalid(problems=(Problem("items", "一次申报只能选择同一阶段的事项"),))
    return stages.pop() or ""


def check_applied_for(desk: Desk, items: tuple[str, ...], *, project: Project | None) -> None:
    """Refuse items that are not applied for here, or not so: with a project, or alone (单项申报).

    Raises:
        ItemNotApplicable: saying where the item is begun instead.
    """
    for item in map(desk.catalogue.current().item, items):
        why = ""
        if item.handling.is_outside or item.kind in _BY_HOLDER:
            why = "该事项由承办单位或外部系统发起，不需要提交申报"
        elif item.needs_project and project is None:
            why = "该事项须先登记项目，请从项目中申报"
        elif project is not None and not item.needs_project:
            why = "该事项不属于项目审批，请单独申报"
        if why:
            raise ItemNotApplicable(item=item.code, item_name=item.name, why=why)


def _unit_of(desk: Desk, project: Project | None, *, stage: str, unit_project: UUID | None) -> UUID | None:
    if project is None:
        if unit_project is not None:
            raise Invalid(problems=(Problem("unit_project", "单项申报不选择工程"),))
        return None
    unit = unit_of(desk, project, stage=stage, unit_project=unit_project)
    return unit.id if unit else None


def _who_applies(
    actor: Actor, applicant: UUID, project: Project | None, on_behalf_of: Applicant | None
) -> Applicant:
    if project is not None and project.applicant != applicant:
        raise NotYourTask(node_name="填写申报", who=f"{project.applicant_name}的经办人")
    for known in actor.applicants:
        if known.id == applicant:
            return known
    if actor.has(Role.CLERK) and on_behalf_of is not None and on_behalf_of.id == applicant:
        return on_behalf_of
    raise NotYourTask(node_name="填写申报", who="申请人本人、经办人或综合窗口")


def _home_region(desk: Desk) -> str:
    return desk.offices.regions()[0][0]


def _check_sizes(answers: Mapping[str, str]) -> None:
    long = [name for name, text in answers.items() if len(text) > _LONGEST_ANSWER]
    if long or len(answers) > _MOST_ANSWERS:
        field = f"answers.{long[0]}" if long else "answers"
        raise Invalid(problems=(Problem(field, "内容过长，最多 4000 个字"),))
