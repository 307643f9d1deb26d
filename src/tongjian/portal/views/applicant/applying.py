"""The beginning of an application: what to have at hand, for whom, and a draft."""

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from tongjian.cases import begin_draft, list_projects
from tongjian.identity import Applicant
from tongjian.portal.answers import show
from tongjian.portal.entry import applicant_page
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, ticket_of
from tongjian.portal.wording import limit_text


@applicant_page
@require_http_methods(["GET", "POST"])
def apply(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Show what the application needs before it is begun; begin it."""
    guide = request.rooms.catalogue.guide(code)
    who = acting_applicant(request)
    if who is None:
        return HttpResponseRedirect(reverse("portal:start") + f"?{urlencode({'next': request.path})}")
    if guide.item.needs_project:
        return _by_project(request, code)
    if request.method == "POST":
        begun = begin_draft(
            request.rooms.cases, request.actor, items=(code,), applicant=who.id, ticket=ticket_of(request)
        )
        return HttpResponseRedirect(reverse("portal:draft", args=[begun.id]))
    form = request.rooms.catalogue.current().form(guide.item.form) if guide.item.form else None
    context = {
        "guide": guide,
        "item": guide.item,
        "who": who,
        "limit": limit_text(guide.item.limits.promised, short=True),
        "typed": sum(one.is_typed for one in form.fields) if form else 0,
        "key": new_key(),
    }
    return show(request, "portal/applicant/apply.html", context)


def acting_applicant(request: SignedInRequest) -> Applicant | None:
    """Return for whom the signed-in person acts now; None while there is nobody."""
    applicants = request.actor.applicants
    chosen = next((one for one in applicants if one.id == request.actor.acting_for), None)
    return chosen or (applicants[0] if len(applicants) == 1 else None)


def _by_project(request: SignedInRequest, code: str) -> HttpResponse:
    guide = request.rooms.catalogue.guide(code)
    projects = list_projects(request.rooms.cases, request.actor)
    return show(request, "portal/applicant/apply_by_project.html", {"item": guide.item, "projects": projects})
