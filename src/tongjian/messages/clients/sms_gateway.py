"""Text messages through any gateway that takes a signed HTTP POST of JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

import httpx

from tongjian.kit import Problem
from tongjian.messages.domain.deliveries import Address, AddressKind, Outgoing
from tongjian.messages.domain.webhooks import SIGNATURE_HEADER, signature_of
from tongjian.messages.errors import AddressRefused, ChannelDown

URL: Final = "TONGJIAN_SMS_URL"
SECRET: Final = "TONGJIAN_SMS_SECRET"  # noqa: S105  # the variable's name
TEXT: Final = "TONGJIAN_SMS_TEXT"
BODY: Final = "TONGJIAN_SMS_BODY"
_TEXT = "【通建】{title}。{text}详情请登录系统查看。"
_BODY = '{"id": "{id}", "to": "{to}", "text": "{text}"}'
_LONGEST = 300
_SECONDS = 10.0
_LONGEST_ANSWER = 500
_REFUSING = frozenset({400, 404, 410, 422})


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """Posts each message to the gateway's address, signed as webhooks are.

    Attributes:
        url: where the gateway takes messages.
        secret: what both sides sign with; empty for no signature.
        text: what a message says, with places {title}, {text}.
        body: the JSON the gateway wants, with places {id}, {to}, {text} inside its strings.
    """

    url: str
    secret: str = field(default="", repr=False)
    text: str = _TEXT
    body: str = _BODY
    name: str = "sms"
    label: str = "短信"
    sends_to: AddressKind = AddressKind.PHONE

    def check_config(self) -> tuple[Problem, ...]:
        """Return everything wrong with the settings."""
        problems = []
        if urlsplit(self.url).scheme not in {"https", "http"} or not urlsplit(self.url).hostname:
            problems.append(Problem(URL, "应为 http:// 或 https:// 开头的地址"))
        if not isinstance(_read(self.body), dict):
            problems.append(Problem(BODY, "应为一个 JSON 对象"))
        if "{to}" not in self.body or "{text}" not in self.body:
            problems.append(Problem(BODY, "应含有 {to} 和 {text}"))
        return tuple(problems)

    def send(self, message: Outgoing, address: Address) -> None:
        """Send one message.

        Raises:
            ChannelDown: the gateway does not answer, or answers with a fault of its own.
            AddressRefused: the gateway will not take this message.
        """
        text = _filled(self.text, {"title": message.title, "text": message.text})[:_LONGEST]
        places = {"id": str(message.id), "to": address.value, "text": text}
        body = json.dumps(_filled_all(_read(self.body), places), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(message.id)}
        if self.secret:
            headers[SIGNATURE_HEADER] = signature_of(body, secret=self.secret, at=datetime.now(UTC))
        try:
            answer = httpx.post(self.url, content=body, headers=headers, timeout=_SECONDS)
        except httpx.HTTPError as fault:
            raise ChannelDown(f"短信网关：{fault}") from fault
        if answer.is_success:
            return
        told = f"短信网关 HTTP {answer.status_code}: {answer.text[:_LONGEST_ANSWER]}"
        raise AddressRefused(told) if answer.status_code in _REFUSING else ChannelDown(told)


def sms_channel(environment: Mapping[str, str]) -> SmsGateway | None:
    """Return the channel where ``TONGJIAN_SMS_URL`` is set."""
    url = environment.get(URL, "")
    if not url:
        return None
    return SmsGateway(
        url, environment.get(SECRET, ""), environment.get(TEXT) or _TEXT, environment.get(BODY) or _BODY
    )


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _filled_all(value: object, places: Mapping[str, str]) -> object:
    """Fill the places inside the strings of a JSON value; what is filled in can never end a string."""
    match value:
        case str():
            return _filled(value, places)
        case dict():
            return {name: _filled_all(one, places) for name, one in value.items()}
        case list():
            return [_filled_all(one, places) for one in value]
        case _:
            return value


def _filled(template: str, places: Mapping[str, str]) -> str:
    parts = template.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        filled.append(places[name] + rest if closed and name in places else "{" + part)
    return "".join(filled)
