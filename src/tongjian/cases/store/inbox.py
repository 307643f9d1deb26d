"""The inbox: open tasks of the viewer's posts, most urgent first, paged by key."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Subquery

from tongjian.cases.domain.case import Case, CasePause
from tongjian.cases.domain.readings import InboxFilter, InboxTally
from tongjian.cases.ports import WorkItem
from tongjian.cases.store import models
from tongjian.cases.store.rows import case_from, pause_from, work_from
from tongjian.kit import Page


def list_work(
    *, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter, size: int
) -> Page[tuple[WorkItem, Case]]:
    """Return open tasks for (organisation, role) pairs."""
    if not posts:
        return Page(())
    rows = _of_posts(posts, narrowed).order_by("due_on", "task")
    if narrowed.after:
        due_on, _, task = narrowed.after.partition("_")
        after = date.fromisoformat(due_on)
        rows = rows.filter(Q(due_on__gt=after) | Q(due_on=after, task__gt=UUID(task)))
    found = list(rows[: size + 1])
    kept = found[:size]
    cases = _cases([row.case_id for row in kept])
    pairs = tuple((work_from(row), cases[row.case_id]) for row in kept if row.case_id in cases)
    return Page(pairs, work_from(kept[-1]).key if len(found) > size else None)


def count_work(posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter) -> int:
    """Return how many open tasks there are for the posts."""
    return _of_posts(posts, narrowed).count() if posts else 0


def tally_work(*, posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter, today: date) -> InboxTally:
    """Return how many open tasks there are for the posts, and how many of them are due."""
    if not posts:
        return InboxTally(0)
    counted = _of_posts(posts, narrowed).aggregate(
        total=Count("task"),
        overdue=Count("task", filter=Q(due_on__lt=today)),
        due_today=Count("task", filter=Q(due_on=today)),
    )
    return InboxTally(**counted)


def _of_posts(posts: tuple[tuple[UUID, str], ...], narrowed: InboxFilter) -> QuerySet[models.WorkRow]:
    mine = Q()
    for organisation, role in posts:
        mine |= Q(organisation=organisation, role=role)
    rows = models.WorkRow.objects.filter(mine)
    if narrowed.item or narrowed.text:
        rows = rows.filter(case_id__in=Subquery(_narrowed(narrowed).values("id")))
    return rows


def _narrowed(narrowed: InboxFilter) -> QuerySet[models.CaseRow]:
    cases = models.CaseRow.objects.all()
    if narrowed.item:
        cases = cases.filter(item_code=narrowed.item)
    if narrowed.text:
        words = narrowed.text.strip()
        cases = cases.filter(
            Q(number__startswith=words) | Q(project_name__contains=words) | Q(applicant_name__contains=words)
        )
    return cases


def _cases(ids: list[UUID]) -> dict[UUID, Case]:
    pauses: dict[UUID, list[CasePause]] = {}
    for row in models.PauseRow.objects.filter(case_id__in=ids).order_by("id"):
        pauses.setdefault(row.case_id, []).append(pause_from(row))
    rows = models.CaseRow.objects.filter(id__in=ids)
    return {row.id: case_from(row, tuple(pauses.get(row.id, ()))) for row in rows}
