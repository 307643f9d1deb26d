"""Registering a project at the counter, for the company whose agent stands there."""

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tongjian.cases import register_project
from tongjian.identity import Role
from tongjian.kit import Invalid, Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, ticket_of
from tongjian.portal.refusals import put_problems, told_problem
from tongjian.portal.views.applicant.projects import (
    PROJECT_FIELDS,
    ask_questions,
    form_of,
    in_one_line,
    project_fields,
    told_before,
)
from tongjian.portal.views.counter import CompanyForm


class _StandingForm(CompanyForm):
    """The company; its name stands beside the project's on one page."""

    prefix = "company"


@post_page(Role.CLERK)
@require_http_methods(["GET", "POST"])
def questions(request: SignedInRequest) -> HttpResponseBase:
    """Ask the two questions before anything is entered."""
    return never_stored(ask_questions(request, following="portal:counter_project_form"))


@post_page(Role.CLERK)
@require_http_methods(["GET", "POST"])
def register(request: SignedInRequest) -> HttpResponseBase:
    """Ask for the company and what identifies its project; register both."""
    told = told_before(request)
    if told is None:
        return HttpResponseRedirect(reverse("portal:counter_project"))
    typed = {name: posted(request, name) for name in PROJECT_FIELDS}
    if request.method != "POST":
        return _ask(request, told, typed, _StandingForm(), {})
    company = _StandingForm(request.POST)
    errors: dict[str, str] = {}
    if company.is_valid():
        try:
            made = _register(request, company, told, typed)
        except Invalid as refusal:
            errors = {one.field: told_problem(one) for one in refusal.problems}
        except _CompanyWrong as wrong:
            put_problems(company, wrong.refusal)
        except Refusal as refusal:
            errors = {"code": in_one_line(refusal)}
        else:
            return HttpResponseRedirect(reverse("portal:project_facts", args=[made]))
    return _ask(request, told, typed, company, errors)


class _CompanyWrong(Exception):
    """What is wrong is the company, not the project."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


def _register(
    request: SignedInRequest, company: _StandingForm, told: dict[str, str], typed: dict[str, str]
) -> object:
    given = {name: company.cleaned_data[name] for name in ("name", "credit_code")}
    try:
        who = request.rooms.identity.enter_company(actor=request.actor, **given)
    except Refusal as refusal:
        raise _CompanyWrong(refusal) from refusal
    return register_project(
        request.rooms.cases,
        request.actor,
        applicant=who.id,
        form=form_of(told, typed),
        ticket=ticket_of(request),
        on_behalf_of=who,
    ).id


def _ask(
    request: SignedInRequest,
    told: dict[str, str],
    typed: dict[str, str],
    company: _StandingForm,
    errors: dict[str, str],
) -> HttpResponse:
    fields = project_fields(request, typed, errors)
    context = {
        "form": company,
        "fields": fields,
        "told": told,
        "errors": (
            *(FieldError("", text) for name, text in errors.items() if name not in typed),
            *(error for one in fields for error in one.errors),
        ),
        "key": new_key(),
    }
    return never_stored(show(request, "portal/staff/counter_project.html", context))  # type: ignore[return-value]
