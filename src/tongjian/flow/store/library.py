"""Deployed processes in PostgreSQL, compiled once per content hash and kept in memory."""

from tongjian.flow.domain.deploy import compile_process
from tongjian.flow.domain.process import Process
from tongjian.flow.store.prepared import first, send

LATEST = "SELECT content_hash FROM flow_process WHERE name = $1 ORDER BY version DESC LIMIT 1"
VERSION = "SELECT content_hash FROM flow_process WHERE name = $1 AND version = $2"
XML = "SELECT xml FROM flow_process WHERE content_hash = $1"
ADD = "INSERT INTO flow_process (content_hash, name, version, xml) VALUES ($1, $2, $3, $4)"


class ProcessTable:
    """Keeps versions in ``flow_process``; one object per server process, shared by its threads."""

    def __init__(self) -> None:
        self._compiled: dict[str, Process] = {}

    def find_latest(self, process: str) -> Process | None:
        """Return the highest version of the process."""
        return self._find(LATEST, [process])

    def find_version(self, *, process: str, version: int) -> Process | None:
        """Return this version of the process."""
        return self._find(VERSION, [process, version])

    def find_by_hash(self, content_hash: str) -> Process | None:
        """Return the version with this content; from memory after the first time."""
        kept = self._compiled.get(content_hash)
        if kept is not None:
            return kept
        row = first(send(XML, [content_hash]))
        if row is None:
            return None
        # two threads may compile the same text; both get the same value
        return self._compiled.setdefault(content_hash, compile_process(bytes(row[0])))

    def add(self, *, process: Process, xml: bytes) -> None:
        """Keep a new version."""
        send(ADD, [process.content_hash, process.id, process.version, xml])

    def _find(self, statement: str, values: list[str | int]) -> Process | None:
        row = first(send(statement, values))
        return None if row is None else self.find_by_hash(row[0])
