"""Boxed expressions as they are written in a model, before anything is compiled.

Source: DMN 1.5, chapters 8 (decision tables) and 10.2 (boxed expressions).
"""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file.

    Attributes:
        tag: the element's name.
        id: its id, or that of the nearest element around it that has one.
        line: counted from 1.
        own: whether the id is the element's own.
    """

    tag: str
    id: str
    line: int
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationItem:
    """A name with the type of what it is bound to: a variable, a parameter, a column."""

    at: Place
    name: str
    type_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralExpression:
    """A text in FEEL."""

    at: Place
    text: str
    type_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextEntry:
    """A named entry, or without a variable the result of the whole context."""

    at: Place
    variable: InformationItem | None
    value: "Expression | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Entries in order; each sees those before it."""

    at: Place
    entries: tuple[ContextEntry, ...]
    type_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedList:
    """A list of expressions (``list`` in the file)."""

    at: Place
    elements: "tuple[Expression, ...]"
    type_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Rows of one shape: a list of contexts with the columns as entry names."""

    at: Place
    columns: tuple[InformationItem, ...]
    rows: "tuple[tuple[Expression, ...], ...]"
    type_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One argument of an invocation, by the name of the parameter."""

    parameter: InformationItem
    value: "Expression | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """A function called with named arguments."""

    at: Place
    called: "Expression | None"
    bindings: tuple[Binding, ...]
    type_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionDefinition:
    """Parameters and a body; only the kind FEEL is run."""

    at: Place
    parameters: tuple[InformationItem, ...]
    body: "Expression | None"
    kind: Literal["FEEL", "Java", "PMML"] = "FEEL"
    type_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """If, then, else, each boxed."""

    at: Place
    condition: "Expression | None"
    then: "Expression | None"
    otherwise: "Expression | None"
    type_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """The items of a list that match."""

    at: Place
    items: "Expression | None"
    match: "Expression | None"
    type_ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Iterator:
    """For, some and every: one variable over one list."""

    at: Place
    kind: Literal["for", "some", "every"]
    variable: str
    items: "Expression | None"
    body: "Expression | None"
    type_ref: str | None = None


HitPolicy = Literal["UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT"]
Aggregation = Literal["SUM", "MIN", "MAX", "COUNT"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputClause:
    """A column of a decision table: what is tested and which values it may have."""

    at: Place
    label: str
    expression: LiteralExpression | None
    values: LiteralExpression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputClause:
    """A column of conclusions: its name, type, values in order of priority, default."""

    at: Place
    name: str
    type_ref: str | None = None
    values: LiteralExpression | None = None
    default: LiteralExpression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule:
    """A row: unary tests, conclusions, annotations."""

    at: Place
    inputs: tuple[LiteralExpression, ...]
    outputs: tuple[LiteralExpression, ...]
    annotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable:
    """A decision table."""

    at: Place
    hit_policy: HitPolicy
    aggregation: Aggregation | None
    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    rules: tuple[DecisionRule, ...]
    annotations: tuple[str, ...] = field(default=())
    type_ref: str | None = None


Expression = (
    LiteralExpression
    | Context
    | BoxedList
    | Relation
    | Invocation
    | FunctionDefinition
    | Conditional
    | Filter
    | Iterator
    | DecisionTable
)
"""Any expression that may stand in a box."""
