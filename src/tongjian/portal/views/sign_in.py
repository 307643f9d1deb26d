"""Sign-in by a code sent to the phone, in two steps and without a password; and sign-out."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from tongjian.identity import Role, mask_phone
from tongjian.kit import Refusal
from tongjian.portal.answers import onward, show
from tongjian.portal.entry import has_accepted, signed_in
from tongjian.portal.forms import CodeForm, PhoneForm
from tongjian.portal.navigation import first_way
from tongjian.portal.ports import PageRequest, SignedInRequest
from tongjian.portal.refusals import page, put_problems
from tongjian.portal.session import act_for, address_of, begin_session, end_session

_PHONE_KEY = "sign_in_phone"


@page
def choose(request: PageRequest) -> HttpResponse:
    """Ask whether a citizen or company, or an officer, signs in."""
    return show(request, "portal/sign_in/choose.html", {"next": request.GET.get("next", "")})


@page
@require_http_methods(["GET", "POST"])
def phone(request: PageRequest) -> HttpResponse:
    """Ask for the phone and send it a code."""
    form = PhoneForm(request.POST or None, initial={"phone": request.session.get(_PHONE_KEY, "")})
    following = _following(request)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["phone"]
        try:
            request.rooms.identity.request_phone_code(number, address_of(request))
        except Refusal as refusal:
            put_problems(form, refusal, field="phone")
        else:
            request.session[_PHONE_KEY] = number
            return HttpResponseRedirect(_with_next("portal:sign_in_code", following))
    return show(request, "portal/sign_in/phone.html", {"form": form, "next": following})


@page
@require_http_methods(["GET", "POST"])
def code(request: PageRequest) -> HttpResponse:
    """Ask for the code and sign in."""
    number = request.session.get(_PHONE_KEY)
    following = _following(request)
    if number is None:
        return HttpResponseRedirect(_with_next("portal:sign_in_phone", following))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = request.rooms.identity.sign_in_by_phone_code(number, form.cleaned_data["code"])
        except Refusal as refusal:
            put_problems(form, refusal, field="code")
        else:
            begin_session(request, person)
            request.session.pop(_PHONE_KEY, None)
            return HttpResponseRedirect(_with_next("portal:start", following))
    context = {"form": form, "next": following, "phone": mask_phone(number), "demo": request.rooms.demo}
    return show(request, "portal/sign_in/code.html", context)


@signed_in
def start(request: SignedInRequest) -> HttpResponse:
    """Lead someone who has just signed in to the first thing still missing, else to their work."""
    actor = request.actor
    if any(grant.role is not Role.AGENT for grant in actor.grants):
        return onward(request, first_way(actor))
    following = _following(request)
    if not has_accepted(request):
        return HttpResponseRedirect(_with_next("portal:notice", following))
    if not actor.applicants:
        return HttpResponseRedirect(_with_next("portal:profile", following))
    if actor.acting_for is None:
        if len(actor.applicants) > 1:
            return HttpResponseRedirect(_with_next("portal:acting_for", following))
        act_for(request, actor.applicants[0].id)
    return onward(request, first_way(actor))


@require_POST
def sign_out(request: PageRequest) -> HttpResponse:
    """Sign out and go to the first page."""
    end_session(request)
    return HttpResponseRedirect(reverse("portal:home"))


def _following(request: PageRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or ""


def _with_next(name: str, following: str) -> str:
    return reverse(name) + (f"?{urlencode({'next': following})}" if following else "")
