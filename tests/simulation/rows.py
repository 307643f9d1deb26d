"""Tables of the fake database: rows that are never changed, and what one command writes to them.

Written from what the statements of the store say, not from its code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tongjian.flow.domain.act_effects import AssignTask, HoldInstance
from tongjian.flow.domain.effects import (
    ClearIncident,
    DropJob,
    DropSubscription,
    DropTimer,
    EndInstance,
    KeepSubscription,
    KeepTimer,
    MoveDue,
    ReportIncident,
    RequestJob,
)
from tongjian.flow.domain.moves import OpenTask, RecordedEvent
from tongjian.flow.domain.state import State
from tongjian.flow.ports import Change, DueTimer, KeptAnswer, OpenIncident, TakenJob, Ticket

Key = tuple[Any, ...]
"""The table's name, then the primary key."""


@dataclass(frozen=True, slots=True)
class InstanceRow:
    content_hash: str
    position: int
    state: State
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    task: OpenTask
    place: int


@dataclass(frozen=True, slots=True)
class TimerRow:
    timer: DueTimer
    node: str
    try_at: datetime


@dataclass(frozen=True, slots=True)
class JobRow:
    job: TakenJob
    try_at: datetime


def instance_key(instance: UUID) -> Key:
    return ("instance", instance)


def job_key(instance: UUID, number: int) -> Key:
    return ("job", instance, number)


def timer_key(instance: UUID, number: int) -> Key:
    return ("timer", instance, number)


def ticket_key(ticket: Ticket) -> Key:
    return ("ledger", ticket.person, ticket.act, ticket.key)


def instance_row(change: Change, content_hash: str) -> InstanceRow:
    ended = any(isinstance(one, EndInstance) for one in change.told)
    hashed = change.content_hash or content_hash
    return InstanceRow(hashed, change.last_position, change.state, change.at if ended else None)


def event_rows(change: Change) -> dict[Key, RecordedEvent]:
    instance = change.state.instance
    return {
        ("event", instance, place): RecordedEvent(position=place, at=change.at, event=event)
        for place, event in enumerate(change.events, start=change.position + 1)
    }


def task_rows(change: Change) -> dict[Key, TaskRow | None]:
    rows: dict[Key, TaskRow | None] = {("task", task): None for task in change.closed}
    kept = [task for task in change.offered if task.id not in change.closed]
    rows.update(
        (("task", one.id), TaskRow(one, place)) for place, one in enumerate(kept, change.last_position)
    )
    return rows


def handed_rows(change: Change, find_task: Any) -> Iterator[tuple[Key, TaskRow]]:
    """Yield the tasks that stay open and get other hands, or another limit."""
    for told in change.told:
        row: TaskRow | None = (
            find_task(("task", told.task)) if isinstance(told, AssignTask | MoveDue) else None
        )
        match told:
            case AssignTask(task, persons) if row is not None:
                yield ("task", task), replace(row, task=replace(row.task, assigned=persons))
            case MoveDue(task, due) if row is not None:
                yield ("task", task), replace(row, task=replace(row.task, due_at=due))
            case _:
                pass


def resumed_rows(change: Change, timers: Iterable[tuple[Key, TimerRow]]) -> dict[Key, TimerRow]:
    """Return the timers that are due again because an instance goes on."""
    if HoldInstance(held=False) not in change.told:
        return {}
    instance = change.state.instance
    return {key: replace(row, try_at=row.timer.due) for key, row in timers if key[1] == instance}


def resumed_jobs(change: Change, jobs: Iterable[tuple[Key, JobRow]]) -> dict[Key, JobRow]:
    """Return the jobs whose kept answers are taken now because an instance goes on."""
    if HoldInstance(held=False) not in change.told:
        return {}
    instance = change.state.instance
    return {key: replace(row, try_at=change.at) for key, row in jobs if key[1] == instance and row.job.answer}


def outstanding_rows(change: Change, find_job: Any) -> Iterator[tuple[Key, object]]:
    """Yield what becomes of timers, subscriptions, jobs and incidents; None where a row goes."""
    instance = change.state.instance
    for told in change.told:
        match told:
            case KeepTimer(number, node, due):
                timer = DueTimer(instance=instance, number=number, due=due)
                yield timer_key(instance, number), TimerRow(timer, node, due)
            case DropTimer(number):
                yield timer_key(instance, number), None
            case KeepSubscription():
                yield ("subscription", instance, told.number), told
            case DropSubscription(number):
                yield ("subscription", instance, number), None
            case RequestJob():
                yield job_key(instance, told.number), _requested(instance, told, find_job)
            case DropJob(number):
                yield job_key(instance, number), None
            case ReportIncident(number, _, node, code, says, at):
                incident = OpenIncident(
                    instance=instance, number=number, node=node, code=code, says=says, at=at
                )
                yield ("incident", instance, number), incident
            case ClearIncident(number):
                yield ("incident", instance, number), None
            case _:
                pass


def _requested(instance: UUID, asked: RequestJob, find_job: Any) -> JobRow:
    before: JobRow | None = find_job(job_key(instance, asked.number))
    if before is not None:
        again = replace(
            before.job, round=before.job.round + 1, tries=0, fence=before.job.fence + 1, answer=""
        )
        return JobRow(again, asked.at)
    job = TakenJob(
        instance=instance,
        number=asked.number,
        node=asked.node,
        topic=asked.topic,
        round=1,
        tries=0,
        fence=0,
    )
    return JobRow(job, asked.at)


def answer_row(kept: KeptAnswer) -> tuple[Key, KeptAnswer]:
    return ticket_key(kept.ticket), kept
