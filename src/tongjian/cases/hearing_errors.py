"""What is refused about interested parties (利害关系人) and hearings (听证)."""

from dataclasses import dataclass
from typing import ClassVar

from tongjian.kit import Conflict, Refusal

_LAW = "《中华人民共和国行政许可法》"


@dataclass(eq=False, kw_only=True)
class PartiesNotHeard(Conflict):
    """No decision before those concerned could speak, or before the hearing is over."""

    code: ClassVar[str] = "cases.parties_not_heard"
    says: ClassVar[str] = "现在还不能作出决定：%(why)s"
    basis: ClassVar[str] = f"{_LAW}第三十六条、第四十六条、第四十七条"
    advice: ClassVar[str] = "请等待期限届满，或者听证举行并记录之后再决定"
    why: str


@dataclass(eq=False, kw_only=True)
class PartyUnknown(Refusal):
    """Nobody of that kind was told of the right to be heard."""

    code: ClassVar[str] = "cases.party_unknown"
    says: ClassVar[str] = "没有告知过%(who)s陈述申辩和听证的权利"
    basis: ClassVar[str] = f"{_LAW}第三十六条、第四十七条"
    advice: ClassVar[str] = "请先由审查人员告知申请人和利害关系人"
    who: str


@dataclass(eq=False, kw_only=True)
class PartyTooLate(Conflict):
    """The party's own clock has run out, or it has done this already."""

    code: ClassVar[str] = "cases.party_too_late"
    says: ClassVar[str] = "%(who)s不能再%(what)s：%(why)s"
    basis: ClassVar[str] = f"{_LAW}第三十六条、第四十七条"
    advice: ClassVar[str] = "仍有意见的，可以书面提交审批部门；对决定不服的，可以申请行政复议或者提起行政诉讼"
    who: str
    what: str
    why: str


@dataclass(eq=False, kw_only=True)
class NoHearingOpen(Conflict):
    """No hearing was applied for or ordered, or it is not set yet."""

    code: ClassVar[str] = "cases.no_hearing_open"
    says: ClassVar[str] = "听证不能这样办理：%(why)s"
    basis: ClassVar[str] = f"{_LAW}第四十七条、第四十八条"
    advice: ClassVar[str] = "请查看听证的进展"
    why: str


@dataclass(eq=False, kw_only=True)
class HearingNoticeTooShort(Refusal):
    """The parties are told of time and place so many days ahead."""

    code: ClassVar[str] = "cases.hearing_notice_too_short"
    says: ClassVar[str] = "举行听证应当提前 %(days)s 个工作日通知，最早可以定在 %(earliest_on)s"
    basis: ClassVar[str] = f"{_LAW}第四十八条第一款第（一）项"
    advice: ClassVar[str] = "请改定日期"
    days: int
    earliest_on: str
    field: str = "held_on"


@dataclass(eq=False, kw_only=True)
class HearingTooLate(Refusal):
    """A day in time is still to be had, so a later one is not."""

    code: ClassVar[str] = "cases.hearing_too_late"
    says: ClassVar[str] = "应当在 %(latest_on)s 以前举行听证"
    basis: ClassVar[str] = f"{_LAW}第四十七条第一款"
    advice: ClassVar[str] = "请改定日期"
    latest_on: str
    field: str = "held_on"


@dataclass(eq=False, kw_only=True)
class ChairReviewed(Refusal):
    """Who reviews the application does not chair its hearing."""

    code: ClassVar[str] = "cases.chair_reviewed"
    says: ClassVar[str] = "%(chair)s参与了本申请的审查，不能担任听证主持人"
    basis: ClassVar[str] = f"{_LAW}第四十八条第一款第（三）项"
    advice: ClassVar[str] = "请指定审查该申请的工作人员以外的人员主持"
    chair: str
    field: str = "chair"
