"""Identifiers of rows: time-ordered UUIDs (RFC 9562, version 7)."""

import os
import time
from collections.abc import Callable
from uuid import UUID

IdSource = Callable[[], UUID]
"""Whatever hands out new identifiers; tests hand in a counter."""

_RANDOM_BITS = 74


def new_id() -> UUID:
    """Return a new version 7 UUID: 48 bits of Unix milliseconds, then random bits.

    Source: RFC 9562, section 5.7.
    """
    random = int.from_bytes(os.urandom(10), "big") & ((1 << _RANDOM_BITS) - 1)
    high, low = random >> 62, random & ((1 << 62) - 1)
    millis = time.time_ns() // 1_000_000
    return UUID(int=(millis << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)
