"""Laws of FEEL: what is written reads back, null has a reason, and no text brings anything else down."""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tongjian.rules.errors import BudgetExceeded, MalformedExpression
from tongjian.rules.feel import compile_unary_tests, evaluate
from tongjian.rules.feel.operations import identical
from tongjian.rules.feel.values import (
    NUMBERS,
    Date,
    DateAndTime,
    DayTimeDuration,
    Offset,
    Time,
    Value,
    YearMonthDuration,
    number,
)
from tongjian.rules.feel.values.writing import literal_of
from tongjian.rules.running import Budget, Run

SMALL = Budget(steps=20_000, size=10_000)
NANOSECONDS_OF_DAY = 86_400_000_000_000

numbers = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
).map(number)
dates = st.builds(Date, st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28))
zones = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: Offset(minutes * 60))
times = st.builds(Time, st.integers(0, NANOSECONDS_OF_DAY - 1), zones)
scalars = (
    st.none()
    | st.booleans()
    | numbers
    | st.text(st.characters(codec="utf-8"), max_size=8)
    | dates
    | times
    | st.builds(DateAndTime, dates, times)
    | st.integers(-(10**5), 10**5).map(YearMonthDuration)
    | st.integers(-(10**18), 10**18).map(DayTimeDuration)
)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1, max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_a_value_written_as_an_expression_reads_back_as_itself(value: Value) -> None:
    outcome = evaluate(literal_of(value), {})
    assert outcome.diagnostics == ()
    assert identical(outcome.value, value)


WORDS = st.sampled_from(["面积", "总", "地下", "x", "and", "in", "项目", "层2", "for", "（甲）"])
names = st.builds(
    lambda first, rest: " ".join([first, *rest]),
    st.sampled_from(["项目", "a", "建筑", "x"]),
    st.lists(WORDS | st.sampled_from(["-", "+", "/", "*", "'", "."]), max_size=4),
)


@given(st.dictionaries(names, numbers, min_size=1, max_size=6), st.data())
def test_every_name_in_scope_can_be_written_with_any_space(
    given_: dict[str, Decimal], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(given_)))
    gap = data.draw(st.sampled_from([" ", "  ", "\n", "　"]))
    assert evaluate(f"({name.replace(' ', gap)})", given_).value == given_[name]


@st.composite
def sums(draw: st.DrawFn, depth: int = 3) -> tuple[str, Decimal]:
    """An arithmetic expression with the value that plain decimals give it."""
    if depth == 0 or draw(st.booleans()):
        value = draw(st.integers(0, 999).map(Decimal))
        return str(value), value
    left, right = draw(sums(depth - 1)), draw(sums(depth - 1))
    operator = draw(st.sampled_from("+-*"))
    act = {"+": NUMBERS.add, "-": NUMBERS.subtract, "*": NUMBERS.multiply}[operator]
    return f"({left[0]}) {operator} ({right[0]})", act(left[1], right[1])


@given(sums())
def test_arithmetic_is_that_of_decimals(made: tuple[str, Decimal]) -> None:
    assert evaluate(made[0], {}).value == made[1]


TRUTHS = st.sampled_from(["true", "false", "null"])


@given(TRUTHS, TRUTHS)
def test_de_morgan_holds_for_three_values(one: str, other: str) -> None:
    left = evaluate(f"not({one} and {other})", {}).value
    right = evaluate(f"not({one}) or not({other})", {}).value
    assert left is right


CONDITIONS = st.sampled_from(
    ["x > 3", "x between 2 and 7", "x in (1, [5..9])", "x != 4 and x < 8", "not(x = 2)"]
)


@given(st.lists(st.integers(0, 9).map(Decimal), max_size=6).map(tuple), CONDITIONS)
def test_filters_iterations_and_quantifiers_agree(members: tuple[Decimal, ...], condition: str) -> None:
    variables = {"L": members}
    kept = evaluate(f"L[{condition.replace('x', 'item')}]", variables).value
    told = evaluate(f"for x in L return {condition}", variables).value
    assert isinstance(told, tuple)
    assert kept == tuple(member for member, passed in zip(members, told, strict=True) if passed)
    assert evaluate(f"some x in L satisfies {condition}", variables).value is (kept != ())
    assert evaluate(f"every x in L satisfies {condition}", variables).value is (kept == members)


@given(
    st.integers(-5, 5), st.integers(-5, 5), st.integers(-9, 9), st.sampled_from("[(]"), st.sampled_from("])[")
)
def test_a_range_holds_what_its_ends_say(low: int, span: int, value: int, opening: str, closing: str) -> None:
    high = low + abs(span)
    text = f"{opening}{low}..{high}{closing}"
    expected = (low < value or (opening == "[" and low == value)) and (
        value < high or (closing == "]" and value == high)
    )
    assert evaluate(f"{value} in {text}", {}).value is expected
    assert compile_unary_tests(text).matches(Decimal(value), {}, Run()) is expected
    assert compile_unary_tests(f"not({text})").matches(Decimal(value), {}, Run()) is (not expected)


LEAVES = st.sampled_from(
    [
        *(
            "1",
            "0",
            "-2.5",
            "true",
            "false",
            '"文字"',
            '""',
            '@"2026-02-28"',
            '@"P1D"',
            '@"P2M"',
            "[1, 2, 3]",
        ),
        *("[]", "{a: 1}", "[{a: 1}, {a: 2}]", "[1..5]", "(< 3)", "事项", "n", "count", "function(x) x"),
    ]
)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    operators = st.sampled_from(
        ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in"]
    )
    one_shapes = st.sampled_from(
        [
            *("-({})", "({}).a", "({})[1]", "({})[item > 1]", "not({})", "count({})", "sum({})", "({})(1)"),
            *(
                "for x in {} return x + 1",
                "some x in {} satisfies x",
                "every x in {} satisfies x = 1",
                "[{}]",
            ),
            *("{{k: {}}}.k", "string({})", "({}).year", "({}) instance of number", "(function(x) x)({})"),
        ]
    )
    two_shapes = st.sampled_from(
        [
            *("if {} then {} else 0", "({})[{}]", "[{}, {}]", "append({}, {})", "{} between 0 and {}"),
            *("[({})..({})]", "contains({}, {})", "substring({}, {})", "max({}, {})", "is({}, {})"),
        ]
    )
    return (
        st.builds(lambda pair, by: f"({pair[0]}) {by} ({pair[1]})", two, operators)
        | st.builds(lambda text, shape: shape.format(text), inner, one_shapes)
        | st.builds(lambda pair, shape: shape.format(*pair), two, two_shapes)
    )


expressions = st.recursive(LEAVES, _grown, max_leaves=8)
VARIABLES: Mapping[str, Value] = {"事项": {"a": Decimal(7), "名称": "施工许可"}, "n": Decimal(3)}


def _has_null(value: Value) -> bool:
    match value:
        case None:
            return True
        case tuple():
            return any(_has_null(member) for member in value)
        case Mapping():
            return any(_has_null(entry) for entry in value.values())
        case _:
            return False


@given(expressions)
@settings(max_examples=400)
def test_null_always_has_a_reason(text: str) -> None:
    try:
        outcome = evaluate(text, VARIABLES, budget=SMALL)
    except MalformedExpression:
        return
    assert outcome.diagnostics or not _has_null(outcome.value), text


FRAGMENTS = st.sampled_from(
    [
        *(
            "for",
            "in",
            "return",
            "if",
            "then",
            "else",
            "some",
            "every",
            "satisfies",
            "instance of",
            "function",
        ),
        *(
            "and",
            "or",
            "not",
            "between",
            "null",
            "true",
            "..",
            ".",
            ",",
            ":",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "-",
            "+",
        ),
        *(
            "*",
            "**",
            "/",
            "=",
            "!=",
            "<",
            "<=",
            "->",
            "@",
            '"',
            "?",
            "//",
            "/*",
            "*/",
            "\\",
            "1",
            "2.5",
            "1e3",
            "事项",
        ),
        *(
            "a",
            "item",
            "partial",
            "date and time",
            "list<",
            "context<",
            "，",
            "（",
            "　",
            "\n",
            "\ud800",
            "\0",
        ),
    ]
)


@given(
    st.lists(FRAGMENTS, max_size=14).flatmap(
        lambda parts: st.sampled_from([" ", ""]).map(lambda by: by.join(parts))
    )
)
@settings(max_examples=500)
def test_any_text_is_computed_or_refused(text: str) -> None:
    for attempt in (
        lambda: evaluate(text, VARIABLES, budget=SMALL),
        lambda: compile_unary_tests(text).matches(Decimal(1), {}, Run(SMALL)),
    ):
        with suppress(MalformedExpression, BudgetExceeded):
            attempt()


@given(st.text(max_size=30))
def test_any_characters_are_computed_or_refused(text: str) -> None:
    with suppress(MalformedExpression, BudgetExceeded):
        evaluate(text, VARIABLES, budget=SMALL)
