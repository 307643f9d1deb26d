"""The evidence log's entry: who did what, to what, when and why, and the leaf that proves it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

ALGORITHM = "rfc8785+sha256/1"
"""Name of the canonical form and the hash that new entries carry."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the log keeps it.

    Attributes:
        person: the person; None for the system itself (a timer that fired).
        name: the person's name at that moment; personal data, kept behind a commitment.
        post: the post used, written ``role@organisation``; empty for an applicant's own act.
        acting_for: the applicant or organisation acted for; None when for oneself.
        session: reference of the session made by ``session_reference``, never its key.
        address: network address; personal data, kept behind a commitment.
    """

    person: UUID | None
    name: str = ""
    post: str = ""
    acting_for: UUID | None = None
    session: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """What an act was done to.

    Attributes:
        kind: ``room.thing``, as in ``cases.case``.
        id: the object's own identifier.
    """

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Deed:
    """One act to be recorded, before it has become an entry.

    Attributes:
        actor: who acts.
        act: ``room.verb``, as in ``cases.accept``.
        object: what it is done to.
        at: when, aware, in UTC; the same instant the change itself carries.
        version: the object's version after the act. A change (``after`` is given) takes a version
            no other change of the object has; a mere reading keeps the present one.
        before: ``state_hash`` of the object before a change; None when it did not exist.
        after: ``state_hash`` of the object after a change; None when nothing changed.
        basis: legal basis, as ``行政许可法 第三十二条``.
        opinion: words written by the person; personal data, kept behind a commitment.
        rule_version: version of the rules (catalogue, process) that were applied.
        suggestion: a machine proposed this and no officer has acted.
    """

    actor: Actor
    act: str
    object: ObjectRef
    at: datetime
    version: int = 0
    before: bytes | None = None
    after: bytes | None = None
    basis: str = ""
    opinion: str = ""
    rule_version: str = ""
    suggestion: bool = False


class Disclosed(StrEnum):
    """The columns that stand in an entry only as a salted commitment."""

    NAME = "name"
    ADDRESS = "address"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The plain text behind one commitment; it may be erased, salt and all.

    The salt lies here and not in the entry: a name is guessed quickly by whoever keeps the salt.
    """

    entry: UUID
    field: Disclosed
    salt: bytes
    text: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the log as it is stored; every column but ``leaf_hash`` is under the leaf hash.

    Attributes:
        id: identifier of the entry.
        at: when, aware, in UTC, to the microsecond.
        person: who; None for the system.
        name_commitment: commitment to the name, 32 bytes; None when none was given.
        post: ``role@organisation``.
        acting_for: for whom.
        session: reference of the session.
        address_commitment: commitment to the network address.
        act: ``room.verb``.
        object_kind: ``room.thing``.
        object_id: the object's identifier.
        object_version: the object's version after the act.
        basis: legal basis.
        opinion_commitment: commitment to the opinion.
        rule_version: version of the rules applied.
        before_hash: hash of the state before.
        after_hash: hash of the state after; None when nothing changed.
        suggestion: a machine's suggestion, not an officer's act.
        algorithm: canonical form and hash.
        salt: 16 random bytes, so that a leaf tells nothing about a guessed entry.
        leaf_hash: SHA-256 of 0x00 and the canonical form.
    """

    id: UUID
    at: datetime
    person: UUID | None
    name_commitment: bytes | None
    post: str
    acting_for: UUID | None
    session: str
    address_commitment: bytes | None
    act: str
    object_kind: str
    object_id: UUID
    object_version: int
    basis: str
    opinion_commitment: bytes | None
    rule_version: str
    before_hash: bytes | None
    after_hash: bytes | None
    suggestion: bool
    algorithm: str
    salt: bytes
    leaf_hash: bytes


class RowVerdict(StrEnum):
    """What checking one entry against its own leaf and disclosures says."""

    INTACT = "intact"
    UNKNOWN_ALGORITHM = "unknown_algorithm"
    LEAF_DIFFERS = "leaf_differs"
    DISCLOSURE_DIFFERS = "disclosure_differs"
