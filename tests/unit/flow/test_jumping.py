import pytest

from tests.unit.flow.acting import DEPARTMENTS, LINE, SIGNED, TWO_BRANCHES, Acting
from tongjian.flow.act_errors import InstanceSuspended, MoveUnsound, ReasonMissing, UnknownNode
from tongjian.flow.domain.act_events import Jumped


def test_an_administrator_moves_a_token_forward_and_back() -> None:
    run = Acting(LINE)
    run.leap("z", node="first")
    assert run.open() == ["z"]
    run.leap("a", node="z")
    assert run.open() == ["a"]
    assert [event.reason for event in run.events if isinstance(event, Jumped)] == ["指挥部决定"] * 2


def test_a_reason_is_needed() -> None:
    run = Acting(LINE)
    with pytest.raises(ReasonMissing):
        run.leap("z", node="first", reason=" ")


def test_opinions_on_the_way_back_fall() -> None:
    run = Acting(LINE)
    run.do_all("first", "a")
    run.leap("first", node="z")
    assert run.fallen() == ["a", "first"]


def test_every_token_is_moved_where_no_place_is_named() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    run.leap("z")
    assert run.open() == ["z"]
    run.do_all("z")
    assert run.state.ended


def test_a_jump_that_would_starve_a_join_is_refused() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first")
    before = run.state
    with pytest.raises(MoveUnsound):
        run.leap("z", node="a")
    assert run.state == before


def test_a_jump_into_the_branch_beside_would_leave_two_tokens_for_one_join() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first")
    with pytest.raises(MoveUnsound) as refused:
        run.leap("b", node="a")
    assert refused.value.nodes == "join"


def test_a_jump_within_a_branch_leaves_the_others_alone() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first")
    run.leap("a2", node="a")
    assert run.open() == ["a2", "b"]


def test_one_of_several_is_moved_with_all_of_them() -> None:
    run = Acting(SIGNED, departments=DEPARTMENTS)
    run.do_all("first", "sign")
    run.leap("z", node="sign")
    assert run.open() == ["z"]


@pytest.mark.parametrize("to", ["nowhere", "join", "e"])
def test_some_nodes_cannot_be_jumped_to(to: str) -> None:
    run = Acting(TWO_BRANCHES)
    with pytest.raises(UnknownNode):
        run.leap(to, node="first")


def test_nobody_jumps_while_suspended() -> None:
    run = Acting(LINE)
    run.stop()
    with pytest.raises(InstanceSuspended):
        run.leap("z")
