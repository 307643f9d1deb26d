"""The shapes of FEEL's types, as data; what they mean stands in ``rules.feel.types``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

TypeName = Literal[
    "Any",
    "Null",
    "number",
    "string",
    "boolean",
    "date",
    "time",
    "date and time",
    "days and time duration",
    "years and months duration",
]
"""The names of the types without parts. Source: DMN 1.5, 10.3.2.2."""


@dataclass(frozen=True, slots=True)
class SimpleType:
    """A type without parts.

    Attributes:
        name: as FEEL writes it.
    """

    name: TypeName


@dataclass(frozen=True, slots=True)
class ListType:
    """Lists of one type, written ``list<T>``."""

    element: "Type"


@dataclass(frozen=True, slots=True)
class RangeType:
    """Ranges over one type, written ``range<T>``."""

    element: "Type"


@dataclass(frozen=True, slots=True)
class ContextType:
    """Contexts with at least these entries, written ``context<name: T, ...>``."""

    entries: Mapping[str, "Type"]


@dataclass(frozen=True, slots=True)
class FunctionType:
    """Functions from these types to that, written ``function<P, ...> -> R``."""

    parameters: tuple["Type", ...]
    result: "Type"


Type = SimpleType | ListType | RangeType | ContextType | FunctionType
"""A type of FEEL."""

ANY = SimpleType("Any")
NULL = SimpleType("Null")
NUMBER = SimpleType("number")
STRING = SimpleType("string")
BOOLEAN = SimpleType("boolean")
DATE = SimpleType("date")
TIME = SimpleType("time")
DATE_AND_TIME = SimpleType("date and time")
DAY_TIME_DURATION = SimpleType("days and time duration")
YEAR_MONTH_DURATION = SimpleType("years and months duration")
