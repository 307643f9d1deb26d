import pytest

from tests.unit.flow.texts import END, START, Run, chain, feel, flow, task
from tongjian.flow import NoWayOut


def block(default: str = "") -> bytes:
    nodes = START + f'<inclusiveGateway id="split" {default}/><inclusiveGateway id="join"/>'
    nodes += task("a") + task("b") + task("c") + task("after") + END
    ways = (
        flow("split", "a", "x > 1")
        + flow("split", "b", "x > 2")
        + flow("split", "c", "" if default else "x > 3")
    )
    return feel(
        nodes
        + ways
        + chain("s", "split")
        + chain("a", "join")
        + chain("b", "join")
        + chain("c", "join", "after", "e")
    )


def test_every_true_way_is_taken() -> None:
    assert Run(block(), x=2).open() == ["a"]
    assert Run(block(), x=4).open() == ["a", "b", "c"]


def test_the_default_is_taken_only_when_no_condition_is_true() -> None:
    assert Run(block('default="split-c"'), x=4).open() == ["a", "b"]
    assert Run(block('default="split-c"'), x=0).open() == ["c"]


def test_no_true_way_and_no_default_is_refused_and_says_what_is_missing() -> None:
    with pytest.raises(NoWayOut) as refused:
        Run(block())
    assert "x" in refused.value.why
    assert refused.value.why[:100] in str(refused.value)


def test_of_many_reasons_a_person_is_told_the_beginning() -> None:
    refused = NoWayOut(node="g", name="选择", why="缺" * 500)
    assert str(refused).endswith("操作未执行（" + "缺" * 160 + "…）")
    assert str(NoWayOut(node="g", name="选择")).endswith("操作未执行")


def test_the_join_waits_for_those_that_can_still_come_and_for_no_others() -> None:
    run = Run(block(), x=3)
    run.complete("a")
    assert run.open() == ["b"]
    run.complete("b")
    assert run.open() == ["after"]
    run.complete("after")
    assert run.is_clean()


def test_a_token_that_can_also_reach_a_filled_flow_does_not_block() -> None:
    """One way into the join is filled; the other token can reach both ways in, so it does not block.

    Source: BPMN 2.0.2, 13.4.3.
    """
    nodes = START + '<parallelGateway id="split"/><exclusiveGateway id="m1"/><exclusiveGateway id="m2"/>'
    nodes += (
        task("a")
        + task("b")
        + '<exclusiveGateway id="x" default="x-m2"/><inclusiveGateway id="join"/>'
        + task("after")
        + END
    )
    ways = chain("s", "split", "a", "m1", "join", "after", "e") + chain("split", "b", "x", "m2", "join")
    run = Run(feel(nodes + ways + flow("x", "m1", "up")))
    run.complete("a")
    assert run.open() == ["after", "b"]


def test_a_token_that_can_only_reach_an_empty_flow_blocks() -> None:
    nodes = (
        START
        + '<parallelGateway id="split"/>'
        + task("a")
        + task("b")
        + '<inclusiveGateway id="join"/>'
        + task("after")
        + END
    )
    run = Run(feel(nodes + chain("s", "split", "a", "join", "after", "e") + chain("split", "b", "join")))
    run.complete("a")
    assert run.open() == ["b"]
    run.complete("b")
    assert run.open() == ["after"]


def test_a_token_that_leaves_for_another_end_releases_the_join() -> None:
    nodes = START + '<parallelGateway id="split"/>' + task("a") + task("b")
    nodes += (
        '<exclusiveGateway id="x" default="x-join"/><inclusiveGateway id="join"/>'
        + task("after")
        + END
        + '<endEvent id="out"/>'
    )
    ways = (
        chain("s", "split", "a", "join", "after", "e")
        + chain("split", "b", "x", "join")
        + flow("x", "out", "leave")
    )
    run = Run(feel(nodes + ways), leave=True)
    run.complete("a")
    assert run.open() == ["b"]
    run.complete("b")
    assert run.open() == ["after"]


def loop() -> bytes:
    """Draw a block in a correction loop: behind the join one may go back before the split."""
    nodes = (
        START + '<exclusiveGateway id="again"/><inclusiveGateway id="split"/><inclusiveGateway id="join"/>'
    )
    nodes += task("a") + task("b") + task("judge") + '<exclusiveGateway id="x" default="x-e"/>' + END
    ways = chain("s", "again", "split") + flow("split", "a", "n > 0") + flow("split", "b", "n > 1")
    ways += chain("a", "join") + chain("b", "join", "judge", "x", "e") + flow("x", "again", "back")
    return feel(nodes + ways)


def test_the_join_works_in_every_round_of_a_loop() -> None:
    run = Run(loop(), n=2)
    for _ in range(3):
        assert run.open() == ["a", "b"]
        run.complete("b")
        assert run.open() == ["a"]
        run.complete("a")
        assert run.open() == ["judge"]
        run.complete("judge", variables={"back": True})
    run.complete("a", variables={"n": 1})
    run.complete("b")
    run.complete("judge", variables={"back": True})
    assert run.open() == ["a"]
    run.complete("a")
    run.complete("judge", variables={"back": False})
    assert run.is_clean()


def test_a_join_whose_way_out_leads_back_into_it_does_not_wait_for_itself() -> None:
    """A token on the way round the loop visits the gateway first, so its path does not count."""
    nodes = (
        START
        + '<inclusiveGateway id="join"/>'
        + task("work")
        + '<exclusiveGateway id="x" default="x-e"/>'
        + END
    )
    run = Run(feel(nodes + chain("s", "join", "work", "x", "e") + flow("x", "join", "back")))
    run.complete("work", variables={"back": True})
    assert run.open() == ["work"]
    run.complete("work", variables={"back": False})
    assert run.is_clean()


def test_a_boundary_event_counts_as_a_way_out_of_its_activity() -> None:
    nodes = (
        START
        + '<parallelGateway id="split"/>'
        + task("a")
        + task("b")
        + '<inclusiveGateway id="join"/>'
        + task("after")
        + END
    )
    nodes += '<endEvent id="out"/><boundaryEvent id="late" attachedToRef="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>'  # noqa: E501
    run = Run(
        feel(
            nodes
            + chain("s", "split", "a", "join", "after", "e")
            + chain("split", "b", "out")
            + chain("late", "join")
        )
    )
    run.complete("a")
    assert run.open() == ["b"]
    run.fire("late")
    assert run.open() == ["after"]


def test_a_join_from_which_no_way_is_open_waits_for_a_person_where_nobody_acts() -> None:
    nodes = START + '<parallelGateway id="split"/><inclusiveGateway id="join" name="汇合"/>'
    nodes += '<intermediateCatchEvent id="a"><signalEventDefinition signalRef="sg"/></intermediateCatchEvent>'
    nodes += '<intermediateCatchEvent id="b"><signalEventDefinition signalRef="sg"/></intermediateCatchEvent>'
    nodes += task("c") + task("d") + END + flow("join", "c", "n = 1") + flow("join", "d", "n = 2")
    ways = chain("s", "split", "a", "join") + chain("split", "b", "join") + chain("c", "e") + chain("d", "e")
    run = Run(feel(nodes + ways, outside='<signal id="sg" name="sg"/>'))
    run.signal("sg")
    assert run.incidents() == [("join", "flow.no_way_out")]
    run.resolve(n=2)
    assert run.open() == ["d"]
    run.complete("d")
    assert run.is_clean()
