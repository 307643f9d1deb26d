"""What the machine does by itself: firing timers that are due, doing the jobs of service tasks.

Each timer and each answer of a job is a transaction of its own. A timer that has fired or fallen
meanwhile is refused by its instance, behind the instance's lock, so two workers fire none twice. A job
is done outside of any transaction; its try has a fence, and only the answer of the last try is taken.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from tongjian.flow.act_errors import InstanceSuspended
from tongjian.flow.actions.beginning import begin_by_timer
from tongjian.flow.actions.engine import FlowEngine
from tongjian.flow.actions.job_answers import read_answer, text_of_answer
from tongjian.flow.domain.commands import Command, FailJob, FinishJob, FireTimer
from tongjian.flow.domain.moves import Moves
from tongjian.flow.domain.nodes import ServiceTask
from tongjian.flow.domain.scoping import process_at, visible_at
from tongjian.flow.domain.variables import Value, Variables, read_variables
from tongjian.flow.errors import InstanceEnded, JobNotActive, TimerNotActive, TimerNotDue, UnknownInstance
from tongjian.flow.ports import (
    WHOLE_AGENDA,
    Agenda,
    AgendaPart,
    DueTimer,
    ProcessStart,
    Starts,
    StoredInstance,
    TakenJob,
)
from tongjian.kit import AccessContext, Clock, Refusal, UnitOfWork

MOST_TRIES = 4
"""So often a job is tried before a person has to look, where the process does not say how often."""

LEASE = timedelta(minutes=5)
"""A job whose worker is silent for so long is given to another; no job may take longer."""

_AT_A_TIME = 100
_LATER = timedelta(minutes=10)
_NEVER = datetime.fromisoformat("9999-01-01T00:00:00+00:00")
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
_LONGEST_FAULT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRequest:
    """A job as it is given to who does it.

    Attributes:
        key: idempotency key for the outside: the same at every try.
        variables: the process's variables.
        most_tries: so often it is tried before a person has to look.
    """

    instance: UUID
    node: str
    topic: str
    key: UUID
    variables: Variables
    most_tries: int = MOST_TRIES


class JobError(Exception):
    """The job was done, and what came out is an error that the process knows.

    Attributes:
        code: code of the error, as in the process.
    """

    def __init__(self, code: str, says: str = "") -> None:
        super().__init__(says or code)
        self.code = code


JobHandler = Callable[[JobRequest], Mapping[str, Value]]
"""Does jobs of one topic and returns variables; any exception but ``JobError`` is tried again."""

Told = Callable[[UUID, Moves], None]
"""Hears what the machine has moved, inside the same transaction."""


Hold = Callable[[UUID], None]
"""Holds what hangs on an instance before the instance itself, as acts of people do."""


def hold_nothing(_instance: UUID) -> None:
    """Hold nothing besides the instance."""


def tell_nobody(_instance: UUID, _moves: Moves) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowWorker:
    """Fires timers and does jobs, as one of any number of workers.

    Attributes:
        parts: what of it this one does; timers that wait behind a slow job fire late.
    """

    engine: FlowEngine
    agenda: Agenda
    begin: UnitOfWork
    clock: Clock
    handlers: Mapping[str, JobHandler] = field(default_factory=dict)
    tell: Told = tell_nobody
    hold: Hold = hold_nothing
    access: AccessContext = field(default_factory=AccessContext)
    parts: tuple[AgendaPart, ...] = WHOLE_AGENDA

    def turn(self) -> datetime | None:
        """Do everything that is due; return when there will be something to do again."""
        timed = "timers" in self.parts
        jobs = "jobs" in self.parts
        while (timed and (self.fire_due() + self.start_due())) or (jobs and self.do_one_job()):
            pass
        with self.begin(self.access):
            next_at = self.agenda.next_at(self.parts)
            next_start_at = self.engine.starts.next_start_at() if timed and self.engine.starts else None
        return min((one for one in (next_at, next_start_at) if one is not None), default=None)

    def fire_due(self) -> int:
        """Fire the timers that are due, each in a transaction of its own; return how many were tried."""
        with self.begin(self.access):
            due = self.agenda.list_due_timers(now=self.clock.now(), limit=_AT_A_TIME)
        for timer in due:
            self.fire(timer)
        return len(due)

    def start_due(self) -> int:
        """Begin what timer starts of processes are due for; return how many were tried."""
        if self.engine.starts is None:
            return 0
        with self.begin(self.access):
            due = self.engine.starts.list_due_starts(now=self.clock.now(), limit=_AT_A_TIME)
        for start in due:
            self._begin_by(start, self.engine.starts)
        return len(due)

    def _begin_by(self, start: ProcessStart, starts: Starts) -> None:
        now = self.clock.now()
        try:
            with self.begin(self.access):
                begun = begin_by_timer(self.engine, start, at=now)
                if begun is not None:
                    self.tell(*begun)
        except Refusal as refusal:
            with self.begin(self.access):
                starts.put_off_start(start, until=now + _LATER, fault=_short(str(refusal)))

    def fire(self, timer: DueTimer) -> bool:
        """Fire one timer; tell whether it did fire, and not another worker's hand or nothing at all."""
        now = self.clock.now()
        try:
            with self.begin(self.access):
                self.hold(timer.instance)
                self._move(timer.instance, FireTimer(timer=timer.number, now=now))
        except (TimerNotActive, TimerNotDue, InstanceEnded, UnknownInstance):
            return False
        except Refusal as refusal:
            self._put_off(timer, until=now + _LATER, refusal=refusal)
            return False
        return True

    def _put_off(self, timer: DueTimer, *, until: datetime, refusal: Refusal) -> None:
        with self.begin(self.access):
            # held, so that the instance is not resumed in between: that makes its timers due again
            stored = self.engine.store.find_instance(timer.instance)
            resumed = stored is not None and not stored.state.suspended
            if not (isinstance(refusal, InstanceSuspended) and resumed):
                self.agenda.put_off_timer(timer, until=until, fault=_short(str(refusal)))

    def do_one_job(self) -> bool:
        """Do one job that is to be done; tell whether there was one."""
        now = self.clock.now()
        with self.begin(self.access):
            job = self.agenda.take_job(now=now, until=now + LEASE)
        if job is None:
            return False
        # the job's row is let go before its instance is held: whoever holds that may want to drop the job
        with self.begin(self.access):
            asked = self._request(job)
        if asked is not None:
            self._do(job, asked)
        return True

    def _request(self, job: TakenJob) -> JobRequest | None:
        stored = self.engine.store.find_instance(job.instance)
        if stored is None:
            return None
        return JobRequest(
            instance=job.instance,
            node=job.node,
            topic=job.topic,
            key=uuid5(job.instance, f"{job.number}.{job.round}"),
            variables=Variables(visible_at(stored.state, job.number)),
            most_tries=self._most_tries(stored, job),
        )

    def _most_tries(self, stored: StoredInstance, job: TakenJob) -> int:
        place = stored.state.waiting.get(job.number)
        called = process_at(stored.state, place.scope) if place else ""
        process = self.engine.library.find_by_hash(called or stored.content_hash)
        task = process.nodes.get(job.node) if process else None
        return task.retries + 1 if isinstance(task, ServiceTask) else MOST_TRIES

    def _do(self, job: TakenJob, asked: JobRequest) -> None:
        if job.answer:
            self._answer(job, read_answer(job.answer, job=job.number, now=self.clock.now()))
            return
        try:
            variables = read_variables(self.handlers[job.topic](asked))
        except JobError as error:
            self._answer(job, self._failed(job, code=error.code, says=str(error)))
        except Exception as fault:  # noqa: BLE001  # whatever a handler raises, a person hears of it
            self._try_again(job, asked, fault)
        else:
            self._answer(job, FinishJob(job=job.number, variables=variables, now=self.clock.now()))

    def _try_again(self, job: TakenJob, asked: JobRequest, fault: Exception) -> None:
        says = _short(f"{type(fault).__name__}: {fault}")
        if job.tries < asked.most_tries and job.topic in self.handlers:
            with self.begin(self.access):
                self.agenda.put_off_job(job, until=self.clock.now() + wait_after(job.tries), fault=says)
            return
        self._answer(job, self._failed(job, code="", says=says))

    def _failed(self, job: TakenJob, *, code: str, says: str) -> FailJob:
        return FailJob(job=job.number, code=code, says=says, now=self.clock.now())

    def _answer(self, job: TakenJob, command: FinishJob | FailJob) -> None:
        try:
            with self.begin(self.access):
                self.hold(job.instance)
                # then the instance, as every command does; then nobody can take the job meanwhile
                held = self.engine.store.find_instance(job.instance)
                if held is None or not self.agenda.holds_job(job):
                    return
                if held.state.suspended:
                    answer = text_of_answer(command)
                    self.agenda.keep_answer(job, until=self.clock.now() + _LATER, answer=answer)
                    return
                # where an incident comes of it the row stays, until a person has it tried again
                self.agenda.put_off_job(job, until=_NEVER, fault="")
                self._move(job.instance, command)
        except (JobNotActive, InstanceEnded):
            return
        except Refusal as refusal:
            says = _short(str(refusal))
            if isinstance(command, FailJob):
                # not now: asked again under the same key, the outside gives the same answer later
                with self.begin(self.access):
                    self.agenda.put_off_job(job, until=self.clock.now() + _LATER, fault=says)
            else:
                # the process cannot go on with this answer: a person has to look
                self._answer(job, self._failed(job, code="", says=says))

    def _move(self, instance: UUID, command: Command) -> None:
        self.tell(instance, self.engine.command(instance=instance, command=command))


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries: ten seconds, then three times as long each time."""
    return min(_FIRST_WAIT * math.pow(3, tries - 1), _LONGEST_WAIT)


def _short(text: str) -> str:
    return text[:_LONGEST_FAULT]
