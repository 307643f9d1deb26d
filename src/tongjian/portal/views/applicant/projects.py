"""Registering a project: two questions before anything is entered, then what identifies it."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian.cases import EmergencyProject, ProjectForm, SecretProject, register_project
from tongjian.kit import Conflict, Invalid, Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import applicant_page
from tongjian.portal.fields import FieldView, Option
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, ticket_of
from tongjian.portal.refusals import said, told_problem
from tongjian.portal.views.applicant.applying import acting_applicant

_YES_NO = ("yes", "no")
PROJECT_FIELDS = ("code", "name", "type", "region", "address")
"""What identifies a project."""


@dataclass(frozen=True, slots=True)
class _Question:
    name: str
    label: str
    hint: str


@applicant_page
@require_http_methods(["GET", "POST"])
def questions(request: SignedInRequest) -> HttpResponseBase:
    """Ask whether the project is 涉密 or emergency relief, before anything is entered."""
    return ask_questions(request, following="portal:register_project_form")


def ask_questions(request: SignedInRequest, *, following: str) -> HttpResponseBase:
    """Ask the two questions; a project that answers no to both goes on to the following page.

    Raises:
        SecretProject, EmergencyProject: it does not; nothing was stored.
    """
    asked = (
        _Question("secret", _("项目是否涉密？"), _("涉及国家秘密的建设内容、用途或位置，都算涉密。")),
        _Question(
            "emergency", _("是否为应急抢险救灾工程？"), _("已经发生或即将发生险情，需要立即施工的工程。")
        ),
    )
    given = {one.name: posted(request, one.name, longest=5) for one in asked}
    errors: dict[str, str] = {}
    if request.method == "POST":
        if _is_yes(given["secret"]):
            raise SecretProject
        if _is_yes(given["emergency"]):
            raise EmergencyProject
        errors = {name: _("请选择是或否") for name, text in given.items() if text not in _YES_NO}
        if not errors:
            return HttpResponseRedirect(reverse(following) + f"?{urlencode(given)}")
    fields = [
        _choice(one.name, one.label, [("yes", _("是")), ("no", _("否"))], given[one.name],
                hint=one.hint, error=errors.get(one.name, ""))
        for one in asked
    ]  # fmt: skip
    context = {"fields": fields, "errors": tuple(error for one in fields for error in one.errors)}
    return show(request, "portal/applicant/project_questions.html", context)


@applicant_page
@require_http_methods(["GET", "POST"])
def register(request: SignedInRequest) -> HttpResponseBase:
    """Ask for code, name, type and place of the project, and register it."""
    who = acting_applicant(request)
    if who is None:
        return HttpResponseRedirect(reverse("portal:start") + f"?{urlencode({'next': request.path})}")
    told = told_before(request)
    if told is None:
        return HttpResponseRedirect(reverse("portal:register_project"))
    typed = {name: posted(request, name) for name in PROJECT_FIELDS}
    if request.method != "POST":
        return _ask(request, told, typed, {})
    form = form_of(told, typed)
    try:
        made = register_project(
            request.rooms.cases, request.actor, applicant=who.id, form=form, ticket=ticket_of(request)
        )
    except Invalid as refusal:
        return _ask(request, told, typed, {one.field: told_problem(one) for one in refusal.problems})
    except Conflict as refusal:
        return _ask(request, told, typed, {"code": in_one_line(refusal)})
    return HttpResponseRedirect(reverse("portal:project_facts", args=[made.id]))


def told_before(request: SignedInRequest) -> dict[str, str] | None:
    """Return the answers to the two questions; None where they were not asked."""
    told = {name: request.POST.get(name) or request.GET.get(name, "") for name in ("secret", "emergency")}
    return told if all(text in _YES_NO for text in told.values()) else None


def form_of(told: dict[str, str], typed: dict[str, str]) -> ProjectForm:
    """Return what was entered to register a project."""
    secret, emergency = (_is_yes(told[name]) for name in ("secret", "emergency"))
    return ProjectForm(secret=secret, emergency=emergency, facts={}, **typed)


def _is_yes(text: str) -> bool:
    return text == _YES_NO[0]


def in_one_line(refusal: Refusal) -> str:
    """Return a refusal with its advice."""
    told = said(refusal)
    return "。".join(part for part in (told.says, told.advice) if part)


def _ask(
    request: SignedInRequest, told: dict[str, str], typed: dict[str, str], errors: dict[str, str]
) -> HttpResponse:
    fields = project_fields(request, typed, errors)
    others = tuple(FieldError("", text) for name, text in errors.items() if name not in typed)
    context = {
        "fields": fields,
        "told": told,
        "errors": (*others, *(error for one in fields for error in one.errors)),
        "key": new_key(),
        "who": acting_applicant(request),
    }
    return show(request, "portal/applicant/project_form.html", context)


def project_fields(
    request: SignedInRequest, typed: dict[str, str], errors: dict[str, str]
) -> tuple[FieldView, ...]:
    """Return the fields that identify a project, with what was typed and what is wrong."""
    catalogue = request.rooms.catalogue.current()
    types = [(one.id, _(one.name)) for one in catalogue.project_types]
    regions = [(code, _(name)) for code, name in request.rooms.cases.offices.regions()]
    return (
        _text("code", _("项目代码"), typed, errors, width="m",
              hint=_("投资项目在线审批监管平台给的代码，例如 2606-370811-04-01-123456")),
        _text("name", _("项目名称"), typed, errors, width="l", hint=_("与立项文件一致")),
        _choice("type", _("项目类型"), types, typed["type"], error=errors.get("type", "")),
        _select("region", _("建在哪个区（县）"), regions, typed["region"], error=errors.get("region", "")),
        _text("address", _("建设地址"), typed, errors, width=""),
    )  # fmt: skip


def _text(
    name: str, label: str, typed: dict[str, str], errors: dict[str, str], *, width: str, hint: str = ""
) -> FieldView:
    return FieldView(
        f"id_{name}",
        name,
        label,
        "text",
        value=typed[name],
        hint=hint,
        error=errors.get(name, ""),
        width=width,
    )


def _choice(
    name: str, label: str, choices: list[tuple[str, str]], picked: str, *, hint: str = "", error: str = ""
) -> FieldView:
    options = tuple(
        Option(value, text, value == picked, f"id_{name}_{at}") for at, (value, text) in enumerate(choices)
    )
    return FieldView(options[0].id, name, label, "radios", hint=hint, error=error, options=options)


def _select(name: str, label: str, choices: list[tuple[str, str]], picked: str, *, error: str) -> FieldView:
    empty = Option("", _("请选择"), picked == "", "")
    options = tuple(Option(value, text, value == picked, "") for value, text in choices)
    return FieldView(
        f"id_{name}", name, label, "select", value=picked, error=error, options=(empty, *options)
    )
