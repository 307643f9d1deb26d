"""Which channels a person wants for which kind of message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tongjian.messages.domain.kinds import Audience, find_kind


@dataclass(frozen=True, slots=True)
class Preference:
    """One tick that a person set or took away.

    Attributes:
        on: False where the person does not want a channel that the kind goes out on by default.
    """

    kind: str
    channel: str
    on: bool


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person's e-mail address.

    Attributes:
        confirmed_at: when the person proved to read it; nothing but the proof is sent to it before.
    """

    address: str
    confirmed_at: datetime | None = None


def channels_for(kind: str, *, audience: Audience, chosen: Iterable[Preference]) -> tuple[str, ...]:
    """Return the channels on which a message of a kind goes out to a person.

    What the person never touched follows the kind's own list for the audience.
    """
    known = find_kind(kind)
    if known is None or audience not in known.channels:
        return ()
    channels = dict.fromkeys(known.channels[audience], True)
    if known.optional:
        channels |= {one.channel: one.on for one in chosen if one.kind == kind}
    return tuple(name for name, on in channels.items() if on)
