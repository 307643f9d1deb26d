"""Administrators' pages: the catalogue, for reading."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tongjian.catalogue import Catalogue, Item
from tongjian.identity import Role
from tongjian.portal.answers import show
from tongjian.portal.entry import post_page
from tongjian.portal.parts import Cell, Fact, StateTag, Table, Tone
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.views.visitor import guide_facts, materials_table
from tongjian.portal.wording import kind_name, limit_text

_MAY_READ = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SUPERVISOR, Role.COORDINATOR)


@post_page(*_MAY_READ)
def catalogue(request: SignedInRequest) -> HttpResponse:
    """List the items of the current edition, by stage and department."""
    edition = request.rooms.catalogue.current()
    stage, department = request.GET.get("stage", ""), request.GET.get("department", "")
    words = request.GET.get("q", "").strip()
    found = [
        item
        for item in edition.items
        if (not stage or (item.stage or "-") == stage)
        and (not department or item.handling.lead_department == department)
        and words in f"{item.code} {item.name}"
    ]
    context = {
        "edition": edition,
        "editions": request.rooms.catalogue.list_editions()[:1],
        "table": _items_table(edition, found),
        "count": len(found),
        "stage": stage,
        "department": department,
        "words": words,
        "stages": [*((one.id, one.name) for one in edition.stages), ("-", _("不属于工程建设项目阶段"))],
        "departments": [(one.code, one.name) for one in edition.departments],
    }
    return show(request, "portal/administrator/catalogue.html", context)


def _items_table(edition: Catalogue, items: list[Item]) -> Table:
    rows = tuple(
        (
            Cell(item.code, unbroken=True),
            Cell(item.name, href=reverse("portal:catalogue_item", args=[item.code]), main=True),
            Cell(kind_name(item.kind)),
            Cell(edition.stage(item.stage).name if item.stage else "—"),
            Cell(edition.department(item.handling.lead_department).name),
            Cell(limit_text(item.limits.promised, short=True), unbroken=True),
            Cell(
                StateTag(_("本系统"))
                if item.handling.decided_in == "here"
                else StateTag(_("外部系统"), Tone.WARN)
            ),
        )
        for item in items
    )
    columns = (_("编码"), _("事项"), _("类型"), _("阶段"), _("牵头部门"), _("承诺时限"), _("决定地点"))
    return Table(_("审批事项"), columns, rows)


@post_page(*_MAY_READ)
def catalogue_item(request: SignedInRequest, code: str) -> HttpResponse:
    """Show all that the catalogue says of an item."""
    guide = request.rooms.catalogue.guide(code)
    item = guide.item
    exchange = [
        Fact(_("标准事项编码"), item.exchange.standard_item or "—"),
        Fact(_("标准阶段序号"), item.exchange.standard_stage or "—"),
        Fact(_("办件类型"), _("承诺件") if item.exchange.handling_type == "2" else _("即办件")),
        Fact(_("流程"), item.handling.process),
    ]
    results = Table(
        _("结果文书"),
        (_("名称"), _("种类"), _("有效期"), _("编号规则")),
        tuple(
            (
                Cell(one.name, main=True),
                Cell(one.kind),
                Cell(one.validity_text or "—"),
                Cell(one.number_format or "—"),
            )
            for one in item.results
        ),
    )
    context = {
        "guide": guide,
        "item": item,
        "facts": guide_facts(guide),
        "exchange": exchange,
        "materials": materials_table(guide),
        "results": results,
    }
    return show(request, "portal/administrator/catalogue_item.html", context)
