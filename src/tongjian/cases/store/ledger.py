"""Idempotency keys in PostgreSQL: the unique key itself makes a second request wait for the first."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from tongjian.cases.domain.readings import Receipt
from tongjian.cases.errors import KeyUsedForAnother
from tongjian.cases.ports import Claim

_CLAIM = """
INSERT INTO cases_ledger (person, act, key, request_hash, at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (person, act, key) DO NOTHING
"""
_FIND = "SELECT request_hash, answer FROM cases_ledger WHERE person = %s AND act = %s AND key = %s"
_SETTLE = "UPDATE cases_ledger SET answer = %s WHERE person = %s AND act = %s AND key = %s"


@dataclass(frozen=True, slots=True)
class SqlLedger:
    """Keeps the keys of the last 90 days."""

    def claim(self, *, person: UUID, act: str, key: str, request_hash: str, at: datetime) -> Claim:
        """Claim a key; an insert waits until a transaction that holds the same key has ended.

        Raises:
            KeyUsedForAnother: the key came with another request before.
        """
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, (person, act, key, request_hash, at))
            if cursor.rowcount == 1:
                return Claim(answer=None)
            cursor.execute(_FIND, (person, act, key))
            known: tuple[str, Any] | None = cursor.fetchone()
        if known is None or known[0] != request_hash:
            raise KeyUsedForAnother(key=key)
        data = msgspec.json.decode(known[1]) if isinstance(known[1], str) else known[1]
        return Claim(answer=msgspec.convert(data, Receipt))

    def settle(self, *, person: UUID, act: str, key: str, answer: Receipt) -> None:
        """Keep the answer under the claimed key."""
        text = msgspec.json.encode(asdict(answer)).decode()
        with connection.cursor() as cursor:
            cursor.execute(_SETTLE, (text, person, act, key))
