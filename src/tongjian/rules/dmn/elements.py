"""The elements of a DMN model as the file names them, before references are followed.

Source: DMN 1.5, chapters 6 (requirements) and 7 (decision logic).
"""

from dataclasses import dataclass
from typing import Literal

from tongjian.rules.dmn.expressions import (
    Expression,
    FunctionDefinition,
    InformationItem,
    LiteralExpression,
    Place,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """Another model, whose elements are reached by the name given here; empty: without a prefix."""

    at: Place
    name: str
    namespace: str
    import_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionItem:
    """The shape of a function: its parameters and what it gives."""

    parameters: tuple[InformationItem, ...]
    output_type_ref: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDefinition:
    """A type: a reference to another, a structure, or a function; possibly a list, possibly constrained.

    Attributes:
        allowed_values: constraint on the value, or on each item of a collection.
        type_constraint: constraint on the value as a whole.
    """

    at: Place
    name: str
    type_ref: str | None
    is_collection: bool
    components: "tuple[ItemDefinition, ...]" = ()
    function: FunctionItem | None = None
    allowed_values: LiteralExpression | None = None
    type_constraint: LiteralExpression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference to an element by its id, in this model or by namespace in another."""

    at: Place
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What an element needs, and as what."""

    kind: Literal["input", "decision", "knowledge", "authority"]
    target: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class InputData:
    """A value handed in from outside."""

    at: Place
    name: str
    variable: InformationItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A named result with its logic and what the logic needs."""

    at: Place
    name: str
    variable: InformationItem
    logic: Expression | None
    requirements: tuple[Requirement, ...]
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessKnowledgeModel:
    """Logic with parameters, invoked by decisions."""

    at: Place
    name: str
    variable: InformationItem
    logic: FunctionDefinition | None
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeSource:
    """An authority that rules rest on; never evaluated."""

    at: Place
    name: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionService:
    """Decisions offered as one function."""

    at: Place
    name: str
    variable: InformationItem
    outputs: tuple[Reference, ...]
    encapsulated: tuple[Reference, ...]
    input_decisions: tuple[Reference, ...]
    input_data: tuple[Reference, ...]


DrgElement = InputData | Decision | BusinessKnowledgeModel | KnowledgeSource | DecisionService


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """One model file."""

    at: Place
    name: str
    namespace: str
    imports: tuple[Import, ...]
    item_definitions: tuple[ItemDefinition, ...]
    elements: tuple[DrgElement, ...]
