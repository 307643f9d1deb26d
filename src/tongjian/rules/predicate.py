"""The predicate form: all / any / not, and =, >=, in over named facts, in three-valued logic.

A condition is data, never text to evaluate::

    {"all": [{"fact": "building_area", ">=": 300}, {"not": {"fact": "land_supply", "=": "出让"}}]}
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, assert_never

from tongjian.kit import Refusal

Fact = str | bool | int | Decimal
"""One declared value: a code or text, yes/no, or a number in the unit its declaration names."""

Facts = Mapping[str, Fact]
"""Declared facts by name. A name that is absent is unknown, not false."""

_MAX_DEPTH = 32


@dataclass(eq=False, kw_only=True)
class MalformedPredicate(Refusal):
    """The data is not a predicate."""

    code: ClassVar[str] = "rules.malformed_predicate"
    says: ClassVar[str] = "条件写法不正确（%(where)s）：%(what)s"
    advice: ClassVar[str] = "条件只能由 all、any、not 与 =、>=、in 组成"
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class All:
    """True when every term is true; the empty conjunction is true."""

    terms: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when one term is true; the empty disjunction is false."""

    terms: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when the term is false."""

    term: "Predicate"


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact against one value; ``>=`` is for numbers only."""

    fact: str
    operator: Literal["=", ">="]
    value: Fact


@dataclass(frozen=True, slots=True)
class Member:
    """A fact among listed values."""

    fact: str
    values: tuple[Fact, ...]


Predicate = All | AnyOf | Not | Compare | Member


def holds(predicate: Predicate, facts: Facts) -> bool | None:
    """Return whether the predicate is true of the facts; None where a missing fact leaves it open.

    A number compared with something that is no number is unknown, never false by accident.
    """
    match predicate:
        case All(terms):
            return _conjunction([holds(term, facts) for term in terms])
        case AnyOf(terms):
            return _negate(_conjunction([_negate(holds(term, facts)) for term in terms]))
        case Not(term):
            return _negate(holds(term, facts))
        case Compare(fact, operator, value):
            return _compare(facts.get(fact), operator, value)
        case Member(fact, values):
            present = facts.get(fact)
            return None if present is None else any(_same(present, value) for value in values)
        case _:
            assert_never(predicate)


def facts_of(predicate: Predicate) -> frozenset[str]:
    """Return the names of all facts the predicate asks for."""
    match predicate:
        case All(terms) | AnyOf(terms):
            return frozenset[str]().union(*(facts_of(term) for term in terms))
        case Not(term):
            return facts_of(term)
        case Compare(fact=fact) | Member(fact=fact):
            return frozenset({fact})
        case _:
            assert_never(predicate)


def read_predicate(data: object, *, where: str = "") -> Predicate:
    """Read a predicate from its JSON form.

    Args:
        data: mappings, lists and scalars as JSON or YAML give them.
        where: path of the data in its document, for the refusal.

    Raises:
        MalformedPredicate: unknown key, wrong shape, or nested deeper than 32.
    """
    return _read(data, where or "$", 0)


def _read(data: object, where: str, depth: int) -> Predicate:
    if depth > _MAX_DEPTH:
        raise MalformedPredicate(where=where, what="嵌套过深")
    if not isinstance(data, Mapping):
        raise MalformedPredicate(where=where, what="应为对象")
    keys = set(data)
    if keys in ({"all"}, {"any"}):
        key = keys.pop()
        terms = _read_terms(data[key], f"{where}.{key}", depth + 1)
        return All(terms) if key == "all" else AnyOf(terms)
    if keys == {"not"}:
        return Not(_read(data["not"], f"{where}.not", depth + 1))
    return _read_leaf(data, where)


def _read_terms(data: object, where: str, depth: int) -> tuple[Predicate, ...]:
    if not isinstance(data, Sequence) or isinstance(data, str):
        raise MalformedPredicate(where=where, what="应为列表")
    return tuple(_read(term, f"{where}[{index}]", depth) for index, term in enumerate(data))


def _read_leaf(data: Mapping[object, object], where: str) -> Predicate:
    fact = data.get("fact")
    operators = set(data) - {"fact"}
    if not isinstance(fact, str) or not fact or len(operators) != 1:
        raise MalformedPredicate(where=where, what="应有 fact 与一个比较")
    operator = operators.pop()
    value = data[operator]
    if operator == "in" and isinstance(value, Sequence) and not isinstance(value, str):
        return Member(fact, tuple(_read_value(one, where) for one in value))
    if operator == "=":
        return Compare(fact, "=", _read_value(value, where))
    if operator == ">=":
        number = _read_value(value, where)
        if _number(number) is None:
            raise MalformedPredicate(where=where, what=">= 只能与数字比较")
        return Compare(fact, ">=", number)
    raise MalformedPredicate(where=where, what=f"不认识的写法 {operator!s}")


def _read_value(value: object, where: str) -> Fact:
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, str | bool | int | Decimal):
        return value
    raise MalformedPredicate(where=where, what="值应为文字、数字或是否")


def _compare(present: Fact | None, operator: Literal["=", ">="], value: Fact) -> bool | None:
    if present is None:
        return None
    if operator == "=":
        return _same(present, value)
    left, right = _number(present), _number(value)
    return None if left is None or right is None else left >= right


def _same(left: Fact, right: Fact) -> bool:
    if isinstance(left, bool) is not isinstance(right, bool):
        return False
    return left == right


def _number(value: Fact) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)


def _conjunction(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _negate(value: bool | None) -> bool | None:  # noqa: FBT001 - a truth value is the operand itself
    return None if value is None else not value
