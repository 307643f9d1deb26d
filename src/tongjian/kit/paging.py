"""Lists page by key, never by offset."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list.

    Attributes:
        rows: the rows, in the list's order.
        next_key: opaque key of the page after this one; None at the end.
    """

    rows: tuple[Row, ...]
    next_key: str | None = None
