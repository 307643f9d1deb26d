"""Instances that nobody starts: by a message that a deployed process waits for, or by a timer.

The id of an instance begun by a timer follows from process, version, start event and number of the
firing, so that the same firing, done twice by whatever accident, begins nothing twice.
"""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from tongjian.flow.actions.engine import FlowEngine
from tongjian.flow.domain.decide.beginning import due_again, first_due
from tongjian.flow.domain.moves import Moves
from tongjian.flow.domain.nodes import StartEvent
from tongjian.flow.domain.outside import Outside
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.triggers import Message, Timer
from tongjian.flow.errors import InstanceStarted, UnknownProcess
from tongjian.flow.ports import ProcessStart


def starts_of(
    process: Process, *, at: datetime, outside: Outside, holders: tuple[UUID, ...]
) -> tuple[ProcessStart, ...]:
    """Return what begins instances of a version by itself, once it is deployed; cycles run from then.

    Raises:
        VariableUnfit: a timer gives no moment, or nobody here counts working days.
    """
    found: list[ProcessStart] = []
    for start in process.containers[""].starts:
        match start.trigger:
            case Message(name=name):
                found.append(_row(process, start, holders, message=name))
            case Timer(times=times):
                due = first_due(process, start, now=at, outside=outside)
                if due is not None:
                    found.append(
                        _row(process, start, holders, due=due, left=times if times < 0 else times - 1)
                    )
            case _:
                pass
    return tuple(found)


def begin_by_timer(engine: FlowEngine, start: ProcessStart, *, at: datetime) -> tuple[UUID, Moves] | None:
    """Let a timer start fire once; None where another hand has done it, or a newer version is deployed.

    Raises:
        Refusal: the process cannot begin, or is not to be had any more.
    """
    if engine.starts is None or start.due is None or not engine.starts.hold_start(start):
        return None
    process = engine.library.find_by_hash(start.content_hash)
    node = process.nodes.get(start.node) if process else None
    if process is None or not isinstance(node, StartEvent):
        raise UnknownProcess(process=start.process)
    due = due_again(process, node, after=start.due, outside=engine.outside()) if start.left else None
    name = f"urn:tongjian:{start.process}:{start.version}:{start.node}:{start.firing}"
    instance = uuid5(NAMESPACE_URL, name)
    try:
        moves = engine.begin(start, instance=instance, at=at)
    except InstanceStarted:
        moves = None
    engine.starts.move_start(start, due=due)
    return None if moves is None else (instance, moves)


def _row(
    process: Process,
    start: StartEvent,
    holders: tuple[UUID, ...],
    *,
    message: str = "",
    due: datetime | None = None,
    left: int = 0,
) -> ProcessStart:
    return ProcessStart(
        process=process.id,
        version=process.version,
        content_hash=process.content_hash,
        node=start.id,
        message=message,
        due=due,
        left=left,
        holders=holders,
    )
