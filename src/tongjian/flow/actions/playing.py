"""Playing a process in memory from a file of commands, and telling its history.

One command a line, as JSON. After each come its events, as they are kept, and then a line with the
sorted ids of the open user and receive tasks and whether the instance has ended, or the refusal's
code. The words are described in ``docs/playing.md``.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import cast
from uuid import UUID, uuid5

from tongjian.flow.act_errors import UnknownNode
from tongjian.flow.domain.act_events import SignerPlace
from tongjian.flow.domain.acts import (
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
    Terminate,
)
from tongjian.flow.domain.decide import decide
from tongjian.flow.domain.deploy import compile_process
from tongjian.flow.domain.encoding import encode_event
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.evolve import evolve_all
from tongjian.flow.domain.moments import read_moment
from tongjian.flow.domain.outside import Deadlines, Decisions, Outside
from tongjian.flow.domain.past import look_back
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.signing import OPINIONS
from tongjian.flow.domain.state import State, Waiting
from tongjian.flow.domain.triggers import Message
from tongjian.flow.domain.variables import Variables, read_variables
from tongjian.flow.errors import CommandUnreadable, ProcessRefused, TaskNotActive, TimerNotActive
from tongjian.kit import Problem, Refusal

INSTANCE = UUID("018f0000-0000-7000-8000-000000000001")
"""Id of the instance that is played; with it, every id of a task is the same each time."""

BEGINNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""A Monday morning in China; each command comes an hour after the one before."""

_PEOPLE = UUID("018f0000-0000-7000-8000-00000000beef")
_NOBODY = UUID(int=0)

Line = Mapping[str, object]
"""One command as read."""


@dataclass(slots=True)
class Playing:
    """A process being played: where it stands and what has happened.

    Attributes:
        called: the other processes, for call activities.
    """

    process: Process
    called: tuple[Process, ...] = ()
    decisions: Decisions | None = None
    deadlines: Deadlines | None = None
    state: State = field(default_factory=lambda: State(INSTANCE))
    events: list[Event] = field(default_factory=list)
    now: datetime = BEGINNING

    def find_latest(self, process: str) -> Process | None:
        """Return the process with this id."""
        found = [one for one in (*self.called, self.process) if one.id == process]
        return max(found, key=lambda one: one.version, default=None)

    def find_by_hash(self, content_hash: str) -> Process | None:
        """Return the process with this content."""
        return next((one for one in (*self.called, self.process) if one.content_hash == content_hash), None)

    def do(self, command: Command) -> tuple[Event, ...]:
        """Carry a command out.

        Raises:
            Refusal: of the command; nothing has changed.
        """
        outside = Outside(processes=self, decisions=self.decisions, deadlines=self.deadlines)
        new = decide(self.process, self.state, command, outside)
        self.state = evolve_all(self.state, new)
        self.events.extend(new)
        return new

    def open(self) -> list[str]:
        """Return the ids of the open user and receive tasks, sorted."""
        return sorted(one.node for one in self.state.waiting.values() if one.kind in {"task", "receive"})


def play(
    texts: Iterable[bytes],
    lines: Iterable[str],
    *,
    decisions: Decisions | None = None,
    deadlines: Deadlines | None = None,
) -> Iterator[str]:
    """Play the first process, which may call the others, and yield its history line by line.

    Raises:
        ProcessRefused: a text cannot be deployed.
        CommandUnreadable: a line is no command.
    """
    processes = [compile_process(text) for text in texts]
    if not processes:
        raise ProcessRefused(problems=(Problem("", "没有流程文件"),))
    playing = Playing(processes[0], tuple(processes[1:]), decisions, deadlines)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield from _told(playing, read_line(line, number))


def read_line(line: str, number: int) -> Line:
    """Return a command as read.

    Raises:
        CommandUnreadable: it is no JSON object with exactly one command word.
    """
    try:
        data = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError):
        data = None
    words = [word for word in data if _ALIASES.get(word, word) in _COMMANDS] if isinstance(data, dict) else []
    if not isinstance(data, dict) or len(words) != 1 or ("at" in data and not _moment(data)):
        raise CommandUnreadable(line=number)
    return {_ALIASES.get(str(word), str(word)): value for word, value in data.items()}


def person_of(name: object) -> UUID | None:
    """Return the id of a person, or one made from a name; None for nobody."""
    if name is None:
        return None
    try:
        return UUID(str(name))
    except ValueError:
        return uuid5(_PEOPLE, str(name))


def _told(playing: Playing, line: Line) -> Iterator[str]:
    playing.now = _moment(line) or playing.now + timedelta(hours=1)
    word = next(word for word in line if word in _COMMANDS)
    try:
        new = playing.do(_COMMANDS[word](playing, line))
    except Refusal as refusal:
        yield json.dumps({"refused": refusal.code})
        return
    yield from map(encode_event, new)
    yield json.dumps({"open": playing.open(), "ended": playing.state.ended}, ensure_ascii=False)


def _moment(line: Line) -> datetime | None:
    return read_moment(str(line["at"])) if "at" in line else None


def _variables(line: Line, name: str = "variables") -> Variables:
    given = line.get(name) or {}
    return read_variables(Variables.from_data(given)) if isinstance(given, dict) else Variables()


def _by(line: Line) -> UUID | None:
    return person_of(line.get("by", "officer"))


def _reason(line: Line) -> str:
    return str(line.get("reason", ""))


def _persons(line: Line, name: str) -> tuple[UUID, ...]:
    named = line.get(name, ())
    listed = named if isinstance(named, list | tuple) else [named]
    return tuple(one for one in map(person_of, listed) if one)


def _place(playing: Playing, node: object, line: Line) -> Waiting | None:
    index = line.get("index", 0)
    found = [one for one in playing.state.waiting.values() if one.node == node]
    found.sort(key=lambda one: one.kind != "task")
    return found[index] if isinstance(index, int) and 0 <= index < len(found) else None


def _task(playing: Playing, node: object, line: Line) -> UUID:
    place = _place(playing, node, line)
    return playing.state.task_of(place.number) if place else _NOBODY


def _start(playing: Playing, line: Line) -> Command:
    node = str(line.get("node", ""))
    return Start(variables=_variables(line, "start"), by=_by(line), now=playing.now, node=node)


def _complete(playing: Playing, line: Line) -> Command:
    place = _place(playing, line["complete"], line)
    if place is not None and place.kind == "job":
        return FinishJob(job=place.number, variables=_variables(line), now=playing.now)
    said = line.get("opinion")
    return CompleteTask(
        task=_task(playing, line["complete"], line),
        variables=_variables(line),
        by=_by(line),
        now=playing.now,
        opinion=next((one for one in OPINIONS if one == said), None),
    )


def _fire(playing: Playing, line: Line) -> Command:
    if not playing.state.started:
        return Start(variables=_variables(line), by=None, now=playing.now, node=str(line["fire"]))
    index = line.get("index", 0)
    found = [one for one in playing.state.timers.values() if one.node == line["fire"]]
    if not isinstance(index, int) or not 0 <= index < len(found):
        raise TimerNotActive(timer=0)
    timer = found[index]
    playing.now = max(playing.now, timer.due.astimezone(UTC))
    return FireTimer(timer=timer.number, now=playing.now)


def _deliver(playing: Playing, line: Line) -> Command:
    begins = _begins_with(playing, str(line["deliver"]))
    if begins is not None:
        return Start(variables=_variables(line), by=_by(line), now=playing.now, node=begins)
    return DeliverMessage(
        name=str(line["deliver"]),
        key=str(line.get("key", "")),
        variables=_variables(line),
        by=_by(line),
        now=playing.now,
    )


def _begins_with(playing: Playing, message: str) -> str | None:
    """Return the start event that the message is for, where nothing has begun yet."""
    starts = () if playing.state.started else playing.process.containers[""].starts
    waiting = (one.id for one in starts if isinstance(one.trigger, Message) and one.trigger.name == message)
    return next(waiting, None)


def _broadcast(playing: Playing, line: Line) -> Command:
    name = str(line["broadcast"])
    return BroadcastSignal(name=name, variables=_variables(line), by=_by(line), now=playing.now)


def _fail_job(playing: Playing, line: Line) -> Command:
    place = _place(playing, line["fail_job"], line)
    number = place.number if place else 0
    return FailJob(job=number, code=str(line.get("code", "")), says=_reason(line), now=playing.now)


def _resolve(playing: Playing, line: Line) -> Command:
    found = [one for one in playing.state.incidents.values() if one.node == line["resolve"]]
    number = found[0].number if found else 0
    return ResolveIncident(incident=number, variables=_variables(line), by=_by(line), now=playing.now)


def _terminate(playing: Playing, line: Line) -> Command:
    return Terminate(reason=str(line["terminate"] or ""), by=_by(line), now=playing.now)


def _return(playing: Playing, line: Line) -> Command:
    source = line.get("from") or _only_task(playing)
    return Return(
        task=_task(playing, source, line),
        to=str(line["return"]),
        reason=_reason(line),
        past=look_back(playing.events),
        by=_by(line),
        now=playing.now,
    )


def _only_task(playing: Playing) -> str:
    nodes = {one.node for one in playing.state.tasks}
    return next(iter(nodes)) if len(nodes) == 1 else ""


def _withdraw(playing: Playing, line: Line) -> Command:
    past = look_back(playing.events)
    done = [one for one in past.done if one.node == line["withdraw"] and one.stands]
    by = _by(line)
    mine = [one for one in done if one.by == by] or done
    if not mine:
        raise TaskNotActive(task=_NOBODY)
    return Withdraw(task=mine[-1].task, reason=_reason(line), past=past, by=by, now=playing.now)


def _jump(playing: Playing, line: Line) -> Command:
    source = line.get("from")
    place = _place(playing, source, line) if source else None
    if source and place is None:
        raise UnknownNode(node=str(source))
    return Jump(
        place=place.number if place else 0,
        to=str(line["jump"]),
        reason=_reason(line),
        past=look_back(playing.events),
        by=_by(line),
        now=playing.now,
    )


def _reassign(playing: Playing, line: Line) -> Command:
    return Reassign(
        task=_task(playing, line["reassign"], line),
        persons=_persons(line, "to"),
        reason=_reason(line),
        by=_by(line),
        now=playing.now,
    )


def _delegate(playing: Playing, line: Line) -> Command:
    task = _task(playing, line["delegate"], line)
    person = (*_persons(line, "to"), _NOBODY)[0]
    return Delegate(task=task, person=person, reason=_reason(line), by=_by(line), now=playing.now)


def _hand_back(playing: Playing, line: Line) -> Command:
    task = _task(playing, line["hand_back"], line)
    return HandBack(task=task, reason=_reason(line), by=_by(line), now=playing.now)


def _add_signer(playing: Playing, line: Line) -> Command:
    return AddSigner(
        task=_task(playing, line["add_signer"], line),
        place=cast("SignerPlace", str(line.get("place", "beside"))),
        persons=_persons(line, "to"),
        reason=_reason(line),
        by=_by(line),
        now=playing.now,
    )


def _remove_signer(playing: Playing, line: Line) -> Command:
    task = _task(playing, line["remove_signer"], line)
    return RemoveSigner(task=task, reason=_reason(line), by=_by(line), now=playing.now)


def _copy(playing: Playing, line: Line) -> Command:
    task, persons = _task(playing, line["copy"], line), _persons(line, "to")
    return Copy(task=task, persons=persons, reason=_reason(line), by=_by(line), now=playing.now)


def _urge(playing: Playing, line: Line) -> Command:
    task = _task(playing, line["urge"], line)
    return Urge(task=task, reason=_reason(line), by=_by(line), now=playing.now)


def _suspend(playing: Playing, line: Line) -> Command:
    return Suspend(reason=str(line["suspend"] or ""), by=_by(line), now=playing.now)


def _resume(playing: Playing, line: Line) -> Command:
    return Resume(reason=str(line["resume"] or ""), by=_by(line), now=playing.now)


_COMMANDS: dict[str, Callable[[Playing, Line], Command]] = {
    "start": _start,
    "complete": _complete,
    "fire": _fire,
    "deliver": _deliver,
    "broadcast": _broadcast,
    "fail_job": _fail_job,
    "resolve": _resolve,
    "terminate": _terminate,
    "return": _return,
    "withdraw": _withdraw,
    "jump": _jump,
    "reassign": _reassign,
    "delegate": _delegate,
    "hand_back": _hand_back,
    "add_signer": _add_signer,
    "remove_signer": _remove_signer,
    "copy": _copy,
    "urge": _urge,
    "suspend": _suspend,
    "resume": _resume,
}

_ALIASES = {
    "timer": "fire",
    "fire_timer": "fire",
    "message": "deliver",
    "deliver_message": "deliver",
    "signal": "broadcast",
    "broadcast_signal": "broadcast",
}
