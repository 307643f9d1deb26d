import pytest

from tests.unit.flow.texts import END, NOW, START, Run, chain, task, text
from tongjian.flow import InstanceEnded, InstanceStarted, TaskNotActive, Variables
from tongjian.flow.domain.commands import CompleteTask, Start, Terminate
from tongjian.flow.domain.events import Ended, Started, TaskCancelled

PLAIN = text(START + task("work") + END + chain("s", "work", "e"))
STOPPING = text(
    START
    + '<parallelGateway id="split"/>'
    + task("a")
    + task("b")
    + END
    + '<endEvent id="stop"><terminateEventDefinition/></endEvent>'
    + chain("s", "split", "a", "stop")
    + chain("split", "b", "e")
)
STOP = Terminate(reason="申请人撤回", by=None, now=NOW)


def test_a_start_records_the_version_it_runs_on() -> None:
    run = Run(PLAIN)
    started = run.events[0]
    assert isinstance(started, Started)
    assert (started.process, started.version) == ("p", 1)
    assert started.content_hash == run.process.content_hash


def test_an_instance_starts_once() -> None:
    run = Run(PLAIN)
    with pytest.raises(InstanceStarted):
        run.do(Start(variables=Variables(), by=None, now=NOW))


def test_an_instance_ends_when_its_last_token_is_used_up() -> None:
    run = Run(
        text(
            START
            + '<parallelGateway id="split"/>'
            + task("a")
            + task("b")
            + END
            + chain("s", "split", "a", "e")
            + chain("split", "b", "e")
        )
    )
    run.complete("a")
    assert not run.state.ended
    run.complete("b")
    assert run.events[-1] == Ended("completed", "e", "", None)


def test_a_terminate_end_event_cancels_the_rest() -> None:
    run = Run(STOPPING)
    run.complete("a")
    assert [event.node for event in run.events if isinstance(event, TaskCancelled)] == ["b"]
    assert run.events[-1] == Ended("completed", "stop", "", None)
    assert run.state.ended
    assert run.open() == []


def test_a_none_end_event_leaves_the_other_branch_running() -> None:
    run = Run(STOPPING)
    run.complete("b")
    assert run.open() == ["a"]


def test_terminating_cancels_every_open_task_and_keeps_the_reason() -> None:
    run = Run(STOPPING)
    run.do(STOP)
    assert run.open() == []
    assert run.events[-1] == Ended("terminated", "", "申请人撤回", None)


def test_nothing_can_happen_in_an_ended_instance() -> None:
    run = Run(PLAIN)
    task_id = run.tasks()[0]
    run.do(STOP)
    with pytest.raises(InstanceEnded):
        run.do(STOP)
    with pytest.raises(TaskNotActive):
        run.do(CompleteTask(task=task_id, variables=Variables(), by=None, now=NOW))


def test_a_process_without_tasks_ends_as_it_starts() -> None:
    run = Run(text(START + END + chain("s", "e")))
    assert run.state.ended
