"""The living style page: every part once, served only in a demo or under development."""

from datetime import UTC, date, datetime

from django import forms
from django.conf import settings
from django.http import HttpResponse

from tongjian.portal.answers import show
from tongjian.portal.parts import Cell, Fact, Light, Link, Progress, StateTag, Step, Tab, Table, TaskRow, Tone
from tongjian.portal.ports import PageRequest
from tongjian.portal.refusals import PageAbsent, page


class Sample(forms.Form):
    """A form with one field of each kind."""

    project = forms.CharField(
        label="项目名称",
        help_text="与立项批复文件一致",
        error_messages={"required": "请输入项目名称"},
        max_length=100,
    )
    code = forms.RegexField(
        r"[0-9A-Z]{18}",
        label="统一社会信用代码",
        help_text="18 位，营业执照上可以找到",
        widget=forms.TextInput(attrs={"data-width": "m"}),
        error_messages={
            "required": "请输入统一社会信用代码",
            "invalid": "统一社会信用代码应为 18 位数字或大写字母",
        },
    )
    area = forms.DecimalField(
        label="建筑面积",
        widget=forms.TextInput(attrs={"data-width": "s", "data-unit": "平方米", "inputmode": "decimal"}),
        error_messages={"required": "请输入建筑面积", "invalid": "建筑面积应为数字"},
    )
    item = forms.ChoiceField(
        label="申请事项",
        choices=[("", "请选择"), ("1", "建设工程规划许可"), ("2", "建筑工程施工许可")],
        error_messages={"required": "请选择申请事项"},
    )
    kind = forms.ChoiceField(
        label="建设性质",
        choices=[("new", "新建"), ("more", "扩建"), ("other", "改建")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择建设性质"},
    )
    ways = forms.MultipleChoiceField(
        label="结果送达方式",
        choices=[("net", "网上下载"), ("post", "邮寄"), ("desk", "窗口领取")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="情况说明", widget=forms.Textarea, required=False, max_length=500)
    paper = forms.FileField(
        label="总平面图",
        help_text="PDF、OFD 或 DWG，最大 200 MB",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.ofd,.dwg"}),
    )


_AT = datetime(2026, 11, 3, 1, 12, tzinfo=UTC)

_FACTS = [
    Fact("编号", "SP20261001"),
    Fact("事项", "建设工程规划许可"),
    Fact("申请单位", "市医管投资有限公司", change=Link("修改", "#")),
    Fact("截止日期", "2026-11-21"),
    Fact("项目名称", "人民医院扩建工程", wide=True),
]
_STEPS = [
    Step("申请已提交", _AT, "申请人 张伟"),
    Step("材料齐全，已受理", _AT.replace(day=4), "综合窗口 李娜"),
    Step("消防部门出具同意意见", _AT.replace(day=10), "消防支队 王强"),
    Step("规划部门要求补正总平面图", _AT.replace(day=12), "自然资源局 陈静", Progress.STOP, "日照间距未标注"),
    Step("审查", date(2026, 11, 15), "自然资源局", Progress.NOW),
    Step("决定", progress=Progress.WAIT),
]
_ROWS = (
    (Light.GREEN, "滨江花园二期", "施工许可", StateTag("待受理"), 20),
    (Light.YELLOW, "人民医院扩建工程", "建设工程规划许可", StateTag("审查中", Tone.ACTIVE), 21),
    (Light.RED, "第三中学教学楼", "用地规划许可", StateTag("已退回补正", Tone.WARN), 22),
    (Light.PAUSED, "高新区标准厂房", "消防设计审查", StateTag("不予许可", Tone.BAD), 23),
    (Light.NONE, "地铁五号线停车场", "竣工联合验收", StateTag("已办结", Tone.GOOD), 24),
)
_TABLE = Table(
    "待办事项",
    ("预警", "编号", "项目名称", "事项", "状态", "截止日期"),
    tuple(
        (
            Cell(light),
            Cell(f"SP2026100{at}"),
            Cell(name, href="#", main=True),
            Cell(item),
            Cell(tag),
            Cell(date(2026, 11, due)),
        )
        for at, (light, name, item, tag, due) in enumerate(_ROWS)
    ),
)
_NUMBERS = Table(
    "各阶段在办件数",
    ("阶段", "正常", "预警", "超期"),
    tuple(
        (Cell(name), *(Cell(number, number=True) for number in numbers))
        for name, *numbers in (
            ("立项用地规划许可", 34, 5, 1),
            ("工程建设许可", 22, 7, 2),
            ("施工许可", 41, 3, 0),
            ("竣工验收", 18, 2, 1),
        )
    ),
    id="numbers",
    shows_caption=True,
    series=(1, 2, 3),
    lights=((1, Light.GREEN), (2, Light.YELLOW), (3, Light.RED)),
)


@page
def styleguide(request: PageRequest) -> HttpResponse:
    """Show every part; with ``?errors`` the form is shown refused."""
    if not (settings.DEBUG or request.rooms.demo):
        raise PageAbsent
    refused = "errors" in request.GET
    context = {
        "form": Sample({"code": "123", "area": "很大", "item": ""} if refused else None),
        "facts": _FACTS,
        "steps": _STEPS,
        "table": _TABLE,
        "numbers": _NUMBERS,
        "lights": list(Light),
        "tabs": [Tab("基本信息", "#", current=True), Tab("申请材料", "#"), Tab("意见", "#")],
        "tasks": [
            TaskRow("项目信息", "#", "已完成", Tone.GOOD),
            TaskRow("申请材料", "#", "还差 2 份", Tone.WARN, hint="总平面图、日照分析报告"),
            TaskRow("核对并提交", "", "尚不能开始"),
        ],
        "wizard": ["项目信息", "上传材料", "核对提交"],
        "action": Link("查看全部事项", "#"),
    }
    return show(request, "portal/styleguide.html", context)
