"""Mandates and accepted notices in PostgreSQL."""

from datetime import date
from uuid import UUID

from django.db import connection

from tongjian.identity.domain.actor import LiveMandate
from tongjian.identity.domain.people import Mandate, NoticeAcceptance
from tongjian.identity.store.models import MandateRow, NoticeAcceptanceRow
from tongjian.identity.store.people import StoredPeople

_LIVE = """
SELECT giver, application FROM identity_mandate
WHERE helper = %s AND from_on <= %s AND (to_on IS NULL OR to_on > %s) ORDER BY id
"""


class StoredMandates:
    """The port ``Mandates``."""

    def add(self, mandate: Mandate) -> None:
        """Keep a new mandate."""
        MandateRow.objects.create(
            id=mandate.id,
            giver_id=mandate.giver,
            helper_id=mandate.helper,
            application=mandate.application,
            from_on=mandate.from_on,
            to_on=mandate.to_on,
        )

    def find(self, mandate: UUID) -> Mandate | None:
        """Return a mandate the viewer gave or got."""
        row = MandateRow.objects.filter(id=mandate).first()
        return None if row is None else _mandate(row)

    def end(self, mandate: UUID, *, on: date) -> None:
        """Write the first day on which the mandate no longer holds."""
        MandateRow.objects.filter(id=mandate).update(to_on=on)

    def list_given(self, giver: UUID) -> tuple[Mandate, ...]:
        """Return every mandate a citizen gave."""
        return tuple(
            _mandate(row) for row in MandateRow.objects.filter(giver=giver).order_by("from_on", "id")
        )

    def list_live(self, helper: UUID, on: date) -> tuple[LiveMandate, ...]:
        """Return the mandates a helper may use on a day."""
        with connection.cursor() as cursor:
            cursor.execute(_LIVE, [helper, on, on])
            rows = cursor.fetchall()
        names = StoredPeople().list_names(giver for giver, _ in rows)
        return tuple(LiveMandate(giver, names.get(giver, ""), application) for giver, application in rows)


class StoredNotices:
    """The port ``Notices``."""

    def add(self, acceptance: NoticeAcceptance) -> None:
        """Keep an acceptance; a repeated one changes nothing."""
        row = NoticeAcceptanceRow(
            id=acceptance.id,
            person_id=acceptance.person,
            version=acceptance.version,
            accepted_at=acceptance.accepted_at,
        )
        NoticeAcceptanceRow.objects.bulk_create([row], ignore_conflicts=True)

    def exists(self, *, person: UUID, version: str) -> bool:
        """Tell whether a person accepted a version."""
        return NoticeAcceptanceRow.objects.filter(person=person, version=version).exists()


def _mandate(row: MandateRow) -> Mandate:
    return Mandate(
        id=row.id,
        giver=row.giver_id,
        helper=row.helper_id,
        application=row.application,
        from_on=row.from_on,
        to_on=row.to_on,
    )
