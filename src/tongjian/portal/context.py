"""What every page knows: who is signed in, the look chosen, the ways to go."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from tongjian.cases import missing_year
from tongjian.identity import Actor, Role
from tongjian.portal.navigation import Way, ways_of
from tongjian.portal.ports import Rooms

ELDER_COOKIE = "elder"

_POSTS = {
    Role.AGENT: gettext_noop("经办人"),
    Role.CLERK: gettext_noop("综合窗口"),
    Role.REVIEWER: gettext_noop("审查"),
    Role.APPROVER: gettext_noop("审批"),
    Role.HEAD: gettext_noop("负责人"),
    Role.COORDINATOR: gettext_noop("牵头部门"),
    Role.SUPERVISOR: gettext_noop("监督"),
    Role.PROVIDER: gettext_noop("服务单位"),
    Role.SYSTEM_ADMIN: gettext_noop("系统管理员"),
    Role.SECURITY_ADMIN: gettext_noop("安全管理员"),
    Role.AUDIT_ADMIN: gettext_noop("审计管理员"),
    Role.SYSTEM_ACCOUNT: gettext_noop("系统账号"),
}


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in, as the header shows it."""

    name: str
    post: str


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the context of the page's frame; named in the template settings."""
    actor: Actor | None = getattr(request, "actor", None)
    here = request.path
    ways: tuple[Way, ...] = ways_of(actor, here)
    return {
        "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "other_language": "zh-hans" if (get_language() or "").startswith("en") else "en",
        "here": request.get_full_path() if request.method == "GET" else here,
        "me": me_of(actor),
        "navigation": ways,
        "missing_notice": _missing_notice(request, actor),
    }


def _missing_notice(request: HttpRequest, actor: Actor | None) -> int | None:
    """Return the year whose notice of working days is wanted, for who could import it."""
    rooms: Rooms | None = getattr(request, "rooms", None)
    if rooms is None or actor is None or not actor.has(Role.SYSTEM_ADMIN):
        return None
    return missing_year(rooms.cases)


def me_of(actor: Actor | None) -> Me | None:
    """Return the name and the post of a person, or the applicant acted for."""
    if actor is None:
        return None
    acting = next((one.name for one in actor.applicants if one.id == actor.acting_for), "")
    held = next((grant for grant in actor.grants if grant.role is not Role.AGENT), None)
    if held is not None:
        return Me(actor.name, f"{held.organisation_name} {_(_POSTS[held.role])}")
    return Me(actor.name or _("未填写姓名"), acting if acting != actor.name else _("本人"))
