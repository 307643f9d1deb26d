"""What the case page shows of a case: facts, clocks, papers, answers, opinions, the process so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tongjian.calendar import DueDate, TimeLimit, WorkCalendar
from tongjian.cases import CaseSheet, CaseState, Channel, Material, MaterialOrigin, act_label
from tongjian.catalogue import CatalogueActions, FieldKind, Form, FormField, Item, UnknownEntry, UnknownItem
from tongjian.identity import mask_citizen_id
from tongjian.portal.parts import Cell, Fact, Progress, StateTag, Step, Table, Tone
from tongjian.portal.templatetags.tongjian import day
from tongjian.portal.views.officer.act_forms import Point
from tongjian.portal.views.officer.paper_checks import nameable_papers
from tongjian.portal.views.officer.words import (
    days_left,
    days_words,
    due_words,
    limit_words,
    size_words,
    verdict_words,
)

_YES = frozenset({"yes", "1", "true", "on"})
_STOPPED = frozenset({CaseState.CORRECTION_OPEN, CaseState.PAUSED})
_COMPANY_CODE = 18


def item_of(catalogue: CatalogueActions, sheet: CaseSheet) -> Item | None:
    """Return the item as the catalogue has it now; None when it is gone."""
    try:
        return catalogue.current().item(sheet.case.frozen.item_code)
    except UnknownItem:
        return None


def _form(catalogue: CatalogueActions, sheet: CaseSheet) -> Form | None:
    item = item_of(catalogue, sheet)
    if item is None or not item.form:
        return None
    try:
        return catalogue.current().form(item.form)
    except UnknownEntry:
        return None


def facts_of(sheet: CaseSheet) -> list[Fact]:
    """Return the facts that identify a case."""
    case = sheet.case
    code = case.applicant_code
    shown = (
        mask_citizen_id(code)
        if len(code) == _COMPANY_CODE and code[:17].isdigit() and not case.project
        else code
    )
    contact = f"{case.contact_name} {case.contact_phone}".strip()
    facts = [
        Fact(_("办件编号"), format_html('<span class="nowrap number">{}</span>', case.number)),
        Fact(_("事项"), f"{case.frozen.item_name}（{case.frozen.item_code}）"),
        Fact(_("项目名称"), case.project_name or _("单项申报，没有项目")),
        Fact(_("工程代码"), case.unit_project or "—"),
        *_unit_facts(sheet),
        Fact(_("申请人"), f"{case.applicant_name}（{shown}）" if shown else case.applicant_name),
        Fact(_("联系人"), contact or "—"),
        Fact(_("决定部门"), case.department_name),
        Fact(_("受理方式"), _("窗口") if case.channel is Channel.COUNTER else _("网上")),
        Fact(_("收件日期"), day(case.received_on)),
        Fact(_("受理日期"), day(case.accepted_on)),
    ]
    if case.decided_on:
        facts += [
            Fact(_("决定日期"), day(case.decided_on)),
            Fact(_("送达日期"), day(case.delivered_on) if case.delivered_on else _("尚未送达")),
        ]
    if case.parallel_code:
        link = format_html(
            '<a href="{}">{}</a>', reverse("portal:review", args=[case.application]), case.parallel_code
        )
        facts.append(Fact(_("并联申报"), link, wide=True))
    return facts


def _unit_facts(sheet: CaseSheet) -> list[Fact]:
    unit = sheet.unit_project
    if unit is None or not unit.previous:
        return []
    return [Fact(_("工程"), unit.name), Fact(_("前阶段工程代码"), "、".join(unit.previous))]


@dataclass(frozen=True, slots=True)
class ClockView:
    """One date of a case.

    Attributes:
        name: which limit.
        told: the date, or why there is none.
        left: the days left in words; empty where none are counted.
        mark: ``late``, ``soon``, ``run`` or empty.
    """

    name: str
    told: str
    left: str
    mark: str
    provisional: bool


_SOON = 1


def clocks_of(sheet: CaseSheet, calendar: WorkCalendar, today: date) -> list[ClockView]:
    """Return the dates of a case: acceptance and delivery while they run, the two limits always."""
    clocks, frozen = sheet.clocks, sheet.case.frozen
    counts = sheet.case.decided_on is None and not sheet.case.state.terminal

    def clock(name: str, due: DueDate, limit: TimeLimit | None, absent: str, *, running: bool) -> ClockView:
        days = days_left(calendar, today=today, due_on=due.on) if running and due.on else None
        told = due_words(due, limit=limit, absent=absent)
        left = days_words(days) if days is not None else limit_words(limit) if due.on else ""
        return ClockView(name, told, left, _mark(days), due.provisional)

    shown = [
        clock(_("法定时限"), clocks.statutory, frozen.statutory, _("无法定时限"), running=counts),
        clock(_("承诺时限"), clocks.promised, frozen.promised, _("无承诺时限"), running=counts),
    ]
    if clocks.acceptance is not None:
        shown.insert(0, clock(_("受理期限"), clocks.acceptance, None, "", running=True))
    if clocks.delivery is not None:
        shown.insert(0, clock(_("送达期限"), clocks.delivery, None, "", running=True))
    return shown


def _mark(days: int | None) -> str:
    if days is None:
        return ""
    if days < 0:
        return "late"
    return "soon" if days <= _SOON else "run"


def waiting_of(sheet: CaseSheet) -> str:
    """Return in words who is waited for; empty when nobody is."""
    return "、".join(dict.fromkeys(f"{one.organisation_name}（{_(one.name)}）" for one in sheet.steps))


def origin_of(material: Material) -> SafeString | str:
    """Return how a paper came in: 免提交 with its source, or handed in."""
    if material.origin.reused:
        return format_html('<span class="exempt">{}</span> {}', _("免提交"), material.source)
    handed_in = _("窗口提交") if material.origin is MaterialOrigin.COUNTER else _("申请人上传")
    if material.round:
        return _("%(how)s（第 %(round)s 次补正）") % {"how": handed_in, "round": material.round}
    return handed_in


def materials_of(materials: Iterable[Material], caption: str) -> Table:
    """Return the papers of a case, each to be fetched."""
    rows = tuple(
        (
            Cell(one.name, href=reverse("portal:file", args=[one.file]), main=True, sub=one.file_name),
            Cell(origin_of(one)),
            Cell(size_words(one.size), unbroken=True),
            Cell(one.handed_in_at, unbroken=True),
        )
        for one in materials
    )
    return Table(caption, (_("材料"), _("来源"), _("大小"), _("提交时间")), rows)


def answers_of(catalogue: CatalogueActions, sheet: CaseSheet) -> list[tuple[str, list[Fact]]]:
    """Return what the applicant entered, page by page, under the form's own labels."""
    form = _form(catalogue, sheet)
    if form is None:
        return [("", [Fact(name, text) for name, text in sheet.answers.items()])] if sheet.answers else []
    return [
        (
            _(page.title),
            [Fact(_(one.label), answer_words(one, sheet.answers.get(one.name, ""))) for one in page.fields],
        )
        for page in form.pages
    ]


def answer_words(field: FormField, typed: str) -> str:
    """Return what was typed into a field in words, ids masked."""
    text = typed.strip()
    if not text:
        return "—"
    match field.kind:
        case FieldKind.CHOICE:
            return next((_(one.label) for one in field.choices if one.code == text), text)
        case FieldKind.YES_NO:
            return _("是") if text.lower() in _YES else _("否")
        case FieldKind.CITIZEN_ID:
            return mask_citizen_id(text)
        case _:
            return f"{text} {_(field.unit)}" if field.unit else text


def points_of(catalogue: CatalogueActions, sheet: CaseSheet) -> tuple[Point, ...]:
    """Return all that a correction notice may name: the papers, the answers, anything else."""
    papers = [Point(key, name, _("申请材料")) for key, name in nameable_papers(sheet)]
    form = _form(catalogue, sheet)
    fields = [Point(f"form.{one.name}", _(one.label), _("申请内容")) for one in (form.fields if form else ())]
    return (*papers, *fields, Point("other", _("其他内容"), _("其他")))


def opinions_of(sheet: CaseSheet) -> Table:
    """Return the opinions given so far."""
    tones = {"agree": Tone.GOOD, "conditional": Tone.WARN, "disagree": Tone.BAD}
    rows = tuple(
        (
            Cell(one.organisation_name, main=True),
            Cell(StateTag(verdict_words(one.verdict), tones[one.verdict.value])),
            Cell(one.text),
            Cell(one.person_name, unbroken=True),
            Cell(one.given_at, unbroken=True),
        )
        for one in sheet.opinions
    )
    return Table(_("审查和会签意见"), (_("部门"), _("结论"), _("意见"), _("经办人"), _("时间")), rows)


def documents_of(sheet: CaseSheet) -> Table:
    """Return the numbered papers, each as a page to print."""
    rows = tuple(
        (
            Cell(one.title, href=reverse("portal:document", args=[sheet.case.id, one.id]), main=True),
            Cell(one.number),
            Cell(one.organ),
            Cell(one.made_at, unbroken=True),
            _reading_of(sheet, one.id),
        )
        for one in sheet.documents
    )
    columns = (_("文书"), _("文号"), _("机关"), _("制作时间"), _("签收"))
    return Table(_("文书"), columns, rows)


def _reading_of(sheet: CaseSheet, document: UUID) -> Cell:
    """Return when the addressee first opened a paper; served online where that was agreed to."""
    first = next((one for one in sheet.paper_readings if one.document == document), None)
    if first is None:
        return Cell("—")
    return Cell(first.at, unbroken=True, sub=_("网上送达") if first.consented else _("已阅"))


def results_of(sheet: CaseSheet) -> Table:
    """Return the results, with the file once it is made out."""
    rows = tuple(
        (
            Cell(one.title, href=reverse("portal:file", args=[one.file]) if one.file else "", main=True),
            Cell(one.number, unbroken=True),
            Cell(one.issued_on),
            Cell(one.valid_until or _("长期")),
            Cell(
                StateTag(_("已撤销"), Tone.BAD)
                if one.revoked_at
                else StateTag(_("已制证"), Tone.GOOD)
                if one.file
                else StateTag(_("待制证"), Tone.WARN)
            ),
        )
        for one in sheet.results
    )
    return Table(_("办理结果"), (_("结果"), _("文号"), _("作出日期"), _("有效期至"), _("状态")), rows)


def timeline_of(sheet: CaseSheet) -> list[Step]:
    """Return what was done, the newest at the bottom, then who is waited for."""
    done = [
        (
            one.at,
            Step(
                _(act_label(one.act)),
                one.at,
                " ".join(dict.fromkeys(part for part in (one.organisation_name, one.person_name) if part)),
                Progress.STOP if one.state in _STOPPED else Progress.DONE,
                one.opinion,
            ),
        )
        for one in sheet.records
    ]
    done += [
        (
            one.given_at,
            Step(
                _("%(who)s：%(verdict)s")
                % {"who": one.organisation_name, "verdict": verdict_words(one.verdict)},
                one.given_at,
                one.person_name,
                note=one.text,
            ),
        )
        for one in sheet.opinions
    ]
    waited = [
        Step(
            _("等待：%(name)s") % {"name": _(one.name)},
            who=one.organisation_name,
            progress=Progress.NOW,
        )
        for one in sheet.steps
    ]
    return [step for _at, step in sorted(done, key=lambda pair: pair[0])] + waited
