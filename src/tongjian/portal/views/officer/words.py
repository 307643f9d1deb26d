"""Words of dates, lights, states and opinions, said the same on every staff page."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from tongjian.calendar import (
    DueDate,
    DueState,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
    working_days_between,
)
from tongjian.calendar import Light as Clocklight
from tongjian.cases import CaseRow, CaseState, Verdict
from tongjian.portal.parts import Cell, Light, StateTag, Tone

_LIGHTS = {
    Clocklight.GREEN: Light.GREEN,
    Clocklight.YELLOW: Light.YELLOW,
    Clocklight.RED: Light.RED,
    Clocklight.GREY: Light.PAUSED,
}
_TONES = {
    CaseState.ACCEPTED: Tone.ACTIVE,
    CaseState.UNDER_REVIEW: Tone.ACTIVE,
    CaseState.RESUMED: Tone.ACTIVE,
    CaseState.CORRECTION_OPEN: Tone.WARN,
    CaseState.PAUSED: Tone.WARN,
    CaseState.GRANTED: Tone.GOOD,
    CaseState.GRANTED_DEFERRED: Tone.GOOD,
    CaseState.REFUSED: Tone.BAD,
    CaseState.REJECTED: Tone.BAD,
    CaseState.TURNED_AWAY: Tone.BAD,
    CaseState.REVOKED: Tone.BAD,
}
_VERDICTS = {
    Verdict.AGREE: gettext_noop("同意"),
    Verdict.CONDITIONAL: gettext_noop("附条件同意"),
    Verdict.DISAGREE: gettext_noop("不同意"),
}


def light_of(light: Clocklight) -> Light:
    """Return the light as a page draws it."""
    return _LIGHTS[light]


def light_of_row(row: CaseRow) -> Light:
    """Return the light of a case in a list; none once it is closed and nothing is due."""
    return Light.NONE if row.closed_at is not None and row.due_on is None else light_of(row.light)


def tone_of(state: CaseState) -> Tone:
    """Return the tint of a state."""
    return _TONES.get(state, Tone.PLAIN)


def state_tag(row: CaseRow) -> StateTag:
    """Return the state of a case in a list."""
    return StateTag(_(row.state_label), tone_of(CaseState(row.state)))


def verdict_words(verdict: Verdict) -> str:
    """Return what an opinion comes to."""
    return _(_VERDICTS[verdict])


def verdict_choices() -> list[tuple[str, str]]:
    """Return the verdicts to pick from."""
    return [(one.value, _(words)) for one, words in _VERDICTS.items()]


def days_words(days: int | None) -> str:
    """Return how many working days are left, in words."""
    if days is None:
        return "—"
    if days == 0:
        return _("今天到期")
    if days > 0:
        return ngettext("剩 %(days)s 个工作日", "剩 %(days)s 个工作日", days) % {"days": days}
    return ngettext("已超期 %(days)s 个工作日", "已超期 %(days)s 个工作日", -days) % {"days": -days}


def days_left(calendar: WorkCalendar, *, today: date, due_on: date) -> int:
    """Return the working days after today until a date; negative when it has passed."""
    if due_on >= today:
        return working_days_between(calendar=calendar, after=today, until=due_on)
    return -working_days_between(calendar=calendar, after=due_on, until=today)


def limit_words(limit: TimeLimit | None) -> str:
    """Return a limit in its own unit."""
    if limit is None:
        return ""
    if limit.unit is TimeUnit.WORKING_DAYS:
        return ngettext("%(days)s个工作日", "%(days)s个工作日", limit.days) % {"days": limit.days}
    return ngettext("%(days)s日", "%(days)s日", limit.days) % {"days": limit.days}


def due_words(due: DueDate, *, limit: TimeLimit | None, absent: str) -> str:
    """Return a due date, or why there is none; ``absent`` is said where there is no limit."""
    match due.state:
        case DueState.NO_LIMIT:
            return absent
        case DueState.NOT_STARTED:
            return _("受理后起算（%(limit)s）") % {"limit": limit_words(limit)}
        case DueState.STOPPED:
            return _("已停止计算（%(limit)s）") % {"limit": limit_words(limit)}
        case DueState.RUNNING:
            return f"{due.on:%Y-%m-%d}" if due.on else "—"


def due_cell(due_on: date | None) -> Cell:
    """Return the cell of a due date."""
    return Cell(due_on or "—", unbroken=True)


def size_words(size: int) -> str:
    """Return the size of a file for people."""
    kilo, mega = 1024, 1024 * 1024
    return f"{size / mega:.1f} MB" if size >= mega else f"{max(1, round(size / kilo))} KB"
