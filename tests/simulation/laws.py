"""What must be true after every commit, and at the end: invariants I1, I2, I6 and I7."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from tests.simulation.database import FakeDatabase, Transaction
from tests.simulation.rows import Key, instance_key, job_key, timer_key
from tests.simulation.scheduling import BEGIN, World
from tongjian.flow import Moves
from tongjian.flow.domain.act_events import Copied, Reassigned, Resumed, Returned, Suspended, Urged
from tongjian.flow.domain.effects import SendMessage, effects
from tongjian.flow.domain.events import (
    Ended,
    Event,
    JobRepeated,
    PlaceEntered,
    PlaceLeft,
    Received,
    Started,
    TaskCancelled,
    TaskCompleted,
    TaskOffered,
    TimerCancelled,
    TimerFired,
    VariablesChanged,
)
from tongjian.flow.domain.evolve import evolve
from tongjian.flow.domain.state import State
from tongjian.flow.ports import Change

LATEST = timedelta(seconds=60)
MARK = "mark"


def mark_of(event: Event) -> str:
    """Return the mark of the request an event came of; empty where it came of none."""
    match event:
        case Started() | TaskCompleted() | Received(by=UUID()) | VariablesChanged(by=UUID()):
            return str(event.variables.get(MARK, ""))
        case Returned() | Reassigned() | Copied() | Urged() | Suspended() | Resumed():
            return event.reason
        case Ended(how="terminated"):
            return event.reason
        case _:
            return ""


@dataclass(slots=True)
class Laws:
    """Looks at every commit, knowing nothing but events; tells the world what is broken."""

    world: World
    database: FakeDatabase
    states: dict[UUID, State] = field(default_factory=dict)
    positions: Counter[UUID] = field(default_factory=Counter)
    marks: dict[str, list[tuple[UUID, int]]] = field(default_factory=dict)
    asked_for: Counter[tuple[UUID, str]] = field(default_factory=Counter)
    done_outside: Counter[tuple[UUID, str]] = field(default_factory=Counter)
    acknowledged: dict[str, Moves] = field(default_factory=dict)
    resumed: dict[UUID, datetime] = field(default_factory=dict)
    quiet_since: datetime | None = None

    def committed(self, transaction: Transaction) -> None:
        """Check one commit, just before others can see it."""
        sent = received = 0
        for change in transaction.changes:
            events = [
                row.event
                for key, row in sorted(
                    (one for one in transaction.written.items() if one[0][0] == "event"),
                    key=lambda one: one[0][2],
                )
                if key[1] == change.state.instance and change.position < key[2] <= change.last_position
            ]
            self._check_answer(transaction, change)
            self._fold(change, events)
            sent += sum(isinstance(told, SendMessage) for one in events for told in effects(one))
            received += sum(isinstance(one, Received) and one.by is None for one in events)
        if sent != received:
            self.world.broken("I1", f"{sent} messages were sent, {received} received")
        for instance in {key[1] for key in transaction.written if key[0] == "instance"}:
            self._compare_rows(transaction, instance)

    def answered(self, mark: str, moves: Moves) -> None:
        """Check what a request was answered with: it has happened, once, and ended where it says."""
        places = self.marks.get(mark, [])
        if len(places) != 1:
            self.world.broken("I1", f"{mark} was acknowledged and is there {len(places)} times")
        elif places[0][1] > moves.position:
            self.world.broken("I1", f"{mark} was acknowledged with the answer to another request")
        self.acknowledged[mark] = moves

    def refused(self, mark: str, code: str) -> None:
        """Check a refusal: what was asked for has not happened."""
        if mark in self.marks:
            self.world.broken("I2", f"{mark} was refused ({code}) and has happened")

    def done(self, instance: UUID, node: str) -> None:
        """Count something done outside."""
        place = (instance, node)
        self.done_outside[place] += 1
        if self.done_outside[place] > self.asked_for[place]:
            self.world.broken("I2", f"{node} was done outside more often than asked for")

    def at_the_end(self) -> None:
        """Check what was acknowledged once more."""
        for mark in self.acknowledged:
            if len(self.marks.get(mark, [])) != 1:
                self.world.broken("I1", f"{mark} was acknowledged and is not there once")

    def _fold(self, change: Change, events: Iterable[Event]) -> None:
        instance = change.state.instance
        for event in events:
            state = self.states.get(instance, State(instance))
            self._check_event(state, event)
            self.positions[instance] += 1
            mark = mark_of(event)
            if mark:
                self.marks.setdefault(mark, []).append((instance, self.positions[instance]))
                if len(self.marks[mark]) > 1:
                    self.world.broken("I2", f"{mark} has happened twice")
            if isinstance(event, JobRepeated) or (isinstance(event, PlaceEntered) and event.kind == "job"):
                self.asked_for[instance, event.node] += 1
            if isinstance(event, Resumed):
                self.resumed[instance] = self.world.now
            self.states[instance] = evolve(state, event)

    def _check_event(self, state: State, event: Event) -> None:
        match event:
            case TaskCompleted(number=number) | TaskCancelled(number=number) | PlaceLeft(number=number):
                if number not in state.waiting:
                    self.world.broken("I2", f"{type(event).__name__} where nothing waits any more")
            case TaskOffered(task=task):
                if state.find_task(task) is not None:
                    self.world.broken("I2", "a task was offered twice")
            case TimerCancelled(number=number) if number not in state.timers:
                self.world.broken("I6", "a timer fell that does not run")
            case TimerFired():
                self._check_timer(state, event)
            case _:
                pass

    def _check_timer(self, state: State, event: TimerFired) -> None:
        timer = state.timers.get(event.number)
        if timer is None:
            self.world.broken("I6", "a timer has fired that does not run (any more)")
            return
        if self.world.now < timer.due:
            self.world.broken("I6", f"a timer has fired {timer.due - self.world.now} early")
        if self.quiet_since is not None:
            late = self.world.now - max(timer.due, self.quiet_since, self.resumed.get(state.instance, BEGIN))
            if late > LATEST:
                self.world.broken("I6", f"a timer has fired {late} late")

    def _check_answer(self, transaction: Transaction, change: Change) -> None:
        job = transaction.answering
        if job is None or job.instance != change.state.instance:
            return
        row = self.database.rows.get("job", {}).get(job_key(job.instance, job.number))
        if row is not None and row.job.fence != job.fence:
            self.world.broken(
                "I2", f"the answer of try {job.fence} was taken, the last one is {row.job.fence}"
            )

    def _compare_rows(self, transaction: Transaction, instance: UUID) -> None:
        state = self.states.get(instance, State(instance))
        row = transaction.written[instance_key(instance)]
        if row.state != state:
            self.world.broken("replay", "the state is not the fold of the events")
        if row.position != self.positions[instance]:
            self.world.broken("replay", f"{self.positions[instance]} events, position {row.position}")
        found = {
            key: row
            for table in ("task", "timer", "subscription", "job", "incident")
            for key, row in self._seen(transaction, table)
            if _instance_of(key, row) == instance
        }
        wanted = _rows_of(state)
        if set(found) != wanted:
            wrong = sorted(str(key) for key in set(found) ^ wanted)
            self.world.broken("rows", f"rows are not what the events say: {', '.join(wrong)}")
        for number, timer in state.timers.items():
            kept = found.get(timer_key(instance, number))
            if kept is not None and kept.timer.due != timer.due:
                self.world.broken("rows", "a timer's row is due at another moment")

    def _seen(self, transaction: Transaction, table: str) -> list[tuple[Key, object]]:
        rows = dict(self.database.rows.get(table, {}))
        rows.update((key, row) for key, row in transaction.written.items() if key[0] == table)
        return [(key, row) for key, row in rows.items() if row is not None]


def _instance_of(key: Key, row: object) -> UUID:
    task = getattr(row, "task", None)
    return task.instance if key[0] == "task" and task is not None else key[1]


def _rows_of(state: State) -> set[Key]:
    """Return the keys of the rows that an instance must have, by its state."""
    instance = state.instance
    keys: set[Key] = {("task", state.task_of(one.number)) for one in state.tasks}
    keys.update(timer_key(instance, number) for number in state.timers)
    keys.update(("subscription", instance, number) for number in state.subscriptions)
    keys.update(job_key(instance, one.number) for one in state.waiting.values() if one.kind == "job")
    keys.update(("incident", instance, number) for number in state.incidents)
    return keys
