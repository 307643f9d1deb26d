"""What an expression of a model sees while it is compiled: names, types, and where problems go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tongjian.rules.dmn.expressions import LiteralExpression, Place
from tongjian.rules.dmn.problems import Problems
from tongjian.rules.dmn.tables.matching import CompiledTable
from tongjian.rules.dmn.types import ItemType, TypeTable, coerce
from tongjian.rules.errors import MalformedExpression
from tongjian.rules.feel import UnaryTests, compile_expression, compile_unary_tests
from tongjian.rules.feel.names import Names
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run

Variables = Mapping[str, Value]
Code = Callable[[Variables, Run], Value]
"""A compiled expression."""

MALFORMED = "rules.malformed_expression"


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What an expression sees.

    Attributes:
        names: the names it may use.
        types: the types it may name.
        problems: where its problems go.
        tables: where decision tables are kept for analysis.
    """

    names: Names
    types: TypeTable
    problems: Problems
    tables: list[CompiledTable] = field(default_factory=list)

    def including(self, more: Mapping[str, Names | None]) -> "Scope":
        """Return the scope with more names."""
        return replace(self, names=self.names.including(more))

    def expression(
        self, literal: LiteralExpression, *, row: int | None = None, column: int | None = None
    ) -> Code:
        """Compile a text; a malformed one is noted, and gives null with a diagnostic."""
        where = _where(literal.at, row, column)
        if not literal.text.strip():
            return _silent(where)
        try:
            compiled = compile_expression(literal.text, names=self.names, types=self.types.shapes)
        except MalformedExpression as malformed:
            self._note(literal.at, malformed, row, column)
            return _failing(malformed, where)
        evaluate = compiled.compute

        def code(variables: Variables, run: Run) -> Value:
            run.where = where
            return evaluate(variables, run)

        return code

    def tests(
        self, literal: LiteralExpression, *, row: int | None = None, column: int | None = None
    ) -> UnaryTests | None:
        """Compile unary tests; malformed ones are noted."""
        try:
            return compile_unary_tests(literal.text.strip() or "-", names=self.names, types=self.types.shapes)
        except MalformedExpression as malformed:
            self._note(literal.at, malformed, row, column)
            return None

    def typed(self, code: Code, type_ref: str | None, at: Place, *, what: str) -> Code:
        """Return the code with its result turned into the named type."""
        if type_ref is None:
            return code
        return converted(code, self.types.named(type_ref, at), what=what)

    def _note(self, at: Place, malformed: MalformedExpression, row: int | None, column: int | None) -> None:
        self.problems.add(
            at,
            "表达式第 %(text_line)s 行第 %(text_column)s 列：%(what)s（%(near)s）",
            row=row,
            column=column,
            text_line=malformed.line,
            text_column=malformed.column,
            what=malformed.what,
            near=malformed.near,
        )


def converted(code: Code, kind: ItemType, *, what: str) -> Code:
    """Return the code with its result turned into the type."""
    accepts = kind.accepts

    def checked(variables: Variables, run: Run) -> Value:
        value = code(variables, run)
        return value if accepts(value, run) else coerce(value, kind, run, what=what)

    return checked


def _where(at: Place, row: int | None, column: int | None) -> str:
    return at.id + "".join(f".{one}" for one in (row, column) if one is not None)


def _failing(malformed: MalformedExpression, where: str) -> Code:
    says = malformed.says % malformed.facts()

    def code(_variables: Variables, run: Run) -> Value:
        run.where = where
        run.report(MALFORMED, says)
        return None

    return code


def _silent(where: str) -> Code:
    def code(_variables: Variables, run: Run) -> Value:
        run.where = where
        run.report("rules.dmn.empty_expression", "表达式为空")
        return None

    return code
