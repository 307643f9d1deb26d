"""Rules: conditions over declared facts, FEEL and DMN. Pure."""

from tongjian.rules.errors import BudgetExceeded, MalformedExpression
from tongjian.rules.feel import (
    Expression,
    Names,
    UnaryTests,
    compile_expression,
    compile_unary_tests,
    unknown_names,
    used_names,
)
from tongjian.rules.feel.builtins import BUILT_IN
from tongjian.rules.feel.values import (
    Date,
    DateAndTime,
    DayTimeDuration,
    Fault,
    Time,
    YearMonthDuration,
    read_temporal,
    text_of,
)
from tongjian.rules.feel.values import Value as FeelValue
from tongjian.rules.predicate import (
    All,
    AnyOf,
    Compare,
    Fact,
    Facts,
    MalformedPredicate,
    Member,
    Not,
    Predicate,
    facts_of,
    holds,
    read_predicate,
)
from tongjian.rules.running import Budget, Diagnostic, Run

__all__ = [
    "BUILT_IN",
    "All",
    "AnyOf",
    "Budget",
    "BudgetExceeded",
    "Compare",
    "Date",
    "DateAndTime",
    "DayTimeDuration",
    "Diagnostic",
    "Expression",
    "Fact",
    "Facts",
    "Fault",
    "FeelValue",
    "MalformedExpression",
    "MalformedPredicate",
    "Member",
    "Names",
    "Not",
    "Predicate",
    "Run",
    "Time",
    "UnaryTests",
    "YearMonthDuration",
    "compile_expression",
    "compile_unary_tests",
    "facts_of",
    "holds",
    "read_predicate",
    "read_temporal",
    "text_of",
    "unknown_names",
    "used_names",
]
