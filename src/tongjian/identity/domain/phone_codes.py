"""One-time codes sent to a phone: how long they live, how often they may be asked and tried."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CodeLimits:
    """How phone codes are held in bounds.

    Attributes:
        life: from sending to the last use.
        tries: wrong codes taken before the code is dead.
        pause: between two codes for one phone.
        per_phone: codes for one phone within 24 hours.
        per_address: codes asked for from one network address within 24 hours.
    """

    life: timedelta = timedelta(minutes=5)
    tries: int = 5
    pause: timedelta = timedelta(minutes=1)
    per_phone: int = 10
    per_address: int = 200


@dataclass(frozen=True, slots=True)
class PhoneCode:
    """A code that was sent. Neither the number nor the code stands in it, only keyed digests.

    Attributes:
        phone_digest: of the number, so that the codes of one phone can be counted.
        code_digest: of this row's id with the code.
        address_digest: of the network address it was asked for from.
        tries: wrong codes so far.
    """

    id: UUID
    phone_digest: bytes
    code_digest: bytes
    address_digest: bytes
    sent_at: datetime
    tries: int = 0
    used_at: datetime | None = None

    def is_open(self, *, now: datetime, limits: CodeLimits) -> bool:
        """Tell whether the code can still be used."""
        return self.used_at is None and self.tries < limits.tries and now < self.sent_at + limits.life

    def matches(self, code: str, pepper: bytes) -> bool:
        """Tell whether this is the code that was sent, in constant time."""
        return hmac.compare_digest(self.code_digest, digest_code(self.id, code, pepper))


def digest_text(text: str, pepper: bytes) -> bytes:
    """Return the keyed digest of a number or address; useless without the key (``pepper``)."""
    return hmac.digest(pepper, text.encode(), hashlib.sha256)


def digest_code(row: UUID, code: str, pepper: bytes) -> bytes:
    """Return the keyed digest of a code, bound to its row."""
    return hmac.digest(pepper, row.bytes + code.encode(), hashlib.sha256)
