"""Keeping filters of the inbox under names."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongjian import cases
from tongjian.kit import Invalid
from tongjian.portal.entry import post_page
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import posted
from tongjian.portal.refusals import told_problem
from tongjian.portal.views.officer.asking import LONGEST, asked_filter, query_of
from tongjian.portal.views.officer.inbox import WORKERS


@post_page(*WORKERS)
@require_POST
def keep_filter(request: SignedInRequest) -> HttpResponse:
    """Keep the present filter under a name, or forget a kept one; back to the inbox."""
    desk, actor = request.rooms.cases, request.actor
    if "drop" in request.POST:
        cases.drop_filter(desk, actor, name=posted(request, "drop", longest=LONGEST))
        return HttpResponseRedirect(reverse("portal:inbox"))
    wanted = replace(asked_filter(request, QueryDict(posted(request, "query"))), after="")
    name = posted(request, "name", longest=LONGEST)
    try:
        cases.save_filter(desk, actor, name=name, wanted=wanted)
    except Invalid as refused:
        messages.error(request, " ".join(told_problem(one) for one in refused.problems), extra_tags="bad")
    else:
        told = _("筛选条件已保存为“%(name)s”") % {"name": name}
        messages.success(request, told, extra_tags="good")
    return HttpResponseRedirect(f"{reverse('portal:inbox')}?{query_of(wanted)}")
