"""Parts of the one statement that a command writes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the statement with its values; its text stands in ``writing``."""

    name: str
    values: tuple[object, ...]
