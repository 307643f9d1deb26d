"""Events pushed to other systems: subscriptions, the payload, its signature, and where it may go."""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from uuid import UUID

from tongjian.kit import Problem
from tongjian.messages.domain.deliveries import Outgoing
from tongjian.messages.domain.kinds import Audience, kinds_for

SCHEMA: Final = "tongjian.event/1"
"""Name and version of the payload; a field may be added within a version, never changed or removed."""

SIGNATURE_HEADER: Final = "Tongjian-Signature"
SIGNATURE_VERSION: Final = "v1"
_NAT64 = IPv6Network("64:ff9b::/96")
_LONGEST_URL = 500
_URL = re.compile(r"(https?)://[^\s/?#@]+(/[^\s#]*)?(\?[^\s#]*)?")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A system's wish to be told of events.

    Attributes:
        person: the system account that keeps it.
        organisation: whose cases it is told of.
        kinds: codes of the kinds of events.
        ended_at: when it was called off; None while it holds.
    """

    id: UUID
    person: UUID
    organisation: UUID
    url: str
    kinds: tuple[str, ...]
    created_at: datetime
    ended_at: datetime | None = None


def problems_of(url: str, kinds: tuple[str, ...], *, plain: bool) -> tuple[Problem, ...]:
    """Return what is wrong with a subscription that is asked for.

    Args:
        url: where events are to go.
        kinds: codes of the kinds wanted.
        plain: http and private addresses are allowed here.
    """
    problems = []
    read = _URL.fullmatch(url)
    if read is None or (read[1] == "http" and not plain) or len(url) > _LONGEST_URL:
        says = "推送地址应以 https:// 开头，不带用户名、口令和 # 片段，最多 500 个字符"
        problems.append(Problem("url", says))
    known = {one.code for one in kinds_for(Audience.SYSTEM)}
    strange = sorted(set(kinds) - known)
    if not kinds or strange:
        facts = (("kinds", "、".join(sorted(known))),)
        problems.append(Problem("kinds", "请选择要推送的事件：%(kinds)s", facts))
    return tuple(problems)


def payload_of(message: Outgoing) -> bytes:
    """Return the body of an event: JSON with sorted keys, no personal data, the same at every try."""
    body = {
        "schema": SCHEMA,
        "id": str(message.message),
        "kind": message.kind,
        "at": message.sent_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "case": None if message.case is None else str(message.case),
        "title": message.title,
        "facts": dict(message.facts),
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signature_of(body: bytes, *, secret: str, at: datetime) -> str:
    """Return the signature header: the second it was signed at and HMAC-SHA256 over "second.body".

    Source: docs/webhooks.md.
    """
    second = str(int(at.timestamp()))
    mac = hmac.new(secret.encode(), second.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={second},{SIGNATURE_VERSION}={mac}"


def is_public(address: str) -> bool:
    """Tell whether an IP address lies in the open internet; forms that hide another are looked through."""
    return all(one.is_global and not one.is_multicast for one in _meant(ip_address(address)))


def _meant(address: IPv4Address | IPv6Address) -> tuple[IPv4Address | IPv6Address, ...]:
    """Return an address and every IPv4 address hidden in it."""
    if isinstance(address, IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    hidden = [one for one in (address.sixtofour, *(address.teredo or ())) if one is not None]
    return (address, *hidden)
