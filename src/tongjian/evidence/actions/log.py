"""Recording deeds in the evidence log and reading them back."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from tongjian.evidence.domain.canonical import check_row, make_entry
from tongjian.evidence.domain.entries import (
    Deed,
    Disclosed,
    Disclosure,
    LogEntry,
    ObjectRef,
    RowVerdict,
)
from tongjian.evidence.errors import EntryAbsent
from tongjian.evidence.ports import EntryStore
from tongjian.kit import IdSource, new_id

_SALT_BYTES = 16
_DISCLOSURE_SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class EvidenceLog:
    """The log of everything that is done; each entry is written with the change it records.

    Attributes:
        entries: where the entries are kept.
        new_id: source of identifiers.
        random: source of random bytes for salts, by number of bytes.
    """

    entries: EntryStore
    new_id: IdSource = new_id
    random: Callable[[int], bytes] = secrets.token_bytes

    def record(self, deed: Deed) -> UUID:
        """Record a deed in the open transaction and return the entry's identifier."""
        entry, disclosures = make_entry(
            deed=deed,
            entry=self.new_id(),
            salt=self.random(_SALT_BYTES),
            disclosure_salts={field: self.random(_DISCLOSURE_SALT_BYTES) for field in Disclosed},
        )
        self.entries.append(entry, disclosures)
        return entry.id

    def list_of(self, target: ObjectRef) -> tuple[LogEntry, ...]:
        """Return what was done to an object, as far as the viewer may read it."""
        return self.entries.list_of(target)

    def list_disclosures(self, entry: UUID) -> tuple[Disclosure, ...]:
        """Return the plain personal texts of an entry that have not been erased."""
        return self.entries.list_disclosures((entry,))

    def verify_row(self, entry: UUID) -> RowVerdict:
        """Say whether an entry is as it was written.

        Raises:
            EntryAbsent: no such entry, or not for this viewer.
        """
        found = self.entries.find(entry)
        if found is None:
            raise EntryAbsent(entry=entry)
        return check_row(found, self.entries.list_disclosures((entry,)))
