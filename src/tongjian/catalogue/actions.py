"""What is done with the catalogue: load an edition, read the current one, search it."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongjian.catalogue.domain.catalogue import Catalogue
from tongjian.catalogue.domain.guide import FoundItem, ItemGuide, guide_to
from tongjian.catalogue.domain.items import ItemCode
from tongjian.catalogue.domain.paths import find_limit_conflicts
from tongjian.catalogue.domain.reading import build_catalogue, merge_documents
from tongjian.catalogue.domain.succession import find_unversioned_changes
from tongjian.catalogue.errors import NoCatalogue, UnknownEdition
from tongjian.catalogue.ports import Edition, EditionStore
from tongjian.kit import AccessContext, Clock, UnitOfWork

_MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    Attributes:
        warnings: what the loader noticed and did not adjust, in words.
    """

    catalogue: Catalogue
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueActions:
    """The acts and reads of the catalogue."""

    editions: EditionStore
    work: UnitOfWork
    clock: Clock

    def load(self, texts: Mapping[str, str]) -> Loaded:
        """Load an edition from its files and make it the current one; the same content again is no new one.

        Raises:
            MalformedCatalogue: every problem with item and field; nothing was loaded.
        """
        document = merge_documents(texts)
        catalogue = build_catalogue(document)
        conflicts = tuple(conflict.text() for conflict in find_limit_conflicts(catalogue))
        with self.work(AccessContext()):
            warnings = conflicts + _unversioned(self.editions.current(), catalogue)
            edition = Edition(document.hash, document.text, self.clock.now(), warnings)
            self.editions.add(edition, catalogue)
        return Loaded(catalogue, warnings)

    def current(self) -> Catalogue:
        """Return the current catalogue.

        It is public and compiled once, so this is one look at which edition is current, in whatever
        transaction is open.

        Raises:
            NoCatalogue: none was loaded yet.
        """
        found = self.editions.current()
        if found is None:
            raise NoCatalogue
        return found

    def edition(self, edition: str) -> Catalogue:
        """Return the catalogue of an edition; running cases keep theirs.

        Raises:
            UnknownEdition: it was never loaded.
        """
        with self.work(AccessContext()):
            found = self.editions.find(edition)
        if found is None:
            raise UnknownEdition(edition=edition)
        return found

    def guide(self, item: ItemCode) -> ItemGuide:
        """Return the guide of an item of the current catalogue.

        Raises:
            NoCatalogue: none was loaded yet.
            UnknownItem: it has no such item.
        """
        return guide_to(self.current(), item)

    def search_items(self, text: str) -> tuple[FoundItem, ...]:
        """Return at most 50 items of the current catalogue that hold every word of the text."""
        with self.work(AccessContext()):
            return self.editions.search(text, limit=_MOST_FOUND)

    def list_editions(self) -> tuple[Edition, ...]:
        """Return the loads, newest first."""
        with self.work(AccessContext()):
            return self.editions.list_editions()


def _unversioned(before: Catalogue | None, after: Catalogue) -> tuple[str, ...]:
    changed = find_unversioned_changes(before, after) if before else ()
    return tuple(
        f"{code}：内容与上一版目录不同，但事项版本号仍为 {after.item(code).version}" for code in changed
    )
