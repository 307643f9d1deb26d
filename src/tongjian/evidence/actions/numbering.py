"""Handing out numbers without gaps."""

import secrets
from dataclasses import dataclass

from tongjian.evidence.domain.verification import LENGTH, encode_code
from tongjian.evidence.ports import Counters

_BITS_A_CHARACTER = 5


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of documents and licences, counted up by scheme and scope.

    Attributes:
        counters: where the last number of each scope is kept.
    """

    counters: Counters

    def next_number(self, *, scheme: str, scope: str) -> int:
        """Return the next number from 1, part of the open transaction.

        The counter stays locked until the transaction ends, so there are no gaps; a number whose
        document was later voided is never handed out again.
        """
        return self.counters.advance(scheme=scheme, scope=scope)


def verification_code() -> str:
    """Return a new code by which anyone may check a result; 16 characters, 80 random bits."""
    return encode_code(secrets.randbits(LENGTH * _BITS_A_CHARACTER))
