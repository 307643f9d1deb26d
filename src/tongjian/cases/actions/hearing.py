"""Interested parties (利害关系人): told of their rights, heard in writing or in a hearing (听证).

Source: 行政许可法 Art. 36, 46, 47, 48.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from tongjian.calendar import DueDate
from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.hearing_reading import hearing_of
from tongjian.cases.actions.hearing_steps import keep_step, open_hearing
from tongjian.cases.actions.legal_data import shipped_party_clocks
from tongjian.cases.actions.moving import Move, Moved, move
from tongjian.cases.actions.papers import put_paper
from tongjian.cases.actions.performing import Body, Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.reviewing import begin_if_waiting
from tongjian.cases.actions.tasks import APPLICANT, may_take, require_post
from tongjian.cases.actions.under_way import require_under_way
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.hearing import HearingSheet, HearingStep, Party, PartySheet
from tongjian.cases.domain.papers_hearing import rights_notice
from tongjian.cases.domain.pauses import HEARING
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import NotYourTask, PauseKindNotEnabled
from tongjian.cases.hearing_errors import PartyTooLate, PartyUnknown
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem

_MOST_PARTIES, _LONGEST_NAME, _LONGEST_CONTACT = 50, 100, 200
_OFFICE = (Role.REVIEWER, Role.APPROVER)


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """An interested party as it is entered.

    Attributes:
        interest: what the decision does to them, in words.
        contact: address or phone; seen by the organs alone.
    """

    name: str
    interest: str
    contact: str = ""


def notify_parties(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, parties: tuple[PartyEntry, ...], reason: str
) -> Receipt:
    """Tell the applicant and the interested parties that they may state, defend, and ask for a hearing.

    Until their dates have passed, or they have spoken, no decision is taken.

    Raises:
        PauseKindNotEnabled: the item knows no hearing.
        Invalid: a party without a name or an interest.
    """

    def do(found: Case) -> Receipt:
        require_hearing_post(desk, actor, found, act="notify_parties")
        need_reason(reason, "直接关系他人重大利益的情况")
        _check_parties(parties)
        begun = begin_review_by_office(desk, actor, found)
        told = hearing_of(desk, begun)
        what = Move(act="notify_parties", opinion=reason, basis="行政许可法 第三十六条、第四十七条")
        moved = move(desk, actor, begun, what)
        entries = [] if told.of_applicant() else [(PartyEntry(begun.applicant_name, ""), True)]
        entries += [(one, False) for one in parties]
        papers = [_tell(desk, moved, one, reason=reason, applicant=own) for one, own in entries]
        made = tuple(("document", one) for one in papers)
        return receipt_of("notify_parties", moved.case, "已告知陈述申辩和听证的权利", made)

    body = {"parties": [[one.name, one.interest, one.contact] for one in parties], "reason": reason}
    return perform_on_case(desk, actor, act="notify_parties", case=case, ticket=ticket, body=body, do=do)


def record_statement(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, text: str, party: UUID | None = None
) -> Receipt:
    """Record what a party states in its defence; without ``party`` it is the applicant.

    Raises:
        PartyUnknown: it was never told of its right.
        PartyTooLate: its clock has run out, or it has stated before.
        NotYourTask: the applicant speaks for itself alone.
    """

    def say(found: Case, sheet: HearingSheet, one: PartySheet) -> Receipt:
        del sheet
        need_reason(text, "陈述和申辩的内容")
        if not one.may_state(desk.today()):
            raise too_late(one, "陈述申辩", one.stated_on is not None, one.state_by)
        moved = _by_party(desk, actor, found, one, act="record_statement", opinion=text)
        keep_step(desk, actor, moved, HearingStep.STATED, party=one.party.id, text=text)
        return receipt_of("record_statement", moved.case, "陈述申辩已记录，审批部门会充分考虑")

    body = {"text": text, "party": party}
    return _speak(
        desk, actor, act="record_statement", case=case, ticket=ticket, body=body, party=party, say=say
    )


def request_hearing(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str = "", party: UUID | None = None
) -> Receipt:
    """Apply for a hearing; both clocks stop from now to its end.

    Raises:
        PartyUnknown: the party was never told of its right.
        PartyTooLate: its five days have run out, or it has applied or waived before.
        NotYourTask: the applicant speaks for itself alone.
    """

    def say(found: Case, sheet: HearingSheet, one: PartySheet) -> Receipt:
        if not one.may_apply(desk.today()):
            done = one.applied_on is not None or one.waived_on is not None
            raise too_late(one, "申请听证", done, one.apply_by)
        moved = _by_party(desk, actor, found, one, act="request_hearing", opinion=reason)
        keep_step(desk, actor, moved, HearingStep.APPLIED, party=one.party.id, text=reason)
        if sheet.under_way:
            return receipt_of("request_hearing", moved.case, "听证申请已收到，将合并举行听证")
        moved = open_hearing(
            desk,
            actor,
            moved.case,
            act="request_hearing",
            step=HearingStep.OPENED,
            reason=f"{one.party.name}申请听证",
        )
        return receipt_of("request_hearing", moved.case, "听证申请已收到，办理期限自今天起停止计算")

    body = {"reason": reason, "party": party}
    return _speak(
        desk, actor, act="request_hearing", case=case, ticket=ticket, body=body, party=party, say=say
    )


def waive_hearing(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, party: UUID | None = None
) -> Receipt:
    """Waive statement and hearing, so that nobody need wait for the dates.

    Raises:
        PartyUnknown: the party was never told of its right.
        PartyTooLate: it has applied, or its dates have passed.
        NotYourTask: the applicant speaks for itself alone.
    """

    def say(found: Case, sheet: HearingSheet, one: PartySheet) -> Receipt:
        del sheet
        today = desk.today()
        if not (one.may_apply(today) or (one.applied_on is None and one.may_state(today))):
            done = one.applied_on is not None or one.waived_on is not None
            raise too_late(one, "放弃听证", done, one.apply_by)
        moved = _by_party(desk, actor, found, one, act="waive_hearing", opinion="")
        keep_step(desk, actor, moved, HearingStep.WAIVED, party=one.party.id, text="")
        return receipt_of("waive_hearing", moved.case, "已记录放弃陈述申辩和听证")

    body = {"party": party}
    return _speak(desk, actor, act="waive_hearing", case=case, ticket=ticket, body=body, party=party, say=say)


def require_hearing_post(desk: Desk, actor: Actor, case: Case, *, act: str) -> None:
    """Refuse an act of the organ about a hearing by others, at the wrong time, or for an item without one.

    Raises:
        ActNotAllowed, NotYourTask, PauseKindNotEnabled: as they say.
    """
    require_under_way(case, act)
    require_post(actor, case, roles=_OFFICE, act=act)
    if not knows_hearing(desk, case):
        raise PauseKindNotEnabled(kind="听证")


def knows_hearing(desk: Desk, case: Case) -> bool:
    """Return whether the item of a case enables hearings."""
    items = desk.catalogue.current().items
    procedures = (one.special_procedures for one in items if one.code == case.frozen.item_code)
    return any((one.kind or one.code) == HEARING for found in procedures for one in found)


def begin_review_by_office(desk: Desk, actor: Actor, case: Case) -> Case:
    """Record state 8 on an accepted case; a stop can only follow it."""
    begun = begin_if_waiting(desk, actor, case)
    if begun.state is not CaseState.ACCEPTED:
        return begun
    office = f"reviewer@{case.department}"
    what = Move(act="begin_review", states=(CaseState.UNDER_REVIEW,), office=office)
    return move(desk, actor, begun, what).case


def too_late(one: PartySheet, what: str, done: bool, clock: DueDate) -> PartyTooLate:  # noqa: FBT001 - one word
    """Return the refusal of a party that has spoken, or whose clock has run out."""
    why = "已经办理过" if done else f"期限已于 {clock.on:%Y-%m-%d} 届满"
    return PartyTooLate(who=one.party.name, what=what, why=why)


Saying = Callable[[Case, HearingSheet, PartySheet], Receipt]


def _speak(
    desk: Desk,
    actor: Actor,
    *,
    act: str,
    case: UUID,
    ticket: Ticket,
    body: Body,
    party: UUID | None,
    say: Saying,
) -> Receipt:
    def do(found: Case) -> Receipt:
        require_under_way(found, act)
        sheet = hearing_of(desk, found)
        one = sheet.find(party) if party else sheet.of_applicant()
        speaks_for_itself = may_take(actor, found, role=APPLICANT, organisation=found.applicant)
        clerk = actor.holds(Role.CLERK, found.counter)
        office = clerk or any(actor.holds(role, found.department) for role in _OFFICE)
        if not office and not (speaks_for_itself and (one is None or one.party.applicant)):
            raise NotYourTask(
                node_name="陈述申辩和听证", who=f"申请人{found.applicant_name}或综合窗口、审查人员"
            )
        if one is None:
            raise PartyUnknown(who="该利害关系人" if party else f"申请人{found.applicant_name}")
        return say(found, sheet, one)

    return perform_on_case(desk, actor, act=act, case=case, ticket=ticket, body=body, do=do)


def _by_party(desk: Desk, actor: Actor, case: Case, one: PartySheet, *, act: str, opinion: str) -> Moved:
    said = f"{one.party.name}：{opinion}" if opinion else one.party.name
    office = (
        f"reviewer@{case.department}" if any(actor.holds(r, case.department) for r in _OFFICE) else APPLICANT
    )
    return move(desk, actor, case, Move(act=act, opinion=said, office=office))


def _tell(desk: Desk, moved: Moved, entry: PartyEntry, *, reason: str, applicant: bool) -> UUID:
    party = Party(
        id=desk.ids(),
        case=moved.case.id,
        name=entry.name.strip(),
        interest=entry.interest.strip(),
        contact=entry.contact.strip(),
        applicant=applicant,
        told_on=desk.today(),
        entry=moved.entry,
    )
    desk.hearings.add_party(party)
    notice = rights_notice(moved.case, party, reason=reason, clocks=shipped_party_clocks())
    return put_paper(desk, moved.case, notice, entry=moved.entry)


def _check_parties(parties: tuple[PartyEntry, ...]) -> None:
    problems = []
    for at, one in enumerate(parties):
        if not 0 < len(one.name.strip()) <= _LONGEST_NAME:
            problems.append(Problem(f"parties.{at}.name", "请填写利害关系人的姓名或者名称，最多 100 个字"))
        if not one.interest.strip():
            problems.append(Problem(f"parties.{at}.interest", "请写明与该利害关系人的利害关系"))
        if len(one.contact) > _LONGEST_CONTACT:
            problems.append(Problem(f"parties.{at}.contact", "联系方式最多 200 个字"))
    if len(parties) > _MOST_PARTIES:
        problems.append(Problem("parties", "一次最多告知 50 个利害关系人"))
    if problems:
        raise Invalid(problems=tuple(problems))
