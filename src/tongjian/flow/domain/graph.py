"""Pure graph work on one container's nodes: blocks of a split and its join, and what lies between.

A process or sub-process is seen as nodes and ways only. Splits are the nodes that lay more than one
token (parallel and inclusive gateways, activities with several ways out), joins the gateways that
gather them again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes of one container and the ways between them.

    Attributes:
        ways: of each node the nodes a token can go to next; a boundary event counts as a way out of
            its host, a link catch event as a way out of its link throw events.
        begin: nodes where a token can begin: start events.
        splits: nodes that lay a token on more than one way at once.
        joins: gateways that gather tokens of more than one way.
        ends: nodes where a token is used up while others go on; terminate and error ends are not
            among them, for nothing has to come together before those.
    """

    ways: Mapping[str, tuple[str, ...]]
    begin: tuple[str, ...]
    splits: frozenset[str]
    joins: frozenset[str]
    ends: frozenset[str]

    def reach(self, start: Iterable[str], *, closed: frozenset[str] = frozenset()) -> frozenset[str]:
        """Return the nodes that tokens on ``start`` can come to, ``start`` itself among them.

        Nothing goes on through a node of ``closed``, and a closed node is not among the nodes
        returned unless it is a start.
        """
        seen = set(start)
        front = list(seen)
        while front:
            fresh = {one for one in self.ways.get(front.pop(), ()) if one not in seen and one not in closed}
            seen |= fresh
            front.extend(fresh)
        return frozenset(seen)

    def after(self, node: str, *, closed: frozenset[str] = frozenset()) -> frozenset[str]:
        """Return the nodes that come after a node on some way; the node too where a loop leads back."""
        return self.reach((one for one in self.ways.get(node, ()) if one not in closed), closed=closed)


@dataclass(frozen=True, slots=True)
class Block:
    """The part of a container between a split and the join that closes it.

    Attributes:
        join: None where the branches never come together again.
    """

    split: str
    join: str | None


def blocks_around(graph: Graph, node: str) -> tuple[Block, ...]:
    """Return the blocks in whose branches the node lies, the innermost first."""
    return tuple(_enclosing(graph, node))


def region(graph: Graph, node: str, *, block: Block | None) -> frozenset[str]:
    """Return the nodes between a node and the join of its innermost block, the node itself included.

    Ways that lead back into the node, or back into the block through its split, are not followed.
    Without a block everything that comes after the node is meant.
    """
    closed = frozenset[str]() if block is None else _gates(block)
    return graph.reach((node,), closed=closed - {node})


def regions_outward(graph: Graph, node: str) -> tuple[frozenset[str], ...]:
    """Return what lies between the node and the end of each block around it, the innermost first.

    The first goes from the node to the join of its block, the next from that join to the join of the
    next block, and the last to the end of the container. None of them leads back into an inner block.
    """
    blocks = blocks_around(graph, node)
    found = [region(graph, node, block=blocks[0] if blocks else None)]
    inner = frozenset[str]()
    for place, block in enumerate(blocks):
        if block.join is None:
            break
        inner |= _gates(block)
        outer = _gates(blocks[place + 1]) if place + 1 < len(blocks) else frozenset[str]()
        found.append(graph.reach((block.join,), closed=(inner | outer) - {block.join}))
    return tuple(found)


def closing_join(graph: Graph, split: str) -> str | None:
    """Return the nearest join that every branch of the split leads to, without coming back to it.

    Nearest is the one whose longest of the shortest ways from the branches is the shortest; branches
    that only lead to a terminating end are passed over.
    """
    alive = _can_end(graph)
    distances = [
        _distances(graph, branch, closed=split)
        for branch in graph.ways[split]
        if branch in alive and branch != split
    ]
    if not distances:
        return None
    shared = set.intersection(*(set(one) for one in distances)) & graph.joins
    return min(shared, key=lambda join: (max(one[join] for one in distances), join), default=None)


def _gates(block: Block) -> frozenset[str]:
    return frozenset({block.split} if block.join is None else {block.split, block.join})


def _enclosing(graph: Graph, node: str) -> Iterator[Block]:
    for split in _splits_before(graph, node):
        join = closing_join(graph, split)
        closed = frozenset({split}) if join is None else frozenset({split, join})
        if node != join and node in graph.after(split, closed=closed):
            yield Block(split, join)


def _splits_before(graph: Graph, node: str) -> list[str]:
    """Return the splits that every way from the beginning to the node goes through, nearest first."""
    without = {
        split: graph.reach((one for one in graph.begin if one != split), closed=frozenset({split}))
        for split in graph.splits
        if split != node
    }
    found = [split for split, reached in without.items() if node not in reached]
    # the nearer one is the one that lies behind more of the others
    depth = {split: sum(split not in without[other] for other in found if other != split) for split in found}
    return sorted(found, key=lambda split: (-depth[split], split))


def _can_end(graph: Graph) -> frozenset[str]:
    back: dict[str, list[str]] = {}
    for node, targets in graph.ways.items():
        for target in targets:
            back.setdefault(target, []).append(node)
    turned = Graph(
        ways={node: tuple(found) for node, found in back.items()},
        begin=(),
        splits=frozenset(),
        joins=frozenset(),
        ends=frozenset(),
    )
    return turned.reach(graph.ends) if graph.ends else frozenset(graph.ways)


def _distances(graph: Graph, start: str, *, closed: str) -> dict[str, int]:
    distances, front = {start: 0}, [start]
    for node in front:
        for target in graph.ways.get(node, ()):
            if target not in distances and target != closed:
                distances[target] = distances[node] + 1
                front.append(target)
    return distances
