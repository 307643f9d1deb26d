"""Kinds of messages: what people and systems are told about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Audience(StrEnum):
    """Who a message speaks to."""

    APPLICANT = "applicant"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class MessageKind:
    """One kind of event that is told.

    Attributes:
        code: permanent; preferences and subscriptions keep it.
        label: what a person reads beside the ticks.
        channels: by audience, the channels on which it goes out unless the person says otherwise. Who is
            not named here is never told of this kind. The inbox in the system is no channel: it is always
            there.
        optional: a person may switch its channels.
    """

    code: str
    label: str
    channels: Mapping[Audience, tuple[str, ...]] = field(default_factory=dict)
    optional: bool = True


PAPER = "case.paper"
RESULT = "case.result"
REMINDER = "case.reminder"
NEWS = "case.news"
CHANGED = "case.changed"
CONFIRMATION = "person.email_confirmation"
ONLINE_SERVICE = "person.online_service"
INBOX = "inbox"

"""Codes of the kinds below; ``ONLINE_SERVICE`` is no kind of message but the agreement to be served online,
kept beside the ticks under the channel ``INBOX``."""

KINDS: tuple[MessageKind, ...] = (
    MessageKind(PAPER, "文书送达", {Audience.APPLICANT: ("sms", "smtp"), Audience.SYSTEM: ()}),
    MessageKind(RESULT, "办理结果", {Audience.APPLICANT: ("sms", "smtp"), Audience.SYSTEM: ()}),
    MessageKind(
        REMINDER,
        "期限提醒",
        {Audience.APPLICANT: ("sms", "smtp"), Audience.STAFF: ("smtp",), Audience.SYSTEM: ()},
    ),
    MessageKind(
        NEWS,
        "办理进展",
        {Audience.APPLICANT: ("smtp",), Audience.STAFF: (), Audience.SYSTEM: ()},
    ),
    MessageKind(CHANGED, "办件状态变化", {Audience.SYSTEM: ()}),
    MessageKind(CONFIRMATION, "确认电子邮箱", {Audience.APPLICANT: ("smtp",)}, optional=False),
)
"""Everything that is told. A new kind is one more row; nothing else knows the list."""


def find_kind(code: str) -> MessageKind | None:
    """Return the kind of a code."""
    return next((one for one in KINDS if one.code == code), None)


def kinds_for(audience: Audience) -> tuple[MessageKind, ...]:
    """Return the kinds an audience may be told of and may choose the channels of."""
    return tuple(one for one in KINDS if one.optional and audience in one.channels)
