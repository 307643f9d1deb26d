"""The page of the day: what is due, who is waited for, what came back, what is new."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongjian import cases
from tongjian.calendar import Light
from tongjian.cases import CameBackRow, InboxRow, WaitingRow
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import Cell, Shown, StateTag, Table
from tongjian.portal.parts import Light as LightView
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.views.officer.inbox import WORKERS
from tongjian.portal.views.officer.words import days_words, due_cell, light_of

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the day.

    Attributes:
        told: how many, in words; a full list says that there may be more.
        empty: said where there is nothing.
    """

    id: str
    title: str
    told: str
    tone: str
    table: Table
    empty: str


@post_page(*WORKERS)
def my_day(request: SignedInRequest) -> HttpResponse:
    """Show the officer's day; every row leads to the case desk."""
    day = cases.get_my_day(request.rooms.cases, request.actor)
    parts = [
        Part(
            "due",
            _("今天到期和已超期"),
            str(day.due_count),
            "bad" if day.due_count else "",
            _tasks(_("今天到期和已超期"), day.due),
            _("今天没有到期的办件。"),
        ),
        Part(
            "back",
            _("退回到我这里"),
            _told(len(day.came_back)),
            "warn" if day.came_back else "",
            _back(day.came_back),
            _("没有补正、整改或者征求意见后回来的办件。"),
        ),
        Part(
            "new",
            _("%(day)s 以来新到") % {"day": f"{day.new_since:%m-%d}"},
            _told(len(day.new)),
            "",
            _tasks(_("新到"), day.new),
            _("没有新到的办件。"),
        ),
        Part(
            "waiting",
            _("我办过、正在等别人"),
            _told(len(day.waiting)),
            "",
            _waiting(day.waiting),
            _("没有在等别人的办件。"),
        ),
    ]
    context = {"parts": parts, "on": day.on, "begin": day.due or day.new}
    return never_stored(show(request, "portal/staff/day.html", context))  # type: ignore[return-value]


def _told(count: int) -> str:
    return f"{count}+" if count >= _SHOWN else str(count)


def _case_cell(name: str, case: UUID) -> Cell:
    return Cell(name, href=reverse("portal:desk", args=[case]), main=True)


def _tasks(caption: str, rows: tuple[InboxRow, ...]) -> Table:
    columns = (
        _("预警"),
        _("剩余时间"),
        _("项目（申请人）"),
        _("事项"),
        _("待办环节"),
        _("截止日期"),
        _("办件编号"),
    )
    return Table(
        caption,
        columns,
        tuple(
            (
                Cell(light_of(one.light)),
                Cell(days_words(one.days_left), unbroken=True),
                _case_cell(one.project_name or one.applicant_name, one.case),
                Cell(one.item_name),
                Cell(_(one.node_name)),
                due_cell(one.due_on),
                Cell(one.case_number, unbroken=True),
            )
            for one in rows
        ),
    )


def _back(rows: tuple[CameBackRow, ...]) -> Table:
    columns = (_("预警"), _("项目（申请人）"), _("事项"), _("怎样回来"), _("由谁"), _("时间"), _("截止日期"))
    return Table(
        _("退回到我这里"),
        columns,
        tuple(
            (
                Cell(light_of(one.light)),
                _case_cell(one.name, one.case),
                Cell(one.item_name),
                Cell(StateTag(_(one.act))),
                Cell(one.by),
                Cell(one.at, unbroken=True),
                due_cell(one.due_on),
            )
            for one in rows
        ),
    )


def _waiting(rows: tuple[WaitingRow, ...]) -> Table:
    columns = (
        _("预警"),
        _("项目（申请人）"),
        _("事项"),
        _("在等谁"),
        _("已等"),
        _("截止日期"),
        _("办件编号"),
    )
    return Table(
        _("我办过、正在等别人"),
        columns,
        tuple(
            (
                Cell(_light(one.light, one.due_on)),
                _case_cell(one.name, one.case),
                Cell(one.item_name),
                Cell(one.waits_for),
                Cell(_waited(one.days), unbroken=True),
                due_cell(one.due_on),
                Cell(one.number, unbroken=True),
            )
            for one in rows
        ),
    )


def _light(light: Light, due_on: date | None) -> Shown | LightView:
    return light_of(light) if due_on or light is not Light.GREEN else "—"


def _waited(days: int) -> str:
    if days == 0:
        return _("今天开始")
    return ngettext("%(days)s 个工作日", "%(days)s 个工作日", days) % {"days": days}
