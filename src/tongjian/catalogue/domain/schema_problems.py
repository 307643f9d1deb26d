"""Turning what a JSON Schema finds wrong into Chinese sentences with their facts."""

from collections.abc import Callable, Iterator, Mapping

import jsonschema_rs

from tongjian.kit import Problem

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "是或否",
    "array": "列表",
    "object": "对象",
    "null": "空",
}

_SAYS: dict[str, tuple[str, str]] = {
    "maxLength": ("不能超过 %(limit)s 个字", "limit"),
    "minimum": ("不能小于 %(limit)s", "limit"),
    "maximum": ("不能大于 %(limit)s", "limit"),
    "exclusiveMinimum": ("应大于 %(limit)s", "limit"),
    "exclusiveMaximum": ("应小于 %(limit)s", "limit"),
    "minItems": ("至少应有 %(limit)s 项", "limit"),
    "maxItems": ("不能超过 %(limit)s 项", "limit"),
}

_PLAIN = {
    "pattern": "格式不正确",
    "format": "格式不正确",
    "enum": "请从所列选项中选择",
    "const": "只能是规定的值",
    "minLength": "请填写",
    "uniqueItems": "有重复的内容",
    "falseSchema": "不能填写此项",
}

FieldOf = Callable[[tuple[str | int, ...]], str]
"""Names a place in the data as people know it."""


def schema_problems(
    errors: Iterator[jsonschema_rs.ValidationError], *, field_of: FieldOf
) -> tuple[Problem, ...]:
    """Return every problem, in the order of the data, each at its own field."""
    found = [problem for error in errors for problem in _problems(error, field_of)]
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.field))


def _problems(error: jsonschema_rs.ValidationError, field_of: FieldOf) -> Iterator[Problem]:
    path = tuple(error.instance_path)
    kind: str = error.kind.name
    facts: Mapping[str, object] = error.kind.as_dict()
    match kind:
        case "required":
            yield Problem(field_of((*path, str(facts["property"]))), "请填写")
        case "additionalProperties":
            unexpected = facts["unexpected"]
            for name in unexpected if isinstance(unexpected, list) else []:
                yield Problem(field_of((*path, str(name))), "没有这一项")
        case "type":
            yield Problem(field_of(path), "应为%(type)s", (("type", _types(error)),))
        case _ if kind in _SAYS:
            says, fact = _SAYS[kind]
            yield Problem(field_of(path), says, ((fact, str(facts[fact])),))
        case _:
            yield Problem(field_of(path), _PLAIN.get(kind, "内容不符合要求"))


def _types(error: jsonschema_rs.ValidationError) -> str:
    named = error.kind.as_dict().get("types")
    names = named if isinstance(named, list) else [named]
    return "或".join(_TYPES.get(str(name), str(name)) for name in names if name != "null")
