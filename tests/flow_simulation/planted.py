"""Bugs on purpose: each is one small change of what the engine or its callers do right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.flow_simulation.scheduler import Lost, Scheduler
from tests.flow_simulation.town import ACCESS, Stores, Town, TownClock
from tongjian.flow import FlowEngine, FlowWorker, JobRequest, Moves, TakenJob
from tongjian.flow.domain.effects import CloseTask, DropTimer
from tongjian.flow.ports import Change, DueTimer, StoredInstance

Plant = Callable[[Scheduler, Stores], Town]


class WithoutKey(Town):
    """Requests are not known again when they come twice."""

    def ask(self, name: str, act: str, key: str, do: Callable[[FlowEngine], Moves]) -> Moves:
        del name, act, key
        with self.begin(ACCESS):
            return do(self.engine)


class NewKeyEachTry(Town):
    """Whoever gets no answer asks again under another key."""

    def ask(self, name: str, act: str, key: str, do: Callable[[FlowEngine], Moves]) -> Moves:
        fresh = f"{key}-{self.scheduler.random.random()}"
        return super().ask(name, act, fresh if act == "start" else key, do)


class AnswerKeptLater(Town):
    """The answer is kept in a transaction after that of the command."""

    def ask(self, name: str, act: str, key: str, do: Callable[[FlowEngine], Moves]) -> Moves:
        notes = _notes(self)
        if (act, key) in notes:
            return notes[act, key]
        moves = WithoutKey.ask(self, name, act, key, do)
        self.scheduler.effect("between")
        notes[act, key] = moves
        return moves


class TakesSilenceForSuccess(Town):
    """A broken connection is taken for an acknowledgement."""

    def ask(self, name: str, act: str, key: str, do: Callable[[FlowEngine], Moves]) -> Moves:
        if act != "complete":
            return super().ask(name, act, key, do)
        try:
            return super().ask(name, act, key, do)
        except Lost:
            return Moves(offered=(), closed=(), ended=False, position=0)


class OutsideWithoutKey(Town):
    """Each try of a job asks the outside under a key of its own."""

    def outside_key(self, asked: JobRequest) -> UUID:
        del asked
        return UUID(int=self.scheduler.random.getrandbits(128))


class AnswersBeforeDoing(Town):
    """A job is reported as done before it is done."""

    def handle(self, asked: JobRequest) -> dict[str, Any]:
        self.registry.calls[asked.instance] += 1
        return {"attempt": self.registry.calls[asked.instance]}


class OwnClock(Town):
    """Workers go by the clocks of their machines, and tell the engine that it is time."""

    def worker_clock(self) -> TownClock:
        return TownClock(self.scheduler.own_now)


class WorkerStopsForGood(Town):
    """A worker that has met one broken connection does not come back."""

    def work(self) -> None:
        try:
            while not self.over():
                self.scheduler.sleep(self.until(self.worker().turn()))
        except Lost:
            return


class ReadsApartFromWriting(Town):
    """The state is read in one transaction and written in another."""

    def desk(self) -> Any:
        return replace(super().desk(), engine=replace(self.engine, store=_Torn(self)))


class RowsGoFirst(Town):
    """A worker takes a timer's row away, and then fires it in another transaction."""

    def worker(self) -> FlowWorker:
        return replace(super().worker(), agenda=_TakingAway(self))


class _Wrapped:
    """A store or agenda that is another one but for what a bug changes."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


class _TakingAway(_Wrapped):
    def __init__(self, town: Town) -> None:
        super().__init__(town.stores.agenda)

    def list_due_timers(self, *, now: datetime, limit: int) -> tuple[DueTimer, ...]:
        due = self.inner.list_due_timers(now=now, limit=limit)
        for timer in due:
            self.inner.put_off_timer(timer, until=now + timedelta(days=9000), fault="")
        return due  # type: ignore[no-any-return]


class _Torn(_Wrapped):
    """Remembers what it read in an earlier transaction."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.stores.store)
        self._town = town

    def find_instance_of(self, task: UUID, **more: Any) -> StoredInstance | None:
        notes = _stale(self._town)
        found = self.inner.find_instance_of(task, **more)
        if found is None:
            return None
        kept = notes.get(found.state.instance)
        notes[found.state.instance] = found
        old = (
            kept
            if kept is not None and any(kept.state.task_of(one.number) == task for one in kept.state.tasks)
            else found
        )
        return replace(old, answered=found.answered)


class NoFence(_Wrapped):
    """The answer of any try is taken, however old."""

    def holds_job(self, job: TakenJob) -> bool:
        del job
        return True


class LeaseWithoutEnd(_Wrapped):
    """A job that a crashed worker had taken is given to nobody else."""

    def take_job(self, *, now: datetime, until: datetime) -> Any:
        return self.inner.take_job(now=now, until=until + timedelta(days=9000))


class NoLease(_Wrapped):
    """A job that is being done is given to others too, and whoever is first decides."""

    def take_job(self, *, now: datetime, until: datetime) -> Any:
        del until
        return self.inner.take_job(now=now, until=now)

    def holds_job(self, job: TakenJob) -> bool:
        del job
        return True


class StaleState(_Wrapped):
    """Now and then the state written is the one before the command."""

    def write(self, change: Change) -> None:
        if change.position % 3 == 0:
            before = self.inner.find_instance(change.state.instance)
            change = replace(change, state=before.state)
        self.inner.write(change)


class LostHistory(_Wrapped):
    """The last event of a long command is not written."""

    def write(self, change: Change) -> None:
        events = change.events[:-1] if len(change.events) > 4 else change.events
        self.inner.write(replace(change, events=events))


class ClosedTasksStay(_Wrapped):
    """Finished tasks stay on the lists."""

    def write(self, change: Change) -> None:
        told = tuple(one for one in change.told if not isinstance(one, CloseTask))
        self.inner.write(replace(change, closed=(), told=told))


class FiredTimersStay(_Wrapped):
    """Rows of timers that have fired or fallen stay."""

    def write(self, change: Change) -> None:
        told = tuple(one for one in change.told if not isinstance(one, DropTimer))
        self.inner.write(replace(change, told=told))


class AnswerNotKept(_Wrapped):
    """The answer to a start is not written with it."""

    def add_instance(self, *, content_hash: str, holders: tuple[UUID, ...], change: Change) -> bool:
        change = replace(change, kept=None)
        return self.inner.add_instance(  # type: ignore[no-any-return]
            content_hash=content_hash, holders=holders, change=change
        )


def planted_store(fault: type[_Wrapped]) -> Plant:
    """Return the town with another store."""
    return lambda scheduler, stores: Town(scheduler, replace(stores, store=fault(stores.store)))


def planted_agenda(fault: type[_Wrapped]) -> Plant:
    """Return the town with another agenda."""
    return lambda scheduler, stores: Town(scheduler, replace(stores, agenda=fault(stores.agenda)))


PLANTED: dict[str, Plant] = {
    "no idempotency key": WithoutKey,
    "a new key at each try": NewKeyEachTry,
    "the answer kept in a later transaction": AnswerKeptLater,
    "the answer to a start not kept": planted_store(AnswerNotKept),
    "silence taken for success": TakesSilenceForSuccess,
    "no key on the outside call": OutsideWithoutKey,
    "a job answered before it is done": AnswersBeforeDoing,
    "workers' own clocks": OwnClock,
    "a worker that stops for good": WorkerStopsForGood,
    "reading apart from writing": ReadsApartFromWriting,
    "a timer's row taken before it fires": RowsGoFirst,
    "no fence on a lease": planted_agenda(NoFence),
    "a lease without end": planted_agenda(LeaseWithoutEnd),
    "no lease and no fence": planted_agenda(NoLease),
    "a stale state": planted_store(StaleState),
    "history lost": planted_store(LostHistory),
    "closed tasks that stay": planted_store(ClosedTasksStay),
    "fired timers that stay": planted_store(FiredTimersStay),
}
"""Every planted bug by its name."""


def _notes(town: Town) -> dict[tuple[str, str], Moves]:
    return town.__dict__.setdefault("notes", {})  # type: ignore[no-any-return]


def _stale(town: Town) -> dict[UUID, StoredInstance]:
    return town.__dict__.setdefault("stale", {})  # type: ignore[no-any-return]
