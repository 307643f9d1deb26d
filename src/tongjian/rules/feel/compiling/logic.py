"""Three-valued logic and the choice by a condition.

Source: DMN 1.5, 10.3.2.6 (Tables 50 and 51), 10.3.2.9.2.
"""

from typing import Final

from tongjian.rules.feel.compiling.compiler import Compiler, Frame, Node, told
from tongjian.rules.feel.syntax import Conditional, Conjunction, Disjunction
from tongjian.rules.feel.values import Value
from tongjian.rules.running import Run, Span

_NO_TRUTH: Final = "逻辑运算的操作数不是 true 或 false"
_OPEN: Final = "条件既不为真也不为假"


def conjunction(compiler: Compiler, syntax: Conjunction) -> Node:
    """Compile ``and``: false as soon as one term is false."""
    return _joined(
        tuple(compiler.node(term) for term in syntax.terms), compiler.span(syntax.place), decides=False
    )


def disjunction(compiler: Compiler, syntax: Disjunction) -> Node:
    """Compile ``or``: true as soon as one term is true."""
    return _joined(
        tuple(compiler.node(term) for term in syntax.terms), compiler.span(syntax.place), decides=True
    )


def _joined(terms: tuple[Node, ...], span: Span, *, decides: bool) -> Node:
    otherwise = not decides
    first, *more = terms
    if len(more) == 1:
        return _two(first, more[0], span, decides=decides)

    def node(frame: Frame, run: Run) -> Value:
        sound = True
        for term in terms:
            value = term(frame, run)
            if value is decides:
                return decides
            if value is not otherwise:
                sound = False
        return otherwise if sound else told(run, "rules.feel.no_truth", _NO_TRUTH, span)

    return node


def _two(first: Node, second: Node, span: Span, *, decides: bool) -> Node:
    otherwise = not decides

    def node(frame: Frame, run: Run) -> Value:
        left = first(frame, run)
        if left is decides:
            return decides
        right = second(frame, run)
        if right is decides:
            return decides
        if left is otherwise and right is otherwise:
            return otherwise
        return told(run, "rules.feel.no_truth", _NO_TRUTH, span)

    return node


def conditional(compiler: Compiler, syntax: Conditional) -> Node:
    """Compile ``if``: false and null take the alternative; what is no truth value gives null."""
    span = compiler.span(syntax.condition.place)
    condition = compiler.node(syntax.condition)
    consequent, alternative = compiler.node(syntax.consequent), compiler.node(syntax.alternative)

    def node(frame: Frame, run: Run) -> Value:
        value = condition(frame, run)
        if value is True:
            return consequent(frame, run)
        if value is not False:
            run.report("rules.feel.open_condition", _OPEN, span=span)
        return alternative(frame, run) if value is False or value is None else None

    return node
