import pytest

from tests.unit.flow.acting import DEPARTMENTS, LINE, SIGNED, TWO_BRANCHES, Acting, gates
from tests.unit.flow.texts import END, NOW, START, chain, flow, task, text
from tongjian.flow import TaskNotActive
from tongjian.flow.act_errors import InstanceSuspended, NotEarlier, UnknownNode
from tongjian.flow.domain.act_events import Returned
from tongjian.flow.domain.acts import Return
from tongjian.flow.domain.commands import FireTimer
from tongjian.flow.domain.past import look_back
from tongjian.flow.errors import InstanceEnded


def test_a_return_on_a_straight_line_does_everything_between_again() -> None:
    run = Acting(LINE)
    run.do_all("first", "a")
    run.give_back("first", node="z")
    assert run.open() == ["first"]
    assert (run.standing(), run.fallen()) == ([], ["a", "first"])
    run.do_all("first", "a", "z")
    assert run.state.ended
    assert run.fallen() == ["a", "first"]


def test_a_return_out_of_a_branch_cancels_the_branches_beside_it() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    run.give_back("first", node="a2")
    assert run.open() == ["first"]
    run.do_all("first")
    assert run.open() == ["a", "b"]


def test_a_return_inside_a_branch_leaves_the_others_alone() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    standing = run.task("b")
    run.give_back("a", node="a2")
    assert run.open() == ["a", "b"]
    assert run.task("b") == standing


def test_arrivals_of_other_branches_stay_credited() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "b", "a")
    run.give_back("a", node="a2")
    run.do_all("a", "a2")
    assert run.open() == ["z"]
    assert run.standing() == ["a", "a2", "b", "first"]


def test_a_return_from_beyond_the_join_gives_the_other_arrivals_back() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "b", "a", "a2")
    run.give_back("a2", node="z")
    assert run.open() == ["a2"]
    assert run.standing() == ["a", "b", "first"]
    run.do_all("a2")
    assert run.open() == ["z"]


def test_a_task_cannot_be_returned_into_the_branch_beside_it() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    before = run.state
    with pytest.raises(NotEarlier):
        run.give_back("a", node="b")
    assert run.state == before


def test_a_task_cannot_be_returned_forward_to_itself_or_where_nobody_was() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first")
    for to in ("a", "a2", "z"):
        with pytest.raises(NotEarlier):
            run.give_back(to, node="a")


@pytest.mark.parametrize("to", ["nowhere", "join", "e", ""])
def test_some_nodes_cannot_be_returned_to_at_all(to: str) -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    with pytest.raises(UnknownNode):
        run.give_back(to, node="a2")


def test_work_can_be_returned_to_the_start_event_and_to_a_split() -> None:
    run = Acting(TWO_BRANCHES)
    run.do_all("first", "a")
    run.give_back("split", node="a2")
    assert run.open() == ["a", "b"]
    assert run.standing() == ["first"]
    run.give_back("s", node="a")
    assert run.open() == ["first"]


def test_one_of_several_who_sign_may_return_for_all_of_them() -> None:
    run = Acting(SIGNED, departments=DEPARTMENTS)
    run.do_all("first")
    run.sign("sign", index=1)
    run.give_back("first", node="sign")
    assert run.open() == ["first"]
    run.do_all("first")
    assert run.open() == ["sign"] * 3
    run.do_all("sign", "sign", "sign")
    assert run.open() == ["z"]


def test_work_returned_to_a_signing_is_signed_by_all_anew() -> None:
    run = Acting(SIGNED, departments=DEPARTMENTS)
    run.do_all("first", "sign", "sign", "sign")
    run.give_back("sign", node="z")
    assert run.open() == ["sign"] * 3
    assert run.standing() == ["first"]


def test_a_choice_on_the_way_is_made_again() -> None:
    nodes = gates("exclusiveGateway", "x", "y") + "".join(task(one) for one in ("first", "a", "b", "z"))
    ways = flow("x", "a", '{"fact": "way", "=": 1}') + flow("x", "b", '{"fact": "way", "=": 2}')
    run = Acting(
        text(
            START
            + nodes
            + END
            + chain("s", "first", "x")
            + ways
            + chain("a", "y", "z", "e")
            + chain("b", "y")
        ),
        way=1,
    )
    run.do_all("first", "a")
    run.give_back("first", node="z")
    run.sign("first", variables={"way": 2})
    assert run.open() == ["b"]
    with pytest.raises(NotEarlier):
        run.give_back("a", node="b")


def test_the_history_names_what_fell() -> None:
    run = Acting(LINE)
    first = run.sign("first")
    second = run.sign("a")
    run.give_back("first", node="z")
    (returned,) = [event for event in run.events if isinstance(event, Returned)]
    assert (returned.node, returned.to, returned.reason) == ("z", "first", "材料不符")
    assert returned.fallen == (first, second)


def test_nothing_is_returned_while_suspended_or_after_the_end() -> None:
    run = Acting(LINE)
    run.do_all("first")
    run.stop()
    with pytest.raises(InstanceSuspended):
        run.give_back("first", node="a")
    run.end()
    command = Return(
        task=look_back(run.events).done[0].task,
        to="first",
        reason="",
        past=look_back(run.events),
        by=None,
        now=NOW,
    )
    with pytest.raises(InstanceEnded):
        run.do(command)


def test_a_completed_task_returns_nothing() -> None:
    run = Acting(LINE)
    done = run.sign("first")
    past = look_back(run.events)
    with pytest.raises(TaskNotActive):
        run.do(Return(task=done, to="first", reason="", past=past, by=None, now=NOW))


THREE = text(
    START
    + task("first")
    + gates("parallelGateway", "split", "two", "three")
    + "".join(task(one) for one in ("a", "b", "c", "k", "z"))
    + END
    + chain("s", "first", "split", "a", "two", "k", "three", "z", "e")
    + chain("split", "b", "two")
    + chain("split", "c", "three")
)


@pytest.mark.parametrize(
    ("done", "node", "to", "opened"),
    [
        (("a", "b"), "k", "a", ["a", "c"]),
        (("a", "b", "c"), "k", "b", ["b"]),
        (("a", "b", "c", "k"), "z", "a", ["a"]),
        (("a", "b", "c", "k"), "z", "k", ["k"]),
        (("a", "b", "c", "k"), "z", "c", ["c"]),
    ],
)
def test_branches_that_meet_two_and_two_find_their_joins_as_they_were(
    done: tuple[str, ...], node: str, to: str, opened: list[str]
) -> None:
    run = Acting(THREE)
    run.do_all("first", *done)
    run.give_back(to, node=node)
    assert run.open() == opened
    for _ in range(9):
        if not run.state.ended:
            run.do_all(run.open()[0])
    assert run.state.ended


def test_a_reminder_beside_the_work_falls_with_the_work_it_reminds_of() -> None:
    timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    edge = f'<boundaryEvent id="late" attachedToRef="a" cancelActivity="false">{timer}</boundaryEvent>'
    body = START + task("first") + task("a") + edge + task("remind") + task("z") + END + '<endEvent id="e2"/>'
    run = Acting(text(body + chain("s", "first", "a", "z", "e") + chain("late", "remind", "e2")))
    run.do_all("first")
    (late,) = run.state.timers.values()
    run.do(FireTimer(timer=late.number, now=late.due))
    assert run.open() == ["a", "remind"]
    run.do_all("a")
    run.give_back("a", node="z")
    assert run.open() == ["a"]
    run.give_back("first", node="a")
    assert run.open() == ["first"]
