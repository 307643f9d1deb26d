"""What the applicant does on a case: supplement, sign, report, withdraw. Each a page of its own."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from tongjian.cases import (
    CaseSheet,
    Material,
    Receipt,
    StaleCase,
    contract,
    get_case,
    record_statement,
    rectify,
    request_hearing,
    supplement,
    waive_hearing,
    withdraw,
)
from tongjian.kit import Invalid, Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import applicant_page
from tongjian.portal.fields import FieldView
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, posted_number, ticket_of
from tongjian.portal.refusals import PageAbsent, said, told_problem
from tongjian.portal.views.applicant.deferred import supply_page
from tongjian.portal.views.applicant.draft_materials import came, file_field, words_of

_LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Wording:
    """How the page of an act speaks."""

    title: str
    lead: str
    label: str
    send: str
    required: bool
    danger: bool = False


_WORDINGS = {
    "withdraw": Wording(
        gettext_noop("撤回申请"),
        gettext_noop("撤回后这一件不再办理。已交的材料会保留，重新申请时自动带入。"),
        gettext_noop("撤回的原因"),
        gettext_noop("确认撤回"),
        required=False,
        danger=True,
    ),
    "record_statement": Wording(
        gettext_noop("陈述和申辩"),
        gettext_noop("您对这一件有什么意见，可以在这里说明，审批部门会充分听取，不会因此加重您的负担。"),
        gettext_noop("陈述和申辩的内容"),
        gettext_noop("提交"),
        required=True,
    ),
    "request_hearing": Wording(
        gettext_noop("申请听证"),
        gettext_noop(
            "听证不收取任何费用。申请后办理时限停止计算，审批部门在二十个工作日内组织听证，提前七个工作日通知您时间和地点。"
        ),
        gettext_noop("申请听证的理由（可不填）"),
        gettext_noop("申请听证"),
        required=False,
    ),
    "waive_hearing": Wording(
        gettext_noop("放弃陈述申辩和听证"),
        gettext_noop("放弃以后不能再申请听证，审批部门不用再等期限届满，可以早一点作出决定。"),
        gettext_noop("说明（可不填）"),
        gettext_noop("确认放弃"),
        required=False,
        danger=True,
    ),
    "contract": Wording(
        gettext_noop("签订合同"),
        gettext_noop("请先阅读服务单位提供的方案和报价。同意后按合同实施。"),
        gettext_noop("给服务单位的话"),
        gettext_noop("同意并签订"),
        required=False,
    ),
    "rectify": Wording(
        gettext_noop("报告整改完成"),
        gettext_noop("请写明每一项整改是怎样完成的，检查人员会来复查。"),
        gettext_noop("整改完成情况"),
        gettext_noop("提交"),
        required=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to correct, beside what was handed in before.

    Attributes:
        page: page the remark is about, from 1; 0 for the paper as a whole.
        address: where what was handed in before is opened, at that page.
    """

    name: str
    remark: str
    page: int
    omitted: bool
    address: str
    before: Material | None
    field: FieldView
    held: str
    held_name: str


@applicant_page
@require_http_methods(["GET", "POST"])
def act(request: SignedInRequest, case: UUID, act: str) -> HttpResponseBase:
    """Show the page of an act, and do it."""
    sheet = get_case(request.rooms.cases, request.actor, case=case)
    if act == "supplement":
        return _supplement(request, sheet)
    if act == "supply_deferred":
        return supply_page(request, sheet)
    wording = _WORDINGS.get(act)
    if wording is None:
        raise PageAbsent
    text = posted(request, "reason", longest=_LONGEST_REASON)
    if request.method == "POST":
        try:
            return _done(request, _do(request, sheet, act, text))
        except StaleCase as refusal:
            return _ask(request, sheet, act, wording, text, whole=said(refusal).says)
        except Refusal as refusal:
            if not hasattr(refusal, "field"):
                raise
            return _ask(request, sheet, act, wording, text, at_field=said(refusal).says)
    return _ask(request, sheet, act, wording, "")


def _do(request: SignedInRequest, sheet: CaseSheet, act: str, text: str) -> Receipt:
    desk, actor, case = request.rooms.cases, request.actor, sheet.case.id
    ticket = ticket_of(request, position=posted_number(request, "position") or None)
    if act == "withdraw":
        return withdraw(desk, actor, case=case, ticket=ticket, reason=text)
    if act == "record_statement":
        return record_statement(desk, actor, case=case, ticket=ticket, text=text)
    if act == "request_hearing":
        return request_hearing(desk, actor, case=case, ticket=ticket, reason=text)
    if act == "waive_hearing":
        return waive_hearing(desk, actor, case=case, ticket=ticket)
    if act == "contract":
        return contract(desk, actor, case=case, ticket=ticket, opinion=text)
    return rectify(desk, actor, case=case, ticket=ticket, opinion=text)


def _done(request: SignedInRequest, receipt: Receipt) -> HttpResponse:
    messages.success(request, _(receipt.says), extra_tags="good")
    return HttpResponseRedirect(reverse("portal:my_case", args=[receipt.id]))


def _ask(
    request: SignedInRequest,
    sheet: CaseSheet,
    act: str,
    wording: Wording,
    text: str,
    *,
    at_field: str = "",
    whole: str = "",
) -> HttpResponse:
    field = FieldView(
        "id_reason", "reason", _(wording.label), "textarea", value=text, error=at_field,
        required=wording.required, max_length=_LONGEST_REASON,
    )  # fmt: skip
    offers = [one.opinion for one in sheet.records if one.act == "offer" and one.opinion]
    orders = [one.reason for one in sheet.case.pauses if one.ended_on is None and one.reason]
    context = {
        "sheet": sheet,
        "case": sheet.case,
        "wording": wording,
        "shown": offers[-1:] if act == "contract" else orders if act == "rectify" else [],
        "field": field,
        "key": new_key(),
        "errors": (*field.errors, *((FieldError("", whole),) if whole else ())),
    }
    return show(request, "portal/applicant/case_act.html", context)


def _supplement(request: SignedInRequest, sheet: CaseSheet) -> HttpResponseBase:
    if not sheet.correction:
        return HttpResponseRedirect(reverse("portal:my_case", args=[sheet.case.id]))
    if request.method != "POST":
        return _ask_papers(request, sheet, {}, {}, "")
    files: dict[str, UUID] = {}
    errors: dict[str, str] = {}
    for row in sheet.correction:
        try:
            file = came(request, row.key, holder=sheet.case.applicant)
        except Refusal as refusal:
            errors[row.key] = words_of(refusal)
        else:
            files |= {row.key: file} if file is not None else {}
    remark = posted(request, "remark", longest=_LONGEST_REASON)
    if errors:
        return _ask_papers(request, sheet, files, errors, remark)
    ticket = ticket_of(request, position=posted_number(request, "position") or None)
    try:
        done = supplement(
            request.rooms.cases, request.actor, case=sheet.case.id, ticket=ticket, files=files, remark=remark
        )
    except Invalid as refusal:
        errors = {one.field.removeprefix("files."): told_problem(one) for one in refusal.problems}
        return _ask_papers(request, sheet, files, errors, remark)
    return _done(request, done)


def _address(before: Material | None, page: int) -> str:
    """Return where a paper handed in before is opened, at the page the remark is about."""
    if before is None:
        return ""
    return reverse("portal:file", args=[before.file]) + (f"#page={page}" if page else "")


def _ask_papers(
    request: SignedInRequest,
    sheet: CaseSheet,
    files: dict[str, UUID],
    errors: dict[str, str],
    remark: str,
) -> HttpResponse:
    newest = {one.key: one for one in sorted(sheet.materials, key=lambda one: one.round)}
    points = [
        Point(
            name=_(row.name),
            remark=row.remark,
            page=row.page,
            omitted=row.omitted,
            address=_address(newest.get(row.key), row.page),
            before=newest.get(row.key),
            field=file_field(row.key, label=_("补正后的文件"), error=errors.get(row.key, ""), required=False),
            held=str(files.get(row.key, "")),
            held_name=_("刚才选择的文件") if row.key in files else "",
        )
        for row in sheet.correction
    ]
    context = {
        "sheet": sheet,
        "case": sheet.case,
        "points": points,
        "remark": FieldView(
            "id_remark", "remark", _("说明"), "textarea", value=remark, required=False,
            hint=_("不需要换文件的，请在这里写明情况"), max_length=_LONGEST_REASON,
        ),
        "uploads": reverse("portal:uploads", args=[sheet.case.applicant]),
        "key": new_key(),
        "errors": tuple(FieldError(one.field.id, one.field.error) for one in points if one.field.error),
    }  # fmt: skip
    return show(request, "portal/applicant/supplement.html", context)
