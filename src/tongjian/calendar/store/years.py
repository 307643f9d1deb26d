"""Imported notices in PostgreSQL, and the calendar of all notices known, kept between looks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from tongjian.calendar import CalendarYear, ImportedYear, WorkCalendar, shipped_years
from tongjian.calendar.store.models import YearRow

LOOK_EVERY_SECONDS = 5.0
"""Another process may have imported a notice; one look is one probe of an index."""


class YearRows:
    """The notices imported; nothing is ever changed."""

    def list_imported(self) -> tuple[ImportedYear, ...]:
        """Return every import, oldest first."""
        return tuple(_imported(row) for row in YearRow.objects.order_by("imported_at", "id"))

    def add(self, imported: ImportedYear) -> None:
        """Append an import."""
        notice = imported.notice
        YearRow.objects.create(
            id=imported.id,
            year=notice.year,
            rest_days=sorted(notice.rest_days),
            make_up_days=sorted(notice.make_up_days),
            source=notice.source,
            effective_on=notice.effective_on,
            imported_by=imported.imported_by,
            imported_by_name=imported.imported_by_name,
            imported_at=imported.imported_at,
            entry=imported.entry,
        )


@dataclass(slots=True)
class StoredCalendars:
    """The years that ship with the product under those imported; one copy for a process.

    Attributes:
        ticks: seconds of a clock that never goes back.
    """

    ticks: Callable[[], float]
    table: YearRows = field(default_factory=YearRows)
    _calendar: WorkCalendar = field(default_factory=lambda: WorkCalendar(shipped_years()))
    _newest: datetime | None = None
    _looked_at: float | None = None

    def current(self) -> WorkCalendar:
        """Return the calendar with every year loaded; an import is seen within five seconds."""
        now = self.ticks()
        if self._looked_at is None or now - self._looked_at >= LOOK_EVERY_SECONDS:
            self._look()
            self._looked_at = now
        return self._calendar

    def refresh(self) -> WorkCalendar:
        """Look at once, as after an import, and return the calendar."""
        self._looked_at = None
        return self.current()

    def _look(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(imported_at) FROM calendar_year")
            (newest,) = cursor.fetchone()
        if newest != self._newest:
            imported = self.table.list_imported()
            self._calendar = WorkCalendar(shipped_years()).with_years(one.notice for one in imported)
            self._newest = newest


def _imported(row: YearRow) -> ImportedYear:
    return ImportedYear(
        id=row.id,
        notice=CalendarYear(
            row.year,
            frozenset(row.rest_days),
            frozenset(row.make_up_days),
            row.source,
            row.effective_on,
        ),
        imported_by=row.imported_by,
        imported_by_name=row.imported_by_name,
        imported_at=row.imported_at,
        entry=row.entry,
    )
