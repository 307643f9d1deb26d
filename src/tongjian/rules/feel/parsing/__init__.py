"""Reading texts of FEEL into syntax."""

from typing import Final

from tongjian.rules.errors import MalformedExpression
from tongjian.rules.feel.names import Index, Names
from tongjian.rules.feel.parsing.forms import FORMS
from tongjian.rules.feel.parsing.parser import Parser
from tongjian.rules.feel.syntax import Answers, Invocation, Named, Syntax, Tests

__all__ = ["read_expression", "read_tests"]

_TOO_DEEP: Final = "嵌套过深"


def read_expression(text: str, *, names: Names, built_in: Index, declared: tuple[str, ...] = ()) -> Syntax:
    """Read a text as one expression.

    Args:
        text: the expression.
        names: that are in scope.
        built_in: finds the names of the built-in functions.
        declared: names of the model's types.

    Raises:
        MalformedExpression: it is none.
    """
    parser = Parser(text, names=names, built_in=built_in, declared=declared, forms=FORMS)
    try:
        syntax = parser.expression()
    except RecursionError as error:
        raise MalformedExpression(line=1, column=1, what=_TOO_DEEP, near=text[:20]) from error
    _finish(parser)
    return syntax


def read_tests(text: str, *, names: Names, built_in: Index, declared: tuple[str, ...] = ()) -> Tests:
    """Read a text as the unary tests of one cell; ``-`` stands for any input.

    Raises:
        MalformedExpression: it is none.
    """
    if text.strip() == "-":
        return Tests((), negated=False)
    parser = Parser(text, names=names, built_in=built_in, declared=declared, forms=FORMS)
    if "?" not in names.known:
        parser.push({"?": None})
    try:
        tests = _tests(parser)
    except RecursionError as error:
        raise MalformedExpression(line=1, column=1, what=_TOO_DEEP, near=text[:20]) from error
    _finish(parser)
    return tests


def _tests(parser: Parser) -> Tests:
    token = parser.peek()
    if token.kind != "name" or token.text != "not" or parser.behind().text != "(":
        return Tests(parser.tests(), negated=False)
    parser.take()
    parser.expect("(")
    tests = parser.tests()
    parser.expect(")")
    if parser.peek().kind == "end":
        return Tests(tests, negated=True)
    only = tests[0]
    if len(tests) > 1 or not isinstance(only, Answers):
        raise parser.refusal("此处应为表达式结尾")
    negation = Named((token.start, token.end), "not", known=True)
    invoked = Invocation(parser.since(token.start), negation, (only.expression,), None)
    left = parser.continued(invoked)
    first = Answers(parser.since(token.start), left, parser.asked)
    more = parser.tests() if parser.accept(",") else ()
    return Tests((first, *more), negated=False)


def _finish(parser: Parser) -> None:
    token = parser.peek()
    if token.kind == "name":
        raise parser.refusal(f"名称“{token.text}”不应在此处：缺少运算符，或者前面的名称与输入数据不一致")
    if token.kind != "end":
        raise parser.refusal(f"此处不应为“{token.text}”")
