"""Plain statements for the hot paths: what query sets cost is in putting the same text together anew."""

import json
from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from django.db import connection
from django.db.models import JSONField, Model

Row = TypeVar("Row", bound=Model)


def fetch(table: type[Row], tail: str, values: Sequence[Any] = (), *, source: str = "") -> list[Row]:
    """Return rows of a table that have every column as an attribute, and nothing else of a model.

    Args:
        table: the model of the table.
        tail: what follows ``FROM table``: our own words, places for the values as ``%s``.
        values: what fills the places, those of ``source`` first.
        source: what stands for the table, with all its columns; the table itself when empty.
    """
    select, make = _reading(table)
    from_ = source or f'"{table._meta.db_table}"'  # noqa: SLF001  # Django's public name
    with connection.cursor() as cursor:
        cursor.execute(f"{select} FROM {from_} {tail}", values)
        return [cast("Row", make(row)) for row in cursor.fetchall()]


def add(table: type[Model], **values: object) -> None:
    """Insert one row; every column is named."""
    insert, columns, documents = _writing(table)
    given: list[Any] = [json.dumps(values[name]) if name in documents else values[name] for name in columns]
    with connection.cursor() as cursor:
        cursor.execute(insert, given)


def do(statement: str, values: Sequence[Any]) -> None:
    """Run a statement of our own."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@cache
def _reading(table: type[Model]) -> tuple[str, Callable[[Sequence[Any]], object]]:
    columns = [one.attname for one in table._meta.concrete_fields]  # noqa: SLF001  # Django's public name
    named = namedtuple(table.__name__, columns)  # type: ignore[misc]  # noqa: PYI024  # columns of a table
    documents = [at for at, name in enumerate(columns) if name in _documents(table)]
    select = f"SELECT {_list(columns)}"

    def make(row: Sequence[Any]) -> object:
        read = list(row)
        for at in documents:
            read[at] = None if read[at] is None else json.loads(read[at])
        return named._make(read)

    return select, make if documents else named._make


@cache
def _writing(table: type[Model]) -> tuple[str, list[str], frozenset[str]]:
    columns = [one.attname for one in table._meta.concrete_fields]  # noqa: SLF001  # Django's public name
    places = ", ".join(["%s"] * len(columns))
    insert = f'INSERT INTO "{table._meta.db_table}" ({_list(columns)}) VALUES ({places})'  # noqa: S608, SLF001
    return insert, columns, _documents(table)


def _documents(table: type[Model]) -> frozenset[str]:
    fields = table._meta.concrete_fields  # noqa: SLF001  # Django's public name
    return frozenset(one.attname for one in fields if isinstance(one, JSONField))


def _list(columns: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
