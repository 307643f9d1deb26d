"""The language itself: operators, lists, contexts, ranges, iterations, functions, conditions."""

from decimal import Decimal

import pytest

from tongjian.rules.feel import evaluate
from tongjian.rules.feel.values import Value

D = Decimal
FACTS: dict[str, Value] = {"a": D(5), "b": "x", "none": None, "L": (D(1), D(2), D(3))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3 - 4 / 2", D(5)),
        ("2 - 1 - 1", D(0)),
        ("8 / 2 / 2", D(2)),
        ("2 ** 3 ** 2", D(64)),
        ("-2 ** 2", D(4)),
        ("--2", D(2)),
        ("1.5e2 + .5", D("150.5")),
        ("0.1 + 0.2 = 0.3", True),
        ("1 /* eins */ + // zwei\n 2", D(3)),
        ("1 = 1 = true", True),
        ("1 + 1 = 2 and not(2 < 1) or false", True),
        ("true or false and false", True),
        ('a between 1 and 5 and b = "x"', True),
        ('if a > 3 then "大" else "小"', "大"),
        ('"\\u4e2d\\U01F3D7\\ud83c\\udfd7\\"\\\\\\s"', '中🏗🏗"\\\\s'),
        ("L[1]", D(1)),
        ("L[-1]", D(3)),
        ("L[item >= 2]", (D(2), D(3))),
        ("L[item >= 2][1]", D(2)),
        ("L[a - 3]", D(2)),
        ("L[true]", (D(1), D(2), D(3))),
        ("a[1]", D(5)),
        ("a[item = 4]", ()),
        ("[][item > 1]", ()),
        ("{x: 1, y: x + 1}", {"x": D(1), "y": D(2)}),
        ('{"x y": 1}.x y', D(1)),
        ("[{x: [{y: 1}, {y: 2}]}, {x: {y: 3}}].x.y", ((D(1), D(2)), D(3))),
        ("[{x: 1}, {x: {y: 2}}].x", (D(1), {"y": D(2)})),
        ("for x in L, y in 1..x return x * y", (D(1), D(2), D(4), D(3), D(6), D(9))),
        ("for x in 3..1 return x", (D(3), D(2), D(1))),
        ("for x in (1..4) return x", (D(2), D(3))),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", (D(1), D(1), D(2), D(6), D(24))),
        ('for d in @"2026-02-28"..@"2026-03-01" return d.day', (D(28), D(1))),
        ("some x in L, y in L satisfies x + y = 6", True),
        ("every x in L satisfies x > 1", False),
        ("every x in [] satisfies false", True),
        ("some x in [null, 1] satisfies x = 1", True),
        ("(function(x: number, y: list<number>) x + y[1])(1, 2)", D(3)),
        ("{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(25)}.r", D(15511210043330985984000000)),
        ("{twice: function(f, x) f(f(x)), r: twice(function(y) y * 3, 1)}.r", D(9)),
        ("sort([3, 1, 2], function(x, y) x < y)", (D(1), D(2), D(3))),
        ('substring(string: "foobar", start position: 4)', "bar"),
        ('date and time("2026-03-01T10:00:00").hour', D(10)),
        ('@"P1D" + @"PT12H" = duration("P1DT12H")', True),
        ("[1..3] = [1..3]", True),
        ("]1..3[ .start included", False),
        ("(<= 10).end", D(10)),
    ],
)
def test_an_expression_has_its_value(text: str, expected: Value) -> None:
    outcome = evaluate(text, FACTS)
    assert outcome.diagnostics == ()
    assert outcome.value == expected
    assert type(outcome.value) is type(expected)


@pytest.mark.parametrize(
    "text",
    [
        "a in 5",
        "a in (1, 5)",
        "a in (< 3, > 4)",
        "a in [1, 5]",
        "a in [1..5]",
        "a in ]4..5]",
        "a in [[1..2], [4..6]]",
        "a in (3 + 2)",
        "a in (3) + 2",
        "a in (=5)",
        "a in >= 5",
        "a in != 4",
        "L in ([1, 2], [1, 2, 3])",
        "a in (none, 5)",
        "not(a in ]5..9[)",
        "4 in ]1..5[ and true",
        "a instance of number",
        "L instance of list<number>",
        '{x: 1, y: "z"} instance of context<x: number>',
        "[1..3] instance of range<number>",
        "(function(x: number) x) instance of function<number> -> Any",
        'duration("P1M") instance of years and months duration',
        "-1 instance of number",
        "not(none instance of string)",
        "none instance of Null",
    ],
)
def test_membership_and_types(text: str) -> None:
    assert evaluate(text, FACTS).value is True


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("none + 1", "rules.feel.undefined_operation"),
        ('1 + "1"', "rules.feel.undefined_operation"),
        ("1 / 0", "rules.feel.no_such_number"),
        ('1 < "2"', "rules.feel.undefined_operation"),
        ("L[4]", "rules.feel.no_such_member"),
        ("L[0]", "rules.feel.no_such_member"),
        ("L[1.5]", "rules.feel.no_such_member"),
        ("none[1]", "rules.feel.filter_of_null"),
        ('L["x"]', "rules.feel.filter_condition"),
        ("{x: 1}.y", "rules.feel.no_entry"),
        ("a.year", "rules.feel.no_such_entry"),
        ("for x in none return x", "rules.feel.iteration_of_null"),
        ("for x in 1..2.5 return x", "rules.feel.iteration_ends"),
        ("some x in L satisfies none", "rules.feel.no_truth"),
        ("true and none", "rules.feel.no_truth"),
        ("false or 1", "rules.feel.no_truth"),
        ('if "yes" then 1 else 2', "rules.feel.open_condition"),
        ("a(1)", "rules.feel.no_function"),
        ("(function(x) x)()", "rules.feel.argument_count"),
        ("(function(x) x)(y: 1)", "rules.feel.argument_names"),
        ("(function(x) x)(x: 1, x: 2)", "rules.feel.argument_twice"),
        ('(function(x: number) x)("1")', "rules.feel.type_mismatch"),
        (
            '(function(x) external {java: {class: "c", method signature: "m()"}})(1)',
            "rules.feel.external_function",
        ),
        ("a instance of 没有的类型", "rules.feel.unknown_type"),
        ("{x: 1, x: 2}", "rules.feel.entry_twice"),
        ("[1..[2]]", "rules.feel.bad_range"),
        ('@"2026-02-30"', "rules.feel.no_such_date"),
    ],
)
def test_what_cannot_be_computed_is_null_and_says_why(text: str, code: str) -> None:
    outcome = evaluate(text, FACTS)
    assert outcome.value is None
    assert code in {one.code for one in outcome.diagnostics}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("false and none", False),
        ("none and false", False),
        ("true or none", True),
        ("none or true", True),
        ("none = null", True),
        ("if none then 1 else 2", D(2)),
        ("[{x: 1}, {y: 2}][x = 1]", ({"x": D(1)},)),
    ],
)
def test_null_is_one_of_three_truth_values(text: str, expected: Value) -> None:
    assert evaluate(text, FACTS).value == expected


def test_a_diagnostic_tells_the_place_in_the_text() -> None:
    (told,) = evaluate("a +\n  (1 / 0)", {"a": D(1)}).diagnostics[:1]
    assert told.span is not None
    assert (told.span.line, told.span.column, told.span.text) == (2, 4, "1 / 0")
