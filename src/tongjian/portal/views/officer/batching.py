"""Acts on many cases at once, from the inbox."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongjian import cases
from tongjian.kit import Invalid
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted
from tongjian.portal.refusals import said, told_problem
from tongjian.portal.views.officer.asking import LONGEST, uuid_or_none
from tongjian.portal.views.officer.inbox import WORKERS


@post_page(*WORKERS)
@require_POST
def batch(request: SignedInRequest) -> HttpResponse:
    """Do an act that leaves nothing to be judged on the cases picked, and tell what became of each."""
    picked = tuple(one for one in map(uuid_or_none, request.POST.getlist("case")) if one is not None)
    desk, actor = request.rooms.cases, request.actor
    act, key = posted(request, "act", longest=LONGEST), posted(request, "key", longest=LONGEST)
    try:
        lines = cases.act_on_many(desk, actor, act=act, cases=picked, key=key or new_key())
    except Invalid as refused:
        messages.error(request, " ".join(told_problem(one) for one in refused.problems), extra_tags="bad")
        return HttpResponseRedirect(reverse("portal:inbox"))
    done = [one.receipt for one in lines if one.receipt is not None]
    left = [(one.case, said(one.refused)) for one in lines if one.refused is not None]
    shown = {"act": cases.act_label(act), "done": done, "left": left}
    return never_stored(render(request, "portal/staff/batch.html", shown))  # type: ignore[return-value]
