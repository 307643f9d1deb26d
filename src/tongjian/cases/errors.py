"""What this room refuses."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tongjian.kit import Absent, Conflict, Forbidden, Refusal


@dataclass(eq=False, kw_only=True)
class SecretProject(Refusal):
    """涉密项目 may not be entered into a system on an open network; nothing was stored."""

    code: ClassVar[str] = "cases.secret_project"
    says: ClassVar[str] = "涉密项目不能在本系统登记，本次填写的内容没有保存"
    basis: ClassVar[str] = "国办发〔2019〕11号（适用范围不含特殊工程）；《保守国家秘密法》"
    advice: ClassVar[str] = "请携带材料到审批部门的涉密业务窗口线下办理"


@dataclass(eq=False, kw_only=True)
class EmergencyProject(Refusal):
    """Emergency and disaster relief works go their own way; nothing was stored."""

    code: ClassVar[str] = "cases.emergency_project"
    says: ClassVar[str] = "应急抢险救灾工程不走本系统的审批流程，本次填写的内容没有保存"
    basis: ClassVar[str] = "国办发〔2019〕11号（适用范围不含特殊工程）"
    advice: ClassVar[str] = "请直接联系住房城乡建设部门应急值班电话，先行处置、事后补办"


@dataclass(eq=False, kw_only=True)
class ProjectAlreadyRegistered(Conflict):
    """The project code is in use."""

    code: ClassVar[str] = "cases.project_already_registered"
    says: ClassVar[str] = "项目代码 %(project_code)s 已经登记过"
    advice: ClassVar[str] = "请在“我的项目”中查找；如不是您登记的，请联系综合窗口核实"
    project_code: str


@dataclass(eq=False, kw_only=True)
class NotFound(Absent):
    """No such thing, or not for these eyes."""

    code: ClassVar[str] = "cases.not_found"
    says: ClassVar[str] = "没有找到该%(what)s，或者您无权查看"
    advice: ClassVar[str] = "请从列表重新进入；如果应当能看到，请联系本单位管理员核对岗位授权"
    what: str


@dataclass(eq=False, kw_only=True)
class CaseStillOpen(Conflict):
    """The process of a case that is not concluded is ended by an act on the case alone."""

    code: ClassVar[str] = "cases.case_still_open"
    says: ClassVar[str] = "办件 %(number)s 尚未办结，不能直接终止其流程"
    basis: ClassVar[str] = "《行政许可法》第三十八条（是否准予由行政机关作出决定）"
    advice: ClassVar[str] = "请更正变量后重试；确需终止的，由申请人撤回申请，或由承办部门作出决定"
    number: str


@dataclass(eq=False, kw_only=True)
class NotYourTask(Forbidden):
    """The task belongs to another post."""

    code: ClassVar[str] = "cases.not_your_task"
    says: ClassVar[str] = "该环节（%(node_name)s）应由%(who)s办理"
    basis: ClassVar[str] = "岗位授权"
    advice: ClassVar[str] = "请转请有权办理的人员处理"
    node_name: str
    who: str


@dataclass(eq=False, kw_only=True)
class SamePersonReviewedAndDecides(Forbidden):
    """Review and decision lie in different hands."""

    code: ClassVar[str] = "cases.same_person"
    says: ClassVar[str] = "您已经对该办件出具审查意见，不能再由您作出决定"
    basis: ClassVar[str] = "审查与决定分离"
    advice: ClassVar[str] = "请由本部门其他审批人员作出决定"


@dataclass(eq=False, kw_only=True)
class ActNotAllowed(Conflict):
    """The act is not one that may be done in the present state."""

    code: ClassVar[str] = "cases.act_not_allowed"
    says: ClassVar[str] = "办件当前状态为“%(state_label)s”，不能执行“%(act_label)s”"
    basis: ClassVar[str] = "办理状态流转规则（数据共享交换标准 BLZT）"
    advice: ClassVar[str] = "请查看办件最新状态和可执行的操作"
    state_label: str
    act_label: str
    case: UUID


@dataclass(eq=False, kw_only=True)
class StaleCase(Conflict):
    """Someone acted on the case since the page was shown."""

    code: ClassVar[str] = "cases.stale"
    says: ClassVar[str] = "该办件刚刚已被处理，当前状态为“%(state_label)s”，您的操作没有执行"
    advice: ClassVar[str] = "请查看最新状态；您填写的内容已保留，可复制后重新提交"
    state_label: str
    case: UUID
    position: int


@dataclass(eq=False, kw_only=True)
class StaleDraft(Conflict):
    """The draft was saved elsewhere since this page was shown."""

    code: ClassVar[str] = "cases.stale_draft"
    says: ClassVar[str] = "该草稿已在别处保存过（第 %(version)s 版），本次修改没有保存"
    advice: ClassVar[str] = "请打开最新草稿核对后再修改；您刚才填写的内容仍显示在本页"
    draft: UUID
    version: int


@dataclass(eq=False, kw_only=True)
class AlreadySubmitted(Conflict):
    """The draft has been submitted; it can no longer change."""

    code: ClassVar[str] = "cases.already_submitted"
    says: ClassVar[str] = "该申报已经提交，不能重复提交或修改"
    advice: ClassVar[str] = "请在“我的办件”查看办理进度；需要修改的，可申请撤回"
    application: UUID


@dataclass(eq=False, kw_only=True)
class KeyUsedForAnother(Refusal):
    """The idempotency key came with another request before."""

    code: ClassVar[str] = "cases.key_used"
    says: ClassVar[str] = "幂等键已被另一个不同的请求使用"
    advice: ClassVar[str] = "请为新的请求使用新的幂等键"
    key: str


@dataclass(eq=False, kw_only=True)
class SecondCorrection(Refusal):
    """补正 is told once; a later notice may only repeat what stays unmet."""

    code: ClassVar[str] = "cases.second_correction"
    says: ClassVar[str] = "补正应当一次性告知，第二次补正不能增加新的内容：%(points)s"
    basis: ClassVar[str] = "《行政许可法》第三十二条第一款第（四）项"
    advice: ClassVar[str] = (
        "只能针对首次补正告知中仍未满足的内容；首次遗漏的，由本地区监督人员说明理由、允许补充告知；"
        "其余请受理后在审查中处理"
    )
    points: str


@dataclass(eq=False, kw_only=True)
class PrerequisiteMissing(Refusal):
    """An item cannot be applied for before the valid result it rests on."""

    code: ClassVar[str] = "cases.prerequisite_missing"
    says: ClassVar[str] = "“%(item_name)s”需要先取得：%(missing)s"
    basis: ClassVar[str] = "事项清单的前置条件"
    advice: ClassVar[str] = "请先办理前置事项，或在申报中去掉该事项"
    item: str
    item_name: str
    missing: str


@dataclass(eq=False, kw_only=True)
class ItemNotApplicable(Refusal):
    """The item does not apply to the project, or a question is still open."""

    code: ClassVar[str] = "cases.item_not_applicable"
    says: ClassVar[str] = "“%(item_name)s”不能申报：%(why)s"
    advice: ClassVar[str] = "请核对项目信息，或咨询综合窗口"
    item: str
    item_name: str
    why: str


@dataclass(eq=False, kw_only=True)
class CaseAlreadyRunning(Conflict):
    """The item is being handled already for this unit project."""

    code: ClassVar[str] = "cases.already_running"
    says: ClassVar[str] = "“%(item_name)s”已有正在办理的办件 %(number)s"
    advice: ClassVar[str] = "请等待办结，或先撤回原办件"
    item_name: str
    number: str


@dataclass(eq=False, kw_only=True)
class ResultNumberTaken(Conflict):
    """Another result has the number that an outside system reports."""

    code: ClassVar[str] = "cases.result_number_taken"
    says: ClassVar[str] = "文号“%(number)s”已被另一份结果文书使用"
    advice: ClassVar[str] = "请核对外部系统的文号；同一文书不能登记两次"
    number: str


@dataclass(eq=False, kw_only=True)
class PauseKindNotEnabled(Refusal):
    """The item does not know this kind of special procedure."""

    code: ClassVar[str] = "cases.pause_kind_not_enabled"
    says: ClassVar[str] = "该事项没有启用特别程序“%(kind)s”"
    basis: ClassVar[str] = "事项清单的特别程序设置；《行政许可法》第四十五条"
    advice: ClassVar[str] = "请选择事项已启用的特别程序"
    kind: str


@dataclass(eq=False, kw_only=True)
class ReasonNeeded(Refusal):
    """An adverse act must give reasons."""

    code: ClassVar[str] = "cases.reason_needed"
    says: ClassVar[str] = "请填写%(what)s"
    basis: ClassVar[str] = "《行政许可法》第三十八条"
    advice: ClassVar[str] = "应当写明事实和依据，申请人会看到这段文字"
    field: str
    what: str
