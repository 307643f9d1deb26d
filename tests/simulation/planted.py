"""Bugs put in on purpose: each is a house in which one thing is done wrong."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import msgspec

from tests.simulation.house import HOLDER, House, OwnClock, Request
from tests.simulation.rows import instance_key, instance_row, job_key, outstanding_rows, task_rows, ticket_key
from tests.simulation.scheduling import Host
from tests.simulation.store import FakeAgenda, FakeStore, recorded
from tongjian.flow import (
    FlowKeyInUse,
    FlowWorker,
    InstanceSuspended,
    JobHandler,
    JobRequest,
    Moves,
    ticket_of,
)
from tongjian.flow.actions.worker import LEASE
from tongjian.flow.domain.commands import Command, FinishJob
from tongjian.flow.domain.effects import DropTimer
from tongjian.flow.domain.events import PlaceLeft
from tongjian.flow.domain.evolve import evolve
from tongjian.flow.domain.variables import Value
from tongjian.flow.errors import JobNotActive
from tongjian.flow.ports import Change, DueTimer, KeptAnswer, StoredInstance, TakenJob, Ticket
from tongjian.kit import AccessContext, Clock, Refusal

NEVER = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


class NoKeyKept(House):
    """Answers are not kept: a repeat is done again."""

    def store(self, _host: Host) -> FakeStore:
        class Store(FakeStore):
            def write_answer(self, change: Change) -> None:
                del change

        return Store(self.database)


class KeyWithoutRequest(House):
    """A key gets its answer whatever is asked for under it."""

    def store(self, _host: Host) -> FakeStore:
        class Store(FakeStore):
            @recorded("ledger")
            def find_answer(self, ticket: Ticket) -> str | None:
                kept = self.database.get(ticket_key(ticket))
                return kept.answer if kept else None

        return Store(self.database)


class NoLock(House):
    """Neither a lock nor a comparison: two commands build on one state."""

    locking = False

    def store(self, _host: Host) -> FakeStore:
        return _Rebasing(self.database)


class TwoPollers(House):
    """Workers read an instance without holding it: two of them fire one timer."""

    def store(self, host: Host) -> FakeStore:
        return _Unheld(self.database) if host.name.startswith("worker") else FakeStore(self.database)


class SplitTransaction(House):
    """Events are committed before the state."""

    def store(self, _host: Host) -> FakeStore:
        class Store(FakeStore):
            @recorded("store")
            def write(self, change: Change) -> None:
                self.write_events(change)
                self.database.part()
                key = instance_key(change.state.instance)
                self.database.put(key, instance_row(change, self.database.get(key).content_hash))
                _write_rows_but_events(self, change)

        return Store(self.database)


class TasksApart(House):
    """The rows of tasks are committed after everything else."""

    def store(self, _host: Host) -> FakeStore:
        class Store(FakeStore):
            def write_rows(self, change: Change) -> None:
                self.write_events(change)
                for key, row in outstanding_rows(change, self.database.get):
                    self.database.put(key, row)
                if change.kept:
                    self.write_answer(change)
                self.database.part()
                for key, task in task_rows(change).items():
                    self.database.put(key, task)

        return Store(self.database)


class AnswerApart(House):
    """The answer is kept after the command was committed."""

    def store(self, _host: Host) -> FakeStore:
        class Store(FakeStore):
            def write_answer(self, change: Change) -> None:
                self.database.part()
                FakeStore.write_answer(self, change)

        return Store(self.database)


class SentApart(House):
    """A command is committed before what it sends is received."""

    def store(self, _host: Host) -> FakeStore:
        class Store(FakeStore):
            def locked(self, instance: UUID, ticket: Ticket | None) -> StoredInstance | None:
                if self.database.now_open().changes:
                    self.database.part()
                return FakeStore.locked(self, instance, ticket)

        return Store(self.database)


class CommittedRefusal(House):
    """What a refused command has written is committed all the same."""

    def begin(self, access: AccessContext) -> AbstractContextManager[None]:
        return self._keeping(access)

    @contextmanager
    def _keeping(self, access: AccessContext) -> Iterator[None]:
        refused: Refusal | None = None
        with self.database.work(access):
            try:
                yield
            except Refusal as refusal:
                refused = refusal
        if refused is not None:
            raise refused


class StateCached(House):
    """A process trusts the state it wrote last, whatever others have done since."""

    def store(self, host: Host) -> FakeStore:
        class Store(FakeStore):
            def locked(self, instance: UUID, ticket: Ticket | None) -> StoredInstance | None:
                stored = FakeStore.locked(self, instance, ticket)
                state = host.memory.get(instance)
                return replace(stored, state=state) if stored and state else stored

            def write_events(self, change: Change) -> None:
                FakeStore.write_events(self, change)
                host.memory[change.state.instance] = change.state

        return Store(self.database)


class TimerRowKept(House):
    """The row of a timer stays when the timer has fired or fallen."""

    def store(self, _host: Host) -> FakeStore:
        class Store(FakeStore):
            def write_rows(self, change: Change) -> None:
                told = tuple(one for one in change.told if not isinstance(one, DropTimer))
                FakeStore.write_rows(self, replace(change, told=told))

        return Store(self.database)


class SkewedClock(House):
    """Timers are fired by the clock of whichever machine the worker runs on."""

    def clock(self, host: Host) -> Clock:
        return OwnClock(self.world, host)


class TimerTakenOff(House):
    """A timer is taken off the agenda before it is fired: a crash in between, and nobody fires it."""

    class worker_class(FlowWorker):  # noqa: N801  # in the place of the honest one
        """Works, but for one thing."""

        def fire(self, timer: DueTimer) -> bool:
            with self.begin(self.access):
                self.agenda.put_off_timer(timer, until=NEVER, fault="")
            return FlowWorker.fire(self, timer)


class TimersStayHeld(House):
    """An instance that goes on does not make its timers due that were put off meanwhile."""

    def store(self, _host: Host) -> FakeStore:
        class Store(FakeStore):
            def resume_timers(self, change: Change) -> None:
                del change

        return Store(self.database)


class JobWithoutLease(House):
    """A job that was taken is never given to another, though its worker be dead."""

    def agenda(self, _host: Host) -> FakeAgenda:
        class Agenda(FakeAgenda):
            @recorded("agenda")
            def take_job(self, *, now: datetime, until: datetime) -> TakenJob | None:
                del until
                return FakeAgenda.take_job.__wrapped__(self, now=now, until=NEVER)

        return Agenda(self.database)


class NoFence(House):
    """The answer of any try is taken."""

    def agenda(self, _host: Host) -> FakeAgenda:
        return _Unfenced(self.database)


class FenceOpen(House):
    """Whether a try is the last one is asked, but not held on to."""

    def agenda(self, _host: Host) -> FakeAgenda:
        class Agenda(FakeAgenda):
            @recorded("agenda")
            def holds_job(self, job: TakenJob) -> bool:
                self.database.now_open().answering = job
                return self.is_last_try(job_key(job.instance, job.number), job)

        return Agenda(self.database)


class LocksCrossed(House):
    """A job is taken, and its instance held, in one transaction; commands do it the other way round."""

    class worker_class(FlowWorker):  # noqa: N801  # in the place of the honest one
        """Works, but for one thing."""

        def do_one_job(self) -> bool:
            now = self.clock.now()
            with self.begin(self.access):
                job = self.agenda.take_job(now=now, until=now + LEASE)
                asked = None if job is None else self._request(job)
            if job is not None and asked is not None:
                self._do(job, asked)
            return job is not None


class HeldInstanceEndsWorker(House):
    """A refusal that nobody thought of ends the worker: here, that the instance is suspended."""

    class worker_class(FlowWorker):  # noqa: N801  # in the place of the honest one
        """Works, but for one thing."""

        def _move(self, instance: UUID, command: Command) -> None:
            try:
                FlowWorker._move(self, instance, command)
            except InstanceSuspended as refusal:
                raise RuntimeError from refusal


class TimersBehindJobs(House):
    """One loop fires timers and does jobs: a slow service outside makes timers late."""

    loops = (("timers", "jobs"),)


class AnswerForced(House):
    """A job's answer is taken after the instance has left the job."""

    def agenda(self, _host: Host) -> FakeAgenda:
        class Agenda(FakeAgenda):
            @recorded("agenda")
            def holds_job(self, job: TakenJob) -> bool:
                self.database.now_open().answering = job
                key = job_key(job.instance, job.number)
                self.database.lock(key)
                return self.database.get(key) is None or self.is_last_try(key, job)

        return Agenda(self.database)

    class worker_class(FlowWorker):  # noqa: N801  # in the place of the honest one
        """Works, but for one thing."""

        def _move(self, instance: UUID, command: Command) -> None:
            try:
                FlowWorker._move(self, instance, command)
            except JobNotActive:
                stored = self.engine.store.find_instance(instance)
                if stored is None or not isinstance(command, FinishJob):
                    raise
                left = PlaceLeft(command.job, "ask", "job", "completed", command.variables, None)
                change = Change(
                    state=evolve(stored.state, left),
                    position=stored.position,
                    events=(left,),
                    offered=(),
                    closed=(),
                    at=command.now,
                )
                self.engine.store.write(change)


class NoOutsideKey(House):
    """Each try asks the outside under a key of its own."""

    def handlers(self) -> dict[str, JobHandler]:
        def ask(request: JobRequest) -> Mapping[str, Value]:
            key = UUID(int=self.world.random.getrandbits(128), version=4)
            return self.outside.ask(replace(request, key=key))

        return {"ask": ask}


class UnknownIsFailure(House):
    """Whoever does not hear of a commit asks anew, under another key."""

    def key_of_retry(self, key: str) -> str:
        return f"{key}'"


class RefusalKept(House):
    """A refusal is kept as the answer."""

    def serve(self, host: Host, request: Request) -> Moves:
        try:
            return House.serve(self, host, request)
        except FlowKeyInUse:
            raise
        except Refusal:
            ticket = ticket_of(
                person=request.person, act=request.act, key=request.key, request={"mark": request.mark}
            )
            nothing = msgspec.json.encode(Moves(offered=(), closed=(), ended=False, position=0)).decode()
            with self.begin(AccessContext(person=request.person, holders=(HOLDER,))):
                self.database.put(ticket_key(ticket), KeptAnswer(ticket=ticket, answer=nothing))
            raise


class _Rebasing(FakeStore):
    @recorded("store")
    def write(self, change: Change) -> None:
        key = instance_key(change.state.instance)
        self.database.lock(key)
        row = self.database.get(key)
        rebased = replace(change, position=row.position)
        self.database.put(key, instance_row(rebased, row.content_hash))
        self.write_rows(rebased)


class _Unheld(_Rebasing):
    def locked(self, instance: UUID, ticket: Ticket | None) -> StoredInstance | None:
        del ticket
        row = self.database.get(instance_key(instance))
        if row is None:
            return None
        return StoredInstance(content_hash=row.content_hash, position=row.position, state=row.state)


class _Unfenced(FakeAgenda):
    @recorded("agenda")
    def holds_job(self, job: TakenJob) -> bool:
        self.database.now_open().answering = job
        return True


def _write_rows_but_events(store: FakeStore, change: Change) -> None:
    for key, task in task_rows(change).items():
        store.database.put(key, task)
    for key, row in outstanding_rows(change, store.database.get):
        store.database.put(key, row)
    if change.kept:
        store.write_answer(change)


BUGS: tuple[type[House], ...] = (
    NoKeyKept,
    KeyWithoutRequest,
    AnswerApart,
    UnknownIsFailure,
    RefusalKept,
    CommittedRefusal,
    NoLock,
    SplitTransaction,
    TasksApart,
    StateCached,
    SentApart,
    SkewedClock,
    TimerRowKept,
    TwoPollers,
    TimerTakenOff,
    TimersStayHeld,
    JobWithoutLease,
    NoFence,
    FenceOpen,
    LocksCrossed,
    HeldInstanceEndsWorker,
    TimersBehindJobs,
    AnswerForced,
    NoOutsideKey,
)
"""All of them; the suite finds each."""
