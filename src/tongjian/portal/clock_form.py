"""The form of the public page that counts a time limit: anyone's dates, nothing of any case."""

from collections.abc import Iterator
from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongjian.calendar import ClockHistory, ClockKind, Extension, Pause, TimeLimit, TimeUnit
from tongjian.kit import Invalid
from tongjian.portal.refusals import put_problems

PAUSE_ROWS = 3
_MOST_DAYS = 3660
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_LAWFUL = "45"
_KINDS = (
    ("", _("没有")),
    (_LAWFUL, _("听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审：两个时限都停")),
    ("other", _("公示、现场勘验、整改等法律没有规定的：只停承诺时限")),
)
_NAMES = {_LAWFUL: "第四十五条所列程序", "other": "其他程序"}
_BASES = {_LAWFUL: "《中华人民共和国行政许可法》第四十五条", "other": ""}
_STOPS = {_LAWFUL: frozenset(ClockKind), "other": frozenset({ClockKind.PROMISED})}
_DAYS = forms.NumberInput(attrs={"type": "text", "inputmode": "numeric", "data-width": "s"})
_DAY_WRONG = {"invalid": _("日期应写作 2026-03-02")}


def _day_field(label: str, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        input_formats=["%Y-%m-%d"],
        error_messages={**_DAY_WRONG, "required": _("请填写起算日")},
        widget=forms.DateInput(attrs={"type": "date", "data-width": "m"}, format="%Y-%m-%d"),
    )


def _days_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=_MOST_DAYS,
        error_messages={"invalid": _("天数应为数字")},
        widget=_DAYS,
    )


class ClockForm(forms.Form):
    """What a due date follows from."""

    statutory = _days_field("法定时限（天数）")
    promised = _days_field("承诺时限（天数）")
    unit = forms.ChoiceField(
        label=_("单位"),
        choices=[(TimeUnit.WORKING_DAYS.value, _("工作日")), (TimeUnit.CALENDAR_DAYS.value, _("日"))],
        initial=TimeUnit.WORKING_DAYS.value,
        widget=forms.RadioSelect,
    )
    starts_on = _day_field("起算日（受理、收到材料或作出决定的那一天）", required=True)
    extension = _days_field("批准延长的天数")
    granted_on = _day_field("批准延长的日期")
    asked_on = _day_field("截至哪一天（不填为今天）")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Make the form, with a few rows for stops."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for row in range(PAUSE_ROWS):
            self.fields[f"pause_{row}"] = forms.ChoiceField(
                label=_("停止计算的程序"), choices=_KINDS, required=False
            )
            self.fields[f"from_{row}"] = _day_field("从哪天起")
            self.fields[f"to_{row}"] = _day_field("到哪天止（还没结束不填）")
        for field in self.fields.values():
            field.label = gettext(str(field.label))

    def clean(self) -> dict[str, object]:
        """Check what no single field can tell."""
        data = super().clean() or {}
        if data.get("statutory") is None and data.get("promised") is None and not self.errors:
            self.add_error("statutory", _("请至少填写一个时限的天数"))
        if (data.get("extension") is None) != (data.get("granted_on") is None):
            missing = "extension" if data.get("extension") is None else "granted_on"
            self.add_error(missing, _("延长的天数和批准日期要一起填写"))
        for row in range(PAUSE_ROWS):
            if data.get(f"pause_{row}") and not data.get(f"from_{row}"):
                self.add_error(f"from_{row}", _("请填写程序从哪天起"))
        for name, value in data.items():
            if isinstance(value, date) and not _FIRST_YEAR <= value.year <= _LAST_YEAR:
                self.add_error(name, _("日期应在 2000 年至 2099 年之间"))
        return data

    def histories(self, *, today: date) -> list[ClockHistory]:
        """Return the history of each clock that was given a limit; none where something is wrong."""
        if not self.is_valid():
            return []
        try:
            return list(self._histories(today))
        except Invalid as refusal:
            put_problems(self, refusal)
            return []

    def _histories(self, today: date) -> Iterator[ClockHistory]:
        data = self.cleaned_data
        pauses = tuple(
            Pause(
                data[f"from_{row}"],
                data[f"to_{row}"],
                _STOPS[kind],
                name=_NAMES[kind],
                basis=_BASES[kind],
            )
            for row in range(PAUSE_ROWS)
            if (kind := data[f"pause_{row}"])
        )
        granted = data["granted_on"]
        extensions = (Extension(data["extension"], granted),) if granted else ()
        for kind, name in ((ClockKind.STATUTORY, "statutory"), (ClockKind.PROMISED, "promised")):
            if data[name] is not None:
                yield ClockHistory(
                    limit=TimeLimit(data[name], TimeUnit(data["unit"])),
                    starts_on=data["starts_on"],
                    kind=kind,
                    asked_on=data["asked_on"] or today,
                    pauses=pauses,
                    extensions=extensions,
                    starts_with="起算",
                )
