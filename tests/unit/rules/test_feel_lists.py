"""List, sort and context functions."""

import pytest

from tests.unit.rules.feel_answers import answer, each, faults
from tongjian.rules.errors import BudgetExceeded
from tongjian.rules.feel.builtins import BUILT_IN
from tongjian.rules.feel.operations import identical, same
from tongjian.rules.feel.values import Value, number
from tongjian.rules.running import Run


@each("""
    list contains([1, 2, null], null)
    list contains([[1], {a: 1}], {a: 1})
    list contains([1, "1"], "1")
    count([1, [2, 3]]) = 2
    count([]) = 0
    min([1, 2, 3]) = 1 and max(1, 2, 3) = 3 and min(1) = 1
    min("b", "a") = "a"
    max([@"2020-01-01", @"2021-01-01"]) = @"2021-01-01"
    all([true, true]) and all([]) and all(true)
    all([false, null, true]) = false
    any([false, null, true]) and any([]) = false
    sublist([4, 5, 6], 1, 2) = [4, 5]
    sublist([4, 5, 6], -2) = [5, 6]
    append([1], 2, [3]) = [1, 2, [3]]
    append([1], null) = [1, null]
    concatenate([1, 2], [3]) = [1, 2, 3]
    insert before([1, 3], 1, 2) = [2, 1, 3]
    insert before([1, 3], -1, 2) = [1, 2, 3]
    remove([1, 2, 3], 2) = [1, 3]
    reverse([1, 2, 3]) = [3, 2, 1]
    index of([1, 2, 3, 2], 2) = [2, 4]
    index of([1, null], null) = [2]
    union([1, 2], [2, 3]) = [1, 2, 3]
    distinct values([1, 2, 3, 2, 1.0]) = [1, 2, 3]
    count(distinct values([true, 1, "1", null, null, [1], [1], {a: 1}, {a: 1}])) = 6
    flatten([[1, 2], [[3]], 4]) = [1, 2, 3, 4]
    list replace([2, 4, 7, 8], 3, 6) = [2, 4, 6, 8]
    list replace([2, 4, 7, 8], -1, 6) = [2, 4, 7, 6]
    list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5) = [5, 5, 7, 8]
    sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y) = [1, 2, 3, 4, 5]
    sort([{k: 1, v: "a"}, {k: 0, v: "b"}, {k: 1, v: "c"}], function(x, y) x.k < y.k).v = ["b", "a", "c"]
    sort([], function(x, y) x < y) = []
""")
def test_list_functions(text: str) -> None:
    assert answer(text) is True


@each("""
    min([])
    min([1, "a"])
    max([true, false])
    min([1, null])
    all([true, null])
    any([null, false])
    any([123, false])
    count(null)
    sublist([1, 2], 0)
    sublist([1, 2], 2, 2)
    append(null, 1)
    concatenate()
    concatenate([1], null)
    insert before([1], 3, 2)
    remove([1], 2)
    remove([], 1)
    reverse(null)
    list replace([1], 0, 2)
    list replace([1], function(item, newItem) 1, 2)
    list replace([1], function(item) true, 2)
    sort([1, 2], function(x) true)
    sort([1, 2], function(x, y) null)
    sort([1, 2], null)
    flatten(null)
    list contains(list: [1], item: 1)
""")
def test_list_functions_outside_their_domain_are_null_with_a_reason(text: str) -> None:
    assert faults(text)


@each("""
    get value({key1: "value1"}, "key1") = "value1"
    get entries({a: 1, b: null}) = [{key: "a", value: 1}, {key: "b", value: null}]
    context([{key: "a", value: 1}, {key: "b", value: 2, more: 3}]) = {a: 1, b: 2}
    context({key: "a", value: 1}) = {a: 1}
    context put({x: 1}, "y", 2) = {x: 1, y: 2}
    string(context put({x: 1, y: 0, z: 0}, "y", 2)) = "{x: 1, y: 2, z: 0}"
    context put({x: 1}, ["y"], 2) = {x: 1, y: 2}
    context put({x: 1, y: {a: 0}}, ["y", "a"], 2) = {x: 1, y: {a: 2}}
    context put(context: {x: 1, y: {a: 0}}, keys: ["y", "b"], value: 2).y = {a: 0, b: 2}
    context merge([{x: 1, y: 0}, {y: 2}]) = {x: 1, y: 2}
    is(value1: 1) = false
""")
def test_context_functions(text: str) -> None:
    assert answer(text) is True


@each("""
    get value({a: 1}, "b")
    get value(null, "b")
    get entries([1, 2])
    context([{key: "a", value: 1}, {key: "b"}])
    context([{key: "a", value: 1}, {key: "a", value: 2}])
    context([{key: null, value: 1}])
    context put({}, null, 1)
    context put({x: 1}, [], 2)
    context put({y: {a: 0}}, ["y", null], 2)
    context put({y: {a: 0}}, ["y", "a", "b"], 2)
    context put({y: {a: 0}}, ["z", "a"], 2)
    context put(context: {y: {a: 0}}, key: ["y", "a"], value: 2)
    context merge([{x: 1}, null])
""")
def test_context_functions_outside_their_domain_are_null_with_a_reason(text: str) -> None:
    assert faults(text)


def test_what_a_function_is_given_stays_as_it_was() -> None:
    assert answer("{a: [1], b: append(a, 2), c: a}.c = [1]") is True
    assert answer('{a: {x: 1}, b: context put(a, "x", 2), c: a}.c = {x: 1}') is True


def _doubled(levels: int) -> Value:
    """A list that says its first member over and over, twice as often at every level."""
    made: Value = (number(1),)
    for _ in range(levels):
        made = (made, made)
    return made


def test_lists_that_say_far_more_than_they_weigh_compare_at_once() -> None:
    assert same(_doubled(60), _doubled(60))
    assert identical(_doubled(60), _doubled(60))
    assert not same(_doubled(60), _doubled(59))


@pytest.mark.parametrize("name", ["string", "flatten"])
def test_what_would_tell_all_of_them_is_ended(name: str) -> None:
    with pytest.raises(BudgetExceeded):
        BUILT_IN[name].call(Run(), (_doubled(60),))
