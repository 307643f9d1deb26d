"""Extensions (延长审批) in PostgreSQL."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.calendar import Extension
from tongjian.cases.domain.extension import ExtensionRecord, ExtensionStep
from tongjian.cases.store.models import ExtensionRow
from tongjian.cases.store.statements import add, do, fetch


@dataclass(frozen=True, slots=True)
class SqlExtensions:
    """Keeps requests and rulings."""

    def add(self, record: ExtensionRecord) -> None:
        """Append a request or a ruling."""
        add(
            ExtensionRow,
            id=record.id,
            case_id=record.case,
            request=record.request,
            step=record.step.value,
            days=record.days,
            reason=record.reason,
            person=record.person,
            person_name=record.person_name,
            on=record.on,
            at=record.at,
            entry=record.entry,
        )

    def list_of(self, case: UUID) -> tuple[ExtensionRecord, ...]:
        """Return the steps of a case in order."""
        rows = fetch(ExtensionRow, "WHERE case_id = %s ORDER BY at, id", [case])
        return tuple(
            ExtensionRecord(
                id=row.id,
                case=row.case_id,
                request=row.request,
                step=ExtensionStep(row.step),
                days=row.days,
                reason=row.reason,
                person=row.person,
                person_name=row.person_name,
                on=row.on,
                at=row.at,
                entry=row.entry,
            )
            for row in rows
        )

    def lengthen(self, case: UUID, extension: Extension) -> None:
        """Write the one extension of a case beside its dates."""
        values = (extension.days, extension.granted_on, case)
        do("UPDATE cases_case SET extension_days = %s, extension_on = %s WHERE id = %s", values)
