"""Processes with timers, jobs and messages, and the engine with its worker on both kinds of store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tongjian.flow import (
    FlowDesk,
    FlowEngine,
    FlowWorker,
    JobHandler,
    MemoryFlowStore,
    MemoryLibrary,
    MemoryStarts,
    Moves,
    Paused,
    Process,
    ticket_of,
)
from tongjian.flow.domain.deploy import compile_process
from tongjian.flow.domain.variables import Value
from tongjian.flow.store.agenda import AgendaTables
from tongjian.flow.store.instances import InstanceTables
from tongjian.flow.store.ledger import LedgerTable
from tongjian.flow.store.starts import StartTable
from tongjian.kit import AccessContext, new_id
from tongjian.roles.deadlines import NEVER
from tongjian.roles.unit_of_work import piped_work

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
HOLDER, OFFICER = new_id(), new_id()
ACCESS = AccessContext(person=OFFICER, holders=(HOLDER,))


@dataclass
class TurnedClock:
    """A clock that tests turn."""

    at: datetime = AT

    def now(self) -> datetime:
        return self.at

    def turn(self, by: timedelta) -> None:
        self.at += by


@dataclass
class Works:
    """The engine, its worker and their clock."""

    desk: FlowDesk
    worker: FlowWorker
    clock: TurnedClock
    handlers: dict[str, JobHandler] = field(default_factory=dict)

    def deploy(self, xml: bytes) -> Process:
        process = compile_process(xml)
        self.desk.engine.library.add(process=process, xml=xml)
        return process

    def start(self, process: str = "p", **variables: Value) -> UUID:
        instance = new_id()
        ticket = ticket_of(person=OFFICER, act="start", key=str(instance), request={})

        def do(engine: FlowEngine) -> Moves:
            return engine.start(
                instance=instance,
                process=process,
                variables={"lead": str(HOLDER), **variables},
                holders=(HOLDER,),
                by=OFFICER,
                at=self.clock.now(),
            )

        self.desk.once(access=ACCESS, ticket=ticket, do=do)
        return instance

    def open(self, instance: UUID) -> list[str]:
        with self.desk.begin(ACCESS):
            return sorted(task.node for task in self.desk.engine.open_tasks(instance))

    def complete(self, instance: UUID, node: str, **variables: Value) -> Moves:
        with self.desk.begin(ACCESS):
            (task,) = [task for task in self.desk.engine.open_tasks(instance) if task.node == node]
            return self.desk.engine.complete(
                task=task.id, variables=variables, by=OFFICER, at=self.clock.now()
            )

    def ended(self, instance: UUID) -> bool:
        with self.desk.begin(ACCESS):
            stored = self.desk.engine.store.find_instance(instance)
        return stored is not None and stored.state.ended

    def under(self, act: Callable[[FlowEngine], Moves]) -> Moves:
        with self.desk.begin(ACCESS):
            return act(self.desk.engine)


class CountedDeadlines:
    """Counts every day as a working day; a limit is over with its last day in UTC."""

    def due_at(self, *, since: datetime, working_days: int, paused: tuple[Paused, ...] = ()) -> datetime:
        if any(until is None for _, until in paused):
            return NEVER
        left_out = sum((until - begun).days for begun, until in paused if until is not None)
        return since + timedelta(days=working_days + left_out)


def works(kind: str) -> Works:
    """Return the engine on one kind of store; processes are kept in memory on both."""
    clock, handlers = TurnedClock(), dict[str, JobHandler]()
    if kind == "memory":
        store = MemoryFlowStore()
        engine = FlowEngine(
            store=store,
            library=MemoryLibrary(),
            receivers=store.agenda,
            starts=MemoryStarts(),
            deadlines=CountedDeadlines(),
        )
        desk = FlowDesk(engine=engine, ledger=store, begin=nothing)
        worker = FlowWorker(
            engine=engine, agenda=store.agenda, begin=nothing, clock=clock, handlers=handlers, access=ACCESS
        )
    else:
        agenda = AgendaTables()
        engine = FlowEngine(
            store=InstanceTables(),
            library=MemoryLibrary(),
            receivers=agenda,
            starts=StartTable(),
            deadlines=CountedDeadlines(),
        )
        desk = FlowDesk(engine=engine, ledger=LedgerTable(), begin=piped_work)
        worker = FlowWorker(
            engine=engine, agenda=agenda, begin=piped_work, clock=clock, handlers=handlers, access=ACCESS
        )
    return Works(desk, worker, clock, handlers)


@contextmanager
def nothing(access: AccessContext) -> Iterator[None]:
    del access
    yield
