"""The small forms of extensions (延长审批), interested parties and hearings (听证)."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from tongjian.cases import CaseSheet, PartyEntry, PartySheet

_LONGEST = 2000
_PARTS = 3
_DIVIDERS = str.maketrans({"；": ";", "|": ";"})


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


def _line(label: str, *, longest: int, missing: str, width: str = "l") -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy(label),
        max_length=longest,
        widget=forms.TextInput(attrs={"data-width": width}),
        error_messages={
            "required": gettext_lazy(missing),
            "max_length": gettext_lazy("内容过长，最多 %(limit_value)d 个字"),
        },
    )


class ProcedureForm(forms.Form):
    """A form that is filled with what the case's procedures offer."""

    def offer(self, sheet: CaseSheet) -> None:
        """Put in what the case offers."""


class AskingExtension(ProcedureForm):
    """How many days, and why."""

    days = forms.IntegerField(
        label=gettext_lazy("延长"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "s"}),
        error_messages={
            "required": gettext_lazy("请填写延长的天数"),
            "invalid": gettext_lazy("延长的天数应为整数"),
        },
    )
    reason = _words(
        gettext_noop("延长的理由"),
        missing=gettext_noop("请填写延长的理由"),
        hint=gettext_noop("批准后会告知申请人；延长只有一次，应当在法定期限届满前批准"),
    )

    def offer(self, sheet: CaseSheet) -> None:
        """Say the unit and the most days."""
        limit, most = sheet.case.frozen.statutory, sheet.procedures.most_days
        unit = _(limit.unit.value) if limit else ""
        self.fields["days"].widget.attrs["data-unit"] = unit
        self.fields["days"].help_text = _("最多 %(most)s %(unit)s") % {"most": most, "unit": unit}


class Telling(forms.Form):
    """Whom the decision touches, and how."""

    reason = _words(
        gettext_noop("直接关系他人重大利益的情况"),
        missing=gettext_noop("请写明直接关系他人重大利益的情况"),
        hint=gettext_noop("申请人和利害关系人会在告知书上看到"),
    )
    parties = _words(
        gettext_noop("利害关系人"),
        hint=gettext_noop("每行一个：名称；利害关系；联系方式。申请人会一并告知，不用填写"),
    )

    def clean_parties(self) -> tuple[PartyEntry, ...]:
        """Return the parties, one a line."""
        lines = [line for line in self.cleaned_data["parties"].splitlines() if line.strip()]
        return tuple(_party(line) for line in lines)


class Stating(ProcedureForm):
    """Who states what."""

    party = forms.TypedChoiceField(
        label=gettext_lazy("由谁提出"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择一项"),
            "invalid_choice": gettext_lazy("请选择一项"),
        },
    )
    text = _words(gettext_noop("陈述和申辩的内容"), missing=gettext_noop("请填写陈述和申辩的内容"))

    def offer(self, sheet: CaseSheet) -> None:
        """Offer the parties told that have not spoken."""
        open_ones = [one for one in sheet.procedures.hearing.parties if self.is_open(one)]
        _pick(self, open_ones)

    def is_open(self, one: PartySheet) -> bool:
        """Return whether a party may still do this, whatever the day."""
        return one.stated_on is None and one.waived_on is None


class Applying(Stating):
    """Who applies for a hearing."""

    text = None  # type: ignore[assignment]  # Django's way to leave out a field
    reason = _words(gettext_noop("申请听证的理由"), hint=gettext_noop("可不填"))

    def is_open(self, one: PartySheet) -> bool:
        """Return whether a party may still do this, whatever the day."""
        return one.applied_on is None and one.waived_on is None


class Waiving(Applying):
    """Who waives."""

    reason = None  # type: ignore[assignment]  # Django's way to leave out a field


class Setting(forms.Form):
    """Day, place and chair of a hearing."""

    held_on = forms.DateField(
        label=gettext_lazy("举行日期"),
        help_text=gettext_lazy("应当提前七个工作日通知"),
        widget=forms.DateInput(attrs={"type": "date", "data-width": "s"}),
        error_messages={
            "required": gettext_lazy("请填写日期"),
            "invalid": gettext_lazy("日期应写成 2026-06-30 这样"),
        },
    )
    place = _line(gettext_noop("地点"), longest=200, missing=gettext_noop("请填写举行听证的地点"))
    chair = _line(gettext_noop("主持人"), longest=50, missing=gettext_noop("请填写听证主持人"), width="m")


class Minutes(forms.Form):
    """What was said in a hearing."""

    minutes = _words(gettext_noop("听证笔录"), missing=gettext_noop("请填写听证笔录"))


def _pick(form: forms.Form, parties: Iterable[PartySheet]) -> None:
    choices = [(str(one.party.id), one.party.name) for one in parties]
    form.fields["party"].choices = choices  # type: ignore[attr-defined]
    if len(choices) == 1:
        form.fields["party"].initial = choices[0][0]


def _party(line: str) -> PartyEntry:
    parts = [part.strip() for part in line.translate(_DIVIDERS).split(";", _PARTS - 1)]
    if len(parts) < _PARTS - 1 or not all(parts[:2]):
        raise ValidationError(_("“%(line)s”应写成：名称；利害关系；联系方式") % {"line": line[:60]})
    return PartyEntry(*parts)
