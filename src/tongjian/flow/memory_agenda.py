"""An agenda in memory: timers, jobs, incidents and who waits for what, told from effects."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tongjian.flow.domain.act_effects import HoldInstance
from tongjian.flow.domain.effects import (
    ClearIncident,
    DropJob,
    DropSubscription,
    DropTimer,
    Effect,
    KeepSubscription,
    KeepTimer,
    ReportIncident,
    RequestJob,
)
from tongjian.flow.ports import WHOLE_AGENDA, AgendaPart, Change, DueTimer, OpenIncident, TakenJob

_Place = tuple[UUID, int]


@dataclass(frozen=True, slots=True)
class _KeptTimer:
    timer: DueTimer
    try_at: datetime


@dataclass(frozen=True, slots=True)
class _KeptJob:
    job: TakenJob
    try_at: datetime


def _by_place(kept: tuple[_Place, KeepSubscription]) -> _Place:
    return kept[0]


class MemoryAgenda:
    """Keeps what is to be done when, for one store in memory."""

    def __init__(self) -> None:
        self._timers: dict[_Place, _KeptTimer] = {}
        self._jobs: dict[_Place, _KeptJob] = {}
        self._incidents: dict[_Place, OpenIncident] = {}
        self._subscriptions: dict[_Place, KeepSubscription] = {}

    def note(self, change: Change) -> None:
        """Take in what a command has told the world."""
        for effect in change.told:
            self._note(change.state.instance, effect, change.at)

    def next_at(self, parts: tuple[AgendaPart, ...] = WHOLE_AGENDA) -> datetime | None:
        """Return when the next timer or job is to be tried."""
        timers = [one.try_at for one in self._timers.values()] if "timers" in parts else []
        jobs = [one.try_at for one in self._jobs.values()] if "jobs" in parts else []
        return min([*timers, *jobs], default=None)

    def list_due_timers(self, *, now: datetime, limit: int) -> tuple[DueTimer, ...]:
        """Return timers whose moment has come, the longest due first."""
        due = [one for one in self._timers.values() if one.try_at <= now]
        due.sort(key=lambda one: (one.try_at, one.timer.instance, one.timer.number))
        return tuple(one.timer for one in due[:limit])

    def put_off_timer(self, timer: DueTimer, *, until: datetime, fault: str) -> None:
        """Try a timer again later."""
        del fault
        place = (timer.instance, timer.number)
        if place in self._timers:
            self._timers[place] = replace(self._timers[place], try_at=until)

    def take_job(self, *, now: datetime, until: datetime) -> TakenJob | None:
        """Return a job to be done and keep others from it until then."""
        due = [one for one in self._jobs.values() if one.try_at <= now]
        if not due:
            return None
        first = min(due, key=lambda one: (one.try_at, one.job.instance, one.job.number)).job
        taken = replace(first, tries=first.tries + 1, fence=first.fence + 1)
        self._jobs[taken.instance, taken.number] = _KeptJob(taken, until)
        return taken

    def holds_job(self, job: TakenJob) -> bool:
        """Tell whether this try is still the job's last one."""
        kept = self._jobs.get((job.instance, job.number))
        return kept is not None and kept.job.fence == job.fence

    def put_off_job(self, job: TakenJob, *, until: datetime, fault: str) -> None:
        """Try a job again later, unless somebody else has taken it meanwhile."""
        del fault
        if self.holds_job(job):
            self._jobs[job.instance, job.number] = _KeptJob(job, until)

    def keep_answer(self, job: TakenJob, *, until: datetime, answer: str) -> None:
        """Keep what a job was answered, and take it again then, or as soon as its instance is resumed."""
        if self.holds_job(job):
            self._jobs[job.instance, job.number] = _KeptJob(replace(job, answer=answer), until)

    def list_incidents(self, *, limit: int) -> tuple[OpenIncident, ...]:
        """Return open incidents, the oldest first."""
        return tuple(sorted(self._incidents.values(), key=lambda one: one.at)[:limit])

    def find_receiver(self, *, name: str, key: str) -> UUID | None:
        """Return the instance that has waited longest for a message of this name and key."""
        waiting = (
            instance
            for (instance, _), one in sorted(self._subscriptions.items(), key=_by_place)
            if (one.kind, one.name) == ("message", name) and one.key in ("", key)
        )
        return next(waiting, None)

    def list_listeners(self, name: str) -> tuple[UUID, ...]:
        """Return the instances that wait for a signal."""
        waiting = {
            instance: None
            for (instance, _), one in self._subscriptions.items()
            if (one.kind, one.name) == ("signal", name)
        }
        return tuple(waiting)

    def _note(self, instance: UUID, effect: Effect, at: datetime) -> None:
        match effect:
            case KeepTimer(number, _, due):
                timer = DueTimer(instance=instance, number=number, due=due)
                self._timers[instance, number] = _KeptTimer(timer, due)
            case DropTimer(number):
                self._timers.pop((instance, number), None)
            case KeepSubscription():
                self._subscriptions[instance, effect.number] = effect
            case DropSubscription(number):
                self._subscriptions.pop((instance, number), None)
            case RequestJob():
                self._request(instance, effect)
            case DropJob(number):
                self._jobs.pop((instance, number), None)
            case ReportIncident():
                self._incidents[instance, effect.number] = OpenIncident(
                    instance=instance,
                    number=effect.number,
                    node=effect.node,
                    code=effect.code,
                    says=effect.says,
                    at=effect.at,
                )
            case ClearIncident(number):
                self._incidents.pop((instance, number), None)
            case HoldInstance(held=False):
                self._resume(instance, at)
            case _:
                pass

    def _resume(self, instance: UUID, at: datetime) -> None:
        for place, kept in self._timers.items():
            if place[0] == instance:
                self._timers[place] = _KeptTimer(kept.timer, kept.timer.due)
        for place, asked in self._jobs.items():
            if place[0] == instance and asked.job.answer:
                self._jobs[place] = _KeptJob(asked.job, at)

    def _request(self, instance: UUID, asked: RequestJob) -> None:
        before = self._jobs.get((instance, asked.number))
        job = TakenJob(
            instance=instance,
            number=asked.number,
            node=asked.node,
            topic=asked.topic,
            round=before.job.round + 1 if before else 1,
            tries=0,
            fence=before.job.fence + 1 if before else 0,
        )
        self._jobs[instance, asked.number] = _KeptJob(job, asked.at)
