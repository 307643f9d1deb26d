"""One evaluation of a model: each decision is made once, from what it needs, without recursion."""

from collections.abc import Mapping, Sequence

from tongjian.rules.dmn.nodes import DecisionNode, InputNode, Key
from tongjian.rules.dmn.types import coerce
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run


class Session:
    """Values found so far in one evaluation.

    Attributes:
        run: what the evaluation may use up, and why nulls came about.
    """

    def __init__(self, known: Mapping[Key, Value], run: Run) -> None:
        self.run = run
        self._given = known
        self._found: dict[Key, Value] = {}

    def value(self, target: InputNode | DecisionNode) -> Value:
        """Return the value of an input or the result of a decision."""
        found = self._found
        waiting = [target]
        while waiting:
            node = waiting[-1]
            if node.key in found:
                waiting.pop()
            elif isinstance(node, InputNode) or node.key in self._given:
                found[node.key] = self._handed_in(node)
            elif missing := [need.node for need in node.needs if need.node.key not in found]:
                waiting.extend(reversed(missing))
            else:
                found[node.key] = self._decide(node)
        return found[target.key]

    def values(self, targets: Sequence[DecisionNode]) -> dict[str, Value]:
        """Return the results of several decisions by name."""
        return {target.name: self.value(target) for target in targets}

    def _handed_in(self, node: InputNode | DecisionNode) -> Value:
        if node.key not in self._given:
            self.run.where = node.key[1]
            self.run.report("rules.dmn.input_missing", f"没有给出输入“{node.name}”，按空值处理")
            return None
        value = self._given[node.key]
        if node.kind.accepts(value, self.run):
            return value
        self.run.where = node.key[1]
        return coerce(value, node.kind, self.run, what=f"输入“{node.name}”")

    def _decide(self, node: DecisionNode) -> Value:
        run = self.run
        run.charge()
        run.where = node.key[1]
        if node.code is None:
            run.report("rules.dmn.no_logic", f"决策“{node.name}”没有决策逻辑")
            return None
        value = node.code(self._variables(node), run)
        if node.kind.accepts(value, run):
            return value
        run.where = node.key[1]
        return coerce(value, node.kind, run, what=f"决策“{node.name}”")

    def _variables(self, node: DecisionNode) -> dict[str, Value]:
        variables = dict(node.functions)
        imported: dict[str, dict[str, Value]] = {}
        for need in node.needs:
            value = self._found[need.node.key]
            if not need.prefix:
                variables[need.node.variable] = value
                continue
            inside = variables.get(need.prefix)
            known = dict(inside) if isinstance(inside, Mapping) else {}
            place = imported.setdefault(need.prefix, known)
            place[need.node.variable] = value
        return {**variables, **imported} if imported else variables
