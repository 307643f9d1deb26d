"""Random processes of every element that runs, and the moves that can be made in them.

Every block has one way in and one way out and lays exactly one token on the latter, whatever happens
inside; so a process of blocks ends at its one end event, once, with nothing left behind.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import strategies as st

from tests.unit.flow.texts import END, START, chain, feel, flow, task
from tongjian.flow import Process, State, Variables, compile_process
from tongjian.flow.domain.commands import (
    Command,
    CompleteTask,
    DeliverMessage,
    FinishJob,
    FireTimer,
    Start,
)
from tongjian.flow.domain.decide import carry_out
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.outside import Outside
from tongjian.flow.domain.state import ROOT, Waiting

AT = datetime(2026, 3, 2, tzinfo=UTC)
INSTANCE = UUID(int=1)
VARIABLES = Variables({"lead": str(INSTANCE), "list": ("a", "b", "c"), "none": (), "choice": 1})

Block = tuple[object, ...]
LEAVES = [
    "task",
    "job",
    "script",
    "manual",
    "timer",
    "message",
    "receive",
    "link",
    "members",
    "row",
    "nobody",
]
PAIRS = ["seq", "and", "xor", "or", "race"]
WRAPS = ["loop", "sub", "each", "one_by_one", "call", "guarded", "failing", "watched", "beside", "event"]
RACES = frozenset({"race", "guarded", "watched", "beside", "event"})
"""Blocks in which what is done first decides, so that the order of doing is not moot."""

MULTI = (
    '<multiInstanceLoopCharacteristics isSequential="{}"><extensionElements>'
    '<tj:collection variable="{}" element="one"/></extensionElements></multiInstanceLoopCharacteristics>'
)
TIMER = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"


def blocks(*, racing: bool = True) -> st.SearchStrategy[Block]:
    """Draw blocks; without races where what comes first must not matter."""
    pairs = [one for one in PAIRS if racing or one not in RACES]
    wraps = [one for one in WRAPS if racing or one not in RACES]
    return st.recursive(
        st.sampled_from(LEAVES).map(lambda one: (one,)),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(pairs), inner, inner), st.tuples(st.sampled_from(wraps), inner)
        ),
        max_leaves=8,
    )


class Drawing:
    """Draws blocks; what is drawn last stands in ``body``."""

    def __init__(self) -> None:
        self.body, self.outside, self.count = "", "", 0
        self.called: list[bytes] = []

    def name(self) -> str:
        """Return a new name."""
        self.count += 1
        return f"n{self.count}"

    def node(self, kind: str, inner: str = "", **attributes: str) -> str:
        """Draw a node and return its id."""
        name = self.name()
        listed = "".join(f' {key}="{value}"' for key, value in attributes.items())
        self.body += f'<{kind} id="{name}"{listed}>{inner}</{kind}>'
        return name

    def work(self, inner: str = "") -> str:
        """Draw a user task."""
        name = self.name()
        self.body += task(name, inner=inner)
        return name

    def message(self) -> str:
        """Declare a message named after itself and return the definition of its event."""
        name = self.name()
        self.outside += f'<message id="{name}" name="{name}"/>'
        return f'<messageEventDefinition messageRef="{name}"/>'

    def connect(self, *nodes: str) -> None:
        """Draw flows from each node to the next."""
        self.body += chain(*nodes)

    def merge(self, *branches: str) -> str:
        """Draw an exclusive gateway behind branches of which one is taken."""
        merge = self.node("exclusiveGateway")
        for branch in branches:
            self.connect(branch, merge)
        return merge

    def enclosed(self, block: Block, end: str = "", inner: str = "", attributes: str = "") -> str:
        """Draw a sub-process around a block and return its id."""
        outer, self.body = self.body, ""
        start, name = self.node("startEvent"), self.name()
        begin, last = self.draw(block)
        self.connect(start, begin)
        self.connect(last, self.node("endEvent", end))
        self.body = f'{outer}<subProcess id="{name}" {attributes}>{self.body}{inner}</subProcess>'
        return name

    def draw(self, block: Block) -> tuple[str, str]:
        """Draw a block and return its first and its last node."""
        kind, *parts = block
        found = getattr(self, f"_{kind}")(*parts)
        return (found, found) if isinstance(found, str) else found

    def _task(self) -> str:
        return self.work()

    def _members(self) -> str:
        return self.work(MULTI.format("false", "list"))

    def _row(self) -> str:
        return self.work(MULTI.format("true", "list"))

    def _nobody(self) -> str:
        return self.work(MULTI.format("false", "none"))

    def _job(self) -> str:
        return self.node("serviceTask")

    def _manual(self) -> str:
        return self.node("manualTask")

    def _script(self) -> str:
        name = f"w{self.count}"
        result = f'<extensionElements><tj:result variable="{name}"/></extensionElements>'
        return self.node("scriptTask", f"{result}<script>choice + 1</script>")

    def _timer(self) -> str:
        return self.node("intermediateCatchEvent", TIMER)

    def _message(self) -> str:
        return self.node("intermediateCatchEvent", self.message())

    def _receive(self) -> str:
        return self.node("receiveTask")

    def _link(self) -> tuple[str, str]:
        definition = f'<linkEventDefinition name="{self.name()}"/>'
        return self.node("intermediateThrowEvent", definition), self.node(
            "intermediateCatchEvent", definition
        )

    def _seq(self, first: Block, second: Block) -> tuple[str, str]:
        (begin, middle), (onward, last) = self.draw(first), self.draw(second)
        self.connect(middle, onward)
        return begin, last

    def _and(self, first: Block, second: Block) -> tuple[str, str]:
        return self._fork("parallelGateway", first, second, ("", ""))

    def _xor(self, first: Block, second: Block) -> tuple[str, str]:
        return self._fork("exclusiveGateway", first, second, ("choice = 1", "choice = 2"))

    def _or(self, first: Block, second: Block) -> tuple[str, str]:
        return self._fork("inclusiveGateway", first, second, ("choice = 1", "choice &gt; 0"))

    def _fork(self, kind: str, first: Block, second: Block, conditions: tuple[str, str]) -> tuple[str, str]:
        split, join = self.node(kind), self.node(kind)
        for block, condition in zip((first, second), conditions, strict=True):
            begin, last = self.draw(block)
            self.body += flow(split, begin, condition)
            self.connect(last, join)
        return split, join

    def _race(self, first: Block, second: Block) -> tuple[str, str]:
        gate = self.node("eventBasedGateway")
        lasts = []
        for block, definition in ((first, TIMER), (second, self.message())):
            event, (begin, last) = self.node("intermediateCatchEvent", definition), self.draw(block)
            self.connect(gate, event, begin)
            lasts.append(last)
        return gate, self.merge(*lasts)

    def _loop(self, body: Block) -> tuple[str, str]:
        (begin, last), judge = self.draw(body), self.work()
        entry, leave, out = (self.node("exclusiveGateway") for _ in range(3))
        self.connect(entry, begin)
        self.connect(last, judge, leave)
        self.body += flow(leave, entry, f"again_{judge} = true") + flow(leave, out, f"again_{judge} = false")
        return entry, out

    def _sub(self, block: Block) -> str:
        return self.enclosed(block)

    def _each(self, block: Block) -> str:
        return self.enclosed(block, inner=MULTI.format("false", "list"))

    def _one_by_one(self, block: Block) -> str:
        return self.enclosed(block, inner=MULTI.format("true", "list"))

    def _call(self, block: Block) -> str:
        inner = Drawing()
        inner.count = self.count * 100 + 100
        key = self.name()
        self.called += [*text_of(inner, block, key=key), *inner.called]
        return self.node("callActivity", calledElement=key)

    def _guarded(self, block: Block) -> tuple[str, str]:
        """Draw a sub-process that a timer at its edge stops."""
        name = self.enclosed(block)
        return name, self.merge(name, self.node("boundaryEvent", TIMER, attachedToRef=name))

    def _failing(self, block: Block) -> tuple[str, str]:
        """Draw a sub-process that ends in an error, which is caught."""
        error = self.name()
        self.outside += f'<error id="{error}" errorCode="{error}"/>'
        definition = f'<errorEventDefinition errorRef="{error}"/>'
        name = self.enclosed(block, definition)
        return name, self.merge(name, self.node("boundaryEvent", definition, attachedToRef=name))

    def _watched(self, block: Block) -> str:
        """Draw a sub-process whose escalation starts work beside it."""
        escalation = self.name()
        self.outside += f'<escalation id="{escalation}" escalationCode="{escalation}"/>'
        definition = f'<escalationEventDefinition escalationRef="{escalation}"/>'
        name = self.enclosed(block, definition)
        event = self.node("boundaryEvent", definition, attachedToRef=name, cancelActivity="false")
        self.connect(event, self.work(), self.node("endEvent"))
        return name

    def _beside(self, block: Block) -> str:
        """Draw a task on whose edge a message starts a block beside it, as often as it comes."""
        name = self.work()
        event = self.node("boundaryEvent", self.message(), attachedToRef=name, cancelActivity="false")
        begin, last = self.draw(block)
        self.connect(event, begin)
        self.connect(last, self.node("endEvent"))
        return name

    def _event(self, block: Block) -> str:
        """Draw a sub-process with work in it that a message stops and replaces by a block."""
        outer, self.body = self.body, ""
        caught = self.enclosed(block, attributes='triggeredByEvent="true"')
        first = self.body.index("<startEvent ")
        place = self.body.index("></startEvent>", first)
        self.body = f"{self.body[: place + 1]}{self.message()}{self.body[place + 1 :]}"
        inside, self.body = self.body, outer
        assert caught in inside
        return self.enclosed(("task",), inner=inside)


def text_of(drawing: Drawing, block: Block, *, key: str) -> list[bytes]:
    """Return the text of a process of one block."""
    begin, last = drawing.draw(block)
    drawing.connect("s", begin)
    drawing.connect(last, "e")
    return [feel(START + END + drawing.body, outside=drawing.outside, key=key)]


class Game:
    """An instance of a random process, with what can be done in it next."""

    def __init__(self, block: Block) -> None:
        drawing = Drawing()
        (text,) = text_of(drawing, block, key="p")
        self.process = compile_process(text)
        self._called = [compile_process(one) for one in drawing.called]
        self.outside = Outside(processes=self)
        self.state = State(INSTANCE)
        self.events: list[Event] = []
        known = {f"again_{node}": False for one in (self.process, *self._called) for node in one.nodes}
        self.do(Start(variables=VARIABLES.merged(Variables(known)), by=None, now=AT))

    def find_latest(self, process: str) -> Process | None:
        """Return the process with this id."""
        return next((one for one in self._called if one.id == process), None)

    def find_by_hash(self, content_hash: str) -> Process | None:
        """Return the process with this content."""
        return next((one for one in self._called if one.content_hash == content_hash), None)

    def do(self, command: Command) -> None:
        """Carry a command out."""
        events, self.state = carry_out(self.process, self.state, command, self.outside)
        self.events += events

    def moves(self, *, again: bool, racing: bool = True) -> list[Command]:
        """Return everything that can be done next; without races, one move for each place."""
        state = self.state
        found = [
            MOVES[place.kind](state, place, again) for place in state.waiting.values() if place.kind in MOVES
        ]
        found += [
            FireTimer(timer=one.number, now=one.due)
            for one in state.timers.values()
            if racing or self._stands_at(one.host)
        ]
        found += [
            DeliverMessage(name=one.name, key=one.key, variables=Variables(), by=None, now=AT)
            for one in state.subscriptions.values()
            if racing or self._stands_at(one.host)
        ]
        return found

    def _stands_at(self, host: int) -> bool:
        place = self.state.waiting.get(host)
        return place is not None and place.kind in {"event", "receive"}

    def path(self, scope: int) -> tuple[tuple[str, int], ...]:
        """Return where a scope stands, without numbers."""
        steps = []
        while scope != ROOT:
            found = self.state.scopes[scope]
            steps.append((found.node, found.index))
            scope = found.parent
        return tuple(reversed(steps))

    def marking(self) -> object:
        """Return where the tokens are, without numbers."""
        state = self.state
        places = Counter((self.path(one.scope), one.node, one.index) for one in state.waiting.values())
        tokens = Counter(
            {
                (self.path(one.number), flow_id): count
                for one in state.scopes.values()
                for flow_id, count in one.tokens.items()
            }
        )
        return places, tokens, state.variables, state.ended


def _complete(state: State, place: Waiting, again: bool) -> Command:  # noqa: FBT001 - one of a table
    variables = Variables({f"again_{place.node}": again})
    return CompleteTask(task=state.task_of(place.number), variables=variables, by=None, now=AT)


def _finish(state: State, place: Waiting, again: bool) -> Command:  # noqa: FBT001 - one of a table
    del state, again
    return FinishJob(job=place.number, variables=Variables(), now=AT)


MOVES: dict[str, Callable[[State, Waiting, bool], Command]] = {"task": _complete, "job": _finish}
