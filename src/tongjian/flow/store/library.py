"""Deployed processes in PostgreSQL, compiled once per content hash and kept in memory."""

from django.db import connection

from tongjian.flow.domain.deploy import compile_process
from tongjian.flow.domain.process import Process

LATEST = "SELECT content_hash FROM flow_process WHERE name = %s ORDER BY version DESC LIMIT 1"
VERSION = "SELECT content_hash FROM flow_process WHERE name = %s AND version = %s"
XML = "SELECT xml FROM flow_process WHERE content_hash = %s"
ADD = "INSERT INTO flow_process (content_hash, name, version, xml) VALUES (%s, %s, %s, %s)"


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
        with connection.cursor() as cursor:
            cursor.execute(XML, [content_hash])
            row = cursor.fetchone()
        if row is None:
            return None
        # two threads may compile the same text; both get the same value
        return self._compiled.setdefault(content_hash, compile_process(bytes(row[0])))

    def add(self, *, process: Process, xml: bytes) -> None:
        """Keep a new version."""
        with connection.cursor() as cursor:
            cursor.execute(ADD, [process.content_hash, process.id, process.version, xml])

    def _find(self, statement: str, values: list[str | int]) -> Process | None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            row = cursor.fetchone()
        return None if row is None else self.find_by_hash(row[0])
