"""Importing the yearly notice of working days: what it would change, the import, the dates anew.

Only the system administrator imports. That a case is due he learns only as a number; the dates are
worked out within the sight of the organs that decide.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tongjian.calendar import (
    LATE_DECEMBER,
    CalendarYear,
    ImportedYear,
    WorkCalendar,
    read_notice,
    write_notice,
)
from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.moving import urgency_now
from tongjian.cases.actions.papers import tell, tell_office
from tongjian.cases.actions.performing import Ticket, perform
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.redating import MovedDate, NoticeForm, NoticePreview, dates_moved
from tongjian.cases.errors import NotYourTask
from tongjian.evidence import ObjectRef, state_hash
from tongjian.identity import Actor, Role
from tongjian.kit import AccessContext
from tongjian.messages import REMINDER

_AT_ONCE = 200
_FIRST_MONTH_OF_NEED = 12
_BASIS = "《全国年节及纪念日放假办法》；《中华人民共和国行政许可法》第八十二条"


def missing_year(desk: Desk) -> int | None:
    """Return the year whose notice is wanted: this one's at any time, the next one's from 1 December."""
    today, calendar = desk.today(), desk.calendars.current()
    if not calendar.knows(today.year):
        return today.year
    late = today.month >= _FIRST_MONTH_OF_NEED
    return today.year + 1 if late and not calendar.knows(today.year + 1) else None


def list_notices(desk: Desk, actor: Actor) -> tuple[ImportedYear, ...]:
    """Return the notices imported, newest first.

    Raises:
        NotYourTask: the actor is no system administrator.
    """
    _require_administrator(actor)
    with desk.begin(actor.access()):
        return tuple(reversed(desk.years.list_imported()))


def preview_notice(desk: Desk, actor: Actor, *, notice: NoticeForm) -> NoticePreview:
    """Return what importing a notice would change.

    Raises:
        NotYourTask: the actor is no system administrator.
        InvalidCalendarYear: lines that cannot be right, each with its rule.
    """
    _require_administrator(actor)
    read = _read(notice)
    before = desk.calendars.current()
    after = before.with_years([read])
    found: list[tuple[MovedDate, ...]] = []

    def look(case: Case) -> None:
        found.append(dates_moved(case, before=before, after=after, today=desk.today()))

    _for_each_dated(desk, actor, read, look)
    moved = sum(any(one.has_moved for one in dates) for dates in found)
    return NoticePreview(
        notice=read,
        replaces=before.knows(read.year),
        looked_at=len(found),
        moved=moved,
        settled=sum(bool(dates) for dates in found) - moved,
        moved_days=tuple(day for day in _days_of(read) if before.is_working(day) != after.is_working(day)),
    )


def import_notice(desk: Desk, actor: Actor, *, notice: NoticeForm, ticket: Ticket) -> Receipt:
    """Take up a yearly notice, work the dates of open cases out anew and tell whom it concerns.

    Raises:
        NotYourTask: the actor is no system administrator.
        InvalidCalendarYear: lines that cannot be right, each with its rule.
    """
    before = desk.calendars.current()

    def do() -> Receipt:
        _require_administrator(actor)
        return _import(desk, actor, _read(notice))

    body = {
        "year": notice.year,
        "source": notice.source,
        "effective_on": notice.effective_on.isoformat(),
        "text": notice.text,
    }
    receipt = perform(desk, actor, act="import_notice", ticket=ticket, body=body, do=do)
    after = desk.calendars.refresh()
    _redate(desk, actor, _read(notice), before=before, after=after)
    return receipt


def _import(desk: Desk, actor: Actor, read: CalendarYear) -> Receipt:
    at, imported = desk.now(), desk.ids()
    entry = record_deed(
        desk,
        actor,
        act="import_notice",
        target=ObjectRef(kind="calendar.year", id=imported),
        at=at,
        version=read.year,
        after=state_hash({"year": read.year, "source": read.source, "days": write_notice(read)}),
        opinion=read.source,
        basis=_BASIS,
        post=Role.SYSTEM_ADMIN.value,
    )
    desk.years.add(
        ImportedYear(
            id=imported,
            notice=read,
            imported_by=actor.person,
            imported_by_name=actor.name,
            imported_at=at,
            entry=entry,
        )
    )
    says = f"{read.year} 年的放假安排已导入，办件期限按新的安排计算"
    return Receipt(act="import_notice", id=imported, number=str(read.year), says=says)


def _redate(
    desk: Desk, actor: Actor, read: CalendarYear, *, before: WorkCalendar, after: WorkCalendar
) -> None:
    def redate(case: Case) -> None:
        desk.store.redate_work(case.id, urgency_now(desk, case))
        dates = dates_moved(case, before=before, after=after, today=desk.today())
        moved = [one for one in dates if one.has_moved]
        if moved:
            _tell(desk, case, read, moved)

    _for_each_dated(desk, actor, read, redate)


def _tell(desk: Desk, case: Case, read: CalendarYear, moved: list[MovedDate]) -> None:
    said = "；".join(f"{one.name}由 {one.before or '未定'} 变为 {one.after or '未定'}" for one in moved)
    title = f"{read.year} 年放假安排公布，办件期限已重新计算"
    text = f"{read.source}公布后，办件 {case.number}（{case.frozen.item_name}）的{said}。"
    tell(desk, case, title=title, text=text, at=desk.now(), kind=REMINDER)
    tell_office(desk, case, holder=case.department, role="reviewer", title=title, text=text, kind=REMINDER)


def _for_each_dated(desk: Desk, actor: Actor, read: CalendarYear, do: Callable[[Case], None]) -> None:
    """Go through the cases due on days the notice is about, some in each transaction."""
    sight = AccessContext(person=actor.person, holders=desk.offices.organs())
    since, place = date(read.year - 1, *LATE_DECEMBER), None
    while True:
        with desk.begin(sight):
            found = desk.dated.list_due_from(since, after=place, size=_AT_ONCE)
            for case in found:
                do(case)
        if len(found) < _AT_ONCE:
            return
        place = found[-1].id


def _read(notice: NoticeForm) -> CalendarYear:
    return read_notice(
        year=notice.year, source=notice.source, effective_on=notice.effective_on, text=notice.text
    )


def _days_of(read: CalendarYear) -> Iterator[date]:
    day = date(read.year - 1, *LATE_DECEMBER)
    while day.year <= read.year:
        yield day
        day += timedelta(days=1)


def _require_administrator(actor: Actor) -> None:
    if not actor.has(Role.SYSTEM_ADMIN):
        raise NotYourTask(node_name="导入放假通知", who="系统管理员")
