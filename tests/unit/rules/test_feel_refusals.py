"""What is not FEEL is refused at its place; what would never end is stopped."""

from decimal import Decimal

import pytest

from tongjian.rules.errors import BudgetExceeded, MalformedExpression
from tongjian.rules.feel import compile_expression, compile_unary_tests, evaluate
from tongjian.rules.running import Budget, Run


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("1 +", 4),
        ("1 2", 3),
        ("(1", 3),
        ("[1, ]", 6),
        ("{a}", 2),
        ("{a:}", 4),
        ("f(1,)", 5),
        ("f(x: 1, 2)", 9),
        ('"abc', 1),
        ("/* abc", 1),
        ("if true then 1", 15),
        ("for x in [1]", 13),
        ("for 1 in [1] return 1", 5),
        ("1 between 0", 12),
        ("1 in", 5),
        ("@1", 2),
        ("#", 1),
        ("1..2", 2),
        ("a.", 3),
        ("function(a", 10),
        ("1 instance of", 14),
        ("1 instance of list<number", 26),
        ("9e99999", 1),
        (r'1 + "\ud800"', 5),
        (r'"\U110000"', 1),
    ],
)
def test_what_is_not_feel_is_refused_at_its_place(text: str, column: int) -> None:
    with pytest.raises(MalformedExpression) as refused:
        compile_expression(text)
    assert (refused.value.line, refused.value.column) == (1, column)
    assert refused.value.what


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "1" + ")" * 10_000,
        "[" * 10_000,
        "{a:" * 10_000,
        "-" * 100_000 + "1",
        "not(" * 10_000,
        "if true then " * 5_000,
        "function(a) " * 5_000 + "1",
        "a" + ".b" * 50_000,
        "a" + "[1]" * 50_000,
        "a" + "()" * 50_000,
        "1 in (" * 10_000,
        "1" + "=1" * 50_000,
        "1 instance of " + "list<" * 10_000,
        "[1][item in " * 5_000,
        "for x in " * 10_000,
        "1+" * 25_000_000 + "1",
    ],
    ids=lambda text: text[:12],
)
def test_texts_too_deep_or_too_long_are_refused_at_once(text: str) -> None:
    with pytest.raises(MalformedExpression):
        compile_expression(text)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("for i in 1..1000000000 return i", "steps"),
        ("for i in 1..100000, j in 1..100000 return 1", "steps"),
        ("every i in 1..1000000000 satisfies true", "steps"),
        ("for i in 1..100000 return partial", "steps"),
        ("for i in 1..1000 return " + "+".join(["1"] * 20_000), "steps"),
        ("{f: function(n) f(n + 1), r: f(1)}.r", "depth"),
        ("(function(x) x(x))(function(x) x(x))", "depth"),
        ("{f: function(n) if n = 0 then 0 else f(n - 1) + f(n - 1), r: f(60)}.r", "steps"),
        ('{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("文字", 40)}.r', "size"),
        ("{f: function(s, n) if n = 0 then s else f([s, s], n - 1), r: f([1], 60)}.r", "steps"),
        (
            "{f: function(s, n) if n = 0 then s else f([s, s], n - 1), a: f(1, 60), b: f(1, 60), r: a = b}.r",
            "steps",
        ),
    ],
)
def test_what_would_never_end_is_stopped(text: str, limit: str) -> None:
    with pytest.raises(BudgetExceeded) as stopped:
        evaluate(text, {}, budget=Budget(steps=200_000, size=100_000))
    assert stopped.value.limit == limit


def test_time_runs_out_by_the_clock_that_is_handed_in() -> None:
    moments = iter(range(1_000))
    run = Run(Budget(seconds=3.0), clock=lambda: float(next(moments)))
    with pytest.raises(BudgetExceeded) as stopped:
        compile_expression("for i in 1..900000 return i").evaluate({}, run)
    assert stopped.value.limit == "seconds"
    assert run.steps < 20_000


def test_deep_but_bounded_recursion_is_computed() -> None:
    text = "{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(90)}.r"
    assert evaluate(text, {}).value == Decimal(90)


def test_two_hundred_levels_are_read_and_computed() -> None:
    assert evaluate("(" * 190 + "1" + ")" * 190, {}).value == Decimal(1)


def test_long_chains_are_no_depth() -> None:
    assert evaluate("+".join(["1"] * 5_000), {}).value == Decimal(5_000)
    assert evaluate(" and ".join(["true"] * 5_000), {}).value is True


def test_only_the_first_diagnostics_are_kept_and_the_rest_counted() -> None:
    run = Run()
    compile_expression("for i in 1..1000 return 1 / 0").evaluate({}, run)
    assert len(run.diagnostics) == 200
    assert run.untold == 800


@pytest.mark.parametrize("text", ["", "< ", "1,", "not(1", "not(1, 2) and true", "- 1 -", "5 5"])
def test_malformed_tests_are_refused(text: str) -> None:
    with pytest.raises(MalformedExpression):
        compile_unary_tests(text)
