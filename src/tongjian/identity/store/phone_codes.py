"""Codes sent to phones in PostgreSQL."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from tongjian.identity.domain.phone_codes import PhoneCode
from tongjian.identity.store.models import PhoneCodeRow


class StoredPhoneCodes:
    """The port ``PhoneCodes``."""

    def lock(self, phone_digest: bytes) -> None:
        """Make other requests and tries for the same phone wait until this transaction ends."""
        with connection.cursor() as cursor:
            key = int.from_bytes(phone_digest[:8], "big", signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])

    def add(self, code: PhoneCode) -> None:
        """Keep a code that is about to be sent."""
        PhoneCodeRow.objects.create(
            id=code.id,
            phone_digest=code.phone_digest,
            code_digest=code.code_digest,
            address_digest=code.address_digest,
            sent_at=code.sent_at,
            tries=code.tries,
            used_at=code.used_at,
        )

    def find_newest(self, phone_digest: bytes) -> PhoneCode | None:
        """Return the last code of a phone."""
        row = PhoneCodeRow.objects.filter(phone_digest=phone_digest).order_by("-sent_at", "-id").first()
        if row is None:
            return None
        return PhoneCode(
            id=row.id,
            phone_digest=bytes(row.phone_digest),
            code_digest=bytes(row.code_digest),
            address_digest=bytes(row.address_digest),
            sent_at=row.sent_at,
            tries=row.tries,
            used_at=row.used_at,
        )

    def count_of_phone(self, phone_digest: bytes, since: datetime) -> int:
        """Return how many codes a phone got since an instant."""
        return PhoneCodeRow.objects.filter(phone_digest=phone_digest, sent_at__gt=since).count()

    def count_of_address(self, address_digest: bytes, since: datetime) -> int:
        """Return how many codes an address asked for since an instant."""
        return PhoneCodeRow.objects.filter(address_digest=address_digest, sent_at__gt=since).count()

    def record_try(self, code: UUID) -> None:
        """Count a wrong try."""
        PhoneCodeRow.objects.filter(id=code).update(tries=F("tries") + 1)

    def record_use(self, code: UUID, at: datetime) -> None:
        """Write that the code was used."""
        PhoneCodeRow.objects.filter(id=code).update(used_at=at)

    def forget(self, before: datetime) -> int:
        """Remove the codes sent before an instant; needs the loader's role. Return how many."""
        removed, _by_table = PhoneCodeRow.objects.filter(sent_at__lt=before).delete()
        return removed
