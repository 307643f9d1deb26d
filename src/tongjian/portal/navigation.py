"""The main navigation: which ways each post has."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongjian.identity import Actor, Role


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the navigation."""

    label: str
    href: str
    current: bool


_APPLICANT = (
    (gettext_noop("首页"), "applicant_home"),
    (gettext_noop("我的办件"), "my_cases"),
    (gettext_noop("消息"), "messages"),
    (gettext_noop("证照"), "licences"),
)
_BY_POST: tuple[tuple[tuple[Role, ...], tuple[tuple[str, str], ...]], ...] = (
    ((Role.CLERK,), ((gettext_noop("综合窗口"), "counter"),)),
    (
        (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.HEAD, Role.PROVIDER),
        ((gettext_noop("待办事项"), "inbox"), (gettext_noop("我的一天"), "day")),
    ),
    ((Role.REVIEWER, Role.APPROVER), ((gettext_noop("征求意见"), "consultations"),)),
    ((Role.REVIEWER, Role.APPROVER, Role.PROVIDER), ((gettext_noop("发起办理"), "open_case"),)),
    ((Role.COORDINATOR,), ((gettext_noop("并联审批"), "coordination"),)),
    ((Role.SUPERVISOR,), ((gettext_noop("监督总览"), "overview"),)),
    (
        (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
        ((gettext_noop("事项目录"), "catalogue"),),
    ),
    (
        (Role.SYSTEM_ADMIN,),
        (
            (gettext_noop("流程异常"), "incidents"),
            (gettext_noop("消息发送"), "failed_messages"),
            (gettext_noop("工作日历"), "working_days"),
        ),
    ),
    (
        (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.PROVIDER, Role.COORDINATOR, Role.SUPERVISOR),
        ((gettext_noop("消息"), "messages"),),
    ),
)


def ways_of(actor: Actor | None, here: str) -> tuple[Way, ...]:
    """Return the navigation of a person; a visitor has none."""
    if actor is None:
        return ()
    ways = [way for roles, group in _BY_POST if any(actor.has(role) for role in roles) for way in group]
    posts = any(grant.role is not Role.AGENT for grant in actor.grants)
    return tuple(_way(label, name, here) for label, name in (ways if posts else _APPLICANT) if _exists(name))


def first_way(actor: Actor) -> str:
    """Return where a person begins: the first entry of the navigation, else the search for items."""
    ways = ways_of(actor, "")
    return ways[0].href if ways else reverse("portal:items")


def _exists(name: str) -> bool:
    try:
        reverse(f"portal:{name}")
    except NoReverseMatch:
        return False
    return True


def _way(label: str, name: str, here: str) -> Way:
    href = reverse(f"portal:{name}")
    return Way(_(label), href, current=here == href or (len(href) > 1 and here.startswith(href)))
