"""Handing in papers that were promised for later (容缺后补)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongjian.cases import CaseSheet, Deferral, DeferralStatus, supply_deferred
from tongjian.kit import Invalid, Refusal
from tongjian.portal.answers import show
from tongjian.portal.fields import FieldView
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted_number, ticket_of
from tongjian.portal.refusals import told_problem
from tongjian.portal.views.applicant.draft_materials import came, file_field, words_of


def supply_page(request: SignedInRequest, sheet: CaseSheet) -> HttpResponseBase:
    """Show what is owed, each paper with its date and a place for the file; take what came."""
    owed = [one for one in sheet.promises.deferrals if one.status is DeferralStatus.PROMISED]
    if not owed:
        return HttpResponseRedirect(reverse("portal:my_case", args=[sheet.case.id]))
    if request.method != "POST":
        return _ask(request, sheet, owed, {})
    files, errors = _came(request, sheet, owed)
    if errors:
        return _ask(request, sheet, owed, errors)
    if not files:
        return _ask(request, sheet, owed, {owed[0].key: _("请至少上传一份容缺的材料")})
    ticket = ticket_of(request, position=posted_number(request, "position") or None)
    try:
        done = supply_deferred(
            request.rooms.cases, request.actor, case=sheet.case.id, ticket=ticket, files=files
        )
    except Invalid as refusal:
        told = {one.field.removeprefix("files."): told_problem(one) for one in refusal.problems}
        return _ask(request, sheet, owed, told)
    messages.success(request, _(done.says), extra_tags="good")
    return HttpResponseRedirect(reverse("portal:my_case", args=[sheet.case.id]))


def _came(
    request: SignedInRequest, sheet: CaseSheet, owed: list[Deferral]
) -> tuple[dict[str, UUID], dict[str, str]]:
    files: dict[str, UUID] = {}
    errors: dict[str, str] = {}
    for one in owed:
        try:
            file = came(request, one.key, holder=sheet.case.applicant)
        except Refusal as refusal:
            errors[one.key] = words_of(refusal)
        else:
            files |= {one.key: file} if file is not None else {}
    return files, errors


def _ask(
    request: SignedInRequest, sheet: CaseSheet, owed: list[Deferral], errors: dict[str, str]
) -> HttpResponse:
    rows: list[tuple[Deferral, FieldView]] = [
        (one, file_field(one.key, label=_(one.name), error=errors.get(one.key, ""), required=len(owed) == 1))
        for one in owed
    ]
    context = {
        "sheet": sheet,
        "case": sheet.case,
        "rows": rows,
        "consequence": sheet.promises.consequence,
        "uploads": reverse("portal:uploads", args=[sheet.case.applicant]),
        "key": new_key(),
        "errors": tuple(FieldError(field.id, field.error) for _one, field in rows if field.error),
    }
    return show(request, "portal/applicant/deferred.html", context)
