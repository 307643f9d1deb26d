"""Reading one officer's day."""

from datetime import datetime, time, timedelta

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.inbox import inbox_row
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.reading import posts_of
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.clocks import clocks_of
from tongjian.cases.domain.judging import case_name
from tongjian.cases.domain.my_day import (
    COMING_BACK,
    SHOWN,
    CameBackRow,
    MyDay,
    WaitingRow,
    days_waited,
    working_day_before,
)
from tongjian.cases.domain.readings import InboxFilter, InboxRow
from tongjian.cases.ports import WorkItem
from tongjian.cases.ports.days import Asked
from tongjian.identity import Actor
from tongjian.kit import CHINA

_LOOKED_BACK = timedelta(days=30)
_CONSULTED = "answer_consultation"


def get_my_day(desk: Desk, actor: Actor) -> MyDay:
    """Return what is due, who is waited for, what came back, and what is new since the last working day."""
    today, calendar = desk.today(), desk.calendars.current()
    new_since = working_day_before(today, calendar)
    since = datetime.combine(new_since, time.min, CHINA)
    posts = posts_of(actor)
    with desk.begin(actor.access()):
        page = desk.readings.list_work(posts=posts, narrowed=InboxFilter(), today=today, size=SHOWN)
        due = tuple(_row(desk, *one) for one in page.rows if one[0].due_on and one[0].due_on <= today)
        tally = desk.readings.tally_work(posts=posts, narrowed=InboxFilter(), today=today)
        asked = desk.days.list_asked(person=actor.person, since=desk.now() - _LOOKED_BACK, size=SHOWN)
        return MyDay(
            on=today,
            due=due,
            due_count=tally.overdue + tally.due_today,
            waiting=_waiting(desk, actor, asked),
            came_back=_came_back(desk, actor, asked),
            new=tuple(
                _row(desk, *one) for one in desk.days.list_offered(posts=posts, since=since, size=SHOWN)
            ),
            new_since=new_since,
        )


def _row(desk: Desk, work: WorkItem, case: Case) -> InboxRow:
    return inbox_row(work, case, calendar=desk.calendars.current(), today=desk.today())


def _waiting(desk: Desk, actor: Actor, asked: tuple[Asked, ...]) -> tuple[WaitingRow, ...]:
    found = desk.days.list_waiting(person=actor.person, posts=posts_of(actor), size=SHOWN)
    rows = [
        _waits(desk, case, f"{work.organisation_name}（{work.node_name}）", work.offered_at)
        for work, case in found
    ]
    rows += [
        _waits(desk, one.case, f"{one.department_name}（{act_label('consult')}）", one.asked_at)
        for one in asked
        if not one.answer
    ]
    return tuple(sorted(rows, key=lambda row: (row.since, row.number)))[:SHOWN]


def _waits(desk: Desk, case: Case, waits_for: str, since: datetime) -> WaitingRow:
    calendar, today = desk.calendars.current(), desk.today()
    clocks = clocks_of(case, received_on=case.received_on, calendar=calendar, today=today)
    return WaitingRow(
        case=case.id,
        number=case.number,
        name=case_name(case),
        item_name=case.frozen.item_name,
        waits_for=waits_for,
        since=since,
        days=days_waited(since, today=today, calendar=calendar),
        light=clocks.light,
        due_on=clocks.next_due_on,
    )


def _came_back(desk: Desk, actor: Actor, asked: tuple[Asked, ...]) -> tuple[CameBackRow, ...]:
    """Return open tasks whose last act brought them back, and consultations answered."""
    since = desk.now() - _LOOKED_BACK
    offered = desk.days.list_offered(posts=posts_of(actor), since=since, size=SHOWN)
    last = desk.days.list_last_records(tuple(case.id for _, case in offered))
    rows = [
        _back(desk, case, act=record.act, by=record.person_name, at=record.at)
        for case in {case.id: case for _, case in offered}.values()
        for record in [last.get(case.id)]
        if record is not None and record.act in COMING_BACK
    ]
    rows += [
        _back(desk, one.case, act=_CONSULTED, by=one.department_name, at=one.asked_at)
        for one in asked
        if one.answer and one.case.closed_at is None
    ]
    return tuple(sorted(rows, key=lambda row: (row.at, row.number), reverse=True))[:SHOWN]


def _back(desk: Desk, case: Case, *, act: str, by: str, at: datetime) -> CameBackRow:
    calendar, today = desk.calendars.current(), desk.today()
    clocks = clocks_of(case, received_on=case.received_on, calendar=calendar, today=today)
    return CameBackRow(
        case=case.id,
        number=case.number,
        name=case_name(case),
        item_name=case.frozen.item_name,
        act=act_label(act),
        by=by,
        at=at,
        light=clocks.light,
        due_on=clocks.next_due_on,
    )
