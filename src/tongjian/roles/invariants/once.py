"""I2: nothing happened twice, and no number was skipped."""

import re
from collections.abc import Iterator

from tongjian.evidence import document_number
from tongjian.roles.invariants.breaches import Broken, Invariant, ask, rows_of
from tongjian.roles.invariants.questions import ONCE

_OWN_NUMBERS = """
SELECT number FROM cases_result WHERE source_system = '' UNION ALL SELECT number FROM cases_document
UNION ALL SELECT number FROM cases_consultation UNION ALL SELECT number FROM cases_reply
"""
_COUNTERS = "SELECT scheme, scope, last FROM evidence_counter ORDER BY scheme, scope"

_PERMIT = re.compile(r"\d{18}", re.ASCII)
_PERMIT_COUNTED = 16
"""Digits of a construction permit's number before its speciality."""

_PLATFORM = {"platform_bd": "BD", "platform_jx": "JX", "platform_tx": "TX"}


def check_once() -> Iterator[Broken]:
    """Return a breach for everything that happened twice, and for every number skipped or out of count."""
    yield from ask(Invariant.ONCE, ONCE)
    used = {_counted(number) for (number,) in rows_of(_OWN_NUMBERS)}
    counted: set[str] = set()
    for scheme, scope, last in rows_of(_COUNTERS):
        for serial in range(1, last + 1):
            number = _number(scheme, scope, serial)
            counted.add(number)
            if number not in used:
                yield Broken(Invariant.ONCE, f"编号 {scheme} {scope} 数到 {last}，却没有 {number}")
    for number in sorted(used - counted):
        yield Broken(Invariant.ONCE, f"编号 {number} 不在任何计数之内")


def _counted(number: str) -> str:
    """Return the part of a number that a counter decides."""
    return number[:_PERMIT_COUNTED] if _PERMIT.fullmatch(number) else number


def _number(scheme: str, scope: str, serial: int) -> str:
    """Return the number that a counter gave out."""
    if scheme == "construction_permit":
        return f"{scope}{serial:02d}"
    if scheme.startswith("planning_"):
        return f"{scope}{serial:07d}号"
    if scheme in _PLATFORM:
        return f"{scope}-{_PLATFORM[scheme]}-{serial:03d}"
    organ, word, year = scope.split("/")
    return document_number(word=f"{organ}{word}", year=int(year), serial=serial)
