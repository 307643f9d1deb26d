"""The applicant's view of a case: where it stands, who handles it, until when, what to do next."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongjian.cases import (
    CaseSheet,
    CaseState,
    MaterialOrigin,
    act_label,
    explained_clocks,
    get_case,
    state_label,
)
from tongjian.portal.answers import show
from tongjian.portal.entry import applicant_page
from tongjian.portal.parts import Fact, Link, Progress, Step
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.templatetags.tongjian import day
from tongjian.portal.views.applicant.my_cases import address_of_check
from tongjian.portal.views.applicant.own_dates import (
    clock_facts,
    hearing_facts,
    own_dates_of,
    pause_words,
)
from tongjian.portal.views.applicant.words import light_of, state_of
from tongjian.portal.views.clock_words import whys_of
from tongjian.portal.views.promises_shown import promises_shown

APPLICANT_ACTS = ("supplement", "supply_deferred", "contract", "rectify")
"""Acts that wait for the applicant, each a page of its own."""
HEARING_ACTS = ("record_statement", "request_hearing", "waive_hearing")
"""What the applicant may do about being heard, each a page of its own too."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the case as the page lists it."""

    name: str
    href: str
    note: str
    reused: bool


@applicant_page
def my_case(request: SignedInRequest, case: UUID) -> HttpResponse:
    """Show one case to its applicant, or to a relative who helps."""
    sheet = get_case(request.rooms.cases, request.actor, case=case)
    return show(request, "portal/applicant/case.html", context_of(request, sheet))


def context_of(request: SignedInRequest, sheet: CaseSheet) -> dict[str, object]:
    """Return what the page shows."""
    case = sheet.case
    acts = {one.act for one in sheet.acts}
    next_acts = [
        Link(act_label(one), reverse("portal:my_case_act", args=[case.id, one]))
        for one in (*APPLICANT_ACTS, *HEARING_ACTS)
        if one in acts
    ]
    giver = case.applicant == request.actor.person
    return {
        "sheet": sheet,
        "case": case,
        "state": state_of(case.state, sheet.state_label),
        "light": light_of(sheet.clocks.light) if case.closed_at is None else "",
        "next": _next(sheet),
        "next_acts": next_acts,
        "may_withdraw": "withdraw" in acts,
        "may_authorise": giver,
        "facts": _facts(sheet),
        "whys": whys_of(explained_clocks(sheet.clocks, calendar=request.rooms.cases.calendars.current())),
        "own_dates": own_dates_of(sheet),
        "hearing": hearing_facts(sheet),
        "steps": timeline_of(sheet),
        "papers": _papers(sheet),
        "promises": promises_shown(sheet),
        "results": [(one, address_of_check(one)) for one in sheet.results],
    }


_NEXT = {
    CaseState.RECEIVED: gettext_noop("等待窗口核对材料，5 个工作日内答复：受理，或者一次告诉您还要补什么。"),
    CaseState.CORRECTION_DONE: gettext_noop("补正已经收到，5 个工作日内答复。"),
    CaseState.CORRECTION_OPEN: gettext_noop("请按下面的意见补正。补正以后，审批部门在 5 个工作日内答复。"),
    CaseState.GRANTED: gettext_noop("已经办好。结果在下面，可以下载，也可以到窗口领取。"),
    CaseState.GRANTED_DEFERRED: gettext_noop("已经作出决定。容缺的材料补齐并核对无误后才能领取结果。"),
    CaseState.REFUSED: gettext_noop("理由和救济途径见下面的文书。补充条件后可以重新申请。"),
    CaseState.REJECTED: gettext_noop("理由和救济途径见下面的文书。补充条件后可以重新申请。"),
    CaseState.TURNED_AWAY: gettext_noop("原因见下面的文书。"),
    CaseState.RETRACTED: gettext_noop("申请已经撤回，可以重新申请。"),
    CaseState.WITHDRAWN: gettext_noop("申请已经撤回，可以重新申请。"),
    CaseState.REVOKED: gettext_noop("这个决定已被撤销，结果不再有效。"),
}
_HEARD = gettext_noop(
    "这一件关系到别人的重大利益。您可以在下面的期限内陈述申辩、申请听证；也可以放弃，审批部门就不用等期限届满。"
)
_UNDER_WAY = gettext_noop("正在审查，您不用做什么。有结果会发消息给您。")


def _next(sheet: CaseSheet) -> str:
    case = sheet.case
    if case.state is CaseState.PAUSED:
        return pause_words(sheet)
    if sheet.procedures.own_dates and case.state is not CaseState.CORRECTION_OPEN:
        return _(_HEARD)
    owing = any(one.is_open for one in sheet.promises.deferrals)
    state = CaseState.GRANTED if case.state is CaseState.GRANTED_DEFERRED and not owing else case.state
    return _(_NEXT.get(state, _UNDER_WAY))


def _facts(sheet: CaseSheet) -> list[Fact]:
    case = sheet.case
    handlers = "、".join(dict.fromkeys(f"{one.organisation_name}（{one.name}）" for one in sheet.steps))
    rows = [
        Fact(_("办件编号"), case.number),
        Fact(_("申请人"), case.applicant_name),
        Fact(_("项目"), case.project_name) if case.project_name else None,
        Fact(_("工程"), sheet.unit_project.name)
        if sheet.unit_project and sheet.unit_project.previous
        else None,
        Fact(_("审批部门"), case.department_name),
        Fact(_("现在谁在办"), handlers) if handlers else None,
        Fact(_("收到日期"), day(case.received_on)),
        Fact(_("受理日期"), day(case.accepted_on)) if case.accepted_on else None,
        Fact(_("最晚答复日"), day(_due(sheet))) if case.closed_at is None and _due(sheet) else None,
        *clock_facts(sheet),
        Fact(_("决定日期"), day(case.decided_on)) if case.decided_on else None,
    ]
    return [row for row in rows if row is not None]


def _due(sheet: CaseSheet) -> date | None:
    return sheet.clocks.next_due_on


def timeline_of(sheet: CaseSheet) -> list[Step]:
    """Return what has happened and who is waited for."""
    kind = sheet.case.frozen.kind
    done = [
        Step(
            state_label(kind, one.state),
            one.at,
            f"{one.organisation_name} {one.office}".strip(),
            Progress.STOP if one.state is CaseState.PAUSED else Progress.DONE,
            one.opinion,
        )
        for one in sheet.records
    ]
    now = [Step(one.name, None, one.organisation_name, Progress.NOW) for one in sheet.steps]
    return done + now


def _papers(sheet: CaseSheet) -> list[Paper]:
    newest = {one.key: one.round for one in sorted(sheet.materials, key=lambda one: one.round)}
    return [
        Paper(
            one.name,
            reverse("portal:file", args=[one.file]),
            _note(one.origin, one.source, one.round, newest[one.key]),
            one.origin.reused,
        )
        for one in sheet.materials
    ]


def _note(origin: MaterialOrigin, source: str, round_no: int, newest: int) -> str:
    if origin.reused:
        return _("来自 %(source)s") % {"source": source}
    if round_no < newest:
        return _("补正前的")
    return _("补正后的") if round_no else ""
