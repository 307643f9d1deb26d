"""Iterations and quantified expressions over lists and ranges.

Source: DMN 1.5, 10.3.2.14, Table 55.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from tongjian.rules.feel import syntax as read
from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, cost_of, noted, told
from tongjian.rules.feel.values import NUMBERS, Date, Fault, Range, Value
from tongjian.rules.running import Run

_NO_TRUTH: Final = "条件既不为真也不为假"
_Each = Callable[[Frame, Run], bool]
"""Is done for each binding; returns whether to go on."""


def iteration(compiler: Compiler, syntax: read.Iteration) -> Node:
    """Compile ``for``; ``partial`` holds the results so far."""
    turns, slots = _iterators(compiler, syntax.iterators, cost_of(syntax.body))
    partial = compiler.bind("partial")
    body = compiler.node(syntax.body)
    compiler.unbind(slots + 1)
    shown = "partial" in compiler.text
    span = compiler.span(syntax.place)

    def node(frame: Frame, run: Run) -> Value:
        results: list[Value] = []

        def each(inner: Frame, run: Run) -> bool:
            if shown:
                run.grow(len(results))
                inner[partial] = tuple(results)
            results.append(body(inner, run))
            return True

        try:
            turns(frame, run, each)
        except Fault as fault:
            return noted(run, fault, span)
        run.grow(len(results))
        return tuple(results)

    return node


def quantified(compiler: Compiler, syntax: read.Quantified) -> Node:
    """Compile ``some`` and ``every``: a disjunction and a conjunction over all bindings."""
    turns, slots = _iterators(compiler, syntax.iterators, cost_of(syntax.condition))
    condition = compiler.node(syntax.condition)
    compiler.unbind(slots)
    span, decides = compiler.span(syntax.place), not syntax.every

    def node(frame: Frame, run: Run) -> Value:
        seen: list[bool] = []
        unsound: list[Value] = []

        def each(inner: Frame, run: Run) -> bool:
            value = condition(inner, run)
            if value is decides:
                seen.append(decides)
                return False
            if not isinstance(value, bool) and not unsound:
                unsound.append(value)
            return True

        try:
            turns(frame, run, each)
        except Fault as fault:
            return noted(run, fault, span)
        if seen:
            return decides
        return told(run, "rules.feel.no_truth", _NO_TRUTH, span) if unsound else not decides

    return node


_Turns = Callable[[Frame, Run, _Each], bool]


def _iterators(compiler: Compiler, written: tuple[read.Iterator, ...], cost: int) -> tuple[_Turns, int]:
    """Compile iterators; the last one turns fastest. As many scopes stay open as there are iterators."""
    steps: list[tuple[Callable[[Frame, Run], Iterator[Value]], int]] = []
    for one in written:
        source = compiler.node(one.source)
        end = compiler.node(one.end) if one.end else None
        members = _counted(source, end) if end else _listed(source)
        steps.append((members, compiler.bind(one.name)))

    def turn(level: int, frame: Frame, run: Run, each: _Each) -> bool:
        members, slot = steps[level]
        last = level + 1 == len(steps)
        for member in members(frame, run):
            run.charge(cost)
            frame[slot] = member
            going = each(frame, run) if last else turn(level + 1, frame, run, each)
            if not going:
                return False
        return True

    return (lambda frame, run, each: turn(0, frame, run, each)), len(steps)


def _listed(source: Node) -> Callable[[Frame, Run], Iterator[Value]]:
    return lambda frame, run: members_of(source(frame, run))


def members_of(value: Value) -> Iterator[Value]:
    """Return what there is to go through: members, what lies in a range, or the single value.

    Raises:
        Fault: the value is null, or a range without ends to go from and to.
    """
    if type(value) is tuple:
        return iter(value)
    if value is None:
        raise Fault("不能遍历空值", code="rules.feel.iteration_of_null")
    if isinstance(value, Range):
        return _within(value)
    return iter((value,))


def _counted(start: Node, end: Node) -> Callable[[Frame, Run], Iterator[Value]]:
    def members(frame: Frame, run: Run) -> Iterator[Value]:
        return _from_to(start(frame, run), end(frame, run))

    return members


def _within(value: Range) -> Iterator[Value]:
    """Go through a range of whole numbers or days; an end that is not included is left out."""
    members = _from_to(value.start, value.end)
    return (
        member
        for member in members
        if (value.start_included or member != value.start) and (value.end_included or member != value.end)
    )


def _from_to(start: Value, end: Value) -> Iterator[Value]:
    if isinstance(start, Date) and isinstance(end, Date):
        return map(Date.of_days, _numbers(start.days, end.days))
    whole = [
        int(value)
        for value in (start, end)
        if isinstance(value, Decimal) and value == value.to_integral_value()
    ]
    if len(whole) < 2:  # noqa: PLR2004 - both ends
        raise Fault("遍历的区间两端应为整数或日期", code="rules.feel.iteration_ends")
    return map(NUMBERS.create_decimal, _numbers(*whole))


def _numbers(start: int, end: int) -> range:
    return range(start, end + 1) if start <= end else range(start, end - 1, -1)
