"""The inbox: open tasks of the viewer's posts, most urgent first, paged by key."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db import connection

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.readings import InboxFilter, InboxTally
from tongjian.cases.ports import WorkItem
from tongjian.cases.store import models
from tongjian.cases.store.rows import with_pauses, work_from
from tongjian.cases.store.statements import fetch
from tongjian.kit import Page

_TALLY = "count(*), count(*) FILTER (WHERE due_on < %s), count(*) FILTER (WHERE due_on = %s)"


def list_work(
    *, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter, size: int
) -> Page[tuple[WorkItem, Case]]:
    """Return open tasks for (organisation, role) pairs."""
    if not posts:
        return Page(())
    where, values = _of_posts(posts, narrowed)
    if narrowed.after:
        due_on, _, task = narrowed.after.partition("_")
        where += " AND (due_on, task) > (%s, %s)"
        values = [*values, date.fromisoformat(due_on), UUID(task)]
    found = fetch(models.WorkRow, f"{where} ORDER BY due_on, task LIMIT %s", [*values, size + 1])
    kept = found[:size]
    cases = _cases([row.case_id for row in kept])
    pairs = tuple((work_from(row), cases[row.case_id]) for row in kept if row.case_id in cases)
    return Page(pairs, work_from(kept[-1]).key if len(found) > size else None)


def count_work(posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter) -> int:
    """Return how many open tasks there are for the posts."""
    return _count("count(*)", posts, narrowed)[0] if posts else 0


def tally_work(*, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter, today: date) -> InboxTally:
    """Return how many open tasks there are for the posts, and how many of them are due."""
    if not posts:
        return InboxTally(0)
    total, overdue, due_today = _count(_TALLY, posts, narrowed, today, today)
    return InboxTally(total=total, overdue=overdue, due_today=due_today)


def _count(
    what: str, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter, *values: date
) -> tuple[int, ...]:
    where, asked = _of_posts(posts, narrowed)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what} FROM cases_work {where}", [*values, *asked])  # noqa: S608  # our own words
        return cast("tuple[int, ...]", cursor.fetchone())


def _of_posts(posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter) -> tuple[str, list[Any]]:
    """Return the condition that tasks are the posts' and of the cases wanted, with its values."""
    where = "WHERE (" + " OR ".join(["organisation = %s AND role = %s"] * len(posts)) + ")"
    values: list[Any] = [one for post in posts for one in post]
    if narrowed.item or narrowed.text:
        cases, asked = _narrowed(narrowed)
        where += f" AND case_id IN (SELECT id FROM cases_case WHERE {cases})"  # noqa: S608  # our own words
        values += asked
    return where, values


def _narrowed(narrowed: InboxFilter) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    if narrowed.item:
        conditions.append("item_code = %s")
        values.append(narrowed.item)
    if narrowed.text:
        words = narrowed.text.strip()
        conditions.append(
            "(starts_with(number, %s) OR strpos(project_name, %s) > 0 OR strpos(applicant_name, %s) > 0)"
        )
        values += [words, words, words]
    return " AND ".join(conditions), values


def _cases(ids: list[UUID]) -> dict[UUID, Case]:
    if not ids:
        return {}
    return {case.id: case for case in with_pauses(fetch(models.CaseRow, "WHERE id = ANY(%s)", [ids]))}
