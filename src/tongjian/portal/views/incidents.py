"""The system administrator's pages of what running processes cannot do alone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongjian import cases
from tongjian.cases import GivenVariable, IncidentRow, IncidentSheet, Receipt
from tongjian.flow import ValueKind
from tongjian.identity import Role
from tongjian.kit import Invalid, Problem, Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.fields import FieldView, Option
from tongjian.portal.parts import Cell, Fact, FieldError, Table
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, ticket_of
from tongjian.portal.refusals import said, told_problem
from tongjian.portal.templatetags.tongjian import moment

_LONGEST_REASON = 1000
_ROWS = 3
_FAILURES = {
    "flow.job_failed": gettext_noop("外部调用未成功"),
    "flow.no_way_out": gettext_noop("没有符合条件的分支"),
    "flow.variable_unfit": gettext_noop("流程变量缺失或不正确"),
    "flow.error_uncaught": gettext_noop("流程错误未被处理"),
    "flow.join_stuck": gettext_noop("停在汇合处"),
    "flow.no_receiver": gettext_noop("消息无人接收"),
    "flow.unknown_process": gettext_noop("被调用的流程不存在"),
    "rules.budget_exceeded": gettext_noop("规则运算超出限度"),
}
_KINDS = {
    ValueKind.TEXT: gettext_noop("文本"),
    ValueKind.NUMBER: gettext_noop("数字"),
    ValueKind.YES_NO: gettext_noop("是或否"),
    ValueKind.TIME: gettext_noop("日期、时间或时长"),
    ValueKind.TEXTS: gettext_noop("文本列表"),
    ValueKind.NOTHING: gettext_noop("空值"),
    ValueKind.CONTEXT: gettext_noop("结构"),
}


@post_page(Role.SYSTEM_ADMIN)
def incidents(request: SignedInRequest) -> HttpResponse:
    """List what waits for a person, the longest waiting first."""
    code = request.GET.get("code", "").replace("\0", "")
    desk, actor = request.rooms.cases, request.actor
    page = cases.list_incidents(desk, actor, code=code, after=request.GET.get("after", ""))
    counts = cases.count_incidents(desk, actor)
    listed = dict(counts) | ({} if not code or code in dict(counts) else {code: 0})
    context = {
        "table": _list(page.rows),
        "next_key": page.next_key,
        "count": sum(number for one, number in counts if not code or one == code),
        "code": code,
        "codes": [(one, f"{failure_name(one)}（{number}）") for one, number in listed.items()],
    }
    return never_stored(show(request, "portal/administrator/incidents.html", context))  # type: ignore[return-value]


@post_page(Role.SYSTEM_ADMIN)
def incident(request: SignedInRequest, instance: UUID, number: int) -> HttpResponse:
    """Show one incident; have it tried again, with variables put right, or end its process."""
    desk, actor = request.rooms.cases, request.actor
    sheet = cases.get_incident(desk, actor, instance=instance, number=number)
    if request.method != "POST":
        return _page(request, sheet)
    try:
        receipt = _do(request, sheet)
    except Refusal as refusal:
        return _page(request, sheet, refusal=refusal)
    messages.success(request, _(receipt.says), extra_tags="good")
    return HttpResponseRedirect(reverse("portal:incidents"))


def failure_name(code: str) -> str:
    """Return what a kind of failure is called; an error of a process's own keeps its code."""
    return _(_FAILURES[code]) if code in _FAILURES else code


def _do(request: SignedInRequest, sheet: IncidentSheet) -> Receipt:
    desk, actor, row = request.rooms.cases, request.actor, sheet.row
    if posted(request, "act") == "terminate":
        return cases.terminate_instance(
            desk,
            actor,
            instance=row.instance,
            number=row.number,
            ticket=ticket_of(request),
            reason=posted(request, "why", longest=_LONGEST_REASON),
        )
    return cases.retry_incident(
        desk,
        actor,
        instance=row.instance,
        number=row.number,
        ticket=ticket_of(request),
        variables=tuple(_given(request)),
        reason=posted(request, "reason", longest=_LONGEST_REASON),
    )


def _given(request: HttpRequest) -> list[GivenVariable]:
    """Return the rows that are filled in; a kind that is none counts as text."""
    given = []
    for at in range(_ROWS):
        kind, text = posted(request, f"kind_{at}"), posted(request, f"text_{at}")
        name = posted(request, f"name_{at}", longest=64)
        if name or text:
            known = ValueKind(kind) if kind in set(ValueKind) else ValueKind.TEXT
            given.append(GivenVariable(name=name, kind=known, text=text))
    return given


def _page(request: SignedInRequest, sheet: IncidentSheet, *, refusal: Refusal | None = None) -> HttpResponse:
    told = _told(request, refusal)
    fields = [_row_of_fields(request, at, told) for at in range(_ROWS)]
    reason = _reason(request, "reason", _("更正理由"), told)
    why = _reason(request, "why", _("终止理由"), told)
    listed = (*(one for row in fields for one in row), reason, why)
    at_fields = tuple(error for one in listed for error in one.errors)
    context = {
        "sheet": sheet,
        "row": sheet.row,
        "failure": failure_name(sheet.row.code),
        "facts": _facts(sheet),
        "variables": _variables(sheet),
        "first": fields[0],
        "others": fields[1:],
        "others_used": any(one.value for row in fields[1:] for one in (row[0], row[2])),
        "reason": reason,
        "why": why,
        "key": new_key(),
        "errors": (*at_fields, *((FieldError("", told[""]),) if "" in told else ())),
    }
    return never_stored(show(request, "portal/administrator/incident.html", context))  # type: ignore[return-value]


def _told(request: HttpRequest, refusal: Refusal | None) -> dict[str, str]:
    """Return what is wrong by the name of the field; of the whole under the empty name."""
    if refusal is None:
        return {}
    if not isinstance(refusal, Invalid):
        told = said(refusal)
        return {"": "。".join(part for part in (told.says, told.advice) if part)}
    filled = [at for at in range(_ROWS) if posted(request, f"name_{at}") or posted(request, f"text_{at}")]
    return {_field_of(request, one, filled): told_problem(one) for one in refusal.problems}


def _field_of(request: HttpRequest, problem: Problem, filled: list[int]) -> str:
    if problem.field == "reason":
        return "why" if posted(request, "act") == "terminate" else "reason"
    if problem.field.startswith("variables."):
        _whole, at, part = problem.field.split(".")
        return f"{part}_{filled[int(at)]}"
    return ""


def _row_of_fields(request: HttpRequest, at: int, told: dict[str, str]) -> tuple[FieldView, ...]:
    picked = posted(request, f"kind_{at}") or ValueKind.TEXT.value
    kinds = tuple(
        Option(kind.value, _(_KINDS[kind]), kind.value == picked, f"id_kind_{at}_{kind.value}")
        for kind in ValueKind
        if kind is not ValueKind.CONTEXT
    )
    name, kind, text = f"name_{at}", f"kind_{at}", f"text_{at}"
    return (
        FieldView(
            f"id_{name}", name, _("变量名"), "text", value=posted(request, name),
            error=told.get(name, ""), required=False, max_length=64,
        ),
        FieldView(f"id_{kind}", kind, _("类型"), "select", value=picked, options=kinds),
        FieldView(
            f"id_{text}", text, _("值"), "textarea", value=posted(request, text),
            error=told.get(text, ""), required=False, max_length=4000,
            hint=_("列表每行写一个；日期写作 2026-03-02。"),
        ),
    )  # fmt: skip


def _reason(request: HttpRequest, name: str, label: str, told: dict[str, str]) -> FieldView:
    return FieldView(
        f"id_{name}", name, label, "textarea", value=posted(request, name), error=told.get(name, ""),
        required=name == "why", max_length=_LONGEST_REASON,
        hint=_("更正变量时必须填写；处理记录会留存。") if name == "reason" else "",
    )  # fmt: skip


def _list(rows: tuple[IncidentRow, ...]) -> Table:
    columns = (_("环节"), _("原因"), _("办件编号"), _("事项"), _("项目代码"), _("流程"), _("发生时间"))
    lines = tuple(
        (
            Cell(row.node_name, href=reverse("portal:incident", args=[row.instance, row.number]), main=True),
            Cell(failure_name(row.code)),
            Cell(row.case_number or "—", unbroken=True),
            Cell(row.item_name or "—"),
            Cell(row.project_code or "—", unbroken=True),
            Cell(row.process_name or "—"),
            Cell(row.at, unbroken=True),
        )
        for row in rows
    )
    return Table(_("流程异常"), columns, lines)


def _facts(sheet: IncidentSheet) -> list[Fact]:
    row = sheet.row
    told = [
        Fact(_("办件编号"), row.case_number or _("不属于任何办件")),
        Fact(_("事项"), row.item_name or "—"),
        Fact(_("项目代码"), row.project_code or "—"),
        Fact(_("流程"), f"{row.process_name}（{sheet.process}，{_('版本')} {sheet.version}）"),
        Fact(_("环节"), f"{row.node_name}（{row.node}）"),
        Fact(_("发生时间"), moment(row.at)),
        Fact(_("已尝试次数"), sheet.tries),
    ]
    if sheet.topic:
        told.append(Fact(_("外部任务"), sheet.topic))
    return [*told, Fact(_("失败情况"), row.says or failure_name(row.code), wide=True)]


def _variables(sheet: IncidentSheet) -> Table:
    lines = tuple(
        (Cell(one.name, main=True), Cell(_(_KINDS[one.kind])), Cell(one.text or "—"))
        for one in sheet.variables
    )
    return Table(_("流程变量"), (_("变量名"), _("类型"), _("值")), lines)
