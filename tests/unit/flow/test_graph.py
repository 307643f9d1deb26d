from itertools import pairwise

import pytest

from tongjian.flow.domain.graph import Block, Graph, blocks_around, closing_join, region, regions_outward


def graph(text: str, *, splits: str = "", joins: str = "", ends: str = "end") -> Graph:
    """Return the graph of chains such as ``start a b; a c``."""
    ways: dict[str, list[str]] = {}
    for chain in text.split(";"):
        names = chain.split()
        for source, target in pairwise(names):
            ways.setdefault(source, []).append(target)
            ways.setdefault(target, [])
    return Graph(
        ways={node: tuple(targets) for node, targets in ways.items()},
        begin=("start",),
        splits=frozenset(splits.split()),
        joins=frozenset(joins.split()),
        ends=frozenset(ends.split()),
    )


TWO = graph("start first S a a2 J last end; S b J", splits="S", joins="J")
NESTED = graph("start S a S2 x J2 a2 J last end; S2 y J2; S b J", splits="S S2", joins="J J2")
LOOPED = graph("start entry before S a a2 J judge again out end; S b J; again entry", splits="S", joins="J")


def test_the_innermost_block_comes_first() -> None:
    assert blocks_around(NESTED, "x") == (Block("S2", "J2"), Block("S", "J"))
    assert blocks_around(NESTED, "a2") == (Block("S", "J"),)
    assert blocks_around(NESTED, "last") == ()
    assert blocks_around(NESTED, "S2") == (Block("S", "J"),)


def test_a_join_does_not_lie_in_its_own_block() -> None:
    assert blocks_around(TWO, "J") == ()
    assert blocks_around(NESTED, "J2") == (Block("S", "J"),)


def test_a_loop_around_a_block_leaves_the_block_as_it_is() -> None:
    assert blocks_around(LOOPED, "a2") == (Block("S", "J"),)
    assert blocks_around(LOOPED, "judge") == ()


def test_a_region_ends_before_the_join() -> None:
    assert region(TWO, "a", block=Block("S", "J")) == {"a", "a2"}
    assert region(NESTED, "a", block=Block("S", "J")) == {"a", "S2", "x", "y", "J2", "a2"}


def test_a_region_outside_any_block_goes_to_the_end() -> None:
    assert region(TWO, "first", block=None) == {"first", "S", "a", "a2", "b", "J", "last", "end"}


def test_regions_outward_go_from_join_to_join_and_never_back_into_a_block() -> None:
    assert regions_outward(NESTED, "x") == ({"x"}, {"J2", "a2"}, {"J", "last", "end"})
    assert regions_outward(LOOPED, "a") == (
        {"a", "a2"},
        {"J", "judge", "again", "entry", "before", "out", "end"},
    )


def test_a_branch_that_ends_everything_does_not_hide_the_join() -> None:
    """A refusal inside a branch leads to a terminating end; the branches still close at J."""
    looked = graph("start S a ask J last end; ask stop; S b J", splits="S", joins="J")
    assert closing_join(looked, "S") == "J"
    assert blocks_around(looked, "ask") == (Block("S", "J"),)


def test_a_branch_that_only_ends_everything_is_passed_over() -> None:
    looked = graph("start S a J last end; S b J; S watch stop", splits="S", joins="J")
    assert closing_join(looked, "S") == "J"


def test_branches_that_never_meet_have_no_join() -> None:
    looked = graph("start S a end; S b other", splits="S", ends="end other")
    assert blocks_around(looked, "a") == (Block("S", None),)
    assert region(looked, "a", block=Block("S", None)) == {"a", "end"}


def test_three_branches_that_meet_two_and_two_close_at_the_last_join() -> None:
    looked = graph("start S a J1 k J2 end; S b J1; S c J2", splits="S", joins="J1 J2")
    assert closing_join(looked, "S") == "J2"
    assert region(looked, "a", block=Block("S", "J2")) == {"a", "J1", "k"}


@pytest.mark.parametrize("node", ["a", "b", "last", "first"])
def test_regions_hold_their_node(node: str) -> None:
    assert node in regions_outward(TWO, node)[0]
