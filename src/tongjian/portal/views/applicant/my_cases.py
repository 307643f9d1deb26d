"""My cases and licences."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tongjian.cases import (
    Result,
    ResultStatus,
    list_licences,
    list_my_cases,
    list_projects,
)
from tongjian.kit import local_day
from tongjian.portal.answers import show
from tongjian.portal.entry import applicant_page
from tongjian.portal.parts import Cell, StateTag, Table, Tone
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.views.applicant.home import cases_table, helped_cases

_LONGEST = 200


@applicant_page
def my_cases(request: SignedInRequest) -> HttpResponse:
    """Show the cases of whom the person acts for, newest first, and those of relatives helped."""
    after = request.GET.get("after", "").replace("\x00", "")[:_LONGEST]
    page = list_my_cases(request.rooms.cases, request.actor, after=after)
    helped = helped_cases(request)
    context = {
        "table": cases_table(page.rows, caption=_("我的办件")) if page.rows else None,
        "helped": cases_table(helped, caption=_("替家人办理的")) if helped else None,
        "next_key": page.next_key,
        "shown": len(page.rows),
    }
    return show(request, "portal/applicant/my_cases.html", context)


@applicant_page
def licences(request: SignedInRequest) -> HttpResponse:
    """Show the licences and other results, each with its file and its public check."""
    found = list_licences(request.rooms.cases, request.actor)
    today = local_day(request.rooms.clock.now())
    projects = list_projects(request.rooms.cases, request.actor)
    names: dict[UUID | None, str] = {one.id: one.name for one in projects}
    rows = tuple(
        (
            Cell(one.title, main=True, sub=" · ".join(filter(None, (one.number, names.get(one.project))))),
            Cell(_standing(one, one.status_on(today))),
            Cell(one.issued_on),
            Cell(one.valid_until or _("长期")),
            Cell(_("下载"), href=reverse("portal:file", args=[one.file])) if one.file else Cell(_("制作中")),
            Cell(_("核验"), href=address_of_check(one)) if one.file else Cell("—"),
        )
        for one in found
    )
    columns = (_("名称"), _("状态"), _("发证日期"), _("有效期至"), _("文件"), _("真伪"))
    table = Table(_("证照"), columns, rows, roomy=True) if rows else None
    return show(request, "portal/applicant/licences.html", {"table": table})


def address_of_check(result: Result) -> str:
    """Return the address of the public check of a result."""
    return reverse("portal:verify") + "?" + urlencode({"code": result.verification_code})


def _standing(result: Result, status: ResultStatus) -> StateTag:
    if result.file is None:
        return StateTag(_("制作中"), Tone.ACTIVE)
    if status is ResultStatus.VALID:
        return StateTag(_("有效"), Tone.GOOD)
    return StateTag(_("已撤销") if result.revoked_at else _("已过期"), Tone.BAD)
