"""The parts of a FEEL expression as they are read: what stands where, before anything is computed."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tongjian.rules.feel.values import Value

Place: TypeAlias = tuple[int, int]
"""Start and end of a part in its text."""

Comparator = Literal["=", "!=", "<", "<=", ">", ">="]
Operator = Literal["+", "-", "*", "/", "**"]


@dataclass(frozen=True, slots=True)
class Constant:
    """A value as written: null, a truth value, a number or a text."""

    place: Place
    value: Value


@dataclass(frozen=True, slots=True)
class Temporal:
    """A date, time or duration written ``@"..."``."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """The value of a name.

    Attributes:
        name: as its declaration spells it.
        known: whether it was in scope when it was read.
    """

    place: Place
    name: str
    known: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """A minus before an operand."""

    place: Place
    operand: "Syntax"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Operators of one rank, from left to right."""

    place: Place
    first: "Syntax"
    rest: "tuple[tuple[Operator, Syntax], ...]"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two operands compared."""

    place: Place
    comparator: Comparator
    left: "Syntax"
    right: "Syntax"


@dataclass(frozen=True, slots=True)
class Conjunction:
    """Terms joined by ``and``."""

    place: Place
    terms: "tuple[Syntax, ...]"


@dataclass(frozen=True, slots=True)
class Disjunction:
    """Terms joined by ``or``."""

    place: Place
    terms: "tuple[Syntax, ...]"


@dataclass(frozen=True, slots=True)
class Between:
    """``subject between low and high``, both ends included."""

    place: Place
    subject: "Syntax"
    low: "Syntax"
    high: "Syntax"


@dataclass(frozen=True, slots=True)
class Membership:
    """``subject in tests``."""

    place: Place
    subject: "Syntax"
    tests: "tuple[UnaryTest, ...]"


@dataclass(frozen=True, slots=True)
class InstanceOf:
    """``subject instance of type``."""

    place: Place
    subject: "Syntax"
    type: "TypeSyntax"


@dataclass(frozen=True, slots=True)
class Path:
    """``subject.name``."""

    place: Place
    subject: "Syntax"
    name: str


@dataclass(frozen=True, slots=True)
class Filter:
    """``subject[condition]``."""

    place: Place
    subject: "Syntax"
    condition: "Syntax"


@dataclass(frozen=True, slots=True)
class Invocation:
    """A function invoked; ``names`` is None where the arguments go by position."""

    place: Place
    function: "Syntax"
    arguments: "tuple[Syntax, ...]"
    names: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Conditional:
    """``if condition then consequent else alternative``."""

    place: Place
    condition: "Syntax"
    consequent: "Syntax"
    alternative: "Syntax"


@dataclass(frozen=True, slots=True)
class Iterator:
    """``name in source``, or ``name in source..end``."""

    name: str
    source: "Syntax"
    end: "Syntax | None"


@dataclass(frozen=True, slots=True)
class Iteration:
    """``for iterators return body``."""

    place: Place
    iterators: tuple[Iterator, ...]
    body: "Syntax"


@dataclass(frozen=True, slots=True)
class Quantified:
    """``some`` or ``every`` with iterators and what they are to satisfy."""

    place: Place
    every: bool
    iterators: tuple[Iterator, ...]
    condition: "Syntax"


@dataclass(frozen=True, slots=True)
class Listing:
    """``[items]``."""

    place: Place
    items: "tuple[Syntax, ...]"


@dataclass(frozen=True, slots=True)
class Entries:
    """``{name: value}``, each entry seeing those before it."""

    place: Place
    entries: "tuple[tuple[str, Syntax], ...]"


@dataclass(frozen=True, slots=True)
class Interval:
    """A range written with two ends."""

    place: Place
    start: "Syntax"
    end: "Syntax"
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class Ray:
    """A range written as a comparison in parentheses, ``(< 5)``."""

    place: Place
    comparator: Comparator
    end: "Syntax"


@dataclass(frozen=True, slots=True)
class Definition:
    """``function(parameters) body``; ``body`` is None for an external function."""

    place: Place
    parameters: "tuple[tuple[str, TypeSyntax | None], ...]"
    body: "Syntax | None"


Syntax: TypeAlias = (
    Constant
    | Temporal
    | Named
    | Negation
    | Arithmetic
    | Comparison
    | Conjunction
    | Disjunction
    | Between
    | Membership
    | InstanceOf
    | Path
    | Filter
    | Invocation
    | Conditional
    | Iteration
    | Quantified
    | Listing
    | Entries
    | Interval
    | Ray
    | Definition
)
"""Any expression."""


@dataclass(frozen=True, slots=True)
class Compares:
    """A test by comparison with an operand, ``< 5``."""

    place: Place
    comparator: Comparator
    operand: Syntax


@dataclass(frozen=True, slots=True)
class Answers:
    """A test by an expression: a value to equal, a list or range to be in, or a condition on ``?``.

    Attributes:
        asks: whether the expression mentions ``?``.
    """

    place: Place
    expression: Syntax
    asks: bool


UnaryTest: TypeAlias = Compares | Answers


@dataclass(frozen=True, slots=True)
class Tests:
    """The tests of one cell; none of them means that any input will do."""

    tests: tuple[UnaryTest, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type by its name, built in or declared by the model."""

    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class ElementType:
    """``list<element>`` or ``range<element>``."""

    kind: Literal["list", "range"]
    element: "TypeSyntax"


@dataclass(frozen=True, slots=True)
class EntriesType:
    """``context<name: type>``."""

    entries: "tuple[tuple[str, TypeSyntax], ...]"


@dataclass(frozen=True, slots=True)
class SignatureType:
    """``function<parameters> -> result``; None where no signature is given."""

    parameters: "tuple[TypeSyntax, ...]"
    result: "TypeSyntax | None"


TypeSyntax: TypeAlias = NamedType | ElementType | EntriesType | SignatureType
"""Any type as written."""
