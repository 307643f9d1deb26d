"""The notices of working days: known to everybody, imported by the system administrator."""

from datetime import date
from typing import Annotated

from ninja import Header, Router
from pydantic import Field

from tongjian import cases
from tongjian.api.entry import Asked
from tongjian.api.fields import Body
from tongjian.api.ports import ApiRequest, OpenRequest
from tongjian.calendar import CalendarYear
from tongjian.cases import NoticeForm, NoticePreview, Receipt


class Notice(Body):
    """A yearly notice.

    Attributes:
        text: a line for each run of days, such as ``2027-01-01..2027-01-03 休`` or ``2027-01-09 班``.
    """

    year: Annotated[int, Field(ge=2014, le=2099)]
    source: Annotated[str, Field(min_length=1, max_length=200)]
    effective_on: date
    text: Annotated[str, Field(min_length=1, max_length=10_000)]


def working_days_router() -> Router:
    """Return the addresses of the working days."""
    router = Router(tags=["期限 / clocks"])
    router.get("/working-days", response=list[CalendarYear], auth=None, summary="放假安排")(list_years)
    router.post("/working-days/preview", response=NoticePreview, summary="预览放假通知")(preview_notice)
    router.post("/working-days", response=Receipt, summary="导入放假通知")(import_notice)
    return router


def list_years(request: OpenRequest) -> list[CalendarYear]:
    """Return the notices that dates are worked out from, oldest first."""
    return list(request.rooms.cases.calendars.current().years)


def preview_notice(request: ApiRequest, body: Notice) -> NoticePreview:
    """Return what importing a notice would change; nothing is stored."""
    return cases.preview_notice(request.rooms.cases, request.auth, notice=_form(body))


def import_notice(request: ApiRequest, body: Notice, asked: Header[Asked]) -> Receipt:
    """Take up a notice, work the dates of open cases out anew and tell whom it concerns."""
    return cases.import_notice(request.rooms.cases, request.auth, notice=_form(body), ticket=asked.ticket())


def _form(body: Notice) -> NoticeForm:
    return NoticeForm(body.year, body.source, body.effective_on, body.text)
