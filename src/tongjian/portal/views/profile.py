"""Who one is and for whom one applies: profile, choice of applicant, registration of a company."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian.identity import Applicant, ApplicantKind, ProfileNeeded, mask_citizen_id, mask_phone
from tongjian.kit import Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import applicant_page
from tongjian.portal.forms import ApplicantForm, CompanyForm, ProfileForm
from tongjian.portal.parts import Fact
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.refusals import put_problems
from tongjian.portal.session import act_for


@applicant_page
@require_http_methods(["GET", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    """Ask once for name and 公民身份号码, later show them masked."""
    identity, person = request.rooms.identity, request.actor.person
    known = identity.get_person(person)
    if known.is_complete:
        facts = [
            Fact(_("姓名"), known.name),
            Fact(_("公民身份号码"), mask_citizen_id(known.citizen_id or "")),
            Fact(_("手机号码"), mask_phone(known.phone or "")),
        ]
        companies = [one.name for one in request.actor.applicants if one.kind is ApplicantKind.LEGAL]
        return show(request, "portal/applicant/profile.html", {"facts": facts, "companies": companies})
    form = ProfileForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            identity.complete_profile(person=person, **form.cleaned_data)
        except Refusal as refusal:
            put_problems(form, refusal)
        else:
            act_for(request, person)
            return _onward(request, "portal:start" if _following(request) else "portal:acting_for")
    return show(request, "portal/applicant/profile_form.html", {"form": form, "next": _following(request)})


@applicant_page
@require_http_methods(["GET", "POST"])
def acting_for(request: SignedInRequest) -> HttpResponse:
    """Choose for whom to apply: oneself, or a company one is agent of."""
    applicants = request.actor.applicants
    if not applicants:
        return _onward(request, "portal:profile")
    chosen = str(request.actor.acting_for or applicants[0].id)
    form = ApplicantForm(request.POST if request.method == "POST" else None, initial={"applicant": chosen})
    form.fields["applicant"].choices = [(str(one.id), _choice(one)) for one in applicants]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        picked = form.cleaned_data["applicant"]
        act_for(request, next(one.id for one in applicants if str(one.id) == picked))
        return _onward(request, "portal:start")
    return show(request, "portal/applicant/acting_for.html", {"form": form, "next": _following(request)})


@applicant_page
@require_http_methods(["GET", "POST"])
def company(request: SignedInRequest) -> HttpResponse:
    """Register a company and act for it from now on."""
    form = CompanyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            registered = request.rooms.identity.register_company(
                person=request.actor.person, **form.cleaned_data
            )
        except ProfileNeeded:
            raise
        except Refusal as refusal:
            put_problems(form, refusal)
        else:
            act_for(request, registered.id)
            return _onward(request, "portal:start")
    return show(request, "portal/applicant/company.html", {"form": form, "next": _following(request)})


def _choice(applicant: Applicant) -> str:
    if applicant.kind is ApplicantKind.NATURAL:
        return _("本人：%(name)s") % {"name": applicant.name}
    return _("单位：%(name)s") % {"name": applicant.name}


def _following(request: SignedInRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or ""


def _onward(request: SignedInRequest, name: str) -> HttpResponse:
    following = _following(request)
    return HttpResponseRedirect(reverse(name) + (f"?{urlencode({'next': following})}" if following else ""))
