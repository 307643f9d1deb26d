"""A store and a library in memory: for tests, and for playing a process without a database."""

from dataclasses import replace
from uuid import UUID

from tongjian.flow.domain.act_effects import AssignTask
from tongjian.flow.domain.effects import MoveDue
from tongjian.flow.domain.moves import OpenTask, RecordedEvent
from tongjian.flow.domain.process import Process
from tongjian.flow.errors import FlowKeyInUse, FlowKeyReused
from tongjian.flow.memory_agenda import MemoryAgenda
from tongjian.flow.ports import Change, KeptAnswer, StoredInstance, Ticket


class MemoryFlowStore:
    """Keeps instances in memory; knows neither transactions nor viewers."""

    def __init__(self) -> None:
        self._instances: dict[UUID, StoredInstance] = {}
        self._events: dict[UUID, list[RecordedEvent]] = {}
        self._tasks: dict[UUID, OpenTask] = {}
        self.agenda = MemoryAgenda()
        self._answers: dict[tuple[UUID, str, str], KeptAnswer] = {}

    def find_instance(self, instance: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        """Return the instance."""
        found = self._instances.get(instance)
        return replace(found, answered=True) if found and self._knows(ticket) else found

    def find_instance_of(self, task: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        """Return the instance in which the task is open."""
        found = self._tasks.get(task)
        return self.find_instance(found.instance, ticket=ticket) if found else None

    def find_answer(self, ticket: Ticket) -> str | None:
        """Return the answer kept under a ticket."""
        kept = self._answers.get((ticket.person, ticket.act, ticket.key))
        if kept is not None and kept.ticket != ticket:
            raise FlowKeyReused(key=ticket.key)
        return kept.answer if kept else None

    def add_instance(self, *, content_hash: str, holders: tuple[UUID, ...], change: Change) -> bool:
        """Keep a new instance; ``holders`` mean nothing here, where everyone sees everything."""
        del holders
        if change.state.instance in self._instances:
            return False
        self._keep(content_hash, change)
        return True

    def write(self, change: Change) -> None:
        """Keep what a command did."""
        self._keep(change.content_hash or self._instances[change.state.instance].content_hash, change)

    def find_task(self, task: UUID) -> OpenTask | None:
        """Return an open task."""
        return self._tasks.get(task)

    def list_open_tasks(self, instance: UUID) -> tuple[OpenTask, ...]:
        """Return the open tasks in the order they were offered."""
        return tuple(task for task in self._tasks.values() if task.instance == instance)

    def list_events(self, instance: UUID) -> tuple[RecordedEvent, ...]:
        """Return the history."""
        return tuple(self._events.get(instance, ()))

    def _knows(self, ticket: Ticket | None) -> bool:
        return ticket is not None and (ticket.person, ticket.act, ticket.key) in self._answers

    def _keep(self, content_hash: str, change: Change) -> None:
        instance = change.state.instance
        if change.kept:
            if self._knows(change.kept.ticket):
                raise FlowKeyInUse
            ticket = change.kept.ticket
            self._answers[ticket.person, ticket.act, ticket.key] = change.kept
        position = change.position + len(change.events)
        self._instances[instance] = StoredInstance(
            content_hash=content_hash, position=position, state=change.state
        )
        self._events.setdefault(instance, []).extend(
            RecordedEvent(position=place, at=change.at, event=event)
            for place, event in enumerate(change.events, start=change.position + 1)
        )
        self.agenda.note(change)
        for told in change.told:
            if isinstance(told, AssignTask) and told.task in self._tasks:
                self._tasks[told.task] = replace(self._tasks[told.task], assigned=told.persons)
            elif isinstance(told, MoveDue) and told.task in self._tasks:
                self._tasks[told.task] = replace(self._tasks[told.task], due_at=told.due)
        for task in change.closed:
            self._tasks.pop(task, None)
        # a task can be offered and cancelled by one command
        self._tasks.update({task.id: task for task in change.offered if task.id not in change.closed})


class MemoryLibrary:
    """Keeps compiled processes in memory."""

    def __init__(self) -> None:
        self._processes: dict[str, Process] = {}

    def find_latest(self, process: str) -> Process | None:
        """Return the highest version of the process."""
        versions = [one for one in self._processes.values() if one.id == process]
        return max(versions, key=lambda one: one.version, default=None)

    def find_by_hash(self, content_hash: str) -> Process | None:
        """Return the version with this content."""
        return self._processes.get(content_hash)

    def find_version(self, *, process: str, version: int) -> Process | None:
        """Return this version of the process."""
        versions = [one for one in self._processes.values() if one.id == process]
        return next((one for one in versions if one.version == version), None)

    def add(self, *, process: Process, xml: bytes) -> None:
        """Keep a new version."""
        del xml
        self._processes[process.content_hash] = process
