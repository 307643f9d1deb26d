"""The ports of the engine on the fake database. Each call is one statement of the real store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from tests.simulation.database import Call, FakeDatabase
from tests.simulation.rows import (
    InstanceRow,
    JobRow,
    Key,
    TaskRow,
    TimerRow,
    answer_row,
    event_rows,
    handed_rows,
    instance_key,
    instance_row,
    job_key,
    outstanding_rows,
    resumed_jobs,
    resumed_rows,
    task_rows,
    ticket_key,
    timer_key,
)
from tongjian.flow import FlowKeyInUse, FlowKeyReused
from tongjian.flow.domain.moves import OpenTask, RecordedEvent
from tongjian.flow.ports import (
    WHOLE_AGENDA,
    AgendaPart,
    Change,
    DueTimer,
    OpenIncident,
    StoredInstance,
    TakenJob,
    Ticket,
)


def recorded(port: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Write each call of a method into the journal, with its answer."""

    def wrap(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(self: Any, *args: Any, **named: Any) -> Any:
            self.database.statement(method.__name__)
            answer = method(self, *args, **named)
            self.database.now_open().calls.append(Call(port, method.__name__, args, named, answer))
            return answer

        return call

    return wrap


class FakeStore:
    """Instances, their events and open tasks; and the answers that were given."""

    def __init__(self, database: FakeDatabase) -> None:
        self.database = database

    @recorded("store")
    def find_instance(self, instance: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        return self.locked(instance, ticket)

    @recorded("store")
    def find_instance_of(self, task: UUID, *, ticket: Ticket | None = None) -> StoredInstance | None:
        row: TaskRow | None = self.database.get(("task", task))
        # the task is read before the wait for its instance: it may be gone afterwards
        return self.locked(row.task.instance, ticket) if row else None

    @recorded("store")
    def add_instance(self, *, content_hash: str, holders: tuple[UUID, ...], change: Change) -> bool:
        del holders
        key = instance_key(change.state.instance)
        self.database.lock(key)
        if self.database.get(key) is not None:
            return False
        self.database.put(key, instance_row(change, content_hash))
        self.write_rows(change)
        return True

    @recorded("store")
    def write(self, change: Change) -> None:
        key = instance_key(change.state.instance)
        self.database.put(key, instance_row(change, self.database.get(key).content_hash))
        self.write_rows(change)

    @recorded("store")
    def find_task(self, task: UUID) -> OpenTask | None:
        row: TaskRow | None = self.database.get(("task", task))
        return row.task if row else None

    @recorded("store")
    def list_open_tasks(self, instance: UUID) -> tuple[OpenTask, ...]:
        rows = [row for _, row in self.database.scan("task") if row.task.instance == instance]
        return tuple(row.task for row in sorted(rows, key=lambda row: row.place))

    @recorded("store")
    def list_events(self, instance: UUID) -> tuple[RecordedEvent, ...]:
        rows = [row for key, row in self.database.scan("event") if key[1] == instance]
        return tuple(sorted(rows, key=lambda row: row.position))

    @recorded("ledger")
    def find_answer(self, ticket: Ticket) -> str | None:
        kept = self.database.get(ticket_key(ticket))
        if kept is not None and kept.ticket != ticket:
            raise FlowKeyReused(key=ticket.key)
        return kept.answer if kept else None

    def locked(self, instance: UUID, ticket: Ticket | None) -> StoredInstance | None:
        """Return an instance behind its lock; whether it was answered is what was so before the wait."""
        key = instance_key(instance)
        if self.database.get(key) is None:
            return None
        answered = ticket is not None and self.database.get(ticket_key(ticket)) is not None
        self.database.lock(key)
        row: InstanceRow = self.database.get(key)
        return StoredInstance(
            content_hash=row.content_hash, position=row.position, state=row.state, answered=answered
        )

    def write_rows(self, change: Change) -> None:
        """Write everything besides the instance's own row."""
        self.write_events(change)
        for key, row in task_rows(change).items():
            self.database.put(key, row)
        for key, handed in handed_rows(change, self.database.get):
            self.database.put(key, handed)
        for key, outstanding in outstanding_rows(change, self.database.get):
            self.database.put(key, outstanding)
        self.resume_timers(change)
        for key, resumed in resumed_jobs(change, self.database.scan("job")).items():
            self.database.put(key, resumed)
        if change.kept:
            self.write_answer(change)

    def resume_timers(self, change: Change) -> None:
        """Let the timers of an instance that goes on be due."""
        for key, row in resumed_rows(change, self.database.scan("timer")).items():
            self.database.put(key, row)

    def write_events(self, change: Change) -> None:
        """Add the events."""
        for key, row in event_rows(change).items():
            self.database.insert(key, row)
        self.database.now_open().changes.append(change)

    def write_answer(self, change: Change) -> None:
        """Keep the answer.

        Raises:
            FlowKeyInUse: there is one under the same ticket.
        """
        assert change.kept is not None
        try:
            self.database.insert(*answer_row(change.kept))
        except IntegrityError as taken:
            raise FlowKeyInUse from taken


class FakeAgenda:
    """Timers, jobs, incidents, and who waits for what."""

    def __init__(self, database: FakeDatabase) -> None:
        self.database = database

    @recorded("agenda")
    def next_at(self, parts: tuple[AgendaPart, ...] = WHOLE_AGENDA) -> datetime | None:
        rows = [row for part in parts for _, row in self.database.scan(part.removesuffix("s"))]
        return min((row.try_at for row in rows), default=None)

    @recorded("agenda")
    def list_due_timers(self, *, now: datetime, limit: int) -> tuple[DueTimer, ...]:
        due = [row for _, row in self.database.scan("timer") if row.try_at <= now]
        first = sorted(due, key=lambda row: (row.try_at, row.timer.instance, row.timer.number))
        return tuple(row.timer for row in first[:limit])

    @recorded("agenda")
    def put_off_timer(self, timer: DueTimer, *, until: datetime, fault: str) -> None:
        del fault
        key = timer_key(timer.instance, timer.number)
        if self.database.get(key) is None:
            return
        self.database.lock(key)
        row: TimerRow | None = self.database.get(key)
        if row is not None:
            self.database.put(key, replace(row, try_at=until))

    @recorded("agenda")
    def take_job(self, *, now: datetime, until: datetime) -> TakenJob | None:
        due = sorted(self.database.scan("job"), key=lambda one: (one[1].try_at, *one[0][1:]))
        for key, row in due:
            if row.try_at > now:
                return None
            if self.database.is_held(key):
                continue
            taken: TakenJob = replace(row.job, tries=row.job.tries + 1, fence=row.job.fence + 1)
            self.database.put(key, JobRow(taken, until))
            return taken
        return None

    @recorded("agenda")
    def holds_job(self, job: TakenJob) -> bool:
        self.database.now_open().answering = job
        key = job_key(job.instance, job.number)
        if self.is_last_try(key, job):
            self.database.lock(key)
        return self.is_last_try(key, job)

    @recorded("agenda")
    def put_off_job(self, job: TakenJob, *, until: datetime, fault: str) -> None:
        del fault
        key = job_key(job.instance, job.number)
        if not self.is_last_try(key, job):
            return
        self.database.lock(key)
        if self.is_last_try(key, job):
            self.database.put(key, replace(self.database.get(key), try_at=until))

    @recorded("agenda")
    def keep_answer(self, job: TakenJob, *, until: datetime, answer: str) -> None:
        key = job_key(job.instance, job.number)
        self.database.lock(key)
        if self.is_last_try(key, job):
            self.database.put(key, JobRow(replace(job, answer=answer), until))

    @recorded("agenda")
    def list_incidents(self, *, limit: int) -> tuple[OpenIncident, ...]:
        rows = sorted(self.database.scan("incident"), key=lambda one: (one[1].at, one[1].instance))
        return tuple(row for _, row in rows[:limit])

    @recorded("agenda")
    def find_receiver(self, *, name: str, key: str) -> UUID | None:
        waiting = [
            found[1:]
            for found, row in self.database.scan("subscription")
            if (row.kind, row.name) == ("message", name) and row.key in ("", key)
        ]
        return min(waiting)[0] if waiting else None

    @recorded("agenda")
    def list_listeners(self, name: str) -> tuple[UUID, ...]:
        waiting = {
            found[1]
            for found, row in self.database.scan("subscription")
            if (row.kind, row.name) == ("signal", name)
        }
        return tuple(sorted(waiting))

    def is_last_try(self, key: Key, job: TakenJob) -> bool:
        """Tell whether a job has been taken by nobody since this try."""
        row: JobRow | None = self.database.get(key)
        return row is not None and row.job.fence == job.fence
