"""What this room refuses about deferred materials and pledges."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongjian.kit import Conflict, Refusal


@dataclass(eq=False, kw_only=True)
class PaperNotDeferrable(Refusal):
    """The item does not let this paper come later."""

    code: ClassVar[str] = "cases.paper_not_deferrable"
    says: ClassVar[str] = "“%(paper)s”不能容缺后补"
    basis: ClassVar[str] = "事项清单的容缺受理材料目录"
    advice: ClassVar[str] = "请提交该材料；只有目录中标明可以容缺、尚未提交的材料才能后补"
    paper: str


@dataclass(eq=False, kw_only=True)
class PapersOwing(Refusal):
    """Granted with papers owing: the result stays here until they have come and are in order."""

    code: ClassVar[str] = "cases.papers_owing"
    says: ClassVar[str] = "容缺的材料还没有补齐：%(papers)s，结果文书不能制作和送达"
    basis: ClassVar[str] = "容缺受理承诺（国办发〔2019〕11号）；办理状态 12 办结（容缺通过）"
    advice: ClassVar[str] = "请申请人在承诺期限内补交，由审查人员核对无误后再制证、送达"
    papers: str


@dataclass(eq=False, kw_only=True)
class DeferralExpired(Conflict):
    """The promised date has passed; the paper is taken only when the organ moves the date."""

    code: ClassVar[str] = "cases.deferral_expired"
    says: ClassVar[str] = "“%(paper)s”承诺的补齐期限（%(due_on)s）已过"
    basis: ClassVar[str] = "容缺受理承诺"
    advice: ClassVar[str] = "请联系审批人员说明原因；准予延长一次后可以继续补交"
    paper: str
    due_on: date


@dataclass(eq=False, kw_only=True)
class DeferralExtendedBefore(Conflict):
    """The date of an owed paper is moved once."""

    code: ClassVar[str] = "cases.deferral_extended_before"
    says: ClassVar[str] = "“%(paper)s”的补齐期限已经延长过一次，不能再次延长"
    basis: ClassVar[str] = "容缺受理规则"
    advice: ClassVar[str] = "逾期未补齐的，请依法不予许可或者撤销决定"
    paper: str


@dataclass(eq=False, kw_only=True)
class NothingOwing(Conflict):
    """The case owes no such paper, or it is not what is waited for."""

    code: ClassVar[str] = "cases.nothing_owing"
    says: ClassVar[str] = "该办件没有等待%(what)s的容缺材料"
    advice: ClassVar[str] = "请查看办件的容缺材料清单"
    what: str


@dataclass(eq=False, kw_only=True)
class PledgeNotOffered(Refusal):
    """The item is not decided on a pledge."""

    code: ClassVar[str] = "cases.pledge_not_offered"
    says: ClassVar[str] = "“%(item_name)s”不适用告知承诺方式"
    basis: ClassVar[str] = "国办发〔2020〕42号；事项清单的告知承诺设置"
    advice: ClassVar[str] = "请按一般程序提交材料"
    item_name: str


@dataclass(eq=False, kw_only=True)
class PledgeBlocked(Refusal):
    """An untreated false promise closes the way of the pledge."""

    code: ClassVar[str] = "cases.pledge_blocked"
    says: ClassVar[str] = "不能选用告知承诺方式：%(why)s"
    basis: ClassVar[str] = "国办发〔2020〕42号（曾作出虚假承诺的，在信用修复前不适用告知承诺制）"
    advice: ClassVar[str] = "请按一般程序提交材料；信用修复后可以重新选用，修复请联系%(organ)s"
    why: str
    organ: str
