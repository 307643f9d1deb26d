"""The small form of each act, and how the act is done with it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from tongjian import cases
from tongjian.cases import CaseSheet, CorrectionPoint, DeferralStatus, PauseKind, Receipt, Verdict
from tongjian.catalogue import Item, SpecialProcedure
from tongjian.portal.views.officer.paper_checks import (
    Leaving,
    PaperChecks,
    judge_rest,
    may_name,
    told_by_verdict,
)
from tongjian.portal.views.officer.procedure_forms import (
    Applying,
    AskingExtension,
    Minutes,
    ProcedureForm,
    Setting,
    Stating,
    Telling,
    Waiving,
)
from tongjian.portal.views.officer.promise_forms import (
    Checking,
    Confirming,
    Extending,
    PromiseForm,
    Promising,
    Treating,
    owed,
)
from tongjian.portal.views.officer.words import verdict_choices

LONGEST = 2000
"""Characters of an opinion or a reason."""


_DAYS = {"inputmode": "numeric", "data-width": "s", "data-unit": gettext_lazy("个工作日")}


def _text(label: str, *, missing: str = "", hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy(label),
        required=bool(missing),
        max_length=LONGEST,
        help_text=gettext_lazy(hint) if hint else "",
        widget=forms.Textarea,
        error_messages={
            "required": gettext_lazy(missing or "请填写"),
            "max_length": gettext_lazy("内容过长，最多 2000 个字"),
        },
    )


class Bare(forms.Form):
    """An act that needs nothing but the button."""


class Acceptance(forms.Form):
    """Accept or file; an opinion may be added."""

    opinion = _text(gettext_noop("意见"), hint=gettext_noop("可不填；会写入办理记录"))


class Accepting(Acceptance):
    """Accept; a tick says of every paper not judged yet that it is in order."""

    field_order = ("judge_rest", "opinion")
    judge_rest = judge_rest()


class Verdicts(forms.Form):
    """An opinion with what it comes to."""

    verdict = forms.TypedChoiceField(
        label=gettext_lazy("结论"),
        coerce=Verdict,
        initial=Verdict.AGREE.value,
        choices=verdict_choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择结论"),
            "invalid_choice": gettext_lazy("请选择结论"),
        },
    )
    opinion = _text(gettext_noop("意见"), hint=gettext_noop("同意时可不填；附条件或不同意的，应当写明理由"))


class Reasons(forms.Form):
    """An adverse act: the applicant reads the reasons."""

    reason = _text(
        gettext_noop("理由"),
        missing=gettext_noop("请填写理由，写明事实和依据"),
        hint=gettext_noop("写明事实和依据，申请人会在文书上看到"),
    )


class Withdrawal(forms.Form):
    """Take an application back for the applicant."""

    reason = _text(gettext_noop("撤回原因"))


class Words(forms.Form):
    """An act that is its text: joint opinion, offer, findings."""

    opinion = _text(gettext_noop("内容"), missing=gettext_noop("请填写内容"))


class Pausing(forms.Form):
    """A special procedure of a kind the item enables."""

    kind = forms.ChoiceField(
        label=gettext_lazy("特别程序种类"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择特别程序种类"),
            "invalid_choice": gettext_lazy("请选择特别程序种类"),
        },
    )
    planned_days = forms.IntegerField(
        label=gettext_lazy("预计需要"),
        widget=forms.TextInput(attrs=_DAYS),
        error_messages={
            "required": gettext_lazy("请填写预计需要的工作日数"),
            "invalid": gettext_lazy("预计需要的工作日数应为整数"),
        },
    )
    reason = _text(
        gettext_noop("原因"),
        missing=gettext_noop("请填写启动特别程序的原因"),
        hint=gettext_noop("会书面告知申请人"),
    )


class Resuming(forms.Form):
    """The end of a special procedure."""

    result = _text(gettext_noop("特别程序结果"))


class Rectification(forms.Form):
    """What has to be put right, and by when."""

    reason = _text(gettext_noop("需要整改的内容"), missing=gettext_noop("请填写需要整改的内容"))
    planned_days = forms.IntegerField(
        label=gettext_lazy("整改期限"),
        initial=10,
        min_value=1,
        max_value=120,
        widget=forms.TextInput(attrs=_DAYS),
        error_messages={
            "required": gettext_lazy("请填写整改期限"),
            "invalid": gettext_lazy("整改期限应为整数"),
            "min_value": gettext_lazy("整改期限应为 1 到 120 个工作日"),
            "max_value": gettext_lazy("整改期限应为 1 到 120 个工作日"),
        },
    )


class Delivery(forms.Form):
    """How the result reached whom."""

    how = forms.ChoiceField(
        label=gettext_lazy("送达方式"),
        initial="window",
        choices=[
            ("window", gettext_lazy("窗口领取")),
            ("online", gettext_lazy("网上送达")),
            ("post", gettext_lazy("邮寄送达")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择送达方式"),
            "invalid_choice": gettext_lazy("请选择送达方式"),
        },
    )
    receiver = forms.CharField(
        label=gettext_lazy("收件人"),
        max_length=50,
        widget=forms.TextInput(attrs={"data-width": "m"}),
        error_messages={"required": gettext_lazy("请填写收件人姓名"), "max_length": gettext_lazy("姓名过长")},
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What was posted, or nothing yet; ``auto_id`` keeps the fields of several forms apart."""

    auto_id: str
    data: Mapping[str, Any] | None = None
    files: MultiValueDict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """Something a correction notice may name."""

    key: str
    name: str
    group: str


class Corrections(forms.Form):
    """Tick what has to be corrected, and say how; the name of each field is its number.

    Papers found wanting come of themselves.
    """

    def __init__(self, *, points: tuple[Point, ...], sheet: CaseSheet, asked: Asked) -> None:
        """Make a tick and a remark for each point."""
        super().__init__(asked.data, auto_id=asked.auto_id)
        self.points = points
        self.found_wanting = told_by_verdict(sheet)
        self.repeats = bool(sheet.acceptance.rounds)
        if sheet.acceptance.unjudged:
            self.fields["judge_rest"] = judge_rest()
        for at, point in enumerate(points):
            self.fields[f"pick_{at}"] = forms.BooleanField(label=point.name, required=False)
            self.fields[f"remark_{at}"] = forms.CharField(
                label=_("“%(name)s”需要怎样补正") % {"name": point.name},
                required=False,
                max_length=LONGEST,
                widget=forms.TextInput,
            )

    def rows(self) -> list[tuple[Point, Any, Any]]:
        """Return each point with its two fields, for the template."""
        return [(point, self[f"pick_{at}"], self[f"remark_{at}"]) for at, point in enumerate(self.points)]

    def field_of(self, problem_field: str) -> str | None:
        """Return the field that a problem of the act is about."""
        key = problem_field.removeprefix("points.")
        return next((f"remark_{at}" for at, one in enumerate(self.points) if one.key == key), None)

    def rest(self) -> BoundField | None:
        """Return the tick for all other papers; None where every paper is judged."""
        return self["judge_rest"] if "judge_rest" in self.fields else None

    def asked(self) -> Mapping[str, Any]:
        """Return the act's own arguments."""
        return {"points": self.picked(), "judge_rest": bool(self.cleaned_data.get("judge_rest"))}

    def picked(self) -> tuple[CorrectionPoint, ...]:
        """Return what was ticked, or written about without a tick."""
        data = self.cleaned_data
        return tuple(
            CorrectionPoint(point.key, point.name, data[f"remark_{at}"])
            for at, point in enumerate(self.points)
            if data[f"pick_{at}"] or data[f"remark_{at}"]
        )


class Supplements(forms.Form):
    """Hand in for the applicant what the correction notice asked for."""

    def __init__(self, *, points: tuple[Point, ...], asked: Asked) -> None:
        """Make a file field for each point."""
        super().__init__(asked.data, asked.files, auto_id=asked.auto_id)
        self.points = points
        for at, point in enumerate(points):
            self.fields[f"file_{at}"] = forms.FileField(
                label=point.name, required=False, allow_empty_file=True, widget=forms.FileInput
            )
        self.fields["remark"] = _text(
            gettext_noop("说明"), hint=gettext_noop("不需要交文件的内容，在这里写明情况")
        )

    def field_of(self, problem_field: str) -> str | None:
        """Return the field that a problem of the act is about."""
        key = problem_field.removeprefix("files.")
        return next((f"file_{at}" for at, one in enumerate(self.points) if one.key == key), None)


Deed = Callable[..., Receipt]


@dataclass(frozen=True, slots=True)
class Doing:
    """How an act is asked for and done.

    Attributes:
        deed: the act; it takes the form's data by name.
        danger: it cuts the applicant's way short.
        labels: what this act calls the fields of a shared form.
    """

    form: type[forms.Form]
    deed: Deed
    danger: bool = False
    labels: Mapping[str, str] | None = None


DOINGS: Mapping[str, Doing] = {
    "accept": Doing(Accepting, cases.accept),
    "judge_material": Doing(PaperChecks, cases.judge_material),
    "allow_new_point": Doing(Leaving, cases.allow_new_point),
    "correct": Doing(Corrections, cases.correct),
    "reject": Doing(Reasons, cases.reject, danger=True),
    "turn_away": Doing(Reasons, cases.turn_away, danger=True),
    "register": Doing(Acceptance, cases.register),
    "supplement": Doing(Supplements, cases.supplement),
    "review": Doing(Verdicts, cases.review, labels={"opinion": gettext_noop("审查意见")}),
    "co_sign": Doing(Verdicts, cases.co_sign, labels={"opinion": gettext_noop("会签意见")}),
    "pause": Doing(Pausing, cases.pause),
    "resume": Doing(Resuming, cases.resume),
    "grant": Doing(Acceptance, cases.grant, labels={"opinion": gettext_noop("决定意见")}),
    "refuse": Doing(Reasons, cases.refuse, danger=True),
    "issue": Doing(Bare, cases.issue),
    "deliver": Doing(Delivery, cases.deliver),
    "revoke": Doing(Reasons, cases.revoke, danger=True),
    "conclude": Doing(Words, cases.conclude, labels={"opinion": gettext_noop("汇总意见")}),
    "offer": Doing(Words, cases.offer, labels={"opinion": gettext_noop("服务方案与报价")}),
    "contract": Doing(Acceptance, cases.contract, labels={"opinion": gettext_noop("合同说明")}),
    "finish": Doing(Acceptance, cases.finish, labels={"opinion": gettext_noop("成果说明")}),
    "pass_inspection": Doing(
        Words, cases.pass_inspection, labels={"opinion": gettext_noop("检查情况（含两名以上检查人员姓名）")}
    ),
    "order_rectification": Doing(Rectification, cases.order_rectification, danger=True),
    "rectify": Doing(Words, cases.rectify, labels={"opinion": gettext_noop("整改完成情况")}),
    "withdraw": Doing(Withdrawal, cases.withdraw, danger=True),
    "request_extension": Doing(AskingExtension, cases.request_extension),
    "grant_extension": Doing(Acceptance, cases.grant_extension),
    "refuse_extension": Doing(Reasons, cases.refuse_extension, danger=True),
    "notify_parties": Doing(Telling, cases.notify_parties),
    "record_statement": Doing(Stating, cases.record_statement),
    "request_hearing": Doing(Applying, cases.request_hearing),
    "waive_hearing": Doing(Waiving, cases.waive_hearing, danger=True),
    "order_hearing": Doing(Reasons, cases.order_hearing),
    "schedule_hearing": Doing(Setting, cases.schedule_hearing),
    "hold_hearing": Doing(Minutes, cases.hold_hearing),
    "promise_deferral": Doing(Promising, cases.promise_deferral),
    "supply_deferred": Doing(Supplements, cases.supply_deferred),
    "confirm_deferred": Doing(Confirming, cases.confirm_deferred),
    "extend_deferral": Doing(Extending, cases.extend_deferral),
    "decide_on_pledge": Doing(
        Acceptance, cases.decide_on_pledge, labels={"opinion": gettext_noop("决定意见")}
    ),
    "decline_pledge": Doing(Reasons, cases.decline_pledge, danger=True),
    "check_pledge": Doing(Checking, cases.check_pledge),
    "lift_credit_note": Doing(Treating, cases.lift_credit_note),
}
"""Every act a page offers; what an outside system does comes through the API alone."""


def _told(kind: PauseKind, terms: SpecialProcedure) -> str:
    """Return a kind of stop with the clocks it stops and how long it may be planned."""
    facts = {"name": terms.name, "most": terms.planned_days or kind.most}
    if kind.lawful:
        return _("%(name)s（法定和承诺时限停止，最多 %(most)s 个工作日）") % facts
    return _("%(name)s（没有法定扣除依据，只停承诺时限，最多 %(most)s 个工作日）") % facts


def _supplements(act: str, sheet: CaseSheet, asked: Asked) -> Supplements:
    """Return the form that takes papers: those of the notice, or those promised for later."""
    if act != "supply_deferred":
        told = tuple(Point(one.key, one.name, one.remark) for one in sheet.correction)
        return Supplements(points=told, asked=asked)
    late = tuple(Point(one.key, one.name, one.remark) for one in owed(sheet, DeferralStatus.PROMISED))
    form = Supplements(points=late, asked=asked)
    del form.fields["remark"]
    return form


def form_of(
    act: str,
    sheet: CaseSheet,
    *,
    item: Item | None,
    points: Iterable[Point],
    data: Mapping[str, Any] | None = None,
    files: MultiValueDict[str, Any] | None = None,
) -> forms.Form:
    """Return the form of an act on a case, bound when ``data`` is given."""
    doing = DOINGS[act]
    asked = Asked(f"{act}-%s", data, files)
    if doing.form is Corrections:
        return Corrections(
            points=tuple(one for one in points if may_name(sheet, one.key)), sheet=sheet, asked=asked
        )
    if doing.form is PaperChecks:
        return PaperChecks(sheet=sheet.acceptance, data=asked.data, auto_id=asked.auto_id)
    if doing.form is Supplements:
        return _supplements(act, sheet, asked)
    form = doing.form(asked.data, auto_id=asked.auto_id)
    for name, label in (doing.labels or {}).items():
        form.fields[name].label = _(label)
    if isinstance(form, Pausing):
        kinds = cases.enabled_kinds(item.special_procedures if item else ())
        form.fields["kind"].choices = [(code, _told(*one)) for code, one in kinds.items()]  # type: ignore[attr-defined]
    if isinstance(form, (PromiseForm, ProcedureForm)):
        form.offer(sheet)
    if isinstance(form, Accepting) and not sheet.acceptance.unjudged:
        del form.fields["judge_rest"]
    if isinstance(form, Leaving):
        papers = {one.key: one.name for one in sheet.materials}
        form.offer((papers | {one.key: one.name for one in points}).items())
    if isinstance(form, Delivery):
        form.fields["receiver"].initial = sheet.case.contact_name or sheet.case.applicant_name
    return form
