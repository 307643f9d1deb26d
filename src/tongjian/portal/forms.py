"""The portal's own small forms; what is right or wrong is said by the acts they lead to."""

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST = 100


class PhoneForm(forms.Form):
    """The first step of a citizen's sign-in."""

    phone = forms.CharField(
        label=_("手机号码"),
        max_length=_LONGEST,
        error_messages={"required": _("请输入手机号码")},
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "numeric", "autocomplete": "tel-national", "data-width": "m"}
        ),
    )


class CodeForm(forms.Form):
    """The second step of a citizen's sign-in."""

    code = forms.CharField(
        label=_("短信验证码"),
        max_length=_LONGEST,
        error_messages={"required": _("请输入短信中的 6 位数字")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "data-width": "s"}
        ),
    )


class ProfileForm(forms.Form):
    """Who a citizen is."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=_LONGEST,
        error_messages={"required": _("请输入姓名")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "data-width": "m"}),
    )
    citizen_id = forms.CharField(
        label=_("公民身份号码"),
        max_length=_LONGEST,
        error_messages={"required": _("请输入公民身份号码")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-width": "m"}),
    )


class CompanyForm(forms.Form):
    """A company the signed-in person acts for."""

    name = forms.CharField(
        label=_("单位名称"),
        max_length=_LONGEST,
        error_messages={"required": _("请输入单位名称")},
        widget=forms.TextInput(attrs={"autocomplete": "organization", "data-width": "l"}),
    )
    credit_code = forms.CharField(
        label=_("统一社会信用代码"),
        help_text=_("18 位，营业执照上可以找到"),
        max_length=_LONGEST,
        error_messages={"required": _("请输入统一社会信用代码")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-width": "m"}),
    )


class AcceptForm(forms.Form):
    """Agreement to the personal-data notice."""

    agree = forms.BooleanField(
        label=_("我已阅读并同意本告知，同意为办理申请事项处理我的个人信息"),
        error_messages={"required": _("请先勾选同意；如不同意，可以到综合窗口办理")},
    )


class ApplicantForm(forms.Form):
    """For whom the signed-in person applies."""

    applicant = forms.ChoiceField(
        label=_("为谁办理"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择为谁办理"), "invalid_choice": _("请选择为谁办理")},
    )
