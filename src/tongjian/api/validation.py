"""What is wrong with a request's shape, field by field; in Chinese, translated with the answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from tongjian.api.errors import KeyMissing
from tongjian.kit import Invalid, Problem, Refusal

IDEMPOTENCY_KEY = "Idempotency-Key"

_SENTENCES = {
    "missing": "请填写",
    "extra_forbidden": "没有这个字段",
    "string_type": "应为文字",
    "string_too_long": "内容过长",
    "string_too_short": "请填写",
    "string_pattern_mismatch": "格式不正确",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "greater_than": "数值过小",
    "greater_than_equal": "数值过小",
    "less_than": "数值过大",
    "less_than_equal": "数值过大",
    "enum": "请从所列选项中选择",
    "literal_error": "请从所列选项中选择",
    "too_long": "项目过多",
    "too_short": "请至少填写一项",
    "none_required": "应为空",
}
_BY_PREFIX = {
    "int": "应为整数",
    "float": "应为数字",
    "decimal": "应为数字",
    "uuid": "应为标识（UUID）",
    "datetime": "应为时刻，例如 2026-06-01T08:00:00Z",
    "date": "应为日期，例如 2026-06-01",
    "dict": "应为名称与值的对应",
    "list": "应为列表",
    "tuple": "应为列表",
    "model": "应为对象",
    "mapping": "应为名称与值的对应",
    "union": "不是可用的形式",
}


def problems_of(errors: Sequence[Mapping[str, Any]]) -> Refusal:
    """Return the refusal for what the shape check found; a missing idempotency key stands alone."""
    places = [tuple(str(step) for step in error.get("loc", ())) for error in errors]
    if any(place[-1:] == (IDEMPOTENCY_KEY,) for place in places):
        return KeyMissing()
    told = {
        place: Problem(field=".".join(_field(place)), says=_sentence(str(error.get("type", ""))))
        for place, error in zip(places, errors, strict=True)
    }
    return Invalid(problems=tuple(told.values()))


def _field(place: tuple[str, ...]) -> tuple[str, ...]:
    """Return the path a sender knows: without the source, and without the name the body has here."""
    source, *path = place or ("",)
    named = path[1:] if source in {"body", "header", "form"} and len(path) > 1 else path
    return tuple(named)


def _sentence(kind: str) -> str:
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    return next((text for prefix, text in _BY_PREFIX.items() if kind.startswith(prefix)), "内容不符合要求")
