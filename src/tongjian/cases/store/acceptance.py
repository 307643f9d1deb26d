"""Verdicts, leaves and silence in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from tongjian.cases.domain.case import CorrectionPoint
from tongjian.cases.domain.deemed import DEEM
from tongjian.cases.domain.paper_verdicts import Finding, NewPoint, PaperVerdict
from tongjian.cases.store import models
from tongjian.cases.store.statements import add, fetch

_SILENT = """
SELECT id FROM cases_case
WHERE state IN (1, 7) AND received_on < %s AND source_system = '' AND kind IN ('permit', 'confirmation')
  AND id > %s
ORDER BY id LIMIT %s
"""

_DEEMED = """
SELECT c.department, c.stage, count(*)::int FROM cases_record r JOIN cases_case c ON c.id = r.case_id
WHERE r.act = 'deem_accepted' GROUP BY c.department, c.stage
"""

_OMITTED = """
SELECT c.department, c.stage, count(*)::int FROM cases_correction r JOIN cases_case c ON c.id = r.case_id
WHERE r.omitted GROUP BY c.department, c.stage
"""

_FIRST = UUID(int=0)


@dataclass(frozen=True, slots=True)
class AcceptanceTables:
    """Keeps verdicts on papers and supervisors' leaves."""

    def add_verdict(self, verdict: PaperVerdict) -> None:
        """Append a verdict on a paper."""
        add(
            models.PaperVerdictRow,
            id=verdict.id,
            case_id=verdict.case,
            material=verdict.material,
            key=verdict.key,
            finding=verdict.finding.value,
            checks=list(verdict.checks),
            remark=verdict.remark,
            told=verdict.told,
            page=verdict.page,
            box=None if verdict.box is None else list(verdict.box),
            round=verdict.round,
            person=verdict.person,
            person_name=verdict.person_name,
            at=verdict.at,
            entry=verdict.entry,
        )

    def list_verdicts(self, case: UUID) -> tuple[PaperVerdict, ...]:
        """Return the verdicts on the papers of a case, oldest first."""
        return tuple(
            PaperVerdict(
                id=row.id,
                case=row.case_id,
                material=row.material,
                key=row.key,
                finding=Finding(row.finding),
                checks=tuple(row.checks),
                remark=row.remark,
                told=row.told,
                page=row.page,
                box=box_from(row.box),
                round=row.round,
                person=row.person,
                person_name=row.person_name,
                at=row.at,
                entry=row.entry,
            )
            for row in fetch(models.PaperVerdictRow, "WHERE case_id = %s ORDER BY at, id", [case])
        )

    def add_new_point(self, point: NewPoint) -> None:
        """Append a supervisor's leave."""
        add(
            models.NewPointRow,
            id=point.id,
            case_id=point.case,
            round=point.round,
            key=point.key,
            name=point.name,
            reason=point.reason,
            person=point.person,
            person_name=point.person_name,
            organisation_name=point.organisation_name,
            at=point.at,
            entry=point.entry,
        )

    def list_new_points(self, case: UUID) -> tuple[NewPoint, ...]:
        """Return the leaves given on a case, oldest first."""
        return tuple(
            NewPoint(
                id=row.id,
                case=row.case_id,
                round=row.round,
                key=row.key,
                name=row.name,
                reason=row.reason,
                person=row.person,
                person_name=row.person_name,
                organisation_name=row.organisation_name,
                at=row.at,
                entry=row.entry,
            )
            for row in fetch(models.NewPointRow, "WHERE case_id = %s ORDER BY at, id", [case])
        )

    def deemed_on_record(self, case: UUID) -> bool:
        """Return whether the case was accepted by silence."""
        return bool(_rows("SELECT 1 FROM cases_record WHERE case_id = %s AND act = %s LIMIT 1", (case, DEEM)))

    def list_silent(self, *, received_before: date, after: UUID | None, size: int) -> tuple[UUID, ...]:
        """Return cases received before a day that wait for an answer on acceptance, in order of their id."""
        return tuple(one for (one,) in _rows(_SILENT, (received_before, after or _FIRST, size)))

    def count_deemed(self) -> tuple[tuple[UUID, str, int], ...]:
        """Return (department, stage, number) of the cases the viewer sees that silence accepted."""
        return tuple((department, stage, number) for department, stage, number in _rows(_DEEMED, ()))

    def count_omitted(self) -> tuple[tuple[UUID, str, int], ...]:
        """Return (department, stage, number) of the points first forgotten and told later."""
        return tuple((department, stage, number) for department, stage, number in _rows(_OMITTED, ()))


def box_from(corners: Sequence[int] | None) -> tuple[int, int, int, int] | None:
    """Return a box as stored: left, top, width, height in thousandths of the page."""
    if corners is None:
        return None
    left, top, width, height = corners
    return (left, top, width, height)


def correction_from(row: models.CorrectionRow) -> CorrectionPoint:
    """Return a point of a notice as stored."""
    return CorrectionPoint(
        key=row.key,
        name=row.name,
        remark=row.remark,
        checks=tuple(row.checks),
        page=row.page,
        box=box_from(row.box),
        omitted=row.omitted,
    )


def _rows(query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
