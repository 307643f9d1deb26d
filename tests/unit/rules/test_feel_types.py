"""Types: what is an instance, what conforms, what the implicit conversions do."""

import pytest

from tests.unit.rules.feel_answers import answer, each
from tongjian.rules.feel.types import coerce, conforms, is_subtype, type_name
from tongjian.rules.feel.values import Fault, Function, Value, number, read_temporal, text_of
from tongjian.rules.feel.values.shapes import (
    ANY,
    DATE,
    DATE_AND_TIME,
    NUMBER,
    STRING,
    ContextType,
    FunctionType,
    ListType,
    RangeType,
    Type,
)

ONE, TWO = number(1), number(2)


@each("""
    1 instance of number and not(1 instance of string)
    not(null instance of number) and not(null instance of Any) and null instance of Null
    [1, 2] instance of list<number> and [1, null] instance of list<number>
    not([1, "a"] instance of list<number>) and [1, "a"] instance of list<Any>
    [] instance of list<string>
    {a: 1, b: 2} instance of context<a: number> and not({b: 1} instance of context<a: number>)
    {a: null} instance of context<a: number>
    [1..2] instance of range<number> and (< 2) instance of range<number>
    not([1..2] instance of range<string>)
    @"P1D" instance of days and time duration and not(@"P1D" instance of years and months duration)
    @"2020-01-01" instance of date and not(@"2020-01-01" instance of date and time)
    (function(x: number) x) instance of function<number> -> Any
    not((function(x: number) x) instance of function<string> -> Any)
    not((function(x) x) instance of function<> -> Any)
""")
def test_instances(text: str) -> None:
    assert answer(text) is True


@pytest.mark.parametrize(
    ("value", "kind", "made"),
    [
        (ONE, NUMBER, ONE),
        (None, NUMBER, None),
        ((ONE,), NUMBER, ONE),
        (ONE, ListType(NUMBER), (ONE,)),
        ((ONE, TWO), ListType(NUMBER), (ONE, TWO)),
        (((ONE,),), ListType(NUMBER), None),
    ],
)
def test_values_are_converted_where_they_may_be(value: Value, kind: Type, made: Value) -> None:
    if made is None and value is not None:
        with pytest.raises(Fault):
            coerce(value, kind)
    else:
        assert coerce(value, kind) == made


def test_a_date_becomes_its_midnight_where_a_moment_is_expected() -> None:
    assert text_of(coerce(read_temporal("2020-01-01"), DATE_AND_TIME)) == "2020-01-01T00:00:00Z"
    assert not conforms(read_temporal("2020-01-01"), DATE_AND_TIME)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (number(1), STRING),
        ((ONE, TWO), NUMBER),
        ("a", ListType(NUMBER)),
        ("2020-01-01", DATE),
        ({"a": "x"}, ContextType({"a": NUMBER})),
    ],
)
def test_what_cannot_be_converted_is_refused(value: Value, kind: Type) -> None:
    with pytest.raises(Fault, match="type_mismatch"):
        coerce(value, kind)


def test_functions_conform_with_wider_parameters_and_narrower_results() -> None:
    takes_any = FunctionType((ANY,), NUMBER)
    takes_number = FunctionType((NUMBER,), ANY)
    assert is_subtype(takes_any, takes_number)
    assert not is_subtype(takes_number, takes_any)
    assert is_subtype(ContextType({"a": NUMBER, "b": STRING}), ContextType({"a": ANY}))
    assert not is_subtype(ContextType({"a": ANY}), ContextType({"a": NUMBER}))
    assert conforms(Function("", ("x",), lambda _run, x: x), takes_number)


def test_types_have_their_names() -> None:
    kind = FunctionType((ListType(NUMBER), RangeType(DATE)), ContextType({"a b": STRING}))
    assert type_name(kind) == "function<list<number>, range<date>> -> context<a b: string>"
