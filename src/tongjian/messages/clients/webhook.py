"""Events pushed to subscribers' addresses: signed, without redirects, never into the inner network."""

import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

import httpx

from tongjian.kit import Problem
from tongjian.messages.domain.deliveries import Address, AddressKind, Outgoing
from tongjian.messages.domain.webhooks import SIGNATURE_HEADER, is_public, payload_of, signature_of
from tongjian.messages.errors import AddressRefused, ChannelDown

PRIVATE: Final = "TONGJIAN_WEBHOOK_PRIVATE"
OFF: Final = "TONGJIAN_WEBHOOK_OFF"
_SECONDS = 10.0
_LONGEST_ANSWER = 4096
_SHOWN = 200
_GONE = 410

Resolve = Callable[[str, int], tuple[str, ...]]
"""Whatever tells the IP addresses of a host name."""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the IP addresses of a host name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts events to subscribers.

    The host's name is looked up once; every address it has must lie in the open internet, and the
    connection goes to the very address that was looked at, with the certificate checked for the name.

    Attributes:
        private: addresses of the inner network are allowed too; for subscribers within the house.
        trust: certificates that are trusted; None for those of the machine.
    """

    private: bool = False
    trust: ssl.SSLContext | None = field(default=None, repr=False)
    look_up: Resolve = resolve
    name: str = "webhook"
    label: str = "事件推送"
    sends_to: AddressKind = AddressKind.URL

    def check_config(self) -> tuple[Problem, ...]:
        """Return everything wrong with the settings; there is nothing to set wrong."""
        return ()

    def send(self, message: Outgoing, address: Address) -> None:
        """Push one event; any answer of the 200s takes it.

        Raises:
            ChannelDown: the subscriber does not answer, or not with success.
            AddressRefused: the address is not allowed, or says that it is gone.
        """
        body = payload_of(message)
        signed = signature_of(body, secret=address.secret, at=datetime.now(UTC))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "tongjian-webhook/1",
            "Tongjian-Delivery": str(message.id),
            "Tongjian-Event": message.kind,
            SIGNATURE_HEADER: signed,
        }
        status, told = self._post(address.value, body=body, headers=headers)
        if status == _GONE:
            raise AddressRefused(f"HTTP {status}: {told}")
        if not 200 <= status < 300:  # noqa: PLR2004  # success, as HTTP counts it
            raise ChannelDown(f"HTTP {status}: {told}")

    def _post(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        wanted = httpx.URL(url)
        pinned = wanted.copy_with(host=self._allowed_address(url))
        sent = {**headers, "Host": wanted.netloc.decode("ascii")}
        trust = self.trust or ssl.create_default_context()
        try:
            with (
                httpx.Client(
                    timeout=_SECONDS, verify=trust, follow_redirects=False, trust_env=False
                ) as client,
                client.stream(
                    "POST", pinned, content=body, headers=sent, extensions={"sni_hostname": wanted.host}
                ) as answer,
            ):
                return answer.status_code, _beginning(answer)
        except httpx.HTTPError as fault:
            raise ChannelDown(str(fault) or type(fault).__name__) from fault

    def _allowed_address(self, url: str) -> str:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = self.look_up(host, port)
        except OSError as fault:
            raise ChannelDown(f"找不到主机 {host}") from fault
        if not found:
            raise ChannelDown(f"找不到主机 {host}")
        if not self.private and not all(is_public(one.partition("%")[0]) for one in found):
            raise AddressRefused("推送地址指向内部网络")
        return found[0]


def webhook_channel(environment: Mapping[str, str]) -> Webhook | None:
    """Return the channel, unless ``TONGJIAN_WEBHOOK_OFF`` is 1."""
    if environment.get(OFF) == "1":
        return None
    return Webhook(private=environment.get(PRIVATE) == "1")


def _beginning(answer: httpx.Response) -> str:
    """Return how an answer begins; a subscriber that never stops talking is not listened to."""
    read = b""
    for part in answer.iter_bytes(1024):
        read += part
        if len(read) >= _LONGEST_ANSWER:
            break
    return read.decode(errors="replace")[:_SHOWN]
