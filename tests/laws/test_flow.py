"""Laws of the engine, on random processes with branches, parallel blocks, co-signing and loops."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import reduce
from random import Random
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.flow.texts import END, START, flow, multi, task, text
from tongjian.flow import State, Variables, compile_process, decide, evolve, evolve_all, replay
from tongjian.flow.domain.commands import CompleteTask, Start, Terminate
from tongjian.flow.domain.encoding import decode_event, decode_state, encode_event, encode_state
from tongjian.flow.domain.events import (
    Ended,
    Event,
    IncidentRaised,
    IncidentResolved,
    JobRepeated,
    MemberCompleted,
    MultiInstanceOpened,
    Passed,
    PlaceEntered,
    PlaceLeft,
    Received,
    ScopeClosed,
    ScopeOpened,
    Started,
    Subscribed,
    TaskCancelled,
    TaskCompleted,
    TaskOffered,
    ThrownOut,
    TimerCancelled,
    TimerFired,
    TimerStarted,
    Unsubscribed,
    VariablesChanged,
)
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.variables import Elements
from tongjian.kit import Refusal

AT = datetime(2026, 3, 2, tzinfo=UTC)
INSTANCE = UUID(int=1)
DEPARTMENTS = tuple(str(uuid5(INSTANCE, name)) for name in "abc")
VARIABLES = Variables({"lead": str(INSTANCE), "departments": DEPARTMENTS, "none": (), "choice": 1})

# a block is ("task",), ("sign",), ("skip",), ("seq", a, b), ("and", a, b), ("xor", a, b) or ("loop", a)
Block = tuple[object, ...]


def blocks() -> st.SearchStrategy[Block]:
    leaves = st.sampled_from([("task",), ("task",), ("sign",), ("skip",)])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(["seq", "and", "xor"]), inner, inner),
            st.tuples(st.just("loop"), inner),
        ),
        max_leaves=10,
    )


class Drawing:
    """Draws a block between two nodes; every block has one way in and one way out."""

    def __init__(self) -> None:
        self.nodes, self.flows, self.count = "", "", 0

    def node(self, kind: str, **attributes: str) -> str:
        self.count += 1
        name = f"n{self.count}"
        listed = "".join(f' {key}="{value.format(name=name)}"' for key, value in attributes.items())
        self.nodes += f'<{kind} id="{name}"{listed}/>'
        return name

    def work(self, inner: str = "", organisation: str = "lead") -> str:
        self.count += 1
        self.nodes += task(f"n{self.count}", inner=inner, organisation=organisation)
        return f"n{self.count}"

    def connect(self, source: str, target: str, condition: str = "") -> None:
        self.flows += flow(source, target, condition)

    def draw(self, block: Block) -> tuple[str, str]:  # noqa: PLR0911 - one return per kind of block
        match block:
            case ("task",):
                node = self.work()
                return node, node
            case ("sign",):
                node = self.work(multi(), "department")
                return node, node
            case ("skip",):
                node = self.work(multi("none"), "department")
                return node, node
            case ("seq", tuple() as first, tuple() as second):
                (begin, middle), (onward, last) = self.draw(first), self.draw(second)
                self.connect(middle, onward)
                return begin, last
            case ("and", tuple() as first, tuple() as second):
                return self.fork("parallelGateway", first, second)
            case ("xor", tuple() as first, tuple() as second):
                return self.fork("exclusiveGateway", first, second)
            case ("loop", tuple() as body):
                return self.loop(body)
            case _:
                raise AssertionError(block)

    def fork(self, kind: str, first: Block, second: Block) -> tuple[str, str]:
        split, join = self.node(kind), self.node(kind)
        for number, block in enumerate((first, second)):
            begin, last = self.draw(block)
            condition = f'{{"fact": "choice", "=": {number}}}' if kind == "exclusiveGateway" else ""
            self.connect(split, begin, condition)
            self.connect(last, join)
        return split, join

    def loop(self, body: Block) -> tuple[str, str]:
        """Draw a correction loop: a task decides by its own variable whether to go back."""
        begin, last = self.draw(body)
        entry, judge = self.node("exclusiveGateway"), self.work()
        leave = self.node("exclusiveGateway")
        out = self.node("exclusiveGateway")
        self.connect(entry, begin)
        self.connect(last, judge)
        self.connect(judge, leave)
        self.connect(leave, entry, f'{{"fact": "again_{judge}", "=": true}}')
        self.connect(leave, out, f'{{"not": {{"fact": "again_{judge}", "=": true}}}}')
        return entry, out


def process_of(block: Block) -> Process:
    drawing = Drawing()
    begin, last = drawing.draw(block)
    drawing.connect("s", begin)
    drawing.connect(last, "e")
    return compile_process(text(START + END + drawing.nodes + drawing.flows))


def begin(process: Process) -> tuple[State, list[Event]]:
    # of a missing variable even the negation is unknown: every loop begins with an answer at hand
    known = {f"again_{name}": False for name in process.nodes}
    events = list(decide(process, State(INSTANCE), started(known)))
    return evolve_all(State(INSTANCE), events), events


def started(known: dict[str, bool]) -> Start:
    return Start(variables=VARIABLES.merged(Variables(known)), by=None, now=AT)


def completed(state: State, index: int, *, again: bool) -> CompleteTask:
    waiting = state.tasks[index % len(state.tasks)]
    answer = Variables({f"again_{waiting.node}": again})
    return CompleteTask(task=state.task_of(waiting.number), variables=answer, by=None, now=AT)


def marking(state: State) -> object:
    open_nodes = Counter(one.node for one in state.tasks)
    return open_nodes, state.tokens, state.variables, state.ended


choices = st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=25)


@given(blocks(), choices)
def test_replaying_the_history_gives_the_live_state(block: Block, chosen: list[tuple[int, bool]]) -> None:
    process = process_of(block)
    state, events = begin(process)
    for index, again in chosen:
        if state.ended:
            break
        new = decide(process, state, completed(state, index, again=again))
        state = evolve_all(state, new)
        events += new
    kept = tuple(decode_event(encode_event(event)) for event in events)
    assert kept == tuple(events)
    assert replay(INSTANCE, kept) == state
    assert decode_state(encode_state(state)) == state


@given(blocks(), choices)
def test_no_token_is_lost_or_doubled(block: Block, chosen: list[tuple[int, bool]]) -> None:
    """Whatever was done before, once no loop goes back any more the instance reaches its one end."""
    process = process_of(block)
    state, events = begin(process)
    path = [*chosen, *((0, False) for _ in range(400))]
    for index, again in path:
        assert all(count == 1 for count in state.tokens.values())
        if state.ended:
            break
        new = decide(process, state, completed(state, index, again=again))
        state = evolve_all(state, new)
        events += new
    assert state.ended
    assert [event.node for event in events if isinstance(event, Passed) and event.node == "e"] == ["e"]
    offered = [event.task for event in events if isinstance(event, TaskOffered)]
    done = [event.task for event in events if isinstance(event, TaskCompleted)]
    assert len(set(offered)) == len(offered)
    assert sorted(offered) == sorted(done)


@given(blocks(), choices, st.randoms(use_true_random=False))
def test_the_order_of_completing_parallel_work_is_moot(
    block: Block, chosen: list[tuple[int, bool]], shuffler: Random
) -> None:
    """Of work that is open at one time; all tasks of one node write the same, so nothing races."""
    process = process_of(("seq", ("and", block, ("sign",)), ("task",)))
    state, _ = begin(process)
    for index, again in chosen:
        if not state.ended:
            state = evolve_all(state, decide(process, state, completed(state, index, again=again)))
    if state.ended:
        return
    answers = [int(one.node[1:]) % 2 == 0 for one in state.tasks]
    commands = [completed(state, index, again=again) for index, again in enumerate(answers)]
    shuffled = list(commands)
    shuffler.shuffle(shuffled)
    ends = [
        reduce(lambda at, command: evolve_all(at, decide(process, at, command)), order, state)
        for order in (commands, shuffled)
    ]
    assert marking(ends[0]) == marking(ends[1])


@given(blocks(), choices)
def test_terminating_is_possible_at_every_moment_and_leaves_nothing(
    block: Block, chosen: list[tuple[int, bool]]
) -> None:
    process = process_of(block)
    state, _ = begin(process)
    for index, again in chosen:
        if state.ended:
            return
        open_now = {state.task_of(one.number) for one in state.tasks}
        events = decide(process, state, Terminate(reason="", by=None, now=AT))
        assert {event.task for event in events if isinstance(event, TaskCancelled)} == open_now
        over = evolve_all(state, events)
        assert (over.ended, over.tasks, over.tokens) == (True, (), {})
        state = evolve_all(state, decide(process, state, completed(state, index, again=again)))


names = st.sampled_from(["n1", "n2", "n1-n2", ""])
ways = st.sampled_from([(), ("n1-n2",), ("n1-n2", "n1-n2"), ("n1", "n2")])
ids = st.sampled_from([UUID(int=number) for number in range(4)])
numbers = st.integers(0, 3)
some_variables = st.builds(Variables, st.dictionaries(names, st.integers(0, 9) | st.booleans(), max_size=3))
elements = st.builds(Elements, st.lists(st.integers(0, 9), max_size=3))
kinds = st.sampled_from(["task", "receive", "job", "event", "held"])
any_event: st.SearchStrategy[Event] = st.one_of(
    st.builds(Started, names, numbers, names, names, some_variables, st.none()),
    st.builds(Passed, numbers, names, ways, ways),
    st.builds(MultiInstanceOpened, numbers, numbers, names, names, numbers, names, elements),
    st.builds(ScopeOpened, numbers, numbers, names, names, numbers, names, some_variables),
    st.builds(ScopeClosed, numbers, names, st.sampled_from(["completed", "cancelled"])),
    st.builds(MemberCompleted, numbers, names, numbers),
    st.builds(
        TaskOffered, ids, numbers, numbers, names, names, names, st.none(), ways, names, numbers, st.just(AT)
    ),
    st.builds(TaskCompleted, ids, numbers, names, some_variables, st.none()),
    st.builds(TaskCancelled, ids, numbers, names),
    st.builds(PlaceEntered, numbers, numbers, names, kinds, names, numbers, names, st.just(AT)),
    st.builds(
        PlaceLeft,
        numbers,
        names,
        kinds,
        st.sampled_from(["completed", "cancelled"]),
        some_variables,
        st.none(),
    ),
    st.builds(JobRepeated, numbers, names, names, st.just(AT)),
    st.builds(VariablesChanged, numbers, names, some_variables, st.none()),
    st.builds(TimerStarted, numbers, numbers, names, st.just(AT), numbers),
    st.builds(TimerFired, numbers, names, st.just(AT)),
    st.builds(TimerCancelled, numbers, names),
    st.builds(Subscribed, numbers, numbers, names, st.just("message"), names, names),
    st.builds(Unsubscribed, numbers, names),
    st.builds(Received, numbers, names, st.just("signal"), names, names, some_variables, st.none()),
    st.builds(ThrownOut, numbers, names, st.just("error"), names, names, names, some_variables),
    st.builds(IncidentRaised, numbers, numbers, names, names, names, numbers, st.just(AT)),
    st.builds(IncidentResolved, numbers, names, st.none()),
    st.builds(Ended, st.sampled_from(["completed", "terminated"]), names, names, st.none()),
)


@given(st.lists(any_event, max_size=30))
def test_evolving_never_refuses(events: list[Event]) -> None:
    state = State(INSTANCE)
    for event in events:
        state = evolve(state, event)
        assert all(count > 0 for one in state.scopes.values() for count in one.tokens.values())


def refuses(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refusal:
        return True
    return False


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_a_text_is_compiled_or_refused_and_nothing_else(xml: bytes) -> None:
    assert refuses(lambda: compile_process(xml))


@given(st.data())
def test_a_damaged_text_is_compiled_or_refused_and_nothing_else(data: st.DataObject) -> None:
    xml = bytearray(text(START + task("n1", inner=multi()) + END + flow("s", "n1") + flow("n1", "e")))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(xml) - 1))
        xml[place : place + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=3))
    refuses(lambda: compile_process(bytes(xml)))


@pytest.mark.parametrize("block", [("and", ("task",), ("sign",)), ("loop", ("and", ("task",), ("task",)))])
def test_the_random_processes_do_wait_for_people(block: Block) -> None:
    state, _ = begin(process_of(block))
    assert len(state.tasks) > 1
