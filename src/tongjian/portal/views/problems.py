"""Pages for what no view answers: no such page, not allowed, a form whose protection has lapsed."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from tongjian.kit import Forbidden
from tongjian.portal.refusals import PageAbsent, refusal_page

_MOST_TYPED = 200
_SECRET = ("password", "csrfmiddlewaretoken", "code", "login")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer an address that leads nowhere."""
    return refusal_page(request, PageAbsent())


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer what Django itself forbids."""
    return refusal_page(request, Forbidden())


def too_bad(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a request that cannot be read."""
    context = {"title": _("请求不完整或格式不对"), "text": _("请返回上一页，检查后重新提交。")}
    return render(request, "portal/problem.html", context, status=HTTPStatus.BAD_REQUEST)


def lapsed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form whose protection has lapsed, and keep what was typed."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    shown = [(name, value) for name, value in typed if value and not name.endswith(_SECRET)][:_MOST_TYPED]
    context = {
        "title": _("页面已过期，没有提交成功"),
        "text": _("页面打开时间过长，或者您在别处退出了登录。请重新提交一次。"),
        "typed": shown,
        "again": request.get_full_path(),
    }
    return TemplateResponse(request, "portal/problem.html", context, status=HTTPStatus.FORBIDDEN).render()


def locked(request: HttpRequest, credentials: object, *args: object, **kwargs: object) -> HttpResponse:  # noqa: ARG001
    """Answer a sign-in after too many wrong passwords."""
    context = {
        "title": _("登录已锁定"),
        "text": _("密码连续输错次数过多。请 30 分钟后再试，或联系本单位的系统管理员。"),
    }
    return render(request, "portal/problem.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
