"""A citizen lets a relative act in one application, and takes it back (授权委托)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongjian.cases import CaseSheet, NotFound, get_case
from tongjian.identity import mask_phone
from tongjian.kit import Invalid, Refusal, local_day
from tongjian.portal.answers import show
from tongjian.portal.entry import applicant_page
from tongjian.portal.fields import FieldView
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import posted
from tongjian.portal.refusals import said, told_problem

_LONGEST = 40


@applicant_page
@require_http_methods(["GET", "POST"])
def relatives(request: SignedInRequest, case: UUID) -> HttpResponseBase:
    """Show who may help with the application of a case; authorise one more, or end one."""
    sheet = get_case(request.rooms.cases, request.actor, case=case)
    if sheet.case.applicant != request.actor.person:
        raise NotFound(what="办件")
    phone = posted(request, "helper_phone", longest=_LONGEST)
    if request.method != "POST":
        return _show(request, sheet, "", "")
    try:
        _change(request, sheet, phone)
    except Refusal as refusal:
        problems = refusal.problems if isinstance(refusal, Invalid) else ()
        text = "；".join(told_problem(one) for one in problems) or said(refusal).says
        return _show(request, sheet, phone, text)
    return HttpResponseRedirect(request.path)


def _change(request: SignedInRequest, sheet: CaseSheet, phone: str) -> None:
    identity, giver = request.rooms.identity, request.actor.person
    ended = next((one for one in _given(request, sheet) if str(one[0]) == request.POST.get("end", "")), None)
    if ended is not None:
        identity.revoke_mandate(giver=giver, mandate=ended[0])
        messages.success(request, _("已取消授权"), extra_tags="good")
    elif "end" not in request.POST:
        identity.authorise_relative(giver=giver, helper_phone=phone, application=sheet.case.application)
        messages.success(request, _("已授权。家人用这个手机号登录就能看到这件申请"), extra_tags="good")


def _given(request: SignedInRequest, sheet: CaseSheet) -> list[tuple[UUID, UUID]]:
    today = local_day(request.rooms.clock.now())
    return [
        (one.id, one.helper)
        for one in request.rooms.identity.list_mandates(request.actor.person)
        if one.application == sheet.case.application and one.is_live(today)
    ]


def _show(request: SignedInRequest, sheet: CaseSheet, phone: str, error: str) -> HttpResponse:
    field = FieldView(
        "id_helper_phone", "helper_phone", _("家人的手机号码"), "text", value=phone, error=error,
        type="tel", keyboard="numeric", width="m",
    )  # fmt: skip
    context = {
        "case": sheet.case,
        "given": [
            (one, mask_phone(request.rooms.identity.get_person(helper).phone or ""))
            for one, helper in _given(request, sheet)
        ],
        "field": field,
        "errors": field.errors,
    }
    return show(request, "portal/applicant/relatives.html", context)
