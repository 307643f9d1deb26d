"""Boxed conditional, filter, for, some and every.

Source: DMN 1.5, 10.2.2.9 to 10.2.2.11.
"""

from collections.abc import Callable, Mapping
from typing import assert_never

from tongjian.rules.dmn.boxes.inner import inner_names
from tongjian.rules.dmn.expressions import Conditional, Expression, Filter, Iterator
from tongjian.rules.dmn.scope import Code, Scope, Variables
from tongjian.rules.feel.compiling.iteration import members_of
from tongjian.rules.feel.names import NONE
from tongjian.rules.feel.values import Fault, Value
from tongjian.rules.running import Run

Compile = Callable[[Expression | None, Scope], Code]
NO_LIST = "rules.dmn.no_list"
NOT_BOOLEAN = "rules.dmn.not_boolean"


def compile_control(box: Conditional | Filter | Iterator, scope: Scope, compile_box: Compile) -> Code:
    """Compile what decides, filters or loops."""
    match box:
        case Conditional():
            return _conditional(box, scope, compile_box)
        case Filter():
            return _filter(box, scope, compile_box)
        case Iterator():
            return _iterator(box, scope, compile_box)
        case _:
            assert_never(box)


def _conditional(box: Conditional, scope: Scope, compile_box: Compile) -> Code:
    """Compile if, then, else; null takes the alternative as false does, any other condition gives null."""
    condition = compile_box(box.condition, scope)
    then = compile_box(box.then, scope)
    otherwise = compile_box(box.otherwise, scope)

    def evaluate(variables: Variables, run: Run) -> Value:
        decided = condition(variables, run)
        if decided is True:
            return then(variables, run)
        if decided is not False:
            run.report(NOT_BOOLEAN, "条件的值不是真或假")
        return otherwise(variables, run) if decided is False or decided is None else None

    return evaluate


def _filter(box: Filter, scope: Scope, compile_box: Compile) -> Code:
    """Compile a filter; the item is ``item``, and its entries are seen by their own names."""
    items = compile_box(box.items, scope)
    inside = inner_names(box.items, scope) or NONE
    match = compile_box(box.match, scope.including({"item": inside, **inside.known}))

    def evaluate(variables: Variables, run: Run) -> Value:
        value = items(variables, run)
        if value is None:
            run.report(NO_LIST, "不能从空值中筛选")
            return None
        kept = []
        for item in value if isinstance(value, tuple) else (value,):
            run.charge()
            entries = item if isinstance(item, Mapping) else {}
            decided = match({**variables, "item": item, **entries}, run)
            if decided is True:
                kept.append(item)
            elif decided is not False and decided is not None:
                run.report(NOT_BOOLEAN, "筛选条件的值不是真或假")
                return None
        return tuple(kept)

    return evaluate


def _iterator(box: Iterator, scope: Scope, compile_box: Compile) -> Code:
    """Compile for, some or every."""
    items = compile_box(box.items, scope)
    more = {box.variable: inner_names(box.items, scope)}
    if box.kind == "for":
        more["partial"] = None
    body = compile_box(box.body, scope.including(more))
    if box.kind != "for":
        return _quantified(box, items, body)
    # the results so far are a new list at every turn, too dear for a body that never asks for them
    return _for(box.variable, items, body, partial="partial" in str(box.body))


def _for(name: str, items: Code, body: Code, *, partial: bool) -> Code:
    def evaluate(variables: Variables, run: Run) -> Value:
        made: list[Value] = []
        seen = dict(variables)
        for item in members_of(items(variables, run)):
            run.charge()
            seen[name] = item
            run.grow(len(made) if partial else 1)
            seen["partial"] = tuple(made) if partial else ()
            made.append(body(seen, run))
        return tuple(made)

    return _guarded(evaluate)


def _guarded(code: Code) -> Code:
    """The code, with a fault noted and answered by null."""

    def evaluate(variables: Variables, run: Run) -> Value:
        try:
            return code(variables, run)
        except Fault as fault:
            run.report(fault.code, fault.text())
            return None

    return evaluate


def _quantified(box: Iterator, items: Code, body: Code) -> Code:
    """Compile some or every; a condition that is neither truth value nor null leaves no answer at all."""
    name, decisive = box.variable, box.kind == "some"

    def evaluate(variables: Variables, run: Run) -> Value:
        unknown = False
        for item in members_of(items(variables, run)):
            run.charge()
            decided = body({**variables, name: item}, run)
            if decided is decisive:
                return decisive
            unknown = unknown or not isinstance(decided, bool)
            if not isinstance(decided, bool | None):
                break
        if unknown:
            run.report(NOT_BOOLEAN, "条件的值不是真或假")
            return None
        return not decisive

    return _guarded(evaluate)
