"""The supervisor's pages: what runs, is due, overdue, paused or undelivered, and the lists behind it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongjian import cases
from tongjian.cases import OverviewRow, Watched
from tongjian.identity import Role
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import Cell, Light, Tab, Table
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.views.officer.asking import uuid_or_none
from tongjian.portal.views.officer.words import due_cell, light_of_row, state_tag

WATCHERS = (Role.SUPERVISOR, Role.COORDINATOR)
_MOST = 200
_NAMES = {
    Watched.RUNNING: gettext_noop("在办"),
    Watched.DUE_TODAY: gettext_noop("今天到期"),
    Watched.OVERDUE: gettext_noop("已超期"),
    Watched.PAUSED: gettext_noop("停表"),
    Watched.UNDELIVERED: gettext_noop("待送达"),
}


@post_page(*WATCHERS)
def overview(request: SignedInRequest) -> HttpResponse:
    """Show the counts as numbers, as charts beside a sentence, and as tables."""
    seen = cases.get_overview(request.rooms.cases, request.actor)
    context = {
        "overview": seen,
        "numbers": [
            (_(name), getattr(seen.total, which.value), _list_of(which), which.value)
            for which, name in _NAMES.items()
        ],
        "departments": _table(seen.by_department, "by-department", _("部门"), "department"),
        "stages": _table(seen.by_stage, "by-stage", _("阶段"), "stage"),
        "sentence": _sentence(seen.by_department),
        "stage_sentence": _sentence(seen.by_stage),
    }
    return never_stored(show(request, "portal/staff/overview.html", context))  # type: ignore[return-value]


@post_page(*WATCHERS)
def watched(request: SignedInRequest) -> HttpResponse:
    """List the cases behind a number, the most urgent first."""
    asked = request.GET.get("which", "")
    which = Watched(asked) if asked in set(Watched) else Watched.RUNNING
    department = uuid_or_none(request.GET.get("department", ""))
    stage = request.GET.get("stage")
    rows = cases.list_watched(
        request.rooms.cases, request.actor, which=which, department=department, stage=stage
    )
    narrowed = _narrowed(request)
    context = {
        "tabs": [Tab(_(name), _list_of(one, **narrowed), one is which) for one, name in _NAMES.items()],
        "table": _list(rows[:_MOST]),
        "count": len(rows),
        "most": _MOST,
        "is_narrowed": bool(narrowed),
        "all": _list_of(which),
    }
    return never_stored(show(request, "portal/staff/watched.html", context))  # type: ignore[return-value]


def _narrowed(request: SignedInRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("department", "stage") if name in request.GET}


def _list_of(which: Watched, **narrowed: str) -> str:
    return f"{reverse('portal:watched')}?{urlencode({'which': which.value, **narrowed})}"


def _calm(row: OverviewRow) -> int:
    return max(0, row.running - row.due_today - row.overdue - row.paused)


def _table(rows: tuple[OverviewRow, ...], name: str, caption: str, by: str) -> Table:
    columns: tuple[str, ...] = (caption, _("在办"), _("正常"), _("今天到期"), _("已超期"), _("停表"))
    columns = (*columns, _("已办结"), _("待送达"))
    silences = by == "department"
    if silences:
        columns = (*columns, _("征求意见逾期未答复"), _("视为受理"), _("补充告知"), _("核查逾期"))
        columns = (*columns, _("特别程序次数"), _("停止工作日"), _("无依据的停止"), _("特别程序超时"))
    drawn = (2, 3, 4, 5)
    lights = ((2, Light.GREEN), (3, Light.YELLOW), (4, Light.RED), (5, Light.PAUSED))
    lines = tuple(
        (
            Cell(row.name, main=True),
            _number(row.running, Watched.RUNNING, **{by: row.key}),
            Cell(_calm(row), number=True),
            _number(row.due_today, Watched.DUE_TODAY, **{by: row.key}),
            _number(row.overdue, Watched.OVERDUE, **{by: row.key}),
            _number(row.paused, Watched.PAUSED, **{by: row.key}),
            Cell(row.concluded, number=True),
            _number(row.undelivered, Watched.UNDELIVERED, **{by: row.key}),
            *(_failings(row) if silences else ()),
        )
        for row in rows
    )
    return Table(caption, columns, lines, id=name, series=drawn, lights=lights)


def _failings(row: OverviewRow) -> tuple[Cell, ...]:
    """Return what a department let pass, and how often and how long it stopped the clocks."""
    passed = (row.silent, row.deemed, row.omitted, row.unchecked)
    stopped = (row.stops, row.stopped_days, row.stops_without_basis, row.stops_overdue)
    return tuple(Cell(one, number=True) for one in (*passed, *stopped))


def _number(value: int, which: Watched, **narrowed: str) -> Cell:
    return Cell(value, href=_list_of(which, **narrowed) if value else "", number=True)


def _sentence(rows: tuple[OverviewRow, ...]) -> str:
    """Return what a chart shows, in one sentence; it comes first, for those who do not see the chart."""
    running = max(rows, key=lambda row: row.running, default=None)
    if running is None or not running.running:
        return _("目前没有在办的办件。")
    told = _("在办最多的是%(name)s（%(n)s 件）") % {"name": running.name, "n": running.running}
    worst = max(rows, key=lambda row: row.overdue)
    if not worst.overdue:
        return _("%(told)s；没有超期的办件。") % {"told": told}
    late = _("超期最多的是%(name)s（%(n)s 件）") % {"name": worst.name, "n": worst.overdue}
    return f"{told}；{late}。"


def _list(rows: tuple[cases.CaseRow, ...]) -> Table:
    columns = (
        _("预警"),
        _("截止日期"),
        _("项目（申请人）"),
        _("事项"),
        _("部门"),
        _("状态"),
        _("在等谁"),
        _("办件编号"),
    )
    return Table(
        _("办件"),
        columns,
        tuple(
            (
                Cell(light_of_row(row)),
                due_cell(row.due_on),
                Cell(
                    row.project_name or row.applicant_name,
                    href=reverse("portal:staff_case", args=[row.case]),
                    main=True,
                ),
                Cell(row.item_name),
                Cell(row.department_name),
                Cell(state_tag(row)),
                Cell("、".join(row.waits_for)),
                Cell(row.number, unbroken=True),
            )
            for row in rows
        ),
    )
