"""What the case page shows of extensions, interested parties and the hearing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongjian.calendar import ClockKind
from tongjian.cases import CasePause, CaseSheet, ExtensionSheet, Hearing, PartySheet, PauseSheet
from tongjian.portal.parts import Cell, Fact, StateTag, Table, Tone
from tongjian.portal.templatetags.tongjian import day


@dataclass(frozen=True, slots=True)
class ProceduresView:
    """The tables of the section.

    Attributes:
        stops: how many stops and how long, in words; empty without any.
        hearing: the facts of the hearing; empty without one.
    """

    pauses: Table
    stops: str
    extensions: Table
    parties: Table
    hearing: list[Fact]


def procedures_shown(sheet: CaseSheet) -> ProceduresView:
    """Return the stops, extensions, parties and hearing of a case."""
    found = sheet.procedures
    planned = {one.pause: one for one in found.pauses}
    hearing = found.hearing.hearing
    return ProceduresView(
        pauses=Table(
            _("特别程序"),
            (_("种类"), _("原因"), _("开始"), _("计划结束"), _("结束"), _("时限")),
            tuple(_pause(one, planned[one.id]) for one in sheet.case.pauses),
        ),
        stops=_stops(sheet),
        extensions=Table(
            _("延长审批"),
            (_("申请"), _("天数"), _("理由"), _("结果"), _("日期")),
            tuple(_extension(one, sheet) for one in found.extensions),
        ),
        parties=Table(
            _("申请人和利害关系人"),
            (_("名称"), _("利害关系"), _("告知日期"), _("陈述申辩"), _("听证")),
            tuple(_party(one) for one in found.hearing.parties),
        ),
        hearing=_hearing(hearing) if hearing else [],
    )


def _pause(pause: CasePause, one: PauseSheet) -> tuple[Cell, ...]:
    clocks = (
        _("法定和承诺时限停止") if ClockKind.STATUTORY in pause.stops else _("承诺时限停止，法定时限照算")
    )
    ended: object = pause.ended_on
    if pause.ended_on is None:
        ended = StateTag(_("超出计划时间"), Tone.BAD) if one.overdue else StateTag(_("进行中"), Tone.WARN)
    return (
        Cell(pause.kind_name, main=True, sub="" if one.lawful else _("没有法定扣除依据")),
        Cell(pause.reason),
        Cell(pause.started_on, unbroken=True),
        Cell(
            one.planned.on or "—",
            unbroken=True,
            sub=ngettext("%(days)s 个工作日", "%(days)s 个工作日", pause.planned_days)
            % {"days": pause.planned_days},
        ),
        Cell(ended, unbroken=True),  # type: ignore[arg-type]
        Cell(clocks),
    )


def _stops(sheet: CaseSheet) -> str:
    stops = sheet.procedures.stops
    if not stops.number:
        return ""
    facts = {"number": stops.number, "days": stops.days}
    return _("停止 %(number)s 次，合计 %(days)s 个工作日（重叠的时间只算一次）") % facts


def _extension(one: ExtensionSheet, sheet: CaseSheet) -> tuple[Cell, ...]:
    unit = _(sheet.case.frozen.statutory.unit.value) if sheet.case.frozen.statutory else ""
    ruling = one.ruling
    if ruling is None:
        became = StateTag(_("等待批准"), Tone.WARN)
    elif one.granted:
        became = StateTag(_("已批准"), Tone.GOOD)
    else:
        became = StateTag(_("未批准"), Tone.BAD)
    last = ruling or one.request
    return (
        Cell(one.request.person_name, main=True),
        Cell(f"{one.request.days} {unit}", unbroken=True),
        Cell(one.request.reason, sub=ruling.reason if ruling else ""),
        Cell(became),
        Cell(last.on, unbroken=True, sub=last.person_name),
    )


def _party(one: PartySheet) -> tuple[Cell, ...]:
    name = _("%(name)s（申请人）") % {"name": one.party.name} if one.party.applicant else one.party.name
    stated = one.statement or _("%(day)s 前可以提出") % {"day": day(one.state_by.on)}
    heard = _("%(day)s 前可以申请") % {"day": day(one.apply_by.on)}
    if one.waived_on is not None:
        stated = heard = _("已放弃")
    elif one.applied_on is not None:
        heard = _("已申请（%(day)s）") % {"day": day(one.applied_on)}
    return (
        Cell(name, main=True, sub=one.party.contact),
        Cell(one.party.interest or "—"),
        Cell(one.party.told_on, unbroken=True),
        Cell(stated),
        Cell(heard),
    )


def _hearing(hearing: Hearing) -> list[Fact]:
    when = hearing.held_on or hearing.scheduled_on
    begun = _("机关决定举行") if hearing.ordered else _("依申请举行")
    return [
        Fact(_("听证"), begun),
        Fact(_("开始日期"), day(hearing.opened_on)),
        Fact(_("最晚举行"), day(hearing.hold_by.on)),
        Fact(_("举行日期"), day(when) if when else _("尚未通知")),
        Fact(_("地点"), hearing.place or "—"),
        Fact(_("主持人"), hearing.chair or "—"),
        *([Fact(_("笔录"), hearing.minutes, wide=True)] if hearing.minutes else []),
    ]
