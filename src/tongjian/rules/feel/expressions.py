"""Texts of FEEL compiled once: expressions, and the unary tests of a cell."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any, Final, TypeAlias

from tongjian.rules.errors import BudgetExceeded
from tongjian.rules.feel.builtins import BUILT_IN
from tongjian.rules.feel.compiling import (
    PARTS,
    Compiler,
    Node,
    Test,
    compile_syntax,
    compile_tests,
)
from tongjian.rules.feel.compiling.constants import is_constant
from tongjian.rules.feel.names import NONE, Index, Names
from tongjian.rules.feel.parsing import read_expression, read_tests
from tongjian.rules.feel.syntax import Compares, Syntax, Tests
from tongjian.rules.feel.values import Value
from tongjian.rules.feel.values.shapes import Type
from tongjian.rules.running import STANDARD, Budget, Diagnostic, Run

Variables: TypeAlias = Mapping[str, Value]
Evaluate: TypeAlias = Callable[[Variables, Run], Value]
Matches: TypeAlias = Callable[[Value, Any, Run], bool | None]

_BUILT_IN_NAMES: Final = Index(BUILT_IN)
_NO_TYPES: Final[Mapping[str, Type]] = {}
_REMEMBERED: Final = 300
_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression.

    Attributes:
        text: as written.
        syntax: as read.
        compute: gives its value for variables and a run; lets RecursionError through.
    """

    text: str
    syntax: Syntax
    compute: Evaluate

    def evaluate(self, variables: Variables, run: Run) -> Value:
        """Return the value; what could not be computed is null, and the run says why.

        Raises:
            BudgetExceeded: the run has used up what it was given.
        """
        try:
            value = self.compute(variables, run)
        except RecursionError as error:
            raise BudgetExceeded(limit="depth", allowed=run.budget.depth) from error
        if isinstance(value, tuple | dict):
            run.weigh(value)
        return value


@dataclass(frozen=True, slots=True)
class UnaryTests:
    """The compiled tests of one cell.

    Attributes:
        text: as written.
        syntax: as read.
        matches: tells whether an input passes, given the variables and a run; None where that cannot be
            said, and the run says why.
    """

    text: str
    syntax: Tests
    matches: Matches


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an evaluation gave.

    Attributes:
        value: the result.
        diagnostics: why nulls came about.
    """

    value: Value
    diagnostics: tuple[Diagnostic, ...]


def compile_expression(
    text: str, *, names: Names = NONE, types: Mapping[str, Type] = _NO_TYPES
) -> Expression:
    """Compile a text as one expression.

    Args:
        text: the expression.
        names: of the variables that will be handed in.
        types: the model's types by name.

    Raises:
        MalformedExpression: it is no expression.
    """
    read = _read_again if len(text) <= _REMEMBERED else _read
    syntax = read(text, names, tuple(types))
    compiler = _compiler(text, names, types)
    node = compile_syntax(compiler, syntax)
    return Expression(text, syntax, _with_frame(node, compiler.slots))


def compile_unary_tests(
    text: str, *, names: Names = NONE, types: Mapping[str, Type] = _NO_TYPES
) -> UnaryTests:
    """Compile a text as the unary tests of one cell, in which ``?`` is the input.

    Args:
        text: the tests.
        names: of the variables that will be handed in; what is known inside ``?`` may be among them.
        types: the model's types by name.

    Raises:
        MalformedExpression: it is no list of unary tests.
    """
    read = _read_tests_again if len(text) <= _REMEMBERED else _read_tests
    syntax = read(text, names, tuple(types))
    compiler = _compiler(text, names, types)
    compiler.bind("?")
    test = compile_tests(compiler, syntax)
    return UnaryTests(
        text, syntax, test if _is_known(compiler, syntax) else _with_input(test, compiler.slots)
    )


def evaluate(text: str, variables: Variables, *, budget: Budget = STANDARD) -> Outcome:
    """Compile and evaluate a text at once, its names being those of the variables.

    Raises:
        MalformedExpression: it is no expression.
        BudgetExceeded: it would take more than the budget.
    """
    run = Run(budget)
    value = compile_expression(text, names=names_in(variables)).evaluate(variables, run)
    return Outcome(value, tuple(run.diagnostics))


def names_in(variables: Variables) -> Names:
    """Return the names of variables, with those inside contexts and lists of contexts."""
    return Names({name: _inside(value) for name, value in variables.items()})


def _inside(value: Value) -> Names | None:
    if isinstance(value, Mapping):
        return names_in(value)
    if isinstance(value, tuple):
        known = [names_in(member) for member in value[:_LOOKED_AT] if isinstance(member, Mapping)]
        return reduce(lambda names, more: names.including(more.known), known) if known else None
    return None


def _compiler(text: str, names: Names, types: Mapping[str, Type]) -> Compiler:
    return Compiler(text, names=names, built_in=BUILT_IN, types=types, parts=PARTS)


def _read(text: str, names: Names, declared: Iterable[str]) -> Syntax:
    return read_expression(text, names=names, built_in=_BUILT_IN_NAMES, declared=tuple(declared))


def _read_tests(text: str, names: Names, declared: Iterable[str]) -> Tests:
    return read_tests(text, names=names, built_in=_BUILT_IN_NAMES, declared=tuple(declared))


_read_again = lru_cache(maxsize=4096)(_read)
_read_tests_again = lru_cache(maxsize=4096)(_read_tests)


def _with_frame(node: Node, slots: int) -> Evaluate:
    if slots == 1:
        return lambda variables, run: node([variables], run)
    rest = (None,) * (slots - 1)
    return lambda variables, run: node([variables, *rest], run)


def _is_known(compiler: Compiler, tests: Tests) -> bool:
    """Return whether the tests hang on nothing but the input, so that no frame is needed."""
    operands = (one.operand if isinstance(one, Compares) else one.expression for one in tests.tests)
    return all(is_constant(compiler, operand) for operand in operands)


def _with_input(test: Test, slots: int) -> Matches:
    rest = (None,) * (slots - 2)

    def matches(value: Value, variables: Variables, run: Run) -> bool | None:
        try:
            return test(value, [variables, value, *rest], run)
        except RecursionError as error:
            raise BudgetExceeded(limit="depth", allowed=run.budget.depth) from error

    return matches
