"""Cases by the day they are due, in PostgreSQL."""

from datetime import date
from uuid import UUID

from tongjian.cases.domain.case import Case
from tongjian.cases.store import models
from tongjian.cases.store.rows import with_pauses
from tongjian.cases.store.statements import fetch

_FIRST = UUID(int=0)


class SqlDatedCases:
    """Finds cases by the dates of their open tasks."""

    def list_due_from(self, day: date, *, after: UUID | None, size: int) -> tuple[Case, ...]:
        """Return the cases with open tasks due on the day or later, by id, those after a place."""
        where = (
            "WHERE id > %s AND id IN (SELECT case_id FROM cases_work WHERE beside = '' AND due_on >= %s"
            " AND due_on < 'infinity') ORDER BY id LIMIT %s"
        )
        return with_pauses(fetch(models.CaseRow, where, [after or _FIRST, day, size]))
