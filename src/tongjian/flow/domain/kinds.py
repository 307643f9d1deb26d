"""Routing by kind: a table made once from the unions, for what happens at every event.

A ``match`` over many kinds asks them one after the other, and asking about a ``msgspec.Struct`` is slow:
telling the effects of an event that has none took longer than deciding it.
"""

from collections.abc import Mapping
from types import UnionType
from typing import TypeVar, get_args

_Handler = TypeVar("_Handler")


def routes(*unions: tuple[type | UnionType, _Handler]) -> Mapping[type, _Handler]:
    """Return which handler takes each kind; each handler takes one kind, or every kind of a union.

    A later union takes nothing away from an earlier one.
    """
    found: dict[type, _Handler] = {}
    for union, handler in unions:
        for kind in get_args(union) or (union,):
            found.setdefault(kind, handler)
    return found
