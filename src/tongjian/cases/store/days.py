"""One officer's day in PostgreSQL: a short walk along an index for each part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tongjian.cases.domain.case import Case, ProcessRecord
from tongjian.cases.ports import WorkItem
from tongjian.cases.ports.days import Asked, Posts
from tongjian.cases.store import models
from tongjian.cases.store.papers import record_from
from tongjian.cases.store.rows import with_pauses, work_from
from tongjian.cases.store.statements import fetch
from tongjian.kit import local_day

_LATELY = 300
"""So many of a person's last records are looked at."""

_OFFERED = """
(SELECT found.* FROM unnest(%s::uuid[], %s::text[]) post(organisation, role) CROSS JOIN LATERAL (
  SELECT w.* FROM cases_work w WHERE w.organisation = post.organisation AND w.role = post.role
    AND w.offered_at > %s ORDER BY w.offered_at DESC LIMIT %s) found) found
"""

_WORKED_ON = """
SELECT DISTINCT lately.case_id FROM (
  SELECT r.case_id FROM cases_record r WHERE r.person = %s ORDER BY r.at DESC LIMIT %s) lately
"""

_WAITING = f"""
(SELECT w.* FROM ({_WORKED_ON}) mine JOIN cases_case c ON c.id = mine.case_id AND c.closed_at IS NULL
  JOIN cases_work w ON w.case_id = mine.case_id
  WHERE NOT EXISTS (SELECT 1 FROM cases_work own JOIN unnest(%s::uuid[], %s::text[]) post(organisation, role)
    ON own.organisation = post.organisation AND own.role = post.role WHERE own.case_id = mine.case_id)) found
"""  # noqa: S608  # our own words

_ASKED = f"""
(SELECT k.* FROM ({_WORKED_ON}) mine JOIN cases_consultation k ON k.case_id = mine.case_id
  WHERE k.status <> 'withdrawn' AND (k.settled_on IS NULL OR k.settled_on >= %s)) found
"""  # noqa: S608  # our own words


@dataclass(frozen=True, slots=True)
class SqlDayReadings:
    """Reads one officer's day."""

    def list_offered(self, *, posts: Posts, since: datetime, size: int) -> tuple[tuple[WorkItem, Case], ...]:
        """Return the tasks offered to posts since a moment, newest first."""
        values = [*_posts(posts), since, size, size]
        rows = fetch(models.WorkRow, "ORDER BY offered_at DESC, task LIMIT %s", values, source=_OFFERED)
        return _with_cases(rows)

    def list_last_records(self, cases: tuple[UUID, ...]) -> dict[UUID, ProcessRecord]:
        """Return the last record of each case."""
        rows = fetch(
            models.CaseRecordRow,
            "",
            [list(cases)],
            source="(SELECT r.* FROM cases_case c JOIN cases_record r"
            " ON r.case_id = c.id AND r.position = c.position WHERE c.id = ANY(%s)) found",
        )
        return {row.case_id: record_from(row) for row in rows}

    def list_waiting(self, *, person: UUID, posts: Posts, size: int) -> tuple[tuple[WorkItem, Case], ...]:
        """Return open tasks of others on cases the person worked on lately, longest waiting first."""
        values = [person, _LATELY, *_posts(posts), size]
        return _with_cases(
            fetch(models.WorkRow, "ORDER BY offered_at, task LIMIT %s", values, source=_WAITING)
        )

    def list_asked(self, *, person: UUID, since: datetime, size: int) -> tuple[Asked, ...]:
        """Return consultations on cases the person worked on lately: open ones, and those settled since."""
        values = [person, _LATELY, local_day(since), size]
        rows = fetch(models.ConsultationRow, "ORDER BY asked_at, id LIMIT %s", values, source=_ASKED)
        cases = _cases(row.case_id for row in rows)
        return tuple(
            Asked(
                cases[row.case_id],
                row.department_name,
                row.asked_at,
                (row.answer or row.status) if row.settled_on else "",
            )
            for row in rows
            if row.case_id in cases
        )


def _posts(posts: Posts) -> list[Any]:
    once = dict.fromkeys(posts)
    return [[one for one, _ in once], [one for _, one in once]]


def _with_cases(rows: list[models.WorkRow]) -> tuple[tuple[WorkItem, Case], ...]:
    cases = _cases(row.case_id for row in rows)
    return tuple((work_from(row), cases[row.case_id]) for row in rows if row.case_id in cases)


def _cases(ids: Iterable[UUID]) -> dict[UUID, Case]:
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    return {case.id: case for case in with_pauses(fetch(models.CaseRow, "WHERE id = ANY(%s)", [wanted]))}
