"""A small town at work: applicants, workers and an outside registry, on one kind of store."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from tests.flow_simulation.scheduler import Lost, Scheduler
from tests.unit.flow.texts import END, START, chain, feel, task
from tongjian.flow import (
    Agenda,
    FlowDesk,
    FlowEngine,
    FlowLedger,
    FlowStore,
    FlowWorker,
    JobRequest,
    MemoryFlowStore,
    MemoryLibrary,
    Moves,
    compile_process,
    ticket_of,
)
from tongjian.flow.domain.commands import DeliverMessage
from tongjian.flow.domain.variables import Value, Variables
from tongjian.flow.errors import NoReceiver, TaskNotActive
from tongjian.flow.store.agenda import AgendaTables
from tongjian.flow.store.instances import InstanceTables
from tongjian.flow.store.ledger import LedgerTable
from tongjian.flow.store.prepared import first, send
from tongjian.kit import AccessContext, Outage, UnitOfWork
from tongjian.roles.unit_of_work import piped_work

OFFICER, HOLDER = UUID(int=1), UUID(int=2)
PATIENT = "C3"
"""Reviews only when chased, so that its case hangs on a timer."""

_LONGEST_LOOK = timedelta(seconds=30)
ACCESS = AccessContext(person=OFFICER, holders=(HOLDER,))
TEXT = feel(
    START
    + '<parallelGateway id="fork"/><parallelGateway id="join"/>'
    + task("review")
    + '<boundaryEvent id="late" attachedToRef="review" cancelActivity="false"><timerEventDefinition>'
    + "<timeDuration>PT2M</timeDuration></timerEventDefinition></boundaryEvent>"
    + task("chase")
    + '<serviceTask id="ask"><extensionElements><tj:job type="registry" retries="20"/></extensionElements>'
    + '</serviceTask><intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/>'
    + "</intermediateCatchEvent>"
    + task("last")
    + END
    + chain("s", "fork", "review", "join", "wait", "last", "e")
    + chain("fork", "ask", "join")
    + chain("late", "chase", "e"),
    outside='<message id="m" name="paid"><extensionElements><tj:correlation key="case_no"/>'
    "</extensionElements></message>",
)


@dataclass
class Stores:
    """What a store is made of, so that a fault can be planted in any part.

    Attributes:
        settle: waits for what was sent, so that a refusal comes before the commit on every store.
    """

    store: FlowStore
    agenda: Agenda
    ledger: FlowLedger
    work: UnitOfWork
    receivers: Any
    every_instance: Callable[[], list[UUID]]
    close: Callable[[], None] = lambda: None
    settle: Callable[[], object] = lambda: None


@dataclass
class Registry:
    """An outside system: does what it is asked once per key, and sometimes does not answer."""

    scheduler: Scheduler
    done: Counter[UUID] = field(default_factory=Counter)
    keys: dict[UUID, set[UUID]] = field(default_factory=dict)
    calls: Counter[UUID] = field(default_factory=Counter)

    def register(self, instance: UUID, key: UUID) -> None:
        self.scheduler.effect("call")
        if self.scheduler.fault(0.2):
            raise Outage("无响应")
        if self.scheduler.fault(0.1):
            self.scheduler.sleep(timedelta(minutes=7))
        self.keys.setdefault(instance, set()).add(key)
        if self.scheduler.fault(0.2):
            raise Outage("已办理但应答丢失")
        self.scheduler.effect("called")


class Town:
    """Everything at work; what is acknowledged is written down to be checked."""

    def __init__(self, scheduler: Scheduler, stores: Stores, *, cases: int = 4) -> None:
        self.scheduler, self.stores, self.cases = scheduler, stores, cases
        self.registry = Registry(scheduler)
        self.started: dict[str, UUID] = {}
        self.acknowledged: dict[tuple[str, str], Moves] = {}
        self.paid: set[str] = set()
        self.chased: set[str] = set()
        self.closed: set[str] = set()
        self.library = MemoryLibrary()
        self.library.add(process=compile_process(TEXT), xml=TEXT)
        self.engine = FlowEngine(store=stores.store, library=self.library, receivers=stores.receivers)
        self.on_commit: Callable[[], None] = lambda: None

    def populate(self) -> None:
        """Let applicants and workers begin."""
        for number in range(self.cases):
            self.scheduler.add(f"client{number}", lambda name=f"C{number}": self.client(name))  # type: ignore[misc]
        for number in range(2):
            self.scheduler.add(f"worker{number}", self.work)

    @contextmanager
    def begin(self, access: AccessContext) -> Iterator[None]:
        """One transaction: it may fail before, or come through without an answer."""
        self.scheduler.effect("begin")
        fails, silent = self.scheduler.fault(0.05), self.scheduler.fault(0.08)
        with self.stores.work(access):
            yield
            self.stores.settle()
            if fails:
                raise Lost("before")
        self.scheduler.note("commit")
        self.on_commit()
        if silent:
            raise Lost("after")
        self.scheduler.effect("committed")

    def every_instance(self) -> list[UUID]:
        return self.stores.every_instance()

    def desk(self) -> FlowDesk:
        return FlowDesk(engine=self.engine, ledger=self.stores.ledger, begin=self.begin)

    def worker(self) -> FlowWorker:
        return FlowWorker(
            engine=self.engine,
            agenda=self.stores.agenda,
            begin=self.begin,
            clock=self.worker_clock(),
            handlers={"registry": self.handle},
            access=ACCESS,
        )

    def worker_clock(self) -> "TownClock":
        """The database's clock, the same for every worker."""
        return TownClock(lambda: self.scheduler.now)

    def handle(self, asked: JobRequest) -> Mapping[str, Value]:
        """Do a job outside."""
        self.registry.calls[asked.instance] += 1
        attempt = self.registry.calls[asked.instance]
        self.registry.register(asked.instance, self.outside_key(asked))
        return {"attempt": attempt}

    def outside_key(self, asked: JobRequest) -> UUID:
        return asked.key

    def work(self) -> None:
        """A worker: everything due, then sleep; until the applicants are done."""
        while not self.over():
            next_at = None
            try:
                next_at = self.worker().turn()
            except Lost:
                self.scheduler.note("broken")
            self.scheduler.sleep(self.until(next_at))

    def until(self, next_at: datetime | None) -> timedelta:
        """Return how long a worker sleeps: to the next moment, and never long."""
        wait = _LONGEST_LOOK if next_at is None else min(next_at - self.scheduler.now, _LONGEST_LOOK)
        return max(wait, timedelta(seconds=1))

    def over(self) -> bool:
        return len(self.closed) == self.cases

    def client(self, name: str) -> None:
        """An applicant's case from its start to its end; after a crash the same person goes on."""
        begun = self.insist(name, "start", name, lambda engine: self._start(engine, name))
        instance = self.started[name] = begun.offered[0].instance
        while not self._ended(instance):
            for task_id, node in self._open(instance):
                if node == "chase":
                    self.chased.add(name)
                if node == "review" and name == PATIENT and name not in self.chased:
                    continue
                if node == "review":
                    self.scheduler.sleep(timedelta(minutes=self.scheduler.random.randint(0, 4)))
                self.complete(name, task_id)
            if name not in self.paid and self._waits_for_payment(instance):
                self.pay(name)
            self.scheduler.sleep(timedelta(seconds=self.scheduler.random.randint(5, 90)))
        self.closed.add(name)

    def complete(self, name: str, task_id: UUID) -> None:
        def do(engine: FlowEngine) -> Moves:
            return engine.complete(task=task_id, variables={}, by=OFFICER, at=self.scheduler.own_now())

        try:
            self.insist(name, "complete", str(task_id), do)
        except TaskNotActive:
            self.scheduler.note("too late")

    def pay(self, name: str) -> None:
        message = DeliverMessage(
            name="paid", key=name, variables=Variables(), by=OFFICER, now=self.scheduler.own_now()
        )
        try:
            self.insist(name, "pay", name, lambda engine: engine.deliver(message))
            self.paid.add(name)
        except NoReceiver:
            self.scheduler.note("nobody waits")

    def insist(self, name: str, act: str, key: str, do: Callable[[FlowEngine], Moves]) -> Moves:
        """Ask again with the same key until there is an answer."""
        for _ in range(200):
            try:
                moves = self.ask(name, act, key, do)
            except Lost:
                self.scheduler.sleep(timedelta(seconds=1))
                continue
            self.acknowledged[act, key] = moves
            return moves
        raise AssertionError("没有应答")

    def ask(self, name: str, act: str, key: str, do: Callable[[FlowEngine], Moves]) -> Moves:
        del name
        ticket = ticket_of(person=OFFICER, act=act, key=key, request={"key": key})
        return self.desk().once(access=ACCESS, ticket=ticket, do=do)

    def _start(self, engine: FlowEngine, name: str) -> Moves:
        instance = UUID(int=self.scheduler.random.getrandbits(128))
        return engine.start(
            instance=instance,
            process="p",
            variables={"lead": str(HOLDER), "case_no": name},
            holders=(HOLDER,),
            by=OFFICER,
            at=self.scheduler.own_now(),
        )

    def _look(self, read: Callable[[], Any]) -> Any:
        while True:
            try:
                with self.begin(ACCESS):
                    return read()
            except Lost:
                self.scheduler.sleep(timedelta(seconds=1))

    def _open(self, instance: UUID) -> list[tuple[UUID, str]]:
        return self._look(lambda: [(one.id, one.node) for one in self.engine.open_tasks(instance)])

    def _ended(self, instance: UUID) -> bool:
        return self._look(lambda: self._state(instance).ended)

    def _waits_for_payment(self, instance: UUID) -> bool:
        return self._look(lambda: bool(self._state(instance).subscriptions))

    def _state(self, instance: UUID) -> Any:
        stored = self.engine.store.find_instance(instance)
        assert stored is not None, "确认过的办件不见了"
        return stored.state


@dataclass(frozen=True)
class TownClock:
    """A clock that asks."""

    ask: Callable[[], datetime]

    def now(self) -> datetime:
        return self.ask()


def memory_stores() -> Stores:
    """Return a store in memory with transactions: what fails leaves nothing behind."""
    store = MemoryFlowStore()

    @contextmanager
    def work(access: AccessContext) -> Iterator[None]:
        del access
        kept = [(one, _copied(one)) for one in (store, store.agenda)]
        try:
            yield
        except BaseException:
            for one, before in kept:
                vars(one).update(before)
            raise

    return Stores(store, store.agenda, store, work, store.agenda, lambda: list(store._instances))


def _copied(one: object) -> dict[str, Any]:
    return {
        name: {key: copy(row) if isinstance(row, list) else row for key, row in value.items()}
        for name, value in vars(one).items()
        if isinstance(value, dict)
    }


def postgres_stores() -> Stores:
    """Return the store on PostgreSQL, each command in its pipeline."""
    agenda = AgendaTables()

    def every_instance() -> list[UUID]:
        with piped_work(ACCESS):
            return [instance for (instance,) in send("SELECT id FROM flow_instance ORDER BY id")]

    def settle() -> object:
        return first(send("SELECT 1"))

    close = connections.close_all
    return Stores(InstanceTables(), agenda, LedgerTable(), piped_work, agenda, every_instance, close, settle)
