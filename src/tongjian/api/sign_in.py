"""Signing in: phone codes, tokens that expire, who I am."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext
from ninja import Router, Status
from pydantic import Field

from tongjian.api.entry import BearerToken, address_of
from tongjian.api.errors import SecondFactorNeeded, SignInLocked, SignInWrong
from tongjian.api.fields import Body, Line
from tongjian.api.ports import ApiRequest, OpenRequest
from tongjian.identity import (
    NOTICE,
    NOTICE_VERSION,
    Applicant,
    LiveGrant,
    LiveMandate,
    NoticeClause,
    NoticeNeeded,
)
from tongjian.kit import local_day

_HOUR = 3600
_DAYS_30 = 30 * 24 * _HOUR


class CodeWanted(Body):
    """Whom to send a code to."""

    phone: Line


class ByPhone(Body):
    """Sign-in of an applicant or agent."""

    phone: Line
    code: Line


class ByPassword(Body):
    """Sign-in of an officer or of another system's account."""

    username: Line
    password: Annotated[str, Field(max_length=200)]


class TokenWanted(Body):
    """A token to be made.

    Attributes:
        label: what it is for, shown in the list of one's tokens.
        seconds: how long it holds; at most thirty days.
    """

    sign_in: ByPhone | ByPassword
    label: Line = "API"
    seconds: Annotated[int, Field(ge=60, le=_DAYS_30)] = 8 * _HOUR


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token; its secret is shown this once."""

    token: str
    expires_at: datetime
    person: UUID


@dataclass(frozen=True, slots=True)
class TokenLine:
    """One of my tokens, without its secret."""

    id: UUID
    label: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Me:
    """Who I am today: posts, applicants I may act for, mandates."""

    person: UUID
    name: str
    posts: tuple[LiveGrant, ...]
    applicants: tuple[Applicant, ...]
    mandates: tuple[LiveMandate, ...]


class Profile(Body):
    """Who I am; the number, once given, stays."""

    name: Line
    citizen_id: Line


class Agreed(Body):
    """The version of the personal-data notice that was read and agreed to."""

    version: Line


@dataclass(frozen=True, slots=True)
class Notice:
    """The personal-data notice (个人信息保护告知) of today."""

    version: str
    clauses: tuple[NoticeClause, ...]


def sign_in_router() -> Router:
    """Return the addresses of signing in."""
    router = Router(tags=["登录 / sign-in"])
    router.post("/sign-in-codes", auth=None, response={202: None}, summary="获取短信验证码")(send_code)
    router.post("/tokens", auth=None, response={201: NewToken}, summary="取得访问令牌")(make_token)
    router.get("/tokens", response=list[TokenLine], auth=BearerToken(bare=True), summary="我的令牌")(
        list_tokens
    )
    router.delete("/tokens/{token}", response={204: None}, auth=BearerToken(bare=True), summary="撤销令牌")(
        revoke_token
    )
    router.get("/me", response=Me, auth=BearerToken(bare=True), summary="当前人员")(get_me)
    router.put("/me/profile", response=Me, auth=BearerToken(bare=True), summary="填写个人资料")(put_profile)
    router.get("/notice", response=Notice, auth=None, summary="个人信息保护告知")(get_notice)
    router.put("/me/notice", response={204: None}, auth=BearerToken(bare=True), summary="同意告知")(
        accept_notice
    )
    return router


def send_code(request: OpenRequest, body: CodeWanted) -> Status[None]:
    """Send a six-digit code to a mobile phone."""
    request.rooms.identity.request_phone_code(body.phone, address_of(request))
    return Status(202, None)


def make_token(request: OpenRequest, body: TokenWanted) -> Status[NewToken]:
    """Make a token for whoever signs in with a phone code or a password."""
    match body.sign_in:
        case ByPhone(phone=phone, code=code):
            person = request.rooms.identity.sign_in_by_phone_code(phone, code).id
        case ByPassword(username=username, password=password):
            person = _person_of(request, username, password)
    expires_at = request.rooms.clock.now() + timedelta(seconds=body.seconds)
    secret = request.rooms.identity.issue_token(person=person, label=body.label, expires_at=expires_at)
    return Status(201, NewToken(secret, expires_at, person))


def list_tokens(request: ApiRequest) -> list[TokenLine]:
    """Return my tokens, newest first."""
    return [
        TokenLine(one.id, one.label, one.issued_at, one.expires_at, one.revoked_at)
        for one in request.rooms.identity.list_tokens(request.auth.person)
    ]


def revoke_token(request: ApiRequest, token: UUID) -> Status[None]:
    """Withdraw one of my tokens."""
    request.rooms.identity.revoke_token(person=request.auth.person, token=token)
    return Status(204, None)


def get_me(request: ApiRequest) -> Me:
    """Return who I am."""
    actor = request.auth
    return Me(actor.person, actor.name, actor.grants, actor.applicants, actor.mandates)


def put_profile(request: ApiRequest, body: Profile) -> Me:
    """Tell once who I am, before I apply."""
    actor, identity = request.auth, request.rooms.identity
    if not identity.has_accepted_notice(actor.person):
        raise NoticeNeeded
    identity.complete_profile(person=actor.person, name=body.name, citizen_id=body.citizen_id)
    today = local_day(request.rooms.clock.now())
    known = identity.actor_of(
        person=actor.person, session=actor.session, address=actor.address, on=today, acting_for=None
    )
    return Me(known.person, known.name, known.grants, known.applicants, known.mandates)


def get_notice(request: OpenRequest) -> Notice:  # noqa: ARG001
    """Return what everybody reads and accepts before the first entry."""
    return Notice(
        NOTICE_VERSION,
        tuple(NoticeClause(gettext(one.title), tuple(gettext(text) for text in one.texts)) for one in NOTICE),
    )


def accept_notice(request: ApiRequest, body: Agreed) -> Status[None]:
    """Agree to the notice of today; a repeat changes nothing."""
    request.rooms.identity.accept_notice(
        person=request.auth.person, version=body.version, at=request.rooms.clock.now()
    )
    return Status(204, None)


def _person_of(request: OpenRequest, username: str, password: str) -> UUID:
    """Return whose user name and password these are; wrong ones are counted, and too many lock the account.

    The name goes under both keys: the lockout counts by one, the sign-in looks up by the other.
    """
    account = authenticate(request, username=username, login=username, password=password)
    if getattr(request, "axes_locked_out", False):
        request.axes_locked_out = False  # type: ignore[attr-defined]  # else the lockout's page replaces the answer
        raise SignInLocked
    if account is None:
        raise SignInWrong
    if is_mfa_enabled(account):
        raise SecondFactorNeeded
    user_logged_in.send(sender=get_user_model(), request=request, user=account)
    return UUID(str(account.person_id))
