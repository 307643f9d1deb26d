"""What the room refuses."""

from dataclasses import dataclass
from typing import ClassVar

from tongjian.kit import Absent, Conflict, Forbidden


@dataclass(eq=False, kw_only=True)
class DeliveryAbsent(Absent):
    """There is no such delivery for these eyes."""

    code: ClassVar[str] = "messages.delivery_absent"
    says: ClassVar[str] = "没有找到这次发送"


@dataclass(eq=False, kw_only=True)
class SubscriptionAbsent(Absent):
    """There is no such subscription of this account."""

    code: ClassVar[str] = "messages.subscription_absent"
    says: ClassVar[str] = "没有找到这个推送订阅"


@dataclass(eq=False, kw_only=True)
class OnlySystemsSubscribe(Forbidden):
    """Events are pushed to accounts of systems, not to people."""

    code: ClassVar[str] = "messages.only_systems_subscribe"
    says: ClassVar[str] = "只有系统账号可以订阅事件推送"
    advice: ClassVar[str] = "请由安全管理员为对接系统开通系统账号"


@dataclass(eq=False, kw_only=True)
class OnlyAdministratorsResend(Forbidden):
    """What could not be sent is the system administrator's to look at."""

    code: ClassVar[str] = "messages.only_administrators_resend"
    says: ClassVar[str] = "只有系统管理员可以查看和重发未送出的消息"


@dataclass(eq=False, kw_only=True)
class DeliveryUnderWay(Conflict):
    """Only what was given up is taken up again."""

    code: ClassVar[str] = "messages.delivery_under_way"
    says: ClassVar[str] = "这次发送没有停止，不需要重发"


@dataclass(eq=False, kw_only=True)
class TooManySubscriptions(Conflict):
    """One account keeps a limited number of subscriptions."""

    code: ClassVar[str] = "messages.too_many_subscriptions"
    says: ClassVar[str] = "一个系统账号最多保留 %(most)s 个推送订阅"
    advice: ClassVar[str] = "请先取消不用的订阅"
    most: int


class ChannelDown(Exception):
    """The channel itself does not answer; what it should carry is kept and tried again."""


class AddressRefused(Exception):
    """The channel answered that this address takes nothing; trying again does not help."""
