import pytest

from tests.unit.flow.texts import END, START, Library, Run, chain, feel, task
from tongjian.flow import Runaway, VariableUnfit
from tongjian.flow.domain.decide.course import MAX_OPEN
from tongjian.flow.domain.events import MemberCompleted, TaskCancelled
from tongjian.flow.domain.outside import Outside


def loop(*, sequential: bool = False, cardinality: str = "", completion: str = "") -> str:
    counted = f"<loopCardinality>{cardinality}</loopCardinality>" if cardinality else ""
    listed = (
        ""
        if cardinality
        else '<extensionElements><tj:collection variable="list" element="one"/></extensionElements>'
    )
    done = f"<completionCondition>{completion}</completionCondition>" if completion else ""
    kind = str(sequential).lower()
    return f'<multiInstanceLoopCharacteristics isSequential="{kind}">{listed}{counted}{done}</multiInstanceLoopCharacteristics>'  # noqa: E501


def signing(inner: str) -> bytes:
    return feel(START + task("sign", inner=inner) + task("after") + END + chain("s", "sign", "after", "e"))


def test_a_sequential_one_offers_one_task_after_the_other() -> None:
    run = Run(signing(loop(sequential=True)), list=("a", "b", "c"))
    for _ in range(3):
        assert run.open() == ["sign"]
        run.complete("sign")
    assert run.open() == ["after"]
    assert [one.index for one in run.events if isinstance(one, MemberCompleted)] == [1, 2, 3]


def test_a_cardinality_counts_the_members() -> None:
    assert Run(signing(loop(cardinality="n + 1")), n=2).open() == ["sign", "sign", "sign"]


def test_more_members_than_an_instance_can_hold_are_refused() -> None:
    assert len(Run(signing(loop(cardinality="n")), n=900).open()) == 900
    with pytest.raises(Runaway) as caught:
        Run(signing(loop(cardinality="n")), n=1100)
    assert caught.value.limit == MAX_OPEN


@pytest.mark.parametrize("n", [-5, "x", True])
def test_a_cardinality_that_is_no_count_is_refused(n: int | str) -> None:
    with pytest.raises(VariableUnfit):
        Run(signing(loop(cardinality="n")), n=n)


@pytest.mark.parametrize("count", ["numberOfCompletedInstances", "nrOfCompletedInstances"])
def test_a_completion_condition_ends_it_early_and_cancels_the_rest(count: str) -> None:
    run = Run(signing(loop(completion=f"{count} &gt;= 2")), list=("a", "b", "c"))
    run.complete("sign")
    assert run.open() == ["sign", "sign"]
    run.complete("sign")
    assert run.open() == ["after"]
    assert len([one for one in run.events if isinstance(one, TaskCancelled)]) == 1


def test_a_completion_condition_sees_what_was_just_said() -> None:
    run = Run(signing(loop(completion="veto = true")), list=("a", "b", "c"))
    run.complete("sign", variables={"veto": True})
    assert run.open() == ["after"]


def body(inner: str, *, sequential: bool = False) -> str:
    return f'<subProcess id="sub"><startEvent id="is"/>{inner}<endEvent id="ie"/>{loop(sequential=sequential)}</subProcess>'  # noqa: E501


def test_each_member_of_a_sub_process_knows_its_own_element() -> None:
    ask = '<scriptTask id="ask"><extensionElements><tj:result variable="one"/></extensionElements><script>one + "!"</script></scriptTask>'  # noqa: E501
    inner = ask + task("in") + chain("is", "ask", "in", "ie")
    run = Run(
        feel(START + body(inner) + task("after") + END + chain("s", "sub", "after", "e")), list=("a", "b")
    )
    assert run.open() == ["in", "in"]
    own = [one.variables.get("one") for one in run.state.scopes.values() if one.index]
    assert own == ["a!", "b!"]
    assert "one" not in run.state.variables
    run.complete("in")
    run.complete("in")
    run.complete("after")
    assert run.is_clean()


def test_a_sequential_sub_process_runs_once_after_the_other() -> None:
    inner = task("in") + chain("is", "in", "ie")
    run = Run(feel(START + body(inner, sequential=True) + END + chain("s", "sub", "e")), list=("a", "b"))
    run.complete("in")
    assert run.open() == ["in"]
    run.complete("in")
    assert run.is_clean()


def test_scripts_may_be_done_for_each_member() -> None:
    adding = f'<scriptTask id="t"><extensionElements><tj:result variable="sum"/></extensionElements><script>sum + one</script>{loop(sequential=True)}</scriptTask>'  # noqa: E501
    run = Run(feel(START + adding + END + chain("s", "t", "e")), list=(1, 2, 3), sum=0)
    assert run.state.variables["sum"] == 6
    assert run.is_clean()


@pytest.mark.parametrize("sequential", [True, False])
def test_a_process_may_be_called_for_each_member(sequential: bool) -> None:  # noqa: FBT001
    called = feel(START + task("inner") + END + chain("s", "inner", "e"), key="called")
    call = f'<callActivity id="call" calledElement="called">{loop(sequential=sequential)}</callActivity>'
    run = Run(
        feel(START + call + END + chain("s", "call", "e")),
        outside=Outside(processes=Library(called)),
        list=("a", "b"),
    )
    assert run.open() == ["inner"] * (1 if sequential else 2)
    run.complete("inner")
    run.complete("inner")
    assert run.is_clean()


def test_a_boundary_event_stands_on_the_whole_of_it() -> None:
    late = '<boundaryEvent id="late" attachedToRef="sign"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>'  # noqa: E501
    nodes = START + task("sign", inner=loop()) + late + task("chase") + END
    run = Run(feel(nodes + chain("s", "sign", "e") + chain("late", "chase", "e")), list=("a", "b"))
    assert len(run.state.timers) == 1
    run.complete("sign")
    run.fire("late")
    assert run.open() == ["chase"]
    run.complete("chase")
    assert run.is_clean()
