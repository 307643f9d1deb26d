"""The coordinator's pages: the parallel reviews of a stage, and one of them with all its cases."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tongjian import cases
from tongjian.cases import ApplicationLine, ApplicationSheet, CaseRow
from tongjian.identity import Role
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import Cell, Fact, Light, StateTag, Table, Tone
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.views.officer.asking import uuid_or_none
from tongjian.portal.views.officer.case import STAFF
from tongjian.portal.views.officer.sheet import materials_of
from tongjian.portal.views.officer.words import (
    days_left,
    days_words,
    due_cell,
    light_of,
    light_of_row,
    state_tag,
)


@post_page(Role.COORDINATOR)
def coordination(request: SignedInRequest) -> HttpResponse:
    """List the parallel reviews, the newest first."""
    after = uuid_or_none(request.GET.get("after", ""))
    page = cases.list_applications(request.rooms.cases, request.actor, after=str(after) if after else "")
    stages = {one.id: one.name for one in request.rooms.catalogue.current().stages}
    rows = tuple(_row(one, stages) for one in page.rows)
    columns = (
        _("预警"),
        _("项目（申请人）"),
        _("阶段"),
        _("进度"),
        _("最近截止日期"),
        _("申报时间"),
        _("并联申报编号"),
    )
    context = {"table": Table(_("并联审批"), columns, rows), "next_key": page.next_key}
    return never_stored(show(request, "portal/staff/coordination.html", context))  # type: ignore[return-value]


def _row(line: ApplicationLine, stages: dict[str, str]) -> tuple[Cell, ...]:
    done = line.cases - line.open_cases
    told = _("%(done)s / %(all)s 件办结") % {"done": done, "all": line.cases}
    return (
        Cell(light_of(line.light) if line.open_cases else Light.NONE),
        Cell(
            line.project_name or line.applicant_name, href=reverse("portal:review", args=[line.id]), main=True
        ),
        Cell(stages.get(line.stage, line.stage)),
        Cell(StateTag(told, Tone.ACTIVE if line.open_cases else Tone.GOOD)),
        due_cell(line.due_on),
        Cell(line.submitted_at, unbroken=True),
        Cell(line.parallel_code, unbroken=True),
    )


@post_page(*STAFF)
def review(request: SignedInRequest, application: UUID) -> HttpResponse:
    """Show one parallel review: every case with its department, state, date, and who holds it up."""
    sheet = cases.get_application(request.rooms.cases, request.actor, application=application)
    stage = next((one for one in request.rooms.catalogue.current().stages if one.id == sheet.stage), None)
    late = [one for one in sheet.cases if light_of_row(one) is Light.RED]
    context = {
        "sheet": sheet,
        "title": sheet.project.name if sheet.project else sheet.applicant_name,
        "facts": _facts(sheet, stage.name if stage else _("单项申报")),
        "table": _cases(request, sheet),
        "late": late,
        "open": sum(one.closed_at is None for one in sheet.cases),
        "closed": sum(one.closed_at is not None for one in sheet.cases),
        "materials": materials_of(sheet.materials, _("申请材料")),
        "coordinates": request.actor.has(Role.COORDINATOR),
    }
    return never_stored(show(request, "portal/staff/review.html", context))  # type: ignore[return-value]


def _facts(sheet: ApplicationSheet, stage: str) -> list[Fact]:
    return [
        Fact(_("并联申报编号"), sheet.parallel_code or "—"),
        Fact(_("阶段"), stage),
        Fact(_("项目代码"), sheet.project.code if sheet.project else "—"),
        Fact(_("申请人"), sheet.applicant_name),
        Fact(_("申报时间"), sheet.submitted_at.astimezone().strftime("%Y-%m-%d %H:%M")),
        Fact(_("建设地点"), sheet.project.address if sheet.project else "—"),
    ]


def _cases(request: SignedInRequest, sheet: ApplicationSheet) -> Table:
    columns = (_("预警"), _("事项"), _("部门"), _("状态"), _("在等谁"), _("剩余时间"), _("截止日期"))
    ordered = sorted(sheet.cases, key=lambda one: (one.due_on is None, one.due_on, one.number))
    return Table(_("并联审批的各事项"), columns, tuple(_case(request, one) for one in ordered))


def _case(request: SignedInRequest, row: CaseRow) -> tuple[Cell, ...]:
    desk = request.rooms.cases
    left = (
        days_left(desk.calendars.current(), today=desk.today(), due_on=row.due_on)
        if row.due_on is not None
        else None
    )
    return (
        Cell(light_of_row(row)),
        Cell(row.item_name, href=reverse("portal:staff_case", args=[row.case]), main=True),
        Cell(row.department_name),
        Cell(state_tag(row)),
        Cell("、".join(row.waits_for) or format_html('<span class="muted">{}</span>', _("无"))),
        Cell(days_words(left), unbroken=True),
        due_cell(row.due_on),
    )
