"""Compiling a decision table.

Source: DMN 1.5, chapter 8.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tongjian.rules.dmn.expressions import DecisionTable, InputClause, LiteralExpression, OutputClause
from tongjian.rules.dmn.scope import Code, Scope, Variables, converted
from tongjian.rules.dmn.tables.matching import Column, CompiledTable, Match, column_of, matcher
from tongjian.rules.dmn.tables.policies import Policy, Rank, ranks
from tongjian.rules.dmn.tables.values import listed
from tongjian.rules.dmn.types import ItemType
from tongjian.rules.feel import UnaryTests
from tongjian.rules.feel.names import Names
from tongjian.rules.feel.values import Fault, Value
from tongjian.rules.running import Run

NOT_ALLOWED = "rules.dmn.not_allowed"


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """A table made ready: what is tested, what is found, what is concluded."""

    where: str
    inputs: tuple[Code, ...]
    match: Match
    outputs: tuple[Code, ...]
    default: Code | None
    policy: Policy
    rules: int

    def evaluate(self, variables: Variables, run: Run) -> Value:
        run.where = self.where
        run.charge(self.rules)
        try:
            found = self.match([code(variables, run) for code in self.inputs], variables, run)
            return self._conclude(_numbers(found), variables, run)
        except Fault as fault:
            run.where = self.where
            run.report(fault.code, fault.text())
            return None

    def _conclude(self, rules: Sequence[int], variables: Variables, run: Run) -> Value:
        if rules:
            chosen = self.policy.chosen(rules)
            return self.policy.result([self.outputs[rule](variables, run) for rule in chosen])
        if self.default is not None:
            return self.default(variables, run)
        return self.policy.empty()


def compile_table(table: DecisionTable, scope: Scope) -> Code:
    """Compile a decision table and keep it for analysis; what is wrong is noted by row and column."""
    columns = _columns(table, scope)
    scope.tables.append(CompiledTable(table, tuple(columns)))
    inputs = tuple(_input(clause, scope, number) for number, clause in enumerate(table.inputs, start=1))
    kinds = [scope.types.named(clause.type_ref, clause.at) for clause in table.outputs]
    checks = [_allowed(clause, scope, len(table.inputs) + at) for at, clause in enumerate(table.outputs, 1)]
    first = len(table.inputs) + 1
    outputs = tuple(
        _together(
            table.outputs,
            [
                _output(scope.expression(cell, row=row, column=first + at), kinds[at], checks[at], table)
                for at, cell in enumerate(rule.outputs[: len(table.outputs)])
            ],
        )
        for row, rule in enumerate(table.rules, start=1)
    )
    return _Table(
        table.at.id,
        inputs,
        matcher(columns, len(table.rules)),
        outputs,
        _default(table, scope, kinds),
        Policy(table.hit_policy, table.aggregation, _rank(table, scope)),
        len(table.rules),
    ).evaluate


def _columns(table: DecisionTable, scope: Scope) -> list[Column]:
    columns = []
    for at, clause in enumerate(table.inputs):
        seen = scope.including({"?": _names_of(clause, scope)})
        cells = [rule.inputs[at] if at < len(rule.inputs) else None for rule in table.rules]
        tests = [_cell(cell, seen, row, at + 1) for row, cell in enumerate(cells, start=1)]
        columns.append(column_of(tests, _possible(clause, scope), dates="date" not in scope.names.known))
    return columns


def _possible(clause: InputClause, scope: Scope) -> UnaryTests | None:
    """The values the column may have, by its own list or by its type."""
    if clause.values is not None:
        return scope.tests(clause.values)
    type_ref = clause.expression.type_ref if clause.expression else None
    kind = scope.types.find(type_ref) if type_ref else None
    return None if kind is None else kind.values


def _cell(cell: LiteralExpression | None, scope: Scope, row: int, column: int) -> UnaryTests | None:
    return None if cell is None else scope.tests(cell, row=row, column=column)


def _names_of(clause: InputClause, scope: Scope) -> Names | None:
    type_ref = clause.expression.type_ref if clause.expression else None
    kind = scope.types.find(type_ref) if type_ref else None
    return None if kind is None else kind.names


def _input(clause: InputClause, scope: Scope, column: int) -> Code:
    """The value of an input column, turned into its type and checked against its input values."""
    if clause.expression is None:
        return lambda _variables, _run: None
    code = scope.expression(clause.expression, column=column)
    name = clause.label or clause.expression.text.strip()
    code = scope.typed(code, clause.expression.type_ref, clause.expression.at, what=f"输入“{name}”")
    allowed = None if clause.values is None else scope.tests(clause.values, column=column)
    if allowed is None:
        return code

    def checked(variables: Variables, run: Run) -> Value:
        value = code(variables, run)
        if allowed.matches(value, variables, run) is not True:
            raise Fault("输入“%(name)s”的值不在允许的取值之内", code=NOT_ALLOWED, name=name)
        return value

    return checked


def _allowed(clause: OutputClause, scope: Scope, column: int) -> UnaryTests | None:
    return None if clause.values is None else scope.tests(clause.values, column=column)


def _output(code: Code, kind: ItemType, allowed: UnaryTests | None, table: DecisionTable) -> Code:
    code = converted(code, kind, what="输出")
    if allowed is None:
        return code
    where = table.at.id

    def checked(variables: Variables, run: Run) -> Value:
        value = code(variables, run)
        if allowed.matches(value, variables, run) is True:
            return value
        run.where = where
        run.report(NOT_ALLOWED, "输出的值不在允许的取值之内，按空值处理")
        return None

    return checked


def _together(clauses: Sequence[OutputClause], codes: Sequence[Code]) -> Code:
    """The output of a rule: the value of the only column, or a context of all."""
    if len(clauses) == 1 and codes:
        return codes[0]
    named = [(clause.name, code) for clause, code in zip(clauses, codes, strict=False)]
    return lambda variables, run: {name: code(variables, run) for name, code in named}


def _default(table: DecisionTable, scope: Scope, kinds: Sequence[ItemType]) -> Code | None:
    if not any(clause.default for clause in table.outputs):
        return None
    codes: list[Code] = []
    for column, (clause, kind) in enumerate(zip(table.outputs, kinds, strict=True), len(table.inputs) + 1):
        if clause.default is None:
            codes.append(lambda _variables, _run: None)
        else:
            codes.append(converted(scope.expression(clause.default, column=column), kind, what="默认输出"))
    return _together(table.outputs, codes)


def _rank(table: DecisionTable, scope: Scope) -> Rank:
    return ranks([(clause.name, listed(clause, scope)) for clause in table.outputs])


def _numbers(found: int) -> list[int]:
    """The numbers of the bits that are set, lowest first."""
    numbers = []
    while found:
        lowest = found & -found
        numbers.append(lowest.bit_length() - 1)
        found ^= lowest
    return numbers
