"""Forms of consultations: whom to ask what, what to answer, why an answer is not followed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongjian.cases import CaseSheet
from tongjian.cases.consultations import AnswerKind, ConsultationChoices, answer_label

LONGEST = 2000
_TOO_LONG = gettext_lazy("内容过长，最多 2000 个字")


def _area(label: str, *, hint: str = "", missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": missing, "max_length": _TOO_LONG},
    )


class Consulting(forms.Form):
    """Whom to ask, by which kind, what, and with which papers."""

    def __init__(
        self, *, sheet: CaseSheet, choices: ConsultationChoices, data: Mapping[str, Any] | None = None
    ) -> None:
        """Offer the departments, the proposed ones first and ticked where one kind fits them all."""
        proposed = [one for one in choices.departments if one.proposed]
        kind = proposed[0].proposed if proposed else choices.kinds[0].code
        ticked = [one for one in proposed if one.proposed == kind]
        question = "\n".join(dict.fromkeys(one.question for one in ticked))
        first = {"departments": [one.code for one in ticked], "kind": kind, "question": question}
        super().__init__(data, initial=first)
        self.fields["departments"] = forms.MultipleChoiceField(
            label=_("征求意见的部门"),
            help_text=_("按项目情形建议的部门排在最前，请核对；每个部门单独答复"),
            choices=[(one.code, one.name) for one in choices.departments],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("请选择征求意见的部门"), "invalid_choice": _("请从列表中选择部门")},
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("种类"),
            choices=[
                (one.code, _("%(name)s（%(days)s个%(unit)s）") % {
                    "name": _(one.name), "days": one.limit.days, "unit": _(one.limit.unit.value)})
                for one in choices.kinds
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("请选择种类"), "invalid_choice": _("请选择种类")},
        )  # fmt: skip
        self.fields["question"] = _area(
            _("征求意见的问题"),
            hint=_("写明需要对方就什么提出意见；申请人看不到这段文字"),
            missing=_("请写明征求意见的问题"),
        )
        self.fields["materials"] = forms.MultipleChoiceField(
            label=_("共享的材料"),
            help_text=_("对方只能看到勾选的材料，看不到办件的其他内容"),
            required=False,
            choices=[(str(one.id), one.name) for one in sheet.materials],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("只能共享本办件的材料")},
        )


class Answering(forms.Form):
    """What the department answers."""

    def __init__(self, *, answers: tuple[AnswerKind, ...], data: Mapping[str, Any] | None = None) -> None:
        """Offer the answers the kind of consultation knows."""
        super().__init__(data)
        self.fields["answer"] = forms.TypedChoiceField(
            label=_("答复"),
            coerce=AnswerKind,
            choices=[(one.value, _(answer_label(one))) for one in answers],
            widget=forms.RadioSelect,
            error_messages={"required": _("请选择答复"), "invalid_choice": _("请选择答复")},
        )
        self.fields["text"] = _area(
            _("意见"), hint=_("同意时可不填；附条件、不同意或转报的，应当写明条件、理由或去向")
        )


class Reasoned(forms.Form):
    """An act of who asked, with its reason."""

    reason = _area(gettext_lazy("理由"), missing=gettext_lazy("请填写理由"))  # type: ignore[arg-type]


class Bare(forms.Form):
    """An act that needs nothing but the button."""
