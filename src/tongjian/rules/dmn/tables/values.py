"""The values a column lists, in their order."""

from collections.abc import Sequence

from tongjian.rules.dmn.expressions import OutputClause
from tongjian.rules.dmn.scope import Scope
from tongjian.rules.feel import UnaryTests
from tongjian.rules.feel.syntax import Answers, Constant
from tongjian.rules.feel.values import Value


def listed(clause: OutputClause, scope: Scope) -> Sequence[Value]:
    """Return the constants among an output column's values, or else those of its type, first the foremost."""
    tests: UnaryTests | None = None
    if clause.values is not None:
        tests = scope.tests(clause.values)
    elif clause.type_ref is not None and (kind := scope.types.find(clause.type_ref)) is not None:
        tests = kind.values
    return () if tests is None else constants(tests)


def constants(tests: UnaryTests) -> Sequence[Value]:
    """Return the constants that tests list, in order."""
    return [
        test.expression.value
        for test in tests.syntax.tests
        if isinstance(test, Answers) and isinstance(test.expression, Constant)
    ]
