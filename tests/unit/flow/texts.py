"""Process texts for tests, put together from parts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

from tongjian.flow import Process, State, compile_process, decide, evolve_all
from tongjian.flow.domain.commands import CompleteTask, Start
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.variables import Value, read_variables

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
INSTANCE = UUID("018f0000-0000-7000-8000-000000000001")
LEAD = UUID("018f0000-0000-7000-8000-0000000000aa")


def text(body: str, *, attributes: str = "", outside: str = "") -> bytes:
    """Return a text whose process is called ``p`` and holds the body."""
    whole = f"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tj="urn:tongjian:bpmn:1"
    targetNamespace="t" expressionLanguage="urn:tongjian:predicate:1">
<process id="p" name="流程" isExecutable="true" {attributes}>{body}</process>{outside}</definitions>"""
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


class Run:
    """An instance played in memory: the last state and all events."""

    def __init__(self, xml: bytes | Process, **variables: Value) -> None:
        self.process = xml if isinstance(xml, Process) else compile_process(xml)
        self.state = State(INSTANCE)
        self.events: tuple[Event, ...] = ()
        given = read_variables({"lead": str(LEAD), **variables})
        self.do(Start(variables=given, by=None, now=NOW))

    def do(self, command: object) -> tuple[Event, ...]:
        """Decide a command and take what follows into the state."""
        events = decide(self.process, self.state, command)  # type: ignore[arg-type]
        self.state = evolve_all(self.state, events)
        self.events += events
        return events

    def complete(self, node: str, *, index: int = 0, variables: Mapping[str, Value] | None = None) -> None:
        """Complete an open task of a node."""
        waiting = [one for one in self.state.tasks if one.node == node][index]
        given = read_variables(variables or {})
        task = self.state.task_of(waiting.number)
        self.do(CompleteTask(task=task, variables=given, by=None, now=NOW))

    def tasks(self) -> list[UUID]:
        """Return the ids of the open tasks, in the order they were offered."""
        return [self.state.task_of(one.number) for one in self.state.tasks]

    def open(self) -> list[str]:
        """Return the nodes of the open tasks, sorted."""
        return sorted(one.node for one in self.state.tasks)
