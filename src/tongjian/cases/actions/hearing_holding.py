"""The organ's acts on a hearing (听证): order, set, hold. Source: 行政许可法 Art. 46, 47, 48."""

from datetime import date
from uuid import UUID

from tongjian.cases.actions.accepting import need_reason
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.hearing import begin_review_by_office, require_hearing_post
from tongjian.cases.actions.hearing_reading import hearing_of
from tongjian.cases.actions.hearing_steps import keep_step, open_hearing
from tongjian.cases.actions.legal_data import shipped_party_clocks
from tongjian.cases.actions.moving import Move, move
from tongjian.cases.actions.papers import put_paper
from tongjian.cases.actions.pausing import end_pauses
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.side_tasks import close_side_tasks
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.hearing import HEARING_TASK, Hearing, HearingStep, earliest_hearing
from tongjian.cases.domain.papers_hearing import hearing_notice, hearing_record
from tongjian.cases.domain.party_clocks import HEARING_NOTICE
from tongjian.cases.domain.pauses import HEARING
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.hearing_errors import ChairReviewed, HearingNoticeTooShort, HearingTooLate, NoHearingOpen
from tongjian.identity import Actor
from tongjian.kit import Invalid, Problem

_LONGEST_PLACE, _LONGEST_CHAIR = 200, 50


def order_hearing(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str) -> Receipt:
    """Hold a hearing of the organ's own motion, for weighty public interests; both clocks stop from now.

    Raises:
        NoHearingOpen: one is under way already.
    """

    def do(found: Case) -> Receipt:
        require_hearing_post(desk, actor, found, act="order_hearing")
        need_reason(reason, "需要听证的重大公共利益")
        if hearing_of(desk, found).under_way:
            raise NoHearingOpen(why="本办件的听证已经开始，不需要再次决定")
        begun = begin_review_by_office(desk, actor, found)
        moved = open_hearing(desk, actor, begun, act="order_hearing", step=HearingStep.ORDERED, reason=reason)
        return receipt_of("order_hearing", moved.case, "已决定举行听证，办理期限自今天起停止计算")

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="order_hearing", case=case, ticket=ticket, body=body, do=do)


def schedule_hearing(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, held_on: date, place: str, chair: str
) -> Receipt:
    """Set day, place and chair of a hearing, and tell the parties; it may be set anew the same way.

    Raises:
        NoHearingOpen: none was applied for or ordered.
        HearingNoticeTooShort: fewer than the days of notice ahead.
        HearingTooLate: after the last day, while a day in time is still to be had.
        ChairReviewed: the chair took part in the review.
    """

    def do(found: Case) -> Receipt:
        require_hearing_post(desk, actor, found, act="schedule_hearing")
        hearing = _under_way(desk, found)
        _check_place(place, chair)
        _check_day(desk, hearing, held_on)
        _check_chair(desk, found, chair.strip())
        opinion = f"{held_on:%Y-%m-%d} {place.strip()}，主持人{chair.strip()}"
        what = Move(act="schedule_hearing", opinion=opinion, office=f"reviewer@{found.department}")
        moved = move(desk, actor, found, what)
        step = HearingStep.SCHEDULED
        keep_step(
            desk, actor, moved, step, text="", held_on=held_on, place=place.strip(), chair=chair.strip()
        )
        names = tuple(one.party.name for one in hearing_of(desk, found).parties) or (found.applicant_name,)
        notice = hearing_notice(
            moved.case, held_on=held_on, place=place.strip(), chair=chair.strip(), names=names
        )
        paper = put_paper(desk, moved.case, notice, entry=moved.entry)
        return receipt_of("schedule_hearing", moved.case, "已通知听证的时间和地点", (("document", paper),))

    body = {"held_on": held_on, "place": place, "chair": chair}
    return perform_on_case(desk, actor, act="schedule_hearing", case=case, ticket=ticket, body=body, do=do)


def hold_hearing(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, minutes: str) -> Receipt:
    """Record that the hearing was held, with its minutes; the clocks it stopped run on.

    Raises:
        NoHearingOpen: none is under way, it is not set, or its day has not come.
    """

    def do(found: Case) -> Receipt:
        require_hearing_post(desk, actor, found, act="hold_hearing")
        hearing = _under_way(desk, found)
        if hearing.scheduled_on is None:
            raise NoHearingOpen(why="听证的时间和地点还没有通知")
        if desk.today() < hearing.scheduled_on:
            raise NoHearingOpen(why=f"听证定于 {hearing.scheduled_on:%Y-%m-%d} 举行，日期还没有到")
        need_reason(minutes, "听证笔录")
        ending = tuple(one for one in found.pauses if one.ended_on is None and one.kind == HEARING)
        office = f"reviewer@{found.department}"
        moved = end_pauses(
            desk, actor, found, ending, act="hold_hearing", opinion="听证已举行", office=office
        )
        keep_step(desk, actor, moved, HearingStep.HELD, text=minutes, held_on=desk.today())
        close_side_tasks(desk, moved.case, kind=HEARING_TASK)
        record = hearing_record(moved.case, hearing, minutes=minutes)
        paper = put_paper(desk, moved.case, record, entry=moved.entry)
        return receipt_of("hold_hearing", moved.case, "听证已记录，办理期限恢复计算", (("document", paper),))

    body = {"minutes": minutes}
    return perform_on_case(desk, actor, act="hold_hearing", case=case, ticket=ticket, body=body, do=do)


def _under_way(desk: Desk, case: Case) -> Hearing:
    hearing = hearing_of(desk, case).hearing
    if hearing is None or hearing.held_on is not None:
        raise NoHearingOpen(why="本办件没有人申请听证，也没有决定举行听证")
    return hearing


def _check_place(place: str, chair: str) -> None:
    problems = []
    if not 0 < len(place.strip()) <= _LONGEST_PLACE:
        problems.append(Problem("place", "请填写举行听证的地点，最多 200 个字"))
    if not 0 < len(chair.strip()) <= _LONGEST_CHAIR:
        problems.append(Problem("chair", "请填写听证主持人，最多 50 个字"))
    if problems:
        raise Invalid(problems=tuple(problems))


def _check_day(desk: Desk, hearing: Hearing, held_on: date) -> None:
    clocks = shipped_party_clocks()
    earliest = earliest_hearing(clocks=clocks, calendar=desk.calendars.current(), today=desk.today())
    if held_on < earliest:
        days = clocks.get(HEARING_NOTICE).limit.days
        raise HearingNoticeTooShort(days=days, earliest_on=f"{earliest:%Y-%m-%d}")
    latest = hearing.hold_by.on
    if latest is not None and earliest <= latest < held_on:
        raise HearingTooLate(latest_on=f"{latest:%Y-%m-%d}")


def _check_chair(desk: Desk, case: Case, chair: str) -> None:
    reviewing = {one.person_name for one in desk.readings.list_opinions(case.id)}
    reviewing |= {one.person_name for one in desk.readings.list_records(case.id) if one.act == "begin_review"}
    if chair in reviewing:
        raise ChairReviewed(chair=chair)
