"""Laws of the acts on tasks, on random processes with correction loops around parallel blocks.

The processes also hold inclusive blocks and sub-processes, which the drawing here adds.
"""

from collections import Counter
from collections.abc import Callable
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.test_flow import AT, INSTANCE, VARIABLES, Block, Drawing, refuses
from tests.unit.flow.texts import END, START, multi, text
from tongjian.flow import State, Variables, compile_process, decide, evolve_all, replay
from tongjian.flow.domain.act_events import (
    ArrivalsSet,
    Delegated,
    HandedBack,
    Jumped,
    MembersAdded,
    Reassigned,
    Resumed,
    Returned,
    SignerAdded,
    SignerAsked,
    SignerRemoved,
    SigningClosed,
    SigningOpened,
    Suspended,
    Undone,
    Withdrawn,
)
from tongjian.flow.domain.acts import (
    Act,
    AddSigner,
    Copy,
    Delegate,
    HandBack,
    Jump,
    Reassign,
    RemoveSigner,
    Resume,
    Return,
    Suspend,
    Urge,
    Withdraw,
)
from tongjian.flow.domain.commands import Command, CompleteTask, Start
from tongjian.flow.domain.decide.preview import list_return_targets, preview_return
from tongjian.flow.domain.encoding import decode_event, decode_state, encode_event, encode_state
from tongjian.flow.domain.events import (
    Event,
    MultiInstanceOpened,
    Passed,
    Started,
    TaskCompleted,
    TaskOffered,
)
from tongjian.flow.domain.past import DoneTask, look_back
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.signing import OPINIONS
from tongjian.flow.domain.state import ROOT
from tongjian.flow.domain.variables import Elements
from tongjian.kit import Refusal

PEOPLE = tuple(UUID(int=number) for number in range(900, 906))


def blocks() -> st.SearchStrategy[Block]:
    leaves = st.sampled_from([("task",), ("task",), ("sign",), ("vote",), ("any",), ("turn",), ("skip",)])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(["seq", "and", "and", "xor", "or"]), inner, inner),
            st.tuples(st.sampled_from(["loop", "sub"]), inner),
        ),
        max_leaves=8,
    )


looped = blocks().map(lambda block: ("seq", ("loop", ("and", block, ("task",))), ("task",)))


class Sketch(Drawing):
    """Draws inclusive blocks and sub-processes too."""

    def draw(self, block: Block) -> tuple[str, str]:
        match block:
            case ("or", tuple() as first, tuple() as second):
                return self.fork_inclusive(first, second)
            case ("sub", tuple() as inner):
                return self.enclose(inner)
            case ("vote" | "any" | "turn" as kind,):
                return self.signed(kind)
            case _:
                return super().draw(block)

    def signed(self, kind: str) -> tuple[str, str]:
        """Draw a signing whose opinions are counted."""
        name = self.work(multi().replace("false", "true") if kind == "turn" else multi(), "department")
        signing = {
            "vote": 'mode="vote" ratio="2/3" early="true" weight="loopCounter"',
            "any": 'mode="any"',
            "turn": 'mode="sequence" early="true"',
        }[kind]
        before, found, after = self.nodes.rpartition("<tj:acts>")
        self.nodes = f"{before}<tj:signing {signing}/>{found}{after}"
        return name, name

    def fork_inclusive(self, first: Block, second: Block) -> tuple[str, str]:
        split, join = self.node("inclusiveGateway"), self.node("inclusiveGateway")
        for block, condition in ((first, '"=": 1'), (second, '">=": 0')):
            begin, last = self.draw(block)
            self.connect(split, begin, f'{{"fact": "choice", {condition.replace(">", "&gt;")}}}')
            self.connect(last, join)
        return split, join

    def enclose(self, inner: Block) -> tuple[str, str]:
        nodes, flows, self.nodes, self.flows = self.nodes, self.flows, "", ""
        begin, last = self.draw(inner)
        self.count += 1
        name = f"n{self.count}"
        self.connect(f"{name}s", begin)
        self.connect(last, f"{name}e")
        body = f'<startEvent id="{name}s"/>{self.nodes}<endEvent id="{name}e"/>{self.flows}'
        self.nodes, self.flows = f'{nodes}<subProcess id="{name}">{body}</subProcess>', flows
        return name, name


class Story:
    """An instance that is played at random, with its history."""

    def __init__(self, block: Block) -> None:
        sketch = Sketch()
        begin, last = sketch.draw(block)
        self.last = sketch.work()
        sketch.connect("s", begin)
        sketch.connect(last, self.last)
        sketch.connect(self.last, "e")
        self.process: Process = compile_process(text(START + END + sketch.nodes + sketch.flows))
        self.state, self.events = State(INSTANCE), list[Event]()
        known = Variables({f"again_{name}": False for name in self.process.nodes})
        self.do(Start(variables=VARIABLES.merged(known), by=None, now=AT))

    def do(self, command: Command) -> None:
        new = decide(self.process, self.state, command)
        self.state = evolve_all(self.state, new)
        self.events += new
        assert all(count == 1 for scope in self.state.scopes.values() for count in scope.tokens.values())

    def complete(self, choice: int, *, again: bool = False, opinion: int = 0) -> None:
        """Complete some open task that may be completed."""
        tasks = self.state.tasks
        for turn in range(len(tasks)):
            one = tasks[(choice + turn) % len(tasks)]
            task = self.state.task_of(one.number)
            if self.state.aside_of(one.number).delegated:
                self.do(HandBack(task=task, reason="", by=None, now=AT))
            if any(
                aside.host == one.number and aside.place == "before" for aside in self.state.asides.values()
            ):
                continue
            said = OPINIONS[opinion % len(OPINIONS)]
            given = Variables({f"again_{one.node}": again})
            self.do(CompleteTask(task=task, variables=given, by=None, now=AT, opinion=said))
            return
        raise AssertionError(tasks)

    def play(self, chosen: list[tuple[int, bool]]) -> None:
        """Complete tasks, but not the very last."""
        for choice, again in chosen:
            if [one.node for one in self.state.tasks] == [self.last]:
                return
            self.complete(choice, again=again, opinion=choice)

    def marking(self) -> object:
        """Where the tokens are, apart from numbers."""
        paths: dict[int, tuple[str, ...]] = {ROOT: ()}
        for scope in self.state.scopes.values():
            if scope.number != ROOT:
                paths[scope.number] = (*paths[scope.parent], scope.node)
        arrivals = Counter(
            (paths[scope.number], flow) for scope in self.state.scopes.values() for flow in scope.tokens
        )
        places = Counter((paths[one.scope], one.node, one.index) for one in self.state.waiting.values())
        return places, arrivals, self.state.variables, self.state.ended

    def opinions(self) -> object:
        """Return the current opinions, apart from the ids of their tasks."""
        return Counter(
            (one.node, one.index, one.opinion) for one in look_back(self.events).done if one.stands
        )

    def redo(self, fallen: tuple[DoneTask, ...], answers: dict[UUID, Variables]) -> None:
        """Complete again what has fallen, in the order it was done, with the same answers."""
        for done in fallen:
            tasks = [one for one in self.state.tasks if (one.node, one.index) == (done.node, done.index)]
            task = self.state.task_of(tasks[0].number)
            self.do(
                CompleteTask(task=task, variables=answers[done.task], by=None, now=AT, opinion=done.opinion)
            )


choices = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=2, max_size=16)


def asked(story: Story, choice: int, to: str) -> Return:
    one = story.state.tasks[choice % len(story.state.tasks)]
    task = story.state.task_of(one.number)
    return Return(task=task, to=to, reason="", past=look_back(story.events), by=None, now=AT)


@given(looped | blocks(), choices, st.integers(0, 30), st.integers(0, 30))
def test_returned_and_done_again_everything_is_as_it_was(
    block: Block, chosen: list[tuple[int, bool]], who: int, where: int
) -> None:
    """The same tokens, open tasks and current opinions; the history keeps both rounds."""
    story = Story(block)
    story.play(chosen)
    targets = list_return_targets(story.process, story.state, asked(story, who, ""))
    assume(targets)
    command = asked(story, who, targets[where % len(targets)].to)
    before = story.marking(), story.opinions(), len(look_back(story.events).done)
    answers = {event.task: event.variables for event in story.events if hasattr(event, "opinion")}
    falls = {one.task for one in preview_return(story.process, story.state, command).falls}
    fallen = tuple(one for one in command.past.done if one.task in falls)
    story.do(command)
    assert {one.task for one in look_back(story.events).done if not one.stands} >= falls
    story.redo(fallen, answers)
    assert (story.marking(), story.opinions()) == before[:2]
    assert len(look_back(story.events).done) == before[2] + len(fallen)


def some_act(story: Story, kind: int, choice: int) -> Act:  # noqa: PLR0911 - one return per act
    past = look_back(story.events)
    one = story.state.tasks[choice % len(story.state.tasks)]
    task = story.state.task_of(one.number)
    nodes = sorted(story.process.nodes)
    to = nodes[(choice * 7) % len(nodes)]
    persons = (PEOPLE[choice % len(PEOPLE)],)
    places = ("before", "after", "beside")
    match kind % 12:
        case 0 | 1:
            return Return(task=task, to=to, reason="", past=past, by=None, now=AT)
        case 2:
            done = past.done[choice % len(past.done)].task if past.done else task
            return Withdraw(task=done, reason="", past=past, by=None, now=AT)
        case 3:
            place = one.number if choice % 3 else 0
            return Jump(place=place, to=to, reason="试", past=past, by=None, now=AT)
        case 4 | 5:
            where = places[choice % 3]
            return AddSigner(task=task, place=where, persons=persons, reason="", by=None, now=AT)
        case 6:
            return RemoveSigner(task=task, reason="", by=None, now=AT)
        case 7:
            return Reassign(task=task, persons=persons, reason="", by=None, now=AT)
        case 8:
            return Delegate(task=task, person=persons[0], reason="", by=None, now=AT)
        case 9:
            return HandBack(task=task, reason="", by=None, now=AT)
        case 10:
            return Copy(task=task, persons=persons, reason="", by=None, now=AT)
        case _:
            return Urge(task=task, reason="", by=None, now=AT)


def attempt(act: Callable[[], object]) -> None:
    try:
        act()
    except Refusal:
        return


def to_the_end(story: Story, choice: int) -> None:
    for _ in range(600):
        if story.state.ended:
            break
        story.complete(choice)
    assert story.state.ended
    ends = [
        event
        for event in story.events
        if isinstance(event, Passed) and (event.scope, event.node) == (ROOT, "e")
    ]
    assert len(ends) == 1


acts = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=16)


@given(looped | blocks(), acts, st.integers(0, 30))
def test_after_any_act_the_instance_still_comes_to_its_one_end(
    block: Block, given_acts: list[tuple[int, int, bool]], last: int
) -> None:
    story = Story(block)
    for kind, choice, again in given_acts:
        if story.state.ended:
            break
        if kind % 3 == 0:
            story.complete(choice, again=again, opinion=choice)
        else:
            before, events = story.state, list(story.events)
            attempt(lambda kind=kind, choice=choice: story.do(some_act(story, kind, choice)))  # type: ignore[misc]
            assert story.events[: len(events)] == events
            if len(story.events) == len(events):
                assert story.state == before
    to_the_end(story, last)


@given(looped | blocks(), acts)
def test_replaying_a_history_with_acts_gives_the_live_state(
    block: Block, given_acts: list[tuple[int, int, bool]]
) -> None:
    story = Story(block)
    for kind, choice, again in given_acts:
        if story.state.ended:
            break
        if kind % 3 == 0:
            story.complete(choice, again=again)
        else:
            attempt(lambda kind=kind, choice=choice: story.do(some_act(story, kind, choice)))  # type: ignore[misc]
    kept = tuple(decode_event(encode_event(event)) for event in story.events)
    assert kept == tuple(story.events)
    assert replay(INSTANCE, kept) == story.state
    assert decode_state(encode_state(story.state)) == story.state


@given(blocks(), choices)
def test_what_was_just_completed_can_be_taken_back_and_completed_again(
    block: Block, chosen: list[tuple[int, bool]]
) -> None:
    story = Story(block)
    story.play(chosen[:-1])
    before = story.marking()
    story.complete(chosen[-1][0])
    done = look_back(story.events).done[-1]
    take_back = Withdraw(task=done.task, reason="", past=look_back(story.events), by=None, now=AT)
    if story.state.ended or refuses(lambda: story.do(take_back)):
        return
    after = story.marking()
    # what it answered is kept among the variables
    assert after[:2] == before[:2]  # type: ignore[index]
    assert not next(one for one in look_back(story.events).done if one.task == done.task).stands


@given(blocks(), choices)
def test_suspended_nothing_moves_and_resumed_everything_is_as_before(
    block: Block, chosen: list[tuple[int, bool]]
) -> None:
    story = Story(block)
    story.play(chosen)
    before = story.state
    story.do(Suspend(reason="等待", by=None, now=AT))
    assert refuses(lambda: story.complete(0))
    for kind in range(12):
        assert refuses(lambda kind=kind: story.do(some_act(story, kind, kind)))  # type: ignore[misc]
    story.do(Resume(reason="", by=None, now=AT))
    assert story.state == before


small = st.integers(0, 4)
ids = st.sampled_from([UUID(int=number) for number in range(3)])
several = st.lists(ids, max_size=3).map(tuple)
names = st.sampled_from(["n1", "n2", ""])
flows = st.lists(st.sampled_from(["f1", "f2"]), max_size=3).map(tuple)
said = st.sampled_from([*OPINIONS, None])
places = st.sampled_from(["before", "after", "beside"])
any_act: st.SearchStrategy[Event] = st.one_of(
    st.builds(MultiInstanceOpened, small, small, names, st.just(""), small, names, st.just(Elements(("x",)))),
    st.builds(
        TaskOffered, ids, small, small, names, names, names, st.none(), flows, st.just(""), small, st.just(AT)
    ),
    st.builds(TaskCompleted, ids, small, names, st.just(Variables()), st.none(), said),
    st.builds(SigningOpened, small, names, st.lists(small, max_size=2).map(tuple), st.just((True,))),
    st.builds(MembersAdded, small, names, several),
    st.builds(SignerAdded, ids, small, names, places, several, names, st.none()),
    st.builds(SignerAsked, small, small, places, ids, small),
    st.builds(SignerRemoved, ids, small, names, small, small, names, st.none()),
    st.builds(SigningClosed, small, names, st.just("agreed")),
    st.builds(Withdrawn, ids, names, small, small, said, small, names, st.none()),
    st.builds(Returned, ids, small, names, small, names, several, names, st.none()),
    st.builds(Jumped, small, names, small, names, several, names, st.none()),
    st.builds(ArrivalsSet, small, flows, flows),
    st.builds(Undone, st.just(((0, "n1"),))),
    st.builds(Reassigned, ids, small, names, several, names, st.none()),
    st.builds(Delegated, ids, small, names, ids, names, st.none()),
    st.builds(HandedBack, ids, small, names, several, names, st.none()),
    st.builds(Suspended, names, st.none()),
    st.builds(Resumed, names, st.none()),
)


@given(st.lists(any_act, max_size=30))
def test_evolving_acts_never_refuses_and_every_state_is_kept(events: list[Event]) -> None:
    state = evolve_all(State(INSTANCE), [Started("p", 1, "", "s", Variables(), None), *events])
    assert decode_state(encode_state(state)) == state
    assert [decode_event(encode_event(event)) for event in events] == events
