"""Reading what begins with a mark or keyword: lists, contexts, ranges, for, some, every, if, function."""

from collections.abc import Mapping
from typing import Final

from tongjian.rules.feel.names import Names
from tongjian.rules.feel.parsing.inner import names_of
from tongjian.rules.feel.parsing.parser import Form, Parser
from tongjian.rules.feel.parsing.types import read_type
from tongjian.rules.feel.syntax import (
    Compares,
    Conditional,
    Definition,
    Entries,
    Iteration,
    Iterator,
    Listing,
    Quantified,
    Ray,
    Syntax,
    TypeSyntax,
)


def _parenthesis(parser: Parser, start: int) -> Syntax:
    if parser.at("=", "!=", "<", "<=", ">", ">="):
        test = parser.test()
        parser.expect(")")
        if isinstance(test, Compares):
            return Ray(parser.since(start), test.comparator, test.operand)
    inner = parser.expression()
    if parser.at(".."):
        return parser.interval("(", inner, start)
    parser.expect(")")
    return inner


def _bracket(parser: Parser, start: int) -> Syntax:
    items: list[Syntax] = []
    while not parser.at("]"):
        if items:
            parser.expect(",")
        items.append(parser.expression())
        if len(items) == 1 and parser.at(".."):
            return parser.interval("[", items[0], start)
    parser.expect("]")
    return Listing(parser.since(start), tuple(items))


def _open_range(parser: Parser, start: int) -> Syntax:
    return parser.interval("]", parser.expression(), start)


def _context(parser: Parser, start: int) -> Syntax:
    entries: list[tuple[str, Syntax]] = []
    parser.push({})
    while not parser.at("}"):
        if entries:
            parser.expect(",")
        name = parser.take().text if parser.peek().kind == "text" else parser.binding(":")
        parser.expect(":")
        value = _entry(parser, name)
        entries.append((name, value))
        inside = names_of(parser, value)
        parser.extend(name, inside)
    parser.pop()
    parser.expect("}")
    return Entries(parser.since(start), tuple(entries))


def _entry(parser: Parser, name: str) -> Syntax:
    """Take the value of an entry; a function knows its own name."""
    if parser.at("function"):
        parser.extend(name, None)
    return parser.expression()


MOST_ITERATORS: Final = 50
"""Variables of one iteration: each is a loop inside those before it."""


def _iterators(parser: Parser) -> tuple[Iterator, ...]:
    """Take iterators, each seeing those before it; as many scopes stay open as there are iterators."""
    found: list[Iterator] = []
    while not found or parser.accept(","):
        if len(found) >= MOST_ITERATORS:
            raise parser.refusal(f"循环变量超过{MOST_ITERATORS}个")
        name = parser.binding("in")
        parser.expect("in")
        source = parser.expression()
        end = parser.expression() if parser.accept("..") else None
        parser.push({name: names_of(parser, source)})
        found.append(Iterator(name, source, end))
    return tuple(found)


def _for(parser: Parser, start: int) -> Syntax:
    iterators = _iterators(parser)
    parser.push({"partial": None})
    parser.expect("return")
    body = parser.expression()
    for _ in range(len(iterators) + 1):
        parser.pop()
    return Iteration(parser.since(start), iterators, body)


def _quantified(*, every: bool) -> Form:
    def read(parser: Parser, start: int) -> Syntax:
        iterators = _iterators(parser)
        parser.expect("satisfies")
        condition = parser.expression()
        for _ in iterators:
            parser.pop()
        return Quantified(parser.since(start), every, iterators, condition)

    return read


def _if(parser: Parser, start: int) -> Syntax:
    condition = parser.expression()
    parser.expect("then")
    consequent = parser.expression()
    parser.expect("else")
    alternative = parser.expression()
    return Conditional(parser.since(start), condition, consequent, alternative)


def _function(parser: Parser, start: int) -> Syntax:
    parser.expect("(")
    parameters: list[tuple[str, TypeSyntax | None]] = []
    while not parser.at(")"):
        if parameters:
            parser.expect(",")
        name = parser.binding(":", ",", ")")
        declared = read_type(parser, parser.declared) if parser.accept(":") else None
        parameters.append((name, declared))
    parser.expect(")")
    external = parser.accept("external")
    parser.push(Names(name for name, _ in parameters))
    body = parser.expression()
    parser.pop()
    return Definition(parser.since(start), tuple(parameters), None if external else body)


FORMS: Final[Mapping[str, Form]] = {
    "(": _parenthesis,
    "[": _bracket,
    "]": _open_range,
    "{": _context,
    "for": _for,
    "some": _quantified(every=False),
    "every": _quantified(every=True),
    "if": _if,
    "function": _function,
}
"""By the mark or keyword that begins them."""
