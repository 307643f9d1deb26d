"""What acts on consultations and comprehensive replies refuse."""

from dataclasses import dataclass
from typing import ClassVar

from tongjian.kit import Conflict, Refusal


@dataclass(eq=False, kw_only=True)
class ConsultationOpen(Conflict):
    """No decision is taken while an answer is still waited for."""

    code: ClassVar[str] = "cases.consultation_open"
    says: ClassVar[str] = "正在征求意见，不能作出决定：等待%(who)s"
    basis: ClassVar[str] = "征求意见答复前不作出决定；征求意见的时间包含在承办部门的办理时限内"
    advice: ClassVar[str] = "请等待答复、催办，或说明理由后撤回征求意见；逾期未答复的按征求意见的种类处理"
    who: str


@dataclass(eq=False, kw_only=True)
class OpinionNotAnswered(Refusal):
    """The lead may decide against an opinion, but says why first."""

    code: ClassVar[str] = "cases.opinion_not_answered"
    says: ClassVar[str] = "%(who)s不同意，请先说明未采纳的理由"
    basis: ClassVar[str] = "承办部门可以不采纳征求到的意见，但应当记录理由"
    advice: ClassVar[str] = "请在“征求意见”中填写未采纳的理由后再作出决定"
    who: str


@dataclass(eq=False, kw_only=True)
class AgreementMissing(Refusal):
    """The law demands an express agreement that was not given; nothing replaces it."""

    code: ClassVar[str] = "cases.agreement_missing"
    says: ClassVar[str] = "没有取得%(who)s的明确同意，不能准予"
    basis: ClassVar[str] = "依据：%(law)s"
    advice: ClassVar[str] = "请重新征求并取得该部门的书面同意，或依法作出不予准予的决定"
    who: str
    law: str


@dataclass(eq=False, kw_only=True)
class SilenceNotLawful(Refusal):
    """Consent by silence is no kind of consultation for this department and item."""

    code: ClassVar[str] = "cases.silence_not_lawful"
    says: ClassVar[str] = "向%(who)s征求意见不能采用“%(kind)s”：逾期不能视为同意"
    basis: ClassVar[str] = "依据：%(law)s"
    advice: ClassVar[str] = "请改用“依法须经同意”的征求意见，或由申请人另行申请该部门的许可"
    who: str
    kind: str
    law: str


@dataclass(eq=False, kw_only=True)
class ConsultationSettled(Conflict):
    """The consultation no longer waits for this."""

    code: ClassVar[str] = "cases.consultation_settled"
    says: ClassVar[str] = "征求意见 %(number)s 当前为“%(status_label)s”，不能执行“%(act_label)s”"
    basis: ClassVar[str] = "征求意见的办理规则"
    advice: ClassVar[str] = "请查看征求意见的最新情况"
    number: str
    status_label: str
    act_label: str


@dataclass(eq=False, kw_only=True)
class AlreadyReturned(Refusal):
    """An objection is sent back for reasons once, within the limit."""

    code: ClassVar[str] = "cases.already_returned"
    says: ClassVar[str] = "征求意见 %(number)s 不能再退回：只能在答复时限内退回一次"
    basis: ClassVar[str] = "未说明理由的意见在同一时限内退回一次"
    advice: ClassVar[str] = "不采纳该意见的，请填写未采纳的理由"
    number: str


@dataclass(eq=False, kw_only=True)
class CasesStillOpen(Conflict):
    """A comprehensive reply waits for all decisions, unless it says that it is interim."""

    code: ClassVar[str] = "cases.cases_still_open"
    says: ClassVar[str] = "还有%(number)s个事项没有办结，不能作出综合答复：%(items)s"
    basis: ClassVar[str] = "并联审批由牵头部门在各事项办结后统一答复"
    advice: ClassVar[str] = "请等待各事项办结，或作出阶段性综合答复"
    number: int
    items: str
