"""The personal-data notice (个人信息保护告知), before the first entry and for reading at any time."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from tongjian.identity import NOTICE, NOTICE_VERSION
from tongjian.portal.answers import show
from tongjian.portal.entry import NOTICE_KEY, has_accepted
from tongjian.portal.forms import AcceptForm
from tongjian.portal.ports import PageRequest, SignedInRequest
from tongjian.portal.refusals import page


@page
@require_http_methods(["GET", "POST"])
def notice(request: PageRequest) -> HttpResponse:
    """Show the notice; whoever is signed in and has not agreed is asked to."""
    asks = request.actor is not None and not has_accepted(_signed(request))
    form = AcceptForm(request.POST if request.method == "POST" else None)
    following = request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "POST" and asks and form.is_valid():
        identity, person = request.rooms.identity, _signed(request).actor.person
        identity.accept_notice(person=person, version=NOTICE_VERSION, at=request.rooms.clock.now())
        request.session[NOTICE_KEY] = NOTICE_VERSION
        return HttpResponseRedirect(reverse("portal:start") + f"?{urlencode({'next': following})}")
    context = {"clauses": NOTICE, "version": NOTICE_VERSION, "asks": asks, "next": following}
    return show(request, "portal/visitor/notice.html", {**context, **({"form": form} if asks else {})})


def _signed(request: PageRequest) -> SignedInRequest:
    return request  # type: ignore[return-value]
