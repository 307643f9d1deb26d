"""What changes from one edition of the catalogue to the next."""

from collections.abc import Iterator

from tongjian.catalogue.domain.catalogue import Catalogue
from tongjian.catalogue.domain.items import ItemCode


def find_unversioned_changes(before: Catalogue, after: Catalogue) -> tuple[ItemCode, ...]:
    """Return the items whose content changed while their version stayed the same."""
    return tuple(_unversioned(before, after))


def _unversioned(before: Catalogue, after: Catalogue) -> Iterator[ItemCode]:
    old = {item.code: item for item in before.items}
    for item in after.items:
        present = old.get(item.code)
        if present is not None and present != item and present.version == item.version:
            yield item.code
