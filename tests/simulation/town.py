"""People, registries and workers of one simulated history."""

import io
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError

from tests.simulation.database import Journal
from tests.simulation.house import HOLDER, House, Request
from tests.simulation.laws import MARK
from tests.simulation.scheduling import QUIET, STORM, Crashed, Faults, Host, Lost, Violation, World
from tongjian.flow import FlowActs, FlowEngine, FlowKeyInUse, InstanceSuspended, Moves, resolve_incident
from tongjian.flow.domain.commands import DeliverMessage
from tongjian.flow.domain.moves import OpenTask
from tongjian.flow.domain.variables import Value, Variables
from tongjian.flow.errors import NoReceiver
from tongjian.flow.ports import AgendaPart
from tongjian.kit import Refusal
from tongjian.roles.flow_works import keep_going

STORMY = timedelta(minutes=12)
DRAINED_WITHIN = timedelta(hours=3)
_STRETCH = 10
"""So many seconds pass for each that the worker sleeps: short histories, fewer looks."""

PERSONS = tuple(UUID(int=number, version=4) for number in (1, 2, 3))
SUPERVISOR, REGISTRY, OPENER = (UUID(int=number, version=4) for number in (4, 5, 6))
_ASK_AGAIN = (InstanceSuspended, NoReceiver, FlowKeyInUse)

Do = Callable[[FlowEngine, datetime], Moves]


@dataclass(frozen=True, slots=True)
class History:
    """How one history went."""

    seed: int
    violation: Violation | None
    trace: str
    steps: int
    crashes: int
    journal: Journal
    house: House


@dataclass(slots=True)
class Stop:
    """What the worker's loop sleeps on; nobody tells it to stop."""

    world: World

    def is_set(self) -> bool:
        return False

    def wait(self, timeout: float) -> bool:
        self.world.sleep(timeout * _STRETCH)
        return False


class Town:
    """One history: first half with faults, second half quiet until nothing is left to be done."""

    def __init__(self, seed: int, house: type[House], *, storm: Faults = STORM) -> None:
        self.world = World(seed, storm=storm)
        self.house = house(self.world)
        self.webs = [self.world.add_host(name) for name in ("web-1", "web-2")]
        self.workers = [self.world.add_host(name) for name in ("worker-1", "worker-2")]
        self.count = 0
        self.unanswered = 0
        self.used: list[tuple[UUID, str, str]] = []
        self.instances: list[UUID] = []

    def play(self) -> None:
        """Let everything happen."""
        world = self.world
        self._open()
        for number, person in enumerate(PERSONS):
            world.spawn(f"officer-{number}", lambda person=person: self._officer(person))
        world.spawn("supervisor", self._supervisor)
        for host in self.workers:
            for parts in self.house.loops:
                name = f"{host.name} {' '.join(parts)}"
                world.spawn(name, lambda host=host, parts=parts: self._work(host, parts))
        world.run(until=lambda: False, at_most=STORMY)
        if world.violation:
            return
        world.faults = QUIET
        self.house.laws.quiet_since = world.now
        if not world.run(until=self._drained, at_most=DRAINED_WITHIN):
            world.broken("I7", f"something is left undone: {self._left()}")
        self.house.laws.at_the_end()

    # requests

    def ask(self, person: UUID, act: str, do: Callable[[str], Do], *, key: str = "") -> Moves | Refusal:
        """Ask for something until there is an answer."""
        self.count += 1
        mark = f"#{self.count}"
        request = Request(mark, key or f"key{self.count}", act, person, do(mark))
        self.unanswered += 1
        answer = self._ask(request)
        self.unanswered -= 1
        self.used.append((person, act, request.key))
        return answer

    def _ask(self, request: Request) -> Moves | Refusal:
        world, laws = self.world, self.house.laws
        while True:
            try:
                moves = self._serve(request)
            except (Crashed, DatabaseError):
                request = replace(request, key=self.house.key_of_retry(request.key))
            except _ASK_AGAIN:
                pass
            except Refusal as refusal:
                laws.refused(request.mark, refusal.code)
                return refusal
            except Exception as fault:  # noqa: BLE001  # whatever it is, it should not have come
                world.broken("answers", f"{request.act}: {fault!r}")
            else:
                laws.answered(request.mark, moves)
                return moves
            world.sleep(world.random.uniform(0.5, 15))

    def _serve(self, request: Request) -> Moves:
        world = self.world
        host = world.random.choice(self.webs)
        with world.inside(host):
            moves = self.house.serve(host, request)
        if world.chance(world.faults.answer_unheard):
            raise Lost
        return moves

    # who is there

    def _open(self) -> None:
        chance = self.world.random
        starts: list[tuple[str, str]] = [("line", ""), ("line", ""), ("work", ""), ("work", ""), ("work", "")]
        starts += [("sender", "A"), ("receiver", "A"), ("sender", "B"), ("receiver", "B")]
        for process, case_no in starts:
            after = chance.uniform(0, STORMY.total_seconds() * 0.85)
            instance = UUID(int=chance.getrandbits(128), version=4)
            self.instances.append(instance)
            self.world.spawn(
                f"opener of {process}{case_no}", self._opening(process, instance, case_no), after=after
            )

    def _opening(self, process: str, instance: UUID, case_no: str) -> Callable[[], None]:
        departments = (str(HOLDER), str(OPENER))
        given: dict[str, Value] = {"lead": str(HOLDER), "departments": departments, "case_no": case_no}

        def start(mark: str) -> Do:
            return lambda engine, at: engine.start(
                instance=instance,
                process=process,
                variables={**given, MARK: mark},
                holders=(HOLDER,),
                by=OPENER,
                at=at,
            )

        def deliver(mark: str) -> Do:
            variables = Variables({MARK: mark})
            return lambda engine, at: engine.deliver(
                DeliverMessage(name="receipt", key=case_no, variables=variables, by=REGISTRY, now=at)
            )

        def body() -> None:
            self.ask(OPENER, "start", start)
            if process == "receiver":
                self.ask(REGISTRY, "deliver", deliver)

        return body

    def _officer(self, person: UUID) -> None:
        chance = self.world.random
        while True:
            self.world.sleep(chance.uniform(2, 30))
            tasks = [row.task for row in self.house.database.rows.get("task", {}).values()]
            if not tasks:
                continue
            task = chance.choice(tasks)
            dice = 0.0 if self.world.quiet else chance.random()
            if dice < 0.72:
                key = ""
                mine = [key for asker, act, key in self.used if (asker, act) == (person, "complete")]
                if mine and dice > 0.66:
                    key = chance.choice(mine)
                self.ask(person, "complete", self._completing(person, task), key=key)
            else:
                self.ask(person, "act", self._acting(person, task, chance.choice(_ACTS)))

    def _completing(self, person: UUID, task: OpenTask) -> Callable[[str], Do]:
        again = not self.world.quiet and self.world.chance(0.3)
        return lambda mark: (
            lambda engine, at: engine.complete(
                task=task.id, variables={MARK: mark, "again": again}, by=person, at=at
            )
        )

    def _acting(self, person: UUID, task: OpenTask, act: str) -> Callable[[str], Do]:
        def do(mark: str) -> Do:
            def act_on(engine: FlowEngine, at: datetime) -> Moves:
                acts = FlowActs(engine, person, at)
                match act:
                    case "urge":
                        return acts.urge(task=task.id, reason=mark)
                    case "copy":
                        return acts.copy(task=task.id, persons=(SUPERVISOR,), reason=mark)
                    case "return":
                        return acts.return_to(task=task.id, to="first", reason=mark)
                    case "reassign":
                        return acts.reassign(task=task.id, persons=(PERSONS[0],), reason=mark)
                    case _:
                        return engine.terminate(instance=task.instance, reason=mark, by=person, at=at)

            return act_on

        # who waits for another instance's message must not wait in vain
        return (
            do
            if act != "terminate" or task.node in ("first", "sign", "check")
            else self._acting(person, task, "urge")
        )

    def _supervisor(self) -> None:
        chance, rows = self.world.random, self.house.database.rows
        while True:
            self.world.sleep(chance.uniform(5, 40))
            incidents = list(rows.get("incident", {}).values())
            if incidents:
                one = incidents[0]
                self.ask(SUPERVISOR, "resolve", _resolving(one.instance, one.number))
            elif not self.world.quiet and self.world.chance(0.25) and rows.get("instance"):
                self._hold(chance.choice(list(rows["instance"]))[1])

    def _hold(self, instance: UUID) -> None:
        def suspend(mark: str) -> Do:
            return lambda engine, at: FlowActs(engine, SUPERVISOR, at).suspend(instance=instance, reason=mark)

        def resume(mark: str) -> Do:
            return lambda engine, at: FlowActs(engine, SUPERVISOR, at).resume(instance=instance, reason=mark)

        if isinstance(self.ask(SUPERVISOR, "suspend", suspend), Moves):
            self.world.sleep(self.world.random.uniform(10, 60))
            self.ask(SUPERVISOR, "resume", resume)

    def _work(self, host: Host, parts: tuple[AgendaPart, ...]) -> None:
        while True:
            try:
                with self.world.inside(host):
                    worker = replace(self.house.worker(host), parts=parts)
                    keep_going(worker, Stop(self.world))  # type: ignore[arg-type]
            except Crashed:
                pass
            except Exception as fault:  # noqa: BLE001  # nothing may end a worker
                self.world.broken("I7", f"a worker has died: {fault!r}")
            self.world.sleep(self.world.random.uniform(1, 20))

    # the end

    def _drained(self) -> bool:
        rows = self.house.database.rows
        if self.unanswered or len(rows.get("instance", {})) < len(self.instances):
            return False
        return not self._left()

    def _left(self) -> str:
        rows = self.house.database.rows
        outstanding = {
            table: len(rows.get(table, {})) for table in ("task", "timer", "subscription", "job", "incident")
        }
        outstanding["instance"] = sum(row.ended_at is None for row in rows.get("instance", {}).values())
        outstanding["request"] = self.unanswered if any(outstanding.values()) else 0
        return ", ".join(f"{count} {table}" for table, count in outstanding.items() if count)


_ACTS = ("urge", "urge", "copy", "return", "reassign", "terminate")


def _resolving(instance: UUID, incident: int) -> Callable[[str], Do]:
    return lambda mark: (
        lambda engine, at: resolve_incident(
            engine, instance=instance, incident=incident, variables={MARK: mark}, by=SUPERVISOR, at=at
        )
    )


def play(seed: int, house: type[House] = House, *, storm: Faults = STORM) -> History:
    """Play one history."""
    town = Town(seed, house, storm=storm)
    with redirect_stderr(io.StringIO()):
        town.play()
        trace = town.world.close()
    world = town.world
    return History(
        seed, world.violation, trace, world.steps, world.crashes, town.house.database.journal, town.house
    )
