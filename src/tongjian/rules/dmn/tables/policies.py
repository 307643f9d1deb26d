"""Hit policies: what the rules that match give together.

Source: DMN 1.5, 8.2.10 (hit policies) and 8.2.11 (aggregation).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final, assert_never

from tongjian.rules.dmn.expressions import Aggregation, HitPolicy
from tongjian.rules.feel.operations import add, equal, less
from tongjian.rules.feel.values import Fault, Value, number

Rank = Callable[[Value], tuple[int, ...]]
"""The priority of an output: places of its parts in the lists of output values, the first most urgent."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How the outputs of matching rules become one result.

    Attributes:
        name: of the hit policy.
        aggregation: of COLLECT.
        rank: for the policies by priority.
    """

    name: HitPolicy
    aggregation: Aggregation | None
    rank: Rank

    def chosen(self, rules: Sequence[int]) -> Sequence[int]:
        """Return the rules whose outputs are needed, given those that match, in order.

        Raises:
            Fault: more than one rule of a unique table matches.
        """
        if self.name == "UNIQUE" and len(rules) > 1:
            numbers = "、".join(str(rule + 1) for rule in rules[:10])
            raise Fault("唯一命中的决策表有多条规则同时命中：%(rules)s", code=_SEVERAL, rules=numbers)
        return rules[:1] if self.name == "FIRST" else rules

    def result(self, outputs: Sequence[Value]) -> Value:
        """Return the result of the outputs of the chosen rules, at least one.

        Raises:
            Fault: outputs differ that may not, or cannot be aggregated.
        """
        match self.name:
            case "UNIQUE" | "FIRST":
                return outputs[0]
            case "ANY":
                return _same(outputs)
            case "PRIORITY":
                return min(outputs, key=self.rank)
            case "OUTPUT ORDER":
                return tuple(sorted(outputs, key=self.rank))
            case "RULE ORDER":
                return tuple(outputs)
            case "COLLECT":
                return aggregate(self.aggregation, outputs)
            case _:
                assert_never(self.name)

    def empty(self) -> Value:
        """Return the result where no rule matches and no default is given.

        Raises:
            Fault: there is none.
        """
        if self.name in ("COLLECT", "RULE ORDER", "OUTPUT ORDER") and self.aggregation is None:
            return ()
        if self.aggregation == "COUNT":
            return number(0)
        raise Fault("没有规则命中", code=NO_RULE)


_SEVERAL: Final = "rules.dmn.several_rules"
_DIFFERENT: Final = "rules.dmn.outputs_differ"
NO_RULE: Final = "rules.dmn.no_rule"


def aggregate(aggregation: Aggregation | None, outputs: Sequence[Value]) -> Value:
    """Return the outputs as a list, or their sum, least, greatest or count.

    Raises:
        Fault: they cannot be added or compared.
    """
    match aggregation:
        case None:
            return tuple(outputs)
        case "COUNT":
            return number(len(outputs))
        case "SUM":
            return reduce(add, outputs)
        case "MIN":
            return reduce(lambda one, other: other if less(other, one) else one, outputs)
        case "MAX":
            return reduce(lambda one, other: other if less(one, other) else one, outputs)
        case _:
            assert_never(aggregation)


def ranks(lists: Sequence[tuple[str, Sequence[Value]]]) -> Rank:
    """Return the priority of outputs by the output values of each column, listed in order.

    Args:
        lists: name and values of each column; without values a column does not count.
    """
    named = len(lists) > 1

    def rank(output: Value) -> tuple[int, ...]:
        parts = [output.get(name) if named and isinstance(output, Mapping) else output for name, _ in lists]
        return tuple(_place(part, values) for part, (_, values) in zip(parts, lists, strict=True) if values)

    return rank


def _place(part: Value, values: Sequence[Value]) -> int:
    for place, value in enumerate(values):
        if equal(part, value) is True:
            return place
    return len(values)


def _same(outputs: Sequence[Value]) -> Value:
    first = outputs[0]
    if any(equal(first, other) is not True for other in outputs[1:]):
        raise Fault("命中的规则结论不一致，任一（ANY）策略无法取值", code=_DIFFERENT)
    return first
