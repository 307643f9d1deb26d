"""Sixth pass: variables that two branches write, so that whoever is last wins. A warning, no problem."""

from collections.abc import Iterator
from itertools import combinations, islice

from tongjian.flow.domain.deploy.checking.reach import reach, ways_of
from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.nodes import (
    Activity,
    BusinessRuleTask,
    InclusiveGateway,
    Node,
    ParallelGateway,
    ScriptTask,
    UserTask,
)

_MOST_PAIRS = 100
_MOST_WORK = 1_000_000
"""Steps along flows; beyond these nothing more is warned of."""


def find_shared_variables(draft: Draft) -> tuple[str, ...]:
    """Return a warning for each variable that nodes in parallel branches write.

    What people write in their forms is not known here; results of scripts, decisions and signings are.
    """
    written: dict[str, list[Node]] = {}
    for node in draft.nodes.values():
        for variable in _writes(node):
            written.setdefault(variable, []).append(node)
    pairs = (
        (variable, first, second)
        for variable, nodes in sorted(written.items())
        for first, second in combinations(nodes, 2)
    )
    work = _Work()
    return tuple(
        f"变量 {variable} 由并行分支中的 {first.id} 与 {second.id} 都写入，后写的为准"
        f"（variable {variable} is written in parallel branches, by {first.id} and {second.id}）"
        for variable, first, second in islice(pairs, _MOST_PAIRS)
        if _are_parallel(draft, first, second, work)
    )


def _writes(node: Node) -> tuple[str, ...]:
    match node:
        case ScriptTask() | BusinessRuleTask():
            return (node.result,) if node.result else ()
        case UserTask():
            return (node.signing.outcome,) if node.signing and node.signing.outcome else ()
        case _:
            return ()


class _Work:
    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _MOST_WORK

    def allows(self, steps: int) -> bool:
        self.left -= steps
        return self.left >= 0


def _are_parallel(draft: Draft, first: Node, second: Node, work: _Work) -> bool:
    container, one, other = _meeting(draft, first, second)
    if one == other:
        return False
    nodes = draft.inside(container)
    ways = ways_of(draft, nodes)
    splits = (node for node in nodes if _splits(draft, node))
    for split in splits:
        if not work.allows((len(ways[split.id]) + 2) * len(nodes)):
            return False
        found = [reach(ways, (way,), closed=split.id) for way in ways[split.id] if way != split.id]
        with_one = [place for place, nodes_of in enumerate(found) if one in nodes_of]
        with_other = [place for place, nodes_of in enumerate(found) if other in nodes_of]
        apart = any(a != b for a in with_one for b in with_other)
        if apart and not _follow(ways, one, other, closed=split.id):
            return True
    return False


def _follow(ways: dict[str, list[str]], one: str, other: str, *, closed: str) -> bool:
    return other in reach(ways, (one,), closed=closed) or one in reach(ways, (other,), closed=closed)


def _splits(draft: Draft, node: Node) -> bool:
    if any(not event.interrupting for event in draft.boundaries().get(node.id, ())):
        return True
    return isinstance(node, ParallelGateway | InclusiveGateway | Activity) and len(node.outgoing) > 1


def _meeting(draft: Draft, first: Node, second: Node) -> tuple[str, str, str]:
    """Return the innermost container of both, and the node of it that each is or stands in."""
    chain = dict(_outwards(draft, first))
    for container, node in _outwards(draft, second):
        if container in chain:
            return container, chain[container], node
    return "", first.id, second.id


def _outwards(draft: Draft, node: Node) -> Iterator[tuple[str, str]]:
    yield node.container, node.id
    while node.container and node.container in draft.nodes:
        node = draft.nodes[node.container]
        yield node.container, node.id
