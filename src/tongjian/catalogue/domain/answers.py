"""Answers to a form: read from what was typed, and checked against the form's schema."""

import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import jsonschema_rs

from tongjian.catalogue.domain.forms import FieldKind, Form, FormField
from tongjian.catalogue.domain.schema_problems import schema_problems
from tongjian.kit import Problem

AnswerValue = str | bool | int | float
"""One answer: text, code of a choice, yes/no, or a number."""

_MOST_DIGITS = 15
_YES_NO = {"yes": True, "1": True, "true": True, "on": True, "no": False, "0": False, "false": False}

_PHRASES = {
    FieldKind.PHONE: "请填写正确的电话号码，例如 13800000000 或 0537-2222222",
    FieldKind.CITIZEN_ID: "请填写 18 位公民身份号码，最后一位可以是 X",
    FieldKind.DATE: "请填写日期，例如 2026-06-01",
    FieldKind.NUMBER: "请填写数字",
    FieldKind.CHOICE: "请从所列选项中选择",
    FieldKind.YES_NO: "请选择是或否",
}


def read_answers(form: Form, typed: Mapping[str, str]) -> dict[str, AnswerValue]:
    """Return what was typed as answers: trimmed, full-width digits made plain, numbers as numbers.

    An empty field is left out. What cannot be read stays text, so that the check can say so and
    nothing typed is lost. Names the form does not have are passed over.
    """
    answers: dict[str, AnswerValue] = {}
    for field in form.fields:
        text = typed.get(field.name, "").strip()
        if text:
            answers[field.name] = _read(field, text)
    return answers


def validate_answers(form: Form, answers: Mapping[str, AnswerValue]) -> tuple[Problem, ...]:
    """Return what is wrong with the answers, one Chinese sentence per field; empty when nothing is."""
    by_name = {field.name: field for field in form.fields}
    checker = jsonschema_rs.Draft202012Validator(json.loads(form.schema), validate_formats=True)
    given = {name: value for name, value in answers.items() if value != ""}
    found = schema_problems(checker.iter_errors(given), field_of=_name_of)
    problems: dict[str, Problem] = {}
    for problem in found:
        problems.setdefault(problem.field, _phrase(by_name.get(problem.field), problem))
    order = {name: position for position, name in enumerate(by_name)}
    return tuple(sorted(problems.values(), key=lambda one: order.get(one.field, len(order))))


def _read(field: FormField, text: str) -> AnswerValue:
    match field.kind:
        case FieldKind.NUMBER:
            return _number(_narrow(text))
        case FieldKind.YES_NO:
            return _YES_NO.get(text.lower(), text)
        case FieldKind.PHONE | FieldKind.DATE:
            return _narrow(text).replace(" ", "")
        case FieldKind.CITIZEN_ID:
            return _narrow(text).replace(" ", "").upper()
        case _:
            return text


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _number(text: str) -> AnswerValue:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    # a huge exponent would take for ever to write out
    if not number.is_finite() or len(text) > _MOST_DIGITS or abs(number.adjusted()) > _MOST_DIGITS:
        return text
    return int(number) if number == number.to_integral_value() else float(number)


def _phrase(field: FormField | None, problem: Problem) -> Problem:
    if field is None:
        return problem
    if problem.says == "请填写":
        verb = "请填写" if field.kind.is_typed else "请选择"
        return Problem(field.name, f"{verb}%(label)s", (("label", field.label),))
    if problem.says in ("格式不正确", "请从所列选项中选择") or problem.says.startswith("应为"):
        return Problem(field.name, _PHRASES.get(field.kind, problem.says), problem.facts)
    return problem


def _name_of(path: tuple[str | int, ...]) -> str:
    return str(path[0]) if path else ""
