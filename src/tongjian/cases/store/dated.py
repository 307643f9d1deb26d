"""Cases by their dates, in PostgreSQL."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.states import CaseState
from tongjian.cases.store import models
from tongjian.cases.store.rows import with_pauses
from tongjian.cases.store.statements import fetch

_FIRST = UUID(int=0)
_RECEIVING = (CaseState.RECEIVED, CaseState.CORRECTION_OPEN, CaseState.CORRECTION_DONE)
_RECEIPTS = """
SELECT case_id, state, at FROM cases_record
WHERE case_id = ANY(%s) AND state = ANY(%s) ORDER BY case_id, position
"""


class SqlDatedCases:
    """Finds cases by the dates of their open tasks, and the dates of their records."""

    def list_due_from(self, day: date, *, after: UUID | None, size: int) -> tuple[Case, ...]:
        """Return the cases with open tasks due on the day or later, by id, those after a place."""
        where = (
            "WHERE id > %s AND id IN (SELECT case_id FROM cases_work WHERE beside = '' AND due_on >= %s"
            " AND due_on < '9999-12-31') ORDER BY id LIMIT %s"
        )
        return with_pauses(fetch(models.CaseRow, where, [after or _FIRST, day, size]))

    def list_receipts(self, cases: tuple[UUID, ...]) -> dict[UUID, tuple[tuple[CaseState, datetime], ...]]:
        """Return when each case came in, was sent back to be corrected and came back, in order."""
        found: dict[UUID, tuple[tuple[CaseState, datetime], ...]] = {}
        with connection.cursor() as cursor:
            cursor.execute(_RECEIPTS, [list(cases), [int(one) for one in _RECEIVING]])
            for case, state, at in cursor.fetchall():
                found[case] = (*found.get(case, ()), (CaseState(state), at))
        return found
