"""Functions defined and invoked, and contexts, whose functions may call themselves."""

from typing import Final

from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, cost_of, noted, told
from tongjian.rules.feel.compiling.constants import is_constant
from tongjian.rules.feel.compiling.types import type_of
from tongjian.rules.feel.syntax import Definition, Entries, Invocation, Named, Syntax
from tongjian.rules.feel.types import coerce
from tongjian.rules.feel.values import Fault, Function, Value
from tongjian.rules.feel.values.shapes import ANY, FunctionType
from tongjian.rules.running import Run, Span

_EXTERNAL: Final = "外部函数不在本系统中运行"


def entries(compiler: Compiler, syntax: Entries) -> Node:
    """Compile a context; each entry sees those before it, a function also itself."""
    span = compiler.span(syntax.place)
    parts: list[tuple[str, int, Node]] = []
    for name, value in syntax.entries:
        if isinstance(value, Definition):
            slot = compiler.bind(name)
            part = definition(compiler, value, own=slot)
        else:
            part = compiler.node(value)
            slot = compiler.bind(name)
        parts.append((name, slot, part))
    compiler.unbind(len(parts))
    twice = len({name for name, _ in syntax.entries}) < len(parts)

    def node(frame: Frame, run: Run) -> Value:
        if twice:
            return told(run, "rules.feel.entry_twice", "上下文中有重名的条目", span)
        run.grow(len(parts))
        made: dict[str, Value] = {}
        for name, slot, part in parts:
            made[name] = frame[slot] = part(frame, run)
        return made

    return node


def definition(compiler: Compiler, syntax: Definition, own: int | None = None) -> Node:
    """Compile a function; ``own`` is the slot of its own name, if it has one."""
    span = compiler.span(syntax.place)
    names = tuple(name for name, _ in syntax.parameters)
    kinds = tuple(type_of(compiler, kind) if kind else ANY for _, kind in syntax.parameters)
    slots = tuple(compiler.bind(name) for name in names)
    body = compiler.node(syntax.body) if syntax.body else _external(span)
    cost = cost_of(syntax)
    compiler.unbind(len(slots))
    if any(kind is None for kind in kinds):
        return _unknown_type(span)
    shape = FunctionType(tuple(kind for kind in kinds if kind is not None), ANY)
    typed = tuple((index, kind) for index, kind in enumerate(shape.parameters) if kind != ANY)

    def node(frame: Frame, _run: Run) -> Value:
        captured = frame.copy()

        def call(run: Run, *arguments: Value) -> Value:
            if len(arguments) != len(slots):
                raise _miscounted(len(slots), len(arguments))
            inner = captured.copy()
            for slot, argument in zip(slots, arguments, strict=True):
                inner[slot] = argument
            for index, kind in typed:
                inner[slots[index]] = coerce(arguments[index], kind)
            run.enter(cost)
            try:
                return body(inner, run)
            finally:
                run.leave()

        made = Function("", names, call, type=shape)
        if own is not None:
            captured[own] = made
        return made

    return node


def invocation(compiler: Compiler, syntax: Invocation) -> Node:
    """Compile a function invoked."""
    span = compiler.span(syntax.place)
    arguments = tuple(compiler.node(argument) for argument in syntax.arguments)
    built_in = _built_in(compiler, syntax.function)
    if syntax.names is not None:
        return _by_name(_invoked(compiler, syntax.function), syntax.names, arguments, span)
    if built_in is None:
        return _by_position(_invoked(compiler, syntax.function), arguments, span)
    made = _known(built_in, arguments, span)
    return compiler.folded(made) if is_constant(compiler, syntax) else made


def _invoked(compiler: Compiler, syntax: Syntax) -> Node:
    """Compile what is invoked; a value that hides a built-in function without being one is passed over."""
    found = compiler.node(syntax)
    hidden = compiler.built_in.get(syntax.name) if isinstance(syntax, Named) else None
    if hidden is None:
        return found

    def node(frame: Frame, run: Run) -> Value:
        value = found(frame, run)
        return value if isinstance(value, Function) else hidden

    return node


def _known(function: Function, arguments: tuple[Node, ...], span: Span) -> Node:
    call = function.call
    if len(arguments) == 1:
        only = arguments[0]

        def one(frame: Frame, run: Run) -> Value:
            run.charge()
            try:
                return call(run, only(frame, run))
            except Fault as fault:
                return noted(run, fault, span)

        return one

    def node(frame: Frame, run: Run) -> Value:
        run.charge()
        try:
            return call(run, *[argument(frame, run) for argument in arguments])
        except Fault as fault:
            return noted(run, fault, span)

    return node


def _by_position(function: Node, arguments: tuple[Node, ...], span: Span) -> Node:
    def node(frame: Frame, run: Run) -> Value:
        invoked = function(frame, run)
        run.charge()
        if not isinstance(invoked, Function):
            return _no_function(run, span)
        try:
            return invoked.call(run, *[argument(frame, run) for argument in arguments])
        except Fault as fault:
            return noted(run, fault, span)

    return node


def _by_name(function: Node, names: tuple[str, ...], arguments: tuple[Node, ...], span: Span) -> Node:
    twice = len(set(names)) < len(names)

    def node(frame: Frame, run: Run) -> Value:
        invoked = function(frame, run)
        run.charge()
        if not isinstance(invoked, Function):
            return _no_function(run, span)
        if twice:
            return told(run, "rules.feel.argument_twice", "参数重复给出", span)
        given = {name: argument(frame, run) for name, argument in zip(names, arguments, strict=True)}
        try:
            return call_by_name(invoked, given, run)
        except Fault as fault:
            return noted(run, fault, span)

    return node


def call_by_name(function: Function, given: dict[str, Value], run: Run) -> Value:
    """Return what a function gives for arguments by name.

    Raises:
        Fault: a name is none of its parameters, or one is missing.
    """
    if function.call_named is not None:
        return function.call_named(run, given)
    if set(given) != set(function.parameters):
        wrong = "、".join(sorted(set(given) ^ set(function.parameters)))
        raise Fault("参数名称不符：%(names)s", code="rules.feel.argument_names", names=wrong)
    return function.call(run, *[given[name] for name in function.parameters])


def _built_in(compiler: Compiler, syntax: Syntax) -> Function | None:
    if isinstance(syntax, Named) and compiler.is_free(syntax.name):
        return compiler.built_in.get(syntax.name)
    return None


def _no_function(run: Run, span: Span) -> Value:
    return told(run, "rules.feel.no_function", "被调用的不是函数", span)


def _miscounted(expected: int, given: int) -> Fault:
    return Fault(
        "函数有%(expected)s个参数，给出了%(given)s个",
        code="rules.feel.argument_count",
        expected=expected,
        given=given,
    )


def _external(span: Span) -> Node:
    def node(_frame: Frame, run: Run) -> Value:
        return told(run, "rules.feel.external_function", _EXTERNAL, span)

    return node


def _unknown_type(span: Span) -> Node:
    def node(_frame: Frame, run: Run) -> Value:
        return told(run, "rules.feel.unknown_type", "类型不存在", span)

    return node
