"""Phrases (常用语): one's own and those of the organisation."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongjian import cases
from tongjian.kit import Invalid
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.refusals import PageAbsent, put_problems
from tongjian.portal.views.officer.inbox import WORKERS

_LONGEST = 300


class PhraseForm(forms.Form):
    """A new phrase."""

    phrase = forms.CharField(
        label=gettext_lazy("新的常用语"),
        max_length=_LONGEST,
        widget=forms.Textarea,
        error_messages={
            "required": gettext_lazy("请填写常用语"),
            "max_length": gettext_lazy("常用语不能超过 300 个字"),
        },
    )
    shared = forms.BooleanField(label=gettext_lazy("本单位共用"), required=False)


@post_page(*WORKERS)
@require_http_methods(["GET", "POST"])
def phrases(request: SignedInRequest) -> HttpResponse:
    """List the phrases; on POST add one, or remove one of one's own."""
    form = PhraseForm()
    if request.method == "POST":
        removed = request.POST.get("remove")
        if removed:
            cases.remove_phrase(request.rooms.cases, request.actor, phrase=_id(removed))
            messages.success(request, _("已删除"), extra_tags="good")
            return HttpResponseRedirect(reverse("portal:phrases"))
        form = PhraseForm(request.POST)
        if form.is_valid() and _added(request, form):
            return HttpResponseRedirect(reverse("portal:phrases"))
    kept = cases.list_phrases(request.rooms.cases, request.actor)
    return never_stored(show(request, "portal/staff/phrases.html", {"form": form, "kept": kept}))  # type: ignore[return-value]


def _added(request: SignedInRequest, form: PhraseForm) -> bool:
    data = form.cleaned_data
    try:
        cases.add_phrase(request.rooms.cases, request.actor, text=data["phrase"], shared=data["shared"])
    except Invalid as refused:
        put_problems(form, refused, "phrase")
        return False
    messages.success(request, _("已存为常用语"), extra_tags="good")
    return True


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as odd:
        raise PageAbsent from odd
