"""What the open API itself refuses, before any room is asked."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from tongjian.kit import Refusal


@dataclass(eq=False, kw_only=True)
class ApiRefusal(Refusal):
    """A refusal that knows its own HTTP status: it is about the request, not about the matter."""

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST


@dataclass(eq=False, kw_only=True)
class TokenNeeded(ApiRefusal):
    """No token came with the request."""

    code: ClassVar[str] = "api.token_needed"
    says: ClassVar[str] = "请提供访问令牌"
    advice: ClassVar[str] = "请先用 POST /api/tokens 取得令牌，再放入请求头 Authorization: Bearer"
    status: ClassVar[HTTPStatus] = HTTPStatus.UNAUTHORIZED


@dataclass(eq=False, kw_only=True)
class SignInWrong(ApiRefusal):
    """User name or password is wrong; one answer for both."""

    code: ClassVar[str] = "api.sign_in_wrong"
    says: ClassVar[str] = "用户名或口令不正确"
    advice: ClassVar[str] = "请核对后重试；多次失败后账号将被暂时锁定"
    status: ClassVar[HTTPStatus] = HTTPStatus.UNAUTHORIZED


@dataclass(eq=False, kw_only=True)
class SignInLocked(ApiRefusal):
    """Too many wrong passwords from this address."""

    code: ClassVar[str] = "api.sign_in_locked"
    says: ClassVar[str] = "登录失败次数过多，账号已被暂时锁定"
    advice: ClassVar[str] = "请30分钟后再试，或联系本单位系统管理员"
    status: ClassVar[HTTPStatus] = HTTPStatus.TOO_MANY_REQUESTS


@dataclass(eq=False, kw_only=True)
class SecondFactorNeeded(ApiRefusal):
    """A password alone opens no account that has a second factor."""

    code: ClassVar[str] = "api.second_factor_needed"
    says: ClassVar[str] = "该账号已启用两步验证，不能仅凭口令取得访问令牌"
    advice: ClassVar[str] = "请为系统对接使用单独的账号"
    status: ClassVar[HTTPStatus] = HTTPStatus.FORBIDDEN


@dataclass(eq=False, kw_only=True)
class KeyMissing(ApiRefusal):
    """An act came without idempotency key."""

    code: ClassVar[str] = "api.key_missing"
    says: ClassVar[str] = "缺少请求头 Idempotency-Key"
    advice: ClassVar[str] = "请为每个新的操作生成一个唯一的幂等键（不超过100个字符），重试时使用同一个键"


@dataclass(eq=False, kw_only=True)
class BodyUnreadable(ApiRefusal):
    """The body is no JSON, or a form nobody can read."""

    code: ClassVar[str] = "api.body_unreadable"
    says: ClassVar[str] = "请求内容无法读取"
    advice: ClassVar[str] = "请以 UTF-8 编码的 JSON 发送，并核对 Content-Type 和 Content-Length"


@dataclass(eq=False, kw_only=True)
class BodyTooLarge(ApiRefusal):
    """The body is larger than any request of its kind may be."""

    code: ClassVar[str] = "api.body_too_large"
    says: ClassVar[str] = "请求内容过大"
    advice: ClassVar[str] = "请使用分片上传（POST /api/uploads）"
    status: ClassVar[HTTPStatus] = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@dataclass(eq=False, kw_only=True)
class LengthNeeded(ApiRefusal):
    """The bytes come without saying how many they are."""

    code: ClassVar[str] = "api.length_needed"
    says: ClassVar[str] = "缺少请求头 Content-Length"
    advice: ClassVar[str] = "请注明内容长度，不要使用 chunked 传输"
    status: ClassVar[HTTPStatus] = HTTPStatus.LENGTH_REQUIRED


@dataclass(eq=False, kw_only=True)
class MethodUnknown(ApiRefusal):
    """The address is there, but not for this method."""

    code: ClassVar[str] = "api.method_unknown"
    says: ClassVar[str] = "这个接口地址不支持 %(method)s 方法"
    advice: ClassVar[str] = "请使用：%(allowed)s"
    status: ClassVar[HTTPStatus] = HTTPStatus.METHOD_NOT_ALLOWED
    method: str
    allowed: str


@dataclass(eq=False, kw_only=True)
class AddressUnknown(ApiRefusal):
    """There is no such address."""

    code: ClassVar[str] = "api.address_unknown"
    says: ClassVar[str] = "没有这个接口地址"
    advice: ClassVar[str] = "请查看 /api/docs"
    status: ClassVar[HTTPStatus] = HTTPStatus.NOT_FOUND


@dataclass(eq=False, kw_only=True)
class Unavailable(ApiRefusal):
    """Something this system relies on does not answer at present."""

    code: ClassVar[str] = "api.unavailable"
    says: ClassVar[str] = "系统所依赖的服务暂时没有响应，本次操作没有执行"
    advice: ClassVar[str] = "请稍后用同一个幂等键重试"
    status: ClassVar[HTTPStatus] = HTTPStatus.SERVICE_UNAVAILABLE
