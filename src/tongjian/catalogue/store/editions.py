"""Editions in PostgreSQL, compiled once per content hash and kept in memory."""

import json
from uuid import UUID

from django.db import connection

from tongjian.catalogue.domain.catalogue import Catalogue
from tongjian.catalogue.domain.guide import FoundItem
from tongjian.catalogue.domain.items import KindOfAct
from tongjian.catalogue.domain.reading import build_catalogue, document_from
from tongjian.catalogue.ports import Edition
from tongjian.kit import IdSource, new_id

CURRENT = "SELECT edition FROM catalogue_load ORDER BY loaded_at DESC, id DESC LIMIT 1"
DOCUMENT = "SELECT document FROM catalogue_edition WHERE hash = %s"
LOADS = """
SELECT e.hash, e.document, l.loaded_at, e.warnings
FROM catalogue_load l JOIN catalogue_edition e ON e.hash = l.edition
ORDER BY l.loaded_at DESC, l.id DESC
"""
ADD_EDITION = """
INSERT INTO catalogue_edition (hash, version, document, loaded_at, warnings)
VALUES (%s, %s, %s, %s, %s) ON CONFLICT (hash) DO NOTHING
"""
ADD_ITEM = """
INSERT INTO catalogue_item (id, edition, position, code, version, name, department, kind, needs_project,
  search_text)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (edition, code) DO NOTHING
"""
ADD_LOAD = "INSERT INTO catalogue_load (id, edition, loaded_at) VALUES (%s, %s, %s)"
SEARCH = """
SELECT code, version, name, department, kind, needs_project FROM catalogue_item
WHERE edition = (SELECT edition FROM catalogue_load ORDER BY loaded_at DESC, id DESC LIMIT 1)
  AND search_text ILIKE ALL (%s)
ORDER BY needs_project, search_text NOT ILIKE %s, name NOT ILIKE ALL (%s), position LIMIT %s
"""
"""What a person may apply for alone comes first, then the words in one piece, then those in the name."""

_LONGEST_SEARCH = 100


class EditionTables:
    """Keeps editions in ``catalogue_edition``; one object per server process, shared by its threads."""

    def __init__(self, ids: IdSource = new_id) -> None:
        self._ids = ids
        self._compiled: dict[str, Catalogue] = {}

    def add(self, edition: Edition, catalogue: Catalogue) -> None:
        """Keep an edition and make it the current one; the current one again changes nothing."""
        with connection.cursor() as cursor:
            cursor.execute(CURRENT)
            row = cursor.fetchone()
            if row is not None and row[0] == edition.hash:
                return
            warnings = json.dumps(edition.warnings, ensure_ascii=False)
            cursor.execute(
                ADD_EDITION,
                [edition.hash, catalogue.version, edition.document, edition.loaded_at, warnings],
            )
            cursor.executemany(ADD_ITEM, self._item_rows(catalogue))
            cursor.execute(ADD_LOAD, [self._ids(), edition.hash, edition.loaded_at])

    def current(self) -> Catalogue | None:
        """Return the catalogue loaded last."""
        with connection.cursor() as cursor:
            cursor.execute(CURRENT)
            row = cursor.fetchone()
        return None if row is None else self.find(row[0])

    def find(self, edition: str) -> Catalogue | None:
        """Return the catalogue of an edition; from memory after the first time."""
        kept = self._compiled.get(edition)
        if kept is not None:
            return kept
        with connection.cursor() as cursor:
            cursor.execute(DOCUMENT, [edition])
            row = cursor.fetchone()
        if row is None:
            return None
        # two threads may compile the same document; both get the same value
        return self._compiled.setdefault(edition, build_catalogue(document_from(row[0])))

    def list_editions(self) -> tuple[Edition, ...]:
        """Return the loads, newest first."""
        with connection.cursor() as cursor:
            cursor.execute(LOADS)
            rows = cursor.fetchall()
        return tuple(
            Edition(hash_, document, at, tuple(json.loads(warnings)))
            for hash_, document, at, warnings in rows
        )

    def search(self, text: str, *, limit: int) -> tuple[FoundItem, ...]:
        """Return items of the current edition that hold every word of the text."""
        words = [_literal(word) for word in text[:_LONGEST_SEARCH].split()]
        patterns = [f"%{word}%" for word in words]
        phrase = f"%{''.join(words)}%"
        with connection.cursor() as cursor:
            cursor.execute(SEARCH, [patterns, phrase, patterns, limit])
            rows = cursor.fetchall()
        return tuple(
            FoundItem(code, version, name, department, KindOfAct(kind), needs_project)
            for code, version, name, department, kind, needs_project in rows
        )

    def _item_rows(self, catalogue: Catalogue) -> list[list[UUID | str | int | bool]]:
        return [
            [
                self._ids(),
                catalogue.edition,
                position,
                item.code,
                item.version,
                item.name,
                catalogue.department(item.handling.lead_department).name,
                item.kind.value,
                item.needs_project,
                item.search_text,
            ]
            for position, item in enumerate(catalogue.items)
        ]


def _literal(word: str) -> str:
    for special in ("\\", "%", "_"):
        word = word.replace(special, f"\\{special}")
    return word.replace("\0", "")
