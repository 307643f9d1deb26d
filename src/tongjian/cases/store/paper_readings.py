"""Who has opened which paper, in PostgreSQL."""

from uuid import UUID

from django.db import connection

from tongjian.cases.domain.case import PaperReading

_COLUMNS = "document, case_id, person, person_name, at, consented, entry"
LIST = f"SELECT {_COLUMNS} FROM cases_document_reading WHERE case_id = %s ORDER BY at, person"  # noqa: S608  # our own columns
ADD = f"""
INSERT INTO cases_document_reading ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""  # noqa: S608


class SqlPaperReadings:
    """The port ``PaperReadings``."""

    def list_readings(self, case: UUID) -> tuple[PaperReading, ...]:
        """Return the first openings of a case's papers, oldest first."""
        with connection.cursor() as cursor:
            cursor.execute(LIST, [case])
            return tuple(PaperReading(*row) for row in cursor.fetchall())

    def add_reading(self, reading: PaperReading) -> None:
        """Append an opening; a second one of the same person leaves the first as it is."""
        one = reading
        with connection.cursor() as cursor:
            cursor.execute(
                ADD, [one.document, one.case, one.person, one.person_name, one.at, one.consented, one.entry]
            )
