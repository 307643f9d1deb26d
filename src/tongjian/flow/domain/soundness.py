"""Whether a container can still come to its end from a marking, and whether a join would get two tokens.

Conditions are not looked at: every way out of a choice counts as possible. Parallel work is followed
in one order only, for the order of independent steps is moot; an inclusive join goes on when nothing
else can move.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, assert_never

MAX_MARKINGS = 20_000
"""Markings looked at; a container with more is taken as it is."""

_MOST_TOKENS = 3
_MOST_SUBSETS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How tokens pass one node.

    Attributes:
        takes: a token from one incoming flow, from all of them, or from those that have one.
        lays: a token on one outgoing flow, on all of them, or on some.
        exits: flows of its interrupting boundary events: one of them may be taken instead.
        terminates: every other token of the container goes too.
    """

    takes: Literal["one", "all", "some"]
    lays: Literal["one", "all", "some"]
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]
    exits: tuple[str, ...] = ()
    terminates: bool = False


Net = Mapping[str, Step]
"""The nodes of one container."""

Marking = frozenset[tuple[str, int]]
"""Tokens on flows, and on nodes that are being worked on, by id; never zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What can become of a marking.

    Attributes:
        ends: some run uses up every token.
        doubled: parallel joins that get a second token on a flow in some run.
        stuck: joins at which some run stops for ever.
        whole: every marking was looked at; else nothing more is known than what was found.
    """

    ends: bool
    doubled: frozenset[str]
    stuck: frozenset[str]
    whole: bool


def marking_of(tokens: Iterable[str]) -> Marking:
    """Return the marking with these tokens, each named by its flow or node as often as it is there."""
    counts: dict[str, int] = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    return frozenset(counts.items())


def look_ahead(net: Net, marking: Marking) -> Prospect:
    """Return what can become of the marking."""
    targets = {flow: node for node, step in net.items() for flow in step.incoming}
    seen, front = {marking}, [marking]
    ends, doubled, stuck = False, set[str](), set[str]()
    while front and len(seen) <= MAX_MARKINGS:
        tokens = dict(front.pop())
        ends |= not tokens
        crowded = {targets[name] for name, count in tokens.items() if count > 1 and name in targets}
        doubled |= {node for node in crowded if net[node].takes != "one"}
        if any(count > _MOST_TOKENS for count in tokens.values()):
            continue
        following = list(_next(net, targets, tokens))
        if tokens and not following:
            stuck |= {targets.get(name, name) for name in tokens}
        fresh = [one for one in following if one not in seen]
        seen.update(fresh)
        front.extend(fresh)
    return Prospect(ends=ends, doubled=frozenset(doubled), stuck=frozenset(stuck), whole=not front)


def _next(net: Net, targets: Mapping[str, str], tokens: dict[str, int]) -> Iterator[Marking]:
    """Yield the markings after one step of one node, the first in order that can move."""
    waiting = []
    for name in sorted(tokens):
        node = targets.get(name, name)
        step = net[node]
        if name not in targets:
            yield from _left(net, node, tokens, taken=(name,))
            return
        match step.takes:
            case "one":
                yield from _left(net, node, tokens, taken=(name,))
                return
            case "all" if all(tokens.get(flow) for flow in step.incoming):
                yield from _left(net, node, tokens, taken=step.incoming)
                return
            case "some":
                waiting.append(node)
            case "all":
                pass
            case _:
                assert_never(step.takes)
    for node in waiting[:1]:
        yield from _left(net, node, tokens, taken=tuple(one for one in net[node].incoming if tokens.get(one)))


def _left(net: Net, node: str, tokens: dict[str, int], *, taken: tuple[str, ...]) -> Iterator[Marking]:
    step = net[node]
    if step.terminates:
        yield frozenset()
        return
    for laid in _ways(step):
        moved = dict(tokens)
        for flow in taken:
            moved[flow] -= 1
        for flow in laid:
            moved[flow] = moved.get(flow, 0) + 1
        yield frozenset((name, count) for name, count in moved.items() if count)


def _ways(step: Step) -> Iterator[tuple[str, ...]]:
    match step.lays:
        case "all":
            yield step.outgoing
        case "one":
            yield from ((flow,) for flow in step.outgoing)
        case "some":
            yield from _subsets(step.outgoing)
        case _:
            assert_never(step.lays)
    yield from ((flow,) for flow in step.exits)


def _subsets(flows: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the choices of an inclusive split; of many ways only one, and all."""
    sizes = range(1, len(flows) + 1) if len(flows) <= _MOST_SUBSETS else (1, len(flows))
    for size in sizes:
        yield from combinations(flows, size)
