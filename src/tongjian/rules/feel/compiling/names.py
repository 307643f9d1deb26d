"""The values of names, and of what is written out: constants, lists, ranges."""

import re
from collections.abc import Mapping
from typing import Final

from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, fixed, noted, told
from tongjian.rules.feel.compiling.constants import is_constant
from tongjian.rules.feel.operations import range_between, range_by
from tongjian.rules.feel.syntax import (
    Constant,
    Interval,
    Listing,
    Named,
    Ray,
    Temporal,
)
from tongjian.rules.feel.values import Fault, Value
from tongjian.rules.feel.values.reading import read_temporal
from tongjian.rules.running import Run, Span

_FULL_WIDTH: Final = re.compile("[\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff5e]")


def constant(_compiler: Compiler, syntax: Constant) -> Node:
    """Compile a value as written."""
    return fixed(syntax.value)


def temporal(compiler: Compiler, syntax: Temporal) -> Node:
    """Compile ``@"..."``."""
    span = compiler.span(syntax.place)
    try:
        return fixed(read_temporal(syntax.text))
    except Fault as fault:
        wrong = fault

    def node(_frame: Frame, run: Run) -> Value:
        return noted(run, wrong, span)

    return node


def named(compiler: Compiler, syntax: Named) -> Node:
    """Compile a name: of a filtered member's entry, else local, else handed in, else built in."""
    members, slot = compiler.places_of(syntax.name)
    if slot is not None:
        found = _local(slot)
    elif syntax.name in compiler.built_in and syntax.name not in compiler.names.known:
        found = fixed(compiler.built_in[syntax.name])
    else:
        found = _variable(syntax.name, compiler.span(syntax.place))
    return _in_members(syntax.name, members, found) if members else found


def _local(slot: int) -> Node:
    def node(frame: Frame, _run: Run) -> Value:
        value: Value = frame[slot]
        return value

    return node


def _variable(name: str, span: Span) -> Node:
    says = f"名称“{name}”没有值" + ("；运算符和标点应为半角" if _FULL_WIDTH.search(name) else "")

    def node(frame: Frame, run: Run) -> Value:
        try:
            value: Value = frame[0][name]
        except KeyError:
            return told(run, "rules.feel.unknown_name", says, span)
        return value

    return node


def _in_members(name: str, members: tuple[int, ...], outside: Node) -> Node:
    first, *more = members
    if more:
        outside = _in_members(name, tuple(more), outside)

    def node(frame: Frame, run: Run) -> Value:
        member = frame[first]
        if (type(member) is dict or isinstance(member, Mapping)) and name in member:
            value: Value = member[name]
            return value
        return member if name == "item" else outside(frame, run)

    return node


def listing(compiler: Compiler, syntax: Listing) -> Node:
    """Compile a list."""
    items = tuple(compiler.node(item) for item in syntax.items)

    def node(frame: Frame, run: Run) -> Value:
        run.grow(len(items))
        return tuple([item(frame, run) for item in items])

    return compiler.folded(node) if is_constant(compiler, syntax) else node


def interval(compiler: Compiler, syntax: Interval) -> Node:
    """Compile a range with two ends."""
    span = compiler.span(syntax.place)
    start, end = compiler.node(syntax.start), compiler.node(syntax.end)
    low, high = syntax.start_included, syntax.end_included

    def node(frame: Frame, run: Run) -> Value:
        try:
            return range_between(start(frame, run), end(frame, run), start_included=low, end_included=high)
        except Fault as fault:
            return noted(run, fault, span)

    return compiler.folded(node) if is_constant(compiler, syntax) else node


def ray(compiler: Compiler, syntax: Ray) -> Node:
    """Compile a range written as a comparison."""
    span = compiler.span(syntax.place)
    end, comparator = compiler.node(syntax.end), syntax.comparator

    def node(frame: Frame, run: Run) -> Value:
        try:
            return range_by(comparator, end(frame, run))
        except Fault as fault:
            return noted(run, fault, span)

    return compiler.folded(node) if is_constant(compiler, syntax) else node
