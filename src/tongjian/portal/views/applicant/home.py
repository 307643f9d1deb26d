"""The applicant's own first page: search, what waits for the applicant, projects, drafts, cases."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tongjian.cases import CaseRow, CaseState, get_application, list_drafts, list_my_cases, list_projects
from tongjian.cases import NotFound as CaseNotFound
from tongjian.portal.answers import show
from tongjian.portal.entry import applicant_page
from tongjian.portal.parts import Cell, Table
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.views.applicant.applying import acting_applicant
from tongjian.portal.views.applicant.words import light_of, state_of
from tongjian.portal.views.visitor import EXAMPLES

_FEW = 5


@dataclass(frozen=True, slots=True)
class Work:
    """A case that waits for the applicant."""

    row: CaseRow
    text: str


@applicant_page
def home(request: SignedInRequest) -> HttpResponse:
    """Show what the applicant can do and has under way."""
    desk, actor = request.rooms.cases, request.actor
    mine = list_my_cases(desk, actor).rows
    helped = helped_cases(request)
    running = [row for row in (*mine, *helped) if row.closed_at is None]
    names = {one.code: one.name for one in request.rooms.catalogue.current().items}
    drafts = [
        (one, "、".join(names.get(code, code) for code in one.items)) for one in list_drafts(desk, actor)
    ]
    context = {
        "who": acting_applicant(request),
        "several": len(actor.applicants) > 1,
        "works": [Work(row, _what(row)) for row in running if waits_for_applicant(row)],
        "projects": list_projects(desk, actor)[:_FEW],
        "drafts": drafts[:_FEW],
        "running": cases_table(running[:_FEW], caption=_("正在办理")) if running else None,
        "more": len(running) > _FEW or len(mine) > len(running),
        "examples": EXAMPLES,
    }
    return show(request, "portal/applicant/home.html", context)


def helped_cases(request: SignedInRequest) -> tuple[CaseRow, ...]:
    """Return the cases of relatives who let the signed-in person act in one application each."""
    rows: list[CaseRow] = []
    for mandate in request.actor.mandates:
        try:
            sheet = get_application(request.rooms.cases, request.actor, application=mandate.application)
        except CaseNotFound:
            continue
        rows += sheet.cases
    return tuple(rows)


def waits_for_applicant(row: CaseRow) -> bool:
    """Return whether it is the applicant who must act next."""
    return row.closed_at is None and row.applicants_turn


def _what(row: CaseRow) -> str:
    if row.state == CaseState.CORRECTION_OPEN:
        return _("请按补正告知补交材料")
    if row.state == CaseState.PAUSED:
        return _("请整改并报告完成情况")
    return _("等待您确认")


def cases_table(rows: "list[CaseRow] | tuple[CaseRow, ...]", *, caption: str) -> Table:
    """Return cases as a table for citizens."""
    drawn = tuple(
        (
            Cell(row.item_name, href=address_of_case(row.case), main=True, sub=row.project_name),
            Cell(state_of(row.state, row.state_label)),
            Cell(row.due_on or "—"),
            Cell(light_of(row.light) if row.closed_at is None else "—"),
            Cell(row.number, unbroken=True),
        )
        for row in rows
    )
    return Table(
        caption, (_("事项"), _("状态"), _("最晚答复日"), _("时限"), _("办件编号")), drawn, roomy=True
    )


def address_of_case(case: UUID) -> str:
    """Return the address of the applicant's view of a case."""
    return reverse("portal:my_case", args=[case])
