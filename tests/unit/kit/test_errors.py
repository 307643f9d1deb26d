"""Refusals carry a permanent code, facts, and Chinese words for people."""

from collections.abc import Iterator

import pytest

import tongjian.calendar
import tongjian.cases
import tongjian.catalogue
import tongjian.evidence
import tongjian.flow
import tongjian.identity
import tongjian.rules
from tongjian.kit import Invalid, Problem, Refusal

ROOMS = (
    tongjian.calendar,
    tongjian.cases,
    tongjian.catalogue,
    tongjian.evidence,
    tongjian.flow,
    tongjian.identity,
    tongjian.rules,
)
"""Importing a room makes its refusals known."""


def refusals(root: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for one in root.__subclasses__():
        yield one
        yield from refusals(one)


KNOWN = sorted(set(refusals()), key=lambda one: one.code)


@pytest.mark.parametrize("refusal", KNOWN, ids=[one.code for one in KNOWN])
def test_every_refusal_speaks_chinese_with_places_that_its_facts_fill(refusal: type[Refusal]) -> None:
    blank = refusal.__new__(refusal)
    names = [name for one in refusal.__mro__ for name in getattr(one, "__annotations__", {})]
    for name in names:
        if name not in {"code", "says", "basis", "advice"}:
            setattr(blank, name, () if name == "problems" else 1)
    text = refusal.says % blank.facts()
    assert any("\u4e00" <= letter <= "\u9fff" for letter in text), refusal
    assert "%(" not in text
    _ = (refusal.basis % blank.facts(), refusal.advice % blank.facts())


def test_every_room_refuses_something_by_its_own_name() -> None:
    prefixes = {one.code.partition(".")[0] for one in KNOWN}
    assert {room.__name__.rpartition(".")[2] for room in ROOMS} <= prefixes


def test_codes_are_unique() -> None:
    own = [one for one in set(refusals()) if "code" in one.__dict__]
    codes = [one.code for one in own]
    assert len(codes) == len(set(codes))


def test_an_invalid_input_tells_every_problem() -> None:
    refused = Invalid(
        problems=(Problem("name", "请输入%(label)s", (("label", "项目名称"),)), Problem("code", "代码不对"))
    )
    assert "请输入项目名称" in str(refused)
    assert "代码不对" in str(refused)
