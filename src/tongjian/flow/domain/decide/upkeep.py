"""Moving timers, and moving an instance to another version of its process."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.nodes import Activity, Node
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.scoping import own_scopes
from tongjian.flow.domain.state import State
from tongjian.flow.domain.upkeep import DueMoved, Migrate, Migrated, MoveTimers, TimerMoved, UpkeepCommand
from tongjian.flow.errors import InstanceEnded, MigrationImpossible
from tongjian.kit import Problem


def keep_up(course: Course, command: UpkeepCommand) -> None:
    """Move the timers of an instance, or the instance itself to another version.

    Raises:
        InstanceEnded, MigrationImpossible: as for ``migrate``.
    """
    match command:
        case MoveTimers():
            move_timers(course, command)
        case Migrate():
            migrate(course, command)
        case _:
            assert_never(command)


def move_timers(course: Course, command: MoveTimers) -> None:
    """Let timers that still run, and tasks that are still open, be due at other moments."""
    for number, due in command.dues:
        timer = course.state.timers.get(number)
        if timer is not None and timer.due != due:
            course.record(TimerMoved(number, timer.node, due))
    for number, due in command.tasks:
        place = course.state.waiting.get(number)
        if place is not None and place.kind == "task":
            course.record(DueMoved(course.state.task_of(number), number, place.node, due))


def migrate(course: Course, command: Migrate) -> None:
    """Go on on another version; everything that waits has to have its place there.

    Raises:
        InstanceEnded: it is over.
        MigrationImpossible: something that waits has no place in the other version; all of it is named.
    """
    state, to = course.state, command.to
    if state.ended or not state.started:
        raise InstanceEnded(instance=state.instance)
    found = find_obstacles(state, here=course.process, there=to, nodes=dict(command.nodes))
    if found:
        raise MigrationImpossible(problems=found)
    # what is over is renamed too: work may be returned to it
    named = dict(command.nodes)
    nodes = {node: new for node, new in sorted(named.items()) if node != new}
    flows = {
        flow: new
        for flow in course.process.flows
        if (new := _flow_there(course.process, to, flow, named)) is not None and new != flow
    }
    course.record(Migrated(to.id, to.version, to.content_hash, nodes, flows, command.by))


def find_obstacles(
    state: State, *, here: Process, there: Process, nodes: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return what of an instance has no place in another version, Chinese; nothing if it can move."""
    problems = [*_wrong_names(here, there, nodes), *_without_node(state, here, there, nodes)]
    for flow in _waiting_flows(state):
        if _flow_there(here, there, flow, nodes) is None:
            join = here.flows[flow].target if flow in here.flows else ""
            says = "在汇合处 %(join)s 等候的令牌（%(flow)s）在新版本没有对应的连线"
            problems.append(Problem(join, says, (("join", join), ("flow", flow))))
    return tuple(dict.fromkeys(problems))


def _wrong_names(here: Process, there: Process, nodes: Mapping[str, str]) -> Iterator[Problem]:
    for old, new in nodes.items():
        if old not in here.nodes:
            yield Problem(old, "原版本没有节点 %(node)s", (("node", old),))
        if new not in there.nodes:
            yield Problem(old, "新版本没有节点 %(node)s", (("node", new),))


def _without_node(state: State, here: Process, there: Process, nodes: Mapping[str, str]) -> Iterator[Problem]:
    for node in dict.fromkeys(_standing(state)):
        old, new = here.nodes.get(node), there.nodes.get(nodes.get(node, node))
        if old is None:
            continue
        facts = (("node", node), ("name", old.name))
        if new is None:
            yield Problem(node, "节点 %(node)s“%(name)s”在新版本没有对应节点", facts)
        elif type(old) is not type(new) or _many(old) != _many(new):
            yield Problem(node, "节点 %(node)s“%(name)s”在新版本的对应节点类型不同", facts)
        elif nodes.get(old.container, old.container) != new.container:
            yield Problem(node, "节点 %(node)s“%(name)s”在新版本位于另一子流程", facts)


def _many(node: Node) -> bool:
    return isinstance(node, Activity) and node.multi_instance is not None


def _standing(state: State) -> Iterator[str]:
    """Nodes of the instance's own process at which something waits or is open."""
    own = own_scopes(state)
    yield from (one.node for one in state.scopes.values() if one.parent in own)
    yield from (one.node for one in state.waiting.values() if one.scope in own)
    yield from (one.node for one in state.incidents.values() if one.scope in own)
    armed = [(one.host, one.node) for one in state.timers.values()]
    armed += [(one.host, one.node) for one in state.subscriptions.values()]
    for host, node in armed:
        place = state.waiting.get(host)
        if (place.scope if place else host) in own:
            yield node


def _waiting_flows(state: State) -> list[str]:
    own = own_scopes(state)
    return [flow for one in state.scopes.values() if one.number in own for flow in one.tokens]


def _flow_there(here: Process, there: Process, flow: str, nodes: Mapping[str, str]) -> str | None:
    """The flow of the same ends in the other version; of several the one of the same id."""
    known = here.flows.get(flow)
    if known is None:
        return None
    source, target = (nodes.get(end, end) for end in (known.source, known.target))
    there_are = [one.id for one in there.flows.values() if (one.source, one.target) == (source, target)]
    if flow in there_are:
        return flow
    return there_are[0] if len(there_are) == 1 else None
