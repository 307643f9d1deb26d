"""Cells of decision tables: what passes."""

from decimal import Decimal

import pytest

from tongjian.rules.feel import Names, compile_unary_tests, names_in
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run

D = Decimal
VARIABLES: dict[str, Value] = {"limit": D(10), "kinds": ("A", "B"), "flag": True}


def passes(cell: str, value: Value) -> bool | None:
    return compile_unary_tests(cell, names=names_in(VARIABLES)).matches(value, VARIABLES, Run())


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        ("-", None, True),
        (" - ", D(1), True),
        ("5", D(5), True),
        ("5", D("5.00"), True),
        ("-5", D(-5), True),
        ('"A"', "A", True),
        ('"A"', "B", False),
        ('"A", "B"', "B", True),
        ("< 5", D(4), True),
        ("< 5, > 10", D(7), False),
        ("< 5, > 10", D(11), True),
        ("[1..5]", D(5), True),
        ("[1..5)", D(5), False),
        ("]1..5]", D(1), False),
        ("(1..5)", D(3), True),
        ("not(5)", D(5), False),
        ("not(5, 6)", D(7), True),
        ('not("A", "B")', "B", False),
        ("not([1..5])", D(6), True),
        ("> limit", D(11), True),
        ("limit", D(10), True),
        ("[1..limit]", D(10), True),
        ("kinds", "B", True),
        ("? > limit and ? < 20", D(15), True),
        ("? > limit", D(5), False),
        ('contains(?, "x")', "axb", True),
        ('not(contains(?, "x"))', "axb", False),
        ("count(?) = 2", ("a", "b"), True),
        ("true", True, True),
        ("true", False, False),
        ("false", False, True),
        ("not(true)", False, True),
        ("flag", True, True),
        ("limit > 5", D(1), True),
        ("limit > 50", D(1), False),
        ("null", None, True),
        ("5, null", None, True),
        ('@"2026-03-01"', None, False),
        ('> date("2026-01-01")', None, None),
        ("> 5", None, None),
        ("> 5", "text", None),
        ("not(> 5)", "text", None),
        ("[1..5]", None, None),
        ("(< 5)", D(4), True),
        ("= 5", D(5), True),
        ("!= 5", D(5), False),
    ],
)
def test_a_cell_lets_through_what_meets_it(cell: str, value: Value, expected: bool | None) -> None:  # noqa: FBT001
    assert passes(cell, value) is expected


def test_what_cannot_be_compared_is_told() -> None:
    run = Run()
    assert compile_unary_tests("> 5").matches("text", {}, run) is None
    assert [one.code for one in run.diagnostics] == ["rules.feel.undefined_operation"]


def test_entries_of_the_input_may_hold_spaces() -> None:
    cell = compile_unary_tests("?.建筑 面积 > 300", names=Names({"?": Names(["建筑 面积"])}))
    assert cell.matches({"建筑 面积": D(301)}, {}, Run()) is True
