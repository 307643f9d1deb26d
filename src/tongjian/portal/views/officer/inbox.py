"""The inbox: what the signed-in officer may do now, the most urgent first."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongjian import cases
from tongjian.calendar import Light
from tongjian.cases import InboxFilter, InboxRow
from tongjian.identity import Role
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import Cell, StateTag, Table
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.views.officer.words import days_words, due_cell, light_of

WORKERS = (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.HEAD, Role.PROVIDER)
"""Posts that have an inbox."""

_SIZE = 30
_LONGEST = 100
_LIGHTS = {"green": Light.GREEN, "yellow": Light.YELLOW, "red": Light.RED, "paused": Light.GREY}


@post_page(*WORKERS)
def inbox(request: SignedInRequest) -> HttpResponse:
    """List the open tasks of the officer's posts, narrowed by text, item and light."""
    narrowed = _asked(request)
    page = cases.list_inbox(request.rooms.cases, request.actor, narrowed=narrowed, size=_SIZE)
    edition = request.rooms.catalogue.current()
    posts = {one.organisation for one in request.actor.grants}
    codes = {request.rooms.identity.organisation(one).code for one in posts}
    items = [
        (one.code, one.name)
        for one in edition.items
        if request.actor.has(Role.CLERK)
        or codes & {one.handling.lead_department, *one.handling.co_departments}
    ]
    context = {
        "table": _table(page.rows),
        "next_key": page.next_key,
        "tally": cases.tally_inbox(request.rooms.cases, request.actor, narrowed=narrowed),
        "posts": dict.fromkeys(f"{one.organisation_name}" for one in request.actor.grants),
        "words": narrowed.text,
        "items": items,
        "item": narrowed.item,
        "lights": [
            ("red", _("■ 红（已超期）")),
            ("yellow", _("▲ 黄（临近到期）")),
            ("green", _("● 绿")),
            ("paused", _("‖ 停")),
        ],
        "light": request.GET.get("light", ""),
        "is_narrowed": bool(narrowed.text or narrowed.item or narrowed.light),
    }
    return never_stored(show(request, "portal/staff/inbox.html", context))  # type: ignore[return-value]


@post_page(*WORKERS)
def next_task(request: SignedInRequest) -> HttpResponse:
    """Go to the most urgent task but the case named by ``?after_case=``; to the inbox when there is none."""
    done = request.GET.get("after_case", "")
    page = cases.list_inbox(request.rooms.cases, request.actor)
    following = next((row.case for row in page.rows if str(row.case) != done), None)
    here = reverse("portal:staff_case", args=[following]) if following else reverse("portal:inbox")
    return HttpResponseRedirect(here)


def typed_text(request: HttpRequest, name: str) -> str:
    """Return what was typed into a search field: trimmed, short, without what a database refuses."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:_LONGEST]


def uuid_or_none(text: str) -> UUID | None:
    """Return an id from an address, or None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _asked(request: SignedInRequest) -> InboxFilter:
    after = request.GET.get("after", "")
    return InboxFilter(
        text=typed_text(request, "q"),
        item=typed_text(request, "item"),
        light=_LIGHTS.get(request.GET.get("light", "")),
        after=after if _is_key(after) else "",
    )


def _is_key(text: str) -> bool:
    """Tell whether a text is the key of a page, ``date_task``; anything else begins at the first page."""
    day, _mark, task = text.partition("_")
    try:
        date.fromisoformat(day)
        UUID(task)
    except ValueError:
        return False
    return True


def _table(rows: tuple[InboxRow, ...]) -> Table:
    columns = (
        _("预警"),
        _("剩余时间"),
        _("项目（申请人）"),
        _("事项"),
        _("待办环节"),
        _("状态"),
        _("截止日期"),
        _("办件编号"),
    )
    return Table(_("待办事项"), columns, tuple(_row(one) for one in rows))


def _row(row: InboxRow) -> tuple[Cell, ...]:
    return (
        Cell(light_of(row.light)),
        Cell(days_words(row.days_left), unbroken=True),
        Cell(
            row.project_name or row.applicant_name,
            href=reverse("portal:staff_case", args=[row.case]),
            main=True,
        ),
        Cell(row.item_name),
        Cell(_(row.node_name)),
        Cell(StateTag(_(row.state_label))),
        due_cell(row.due_on),
        Cell(row.case_number, unbroken=True),
    )
