"""Conditions over declared facts: three values, never a guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongjian.rules import (
    All,
    AnyOf,
    Compare,
    Facts,
    MalformedPredicate,
    Member,
    Not,
    Predicate,
    facts_of,
    holds,
    read_predicate,
)

LARGE = {"fact": "building_area", ">=": 300}
GRANTED = {"fact": "land_supply", "=": "出让"}


@pytest.mark.parametrize(
    ("data", "facts", "expected"),
    [
        (LARGE, {"building_area": 300}, True),
        (LARGE, {"building_area": Decimal("299.99")}, False),
        (LARGE, {}, None),
        (LARGE, {"building_area": "很大"}, None),
        (LARGE, {"building_area": True}, None),
        (GRANTED, {"land_supply": "出让"}, True),
        (GRANTED, {"land_supply": "划拨"}, False),
        ({"fact": "eia", "in": ["书", "表"]}, {"eia": "表"}, True),
        ({"fact": "eia", "in": ["书", "表"]}, {"eia": "登记"}, False),
        ({"fact": "eia", "in": []}, {"eia": "表"}, False),
        ({"fact": "eia", "in": ["书"]}, {}, None),
        ({"not": GRANTED}, {}, None),
        ({"not": GRANTED}, {"land_supply": "划拨"}, True),
        ({"all": []}, {}, True),
        ({"any": []}, {}, False),
        ({"all": [LARGE, GRANTED]}, {"building_area": 1}, False),
        ({"all": [LARGE, GRANTED]}, {"building_area": 300}, None),
        ({"any": [LARGE, GRANTED]}, {"building_area": 300}, True),
        ({"any": [LARGE, GRANTED]}, {"building_area": 1}, None),
        ({"fact": "urban", "=": True}, {"urban": 1}, False),
    ],
)
def test_a_condition_is_true_false_or_open(data: object, facts: Facts, expected: object) -> None:
    assert holds(read_predicate(data), facts) is expected


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "building_area >= 300",
        {},
        {"fact": "a"},
        {"fact": "", "=": 1},
        {"fact": "a", "=": 1, ">=": 1},
        {"fact": "a", "<": 1},
        {"fact": "a", ">=": "三百"},
        {"fact": "a", ">=": True},
        {"fact": "a", "in": "书表"},
        {"fact": "a", "=": {"b": 1}},
        {"all": {"fact": "a", "=": 1}},
        {"all": "abc"},
        {"all": [LARGE], "any": [LARGE]},
        {"not": [LARGE]},
    ],
)
def test_what_is_no_condition_is_refused(data: object) -> None:
    with pytest.raises(MalformedPredicate):
        read_predicate(data)


def test_a_refusal_says_where_in_the_document() -> None:
    with pytest.raises(MalformedPredicate) as refused:
        read_predicate({"all": [LARGE, {"not": {"fact": "a", "<": 1}}]}, where="S1-05.when")
    assert refused.value.where == "S1-05.when.all[1].not"
    assert "S1-05.when.all[1].not" in str(refused.value)


def test_nesting_is_bounded() -> None:
    data: object = GRANTED
    for _ in range(40):
        data = {"not": data}
    with pytest.raises(MalformedPredicate):
        read_predicate(data)


def test_the_facts_asked_for_are_named() -> None:
    assert facts_of(read_predicate({"any": [LARGE, {"not": GRANTED}]})) == {"building_area", "land_supply"}


leaves: st.SearchStrategy[Predicate] = st.one_of(
    st.builds(Compare, st.sampled_from("abc"), st.just("="), st.booleans()),
    st.builds(Compare, st.sampled_from("abc"), st.just(">="), st.integers(-3, 3)),
    st.builds(Member, st.sampled_from("abc"), st.tuples(st.integers(-3, 3))),
)
predicates = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
values = st.one_of(st.booleans(), st.integers(-3, 3))


@given(
    predicates,
    st.dictionaries(st.sampled_from("abc"), values),
    st.dictionaries(st.sampled_from("abc"), values),
)
def test_what_is_decided_stays_decided_when_more_becomes_known(
    predicate: Predicate, known: dict[str, bool | int], more: dict[str, bool | int]
) -> None:
    before = holds(predicate, known)
    after = holds(predicate, {**more, **known})
    assert before is None or before is after


@given(predicates, st.fixed_dictionaries({name: st.integers(-3, 3) for name in "abc"}))
def test_a_negation_is_never_what_it_negates(predicate: Predicate, facts: dict[str, int]) -> None:
    value = holds(predicate, facts)
    negated = holds(Not(predicate), facts)
    assert (value is None) is (negated is None)
    assert value is None or negated is (not value)
