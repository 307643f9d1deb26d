"""The system administrator's page of working days: the notices known, and the next one to import."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongjian import cases
from tongjian.calendar import ImportedYear
from tongjian.cases import NoticeForm, NoticePreview
from tongjian.identity import Role
from tongjian.kit import Invalid
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import Cell, Fact, Table
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, ticket_of
from tongjian.portal.refusals import put_problems

_MOST_TEXT = 10_000
_MOST_SOURCE = 200
_FIRST_YEAR, _LAST_YEAR = 2014, 2099


class NoticeFields(forms.Form):
    """A yearly notice as it is pasted."""

    year = forms.IntegerField(
        label=gettext_lazy("年度"),
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        error_messages={"required": gettext_lazy("请填写年度"), "invalid": gettext_lazy("年度应为四位数字")},
        widget=forms.NumberInput(attrs={"type": "text", "inputmode": "numeric", "data-width": "s"}),
    )
    source = forms.CharField(
        label=gettext_lazy("通知名称和文号"),
        max_length=_MOST_SOURCE,
        error_messages={"required": gettext_lazy("请填写通知的名称和文号")},
        widget=forms.TextInput(attrs={"data-width": "l", "autocomplete": "off"}),
    )
    effective_on = forms.DateField(
        label=gettext_lazy("发布日期"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("请填写发布日期"),
            "invalid": gettext_lazy("日期应写作 2026-03-02"),
        },
        widget=forms.DateInput(attrs={"type": "date", "data-width": "m"}, format="%Y-%m-%d"),
    )
    text = forms.CharField(
        label=gettext_lazy("放假和调休上班的日期"),
        help_text=gettext_lazy("每行一段，如“2027-01-01..2027-01-03 休”；调休上班写“2027-01-09 班”"),
        max_length=_MOST_TEXT,
        error_messages={"required": gettext_lazy("请填写放假和调休上班的日期")},
        widget=forms.Textarea,
    )


@post_page(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def working_days(request: SignedInRequest) -> HttpResponse:
    """List the notices known; show what a new one would change, and import it."""
    form = NoticeFields(request.POST) if request.method == "POST" else NoticeFields(initial=_initial(request))
    preview: NoticePreview | None = None
    if form.is_valid():
        notice = NoticeForm(**form.cleaned_data)
        try:
            if posted(request, "act") == "import":
                return _imported(request, notice)
            preview = cases.preview_notice(request.rooms.cases, request.actor, notice=notice)
        except Invalid as refusal:
            put_problems(form, refusal, "text")
    context = {
        "form": form,
        "key": new_key(),
        "preview": _told(preview) if preview else (),
        "table": _table(request),
        "missing": cases.missing_year(request.rooms.cases),
    }
    return never_stored(show(request, "portal/administrator/working_days.html", context))  # type: ignore[return-value]


def _initial(request: SignedInRequest) -> dict[str, object]:
    known = request.rooms.cases.calendars.current().years
    return {"year": known[-1].year + 1} if known else {}


def _imported(request: SignedInRequest, notice: NoticeForm) -> HttpResponse:
    done = cases.import_notice(request.rooms.cases, request.actor, notice=notice, ticket=ticket_of(request))
    messages.success(
        request, _("%(year)s 年的放假安排已导入，办件期限按新的安排计算") % {"year": done.number}, "good"
    )
    return HttpResponseRedirect(reverse("portal:working_days"))


def _told(preview: NoticePreview) -> tuple[Fact, ...]:
    notice = preview.notice
    moved = "、".join(day.isoformat() for day in preview.moved_days) or _("没有")
    return (
        Fact(_("年度"), notice.year),
        Fact(_("放假"), _("%(days)s 天") % {"days": len(notice.rest_days)}),
        Fact(_("调休上班"), _("%(days)s 天") % {"days": len(notice.make_up_days)}),
        Fact(
            _("现有安排"), _("已有，将由本通知取代") if preview.replaces else _("没有，目前按法定节假日暂定")
        ),
        Fact(
            _("受影响的办件"),
            _("在此期间到期的 %(all)s 件：届满日变动 %(moved)s 件，由暂定转为确定 %(settled)s 件")
            % {"all": preview.looked_at, "moved": preview.moved, "settled": preview.settled},
        ),
        Fact(_("与目前所算不同的日子"), moved, wide=True),
    )


def _table(request: SignedInRequest) -> Table:
    desk = request.rooms.cases
    imports = {one.notice: one for one in cases.list_notices(desk, request.actor)}
    rows = tuple(
        (
            Cell(year.year, main=True),
            Cell(year.source),
            Cell(year.effective_on, unbroken=True),
            Cell(len(year.rest_days), number=True),
            Cell(len(year.make_up_days), number=True),
            Cell(_came(imports.get(year))),
        )
        for year in reversed(desk.calendars.current().years)
    )
    columns = (_("年度"), _("通知"), _("发布日期"), _("放假天数"), _("调休上班天数"), _("来源"))
    return Table(_("已有的放假安排"), columns, rows)


def _came(imported: ImportedYear | None) -> str:
    if imported is None:
        return _("随系统提供")
    return f"{imported.imported_by_name} {imported.imported_at:%Y-%m-%d}"
