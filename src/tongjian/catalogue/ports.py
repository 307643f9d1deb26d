"""What the catalogue needs from a store."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tongjian.catalogue.domain.catalogue import Catalogue
from tongjian.catalogue.domain.guide import FoundItem


@dataclass(frozen=True, slots=True)
class Edition:
    """One loaded edition of the catalogue, as it is kept.

    Attributes:
        hash: SHA-256 of the document, in hex.
        document: the canonical JSON text.
        loaded_at: when it became the current one.
        warnings: the texts of what the loader noticed.
    """

    hash: str
    document: str
    loaded_at: datetime
    warnings: tuple[str, ...]


class EditionStore(Protocol):
    """Keeps editions, append-only, and finds items in the newest."""

    def add(self, edition: Edition, catalogue: Catalogue) -> None:
        """Keep an edition and make it the current one; one already kept becomes current again."""
        ...

    def current(self) -> Catalogue | None:
        """Return the current catalogue, compiled once; None before the first load."""
        ...

    def find(self, edition: str) -> Catalogue | None:
        """Return the catalogue of an edition, compiled once; None when it was never loaded."""
        ...

    def list_editions(self) -> tuple[Edition, ...]:
        """Return the loads, newest first."""
        ...

    def search(self, text: str, *, limit: int) -> tuple[FoundItem, ...]:
        """Return items of the current edition that hold every word of the text."""
        ...
