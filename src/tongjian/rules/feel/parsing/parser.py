"""Reading expressions: operators by rank, from the loosest to the tightest.

Source: DMN 1.5, 10.3.1.2, rules 1 to 20; the order of rule 2 and 4 is the order of rank.
"""

from collections.abc import Callable, Mapping
from typing import Final, cast

from tongjian.rules.feel.names import Index, Names
from tongjian.rules.feel.parsing.inner import names_of
from tongjian.rules.feel.parsing.reader import Reader
from tongjian.rules.feel.parsing.types import read_type
from tongjian.rules.feel.syntax import (
    Answers,
    Arithmetic,
    Between,
    Comparator,
    Compares,
    Comparison,
    Conjunction,
    Constant,
    Disjunction,
    Filter,
    InstanceOf,
    Interval,
    Invocation,
    Membership,
    Named,
    Negation,
    Operator,
    Path,
    Syntax,
    Temporal,
    UnaryTest,
)
from tongjian.rules.feel.tokens import numeral

DEEPEST: Final = 200
"""Expressions inside each other, at most."""

LOOSEST, _OR, _AND, _COMPARISON, _SUM, _PRODUCT, _POWER, _MINUS, _INSTANCE, _POSTFIX = range(10)
_COMPARATORS: Final = ("=", "!=", "<", "<=", ">", ">=")
_WORDS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None}


class Parser(Reader):
    """Reads one expression or one cell of unary tests.

    Attributes:
        declared: names of the model's types.
        asked: whether ``?`` was met.
    """

    def __init__(
        self,
        text: str,
        *,
        names: Names,
        built_in: Index,
        declared: tuple[str, ...],
        forms: "Mapping[str, Form]",
    ) -> None:
        super().__init__(text, names, built_in)
        self.declared = declared
        self.asked = False
        self._forms = forms
        self._depth = 0

    def expression(self, rank: int = LOOSEST) -> Syntax:
        """Take an expression whose operators bind at least as tightly as the rank.

        Raises:
            MalformedExpression: none stands there, or it is nested too deeply.
        """
        self._depth += 1
        if self._depth > DEEPEST:
            raise self.refusal("嵌套过深")
        left = self._prefix()
        left = self.continued(left, rank)
        self._depth -= 1
        return left

    def continued(self, left: Syntax, rank: int = LOOSEST) -> Syntax:
        """Take the operators behind an operand that bind at least as tightly as the rank."""
        for _ in range(DEEPEST):
            token = self.peek()
            follows = _FOLLOWS.get(token.text) if token.kind in {"mark", "keyword"} else None
            if follows is None or follows[0] < rank:
                return left
            made = follows[1](self, left)
            if made is None:
                return left
            left = made
        raise self.refusal("嵌套过深")

    def test(self) -> UnaryTest:
        """Take one positive unary test."""
        start = self.peek().start
        if self.at(*_COMPARATORS):
            comparator = cast("Comparator", self.take().text)
            operand = self.expression(_SUM)
            return Compares(self.since(start), comparator, operand)
        outer, self.asked = self.asked, False
        expression = self.expression()
        asks, self.asked = self.asked, self.asked or outer
        return Answers(self.since(start), expression, asks)

    def tests(self) -> tuple[UnaryTest, ...]:
        """Take unary tests with commas between."""
        found = [self.test()]
        while self.accept(","):
            found.append(self.test())
        return tuple(found)

    def interval(self, opening: str, first: Syntax, start: int) -> Syntax:
        """Take the rest of a range behind its first end."""
        self.expect("..")
        last = self.expression(_SUM)
        if not self.at(")", "]", "["):
            raise self.refusal("区间没有结束")
        closing = self.take().text
        return Interval(self.since(start), first, last, opening == "[", closing == "]")

    def _prefix(self) -> Syntax:
        token = self.peek()
        match token.kind:
            case "number":
                return self._number("")
            case "text":
                self.take()
                return Constant((token.start, token.end), token.text)
            case "name":
                self.take()
                self.asked = self.asked or token.text == "?"
                return Named((token.start, token.end), token.text, token.known)
            case "keyword" if token.text in _WORDS:
                self.take()
                return Constant((token.start, token.end), _WORDS[token.text])
            case _:
                return self._form()

    def _form(self) -> Syntax:
        token = self.peek()
        if token.text == "-":
            self.take()
            if self.peek().kind == "number":
                return self._number("-")
            operand = self.expression(_MINUS)
            return Negation(self.since(token.start), operand)
        if token.text == "@":
            self.take()
            if self.peek().kind != "text":
                raise self.refusal("“@”之后应为文字")
            return Temporal((token.start, self.peek().end), self.take().text)
        form = self._forms.get(token.text)
        if form is None:
            raise self.refusal("表达式不完整" if token.kind == "end" else f"此处不应为“{token.text}”")
        self.take()
        return form(self, token.start)

    def _number(self, sign: str) -> Syntax:
        token = self.take()
        value = numeral(sign + token.text)
        if value is None:
            raise self.refusal("数字过大", token.start)
        return Constant((token.start, token.end), value)


Form = Callable[[Parser, int], Syntax]
"""Reads what begins with a mark or keyword, already taken; is told where that stands."""

_Follow = Callable[[Parser, Syntax], Syntax | None]


def _operators(rank: int, *operators: str) -> _Follow:
    def read(parser: Parser, left: Syntax) -> Syntax:
        rest: list[tuple[Operator, Syntax]] = []
        while parser.at(*operators):
            operator = cast("Operator", parser.take().text)
            rest.append((operator, parser.expression(rank + 1)))
        return Arithmetic(parser.since(left.place[0]), left, tuple(rest))

    return read


def _terms(rank: int, word: str, kind: type[Conjunction] | type[Disjunction]) -> _Follow:
    def read(parser: Parser, left: Syntax) -> Syntax:
        terms = [left]
        while parser.accept(word):
            terms.append(parser.expression(rank + 1))
        return kind(parser.since(left.place[0]), tuple(terms))

    return read


def _compare(parser: Parser, left: Syntax) -> Syntax:
    comparator = cast("Comparator", parser.take().text)
    right = parser.expression(_SUM)
    return Comparison(parser.since(left.place[0]), comparator, left, right)


def _between(parser: Parser, left: Syntax) -> Syntax:
    parser.take()
    low = parser.expression(_SUM)
    parser.expect("and")
    high = parser.expression(_SUM)
    return Between(parser.since(left.place[0]), left, low, high)


def _in(parser: Parser, left: Syntax) -> Syntax:
    parser.take()
    opening = parser.peek()
    if parser.at(*_COMPARATORS):
        tests: tuple[UnaryTest, ...] = (parser.test(),)
    elif parser.accept("("):
        tests = _in_parentheses(parser, opening.start)
    else:
        operand = parser.expression(_SUM)
        tests = (Answers(operand.place, operand, asks=False),)
    return Membership(parser.since(left.place[0]), left, tests)


def _in_parentheses(parser: Parser, start: int) -> tuple[UnaryTest, ...]:
    """Take tests, a range, or an expression that begins with a parenthesis."""
    tests = parser.tests()
    only = tests[0]
    if len(tests) > 1 or isinstance(only, Compares):
        parser.expect(")")
        return tests
    expression = only.expression
    if parser.at(".."):
        expression = parser.interval("(", expression, start)
    else:
        parser.expect(")")
    expression = parser.continued(expression, _SUM)
    return (Answers(parser.since(start), expression, only.asks),)


def _instance_of(parser: Parser, left: Syntax) -> Syntax:
    parser.take()
    parser.expect("of")
    named = read_type(parser, parser.declared)
    return InstanceOf(parser.since(left.place[0]), left, named)


def _path(parser: Parser, left: Syntax) -> Syntax:
    parser.take()
    name = parser.entry(names_of(parser, left))
    return Path(parser.since(left.place[0]), left, name)


def _filter(parser: Parser, left: Syntax) -> Syntax | None:
    if _closes_range(parser):
        return None
    parser.take()
    inside = names_of(parser, left)
    if inside is None:
        parser.push_any()
    else:
        parser.push(inside)
    parser.push({"item": inside} if inside is None or "item" not in inside.known else {})
    condition = parser.expression()
    parser.pop()
    parser.pop()
    parser.expect("]")
    return Filter(parser.since(left.place[0]), left, condition)


def _closes_range(parser: Parser) -> bool:
    """Return whether ``[`` ends an open range: nothing follows that could be a condition."""
    ahead = parser.behind()
    if ahead.kind == "mark":
        return ahead.text not in {"(", "[", "{", "-", "@"}
    return ahead.kind == "end" or ahead.text in _NO_CONDITION


_NO_CONDITION: Final = frozenset(
    {"and", "or", "then", "else", "return", "satisfies", "in", "between", "instance"}
)


def _invocation(parser: Parser, left: Syntax) -> Syntax:
    parser.take()
    names: list[str] = []
    arguments: list[Syntax] = []
    while not parser.at(")"):
        if arguments:
            parser.expect(",")
        name = parser.argument_name()
        if name is not None:
            names.append(name)
        if len(names) != (len(arguments) + 1 if name is not None else 0):
            raise parser.refusal("参数应全部按名称或全部按位置给出")
        arguments.append(parser.expression())
    parser.expect(")")
    given = tuple(names) if names else None
    return Invocation(parser.since(left.place[0]), left, tuple(arguments), given)


_FOLLOWS: Final[Mapping[str, tuple[int, _Follow]]] = {
    "or": (_OR, _terms(_OR, "or", Disjunction)),
    "and": (_AND, _terms(_AND, "and", Conjunction)),
    **dict.fromkeys(_COMPARATORS, (_COMPARISON, _compare)),
    "between": (_COMPARISON, _between),
    "in": (_COMPARISON, _in),
    **dict.fromkeys(("+", "-"), (_SUM, _operators(_SUM, "+", "-"))),
    **dict.fromkeys(("*", "/"), (_PRODUCT, _operators(_PRODUCT, "*", "/"))),
    "**": (_POWER, _operators(_POWER, "**")),
    "instance": (_INSTANCE, _instance_of),
    ".": (_POSTFIX, _path),
    "[": (_POSTFIX, _filter),
    "(": (_POSTFIX, _invocation),
}
