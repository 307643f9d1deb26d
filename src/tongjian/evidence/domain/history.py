"""Folding the log: the state each object must be in, and where the log and the rows part ways."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from tongjian.evidence.domain.entries import LogEntry, ObjectRef


class Breach(StrEnum):
    """How the log of one object contradicts itself or the object's row."""

    STATE_UNRECORDED = "state_unrecorded"
    STATE_MISSING = "state_missing"
    STATE_DIFFERS = "state_differs"
    CHAIN_BROKEN = "chain_broken"
    VERSION_TWICE = "version_twice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: of which object, and at which entry when one can be named."""

    breach: Breach
    object: ObjectRef
    entry: UUID | None = None


def fold(entries: Iterable[LogEntry]) -> dict[ObjectRef, bytes]:
    """Return the hash of the state each object must be in after all its recorded changes."""
    return {target: changes[-1].after_hash or b"" for target, changes in _changes_by_object(entries)}


def check_history(entries: Iterable[LogEntry], present: Mapping[ObjectRef, bytes]) -> tuple[Finding, ...]:
    """Compare the log with the ``state_hash`` of every object as it stands (I3, I4).

    ``present`` holds the objects of the kinds that are to be checked; entries of other kinds are
    only checked for an unbroken chain.
    """
    findings: list[Finding] = []
    folded: dict[ObjectRef, bytes] = {}
    for target, changes in _changes_by_object(entries):
        folded[target] = changes[-1].after_hash or b""
        findings.extend(_check_chain(target, changes))
    kinds = {target.kind for target in present}
    for target, state in present.items():
        if target not in folded:
            findings.append(Finding(breach=Breach.STATE_UNRECORDED, object=target))
        elif folded[target] != state:
            findings.append(Finding(breach=Breach.STATE_DIFFERS, object=target))
    findings.extend(
        Finding(breach=Breach.STATE_MISSING, object=target)
        for target in folded
        if target.kind in kinds and target not in present
    )
    return tuple(findings)


def _check_chain(target: ObjectRef, changes: list[LogEntry]) -> list[Finding]:
    findings: list[Finding] = []
    before: bytes | None = None
    version: int | None = None
    for change in changes:
        if change.object_version == version:
            findings.append(Finding(breach=Breach.VERSION_TWICE, object=target, entry=change.id))
        elif change.before_hash != before:
            findings.append(Finding(breach=Breach.CHAIN_BROKEN, object=target, entry=change.id))
        before, version = change.after_hash, change.object_version
    return findings


def _changes_by_object(entries: Iterable[LogEntry]) -> Iterable[tuple[ObjectRef, list[LogEntry]]]:
    changes = sorted(
        (entry for entry in entries if entry.after_hash is not None),
        key=lambda entry: (entry.object_kind, entry.object_id, entry.object_version),
    )
    for (kind, target), group in groupby(changes, key=lambda entry: (entry.object_kind, entry.object_id)):
        yield ObjectRef(kind=kind, id=target), list(group)
