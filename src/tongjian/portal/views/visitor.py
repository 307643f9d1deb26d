"""What everybody may see: the first page, the search for items, the guide of an item."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongjian.catalogue import ItemGuide, MaterialSpec
from tongjian.portal.answers import show
from tongjian.portal.parts import Cell, Fact, Table
from tongjian.portal.ports import PageRequest
from tongjian.portal.refusals import page
from tongjian.portal.wording import kind_name, limit_text

_LONGEST_SEARCH = 50
EXAMPLES = ("农村建房", "加装电梯", "施工许可", "占道")
"""Searches offered on the first page."""


@page
def home(request: PageRequest) -> HttpResponse:
    """Show the first page; whoever is signed in goes on to their own."""
    if request.actor is not None:
        return HttpResponseRedirect(reverse("portal:start"))
    return show(request, "portal/visitor/home.html", {"examples": EXAMPLES})


@page
def items(request: PageRequest) -> HttpResponse:
    """Search the items by words."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST_SEARCH]
    found = request.rooms.catalogue.search_items(text)
    rows = [
        {"item": one, "href": reverse("portal:item", args=[one.code]), "kind": kind_name(one.kind)}
        for one in found
    ]
    return show(request, "portal/visitor/items.html", {"text": text, "found": rows, "examples": EXAMPLES})


@page
def item(request: PageRequest, code: str) -> HttpResponse:
    """Show the guide (办事指南) of an item."""
    guide = request.rooms.catalogue.guide(code)
    context = {
        "guide": guide,
        "item": guide.item,
        "facts": guide_facts(guide),
        "materials": materials_table(guide),
        "apply_href": reverse("portal:apply", args=[code]),
    }
    return show(request, "portal/visitor/item.html", context)


def guide_facts(guide: ItemGuide) -> list[Fact]:
    """Return what the guide says in a line each."""
    item = guide.item
    others = "、".join(one.name for one in guide.co_departments)
    rows = [
        Fact(_("事项类型"), kind_name(item.kind)),
        Fact(_("牵头部门"), guide.lead.name),
        Fact(_("配合部门"), others) if others else None,
        Fact(_("所属阶段"), guide.stage_name) if guide.stage_name else None,
        Fact(_("法定时限"), limit_text(item.limits.statutory)),
        Fact(_("承诺时限"), limit_text(item.limits.promised)),
        Fact(_("办理结果"), "、".join(one.name for one in item.results)) if item.results else None,
        Fact(_("设定依据"), "；".join(item.legal_basis), wide=True) if item.legal_basis else None,
        Fact(_("在何处决定"), guide.outside_system) if guide.outside_system else None,
        Fact(_("适用情形"), item.condition.label, wide=True) if item.condition.label else None,
    ]
    return [row for row in rows if row is not None]


def materials_table(guide: ItemGuide) -> Table:
    """Return the materials of an item and where each comes from."""
    registries = dict(guide.registry_names)
    rows = tuple(
        (
            Cell(one.name, main=True, sub=one.note),
            Cell(one.form or "—"),
            Cell(_("必要") if one.required else _("按情形")),
            Cell(_origin(one, registries)),
        )
        for one in guide.materials
    )
    columns = (_("材料"), _("形式"), _("要求"), _("来源"))
    return Table(_("申请材料"), columns, rows, roomy=True)


def _origin(material: MaterialSpec, registries: dict[str, str]) -> str:
    if material.registry:
        return _("%(registry)s共享；接口未接通时请上传") % {
            "registry": registries.get(material.registry, material.registry)
        }
    if material.from_items:
        return _("前序审批结果自动带入")
    if material.source == "intermediary":
        return _("中介服务机构出具")
    return _("政府部门核发") if material.source == "government" else _("申请人自备")
