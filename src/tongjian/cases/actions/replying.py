"""The comprehensive reply of a parallel review: one answer of the coordinator to one application.

Source: 国办发〔2019〕11号 (一家牵头、并联审批).
"""

from uuid import UUID

from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.papers import tell
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.actions.tasks import office_of
from tongjian.cases.consultation_errors import CasesStillOpen
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.organs import organ_word
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.reply import BASIS, Reply, found_in_order, rows_of, title_of, words_of
from tongjian.cases.domain.stages import stage_leads
from tongjian.cases.errors import ActNotAllowed, NotFound, NotYourTask
from tongjian.cases.ports import Office
from tongjian.evidence import ObjectRef, document_number, document_scope
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem

APPLICATION = "cases.application"
"""Kind of object of what is done with an application as a whole."""

_LONGEST = 2000


def reply_comprehensively(
    desk: Desk,
    actor: Actor,
    *,
    application: UUID,
    ticket: Ticket,
    interim: bool = False,
    remark: str = "",
) -> Receipt:
    """Reply to an application once for all its items; each decision stays with its own organ.

    Args:
        desk: what acts stand on.
        actor: a coordinator of the department that leads the stage.
        application: the application of a parallel review.
        ticket: idempotency.
        interim: some items are still open, and the reply says so.
        remark: what the lead adds.

    Raises:
        NotYourTask: the actor coordinates another stage, or none.
        CasesStillOpen: items are open and the reply is not marked interim.
        ActNotAllowed: the application is for one item, whose own decision is the answer.
    """

    def do() -> Receipt:
        found, office = _led(desk, actor, application)
        waiting = [one.frozen.item_name for one in found if one.closed_at is None]
        if waiting and not interim:
            raise CasesStillOpen(number=len(waiting), items="、".join(waiting))
        if len(remark) > _LONGEST:
            raise Invalid(problems=(Problem("remark", "内容过长，最多 2000 个字"),))
        return _reply(desk, actor, found, office=office, interim=bool(waiting), remark=remark.strip())

    body = {"application": str(application), "interim": interim, "remark": remark}
    return perform(desk, actor, act="reply_comprehensively", ticket=ticket, body=body, do=do)


def list_replies(desk: Desk, actor: Actor, *, application: UUID) -> tuple[Reply, ...]:
    """Return the comprehensive replies to an application, oldest first."""
    with desk.begin(actor.access()):
        return desk.consultations.list_replies(application)


def may_reply(desk: Desk, actor: Actor, *, stage: str) -> bool:
    """Return whether the actor coordinates a stage."""
    return _led_by(desk, actor, stage) is not None


def _led_by(desk: Desk, actor: Actor, stage: str) -> Office | None:
    for code in stage_leads(desk.catalogue.current(), stage):
        office = desk.offices.department(code)
        if actor.holds(Role.COORDINATOR, office.id):
            return office
    return None


def _led(desk: Desk, actor: Actor, application: UUID) -> tuple[tuple[Case, ...], Office]:
    row = desk.readings.find_application(application)
    found = found_in_order(desk.readings.list_cases_of((application,))) if row else ()
    if row is None or not found:
        raise NotFound(what="申报")
    office = _led_by(desk, actor, found[0].frozen.stage)
    if office is None:
        raise NotYourTask(node_name="综合答复", who="牵头部门的牵头协调人员")
    if not row.parallel_code or len(found) == 1:
        raise ActNotAllowed(state_label="单项申报", act_label="综合答复", case=found[0].id)
    return found, office


def _reply(
    desk: Desk, actor: Actor, found: tuple[Case, ...], *, office: Office, interim: bool, remark: str
) -> Receipt:
    first, at, year = found[0], desk.now(), desk.today().year
    organ, title = organ_word(office.name), title_of(interim=interim)
    serial = desk.numbers.next_number(
        scheme="document", scope=document_scope(organ=organ, word="综", year=year)
    )
    post = f"{Role.COORDINATOR.value}@{office.id}"
    paragraphs = words_of(found, remark=remark)
    entry = record_deed(
        desk,
        actor,
        act="reply_comprehensively",
        target=ObjectRef(kind=APPLICATION, id=first.application),
        at=at,
        opinion=paragraphs[0],
        basis=BASIS,
        post=post,
    )
    reply = Reply(
        id=desk.ids(),
        application=first.application,
        number=document_number(word=f"{organ}综", year=year, serial=serial),
        title=title,
        interim=interim,
        addressee=first.applicant_name,
        paragraphs=paragraphs,
        rows=rows_of(found),
        basis=BASIS,
        organ=office.name,
        holder=first.applicant,
        person=actor.person,
        made_at=at,
        entry=entry,
    )
    desk.consultations.add_reply(reply)
    tell(desk, first, title=f"{title} {reply.number}", text=paragraphs[0], at=at)
    return Receipt(
        act="reply_comprehensively",
        id=first.application,
        number=reply.number,
        says=f"已作出{title}并通知申请人（{office_of(post)}）",
        made=(("reply", reply.id),),
    )
