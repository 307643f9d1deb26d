"""JSON on the wire: how requests are read and answers written."""

import json
from typing import Any, Never, cast

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

from tongjian.kit import Invalid, Problem

_DEEPEST = 20


class StrictParser(Parser):
    """Reads JSON without the liberties that databases choke on: NaN, NUL, half characters, endless depth."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the body.

        Raises:
            Invalid: a text holds a character that cannot be stored, or the data is nested too deeply.
        """
        data = json.loads(request.body, parse_constant=_no_constant)
        _check(data, "", 0)
        return cast("dict[str, Any]", data)

    def parse_querydict(
        self,
        data: MultiValueDict,  # type: ignore[type-arg]  # ninja's own signature
        list_fields: list[str],
        request: HttpRequest,
    ) -> dict[str, Any]:
        """Return query or form fields.

        Raises:
            Invalid: a text holds a character that cannot be stored.
        """
        read = super().parse_querydict(data, list_fields, request)
        for name, value in read.items():
            if isinstance(value, str):
                _check(value, name, 0)
        return read


class JsonRenderer(BaseRenderer):
    """Writes answers: amounts as text, dates as ISO 8601, instants in UTC."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ANN401, ARG002
        """Return the bytes of an answer."""
        return to_json(data)


def _check(data: object, where: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise Invalid(problems=(Problem(where, "内容嵌套过深"),))
    match data:
        case str():
            if "\x00" in data or any("\ud800" <= letter <= "\udfff" for letter in data):
                raise Invalid(problems=(Problem(where, "含有不能使用的字符"),))
        case list():
            for index, one in enumerate(data):
                _check(one, f"{where}.{index}".lstrip("."), depth + 1)
        case dict():
            for name, one in data.items():
                _check(name, where, depth + 1)
                _check(one, f"{where}.{name}".lstrip("."), depth + 1)
        case _:
            pass


def _no_constant(_text: str) -> Never:
    raise ValueError
