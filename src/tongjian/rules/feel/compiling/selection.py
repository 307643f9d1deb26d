"""Paths into contexts, ranges and times, and filters of lists.

Source: DMN 1.5, 10.3.2.5, 10.3.2.9.3, Tables 53 and 65 to 69.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, cost_of, noted, told
from tongjian.rules.feel.operations import property_of
from tongjian.rules.feel.syntax import (
    Between,
    Comparison,
    Conjunction,
    Constant,
    Disjunction,
    Filter,
    InstanceOf,
    Membership,
    Path,
    Quantified,
    Syntax,
)
from tongjian.rules.feel.values import Fault, Value
from tongjian.rules.running import Run, Span

_CONDITIONS: Final = (Comparison, Conjunction, Disjunction, Between, Membership, InstanceOf, Quantified)


def path(compiler: Compiler, syntax: Path) -> Node:
    """Compile a path; on a list it is taken on every member."""
    subject_of, name, span = compiler.node(syntax.subject), syntax.name, compiler.span(syntax.place)

    def node(frame: Frame, run: Run) -> Value:
        subject = subject_of(frame, run)
        if type(subject) is dict and name in subject:
            value: Value = subject[name]
            return value
        return _entry(subject, name, run, span)

    return node


def _entry(subject: Value, name: str, run: Run, span: Span) -> Value:
    if isinstance(subject, tuple):
        run.charge(1 + len(subject))
        return tuple([_entry(member, name, run, span) for member in subject])
    if isinstance(subject, Mapping):
        if name in subject:
            return subject[name]
        return told(run, "rules.feel.no_entry", f"没有名为“{name}”的条目", span)
    try:
        return property_of(subject, name)
    except Fault as fault:
        return noted(run, fault, span)


def filtered(compiler: Compiler, syntax: Filter) -> Node:
    """Compile a filter: by position where the condition is a number, else by what is true of members."""
    subject_of, span = compiler.node(syntax.subject), compiler.span(syntax.place)
    slot = compiler.bind(None)
    condition = compiler.node(syntax.condition)
    compiler.unbind()
    cost = cost_of(syntax.condition)
    select = _by_condition if _is_condition(syntax.condition) else _by_either

    def node(frame: Frame, run: Run) -> Value:
        subject = subject_of(frame, run)
        if subject is None:
            return told(run, "rules.feel.filter_of_null", "不能从空值中筛选", span)
        members = subject if type(subject) is tuple else (subject,)
        outer = frame[slot]
        run.charge(cost * len(members))
        try:
            return select(members, condition, slot, frame, run)
        except Fault as fault:
            return noted(run, fault, span)
        finally:
            frame[slot] = outer

    return node


def _is_condition(syntax: Syntax) -> bool:
    return isinstance(syntax, _CONDITIONS) or (
        isinstance(syntax, Constant) and isinstance(syntax.value, bool)
    )


def _by_either(members: tuple[Value, ...], condition: Node, slot: int, frame: Frame, run: Run) -> Value:
    """Take the first answer for a position if it is a number."""
    frame[slot] = members[0] if members else None
    answer = condition(frame, run)
    if type(answer) is Decimal:
        return _member_at(members, answer)
    if answer is not None and not isinstance(answer, bool):
        raise _no_condition()
    return _by_condition(members, condition, slot, frame, run)


def _by_condition(members: tuple[Value, ...], condition: Node, slot: int, frame: Frame, run: Run) -> Value:
    run.grow(len(members))
    kept: list[Value] = []
    for member in members:
        frame[slot] = member
        answer = condition(frame, run)
        if answer is True:
            kept.append(member)
        elif answer is not None and answer is not False:
            raise _no_condition()
    return tuple(kept)


def _no_condition() -> Fault:
    return Fault("筛选条件应为条件或序号", code="rules.feel.filter_condition")


def _member_at(members: tuple[Value, ...], position: Decimal) -> Value:
    count = len(members)
    if position != position.to_integral_value() or not 1 <= abs(position) <= count:
        raise Fault(
            "序号%(position)s不在1至%(count)s之内",
            code="rules.feel.no_such_member",
            position=position,
            count=count,
        )
    index = int(position)
    return members[index - 1 if index > 0 else index]
