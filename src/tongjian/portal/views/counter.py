"""The counter's pages: find what someone speaks of, or begin an application for them."""

from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods

from tongjian import cases
from tongjian.cases import CaseRow, Draft, Project
from tongjian.catalogue import ApplicantKind as MayApply
from tongjian.catalogue import Item
from tongjian.identity import Applicant, ApplicantKind, Role, mask_citizen_id
from tongjian.kit import Invalid, Problem, Refusal
from tongjian.portal.answers import show
from tongjian.portal.entry import never_stored, post_page
from tongjian.portal.parts import Cell, Tab, Table
from tongjian.portal.ports import SignedInRequest
from tongjian.portal.posting import new_key, posted, ticket_of
from tongjian.portal.refusals import put_problems
from tongjian.portal.views.officer.asking import typed_text
from tongjian.portal.views.officer.words import due_cell, light_of_row, state_tag

_LONGEST = 100


def _line(label: str, missing: str, width: str, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy(label),
        max_length=_LONGEST,
        error_messages={"required": gettext_lazy(missing)},
        widget=forms.TextInput(attrs={"data-width": width, "autocomplete": "off", **attrs}),
    )


class _Told(forms.Form):
    told = forms.BooleanField(
        label=gettext_lazy("已向申请人出示个人信息保护告知，申请人同意由窗口代为录入"),
        error_messages={"required": gettext_lazy("请先向申请人出示告知并取得同意")},
    )


@dataclass(eq=False, kw_only=True)
class ProjectUnknown(Invalid):
    """No project of that code, or not for these eyes."""

    code: ClassVar[str] = "portal.project_unknown"
    says: ClassVar[str] = "没有找到这个项目代码"
    advice: ClassVar[str] = "请核对代码；项目还没有登记的，请在综合窗口代为登记"
    problems: tuple[Problem, ...] = (
        Problem("project_code", "没有找到这个项目代码，请核对；还没有登记的，请在综合窗口代为登记"),
    )


class CitizenForm(_Told):
    """A citizen who stands at the counter."""

    name = _line(gettext_noop("姓名"), gettext_noop("请填写姓名"), "m")
    citizen_id = _line(gettext_noop("公民身份号码"), gettext_noop("请填写公民身份号码"), "m")
    phone = _line(
        gettext_noop("手机号码"), gettext_noop("请填写手机号码"), "m", type="tel", inputmode="numeric"
    )
    field_order = ("name", "citizen_id", "phone", "told")


class CompanyForm(_Told):
    """A company whose agent stands at the counter."""

    name = _line(gettext_noop("单位名称"), gettext_noop("请填写单位名称"), "l")
    credit_code = _line(gettext_noop("统一社会信用代码"), gettext_noop("请填写统一社会信用代码"), "m")
    field_order = ("name", "credit_code", "told")


class ProjectForm(_Told):
    """A registered project: its applicant is known with it."""

    project_code = _line(gettext_noop("项目代码"), gettext_noop("请填写项目代码"), "l")
    field_order = ("project_code", "unit_project", "told")


class UnitForm(ProjectForm):
    """A project that is split: the item is decided for one of its unit projects."""

    unit_project = forms.ChoiceField(
        label=gettext_lazy("工程"),
        help_text=gettext_lazy("本项目分为几个工程，请选择为哪个工程办理"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择为哪个工程办理"),
            "invalid_choice": gettext_lazy("该工程不属于所选项目，请重新选择"),
        },
    )

    def __init__(self, *args: Any, units: tuple[tuple[str, str], ...], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["unit_project"]).choices = units


@post_page(Role.CLERK)
def counter(request: SignedInRequest) -> HttpResponse:
    """Find drafts and cases by number, name, code or phone's end, a project by its code, items by use."""
    desk, actor = request.rooms.cases, request.actor
    words, wanted = typed_text(request, "q"), typed_text(request, "item")
    draft = cases.find_draft_by_number(desk, actor, number=words) if words else None
    found = cases.find_at_counter(desk, actor, text="" if draft else words)
    context = {
        "words": words,
        "wanted": wanted,
        "draft": draft,
        "project": cases.find_project_by_code(desk, actor, code=words) if words else None,
        "drafts": _drafts(request, found.drafts),
        "table": _table(found.cases),
        "items": request.rooms.catalogue.search_items(wanted) if wanted else (),
        "tally": cases.tally_inbox(desk, actor),
    }
    return never_stored(show(request, "portal/staff/counter.html", context))  # type: ignore[return-value]


@post_page(Role.CLERK)
@require_http_methods(["GET", "POST"])
def begin(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Ask for whom to apply, then go on in the same draft pages as applicants."""
    item = request.rooms.catalogue.guide(code).item
    kind = _kind(request, item)
    form = _form_of(request, item, kind)
    if request.method == "POST" and form.is_valid():
        try:
            draft = _begin(request, item, form)
        except Refusal as refusal:
            put_problems(form, refusal)
        else:
            return HttpResponseRedirect(reverse("portal:draft", args=[draft]))
    labels = ((MayApply.NATURAL, _("个人")), (MayApply.LEGAL, _("单位")))
    tabs = [Tab(label, f"?kind={one.value}", one is kind) for one, label in labels if one in item.applicants]
    context = {
        "item": item,
        "form": form,
        "kind": kind.value,
        "tabs": tabs if len(tabs) > 1 and not item.needs_project else [],
        "key": new_key(),
    }
    return never_stored(show(request, "portal/staff/counter_begin.html", context))


def _kind(request: SignedInRequest, item: Item) -> MayApply:
    asked = request.POST.get("kind") or request.GET.get("kind") or ""
    return next((one for one in item.applicants if one.value == asked), item.applicants[0])


def _form_of(request: SignedInRequest, item: Item, kind: MayApply) -> forms.Form:
    typed = request.POST if request.method == "POST" else None
    if not item.needs_project:
        return (CitizenForm if kind is MayApply.NATURAL else CompanyForm)(typed)
    units = _units(request, item)
    if not units:
        return ProjectForm(typed, initial={"project_code": typed_text(request, "project_code")})
    if "unit_asked" in request.POST:
        return UnitForm(typed, units=units)
    # The question is new to the clerk: what is typed stays, and nothing is wrong yet.
    return UnitForm(initial=request.POST.dict(), units=units)


def _units(request: SignedInRequest, item: Item) -> tuple[tuple[str, str], ...]:
    """Return id and name of the unit projects to choose from; none where there is nothing to choose."""
    desk, actor = request.rooms.cases, request.actor
    code = posted(request, "project_code", longest=_LONGEST)
    project = cases.find_project_by_code(desk, actor, code=code) if code else None
    if project is None:
        return ()
    lanes = cases.get_panorama(desk, actor, project=project.id).lanes
    parts = [one for lane in lanes for one in lane.items if one.code == item.code and one.unit_name]
    return tuple((str(one.unit_project), f"{one.unit_name}（{one.unit_code}）") for one in parts)


def _begin(request: SignedInRequest, item: Item, form: forms.Form) -> object:
    desk, actor = request.rooms.cases, request.actor
    project = _project(request, form)
    who = _applicant(request, form, project)
    begun = cases.begin_draft(
        desk,
        actor,
        items=(item.code,),
        applicant=who.id,
        project=project.id if project else None,
        unit_project=UUID(unit) if (unit := form.cleaned_data.get("unit_project")) else None,
        on_behalf_of=who,
        ticket=ticket_of(request),
    )
    return begun.id


def _project(request: SignedInRequest, form: forms.Form) -> Project | None:
    if not isinstance(form, ProjectForm):
        return None
    code = form.cleaned_data["project_code"]
    return cases.find_project_by_code(request.rooms.cases, request.actor, code=code)


def _applicant(request: SignedInRequest, form: forms.Form, project: Project | None) -> Applicant:
    data = {name: text for name, text in form.cleaned_data.items() if name != "told"}
    if isinstance(form, CitizenForm):
        return request.rooms.identity.enter_citizen(actor=request.actor, **data)
    if isinstance(form, CompanyForm):
        return request.rooms.identity.enter_company(actor=request.actor, **data)
    if project is None:
        raise ProjectUnknown
    return Applicant(project.applicant, ApplicantKind.LEGAL, project.applicant_name, project.applicant_code)


def _drafts(request: SignedInRequest, found: tuple[Draft, ...]) -> Table:
    names = {one.code: one.name for one in request.rooms.catalogue.current().items}
    rows = tuple(
        (
            Cell(one.applicant_name, href=reverse("portal:draft", args=[one.id]), main=True, sub=_code(one)),
            Cell("、".join(names.get(code, code) for code in one.items)),
            Cell(one.updated_at),
            Cell(one.number, unbroken=True),
        )
        for one in found
    )
    return Table(_("没填完的申请"), (_("申请人"), _("事项"), _("最近保存"), _("草稿编号")), rows)


def _code(draft: Draft) -> str:
    """Return what tells namesakes apart: a company's code, a citizen's masked."""
    code = draft.applicant_code
    return mask_citizen_id(code) if draft.project is None and code[:17].isdigit() else code


def _table(rows: tuple[CaseRow, ...]) -> Table:
    columns = (
        _("预警"),
        _("项目（申请人）"),
        _("事项"),
        _("状态"),
        _("在等谁"),
        _("截止日期"),
        _("办件编号"),
    )
    return Table(
        _("查到的办件"),
        columns,
        tuple(
            (
                Cell(light_of_row(row)),
                Cell(
                    f"{row.project_name}（{row.applicant_name}）" if row.project_name else row.applicant_name,
                    href=reverse("portal:staff_case", args=[row.case]),
                    main=True,
                ),
                Cell(row.item_name),
                Cell(state_tag(row)),
                Cell("、".join(row.waits_for) or "—"),
                due_cell(row.due_on),
                Cell(row.number, unbroken=True),
            )
            for row in rows
        ),
    )
