"""Submission (提交申报): exactly once; one application becomes one case per item (并联申报)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from tongjian.cases.actions.applicability import check_open, unit_of
from tongjian.cases.actions.deferring import date_problems, keep_deferrals
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.drafting import check_applied_for, get_own_draft
from tongjian.cases.actions.handing_in import origin_for
from tongjian.cases.actions.moving import open_case
from tongjian.cases.actions.opening import Opening, new_case
from tongjian.cases.actions.papers import tell
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.actions.pledging import hand_in_pledges, pledge_problems
from tongjian.cases.actions.slots import slots_of
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain.case import Case, Channel
from tongjian.cases.domain.material import Material, MaterialOrigin
from tongjian.cases.domain.project import Project
from tongjian.cases.domain.promised import PLEDGE, typed_day, without_promises
from tongjian.cases.domain.readings import Draft, MaterialSlot, Receipt
from tongjian.cases.errors import NotFound
from tongjian.cases.ports import ApplicationRow
from tongjian.cases.promise_errors import PledgeBlocked
from tongjian.catalogue import Catalogue, Item, read_answers, union_of_materials, validate_answers
from tongjian.identity import Actor
from tongjian.kit import Invalid, Problem

_CONTACT_NAMES = ("contact_name", "applicant_name")
_CONTACT_PHONES = ("contact_phone", "phone")


@dataclass(frozen=True, slots=True)
class _Ready:
    """A draft that has passed every check."""

    draft: Draft
    project: Project | None
    items: tuple[Item, ...]
    slots: tuple[MaterialSlot, ...]
    channel: Channel
    unit_project: str = ""


def submit(desk: Desk, actor: Actor, *, draft: UUID, ticket: Ticket) -> Receipt:
    """Hand in an application: one parallel review instance, one case per item.

    A repeat with the same key gets the first answer; with another key it is refused.

    Raises:
        Invalid: everything wrong with answers and papers at once.
        AlreadySubmitted: handed in before.
        ItemNotApplicable, PrerequisiteMissing, CaseAlreadyRunning: as the project stands now.
    """

    def do() -> Receipt:
        found = get_own_draft(desk, actor, draft, lock=True)
        ready = _check(desk, actor, found)
        return _hand_in(desk, actor, ready)

    return perform(desk, actor, act="submit", ticket=ticket, body={"draft": str(draft)}, do=do)


def check_draft(desk: Desk, actor: Actor, *, draft: UUID) -> tuple[Problem, ...]:
    """Return everything that keeps a draft from being handed in, for the check-answers page."""
    with desk.begin(actor.access()):
        found = get_own_draft(desk, actor, draft)
        try:
            _check(desk, actor, found)
        except Invalid as refused:
            return refused.problems
        except PledgeBlocked as refused:
            return (Problem(f"answers.{PLEDGE}", PledgeBlocked.says, (("why", refused.why),)),)
    return ()


def _check(desk: Desk, actor: Actor, draft: Draft) -> _Ready:
    catalogue = desk.catalogue.current()
    items = tuple(catalogue.item(code) for code in draft.items)
    project = desk.projects.find_project(draft.project) if draft.project else None
    if draft.project and project is None:
        raise NotFound(what="项目")
    check_applied_for(desk, draft.items, project=project)
    unit_project = "" if project is None else _unit_code(desk, draft, project)
    if project is not None:
        check_open(desk, project, items, unit_project=unit_project)
    slots = slots_of(desk, draft, project)
    problems = (
        *_answer_problems(catalogue, items, without_promises(draft.answers)),
        *_slot_problems(slots, today=desk.today()),
        *pledge_problems(desk, draft),
    )
    if problems:
        raise Invalid(problems=problems)
    at_counter = origin_for(actor, draft.applicant) is MaterialOrigin.COUNTER
    channel = Channel.COUNTER if at_counter else Channel.ONLINE
    return _Ready(draft, project, items, slots, channel, unit_project)


def _unit_code(desk: Desk, draft: Draft, project: Project) -> str:
    """Return the code of the unit project applied for; the project's own for the whole (GCDM)."""
    unit = unit_of(desk, project, stage=draft.stage, unit_project=draft.unit_project)
    return unit.code if unit else project.code


def _answer_problems(
    catalogue: Catalogue, items: tuple[Item, ...], answers: Mapping[str, str]
) -> tuple[Problem, ...]:
    forms = [catalogue.form(code) for code in dict.fromkeys(item.form for item in items if item.form)]
    found = (one for form in forms for one in validate_answers(form, read_answers(form, answers)))
    long = (
        *_too_long(answers, _CONTACT_NAMES, label="联系人", longest=50),
        *_too_long(answers, _CONTACT_PHONES, label="联系电话", longest=20),
    )
    return tuple(dict.fromkeys(replace(one, field=f"answers.{one.field}") for one in (*found, *long)))


def _too_long(
    answers: Mapping[str, str], names: tuple[str, ...], *, label: str, longest: int
) -> tuple[Problem, ...]:
    return tuple(
        one
        for name in names
        for one in too_long(field=name, label=label, text=answers.get(name, "").strip(), longest=longest)
    )


def _slot_problems(slots: tuple[MaterialSlot, ...], *, today: date) -> tuple[Problem, ...]:
    return tuple(problem for slot in slots if slot.missing for problem in paper_problems(slot, today=today))


def paper_problems(slot: MaterialSlot, *, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with a paper that is not there: nothing when it is lawfully promised for later."""
    field = f"files.{slot.key}"
    if not slot.deferred or slot.latest is None:
        return (Problem(field, "请上传“%(name)s”", (("name", slot.name),)),)
    day = typed_day(slot.deferred)
    if day is None:
        return (Problem(field, "请填写“%(name)s”的补齐日期", (("name", slot.name),)),)
    return date_problems(field, day, today=today, latest=slot.latest)


def _keep_promises(desk: Desk, actor: Actor, ready: _Ready, cases: list[Case]) -> None:
    """Keep on each case which of its papers were promised for later, and the pledge it rests on."""
    for case in cases:
        owed = [
            (slot.key, slot.name, day)
            for slot in ready.slots
            if slot.missing and case.frozen.item_name in slot.asked_by and (day := typed_day(slot.deferred))
        ]
        if owed:
            keep_deferrals(desk, actor, case, owed)
    hand_in_pledges(desk, ready.draft, cases)


def _hand_in(desk: Desk, actor: Actor, ready: _Ready) -> Receipt:
    draft, catalogue = ready.draft, desk.catalogue.current()
    region = ready.project.region if ready.project else desk.offices.regions()[0][0]
    application = desk.ids()
    parallel_code = f"BL{region}{desk.today():%Y%m%d}{desk.store.next_case_serial():06d}"
    cases = []
    for item in ready.items:
        opening = _opening(ready, item, application=application, parallel_code=parallel_code, region=region)
        case, co_departments = new_case(desk, catalogue, opening)
        cases.append(open_case(desk, actor, case, co_departments=co_departments, act="submit").case)
    _keep_application(desk, actor, ready, cases, application=application, parallel_code=parallel_code)
    _keep_materials(desk, ready, cases)
    _keep_promises(desk, actor, ready, cases)
    changed = replace(draft, submitted=application, version=draft.version + 1, updated_at=desk.now())
    desk.drafts.save_draft(changed, expected=draft.version)
    for case in cases:
        tell(
            desk,
            case,
            title="申请已收到",
            text=f"“{case.frozen.item_name}”已提交，办件编号 {case.number}。",
            at=desk.now(),
        )
    return Receipt(
        act="submit",
        id=application,
        number=parallel_code,
        says=f"已提交 {len(cases)} 个事项，审批部门将在五个工作日内答复",
        made=tuple((case.frozen.item_code, case.id) for case in cases),
    )


def _opening(ready: _Ready, item: Item, *, application: UUID, parallel_code: str, region: str) -> Opening:
    answers = ready.draft.answers
    return Opening(
        item=item,
        application=application,
        parallel_code=parallel_code if len(ready.items) > 1 else "",
        project=ready.project,
        unit_project=ready.unit_project,
        region=region,
        applicant=ready.draft.applicant,
        applicant_name=ready.draft.applicant_name,
        applicant_code=ready.draft.applicant_code,
        contact_name=_first(answers, _CONTACT_NAMES) or ready.draft.applicant_name,
        contact_phone=_first(answers, _CONTACT_PHONES),
        channel=ready.channel,
    )


def _keep_application(
    desk: Desk, actor: Actor, ready: _Ready, cases: list[Case], *, application: UUID, parallel_code: str
) -> None:
    row = ApplicationRow(
        id=application,
        draft=ready.draft.id,
        parallel_code=parallel_code,
        stage=ready.draft.stage,
        project=ready.draft.project,
        applicant=ready.draft.applicant,
        applicant_name=ready.draft.applicant_name,
        answers=without_promises(ready.draft.answers),
        submitted_at=desk.now(),
        submitted_by=actor.person,
    )
    holders = tuple(dict.fromkeys(one for case in cases for one in desk.store.list_holders(case.id)))
    desk.store.add_application(row, holders=holders)


def _keep_materials(desk: Desk, ready: _Ready, cases: list[Case]) -> None:
    by_item = {case.frozen.item_code: case for case in cases}
    holders = {case.id: desk.store.list_holders(case.id) for case in cases}
    readers: dict[UUID, dict[UUID, None]] = {}
    for need in union_of_materials(desk.catalogue.current(), ready.items):
        slot = next(slot for slot in ready.slots if slot.key == need.key)
        material = _material(desk, ready, slot, application=cases[0].application, code=need.codes[0])
        if material is None:
            continue
        resting = [by_item[code] for code in need.asked_by]
        desk.store.add_material(
            material, applicant=ready.draft.applicant, cases=tuple(case.id for case in resting)
        )
        read_by = readers.setdefault(material.file, {})
        read_by.update(dict.fromkeys(one for case in resting for one in holders[case.id]))
    # always in the same order: two applications that rest on the same files never wait for each other
    for file in sorted(readers):
        desk.files.share(file=file, holders=sorted(readers[file]))


def _material(
    desk: Desk, ready: _Ready, slot: MaterialSlot, *, application: UUID, code: str
) -> Material | None:
    reused = slot.reusable if slot.file is None else None
    file = slot.file or (reused.file if reused else None)
    if file is None:
        return None
    stored = desk.files.get_file(file)
    uploaded = MaterialOrigin.COUNTER if ready.channel is Channel.COUNTER else MaterialOrigin.UPLOADED
    return Material(
        id=desk.ids(),
        application=application,
        project=ready.draft.project,
        key=slot.key,
        code=code,
        name=slot.name,
        file=stored.id,
        file_name=stored.name,
        sha256=stored.sha256,
        size=stored.size,
        origin=reused.origin if reused else uploaded,
        source=reused.source if reused else "",
        source_id=reused.source_id if reused else None,
        round=0,
        handed_in_at=desk.now(),
    )


def _first(answers: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((answers[name].strip() for name in names if answers.get(name, "").strip()), "")
