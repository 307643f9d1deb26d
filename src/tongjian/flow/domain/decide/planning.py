"""Planning a move back: what falls when a node is done again, and what stays.

To do node T again, everything that came after T falls: the tokens between T and the join that closes
the innermost block around T, and, where the work has gone beyond that join, those between it and the
join of the next block, and so on. Ways that lead back into T or into a block are not followed, so
sibling branches keep their tokens; arrivals that a join has used up since are given back to it, as
they were, but for those of T's own branch.
"""

from dataclasses import dataclass
from uuid import UUID

from tongjian.flow.domain.decide.course import Course
from tongjian.flow.domain.graph import Graph, blocks_around, regions_outward
from tongjian.flow.domain.past import DoneTask, Past
from tongjian.flow.domain.process import Process
from tongjian.flow.domain.shape import graph_of, is_join
from tongjian.flow.domain.state import ROOT, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One scope in which a node is done again.

    Attributes:
        scope: number of the scope, open or over.
        node: the node done again in it: the target, or the sub-process that the target lies in.
        falls: nodes of the scope whose tokens and opinions fall.
        given: flows whose arrivals are given back to their joins.
    """

    scope: int
    node: str
    falls: frozenset[str]
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a node is done again.

    Attributes:
        levels: the open scope first; after it the sub-processes that are opened again, inwards.
        since: number of the event by which a token last came to the node.
        undone: nodes that tokens have come to since, by scope; they count as not come to.
        fallen: completed tasks whose opinions no longer count.
    """

    levels: tuple[Level, ...]
    since: int
    undone: tuple[tuple[int, str], ...]
    fallen: tuple[DoneTask, ...]

    @property
    def outer(self) -> Level:
        """Return the level of the open scope."""
        return self.levels[0]

    @property
    def target(self) -> str:
        """Return the node that is done again."""
        return self.levels[-1].node


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where something is, seen from one open scope: the scope, and the node of it that it lies in."""

    scope: int
    node: str


def standpoints(course: Course, place: Waiting) -> tuple[Standpoint, ...]:
    """Return where a place is, seen from each container around it, the nearest first."""
    found = []
    scope, node = place.scope, place.node
    while True:
        around = course.state.scopes[scope]
        if around.multi is None:
            found.append(Standpoint(scope, node))
        if scope == ROOT:
            return tuple(found)
        scope, node = around.parent, around.node


def containers_of(process: Process, node: str) -> tuple[str, ...]:
    """Return the node and the sub-processes around it, the outermost first."""
    found = [node]
    while process.nodes[found[0]].container:
        found.insert(0, process.nodes[found[0]].container)
    return tuple(found)


def way_inwards(course: Course, scope: int, to: str) -> tuple[str, ...]:
    """Return the nodes from a scope inwards to the target; empty where it does not lie there."""
    process = course.process_of(scope)
    if to not in process.nodes:
        return ()
    chain = containers_of(process, to)
    container = course.container_of(scope).id
    if not container:
        return chain
    return chain[chain.index(container) + 1 :] if container in chain else ()


def plan_return(course: Course, past: Past, *, place: Waiting, to: str) -> Plan | None:
    """Return how a node is done again on behalf of a task that came after it.

    Returns:
        None where the node is nowhere around the task, was not come to before, or the task did not
        come after it.
    """
    for point in standpoints(course, place):
        inwards = way_inwards(course, point.scope, to)
        if inwards:
            return _plan(course, past, scope=point.scope, inwards=inwards, holds=point.node)
    return None


def plan_withdrawal(course: Course, past: Past, done: DoneTask) -> Plan | None:
    """Return how a completed task is done again, wherever the work has gone from it; None as above."""
    for one in past.path(done.scope):
        if one.number in course.state.scopes and not one.multi:
            inwards = way_inwards(course, one.number, done.node)
            return _plan(course, past, scope=one.number, inwards=inwards, holds=None) if inwards else None
    return None


def _plan(
    course: Course, past: Past, *, scope: int, inwards: tuple[str, ...], holds: str | None
) -> Plan | None:
    scopes = _scopes_inwards(past, scope, inwards)
    process = course.process_of(scope)
    since = _since(process, past, scopes, inwards)
    if not since or holds == inwards[0]:
        return None
    graph = graph_of(process, course.container_of(scope).id)
    falls = _falling(course, graph, scope=scope, node=inwards[0], holds=holds)
    if falls is None:
        return None
    levels = [_level(process, past, scope=scope, node=inwards[0], falls=falls, since=since)]
    for number, node in zip(scopes[1:], inwards[1:], strict=True):
        inner = graph_of(process, process.nodes[node].container)
        below = frozenset[str]().union(*regions_outward(inner, node))
        levels.append(_level(process, past, scope=number, node=node, falls=below, since=since))
    fallen = tuple(
        one for one in past.done if one.stands and one.position > since and _undone(past, levels, one)
    )
    undone = tuple(
        (level.scope, node)
        for level in levels
        for node in sorted(level.falls)
        if past.entered.get((level.scope, node), 0) >= since
    )
    return Plan(levels=tuple(levels), since=since, undone=undone, fallen=fallen)


def _since(process: Process, past: Past, scopes: list[int], inwards: tuple[str, ...]) -> int:
    """Return the number of the event by which a token last came to the node; 0 where none has.

    Nor has one where the splits around the node have been passed again since: the node belongs to an
    earlier round of a loop, and in this round the work has not been there.
    """
    if len(scopes) < len(inwards):
        return 0
    places = list(zip(scopes, inwards, strict=True))
    since = past.entered.get(places[-1], 0)
    for scope, node in places:
        if (scope, node) not in past.entered:
            return 0
        blocks = blocks_around(graph_of(process, process.nodes[node].container), node)
        if any(past.entered.get((scope, block.split), since + 1) > since for block in blocks):
            return 0
    return since


def _scopes_inwards(past: Past, scope: int, inwards: tuple[str, ...]) -> list[int]:
    """Return the scopes in which the nodes lie; the inner ones are over, the last of each is meant."""
    found = [scope]
    for node in inwards[:-1]:
        inner = past.last_scope_of(found[-1], node)
        if inner is None or inner.multi:
            break
        found.append(inner.number)
    return found


def _falling(
    course: Course, graph: Graph, *, scope: int, node: str, holds: str | None
) -> frozenset[str] | None:
    """Return the nodes whose tokens fall: regions outward until the work that is held is among them."""
    falls = frozenset[str]()
    for part in regions_outward(graph, node):
        falls |= part
        if (holds in part) if holds is not None else _has_tokens(course, scope, falls):
            return falls
    return None


def _has_tokens(course: Course, scope: int, nodes: frozenset[str]) -> bool:
    state, flows = course.state, course.process_of(scope).flows
    return (
        any(one.scope == scope and one.node in nodes for one in state.waiting.values())
        or any(one.parent == scope and one.node in nodes for one in state.scopes.values())
        or any(flows[flow].source in nodes for flow in state.scopes[scope].tokens)
    )


def _level(
    process: Process, past: Past, *, scope: int, node: str, falls: frozenset[str], since: int
) -> Level:
    graph = graph_of(process, process.nodes[node].container)
    given: list[str] = []
    for join in sorted(falls):
        passed = past.passed.get((scope, join))
        if passed is None or passed.position <= since or not is_join(process.nodes[join]):
            continue
        coming = graph.reach((node,), closed=frozenset({join}))
        given.extend(flow for flow in passed.incoming if process.flows[flow].source not in coming)
    return Level(scope=scope, node=node, falls=falls, given=tuple(given))


def _undone(past: Past, levels: list[Level], done: DoneTask) -> bool:
    for place, level in enumerate(levels):
        node = past.node_in(level.scope, of=done.scope, node=done.node)
        inner = levels[place + 1] if place + 1 < len(levels) else None
        if node is None:
            return False
        if inner is None or node != level.node:
            return node in level.falls
        if past.node_in(inner.scope, of=done.scope, node=done.node) is None:
            return False
    return False


def names_of(fallen: tuple[DoneTask, ...]) -> tuple[UUID, ...]:
    """Return the ids of the tasks."""
    return tuple(one.task for one in fallen)
