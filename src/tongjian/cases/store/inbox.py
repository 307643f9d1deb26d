"""The inbox: open tasks of the viewer's posts, most urgent first, paged by key.

Everything it is narrowed by stands in the row of the task, the light as the days on which it turns. Each post
is one walk along the index, so that a page costs the same however many tasks a post has, and counts end at a
thousand.
"""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db import connection

from tongjian.calendar import Light
from tongjian.cases.domain.case import Case
from tongjian.cases.domain.readings import InboxFilter, InboxTally
from tongjian.cases.domain.urgency import Urgency
from tongjian.cases.ports import WorkItem
from tongjian.cases.store import models
from tongjian.cases.store.rows import dates_from, with_pauses, work_from
from tongjian.cases.store.statements import do, fetch
from tongjian.kit import Page

MOST_COUNTED = 1000
"""A count of tasks goes no further."""

Posts = tuple[tuple[UUID, str], ...]
"""Organisation and role of each post."""

_OF_POSTS = "unnest(%s::uuid[], %s::text[]) post(organisation, role) CROSS JOIN LATERAL"
_OF_POST = "w.organisation = post.organisation AND w.role = post.role"

_ADD = """
INSERT INTO cases_work (task, case_id, organisation, organisation_name, role, node, node_name, acts,
  due_on, yellow_on, red_on, grey_until, offered_at, beside, stage, item_code, department, words)
SELECT %s, c.id, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, c.stage, c.item_code, c.department,
  concat_ws(' ', c.number, c.project_name, c.applicant_name, c.item_name)
FROM cases_case c WHERE c.id = %s
"""
_REDATE = """
UPDATE cases_work SET due_on = %s, yellow_on = %s, red_on = %s, grey_until = %s
WHERE case_id = %s AND beside = ''
  AND (due_on, yellow_on, red_on, grey_until) IS DISTINCT FROM (%s, %s, %s, %s)
"""
_LIGHTS = {
    Light.RED: "w.red_on <= %(today)s",
    Light.YELLOW: "w.red_on > %(today)s AND w.yellow_on <= %(today)s",
    Light.GREY: "w.yellow_on > %(today)s AND w.grey_until >= %(today)s",
    Light.GREEN: "w.yellow_on > %(today)s AND w.grey_until < %(today)s",
}


def add_work(work: WorkItem) -> None:
    """Insert an open task with what the inbox is narrowed by."""
    what = (work.organisation, work.organisation_name, work.role, work.node, work.node_name, list(work.acts))
    do(_ADD, (work.task, *what, *dates_from(work.urgency), work.offered_at, work.beside.value, work.case))


def redate_work(case: UUID, urgency: Urgency) -> None:
    """Write how urgent all open tasks of a case's process are."""
    dates = dates_from(urgency)
    do(_REDATE, (*dates, case, *dates))


def list_work(*, posts: Posts, narrowed: InboxFilter, today: date, size: int) -> Page[tuple[WorkItem, Case]]:
    """Return open tasks for (organisation, role) pairs."""
    if not posts:
        return Page(())
    where, values = _narrowed(narrowed, today)
    if narrowed.after:
        due_on, _, task = narrowed.after.partition("_")
        where += " AND (w.due_on, w.task) > (%s, %s)"
        values += [date.fromisoformat(due_on), UUID(task)]
    of_post = f"SELECT w.* FROM cases_work w WHERE {where} ORDER BY w.due_on, w.task LIMIT %s"  # noqa: S608  # our own words
    found = fetch(
        models.WorkRow,
        "ORDER BY due_on, task LIMIT %s",
        [*_posts(posts), *values, size + 1, size + 1],
        source=f"(SELECT found.* FROM {_OF_POSTS} ({of_post}) found) found",  # noqa: S608  # our own words
    )
    kept = found[:size]
    cases = _cases([row.case_id for row in kept])
    pairs = tuple((work_from(row), cases[row.case_id]) for row in kept if row.case_id in cases)
    return Page(pairs, work_from(kept[-1]).key if len(found) > size else None)


def tally_work(*, posts: Posts, narrowed: InboxFilter, today: date) -> InboxTally:
    """Return how many open tasks there are for the posts, and how many are due; a thousand at most."""
    if not posts:
        return InboxTally(0)
    where, values = _narrowed(narrowed, today)
    due = ("true", "w.due_on < %s", "w.due_on = %s")
    counts = ", ".join(
        f"(SELECT count(*) FROM (SELECT 1 FROM {_OF_POSTS} (SELECT 1 FROM cases_work w"  # noqa: S608  # our own words
        f" WHERE {where} AND {one} LIMIT {MOST_COUNTED}) one LIMIT {MOST_COUNTED}) counted)"
        for one in due
    )
    asked = [*_posts(posts), *values]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}", [*asked, *asked, today, *asked, today])
        total, overdue, due_today = cast("tuple[int, int, int]", cursor.fetchone())
    return InboxTally(total=total, overdue=overdue, due_today=due_today, is_capped=total >= MOST_COUNTED)


def count_new_work(posts: Posts, since: datetime) -> int:
    """Return how many tasks have been offered to the posts since a moment; a thousand at most."""
    if not posts:
        return 0
    counted = f"SELECT 1 FROM cases_work w WHERE {_OF_POST} AND w.offered_at > %s LIMIT {MOST_COUNTED}"  # noqa: S608  # our own words
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {_OF_POSTS} ({counted}) one",  # noqa: S608  # our own words
            [*_posts(posts), since],
        )
        return int(cast("tuple[int]", cursor.fetchone())[0])


def _posts(posts: Posts) -> list[Any]:
    once = dict.fromkeys(posts)
    return [[one for one, _ in once], [one for _, one in once]]


def _narrowed(narrowed: InboxFilter, today: date) -> tuple[str, list[Any]]:
    """Return the condition for one post's tasks, with its values."""
    where, values = [_OF_POST], list[Any]()
    for column, wanted in (
        ("stage", narrowed.stage),
        ("item_code", narrowed.item),
        ("department", narrowed.department),
    ):
        if wanted:
            where.append(f"w.{column} = %s")
            values.append(wanted)
    if narrowed.light is not None:
        condition = _LIGHTS[narrowed.light]
        values += [today] * condition.count("%(today)s")
        where.append(condition.replace("%(today)s", "%s"))
    for word in narrowed.text.split():
        where.append("strpos(w.words, %s) > 0")
        values.append(word)
    return " AND ".join(where), values


def _cases(ids: list[UUID]) -> dict[UUID, Case]:
    if not ids:
        return {}
    return {case.id: case for case in with_pauses(fetch(models.CaseRow, "WHERE id = ANY(%s)", [ids]))}
