"""FEEL, the expression language of DMN 1.5: texts compiled once, evaluated often, never silently wrong."""

from tongjian.rules.feel.expressions import (
    Expression,
    Outcome,
    UnaryTests,
    compile_expression,
    compile_unary_tests,
    evaluate,
    names_in,
)
from tongjian.rules.feel.names import NONE, Names
from tongjian.rules.feel.walking import unknown_names, used_names

__all__ = [
    "NONE",
    "Expression",
    "Names",
    "Outcome",
    "UnaryTests",
    "compile_expression",
    "compile_unary_tests",
    "evaluate",
    "names_in",
    "unknown_names",
    "used_names",
]
