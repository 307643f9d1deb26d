"""Acts done once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from tongjian.cases.domain.readings import Receipt


@dataclass(frozen=True, slots=True)
class Claim:
    """An idempotency key claimed for one act.

    Attributes:
        answer: the first answer when this is a repeat; None when the act is to be done now.
    """

    answer: Receipt | None


class Ledger(Protocol):
    """Acts done once: the idempotency keys of the last 90 days."""

    def claim(self, *, person: UUID, act: str, key: str, request_hash: str, at: datetime) -> Claim:
        """Claim a key inside the open transaction, waiting for one in progress.

        Raises:
            KeyUsedForAnother: the key came with another request before.
        """
        ...

    def settle(self, *, person: UUID, act: str, key: str, answer: Receipt) -> None:
        """Keep the answer under the claimed key."""
        ...
