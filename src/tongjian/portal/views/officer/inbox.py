"""The inbox: what the signed-in officer may do now, the most urgent first."""

from dataclasses import replace
from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tongjian import cases
from tongjian.cases import InboxFilter, InboxRow
from tongjian.identity import OrganisationKind, Role
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import Cell, Pick, StateTag, Table
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key
from tongjian.portal.refusals import PageAbsent
from tongjian.portal.views.officer.asking import asked_filter, query_of
from tongjian.portal.views.officer.words import days_words, due_cell, light_of

WORKERS = (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.HEAD, Role.PROVIDER)
"""Posts that have an inbox."""

_SIZE = 30
_BATCHED = "issue"


@post_page(*WORKERS)
def inbox(request: SignedInRequest) -> HttpResponse:
    """List the open tasks of the officer's posts, narrowed by text, stage, item, organ and light."""
    narrowed = asked_filter(request)
    page = cases.list_inbox(request.rooms.cases, request.actor, narrowed=narrowed, size=_SIZE)
    is_narrowed = replace(narrowed, after="") != InboxFilter()
    context = {
        "table": _table(page.rows),
        "is_batched": any(_is_batched(one) for one in page.rows),
        "key": new_key(),
        "next_key": page.next_key,
        "tally": cases.tally_inbox(request.rooms.cases, request.actor, narrowed=narrowed),
        "posts": dict.fromkeys(f"{one.organisation_name}" for one in request.actor.grants),
        "kept": [
            (one.name, query_of(one.wanted)) for one in cases.list_filters(request.rooms.cases, request.actor)
        ],
        "query": query_of(replace(narrowed, after="")),
        "since": datetime.now(UTC).isoformat(),
        "is_narrowed": is_narrowed,
        **_choices(request, narrowed),
    }
    return never_stored(show(request, "portal/staff/inbox.html", context))  # type: ignore[return-value]


@post_page(*WORKERS)
def new_work(request: SignedInRequest) -> HttpResponse:
    """Tell how many tasks came in since the page was made; nothing at all where none did."""
    since = parse_datetime(request.GET.get("since", ""))
    if since is None or since.tzinfo is None:
        raise PageAbsent
    count = cases.count_new_work(request.rooms.cases, request.actor, since=since)
    shown = {"count": count, "since": since.isoformat()}
    return never_stored(render(request, "portal/staff/new_work.html", shown))  # type: ignore[return-value]


@post_page(*WORKERS)
def next_task(request: SignedInRequest) -> HttpResponse:
    """Go to the most urgent task but the case named by ``?after_case=``; to the inbox when there is none."""
    done = request.GET.get("after_case", "")
    page = cases.list_inbox(request.rooms.cases, request.actor)
    following = next((row.case for row in page.rows if str(row.case) != done), None)
    place = "portal:desk" if request.GET.get("desk") else "portal:staff_case"
    here = reverse(place, args=[following]) if following else reverse("portal:inbox")
    return HttpResponseRedirect(here)


def _choices(request: SignedInRequest, narrowed: InboxFilter) -> dict[str, object]:
    """Return what the filters offer, and what of it is chosen."""
    edition, identity = request.rooms.catalogue.current(), request.rooms.identity
    at_counter = request.actor.has(Role.CLERK)
    codes = {identity.organisation(one.organisation).code for one in request.actor.grants}
    items = [
        one
        for one in edition.items
        if at_counter or codes & {one.handling.lead_department, *one.handling.co_departments}
    ]
    leads = {one.handling.lead_department for one in items}
    organs = [
        (str(one.id), one.name)
        for one in identity.list_organisations(OrganisationKind.DEPARTMENT)
        if one.code in leads
    ]
    stages = {one.stage for one in items}
    return {
        "words": narrowed.text,
        "items": [(one.code, one.name) for one in items],
        "item": narrowed.item,
        "stages": [(one.id, one.name) for one in edition.stages if one.id in stages],
        "stage": narrowed.stage,
        "organs": organs if len(organs) > 1 else (),
        "organ": str(narrowed.department or ""),
        "lights": [
            ("red", _("■ 红（已超期）")),
            ("yellow", _("▲ 黄（临近到期）")),
            ("green", _("● 绿")),
            ("paused", _("‖ 停")),
        ],
        "light": request.GET.get("light", ""),
    }


def _is_batched(row: InboxRow) -> bool:
    return _BATCHED in row.acts


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
    if not any(_is_batched(row) for row in rows):
        return Table(_("待办事项"), columns, tuple(_row(one) for one in rows))
    picked = tuple((_pick(one), *_row(one)) for one in rows)
    return Table(_("待办事项"), (_("选择"), *columns), picked)


def _pick(row: InboxRow) -> Cell:
    """Return the tick of a row whose act may be done on many cases at once; an empty cell for others."""
    if not _is_batched(row):
        return Cell()
    return Cell(Pick("case", str(row.case), _("选择办件 %(number)s") % {"number": row.case_number}))


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
