"""Running instances: one command reads the state, decides, and writes once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.act_effects import GiveNotice
from tongjian.flow.domain.commands import (
    BroadcastSignal,
    Command,
    CompleteTask,
    DeliverMessage,
    Start,
    Terminate,
)
from tongjian.flow.domain.decide import carry_out
from tongjian.flow.domain.decide.beginning import correlated
from tongjian.flow.domain.effects import CloseTask, EndInstance, OfferTask, SendMessage, SendSignal, effects
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.evolve import evolve_all
from tongjian.flow.domain.moves import ClosedTask, Moves, OpenTask, RecordedEvent
from tongjian.flow.domain.outside import Deadlines, Decisions, Outside
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.signing import Opinion
from tongjian.flow.domain.state import State
from tongjian.flow.domain.upkeep import Migrate
from tongjian.flow.domain.variables import Value, Variables, read_variables
from tongjian.flow.errors import (
    InstanceStarted,
    NoReceiver,
    Runaway,
    TaskNotActive,
    UnknownInstance,
    UnknownProcess,
)
from tongjian.flow.ports import (
    Change,
    FlowStore,
    ProcessLibrary,
    ProcessStart,
    Receivers,
    Starts,
    StoredInstance,
)
from tongjian.kit import IdSource, new_id

_MOST_HOPS = 10
"""Instances that may be moved one by the other; more is a loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEngine:
    """Runs instances of deployed processes, inside the unit of work its caller has opened."""

    store: FlowStore
    library: ProcessLibrary
    decisions: Decisions | None = None
    deadlines: Deadlines | None = None
    receivers: Receivers | None = None
    starts: Starts | None = None
    ids: IdSource = new_id
    ticks: Callable[[], float] | None = None

    def start(
        self,
        *,
        instance: UUID,
        process: str,
        variables: Mapping[str, Value],
        holders: tuple[UUID, ...],
        by: UUID | None,
        at: datetime,
    ) -> Moves:
        """Start an instance on the latest version of a process.

        Args:
            instance: the new instance's id, made by the caller.
            process: id of the process, such as ``permit``.
            variables: the first variables; what the process asks for must be among them.
            holders: who may see the instance, beside nobody else.
            by: the person who starts it; None for the system.
            at: the present moment.

        Raises:
            UnknownProcess: no such process is deployed.
            InstanceStarted: the instance exists already.
            InvalidVariables: a variable of a kind that is not kept.
            VariableUnfit, NoWayOut, JoinStuck, Runaway: the process cannot go on from here.
        """
        found = self.library.find_latest(process)
        if found is None:
            raise UnknownProcess(process=process)
        command = Start(variables=read_variables(variables), by=by, now=at)
        return self._start(found, instance, command, holders=holders, hops=0)

    def begin(self, start: ProcessStart, *, instance: UUID, at: datetime) -> Moves:
        """Begin an instance by a timer.

        Raises:
            UnknownProcess, InstanceStarted, VariableUnfit, NoWayOut, JoinStuck, Runaway: as for ``start``.
        """
        command = Start(variables=Variables(), by=None, now=at, node=start.node)
        return self._start(
            self._process(start.content_hash), instance, command, holders=start.holders, hops=0
        )

    def complete(
        self,
        *,
        task: UUID,
        variables: Mapping[str, Value],
        by: UUID | None,
        at: datetime,
        opinion: Opinion | None = None,
    ) -> Moves:
        """Finish an open task, laying its variables over those of the instance.

        Args:
            task: the task.
            variables: what it sets.
            by: the person who finishes it; None for the system.
            at: the present moment.
            opinion: what the signer says, where opinions are asked for; None means ``agree``.

        Raises:
            TaskNotActive: never offered, already completed, or cancelled.
            InstanceSuspended, TaskNotYours, TaskHeld, TaskDelegated: not now, or not by them.
            InvalidVariables, VariableUnfit, NoWayOut, JoinStuck, Runaway: as for ``start``.
        """
        stored = self.store.find_instance_of(task)
        if stored is None:
            raise TaskNotActive(task=task)
        given = read_variables(variables)
        command = CompleteTask(task=task, variables=given, by=by, now=at, opinion=opinion)
        return self._obey(stored, command)

    def terminate(self, *, instance: UUID, reason: str, by: UUID | None, at: datetime) -> Moves:
        """End an instance at once; its open tasks are cancelled.

        Raises:
            UnknownInstance: there is none, or the asker may not see it.
            InstanceEnded: it is over already.
        """
        stored = self.store.find_instance(instance)
        if stored is None:
            raise UnknownInstance(instance=instance)
        return self._obey(stored, Terminate(reason=reason, by=by, now=at))

    def get_task(self, task: UUID) -> OpenTask:
        """Return an open task.

        Raises:
            TaskNotActive: never offered, already completed, or cancelled.
        """
        found = self.store.find_task(task)
        if found is None:
            raise TaskNotActive(task=task)
        return found

    def open_tasks(self, instance: UUID) -> tuple[OpenTask, ...]:
        """Return the open tasks of an instance in the order they were offered."""
        return self.store.list_open_tasks(instance)

    def history(self, instance: UUID) -> tuple[RecordedEvent, ...]:
        """Return everything that has happened in an instance, oldest first."""
        return self.store.list_events(instance)

    def command(self, *, instance: UUID, command: Command) -> Moves:
        """Give an instance a command that is not about one of its tasks.

        Raises:
            UnknownInstance: there is none, or the asker may not see it.
            Refusal: as ``decide`` says for this command.
        """
        return self._command(instance, command, hops=0)

    def deliver(self, message: DeliverMessage, *, holders: tuple[UUID, ...] = ()) -> Moves:
        """Bring a message to the instance that has waited longest for its name and key.

        Where none waits, the latest version of a process that starts by it begins a new instance.

        Args:
            message: the message.
            holders: who may see that new instance, beside those named when the process was deployed.

        Raises:
            NoReceiver: nobody waits for it, and no process starts by it; it is not kept.
            VariableUnfit, NoWayOut, JoinStuck, Runaway: the process cannot begin so.
        """
        return self._deliver(message, holders=holders, hops=0)

    def outside(self) -> Outside:
        """Return the surroundings of a command."""
        return Outside(
            processes=self.library, decisions=self.decisions, deadlines=self.deadlines, ticks=self.ticks
        )

    def _start(
        self, process: Process, instance: UUID, command: Start, *, holders: tuple[UUID, ...], hops: int
    ) -> Moves:
        change = _carry_out(process, _before(process, instance), command, self.outside())
        if not self.store.add_instance(content_hash=process.content_hash, holders=holders, change=change):
            raise InstanceStarted(instance=instance)
        self._pass_on(change, hops=hops)
        return moves_of(change)

    def _process(self, content_hash: str) -> Process:
        found = self.library.find_by_hash(content_hash)
        if found is None:
            raise UnknownProcess(process=content_hash)
        return found

    def _command(self, instance: UUID, command: Command, *, hops: int) -> Moves:
        stored = self.store.find_instance(instance)
        if stored is None:
            raise UnknownInstance(instance=instance)
        return self._obey(stored, command, hops=hops)

    def _deliver(
        self,
        message: DeliverMessage,
        *,
        hops: int,
        holders: tuple[UUID, ...] = (),
        sender: UUID | None = None,
    ) -> Moves:
        found = self.receivers.find_receiver(name=message.name, key=message.key) if self.receivers else None
        if found is not None:
            return self._command(found, message, hops=hops)
        start = self.starts.find_message_start(message.name) if self.starts else None
        if start is None or self.starts is None:
            raise NoReceiver(name=message.name, key=message.key)
        process = self._process(start.content_hash)
        variables = correlated(process, start.node, key=message.key, variables=message.variables)
        command = Start(variables=variables, by=message.by, now=message.now, node=start.node)
        seen_by = (*start.holders, *holders, *(self.starts.holders_of(sender) if sender else ()))
        return self._start(process, self.ids(), command, holders=tuple(dict.fromkeys(seen_by)), hops=hops)

    def _pass_on(self, change: Change, *, hops: int) -> None:
        """Bring what an instance has sent to others, in the same transaction.

        Raises:
            NoReceiver: nobody waits for a message; then it was not sent, and nothing has changed.
            Runaway: instances send to each other without end.
        """
        for sent in change.told:
            if isinstance(sent, SendMessage | SendSignal) and hops >= _MOST_HOPS:
                raise Runaway(limit=_MOST_HOPS)
            match sent:
                case SendMessage(name, key, variables):
                    message = DeliverMessage(name=name, key=key, variables=variables, by=None, now=change.at)
                    self._deliver(message, hops=hops + 1, sender=change.state.instance)
                case SendSignal(name, variables):
                    signal = BroadcastSignal(name=name, variables=variables, by=None, now=change.at)
                    listening = self.receivers.list_listeners(name) if self.receivers else ()
                    for instance in listening:
                        if instance != change.state.instance:
                            self._command(instance, signal, hops=hops + 1)
                case _:
                    pass

    def _obey(self, stored: StoredInstance, command: Command, *, hops: int = 0) -> Moves:
        process = self._process(stored.content_hash)
        change = _carry_out(process, stored, command, self.outside())
        self.store.write(change)
        self._pass_on(change, hops=hops)
        return moves_of(change)


def _before(process: Process, instance: UUID) -> StoredInstance:
    return StoredInstance(content_hash=process.content_hash, position=0, state=State(instance))


def _carry_out(process: Process, stored: StoredInstance, command: Command, outside: Outside) -> Change:
    events, state = carry_out(process, stored.state, command, outside)
    told = [effect for event in events for effect in effects(event)]
    return Change(
        state=state,
        position=stored.position,
        events=events,
        offered=tuple(_open(stored.state.instance, one) for one in told if isinstance(one, OfferTask)),
        closed=tuple(one.task for one in told if isinstance(one, CloseTask)),
        at=command.now,
        told=tuple(told),
        content_hash=command.to.content_hash if isinstance(command, Migrate) else "",
    )


def _open(instance: UUID, offer: OfferTask) -> OpenTask:
    return OpenTask(
        id=offer.task,
        instance=instance,
        node=offer.node,
        name=offer.name,
        role=offer.role,
        organisation=offer.organisation,
        acts=offer.acts,
        offered_at=offer.at,
        persons=offer.persons,
        due_at=offer.due,
    )


def moves_of(change: Change) -> Moves:
    """Return what a change did, for who asked for it."""
    told = change.told
    return Moves(
        offered=change.offered,
        closed=tuple(
            ClosedTask(id=one.task, node=one.node, how=one.how) for one in told if isinstance(one, CloseTask)
        ),
        ended=any(isinstance(one, EndInstance) for one in told),
        position=change.position + len(change.events),
        notices=tuple(one for one in told if isinstance(one, GiveNotice)),
    )


def replay(instance: UUID, events: tuple[Event, ...]) -> State:
    """Return the state that a history folds to."""
    return evolve_all(State(instance), events)
