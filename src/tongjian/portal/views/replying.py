"""The coordinator's comprehensive reply to one parallel review."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongjian import cases
from tongjian.cases import ApplicationSheet, consultations
from tongjian.identity import Role
from tongjian.kit import Absent, Refusal
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.fields import errors_of_form
from tongjian.portal.parts import Cell, Fact, Table
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, ticket_of
from tongjian.portal.refusals import said, status_of
from tongjian.portal.views.officer.words import state_tag


class Replying(forms.Form):
    """What the lead adds; ticked where items are still open."""

    interim = forms.BooleanField(
        label=gettext_lazy("还有事项没有办结，作出阶段性综合答复"), required=False, widget=forms.CheckboxInput
    )
    remark = forms.CharField(
        label=gettext_lazy("补充说明"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=gettext_lazy("可不填；申请人会在综合答复中看到"),
        error_messages={"max_length": gettext_lazy("内容过长，最多 2000 个字")},
    )


@post_page(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def reply(request: SignedInRequest, application: UUID) -> HttpResponse:
    """Show what the reply would say of each item; on POST send it."""
    sheet = cases.get_application(request.rooms.cases, request.actor, application=application)
    if request.method != "POST":
        return _page(request, sheet, Replying())
    form = Replying(request.POST)
    if not form.is_valid():
        return _page(request, sheet, form, status=422)
    try:
        done = consultations.reply_comprehensively(
            request.rooms.cases,
            request.actor,
            application=application,
            ticket=ticket_of(request),
            **form.cleaned_data,
        )
    except Absent:
        raise
    except Refusal as refusal:
        told = said(refusal)
        form.add_error(None, "。".join(part for part in (told.says, told.basis, told.advice) if part))
        return _page(request, sheet, form, status=status_of(refusal))
    messages.success(request, _(done.says), extra_tags="good")
    return HttpResponseRedirect(reverse("portal:review_reply", args=[application]))


def _page(
    request: SignedInRequest, sheet: ApplicationSheet, form: Replying, *, status: int = 200
) -> HttpResponse:
    desk, actor = request.rooms.cases, request.actor
    rows = tuple(
        (
            Cell(one.item_name, href=reverse("portal:staff_case", args=[one.case]), main=True),
            Cell(one.department_name),
            Cell(state_tag(one)),
            Cell(one.number, unbroken=True),
        )
        for one in sheet.cases
    )
    replies = consultations.list_replies(desk, actor, application=sheet.id)
    context = {
        "sheet": sheet,
        "title": sheet.project.name if sheet.project else sheet.applicant_name,
        "form": form,
        "errors": errors_of_form(form) if form.is_bound else (),
        "table": Table(_("各事项"), (_("事项"), _("部门"), _("状态"), _("办件编号")), rows),
        "replies": [(one, [Fact(label, text, wide=True) for label, text in one.rows]) for one in replies],
        "leads": len(sheet.cases) > 1 and consultations.may_reply(desk, actor, stage=sheet.stage),
        "key": new_key(),
    }
    return never_stored(render(request, "portal/staff/reply.html", context, status=status))  # type: ignore[return-value]
