"""What the engine asks of its surroundings: a store of instances and a library of processes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from tongjian.flow.domain.effects import Effect
from tongjian.flow.domain.events import Event
from tongjian.flow.domain.moves import OpenTask, RecordedEvent
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """By what a request is known again when it comes twice.

    Attributes:
        person: who asks; with the act and the key it is unique for 90 days.
        act: what is asked for.
        key: idempotency key, made by who asks.
        request_hash: SHA-256 of the request; another request under the same key is refused.
    """

    person: UUID
    act: str
    key: str
    request_hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """What a request was answered with, kept under its ticket."""

    ticket: Ticket
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredInstance:
    """An instance as it is kept.

    Attributes:
        content_hash: the process version it runs on.
        position: number of its last event.
        answered: a ticket was asked for along with the instance, and it has an answer already.
    """

    content_hash: str
    position: int
    state: State
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Everything one command writes.

    Attributes:
        state: the new state.
        position: number of the last event before this command.
        events: the new events, numbered from ``position + 1``.
        offered: tasks newly open.
        closed: tasks no longer open.
        kept: the answer, where the command came with a ticket.
        content_hash: the version the instance goes on on, where this command moved it to another.
        told: everything the world is told: tasks, timers, subscriptions, jobs, incidents, the end.
    """

    state: State
    position: int
    events: tuple[Event, ...]
    offered: tuple[OpenTask, ...]
    closed: tuple[UUID, ...]
    at: datetime
    kept: KeptAnswer | None = None
    told: tuple[Effect, ...] = ()
    content_hash: str = ""

    @property
    def last_position(self) -> int:
        """Return the number of the last event after this command."""
        return self.position + len(self.events)


class FlowStore(Protocol):
    """Keeps instances. Every call takes part in the transaction already open."""

    def find_instance(self, instance: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        """Return the instance and hold it against other commands until the transaction ends."""
        ...

    def find_instance_of(self, task: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        """Return the instance in which the task is open, held; None when it is open nowhere."""
        ...

    def add_instance(self, *, content_hash: str, holders: tuple[UUID, ...], change: Change) -> bool:
        """Write a new instance; False, and nothing written, when its id is taken."""
        ...

    def write(self, change: Change) -> None:
        """Write what a command did, in one statement."""
        ...

    def find_task(self, task: UUID) -> OpenTask | None:
        """Return an open task."""
        ...

    def list_open_tasks(self, instance: UUID) -> tuple[OpenTask, ...]:
        """Return the open tasks in the order they were offered."""
        ...

    def list_events(self, instance: UUID) -> tuple[RecordedEvent, ...]:
        """Return the history; empty where there is no such instance."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTimer:
    """A timer whose moment has come."""

    instance: UUID
    number: int
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenJob:
    """A job that is being done.

    Attributes:
        round: how often it was asked for anew; one round has one idempotency key outside.
        tries: tries of this round, this one counted.
        fence: number of this try; the answer of an earlier one is not taken.
        answer: what an earlier try was answered while the instance was suspended; empty: nothing.
    """

    instance: UUID
    number: int
    node: str
    topic: str
    round: int
    tries: int
    fence: int
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIncident:
    """Something a person has to look after.

    Attributes:
        holders: those of the instance; who settles it acts within their sight.
    """

    instance: UUID
    number: int
    node: str
    code: str
    says: str
    at: datetime
    holders: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLook:
    """What an incident stands in.

    Attributes:
        content_hash: the process version of the instance.
        tries: how often its job was tried; 0 where it is no job.
    """

    content_hash: str
    state: State
    tries: int


class Incidents(Protocol):
    """What running processes cannot do alone. Every call takes part in the transaction already open."""

    def list_incidents(
        self, *, code: str, after: tuple[datetime, UUID, int] | None, limit: int
    ) -> tuple[OpenIncident, ...]:
        """Return open incidents of a code (empty: of all) behind a place of the list, the oldest first."""
        ...

    def find_incident(self, *, instance: UUID, number: int) -> OpenIncident | None:
        """Return an open incident the viewer may see."""
        ...

    def count_incidents(self) -> tuple[tuple[str, int], ...]:
        """Return how many are open, by code, the most frequent first."""
        ...

    def look(self, *, instance: UUID, number: int) -> IncidentLook | None:
        """Return what an incident stands in; None where it is settled or its instance out of sight."""
        ...


AgendaPart = Literal["timers", "jobs"]
"""What is fired, and what is done."""

WHOLE_AGENDA: tuple[AgendaPart, ...] = ("timers", "jobs")
"""Both."""


class Agenda(Protocol):
    """What is to be done when. Every call takes part in the transaction already open."""

    def next_at(self, parts: tuple[AgendaPart, ...] = WHOLE_AGENDA) -> datetime | None:
        """Return when the next timer or job is to be tried."""
        ...

    def list_due_timers(self, *, now: datetime, limit: int) -> tuple[DueTimer, ...]:
        """Return timers whose moment has come, the longest due first."""
        ...

    def put_off_timer(self, timer: DueTimer, *, until: datetime, fault: str) -> None:
        """Try a timer again later, or as soon as its instance is resumed."""
        ...

    def take_job(self, *, now: datetime, until: datetime) -> TakenJob | None:
        """Return a job to be done and keep others from it until then; None when there is none."""
        ...

    def holds_job(self, job: TakenJob) -> bool:
        """Tell whether this try is still the job's last one; it stays so until the transaction ends."""
        ...

    def put_off_job(self, job: TakenJob, *, until: datetime, fault: str) -> None:
        """Try a job again later, unless somebody else has taken it meanwhile."""
        ...

    def keep_answer(self, job: TakenJob, *, until: datetime, answer: str) -> None:
        """Keep what a job was answered, and take it again then, or as soon as its instance is resumed."""
        ...

    def list_incidents(self, *, limit: int) -> tuple[OpenIncident, ...]:
        """Return open incidents, the oldest first."""
        ...


class Receivers(Protocol):
    """Which instances wait for what, as far as the viewer may see."""

    def find_receiver(self, *, name: str, key: str) -> UUID | None:
        """Return the instance that has waited longest for a message of this name and key."""
        ...

    def list_listeners(self, name: str) -> tuple[UUID, ...]:
        """Return the instances that wait for a signal."""
        ...


class FlowLedger(Protocol):
    """The answers given in the last 90 days, by ticket. A command's own is written with its change."""

    def find_answer(self, ticket: Ticket) -> str | None:
        """Return the answer kept under a ticket.

        Raises:
            FlowKeyReused: the key was used for another request.
        """
        ...


class ProcessLibrary(Protocol):
    """Keeps the versions of processes, compiled once per content hash."""

    def find_latest(self, process: str) -> Process | None:
        """Return the highest version of the process with this id."""
        ...

    def find_by_hash(self, content_hash: str) -> Process | None:
        """Return the version with this content."""
        ...

    def find_version(self, *, process: str, version: int) -> Process | None:
        """Return this version of the process."""
        ...

    def add(self, *, process: Process, xml: bytes) -> None:
        """Keep a new version."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStart:
    """A start event of the latest version of a process, which begins instances by itself.

    Attributes:
        message: name of the message it waits for; empty where it waits for a timer.
        due: when it fires next; None where it waits for a message.
        left: how often it fires again after that; -1 without end.
        firing: number of that firing, from 1; with process, version and node it gives the instance's id.
        holders: who sees what it begins.
    """

    process: str
    version: int
    content_hash: str
    node: str
    message: str = ""
    due: datetime | None = None
    left: int = 0
    firing: int = 1
    holders: tuple[UUID, ...] = ()


class Starts(Protocol):
    """What begins instances by itself. Every call takes part in the transaction already open."""

    def replace_starts(self, *, process: str, starts: tuple[ProcessStart, ...]) -> None:
        """Let these be the starts of a process, and no others."""
        ...

    def find_message_start(self, message: str) -> ProcessStart | None:
        """Return the start that waits for a message; of several the first process's by id."""
        ...

    def list_due_starts(self, *, now: datetime, limit: int) -> tuple[ProcessStart, ...]:
        """Return the timer starts whose moment has come, the longest due first."""
        ...

    def hold_start(self, start: ProcessStart) -> bool:
        """Tell whether this firing is still to come; it stays so for others until the transaction ends."""
        ...

    def move_start(self, start: ProcessStart, *, due: datetime | None) -> None:
        """Note that a firing is done; it is due again then, or never."""
        ...

    def put_off_start(self, start: ProcessStart, *, until: datetime, fault: str) -> None:
        """Try a firing again later."""
        ...

    def next_start_at(self) -> datetime | None:
        """Return when the next start is to be tried."""
        ...

    def holders_of(self, instance: UUID) -> tuple[UUID, ...]:
        """Return who sees an instance."""
        ...
