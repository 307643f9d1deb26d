"""Boxed functions and invocations.

Source: DMN 1.5, 10.2.2.7 (invocation), 10.2.2.8 (function), 10.3.2.13 (semantics of invocation).
"""

from collections.abc import Callable, Mapping, Sequence

from tongjian.rules.dmn.expressions import Expression, FunctionDefinition, Invocation
from tongjian.rules.dmn.scope import Code, Scope, Variables
from tongjian.rules.dmn.types import ItemType
from tongjian.rules.dmn.types.coercion import fits
from tongjian.rules.feel.names import same_name
from tongjian.rules.feel.values import Fault, Function, Value
from tongjian.rules.feel.values.shapes import ANY, FunctionType
from tongjian.rules.running import Run

Compile = Callable[[Expression | None, Scope], Code]
Parameters = Sequence[tuple[str, ItemType]]


def compile_definition(box: FunctionDefinition, scope: Scope, compile_box: Compile) -> Code:
    """Compile a function definition to code that gives the function."""
    declared = scope.types.named(box.type_ref, box.at) if box.type_ref else None
    result = declared.result if declared is not None and declared.parameters is not None else declared
    parameters = [(one.name, scope.types.of(one)) for one in box.parameters]
    if box.kind != "FEEL":
        outside = external(box, parameters)
        return lambda _variables, _run: outside
    body = compile_box(box.body, scope.including({name: kind.names for name, kind in parameters}))

    def evaluate(variables: Variables, _run: Run) -> Value:
        def call(inner: Run, bound: Mapping[str, Value]) -> Value:
            return body({**variables, **bound}, inner)

        return function_value("", parameters, call, result)

    return evaluate


def external(box: FunctionDefinition, parameters: Parameters) -> Function:
    """Return the function for code that is not run here: it never gives a value."""

    def call(_run: Run, *_arguments: Value) -> Value:
        raise Fault("不执行外部函数（%(kind)s）", code="rules.dmn.external_function", kind=box.kind)

    return Function("", tuple(name for name, _ in parameters), call)


def function_value(
    name: str,
    parameters: Parameters,
    body: Callable[[Run, Mapping[str, Value]], Value],
    result: ItemType | None = None,
) -> Function:
    """Return a function whose arguments are turned into the parameters' types.

    An argument that does not fit leaves the body uninvoked: null with a diagnostic.
    """
    names = tuple(parameter for parameter, _ in parameters)
    kinds = [kind for _, kind in parameters]

    def call(run: Run, *arguments: Value) -> Value:
        if len(arguments) != len(names):
            raise Fault(
                "函数 %(name)s 需要 %(needed)s 个参数，给出 %(given)s 个",
                code="rules.dmn.wrong_arguments",
                name=name or "（无名）",
                needed=len(names),
                given=len(arguments),
            )
        bound = {}
        for parameter, kind, argument in zip(names, kinds, arguments, strict=True):
            fitting, bound[parameter] = fits(argument, kind, run)
            if not fitting:
                raise Fault(
                    "参数 %(parameter)s 的值不符合类型 %(type)s",
                    code="rules.dmn.not_of_type",
                    parameter=parameter,
                    type=kind.name,
                )
        run.enter()
        try:
            value = body(run, bound)
        finally:
            run.leave()
        return value if result is None else _result(value, result, run)

    shape = FunctionType(tuple(kind.shape for kind in kinds), result.shape if result is not None else ANY)
    return Function(name, names, call, None, shape)


def compile_invocation(box: Invocation, scope: Scope, compile_box: Compile) -> Code:
    """Compile an invocation; arguments are bound by name."""
    called = compile_box(box.called, scope)
    bindings = [(one.parameter.name, compile_box(one.value, scope)) for one in box.bindings]
    where = box.at.id

    def evaluate(variables: Variables, run: Run) -> Value:
        function = called(variables, run)
        arguments = {name: code(variables, run) for name, code in bindings}
        run.where = where
        try:
            return _invoke(function, arguments, run)
        except Fault as fault:
            run.where = where
            run.report(fault.code, fault.text())
            return None

    return evaluate


def _invoke(function: Value, arguments: Mapping[str, Value], run: Run) -> Value:
    if not isinstance(function, Function):
        raise Fault("被调用的不是函数", code="rules.dmn.not_a_function")
    if function.call_named is not None:
        return function.call_named(run, arguments)
    ordered = []
    for parameter in function.parameters:
        given = [value for name, value in arguments.items() if same_name(name, parameter)]
        if not given:
            raise Fault("缺少参数 %(parameter)s", code="rules.dmn.wrong_arguments", parameter=parameter)
        ordered.append(given[0])
    if len(arguments) > len(ordered):
        raise Fault("参数多于函数的定义", code="rules.dmn.wrong_arguments")
    return function.call(run, *ordered)


def _result(value: Value, kind: ItemType, run: Run) -> Value:
    fitting, converted = fits(value, kind, run)
    if not fitting:
        raise Fault("函数的结果不符合类型 %(type)s", code="rules.dmn.not_of_type", type=kind.name)
    return converted
