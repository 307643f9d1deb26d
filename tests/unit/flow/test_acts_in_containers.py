"""Acts where work lies in sub-processes, called processes and beside timers and messages."""

from uuid import UUID

import pytest

from tests.unit.flow.acting import ANNA, DEPARTMENTS, LINE, Acting
from tests.unit.flow.texts import END, INSTANCE, LEAD, NOW, START, chain, multi, task, text
from tongjian.flow import MemoryLibrary, Process, compile_process, decide, evolve_all
from tongjian.flow.act_errors import NotEarlier, WithdrawnTooLate
from tongjian.flow.domain.acts import AddSigner, Return
from tongjian.flow.domain.commands import CompleteTask, FinishJob, Start
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.outside import Outside
from tongjian.flow.domain.past import look_back
from tongjian.flow.domain.state import State
from tongjian.flow.domain.variables import read_variables


def inside(name: str, body: str, *, inner: str = "") -> str:
    """Return a sub-process with a start and an end event of its own."""
    ends = f'<startEvent id="{name}s"/><endEvent id="{name}e"/>'
    return f'<subProcess id="{name}" name="{name}">{ends}{body}{inner}</subProcess>'


TIMER = "<timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition>"
PARALLEL = '<parallelGateway id="split"/><parallelGateway id="join"/>'
NESTED = text(
    START
    + task("first")
    + inside(
        "sub",
        PARALLEL
        + "".join(task(one) for one in ("x", "w", "last"))
        + chain("subs", "split", "x", "join", "last", "sube")
        + chain("split", "w", "join"),
    )
    + f'<boundaryEvent id="late" attachedToRef="sub">{TIMER}</boundaryEvent>'
    + task("z")
    + END
    + chain("s", "first", "sub", "z", "e")
    + chain("late", "e")
)


def test_work_leaves_a_sub_process_with_its_timers_and_branches() -> None:
    run = Acting(NESTED)
    run.do_all("first", "x")
    assert len(run.state.timers) == 1
    run.give_back("first", node="w")
    assert (run.open(), run.state.timers, len(run.state.scopes)) == (["first"], {}, 1)


def test_work_returned_to_the_sub_process_itself_begins_it_anew() -> None:
    run = Acting(NESTED)
    run.do_all("first", "x", "w", "last")
    run.give_back("sub", node="z")
    assert run.open() == ["w", "x"]
    assert len(run.state.timers) == 1
    assert run.standing() == ["first"]


def test_work_returned_into_a_finished_sub_process_finds_its_branches_as_they_were() -> None:
    run = Acting(NESTED)
    run.do_all("first", "x", "w", "last")
    run.give_back("x", node="z")
    assert run.open() == ["x"]
    assert len(run.state.timers) == 1
    assert run.standing() == ["first", "w"]
    run.do_all("x", "last")
    assert run.open() == ["z"]


def test_a_sub_process_opened_again_is_returned_into_once_more() -> None:
    run = Acting(NESTED)
    run.do_all("first", "x", "w", "last")
    run.give_back("x", node="z")
    run.do_all("x", "last")
    run.give_back("w", node="z")
    assert run.open() == ["w"]
    assert run.standing() == ["first", "x"]
    run.do_all("w", "last", "z")
    assert run.state.ended


def test_a_node_undone_by_a_return_is_no_earlier_node_any_more() -> None:
    run = Acting(NESTED)
    run.do_all("first", "x", "w", "last")
    run.give_back("sub", node="z")
    with pytest.raises(NotEarlier):
        run.give_back("w", node="x")


def test_the_last_task_of_a_sub_process_is_taken_back_after_it_has_closed() -> None:
    run = Acting(NESTED)
    run.do_all("first", "x", "w")
    done = run.sign("last", by=ANNA)
    run.take_back(done, by=ANNA)
    assert run.open() == ["last"]
    run.do_all("last")
    assert run.open() == ["z"]


def test_a_token_jumps_out_of_a_sub_process() -> None:
    run = Acting(NESTED)
    run.do_all("first")
    run.leap("z", node="x")
    assert run.open() == ["z"]


def test_signers_are_added_in_a_sub_process_and_fall_with_it() -> None:
    run = Acting(NESTED)
    run.do_all("first")
    run.act(AddSigner, "x", place="before", persons=(ANNA,))
    run.give_back("first", node="w")
    assert (run.open(), run.state.asides) == (["first"], {})


EACH = inside("each", task("u") + task("v") + chain("eachs", "u", "v", "eache"), inner=multi())
MANY = text(START + task("first") + EACH + task("z") + END + chain("s", "first", "each", "z", "e"))


def test_in_one_of_several_sub_processes_work_is_returned_within_it_alone() -> None:
    run = Acting(MANY, departments=DEPARTMENTS)
    run.do_all("first")
    run.sign("u", index=1)
    run.give_back("u", node="v")
    assert run.open() == ["u", "u", "u"]
    run.sign("u", index=0)
    run.give_back("first", node="v")
    assert run.open() == ["first"]


def test_work_is_not_returned_into_one_of_several_finished_sub_processes() -> None:
    run = Acting(MANY, departments=DEPARTMENTS[:1])
    run.do_all("first", "u", "v")
    with pytest.raises(NotEarlier):
        run.give_back("u", node="z")
    run.give_back("each", node="z")
    assert run.open() == ["u"]


SERVED = text(
    START
    + task("first")
    + '<serviceTask id="ask" name="查询"/>'
    + task("z")
    + END
    + chain("s", "first", "ask", "z", "e")
)


def test_a_job_that_is_under_way_is_wanted_no_longer_after_a_withdrawal() -> None:
    run = Acting(SERVED)
    done = run.sign("first")
    run.take_back(done)
    assert [one.kind for one in run.state.waiting.values()] == ["task"]


def test_it_is_too_late_to_withdraw_once_a_job_has_been_answered() -> None:
    run = Acting(SERVED)
    done = run.sign("first")
    (job,) = run.state.waiting.values()
    run.do(FinishJob(job=job.number, variables=read_variables({}), now=NOW))
    with pytest.raises(WithdrawnTooLate):
        run.take_back(done)


def test_a_task_is_returned_to_a_service_task_and_its_job_is_asked_for_again() -> None:
    run = Acting(SERVED)
    run.do_all("first")
    (job,) = run.state.waiting.values()
    run.do(FinishJob(job=job.number, variables=read_variables({}), now=NOW))
    run.give_back("ask", node="z")
    (again,) = run.state.waiting.values()
    assert (again.kind, again.number != job.number) == ("job", True)


class Called:
    """A process that calls another, played together."""

    def __init__(self) -> None:
        called = LINE.replace(b'<process id="p"', b'<process id="q"')
        caller = START + task("before") + '<callActivity id="call" calledElement="q"/>' + task("after") + END
        self.process: Process = compile_process(text(caller + chain("s", "before", "call", "after", "e")))
        library = MemoryLibrary()
        library.add(process=compile_process(called), xml=called)
        self.outside = Outside(processes=library)
        self.state, self.events = State(INSTANCE), tuple[Event, ...]()
        self.do(Start(variables=read_variables({"lead": str(LEAD)}), by=None, now=NOW))

    def do(self, command: object) -> None:
        new = decide(self.process, self.state, command, self.outside)  # type: ignore[arg-type]
        self.state, self.events = evolve_all(self.state, new), (*self.events, *new)

    def task(self, node: str) -> UUID:
        return next(self.state.task_of(one.number) for one in self.state.tasks if one.node == node)

    def do_all(self, *nodes: str) -> None:
        for node in nodes:
            self.do(CompleteTask(task=self.task(node), variables=read_variables({}), by=None, now=NOW))

    def give_back(self, to: str, *, node: str) -> None:
        past = look_back(self.events)
        self.do(Return(task=self.task(node), to=to, reason="", past=past, by=None, now=NOW))

    def open(self) -> list[str]:
        return sorted(one.node for one in self.state.tasks)


def test_work_is_returned_within_a_called_process_and_out_of_it() -> None:
    run = Called()
    run.do_all("before", "first")
    run.give_back("first", node="a")
    assert run.open() == ["first"]
    run.give_back("before", node="first")
    assert run.open() == ["before"]
    assert len(run.state.scopes) == 1


def test_work_is_returned_to_the_call_which_begins_anew() -> None:
    run = Called()
    run.do_all("before", "first", "a", "z")
    assert run.open() == ["after"]
    run.give_back("call", node="after")
    assert run.open() == ["first"]
