"""Process texts for tests, put together from parts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

from tongjian.flow import Process, State, compile_process, decide, evolve_all, replay
from tongjian.flow.domain.commands import (
    BroadcastSignal,
    Command,
    CompleteTask,
    DeliverMessage,
    FailJob,
    FinishJob,
    FireTimer,
    ResolveIncident,
    Start,
)
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.outside import NOWHERE, Outside
from tongjian.flow.domain.variables import Value, Variables, read_variables

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
INSTANCE = UUID("018f0000-0000-7000-8000-000000000001")
LEAD = UUID("018f0000-0000-7000-8000-0000000000aa")


def text(
    body: str,
    *,
    attributes: str = "",
    outside: str = "",
    language: str = "urn:tongjian:predicate:1",
    key: str = "p",
) -> bytes:
    """Return a text whose process is called ``p``, or by its key, and holds the body."""
    whole = f"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tj="urn:tongjian:bpmn:1"
    targetNamespace="t" expressionLanguage="{language}">
<process id="{key}" name="流程" isExecutable="true" {attributes}>{body}</process>{outside}</definitions>"""
    return whole.encode()


def task(node: str, *, inner: str = "", organisation: str = "lead") -> str:
    """Return a user task."""
    return f"""<userTask id="{node}" name="环节{node}"><extensionElements>
<tj:candidates role="reviewer" organisation="{organisation}"/><tj:acts>go</tj:acts>
</extensionElements>{inner}</userTask>"""


def multi(collection: str = "departments", element: str = "department") -> str:
    """Return the multi-instance part of a user task."""
    return f"""<multiInstanceLoopCharacteristics isSequential="false"><extensionElements>
<tj:collection variable="{collection}" element="{element}"/>
</extensionElements></multiInstanceLoopCharacteristics>"""


def flow(source: str, target: str, condition: str = "") -> str:
    """Return a sequence flow whose id is ``source-target``."""
    inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    ends = f'id="{source}-{target}" sourceRef="{source}" targetRef="{target}"'
    return f"<sequenceFlow {ends}>{inner}</sequenceFlow>"


def chain(*nodes: str) -> str:
    """Return flows from each node to the next."""
    return "".join(flow(source, target) for source, target in pairwise(nodes))


START, END = '<startEvent id="s"/>', '<endEvent id="e"/>'


def feel(body: str, *, outside: str = "", key: str = "p") -> bytes:
    """Return a text whose expressions are FEEL."""
    return text(body, outside=outside, language="feel", key=key)


class Library:
    """Processes that others may call."""

    def __init__(self, *texts: bytes) -> None:
        self._processes = [compile_process(one) for one in texts]

    def find_latest(self, process: str) -> Process | None:
        """Return the process."""
        return next((one for one in self._processes if one.id == process), None)

    def find_by_hash(self, content_hash: str) -> Process | None:
        """Return the process with this content."""
        return next((one for one in self._processes if one.content_hash == content_hash), None)


class Run:
    """An instance played in memory: the last state and all events."""

    def __init__(
        self,
        xml: bytes | Process,
        *,
        outside: Outside = NOWHERE,
        node: str = "",
        **variables: Value,
    ) -> None:
        self.process = xml if isinstance(xml, Process) else compile_process(xml)
        self.outside = outside
        self.state = State(INSTANCE)
        self.events: tuple[Event, ...] = ()
        given = read_variables({"lead": str(LEAD), **variables})
        self.do(Start(variables=given, by=None, now=NOW, node=node))

    def do(self, command: Command) -> tuple[Event, ...]:
        """Decide a command and take what follows into the state."""
        events = decide(self.process, self.state, command, self.outside)
        self.state = evolve_all(self.state, events)
        self.events += events
        return events

    def complete(self, node: str, *, index: int = 0, variables: Mapping[str, Value] | None = None) -> None:
        """Complete an open task of a node."""
        waiting = [one for one in self.state.tasks if one.node == node][index]
        task = self.state.task_of(waiting.number)
        given = read_variables(variables or {})
        self.do(CompleteTask(task=task, variables=given, by=None, now=NOW))

    def fire(self, node: str, *, at: datetime | None = None) -> None:
        """Fire the first timer of a node, when it is due."""
        timer = next(one for one in self.state.timers.values() if one.node == node)
        self.do(FireTimer(timer=timer.number, now=at or timer.due))

    def deliver(self, name: str, key: str = "", **variables: Value) -> None:
        """Deliver a message."""
        given = read_variables(variables)
        self.do(DeliverMessage(name=name, key=key, variables=given, by=None, now=NOW))

    def signal(self, name: str) -> None:
        """Broadcast a signal."""
        self.do(BroadcastSignal(name=name, variables=Variables(), by=None, now=NOW))

    def finish(self, node: str, **variables: Value) -> None:
        """Finish the first job of a node."""
        self.do(FinishJob(job=self.place(node), variables=read_variables(variables), now=NOW))

    def fail(self, node: str, code: str = "", says: str = "超时") -> None:
        """Fail the first job of a node."""
        self.do(FailJob(job=self.place(node), code=code, says=says, now=NOW))

    def resolve(self, **variables: Value) -> None:
        """Resolve the only incident."""
        (incident,) = self.state.incidents
        given = read_variables(variables)
        self.do(ResolveIncident(incident=incident, variables=given, by=LEAD, now=NOW))

    def place(self, node: str) -> int:
        """Return the number of the first place at a node."""
        return next(one.number for one in self.state.waiting.values() if one.node == node)

    def tasks(self) -> list[UUID]:
        """Return the ids of the open tasks, in the order they were offered."""
        return [self.state.task_of(one.number) for one in self.state.tasks]

    def open(self) -> list[str]:
        """Return the nodes of the open tasks, sorted."""
        return sorted(one.node for one in self.state.tasks)

    def waits(self) -> list[str]:
        """Return the nodes at which any token waits, sorted."""
        return sorted(one.node for one in self.state.waiting.values())

    def incidents(self) -> list[tuple[str, str]]:
        """Return node and code of the open incidents."""
        return [(one.node, one.code) for one in self.state.incidents.values()]

    def is_clean(self) -> bool:
        """Return whether the instance has ended and nothing is left of it."""
        left = (self.state.waiting, self.state.timers, self.state.subscriptions, self.state.incidents)
        return self.state.ended and not any(left) and replay(INSTANCE, self.events) == self.state
