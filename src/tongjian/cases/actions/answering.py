"""Answering a consultation: the acts and lists of the department that was asked.

It sees what it was sent, never the case itself.
"""

from uuid import UUID

from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.consultation_rules import shipped_consultation_rules
from tongjian.cases.actions.consulted import line_of
from tongjian.cases.actions.consulting import CONSULTING_POSTS, dated, keep_step, need_status
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.actions.silence import settle_silence_of
from tongjian.cases.domain.consultation import (
    AnswerKind,
    Consultation,
    ConsultationStatus,
    StepKind,
    Unreasoned,
    deem_consent,
    forward,
    gives_reasons,
    send_back,
    settle,
)
from tongjian.cases.domain.consultation_readings import ConsultationLine, ConsultationSheet
from tongjian.cases.domain.consultation_words import status_label
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.errors import NotFound, NotYourTask
from tongjian.identity import Actor
from tongjian.kit import Invalid, Page, Problem

_PAGE = 30


def answer_consultation(
    desk: Desk, actor: Actor, *, consultation: UUID, ticket: Ticket, answer: AnswerKind, text: str = ""
) -> Receipt:
    """Answer for the department that was asked.

    An objection without reasons is sent back once, within the same limit; the second time it counts as
    consent. After the limit of a kind with consent by silence an answer is kept, but moves nothing.

    Raises:
        ReasonNeeded: a condition without words, or an objection where reasons must come with it.
        ConsultationSettled: it was answered or withdrawn before.
        NotYourTask: the department of someone else was asked.
        Invalid: the kind of consultation does not know the answer.
    """

    def do() -> Receipt:
        found = desk.consultations.find(consultation)
        if found is None:
            raise NotFound(what="征求意见")
        if not any(actor.holds(role, found.department) for role in CONSULTING_POSTS):
            who = f"{found.department_name}的审查或审批人员"
            raise NotYourTask(node_name=act_label("answer_consultation"), who=who)
        locked = desk.consultations.find(consultation, lock=True) or found
        return _answer(desk, actor, settle_silence_of(desk, locked), answer=answer, text=text.strip())

    body = {"consultation": str(consultation), "answer": answer.value, "text": text}
    return perform(desk, actor, act="answer_consultation", ticket=ticket, body=body, do=do)


def _answer(desk: Desk, actor: Actor, one: Consultation, *, answer: AnswerKind, text: str) -> Receipt:
    terms = shipped_consultation_rules().types.get(one.type)
    if terms is not None and answer not in terms.answers:
        raise Invalid(problems=(Problem("answer", "该种征求意见不能这样答复"),))
    if one.silent:
        need_reason(text, "意见内容")
        return _keep(desk, actor, one, StepKind.ANSWERED_LATE, answer=answer, text=text)
    if not one.status.is_open:
        raise need_status(one, act="answer_consultation")
    if answer is AnswerKind.FORWARDED:
        return _forward(desk, actor, one, text)
    if answer is AnswerKind.DISAGREE and not gives_reasons(text):
        return _without_reasons(desk, actor, one, text)
    if answer is AnswerKind.CONDITIONAL:
        need_reason(text, "同意的条件")
    taken = settle(one, answer=answer, on=desk.today())
    return _keep(desk, actor, taken, StepKind.ANSWERED, answer=answer, text=text)


def _forward(desk: Desk, actor: Actor, one: Consultation, text: str) -> Receipt:
    terms = shipped_consultation_rules().types.get(one.type)
    if terms is None or terms.forwarded is None or one.status is ConsultationStatus.FORWARDED:
        raise need_status(one, act="answer_consultation")
    need_reason(text, "转报的上级机关和原因")
    moved = dated(desk, forward(one, limit=terms.forwarded, on=desk.today()))
    return _keep(desk, actor, moved, StepKind.FORWARDED, answer=AnswerKind.FORWARDED, text=text)


def _without_reasons(desk: Desk, actor: Actor, one: Consultation, text: str) -> Receipt:
    if one.unreasoned is Unreasoned.REFUSED:
        need_reason("", "不同意的理由")
    if not one.returned:
        return _keep(
            desk, actor, send_back(one), StepKind.RETURNED, answer=AnswerKind.DISAGREE, text=text or "不同意"
        )
    deemed = deem_consent(one, on=desk.today(), silent=False)
    return _keep(
        desk, actor, deemed, StepKind.DEEMED_CONSENT, answer=AnswerKind.DISAGREE, text=text or "不同意"
    )


_SAYS = {
    StepKind.ANSWERED: "意见已答复",
    StepKind.FORWARDED: "已记录转报上级，答复时限重新计算",
    StepKind.RETURNED: "没有说明理由，已退回一次；请在原时限内补充理由，仍不说明的视为同意",
    StepKind.DEEMED_CONSENT: "退回后仍没有说明理由，按规定视为同意",
    StepKind.ANSWERED_LATE: "答复时限已过，已按视为同意处理；本次意见仅作记录",
}


def _keep(
    desk: Desk, actor: Actor, one: Consultation, kind: StepKind, *, answer: AnswerKind, text: str
) -> Receipt:
    by = (one.department, one.department_name)
    keep_step(desk, actor, one, kind, text=text or "同意", act="answer_consultation", answer=answer, by=by)
    return Receipt(
        act="answer_consultation",
        id=one.id,
        number=one.number,
        says=_SAYS[kind],
        state_label=status_label(one),
    )


def list_consultations(
    desk: Desk, actor: Actor, *, is_open: bool = True, after: str = ""
) -> Page[ConsultationLine]:
    """Return what the actor's departments were asked: open questions by date, or the others, newest first."""
    with desk.begin(actor.access()):
        page = desk.consultations.list_of_departments(
            _departments(actor), is_open=is_open, after=after, size=_PAGE
        )
        return Page(tuple(line_of(desk, one) for one in page.rows), page.next_key)


def count_consultations(desk: Desk, actor: Actor) -> int:
    """Return how many questions wait for an answer of the actor's departments."""
    departments = _departments(actor)
    if not departments:
        return 0
    with desk.begin(actor.access()):
        return desk.consultations.count_open(departments)


def get_consultation(desk: Desk, actor: Actor, *, consultation: UUID) -> ConsultationSheet:
    """Return everything a department, or the organ that asked, sees of a consultation.

    Raises:
        NotFound: no such consultation, or not for these eyes.
    """
    with desk.begin(actor.access()):
        found = desk.consultations.find(consultation)
        letter = desk.consultations.find_letter(consultation)
        if found is None or letter is None:
            raise NotFound(what="征求意见")
        asked = any(actor.holds(role, found.department) for role in CONSULTING_POSTS)
        terms = shipped_consultation_rules().types.get(found.type)
        return ConsultationSheet(
            line=line_of(desk, found),
            letter=letter,
            steps=desk.consultations.list_steps((found.id,)),
            answers=terms.answers if terms and asked and (found.status.is_open or found.silent) else (),
            asked_here=asked,
        )


def _departments(actor: Actor) -> tuple[UUID, ...]:
    held = (grant.organisation for grant in actor.grants if grant.role in CONSULTING_POSTS)
    return tuple(dict.fromkeys(held))
