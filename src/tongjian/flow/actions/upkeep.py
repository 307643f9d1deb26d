"""Looking after running instances: limits after pauses, incidents, other versions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from tongjian.flow.actions.engine import FlowEngine
from tongjian.flow.domain.commands import ResolveIncident
from tongjian.flow.domain.decide.upkeep import find_obstacles
from tongjian.flow.domain.events import TaskOffered, TimerStarted
from tongjian.flow.domain.limits import TaskLimit, WorkingDayLimit
from tongjian.flow.domain.moves import Moves
from tongjian.flow.domain.nodes import BoundaryEvent, CatchEvent, StartEvent, UserTask
from tongjian.flow.domain.outside import Deadlines, Paused
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.scoping import process_at
from tongjian.flow.domain.triggers import Timer
from tongjian.flow.domain.upkeep import DueMoved, Migrate, MoveTimers
from tongjian.flow.domain.variables import Value, read_variables
from tongjian.flow.errors import InstanceEnded, MigrationImpossible, UnknownInstance, UnknownProcess
from tongjian.flow.ports import StoredInstance
from tongjian.kit import Problem


def recompute_limits(
    engine: FlowEngine, *, instance: UUID, paused: tuple[Paused, ...], by: UUID | None, at: datetime
) -> Moves | None:
    """Let every limit in working days be due without the days of the pauses; None where none runs.

    Called when a pause (特别程序) opens or closes. While one is open such a limit is never due.

    Raises:
        UnknownInstance: there is none, or the asker may not see it.
    """
    stored = engine.store.find_instance(instance)
    if stored is None:
        raise UnknownInstance(instance=instance)
    if engine.deadlines is None:
        return None
    begun: dict[int, datetime] = {}
    known: dict[int, datetime | None] = {}
    for one in engine.history(instance):
        if isinstance(one.event, TimerStarted | TaskOffered):
            begun[one.event.number] = one.at
        if isinstance(one.event, TaskOffered | DueMoved):
            known[one.event.number] = one.event.due
    due = partial(_due, engine.deadlines, paused)
    dues = tuple((number, due(begun[number], days)) for number, days in _timed(engine, stored, begun))
    limited = [(number, due(begun[number], days)) for number, days in _limited(engine, stored)]
    # a signer added to a task has no limit of its own
    tasks = tuple((number, moment) for number, moment in limited if known[number] not in {None, moment})
    if not dues and not tasks:
        return None
    return engine.command(instance=instance, command=MoveTimers(dues=dues, tasks=tasks, by=by, now=at))


def _due(deadlines: Deadlines, paused: tuple[Paused, ...], since: datetime, days: int) -> datetime:
    return deadlines.due_at(since=since, working_days=days, paused=paused)


def _timed(
    engine: FlowEngine, stored: StoredInstance, begun: Mapping[int, datetime]
) -> Iterator[tuple[int, int]]:
    """Return the timers that run for a number of working days, with that number."""
    for number, timer in stored.state.timers.items():
        place = stored.state.waiting.get(timer.host)
        process = _process_around(engine, stored, place.scope if place else timer.host)
        limit = limit_of(process, timer.node) if process else None
        node = process.nodes.get(timer.node) if process else None
        if isinstance(node, UserTask) and node.policy.silence and begun[number] > begun[timer.host]:
            limit = node.policy.silence.every  # a reminder has been given, and waits for the next
        if isinstance(limit, WorkingDayLimit):
            yield number, limit.days


def _limited(engine: FlowEngine, stored: StoredInstance) -> Iterator[tuple[int, int]]:
    """Return the open tasks that are to be done within a number of working days, with that number."""
    for task in stored.state.tasks:
        process = _process_around(engine, stored, task.scope)
        limit = limit_of(process, task.node) if process else None
        if isinstance(limit, WorkingDayLimit):
            yield task.number, limit.days


def _process_around(engine: FlowEngine, stored: StoredInstance, scope: int) -> Process | None:
    return engine.library.find_by_hash(process_at(stored.state, scope) or stored.content_hash)


def limit_of(process: Process, node: str) -> TaskLimit | None:
    """Return the limit behind a timer at a node: the task's, or the one its event waits for."""
    match process.nodes.get(node):
        case UserTask(policy=policy):
            return policy.limit
        case (
            CatchEvent(trigger=Timer(fixed=fixed))
            | BoundaryEvent(trigger=Timer(fixed=fixed))
            | StartEvent(trigger=Timer(fixed=fixed))
        ):
            return fixed
        case _:
            return None


def resolve_incident(
    engine: FlowEngine,
    *,
    instance: UUID,
    incident: int,
    variables: Mapping[str, Value],
    by: UUID | None,
    at: datetime,
) -> Moves:
    """Put variables right and let the engine try again what it could not do.

    Raises:
        IncidentNotOpen: somebody has settled it already.
        UnknownInstance: there is none, or the asker may not see it.
    """
    command = ResolveIncident(incident=incident, variables=read_variables(variables), by=by, now=at)
    return engine.command(instance=instance, command=command)


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationPlan:
    """How instances of one version go on on another.

    Attributes:
        to: content hash of the other version.
        nodes: new id of each node that has another id there.
    """

    to: str
    nodes: Mapping[str, str]


def find_migration_obstacles(
    engine: FlowEngine, *, instance: UUID, plan: MigrationPlan
) -> tuple[Problem, ...]:
    """Try a migration without doing it: return what of the instance has no place in the other version.

    Raises:
        UnknownInstance: there is none, or the asker may not see it.
        UnknownProcess: the other version is not deployed.
        InstanceEnded: it is over.
    """
    stored = engine.store.find_instance(instance)
    if stored is None:
        raise UnknownInstance(instance=instance)
    if stored.state.ended:
        raise InstanceEnded(instance=instance)
    here, there = _version(engine, stored.content_hash), _version(engine, plan.to)
    return find_obstacles(stored.state, here=here, there=there, nodes=plan.nodes)


def migrate_instance(
    engine: FlowEngine, *, instance: UUID, plan: MigrationPlan, by: UUID | None, at: datetime
) -> Moves:
    """Let an instance go on on another version.

    Raises:
        MigrationImpossible: something that waits has no place there; nothing has changed.
        UnknownInstance, UnknownProcess, InstanceEnded: as for ``find_migration_obstacles``.
    """
    there = _version(engine, plan.to)
    command = Migrate(to=there, nodes=tuple(sorted(plan.nodes.items())), by=by, now=at)
    return engine.command(instance=instance, command=command)


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationOutcome:
    """What became, or with a dry run would become, of each instance.

    Attributes:
        moved: those that go on on the other version.
        stuck: the others, each with what keeps it.
    """

    moved: tuple[UUID, ...]
    stuck: tuple[tuple[UUID, tuple[Problem, ...]], ...]


def migrate_instances(
    engine: FlowEngine,
    *,
    instances: tuple[UUID, ...],
    plan: MigrationPlan,
    dry_run: bool,
    by: UUID | None,
    at: datetime,
) -> MigrationOutcome:
    """Move the instances that can move, or only tell which could; what cannot is listed with its reasons."""
    moved: list[UUID] = []
    stuck: list[tuple[UUID, tuple[Problem, ...]]] = []
    for instance in instances:
        problems = _try_migration(engine, instance, plan, dry_run=dry_run, by=by, at=at)
        if problems:
            stuck.append((instance, problems))
        else:
            moved.append(instance)
    return MigrationOutcome(moved=tuple(moved), stuck=tuple(stuck))


def _try_migration(
    engine: FlowEngine, instance: UUID, plan: MigrationPlan, *, dry_run: bool, by: UUID | None, at: datetime
) -> tuple[Problem, ...]:
    try:
        if dry_run:
            return find_migration_obstacles(engine, instance=instance, plan=plan)
        migrate_instance(engine, instance=instance, plan=plan, by=by, at=at)
    except MigrationImpossible as refusal:
        return refusal.problems
    except (UnknownInstance, InstanceEnded) as refusal:
        return (Problem("", refusal.says),)
    return ()


def _version(engine: FlowEngine, content_hash: str) -> Process:
    found = engine.library.find_by_hash(content_hash)
    if found is None:
        raise UnknownProcess(process=content_hash)
    return found
