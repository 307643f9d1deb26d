"""Running instances: one command reads the state, decides, and writes once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.commands import Command, CompleteTask, Start, Terminate
from tongjian.flow.domain.decide import decide
from tongjian.flow.domain.effects import CloseTask, EndInstance, OfferTask, effects
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.evolve import evolve_all
from tongjian.flow.domain.moves import ClosedTask, Moves, OpenTask, RecordedEvent
from tongjian.flow.domain.outside import Deadlines, Decisions, Outside
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.state import State
from tongjian.flow.domain.variables import Value, read_variables
from tongjian.flow.errors import InstanceStarted, TaskNotActive, UnknownInstance, UnknownProcess
from tongjian.flow.ports import Change, FlowStore, ProcessLibrary, StoredInstance


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEngine:
    """Runs instances of deployed processes, inside the unit of work its caller has opened."""

    store: FlowStore
    library: ProcessLibrary
    decisions: Decisions | None = None
    deadlines: Deadlines | None = None

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
        change = _carry_out(found, _before(found, instance), command, self._outside())
        if not self.store.add_instance(content_hash=found.content_hash, holders=holders, change=change):
            raise InstanceStarted(instance=instance)
        return moves_of(change)

    def complete(self, *, task: UUID, variables: Mapping[str, Value], by: UUID | None, at: datetime) -> Moves:
        """Finish an open task, laying its variables over those of the instance.

        Raises:
            TaskNotActive: never offered, already completed, or cancelled.
            InvalidVariables, VariableUnfit, NoWayOut, JoinStuck, Runaway: as for ``start``.
        """
        stored = self.store.find_instance_of(task)
        if stored is None:
            raise TaskNotActive(task=task)
        given = read_variables(variables)
        return self._obey(stored, CompleteTask(task=task, variables=given, by=by, now=at))

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

    def _obey(self, stored: StoredInstance, command: Command) -> Moves:
        process = self.library.find_by_hash(stored.content_hash)
        if process is None:
            raise UnknownProcess(process=stored.content_hash)
        change = _carry_out(process, stored, command, self._outside())
        self.store.write(change)
        return moves_of(change)

    def _outside(self) -> Outside:
        return Outside(processes=self.library, decisions=self.decisions, deadlines=self.deadlines)


def _before(process: Process, instance: UUID) -> StoredInstance:
    return StoredInstance(content_hash=process.content_hash, position=0, state=State(instance))


def _carry_out(process: Process, stored: StoredInstance, command: Command, outside: Outside) -> Change:
    events = decide(process, stored.state, command, outside)
    told = [effect for event in events for effect in effects(event)]
    return Change(
        state=evolve_all(stored.state, events),
        position=stored.position,
        events=events,
        offered=tuple(_open(stored.state.instance, one) for one in told if isinstance(one, OfferTask)),
        closed=tuple(one.task for one in told if isinstance(one, CloseTask)),
        at=command.now,
        told=tuple(told),
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
    )


def replay(instance: UUID, events: tuple[Event, ...]) -> State:
    """Return the state that a history folds to."""
    return evolve_all(State(instance), events)
