"""The union of the materials several items ask for: each paper once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tongjian.catalogue.domain.catalogue import Catalogue
from tongjian.catalogue.domain.items import Item, ItemCode, MaterialSpec


@dataclass(frozen=True, slots=True)
class MaterialNeed:
    """One paper, asked for once.

    Attributes:
        spec: the first item's specification with the strictest terms of all that ask for it.
        asked_by: items that ask for it, in the order given.
        codes: each item's own directory number (CLMLBH) for it, in the order of ``asked_by``.
        from_items: items one of whose results is this paper.
    """

    spec: MaterialSpec
    asked_by: tuple[ItemCode, ...]
    codes: tuple[str, ...]
    from_items: tuple[ItemCode, ...]

    @property
    def key(self) -> str:
        """Return the merge identity of the paper."""
        return self.spec.key


def union_of_materials(catalogue: Catalogue, items: Sequence[Item]) -> tuple[MaterialNeed, ...]:
    """Return what the items ask for together, common materials last, each paper once.

    A paper is required when one item requires it, and may be late or pledged only when every item
    that asks for it allows so.
    """
    own = [(item.code, material) for item in items for material in item.materials]
    shared = [(item.code, one) for item in items for one in catalogue.common_materials_of(item)]
    needs: dict[str, MaterialNeed] = {}
    for code, material in own + shared:
        present = needs.get(material.key)
        needs[material.key] = (
            MaterialNeed(material, (code,), (material.code,), material.from_items)
            if present is None
            else _joined(present, code, material)
        )
    return tuple(needs.values())


def _joined(need: MaterialNeed, code: ItemCode, material: MaterialSpec) -> MaterialNeed:
    more = tuple(one for one in material.from_items if one not in need.from_items)
    from_items = need.from_items + more
    spec = replace(
        need.spec,
        required=need.spec.required or material.required,
        tolerable=need.spec.tolerable and material.tolerable,
        commitable=need.spec.commitable and material.commitable,
        registry=need.spec.registry or material.registry,
        from_items=from_items,
    )
    return MaterialNeed(spec, (*need.asked_by, code), (*need.codes, material.code), from_items)
