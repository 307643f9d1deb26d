"""The applicant's own dates, the two dates of the case, and the hearing, as its page shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongjian.calendar import ClockKind, DueDate, DueState
from tongjian.cases import CaseSheet
from tongjian.portal.parts import Fact
from tongjian.portal.templatetags.tongjian import day


@dataclass(frozen=True, slots=True)
class OwnDateView:
    """One date of the applicant's own, and what happens then."""

    name: str
    until: str
    then: str
    basis: str


def own_dates_of(sheet: CaseSheet) -> list[OwnDateView]:
    """Return the applicant's own dates that run now."""
    return [
        OwnDateView(_(one.name), _date(one.due), _(one.then), one.basis) for one in sheet.procedures.own_dates
    ]


def clock_facts(sheet: CaseSheet) -> list[Fact]:
    """Return the two dates of a case under way: when the organ must answer by law, and by its promise."""
    if sheet.case.accepted_on is None or sheet.case.closed_at is not None:
        return []
    return [
        Fact(_("承诺办结日"), _clock(sheet.clocks.promised, _("没有承诺时限"))),
        Fact(_("法定办结日"), _clock(sheet.clocks.statutory, _("没有法定时限"))),
    ]


def hearing_facts(sheet: CaseSheet) -> list[Fact]:
    """Return what the applicant must know of a hearing; empty without one."""
    hearing = sheet.procedures.hearing.hearing
    if hearing is None:
        return []
    when = hearing.held_on or hearing.scheduled_on
    facts = [
        Fact(_("举行日期"), day(when) if when else _("尚未通知，会提前七个工作日通知您")),
        Fact(_("地点"), hearing.place) if hearing.place else None,
        Fact(_("主持人"), hearing.chair) if hearing.chair else None,
        Fact(_("最晚举行"), day(hearing.hold_by.on)) if hearing.held_on is None else None,
    ]
    return [one for one in facts if one is not None]


def pause_words(sheet: CaseSheet) -> str:
    """Return what an open stop means for the applicant, in one sentence."""
    open_ones = [one for one in sheet.case.pauses if one.ended_on is None]
    names = "、".join(dict.fromkeys(_(one.kind_name) for one in open_ones))
    if any(ClockKind.STATUTORY in one.stops for one in open_ones):
        return _("正在进行“%(name)s”，这段时间不计入办理时限。") % {"name": names}
    return _("正在进行“%(name)s”，这段时间不计入承诺时限，法定时限照算。") % {"name": names}


def _clock(due: DueDate, absent: str) -> str:
    match due.state:
        case DueState.NO_LIMIT:
            return absent
        case DueState.STOPPED:
            return _("已停止计算")
        case DueState.NOT_STARTED:
            return _("受理后起算")
        case DueState.RUNNING:
            return _date(due)


def _date(due: DueDate) -> str:
    told = day(due.on)
    if not due.provisional:
        return told
    span = {"on": told, "earliest": day(due.earliest), "latest": day(due.latest)}
    return _("%(on)s（暂定，%(earliest)s 至 %(latest)s 之间）") % span
