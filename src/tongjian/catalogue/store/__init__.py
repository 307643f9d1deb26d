"""The Django app of the catalogue room: its tables and the adapter of its port."""

from tongjian.catalogue.store.editions import EditionTables

__all__ = ["EditionTables"]
