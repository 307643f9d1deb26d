"""The public page that counts a time limit: anyone may enter or paste a history and get the same date."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tongjian.calendar import ClockHistory, ClockKind, InvalidHistory, explain, light, read_history
from tongjian.portal.answers import show
from tongjian.portal.clock_form import PAUSE_ROWS, ClockForm
from tongjian.portal.fields import FieldView
from tongjian.portal.parts import FieldError
from tongjian.portal.ports import PageRequest
from tongjian.portal.refusals import page, told_problem
from tongjian.portal.views.clock_words import WhyView, why_of

_LONGEST = 8000
_NAMES = {ClockKind.STATUTORY: "法定时限", ClockKind.PROMISED: "承诺时限"}


@page
def clock(request: PageRequest) -> HttpResponse:
    """Count the limits typed or pasted; without any, show the empty form."""
    today = request.rooms.cases.today()
    pasted = request.GET.get("history", "").replace("\x00", "")[:_LONGEST]
    asked = "starts_on" in request.GET and not pasted
    form = ClockForm(request.GET if asked else None)
    wrong: list[str] = []
    histories: list[ClockHistory] = form.histories(today=today) if asked else []
    if pasted:
        try:
            histories = [read_history(pasted, today=today)]
        except InvalidHistory as refusal:
            wrong = [told_problem(one) for one in refusal.problems]
    rows = [[form[f"{name}_{row}"] for name in ("pause", "from", "to")] for row in range(PAUSE_ROWS)]
    context = {
        "form": form,
        "rows": rows,
        "paste": _paste_field(pasted, wrong),
        "errors": [FieldError("history", one) for one in wrong],
        "whys": [_why(request, one) for one in histories],
    }
    return show(request, "portal/visitor/clock.html", context)


def _paste_field(pasted: str, wrong: list[str]) -> FieldView:
    return FieldView(
        id="history",
        name="history",
        label=_("计算内容"),
        kind="textarea",
        value=pasted,
        hint=_("把办件页或接口给出的计算内容粘贴到这里，得到的是同一个日期。"),
        error="；".join(wrong),
        max_length=_LONGEST,
    )


def _why(request: PageRequest, history: ClockHistory) -> WhyView:
    calendar = request.rooms.cases.calendars.current()
    found = explain(history, calendar=calendar)
    shown = light(due=found.due, calendar=calendar, today=history.asked_on)
    return why_of(found, name=_(_NAMES[history.kind]), light=shown)
