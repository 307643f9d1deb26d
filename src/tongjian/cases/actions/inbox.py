"""The inbox: the open tasks of the actor's posts, narrowed, counted, and looked at for what is new."""

from dataclasses import replace
from datetime import date, datetime

from tongjian.calendar import WorkCalendar
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.reading import NO_SUCH_PAGE, days_left, posts_of, read_key
from tongjian.cases.actions.texts import sought
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.readings import InboxFilter, InboxRow, InboxTally
from tongjian.cases.ports import WorkItem
from tongjian.identity import Actor
from tongjian.kit import Invalid, Page

_PAGE = 20


def list_inbox(
    desk: Desk, actor: Actor, *, narrowed: InboxFilter | None = None, size: int = _PAGE
) -> Page[InboxRow]:
    """Return the open tasks the actor may take, most urgent first, paused ones last.

    Raises:
        Invalid: no place in the inbox that such a page could go on after.
    """
    wanted = readable(narrowed or InboxFilter())
    with desk.begin(actor.access()):
        page = desk.readings.list_work(posts=posts_of(actor), narrowed=wanted, today=desk.today(), size=size)
        calendar, today = desk.calendars.current(), desk.today()
        rows = tuple(inbox_row(work, case, calendar=calendar, today=today) for work, case in page.rows)
        return Page(rows, page.next_key)


def tally_inbox(desk: Desk, actor: Actor, *, narrowed: InboxFilter | None = None) -> InboxTally:
    """Return how many open tasks the actor may take, of those that pass the filter, and how many are due."""
    wanted = replace(readable(narrowed or InboxFilter()), after="")
    with desk.begin(actor.access()):
        return desk.readings.tally_work(posts=posts_of(actor), narrowed=wanted, today=desk.today())


def count_new_work(desk: Desk, actor: Actor, *, since: datetime) -> int:
    """Return how many tasks have come to the actor's posts since a moment (aware)."""
    with desk.begin(actor.access()):
        return desk.readings.count_new_work(posts=posts_of(actor), since=since)


def inbox_row(work: WorkItem, case: Case, *, calendar: WorkCalendar, today: date) -> InboxRow:
    """Return an open task as the inbox shows it."""
    due_on = work.due_on
    return InboxRow(
        task=work.task,
        case=case.id,
        case_number=case.number,
        item_code=case.frozen.item_code,
        item_name=case.frozen.item_name,
        project_name=case.project_name,
        applicant_name=case.applicant_name,
        department_name=case.department_name,
        node=work.node,
        node_name=work.node_name,
        acts=work.acts,
        state_label=state_label(case.frozen.kind, case.state),
        light=work.urgency.light_on(today),
        due_on=due_on,
        days_left=None if due_on is None else days_left(calendar, today, due_on),
        offered_at=work.offered_at,
    )


def readable(narrowed: InboxFilter) -> InboxFilter:
    """Return the filter with texts that can be sought.

    Raises:
        Invalid: ``after`` is no place in an inbox.
    """
    day, _, task = narrowed.after.partition("_")
    if narrowed.after:
        try:
            date.fromisoformat(day)
        except ValueError as odd:
            raise Invalid(problems=(NO_SUCH_PAGE,)) from odd
        read_key(task)
    return replace(
        narrowed, text=sought(narrowed.text), item=sought(narrowed.item), stage=sought(narrowed.stage)
    )
