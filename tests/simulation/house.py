"""The system under test: engine, desk and worker over the fake database, and the service outside.

A planted bug is a house of its own that gets one thing wrong; the rest stays as it is here.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from tests.simulation.database import FakeDatabase
from tests.simulation.laws import Laws
from tests.simulation.scheduling import Host, World
from tests.simulation.store import FakeAgenda, FakeStore
from tests.simulation.texts import processes
from tongjian.flow import (
    FlowDesk,
    FlowEngine,
    FlowWorker,
    JobError,
    JobHandler,
    JobRequest,
    MemoryLibrary,
    Moves,
    ticket_of,
)
from tongjian.flow.actions.worker import LEASE
from tongjian.flow.domain.variables import Value
from tongjian.flow.ports import AgendaPart
from tongjian.kit import AccessContext, Clock, Outage

HOLDER = UUID("018f0000-0000-4000-8000-0000000000aa")
MACHINE = AccessContext(person=UUID("018f0000-0000-4000-8000-0000000000bb"), holders=(HOLDER,))


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for, again and again until there is an answer.

    Attributes:
        mark: by which the event is known again that comes of it.
    """

    mark: str
    key: str
    act: str
    person: UUID
    do: Callable[[FlowEngine, datetime], Moves]


@dataclass(frozen=True, slots=True)
class TrueClock:
    """The database's clock."""

    world: World

    def now(self) -> datetime:
        self.world.point("now")
        return self.world.now


@dataclass(frozen=True, slots=True)
class OwnClock:
    """The clock of one machine, which goes wrong by up to a minute."""

    world: World
    host: Host

    def now(self) -> datetime:
        self.world.point("now")
        return self.world.now + self.host.skew


@dataclass(slots=True)
class Outside:
    """A service that does what it is asked for once per key, and may be deaf, slow or unheard."""

    world: World
    laws: Laws
    answers: dict[UUID, str] = field(default_factory=dict)

    def ask(self, request: JobRequest) -> Mapping[str, Value]:
        world, faults = self.world, self.world.faults
        world.point("outside")
        if world.chance(faults.outside_deaf):
            raise Outage
        if request.key not in self.answers:
            self.laws.done(request.instance, request.node)
            self.answers[request.key] = "NO" if world.chance(faults.outside_error) else "done"
        if world.chance(faults.outside_slow):
            # some answers come just when the job is given to another
            patience = LEASE.total_seconds()
            world.sleep(world.random.choice((patience, patience, world.random.uniform(100, 900))))
        if world.chance(faults.outside_unheard):
            raise Outage
        if self.answers[request.key] == "NO":
            raise JobError("NO")
        return {"answer": str(request.key)}


class House:
    """Everything done right."""

    locking = True
    loops: tuple[tuple[AgendaPart, ...], ...] = (("timers",), ("jobs",))
    worker_class: type[FlowWorker] = FlowWorker

    def __init__(self, world: World) -> None:
        self.world = world
        self.database = FakeDatabase(world, locking=self.locking)
        self.laws = Laws(world, self.database)
        self.database.committed = self.laws.committed
        self.outside = Outside(world, self.laws)
        self.library = MemoryLibrary()
        for process in processes():
            self.library.add(process=process, xml=b"")

    def begin(self, access: AccessContext) -> AbstractContextManager[None]:
        """Open a transaction; a unit of work."""
        return self.database.work(access)

    def store(self, host: Host) -> FakeStore:
        """Return the store as a process has it."""
        del host
        return FakeStore(self.database)

    def agenda(self, host: Host) -> FakeAgenda:
        """Return the agenda as a process has it."""
        del host
        return FakeAgenda(self.database)

    def engine(self, host: Host) -> FlowEngine:
        """Return the engine of a process."""
        return FlowEngine(store=self.store(host), library=self.library, receivers=self.agenda(host))

    def serve(self, host: Host, request: Request) -> Moves:
        """Answer a request in a process of the web."""
        desk = FlowDesk(engine=self.engine(host), ledger=self.store(host), begin=self.begin)
        access = AccessContext(person=request.person, holders=(HOLDER,))
        at = self.world.now + host.skew
        ticket = ticket_of(
            person=request.person, act=request.act, key=request.key, request={"mark": request.mark}
        )
        return desk.once(access=access, ticket=ticket, do=lambda engine: request.do(engine, at))

    def key_of_retry(self, key: str) -> str:
        """Return the key under which a request whose answer was lost is asked again."""
        return key

    def handlers(self) -> dict[str, JobHandler]:
        """Return who does the jobs."""
        return {"ask": self.outside.ask}

    def clock(self, host: Host) -> Clock:
        """Return the clock by which timers are fired."""
        del host
        return TrueClock(self.world)

    def worker(self, host: Host) -> FlowWorker:
        """Return the worker of a process."""
        return self.worker_class(
            engine=self.engine(host),
            agenda=self.agenda(host),
            begin=self.begin,
            clock=self.clock(host),
            handlers=self.handlers(),
            access=MACHINE,
        )
