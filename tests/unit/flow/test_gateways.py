import pytest

from tests.unit.flow.texts import END, START, Run, chain, flow, task, text
from tongjian.flow import JoinStuck, NoWayOut, Runaway

BIG = '{"fact": "area", "&gt;=": 300}'


def branching(default: str = "") -> bytes:
    small = '{"fact": "area", "=": 10}' if not default else ""
    ways = flow("x", "big", BIG) + flow("x", "small", small)
    gateway = f'<exclusiveGateway id="x" name="面积" {default}/>'
    nodes = START + gateway + task("big") + task("small") + END
    return text(nodes + ways + chain("s", "x") + chain("big", "e") + chain("small", "e"))


def parallel(*, between: str = "") -> bytes:
    nodes = START + '<parallelGateway id="split"/><parallelGateway id="join"/>' + task("a") + task("b")
    ways = chain("s", "split", "a", "join", "after", "e") + chain("split", "b", "join")
    return text(nodes + task("after") + END + ways + between)


def test_an_exclusive_gateway_takes_the_true_condition() -> None:
    assert Run(branching(), area=300).open() == ["big"]
    assert Run(branching(), area=10).open() == ["small"]


def test_the_first_true_condition_in_the_order_of_the_text_wins() -> None:
    ways = flow("x", "a", BIG) + flow("x", "b", '{"fact": "area", "&gt;=": 1}')
    nodes = START + '<exclusiveGateway id="x"/>' + task("a") + task("b") + END
    xml = text(nodes + ways + chain("s", "x") + chain("a", "e") + chain("b", "e"))
    assert Run(xml, area=500).open() == ["a"]


def test_the_default_flow_is_taken_when_no_condition_is_true() -> None:
    assert Run(branching('default="x-small"'), area=20).open() == ["small"]


def test_a_condition_on_a_missing_variable_counts_as_not_taken() -> None:
    assert Run(branching('default="x-small"')).open() == ["small"]


def test_no_true_condition_and_no_default_is_refused() -> None:
    with pytest.raises(NoWayOut) as refused:
        Run(branching(), area=20)
    assert (refused.value.node, refused.value.name) == ("x", "面积")


def test_a_refused_completion_leaves_the_state_as_it_was() -> None:
    nodes = START + task("first") + '<exclusiveGateway id="x"/>' + task("a") + END
    ways = chain("s", "first", "x") + flow("x", "a", BIG) + flow("x", "e", '{"fact": "area", "=": 1}')
    run = Run(text(nodes + ways + chain("a", "e")))
    before = run.state
    with pytest.raises(NoWayOut):
        run.complete("first", variables={"area": 5})
    assert run.state == before
    run.complete("first", variables={"area": 400})
    assert run.open() == ["a"]


def test_a_parallel_gateway_opens_every_branch_and_joins_them_all() -> None:
    run = Run(parallel())
    assert run.open() == ["a", "b"]
    run.complete("b")
    assert run.open() == ["a"]
    assert run.state.tokens == {"b-join": 1}
    run.complete("a")
    assert run.open() == ["after"]
    assert run.state.tokens == {}


def test_a_join_counts_arrivals_per_incoming_flow() -> None:
    """Two tokens on one flow do not make up for none on the other."""
    nodes = START + '<parallelGateway id="split"/><exclusiveGateway id="merge"/><parallelGateway id="join"/>'
    nodes += task("a") + task("b") + task("c") + END
    ways = chain("s", "split", "a", "merge", "join", "e") + chain("split", "b", "merge")
    run = Run(text(nodes + ways + chain("split", "c", "join")))
    run.complete("a")
    run.complete("b")
    assert run.state.tokens == {"merge-join": 2}
    assert not run.state.ended
    with pytest.raises(JoinStuck):
        run.complete("c")


def test_a_loop_enters_a_task_anew() -> None:
    nodes = START + task("work") + '<exclusiveGateway id="x" default="x-e"/>' + END
    run = Run(text(nodes + chain("s", "work", "x", "e") + flow("x", "work", '{"fact": "again", "=": true}')))
    first = run.state.tasks[0].number
    run.complete("work", variables={"again": True})
    assert run.open() == ["work"]
    assert run.state.tasks[0].number != first
    run.complete("work", variables={"again": False})
    assert run.state.ended


def test_a_command_that_leaves_a_join_waiting_for_nobody_is_refused() -> None:
    nodes = START + '<parallelGateway id="split"/><exclusiveGateway id="x" default="x-join"/>'
    nodes += '<parallelGateway id="join"/><endEvent id="out"/>' + task("a") + END
    ways = chain("s", "split", "a", "join", "e") + chain("split", "x", "join")
    run = Run(text(nodes + ways + flow("x", "out", '{"fact": "leave", "=": true}')), leave=True)
    with pytest.raises(JoinStuck) as refused:
        run.complete("a")
    assert refused.value.nodes == "join"


def test_tokens_that_multiply_without_end_are_refused() -> None:
    doubling, ways, last = "", "", "s"
    for number in range(20):
        split, merge = f"split{number}", f"merge{number}"
        doubling += f'<parallelGateway id="{split}"/><exclusiveGateway id="{merge}"/>'
        doubling += f'<exclusiveGateway id="way{number}"/>'
        ways += chain(last, split, merge) + chain(split, f"way{number}", merge)
        last = merge
    with pytest.raises(Runaway):
        Run(text(START + doubling + task("work") + END + ways + chain(last, "work", "e")))
