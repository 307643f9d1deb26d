"""The small forms of deferred materials (容缺) and pledges (告知承诺)."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from tongjian.cases import CaseSheet, CheckVerdict, Deferral, DeferralStatus

_LONGEST = 2000
_VERDICTS = {
    CheckVerdict.KEPT: gettext_noop("承诺属实，核查通过"),
    CheckVerdict.RECTIFY: gettext_noop("有不符，责令限期整改"),
    CheckVerdict.FALSE: gettext_noop("承诺不实，提请撤销决定"),
}


def _words(label: str, *, missing: str = "", hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy(label),
        required=bool(missing),
        max_length=_LONGEST,
        help_text=gettext_lazy(hint) if hint else "",
        widget=forms.Textarea,
        error_messages={
            "required": gettext_lazy(missing or "请填写"),
            "max_length": gettext_lazy("内容过长，最多 2000 个字"),
        },
    )


def _day(label: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=gettext_lazy(label),
        required=required,
        widget=forms.DateInput(attrs={"type": "date", "data-width": "s"}),
        error_messages={
            "required": gettext_lazy("请填写日期"),
            "invalid": gettext_lazy("日期应写成 2026-06-30 这样"),
        },
    )


def _choice(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy(label),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择一项"),
            "invalid_choice": gettext_lazy("请选择一项"),
        },
    )


def _yes(value: str) -> bool:
    return value == "yes"


class PromiseForm(forms.Form):
    """A form whose choices come from the promises of the case."""

    def offer(self, sheet: CaseSheet) -> None:
        """Put in what the case offers to pick from."""

    def _pick(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Give a field its choices; a single one is picked already."""
        known = list(choices)
        self.fields[name].choices = known  # type: ignore[attr-defined]
        if len(known) == 1:
            self.fields[name].initial = known[0][0]


class Promising(PromiseForm):
    """A paper promised for later, recorded at the counter."""

    key = _choice(gettext_noop("哪一份材料容缺"))
    due_on = _day(gettext_noop("承诺补齐的日期"))
    signer = forms.CharField(
        label=gettext_lazy("容缺承诺的签署人"),
        max_length=50,
        widget=forms.TextInput(attrs={"data-width": "m"}),
        error_messages={"required": gettext_lazy("请填写签署容缺承诺的人的姓名")},
    )

    def offer(self, sheet: CaseSheet) -> None:
        """Offer the papers that may come later."""
        papers = sheet.promises.deferrable
        self._pick(
            "key",
            (
                (one.key, _("%(name)s（最晚 %(latest)s）") % {"name": _(one.name), "latest": one.latest})
                for one in papers
            ),
        )
        self.fields["signer"].initial = sheet.case.contact_name or sheet.case.applicant_name


class Confirming(PromiseForm):
    """Whether a paper that came later is in order."""

    key = _choice(gettext_noop("哪一份材料"))
    in_order = forms.TypedChoiceField(
        label=gettext_lazy("核对结论"),
        coerce=_yes,
        choices=[("yes", gettext_lazy("符合要求")), ("no", gettext_lazy("不符合要求，退回重新提交"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择一项"),
            "invalid_choice": gettext_lazy("请选择一项"),
        },
    )
    remark = _words(gettext_noop("哪里不符合"), hint=gettext_noop("不符合时必填，申请人会看到"))

    def offer(self, sheet: CaseSheet) -> None:
        """Offer the papers that came."""
        self._pick("key", _papers(sheet, DeferralStatus.SUPPLIED))


class Extending(PromiseForm):
    """A later date for an owed paper."""

    key = _choice(gettext_noop("哪一份材料"))
    due_on = _day(gettext_noop("新的补齐日期"))
    reason = _words(
        gettext_noop("理由"),
        missing=gettext_noop("请填写延长期限的理由"),
        hint=gettext_noop("只能延长一次，申请人会看到"),
    )

    def offer(self, sheet: CaseSheet) -> None:
        """Offer the papers still waited for."""
        self._pick("key", _papers(sheet, DeferralStatus.PROMISED))


class Checking(PromiseForm):
    """What a check of a pledge found."""

    verdict = forms.TypedChoiceField(
        label=gettext_lazy("核查结论"),
        coerce=CheckVerdict,
        choices=[(one.value, gettext_lazy(words)) for one, words in _VERDICTS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择核查结论"),
            "invalid_choice": gettext_lazy("请选择核查结论"),
        },
    )
    findings = _words(
        gettext_noop("核查情况（含核查人员姓名）"),
        missing=gettext_noop("请填写核查情况"),
        hint=gettext_noop("写明查到的事实，申请人会看到"),
    )
    rectify_by = _day(gettext_noop("整改期限"), required=False)

    def offer(self, sheet: CaseSheet) -> None:
        """Say how late things may be put right."""
        latest = sheet.promises.rectify_latest
        self.fields["rectify_by"].help_text = _("责令整改时填写，最晚 %(latest)s") % {"latest": latest}


class Treating(PromiseForm):
    """A credit note that has been treated."""

    note = forms.TypedChoiceField(
        label=gettext_lazy("信用记录"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择一项"),
            "invalid_choice": gettext_lazy("请选择一项"),
        },
    )
    reason = _words(gettext_noop("修复的理由"), missing=gettext_noop("请填写信用修复的理由"))

    def offer(self, sheet: CaseSheet) -> None:
        """Offer the notes that still stand."""
        self._pick("note", ((str(one.id), one.text) for one in sheet.promises.untreated))


def owed(sheet: CaseSheet, status: DeferralStatus) -> tuple[Deferral, ...]:
    """Return the deferred papers that stand so."""
    return tuple(one for one in sheet.promises.deferrals if one.status is status)


def _papers(sheet: CaseSheet, status: DeferralStatus) -> list[tuple[str, str]]:
    return [(one.key, _(one.name)) for one in owed(sheet, status)]


def verdict_name(verdict: CheckVerdict) -> str:
    """Return what a check came to, in words."""
    return _(_VERDICTS[verdict])
