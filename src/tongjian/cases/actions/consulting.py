"""Consulting other departments (征求意见): the acts of the organ that asks.

Source: domain rules 5.7; SPGL_XMSPSXZQYJXXB.
"""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.applicability import valid_items
from tongjian.cases.actions.consultation_rules import shipped_consultation_rules
from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.reviewing import begin_if_waiting
from tongjian.cases.actions.silence import CONSULTATION, next_step, settle_silence_of, snapshot_of
from tongjian.cases.actions.tasks import require_post
from tongjian.cases.consultation_errors import AlreadyReturned, ConsultationSettled, SilenceNotLawful
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.consultation import (
    AnswerKind,
    Consultation,
    ConsultationLetter,
    ConsultationStatus,
    ConsultationType,
    Enclosure,
    Silence,
    StepKind,
    send_back,
    withdraw,
)
from tongjian.cases.domain.consultation_words import status_label
from tongjian.cases.domain.kinds import CONFIRMATION, INTERNAL, PERMIT, state_label
from tongjian.cases.domain.organs import organ_word
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import ActNotAllowed, NotFound
from tongjian.cases.ports import Office
from tongjian.catalogue import KindOfAct, Verdict, applicability
from tongjian.evidence import ObjectRef, document_number, document_scope
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem

CONSULTING_POSTS = (Role.REVIEWER, Role.APPROVER)
_KINDS = frozenset({PERMIT, CONFIRMATION, INTERNAL})
_STATES = frozenset({CaseState.UNDER_REVIEW, CaseState.RESUMED})
_MOST = 20
_MAIN_LINE = frozenset({"1", "2", "3", "4"})
"""Stages whose permits build on each other; what runs beside them is no part of the same question."""


def consult(
    desk: Desk,
    actor: Actor,
    *,
    case: UUID,
    ticket: Ticket,
    departments: tuple[str, ...],
    kind: str,
    question: str,
    materials: tuple[UUID, ...] = (),
) -> Receipt:
    """Ask departments for their opinions, once, with a limit; each gets a consultation of its own.

    Args:
        desk: what acts stand on.
        actor: a reviewer or approver of the deciding organ.
        case: the case under review; its own clocks run on.
        ticket: idempotency and freshness.
        departments: catalogue codes.
        kind: code of the kind of consultation.
        question: what is asked; with the materials it is all the departments see.
        materials: ids of the case's materials that are shared.

    Raises:
        SilenceNotLawful: the kind takes silence for consent where the law demands agreement, or a
            permit of the department's own.
        Invalid: no question, no department, an unknown kind, or one that is being asked already.
    """

    def do(found: Case) -> Receipt:
        require_post(actor, found, roles=CONSULTING_POSTS, act="consult")
        _check_reviewable(found, begun=False)
        begun = begin_if_waiting(desk, actor, found)
        _check_reviewable(begun, begun=True)
        terms, offices = _checked(desk, begun, departments=departments, code=kind, question=question)
        papers = _enclosures(desk, begun, materials)
        made = [
            _ask(desk, actor, begun, terms, office=one, question=question.strip(), papers=papers)
            for one in offices
        ]
        names, limit = "、".join(one.name for one in offices), terms.limit
        says = f"已向{names}征求意见，{limit.days}个{limit.unit.value}内答复"
        return receipt_of("consult", begun, says, tuple(("consultation", one.id) for one in made))

    body = {
        "departments": list(departments),
        "kind": kind,
        "question": question,
        "materials": [str(one) for one in materials],
    }
    return perform_on_case(desk, actor, act="consult", case=case, ticket=ticket, body=body, do=do)


def remind(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, consultation: UUID) -> Receipt:
    """Remind a department of an answer it owes (催办).

    Raises:
        ConsultationSettled: it owes none.
    """

    def do(one: Consultation) -> tuple[Consultation, str]:
        _need(one, one.status.is_open, act="remind")
        keep_step(desk, actor, one, StepKind.REMINDED, text="请在时限内答复", act="remind")
        return one, f"已催办{one.department_name}"

    return _on_consultation(
        desk, actor, act="remind", case=case, ticket=ticket, consultation=consultation, text="", do=do
    )


def withdraw_consultation(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, consultation: UUID, reason: str
) -> Receipt:
    """Take a question back, with the reason.

    Raises:
        ReasonNeeded: no reason given.
        ConsultationSettled: it has been answered.
    """

    def do(one: Consultation) -> tuple[Consultation, str]:
        _need(one, one.status.is_open, act="withdraw_consultation")
        need_reason(reason, "撤回征求意见的原因")
        ended = withdraw(one, on=desk.today())
        keep_step(desk, actor, ended, StepKind.WITHDRAWN, text=reason, act="withdraw_consultation")
        return ended, "已撤回征求意见"

    return _on_consultation(
        desk,
        actor,
        act="withdraw_consultation",
        case=case,
        ticket=ticket,
        consultation=consultation,
        text=reason,
        do=do,
    )


def return_for_reasons(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, consultation: UUID, reason: str
) -> Receipt:
    """Send an objection back that gives no reasons; once, and within the limit as it is.

    Raises:
        ReasonNeeded: it is not said what is missing.
        ConsultationSettled: there is no objection.
        AlreadyReturned: it was sent back before, or the limit has passed.
    """

    def do(one: Consultation) -> tuple[Consultation, str]:
        _need(one, one.objects, act="return_for_reasons")
        need_reason(reason, "需要补充的理由")
        over = one.is_over(calendar=desk.calendars.current(), today=desk.today())
        if one.returned or one.overruled or over:
            raise AlreadyReturned(number=one.number)
        back = send_back(one)
        keep_step(desk, actor, back, StepKind.RETURNED, text=reason, act="return_for_reasons")
        return back, f"已退回{one.department_name}补充理由，答复时限不变"

    return _on_consultation(
        desk,
        actor,
        act="return_for_reasons",
        case=case,
        ticket=ticket,
        consultation=consultation,
        text=reason,
        do=do,
    )


def not_follow(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, consultation: UUID, reason: str
) -> Receipt:
    """Record why an objection is not followed; only then may the lead decide against it.

    Raises:
        ReasonNeeded: no reason given.
        ConsultationSettled: there is no objection, or the law demands the department's agreement.
    """

    def do(one: Consultation) -> tuple[Consultation, str]:
        _need(one, one.objects and not one.positive and not one.overruled, act="not_follow")
        need_reason(reason, "未采纳该意见的理由")
        overruled = replace(one, overruled=True)
        keep_step(desk, actor, overruled, StepKind.NOT_FOLLOWED, text=reason, act="not_follow")
        return overruled, "已记录未采纳的理由"

    return _on_consultation(
        desk, actor, act="not_follow", case=case, ticket=ticket, consultation=consultation, text=reason, do=do
    )


def keep_step(
    desk: Desk,
    actor: Actor,
    one: Consultation,
    kind: StepKind,
    *,
    text: str,
    act: str,
    answer: AnswerKind | None = None,
    by: tuple[UUID, str] | None = None,
) -> None:
    """Write where a consultation stands now, and who did what to it.

    Args:
        desk: what acts stand on.
        actor: who did it.
        one: the consultation as it is now.
        kind: what happened.
        text: the words of it.
        act: name of the act, for the log.
        answer: what was answered.
        by: the organisation that did it, with its name; the one that asks when left out.
    """
    organisation, name = by or (one.lead, one.lead_name)
    step = next_step(desk, one, kind, text=text, answer=answer)
    entry = record_deed(
        desk,
        actor,
        act=act,
        target=ObjectRef(kind=CONSULTATION, id=one.id),
        at=step.at,
        version=step.position,
        before=None if kind is StepKind.ASKED else snapshot_of(desk.consultations.find(one.id)),
        after=snapshot_of(one),
        opinion=text,
        basis=one.basis,
        post=f"{Role.REVIEWER.value}@{organisation}",
    )
    desk.consultations.update(one)
    desk.consultations.append_step(
        replace(
            step,
            entry=entry,
            person=actor.person,
            person_name=actor.name,
            organisation=organisation,
            organisation_name=name,
        )
    )


def _on_consultation(
    desk: Desk,
    actor: Actor,
    *,
    act: str,
    case: UUID,
    ticket: Ticket,
    consultation: UUID,
    text: str,
    do: Callable[[Consultation], tuple[Consultation, str]],
) -> Receipt:
    def on_case(found: Case) -> Receipt:
        require_post(actor, found, roles=CONSULTING_POSTS, act=act)
        _check_reviewable(found, begun=True, act=act)
        one = desk.consultations.find(consultation, lock=True)
        if one is None or one.case != found.id:
            raise NotFound(what="征求意见")
        changed, says = do(settle_silence_of(desk, one))
        return receipt_of(act, found, says, (("consultation", changed.id),))

    body = {"consultation": str(consultation), "text": text}
    return perform_on_case(desk, actor, act=act, case=case, ticket=ticket, body=body, do=on_case)


def need_status(one: Consultation, *, act: str) -> ConsultationSettled:
    """Return the refusal of an act that a consultation as it stands does not allow."""
    return ConsultationSettled(number=one.number, status_label=status_label(one), act_label=act_label(act))


def _need(one: Consultation, met: bool, *, act: str) -> None:  # noqa: FBT001  # what has to be so
    if not met:
        raise need_status(one, act=act)


def may_consult_on(case: Case) -> bool:
    """Return whether other departments may be consulted on a case: it is decided here, and under review."""
    known = case.frozen.kind in _KINDS and not case.frozen.source_system
    return known and case.state in _STATES | {CaseState.ACCEPTED}


def _check_reviewable(case: Case, *, begun: bool, act: str = "consult") -> None:
    states = _STATES if begun else _STATES | {CaseState.ACCEPTED}
    if not may_consult_on(case) or case.state not in states:
        raise ActNotAllowed(
            state_label=state_label(case.frozen.kind, case.state), act_label=act_label(act), case=case.id
        )


def _checked(
    desk: Desk, case: Case, *, departments: tuple[str, ...], code: str, question: str
) -> tuple[ConsultationType, tuple[Office, ...]]:
    """Return the terms and the offices, or refuse with everything that is wrong."""
    known = {one.code for one in desk.catalogue.current().departments}
    terms = shipped_consultation_rules().types.get(code)
    asked = tuple(dict.fromkeys(departments))
    problems = []
    if not question.strip():
        problems.append(Problem("question", "请写明征求意见的问题"))
    if terms is None:
        problems.append(Problem("kind", "请选择征求意见的种类"))
    if not 0 < len(asked) <= _MOST:
        problems.append(Problem("departments", "请选择 1 到 20 个征求意见的部门"))
    problems += [Problem("departments", f"没有部门“{one}”") for one in asked if one not in known]
    if problems or terms is None:
        raise Invalid(problems=tuple(problems))
    offices = tuple(desk.offices.department(one) for one in asked)
    problems += _asked_already(desk, case, offices)
    if problems:
        raise Invalid(problems=tuple(problems))
    for office in offices:
        _check_silence(desk, case, terms, office)
    return terms, offices


def _asked_already(desk: Desk, case: Case, offices: tuple[Office, ...]) -> list[Problem]:
    waiting = {one.department for one in desk.consultations.list_of_cases((case.id,)) if one.status.is_open}
    own = [Problem("departments", "不能向本部门征求意见") for one in offices if one.id == case.department]
    return own + [
        Problem("departments", f"正在等待{one.name}答复，不能重复征求")
        for one in offices
        if one.id in waiting
    ]


def _check_silence(desk: Desk, case: Case, terms: ConsultationType, office: Office) -> None:
    if terms.silence is not Silence.CONSENT:
        return
    demanded = shipped_consultation_rules().express_for(item=case.frozen.item_code, department=office.code)
    law = demanded.basis if demanded else _own_permit(desk, case, office.code)
    if law:
        raise SilenceNotLawful(who=office.name, kind=terms.name, law=law)


def _own_permit(desk: Desk, case: Case, department: str) -> str:
    """Return in words the permit that a department itself still has to grant in the same stage.

    Consent by silence may not replace it.
    """
    project = desk.projects.find_project(case.project) if case.project else None
    if project is None or case.frozen.stage not in _MAIN_LINE:
        return ""
    catalogue = desk.catalogue.current()
    held = valid_items(desk, project, unit_project=case.unit_project)
    for one in applicability(catalogue, project_type=project.type, facts=project.facts):
        item = one.item
        own = item.kind is KindOfAct.PERMIT and item.handling.lead_department == department
        if (
            own
            and one.verdict is Verdict.APPLIES
            and item.stage == case.frozen.stage
            and item.code not in held
        ):
            return (
                f"“{item.name}”是该部门自己的行政许可，默认同意不能代替（《行政许可法》第十二条、第三十八条）"
            )
    return ""


def _enclosures(desk: Desk, case: Case, materials: tuple[UUID, ...]) -> tuple[Enclosure, ...]:
    known = {one.id: one for one in desk.readings.list_materials(case.id)}
    if not set(materials) <= set(known):
        raise Invalid(problems=(Problem("materials", "只能共享本办件的材料"),))
    picked = (known[one] for one in dict.fromkeys(materials))
    return tuple(Enclosure(one.name, one.file, one.file_name, one.sha256, one.size) for one in picked)


def _ask(
    desk: Desk,
    actor: Actor,
    case: Case,
    terms: ConsultationType,
    *,
    office: Office,
    question: str,
    papers: tuple[Enclosure, ...],
) -> Consultation:
    asked = _new(desk, actor, case, terms, office=office)
    letter = ConsultationLetter(asked.id, question, _facts(desk, case), papers)
    desk.consultations.add(asked, letter)
    for file in sorted(paper.file for paper in papers):
        desk.files.share(file=file, holders=(office.id,))
    keep_step(desk, actor, asked, StepKind.ASKED, text=question, act="consult")
    return asked


def _new(desk: Desk, actor: Actor, case: Case, terms: ConsultationType, *, office: Office) -> Consultation:
    year, organ = desk.today().year, organ_word(case.department_name)
    serial = desk.numbers.next_number(
        scheme="document", scope=document_scope(organ=organ, word="征", year=year)
    )
    asked = Consultation(
        id=desk.ids(),
        case=case.id,
        number=document_number(word=f"{organ}征", year=year, serial=serial),
        type=terms.code,
        type_name=terms.name,
        basis=terms.basis,
        silence=terms.silence,
        unreasoned=terms.unreasoned,
        positive=terms.positive,
        limit=terms.limit,
        lead=case.department,
        lead_name=case.department_name,
        department=office.id,
        department_name=office.name,
        department_code=office.code,
        case_number=case.number,
        item_name=case.frozen.item_name,
        project_name=case.project_name or case.applicant_name,
        asked_by_name=actor.name,
        asked_at=desk.now(),
        starts_on=desk.today(),
        due_on=None,
        status=ConsultationStatus.OPEN,
    )
    return dated(desk, asked)


def dated(desk: Desk, one: Consultation) -> Consultation:
    """Return a consultation with the last day to answer as of today."""
    return replace(one, due_on=one.clock(calendar=desk.calendars.current(), today=desk.today()).on)


def _facts(desk: Desk, case: Case) -> tuple[tuple[str, str], ...]:
    """Return what a department needs to know of a case; no persons, no telephone."""
    project = desk.projects.find_project(case.project) if case.project else None
    rows = [("事项", case.frozen.item_name), ("办件编号", case.number), ("申请人", case.applicant_name)]
    if project is not None:
        rows += [("项目名称", project.name), ("项目代码", project.code), ("建设地点", project.address)]
    return tuple((label, text) for label, text in rows if text)
