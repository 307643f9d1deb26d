"""Item definitions as types: what conforms to them, and how a value is turned into one that does."""

from tongjian.rules.dmn.types.coercion import coerce
from tongjian.rules.dmn.types.item_type import ItemType, names_inside
from tongjian.rules.dmn.types.table import TypeTable

__all__ = ["ItemType", "TypeTable", "coerce", "names_inside"]
