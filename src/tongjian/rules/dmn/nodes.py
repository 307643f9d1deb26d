"""The elements of a model made ready to be evaluated, each knowing what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongjian.rules.dmn.scope import Code
from tongjian.rules.dmn.types import ItemType
from tongjian.rules.feel.names import Names
from tongjian.rules.feel.values import Function, Value

Key = tuple[str, str]
"""Namespace of the model and id of the element."""


@dataclass(frozen=True, slots=True, eq=False)
class InputNode:
    """A value handed in.

    Attributes:
        key: of the element.
        name: of the element, by which values are handed in.
        variable: name under which logic sees it.
        kind: its type.
    """

    key: Key
    name: str
    variable: str
    kind: ItemType

    @property
    def names(self) -> Names | None:
        """Return the names inside its value."""
        return self.kind.names


@dataclass(frozen=True, slots=True)
class Need:
    """What a decision needs: under which name it sees it, and behind which import's name."""

    prefix: str
    node: "InputNode | DecisionNode"


@dataclass(frozen=True, slots=True, eq=False)
class DecisionNode:
    """A decision.

    Attributes:
        key: of the element.
        name: of the element.
        variable: name under which other logic sees its result.
        kind: type of the result.
        names: the names inside the result, as far as known.
        needs: what has to be known first.
        functions: knowledge it may invoke, by name; imported knowledge in contexts by import name.
        code: its logic; None where the model leaves it open.
    """

    key: Key
    name: str
    variable: str
    kind: ItemType
    names: Names | None
    needs: tuple[Need, ...]
    functions: Mapping[str, Value]
    code: Code | None


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeNode:
    """A business knowledge model: a function."""

    key: Key
    name: str
    variable: str
    function: Function
    names: Names | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ServiceNode:
    """A decision service: a function, and the decisions whose results it gives.

    Attributes:
        key: of the element.
        name: of the element.
        variable: name under which logic invokes it.
        function: for invocation by logic.
        parameters: what may be handed in, input data first.
        outputs: the decisions it gives the results of.
        result: type of what it gives; None where the model leaves it open.
    """

    key: Key
    name: str
    variable: str
    function: Function
    parameters: "tuple[InputNode | DecisionNode, ...]" = field(default=())
    outputs: tuple[DecisionNode, ...] = ()
    result: ItemType | None = None
    names: Names | None = None


Node = InputNode | DecisionNode | KnowledgeNode | ServiceNode
