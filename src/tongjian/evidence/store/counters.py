"""Numbers without gaps, in PostgreSQL."""

from django.db import connection

ADVANCE = """
INSERT INTO evidence_counter (scheme, scope, last) VALUES (%s, %s, 1)
ON CONFLICT (scheme, scope) DO UPDATE SET last = evidence_counter.last + 1
RETURNING last
"""


class CounterTable:
    """Keeps the last number of each scope in ``evidence_counter``."""

    def advance(self, *, scheme: str, scope: str) -> int:
        """Return the next number from 1; the row stays locked until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(ADVANCE, [scheme, scope])
            (last,) = cursor.fetchone()
            return int(last)
