"""What can be computed before any variable is known."""

from typing import Final

from tongjian.rules.feel.compiling.compiler import Compiler
from tongjian.rules.feel.syntax import (
    Constant,
    Interval,
    Invocation,
    Listing,
    Named,
    Negation,
    Ray,
    Syntax,
    Temporal,
)
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run

_PURE: Final = frozenset({"date", "time", "date and time", "duration", "years and months duration", "number"})
_WIDEST: Final = 100


def is_constant(compiler: Compiler, syntax: Syntax) -> bool:
    """Return whether a piece of syntax has the same value in every evaluation."""
    match syntax:
        case Constant() | Temporal():
            return True
        case Negation(operand=part) | Ray(end=part):
            return is_constant(compiler, part)
        case Interval(start=start, end=end):
            return is_constant(compiler, start) and is_constant(compiler, end)
        case Listing(items=items):
            return len(items) <= _WIDEST and all(is_constant(compiler, item) for item in items)
        case Invocation(function=Named(name=name), arguments=arguments) if name in _PURE:
            return compiler.is_free(name) and all(is_constant(compiler, part) for part in arguments)
        case _:
            return False


def constant_of(compiler: Compiler, syntax: Syntax) -> tuple[Value] | None:
    """Return the value of a constant, in a tuple; None where it is none or gives a diagnostic."""
    if not is_constant(compiler, syntax):
        return None
    run = Run()
    value = compiler.node(syntax)([{}], run)
    return None if run.diagnostics else (value,)
