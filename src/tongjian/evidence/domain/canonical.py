"""The canonical form of an entry, its leaf hash, and the commitments to personal data.

Source: RFC 8785 (canonical form), RFC 9162 section 2.1.1 (leaf 0x00, node 0x01).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import rfc8785

from tongjian.evidence.domain.entries import ALGORITHM, Deed, Disclosed, Disclosure, LogEntry, RowVerdict

Plain = Mapping[str, "Plain"] | Sequence["Plain"] | str | int | float | bool | None
"""What a state may be made of before it is hashed: the values of JSON."""

_LEAF, _NODE, _COMMITMENT = b"\x00", b"\x01", b"\x02"


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf of the Merkle tree."""
    return hashlib.sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node of the Merkle tree."""
    return hashlib.sha256(_NODE + left + right).digest()


def state_hash(state: Plain) -> bytes:
    """Return the hash of an object's state, for ``Deed.before`` and ``Deed.after``.

    Dates and identifiers must be given as text, decimals too.
    """
    return hashlib.sha256(rfc8785.dumps(_jsonable(state))).digest()


def session_reference(key: str) -> str:
    """Return what the log may keep of a session's secret key."""
    return hashlib.sha256(b"tongjian session " + key.encode()).hexdigest()[:32] if key else ""


def commitment(*, field: Disclosed, salt: bytes, text: str) -> bytes:
    """Return the commitment to a personal text, 32 bytes."""
    return hashlib.sha256(_COMMITMENT + salt + field.value.encode() + b"\x00" + text.encode()).digest()


def canonical_form(entry: LogEntry) -> bytes:
    """Return every column of an entry but its leaf hash in the one form that is hashed.

    Hashes and salts are written in hexadecimal, the instant in UTC with six decimals and ``Z``.
    """
    return rfc8785.dumps(
        {
            "acting_for": _text(entry.acting_for),
            "act": entry.act,
            "address_commitment": _hex(entry.address_commitment),
            "after_hash": _hex(entry.after_hash),
            "algorithm": entry.algorithm,
            "at": _instant(entry.at),
            "basis": entry.basis,
            "before_hash": _hex(entry.before_hash),
            "id": str(entry.id),
            "name_commitment": _hex(entry.name_commitment),
            "object_id": str(entry.object_id),
            "object_kind": entry.object_kind,
            "object_version": entry.object_version,
            "opinion_commitment": _hex(entry.opinion_commitment),
            "person": _text(entry.person),
            "post": entry.post,
            "rule_version": entry.rule_version,
            "salt": entry.salt.hex(),
            "session": entry.session,
            "suggestion": entry.suggestion,
        }
    )


def recompute_leaf(entry: LogEntry) -> bytes:
    """Return the leaf hash that an entry's columns give now."""
    return leaf_hash(canonical_form(entry))


def make_entry(
    *, deed: Deed, entry: UUID, salt: bytes, disclosure_salts: Mapping[Disclosed, bytes]
) -> tuple[LogEntry, tuple[Disclosure, ...]]:
    """Return the entry that records a deed, and the plain texts behind its commitments."""
    texts = {
        Disclosed.NAME: deed.actor.name,
        Disclosed.ADDRESS: deed.actor.address,
        Disclosed.OPINION: deed.opinion,
    }
    disclosures = tuple(
        Disclosure(entry=entry, field=field, salt=disclosure_salts[field], text=text)
        for field, text in texts.items()
        if text
    )
    committed = {d.field: commitment(field=d.field, salt=d.salt, text=d.text) for d in disclosures}
    unsealed = LogEntry(
        id=entry,
        at=deed.at.astimezone(UTC),
        person=deed.actor.person,
        name_commitment=committed.get(Disclosed.NAME),
        post=deed.actor.post,
        acting_for=deed.actor.acting_for,
        session=deed.actor.session,
        address_commitment=committed.get(Disclosed.ADDRESS),
        act=deed.act,
        object_kind=deed.object.kind,
        object_id=deed.object.id,
        object_version=deed.version,
        basis=deed.basis,
        opinion_commitment=committed.get(Disclosed.OPINION),
        rule_version=deed.rule_version,
        before_hash=deed.before,
        after_hash=deed.after,
        suggestion=deed.suggestion,
        algorithm=ALGORITHM,
        salt=salt,
        leaf_hash=b"",
    )
    return replace(unsealed, leaf_hash=recompute_leaf(unsealed)), disclosures


def check_row(entry: LogEntry, disclosures: Sequence[Disclosure]) -> RowVerdict:
    """Say whether an entry is as it was written; an erased disclosure is no fault."""
    if entry.algorithm != ALGORITHM:
        return RowVerdict.UNKNOWN_ALGORITHM
    if recompute_leaf(entry) != entry.leaf_hash:
        return RowVerdict.LEAF_DIFFERS
    expected = {
        Disclosed.NAME: entry.name_commitment,
        Disclosed.ADDRESS: entry.address_commitment,
        Disclosed.OPINION: entry.opinion_commitment,
    }
    for found in disclosures:
        if commitment(field=found.field, salt=found.salt, text=found.text) != expected[found.field]:
            return RowVerdict.DISCLOSURE_DIFFERS
    return RowVerdict.INTACT


def _jsonable(value: Plain) -> Plain:
    match value:
        case None | str() | bool() | int() | float():
            return value
        case Mapping():
            return {key: _jsonable(inner) for key, inner in value.items()}
        case _:
            return [_jsonable(inner) for inner in value]


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _hex(data: bytes | None) -> str | None:
    return None if data is None else data.hex()


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
