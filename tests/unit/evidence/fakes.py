"""In-memory stand-ins for the evidence room's ports."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from tongjian.evidence.domain.documents import Document
from tongjian.evidence.domain.entries import Disclosure, LogEntry, ObjectRef
from tongjian.evidence.domain.files import FileKind, StoredFile, Upload, Verdict


@dataclass
class MemoryEntries:
    """A log in memory."""

    entries: list[LogEntry] = field(default_factory=list)
    disclosures: list[Disclosure] = field(default_factory=list)

    def append(self, entry: LogEntry, disclosures: tuple[Disclosure, ...]) -> None:
        self.entries.append(entry)
        self.disclosures.extend(disclosures)

    def find(self, entry: UUID) -> LogEntry | None:
        return next((each for each in self.entries if each.id == entry), None)

    def list_of(self, target: ObjectRef) -> tuple[LogEntry, ...]:
        mine = [e for e in self.entries if (e.object_kind, e.object_id) == (target.kind, target.id)]
        return tuple(sorted(mine, key=lambda e: (e.object_version, e.at, e.id)))

    def list_disclosures(self, entries: Iterable[UUID]) -> tuple[Disclosure, ...]:
        wanted = set(entries)
        return tuple(d for d in self.disclosures if d.entry in wanted)


@dataclass
class MemoryFiles:
    """Rows of files and uploads in memory, without rights."""

    uploads: dict[UUID, Upload] = field(default_factory=dict)
    files: dict[UUID, StoredFile] = field(default_factory=dict)
    shared: set[tuple[UUID, UUID]] = field(default_factory=set)

    def add_upload(self, upload: Upload) -> None:
        self.uploads[upload.id] = upload

    def find_upload(self, upload: UUID) -> Upload | None:
        return self.uploads.get(upload)

    def drop_upload(self, upload: UUID) -> None:
        self.uploads.pop(upload, None)

    def drop_expired(self, *, holder: UUID, now: datetime) -> None:
        kept = {k: u for k, u in self.uploads.items() if u.holder != holder or u.expires_at > now}
        self.uploads = kept

    def drop_every_expired(self, *, now: datetime) -> None:
        self.uploads = {key: one for key, one in self.uploads.items() if one.expires_at > now}

    def add_file(self, file: StoredFile) -> None:
        self.files[file.id] = file

    def find_file(self, file: UUID) -> StoredFile | None:
        return self.files.get(file)

    def list_files(self, files: Iterable[UUID]) -> tuple[StoredFile, ...]:
        return tuple(self.files[each] for each in files if each in self.files)

    def share(self, *, file: UUID, holders: Iterable[UUID]) -> None:
        self.shared.update((file, holder) for holder in holders)


@dataclass
class FixedInspector:
    """Says the same of every file."""

    verdict: Verdict = field(default_factory=Verdict)

    def inspect(self, *, path: Path, kind: FileKind) -> Verdict:
        assert path.exists()
        assert kind in FileKind
        return self.verdict


@dataclass
class MemoryCounters:
    """Counters in memory."""

    last: dict[tuple[str, str], int] = field(default_factory=dict)

    def advance(self, *, scheme: str, scope: str) -> int:
        self.last[scheme, scope] = self.last.get((scheme, scope), 0) + 1
        return self.last[scheme, scope]


class PlainTypesetter:
    """Gives a stub of a PDF that holds the title."""

    def check(self, document: Document) -> None:
        """Let every character pass."""

    def typeset(self, document: Document) -> bytes:
        return b"%PDF-1.7 " + document.title.encode()
