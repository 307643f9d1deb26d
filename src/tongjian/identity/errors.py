"""What identity refuses."""

from dataclasses import dataclass
from typing import ClassVar

from tongjian.kit import Absent, Conflict, Forbidden, Refusal


@dataclass(eq=False, kw_only=True)
class PersonAbsent(Absent):
    """No such person, or not one the asker may read."""

    code: ClassVar[str] = "identity.person_absent"
    says: ClassVar[str] = "没有找到该人员"


@dataclass(eq=False, kw_only=True)
class OrganisationAbsent(Absent):
    """No such organisation."""

    code: ClassVar[str] = "identity.organisation_absent"
    says: ClassVar[str] = "没有找到该单位"


@dataclass(eq=False, kw_only=True)
class GrantAbsent(Absent):
    """No such grant, or it has ended."""

    code: ClassVar[str] = "identity.grant_absent"
    says: ClassVar[str] = "没有找到该授权，或授权已经结束"


@dataclass(eq=False, kw_only=True)
class MandateAbsent(Absent):
    """No such mandate, or it is someone else's."""

    code: ClassVar[str] = "identity.mandate_absent"
    says: ClassVar[str] = "没有找到该委托"


@dataclass(eq=False, kw_only=True)
class TokenAbsent(Absent):
    """No such token, or it is someone else's."""

    code: ClassVar[str] = "identity.token_absent"
    says: ClassVar[str] = "没有找到该访问令牌"


@dataclass(eq=False, kw_only=True)
class CodesTooOften(Refusal):
    """A phone or an address asks for codes more often than allowed."""

    code: ClassVar[str] = "identity.codes_too_often"
    says: ClassVar[str] = "验证码获取过于频繁"
    advice: ClassVar[str] = "请在%(wait_seconds)s秒后再试；已收到的验证码在有效期内仍可使用"
    wait_seconds: int


@dataclass(eq=False, kw_only=True)
class CodeWrong(Refusal):
    """The phone code is not the one sent, is too old, was used, or was tried too often.

    One answer for all of them, so that a stranger learns nothing about the number.
    """

    code: ClassVar[str] = "identity.code_wrong"
    says: ClassVar[str] = "验证码不正确或已失效"
    advice: ClassVar[str] = "请核对短信中的6位数字，或重新获取验证码"


@dataclass(eq=False, kw_only=True)
class CitizenIdTaken(Conflict):
    """The 公民身份号码 is known under another phone."""

    code: ClassVar[str] = "identity.citizen_id_taken"
    says: ClassVar[str] = "该身份证号码已在其他手机号下登记"
    advice: ClassVar[str] = "请使用原手机号登录；如手机号已更换，请携带身份证到综合窗口办理"


@dataclass(eq=False, kw_only=True)
class ProfileSettled(Conflict):
    """The 公民身份号码 of a person, once given, is not changed online."""

    code: ClassVar[str] = "identity.profile_settled"
    says: ClassVar[str] = "身份证号码已登记，不能在线修改"
    advice: ClassVar[str] = "如登记有误，请携带身份证到综合窗口更正"


@dataclass(eq=False, kw_only=True)
class CompanyRegistered(Conflict):
    """The company is already here; its agents are appointed by an agent it has."""

    code: ClassVar[str] = "identity.company_registered"
    says: ClassVar[str] = "该单位已登记，您还不是它的经办人"
    advice: ClassVar[str] = "请由该单位现有经办人为您授权，或携带单位授权书到综合窗口办理"


@dataclass(eq=False, kw_only=True)
class UsernameTaken(Conflict):
    """The account name is another person's."""

    code: ClassVar[str] = "identity.username_taken"
    says: ClassVar[str] = "用户名“%(username)s”已被使用"
    advice: ClassVar[str] = "请换一个用户名"
    username: str


@dataclass(eq=False, kw_only=True)
class MandateToSelf(Refusal):
    """A citizen authorises himself."""

    code: ClassVar[str] = "identity.mandate_to_self"
    says: ClassVar[str] = "受托人不能是申请人本人"
    advice: ClassVar[str] = "请填写家人的手机号"


@dataclass(eq=False, kw_only=True)
class AdministratorsApart(Refusal):
    """A person would unite two of the three administrators' offices."""

    code: ClassVar[str] = "identity.administrators_apart"
    says: ClassVar[str] = "同一人员不能同时担任系统管理员、安全管理员、审计管理员中的两项"
    basis: ClassVar[str] = "GB/T 22239-2019 第8.1.5条（三员分立）"
    advice: ClassVar[str] = "请另行指定人员，或先结束其现有管理员授权"


@dataclass(eq=False, kw_only=True)
class RoleRequired(Forbidden):
    """The act belongs to another post."""

    code: ClassVar[str] = "identity.role_required"
    says: ClassVar[str] = "该操作须由具有“%(role)s”岗位的人员办理"
    role: str


@dataclass(eq=False, kw_only=True)
class NoticeNeeded(Forbidden):
    """The personal-data notice stands before the first entry.

    Source: 个人信息保护法 Art. 17.
    """

    code: ClassVar[str] = "identity.notice_needed"
    says: ClassVar[str] = "请先阅读个人信息保护告知"
    basis: ClassVar[str] = "《中华人民共和国个人信息保护法》第十七条"
    advice: ClassVar[str] = "阅读并同意现行告知后再办理；不同意的，可以到综合窗口办理"


@dataclass(eq=False, kw_only=True)
class ProfileNeeded(Forbidden):
    """Who applies, for himself or for a company, has told who he is."""

    code: ClassVar[str] = "identity.profile_needed"
    says: ClassVar[str] = "请先填写姓名和公民身份号码"
    advice: ClassVar[str] = "完善个人资料后再办理"


@dataclass(eq=False, kw_only=True)
class OwnGrant(Forbidden):
    """An administrator would change his own rights."""

    code: ClassVar[str] = "identity.own_grant"
    says: ClassVar[str] = "不能为自己授权或结束自己的授权"
    advice: ClassVar[str] = "请由另一名安全管理员办理"


@dataclass(eq=False, kw_only=True)
class TokenUnknown(Forbidden):
    """No token has this secret."""

    code: ClassVar[str] = "identity.token_unknown"
    says: ClassVar[str] = "访问令牌无效"
    advice: ClassVar[str] = "请检查令牌是否完整，或重新申请"


@dataclass(eq=False, kw_only=True)
class TokenExpired(Forbidden):
    """The token is past its last moment."""

    code: ClassVar[str] = "identity.token_expired"
    says: ClassVar[str] = "访问令牌已过期"
    advice: ClassVar[str] = "请重新申请访问令牌"


@dataclass(eq=False, kw_only=True)
class TokenRevoked(Forbidden):
    """The token was withdrawn."""

    code: ClassVar[str] = "identity.token_revoked"
    says: ClassVar[str] = "访问令牌已被撤销"
    advice: ClassVar[str] = "请重新申请访问令牌"
