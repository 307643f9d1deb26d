"""Messages: what people and systems are told, on which channels, and what became of each sending."""

from tongjian.messages.actions.messages import Messages, MessageSettings, SettingsRow, Tick
from tongjian.messages.actions.pushing import Deliveries, NewSubscription
from tongjian.messages.actions.sending import Sender
from tongjian.messages.domain.deliveries import (
    Address,
    AddressKind,
    Attempt,
    ChannelTally,
    DeliveryRow,
    DeliveryState,
    Outgoing,
)
from tongjian.messages.domain.kinds import (
    CHANGED,
    KINDS,
    NEWS,
    ONLINE_SERVICE,
    PAPER,
    REMINDER,
    RESULT,
    Audience,
    MessageKind,
    find_kind,
)
from tongjian.messages.domain.messages import Message
from tongjian.messages.domain.preferences import Mailbox, Preference
from tongjian.messages.domain.webhooks import Subscription, payload_of, signature_of
from tongjian.messages.errors import (
    AddressRefused,
    ChannelDown,
    DeliveryAbsent,
    DeliveryUnderWay,
    OnlyAdministratorsResend,
    OnlySystemsSubscribe,
    SubscriptionAbsent,
    TooManySubscriptions,
)
from tongjian.messages.ports import Channel, Directory, Journal, Recipient

__all__ = [
    "CHANGED",
    "KINDS",
    "NEWS",
    "ONLINE_SERVICE",
    "PAPER",
    "REMINDER",
    "RESULT",
    "Address",
    "AddressKind",
    "AddressRefused",
    "Attempt",
    "Audience",
    "Channel",
    "ChannelDown",
    "ChannelTally",
    "Deliveries",
    "DeliveryAbsent",
    "DeliveryRow",
    "DeliveryState",
    "DeliveryUnderWay",
    "Directory",
    "Journal",
    "Mailbox",
    "Message",
    "MessageKind",
    "MessageSettings",
    "Messages",
    "NewSubscription",
    "OnlyAdministratorsResend",
    "OnlySystemsSubscribe",
    "Outgoing",
    "Preference",
    "Recipient",
    "Sender",
    "SettingsRow",
    "Subscription",
    "SubscriptionAbsent",
    "Tick",
    "TooManySubscriptions",
    "find_kind",
    "payload_of",
    "signature_of",
]
