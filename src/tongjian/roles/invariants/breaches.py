"""A breach of an invariant, said so that the row can be found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection


class Invariant(StrEnum):
    """The invariants that can be checked over a database at rest."""

    PRESENT = "I1"
    ONCE = "I2"
    RECORDED = "I3"
    FOLDED = "I4"
    FILES = "I10"


@dataclass(frozen=True, slots=True)
class Broken:
    """One breach.

    Attributes:
        what: which row, and what is wrong with it.
    """

    invariant: Invariant
    what: str

    def __str__(self) -> str:
        return f"{self.invariant.value}: {self.what}"


Question = tuple[str, str]
"""A sentence with one place, and the query whose every row is a breach of it."""


def rows_of(query: str) -> Iterator[tuple[Any, ...]]:
    """Return the rows of a query, a batch at a time."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        while batch := cursor.fetchmany(1000):
            yield from batch


def ask(invariant: Invariant, questions: Iterable[Question]) -> Iterator[Broken]:
    """Return a breach for every row that a question finds."""
    for says, query in questions:
        for row in rows_of(query):
            yield Broken(invariant, f"{says}：{'，'.join(str(value) for value in row)}")
