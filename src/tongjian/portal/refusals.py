"""Refusals as pages: what is wrong, by which rule, what to do next, with the fitting status."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, ClassVar, Concatenate, ParamSpec
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongjian.identity import NoticeNeeded, ProfileNeeded
from tongjian.kit import Absent, Conflict, Forbidden, Invalid, Problem, Refusal
from tongjian.portal.ports import PageRequest

Asked = ParamSpec("Asked")
View = Callable[Concatenate[PageRequest, Asked], HttpResponseBase]


@dataclass(eq=False, kw_only=True)
class SignInNeeded(Refusal):
    """The page is for people who have signed in."""

    code: ClassVar[str] = "portal.sign_in_needed"
    says: ClassVar[str] = "请先登录"
    advice: ClassVar[str] = "登录后将回到本页"


@dataclass(eq=False, kw_only=True)
class PostNeeded(Forbidden):
    """The page belongs to another post."""

    code: ClassVar[str] = "portal.post_needed"
    says: ClassVar[str] = "本页面供其他岗位使用，您没有访问权限"
    advice: ClassVar[str] = "如需使用，请联系本单位的系统管理员授权"


@dataclass(eq=False, kw_only=True)
class PageAbsent(Absent):
    """There is no such page."""

    code: ClassVar[str] = "portal.page_absent"
    says: ClassVar[str] = "没有找到这个页面"
    advice: ClassVar[str] = "请检查网址是否完整，或从首页重新进入"


@dataclass(frozen=True, slots=True)
class Said:
    """A refusal in the reader's language."""

    code: str
    says: str
    basis: str
    advice: str
    problems: tuple[str, ...] = ()


def said(refusal: Refusal) -> Said:
    """Return a refusal's texts, translated, with its facts filled in."""
    facts = {
        name: _(fact) if isinstance(fact, str) and fact else fact for name, fact in refusal.facts().items()
    }
    problems = refusal.problems if isinstance(refusal, Invalid) else ()
    return Said(
        code=refusal.code,
        says=_filled(refusal.says, facts),
        basis=_filled(refusal.basis, facts),
        advice=_filled(refusal.advice, facts),
        problems=tuple(_filled(one.says, dict(one.facts)) for one in problems),
    )


def told_problem(problem: Problem) -> str:
    """Return what one problem says, in the reader's language."""
    return _filled(problem.says, dict(problem.facts))


def _filled(template: str, facts: dict[str, Any]) -> str:
    if not template:
        return ""
    return _(template) % facts if facts else _(template)


def status_of(refusal: Refusal) -> HTTPStatus:
    """Return the HTTP status a refusal is answered with."""
    match refusal:
        case Absent():
            return HTTPStatus.NOT_FOUND
        case Forbidden():
            return HTTPStatus.FORBIDDEN
        case Conflict():
            return HTTPStatus.CONFLICT
        case _:
            return HTTPStatus.UNPROCESSABLE_ENTITY


def put_problems(form: forms.BaseForm, refusal: Refusal, field: str | None = None) -> None:
    """Write a refusal into a form: each problem at its field, any other refusal at ``field`` or the whole."""
    if not isinstance(refusal, Invalid):
        told = said(refusal)
        form.add_error(field, "。".join(part for part in (told.says, told.advice) if part))
        return
    for problem in refusal.problems:
        known = problem.field if problem.field in form.fields else field
        text = _filled(problem.says, dict(problem.facts))
        form.add_error(known, text if known is None else _named(str(form.fields[known].label), text))


def _named(label: str, text: str) -> str:
    """Return a problem with its field's name, so that the summary says what it speaks of."""
    return text if label in text or text.startswith("请") else f"{label}：{text}"


def refusal_page(
    request: HttpRequest, refusal: Refusal, *, present: str = "", back: str = ""
) -> HttpResponse:
    """Return the page of a refusal that no form can hold.

    Args:
        request: the request.
        refusal: what was refused.
        present: for a conflict, the present state in words.
        back: where to go on; the same page for a conflict, else the home page.
    """
    status = status_of(refusal)
    again = request.path if status == HTTPStatus.CONFLICT and not back else back
    context = {"refusal": said(refusal), "present": present, "back": again or reverse("portal:home")}
    return render(
        request, "portal/refusal.html", {**context, "status": int(status), "home": not again}, status=status
    )


def page(view: View[Asked]) -> View[Asked]:
    """Make a view answer refusals with pages; everybody may enter."""

    @wraps(view)
    def answered(request: PageRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except SignInNeeded:
            return _detour(request, "portal:sign_in")
        except NoticeNeeded:
            return _detour(request, "portal:notice")
        except ProfileNeeded:
            return _detour(request, "portal:profile")
        except Refusal as refusal:
            return refusal_page(request, refusal)

    return answered


def _detour(request: HttpRequest, name: str) -> HttpResponseRedirect:
    came_from = request.get_full_path() if request.method == "GET" else reverse("portal:home")
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': came_from})}")
