"""Reading expressions: FEEL, or the predicate form."""

import json
from decimal import Decimal
from typing import NoReturn

from lxml import etree

from tongjian.flow.domain.deploy.draft import Draft
from tongjian.flow.domain.deploy.vocabulary import PREDICATE, is_feel
from tongjian.flow.domain.expressions import Expression, PredicateForm, compile_feel
from tongjian.rules import MalformedExpression, MalformedPredicate, read_predicate

_MAX_EXPRESSION = 4096


def read_expression(owner: etree._Element, element: etree._Element, draft: Draft) -> Expression | None:
    """Read an expression element in its own language, else that of the file.

    Args:
        owner: the element that a problem is told of.
        element: the expression.
        draft: what is being read.
    """
    language = element.get("language") or draft.language
    text = (element.text or "").strip()
    if len(text) > _MAX_EXPRESSION or len(element):
        draft.findings.add(owner, "表达式过长或含有元素")
        return None
    if language == PREDICATE:
        return _read_predicate(owner, text, draft)
    if is_feel(language):
        return read_feel(owner, text, draft)
    draft.findings.add(owner, "表达式的语言应为 FEEL，现为 %(language)s", language=language)
    return None


def read_feel(owner: etree._Element, text: str, draft: Draft) -> Expression | None:
    """Read a text as FEEL."""
    if len(text) > _MAX_EXPRESSION:
        draft.findings.add(owner, "表达式过长或含有元素")
        return None
    try:
        return compile_feel(text, names=draft.names)
    except MalformedExpression as error:
        draft.findings.add(
            owner,
            "表达式第 %(row)s 行第 %(column)s 列写法不正确：%(fault)s（%(near)s）",
            row=str(error.line),
            column=str(error.column),
            fault=error.what,
            near=error.near,
        )
    return None


def _read_predicate(owner: etree._Element, text: str, draft: Draft) -> Expression | None:
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
        return PredicateForm(text, read_predicate(data))
    except MalformedPredicate as error:
        what = "条件写法不正确（%(where)s）：%(fault)s"
        draft.findings.add(owner, what, where=error.where, fault=error.what)
    except (ValueError, RecursionError):
        draft.findings.add(owner, "条件不是合格的 JSON")
    return None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
