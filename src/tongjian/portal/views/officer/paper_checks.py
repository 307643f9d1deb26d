"""The forms of acceptance: a verdict on each paper, acceptance, a supervisor's leave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongjian.cases import (
    AcceptanceSheet,
    CaseSheet,
    CheckedPaper,
    CorrectionPoint,
    Finding,
    PaperJudgement,
    PaperStanding,
)
from tongjian.portal.parts import StateTag, Tone

_LONGEST = 1000
_MOST_PAGES = 9999
_TOO_LONG = gettext_lazy("内容过长，最多 1000 个字")


def judge_rest() -> forms.BooleanField:
    """Return the tick that says of every paper not judged yet that it is in order."""
    return forms.BooleanField(label=gettext_lazy("其余材料均符合要求"), required=False)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as the form shows it.

    Attributes:
        address: where it is opened, at the page the last remark is about.
        fields: finding, check points, remark, page; empty for a locked paper.
    """

    paper: CheckedPaper
    address: str
    tag: StateTag
    fields: tuple[BoundField, ...]


class PaperChecks(forms.Form):
    """Say of each paper whether it is in order; the name of each field is its number."""

    def __init__(self, *, sheet: AcceptanceSheet, data: Mapping[str, Any] | None, auto_id: str) -> None:
        """Make a verdict for each paper that is not locked, or that a supervisor allowed to name."""
        super().__init__(data, auto_id=auto_id)
        self.papers = sheet.papers
        allowed = {one.key for one in sheet.leaves}
        for at, paper in enumerate(sheet.papers):
            if paper.standing is not PaperStanding.LOCKED or paper.material.key in allowed:
                self._add(at, paper, sheet)
        if sheet.unjudged:
            self.fields["judge_rest"] = judge_rest()

    def _add(self, at: int, paper: CheckedPaper, sheet: AcceptanceSheet) -> None:
        said = paper.verdict if paper.standing is not PaperStanding.UNJUDGED else None
        self.fields[f"p{at}_finding"] = forms.ChoiceField(
            label=_("“%(name)s”的核对结论") % {"name": paper.material.name},
            required=False,
            choices=[(Finding.ACCEPTED.value, _("符合")), (Finding.TO_CORRECT.value, _("需补正"))],
            widget=forms.RadioSelect,
            initial=said.finding.value if said else "",
        )
        self.fields[f"p{at}_checks"] = forms.MultipleChoiceField(
            label=_("不符合的要点"),
            required=False,
            choices=[(one.key, _(one.text)) for one in sheet.checks.get(paper.material.key, ())],
            widget=forms.CheckboxSelectMultiple,
            initial=list(said.checks) if said else [],
        )
        self.fields[f"p{at}_remark"] = forms.CharField(
            label=_("怎样补正"),
            required=False,
            max_length=_LONGEST,
            initial=said.remark if said else "",
            widget=forms.TextInput,
            error_messages={"max_length": _TOO_LONG},
        )
        self.fields[f"p{at}_page"] = forms.IntegerField(
            label=_("在第几页"),
            required=False,
            min_value=1,
            max_value=_MOST_PAGES,
            initial=(said.page or None) if said else None,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "s"}),
            error_messages={
                "invalid": _("页码应为整数"),
                "min_value": _("页码从 1 开始"),
                "max_value": _("页码最大为 9999"),
            },
        )

    def rows(self) -> list[PaperRow]:
        """Return each paper with its fields, for the template."""
        return [self._row(at, paper) for at, paper in enumerate(self.papers)]

    def _row(self, at: int, paper: CheckedPaper) -> PaperRow:
        names = [f"p{at}_{name}" for name in ("finding", "checks", "remark", "page")]
        fields = tuple(self[name] for name in names if name in self.fields)
        return PaperRow(paper, paper_address(paper), tag_of(paper), fields)

    def rest(self) -> BoundField | None:
        """Return the tick for all other papers; None where every paper is judged."""
        return self["judge_rest"] if "judge_rest" in self.fields else None

    def field_of(self, problem_field: str) -> str | None:
        """Return the field that a problem of the act is about."""
        key = problem_field.removeprefix("judgements.")
        return next((f"p{at}_remark" for at, one in enumerate(self.papers) if one.material.key == key), None)

    def asked(self) -> Mapping[str, Any]:
        """Return the act's own arguments: a verdict for each paper of which something was said."""
        data = self.cleaned_data
        return {
            "judgements": tuple(
                _judgement(paper, at, data)
                for at, paper in enumerate(self.papers)
                if data.get(f"p{at}_finding") or data.get(f"p{at}_checks") or data.get(f"p{at}_remark")
            ),
            "judge_rest": bool(data.get("judge_rest")),
        }


class Leaving(forms.Form):
    """A supervisor's leave to tell a point that the first notice forgot."""

    key = forms.ChoiceField(
        label=gettext_lazy("允许补充告知的内容"),
        error_messages={
            "required": gettext_lazy("请选择需要补充告知的内容"),
            "invalid_choice": gettext_lazy("请选择需要补充告知的内容"),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=_LONGEST,
        widget=forms.Textarea,
        help_text=gettext_lazy("会作为本机关的疏漏告知申请人，并计入监督统计"),
        error_messages={"required": gettext_lazy("请填写允许补充告知的理由"), "max_length": _TOO_LONG},
    )

    def offer(self, points: Iterable[tuple[str, str]]) -> None:
        """Offer what a notice may name, key and name."""
        self.names = dict(points)
        self.fields["key"].choices = list(self.names.items())  # type: ignore[attr-defined]

    def asked(self) -> Mapping[str, Any]:
        """Return the act's own arguments."""
        key = self.cleaned_data["key"]
        return {"key": key, "name": self.names[key], "reason": self.cleaned_data["reason"]}


def tag_of(paper: CheckedPaper) -> StateTag:
    """Return where a paper stands, as a tag."""
    match paper.standing:
        case PaperStanding.UNJUDGED:
            return StateTag(_("未核对"), Tone.PLAIN)
        case PaperStanding.ACCEPTED:
            return StateTag(_("符合"), Tone.GOOD)
        case PaperStanding.LOCKED:
            return StateTag(_("已核对通过，不再要求更换"), Tone.GOOD)
        case PaperStanding.TO_CORRECT:
            return StateTag(_("需补正"), Tone.WARN)


def paper_address(paper: CheckedPaper) -> str:
    """Return where a paper is opened, at the page its remark is about."""
    page = paper.verdict.page if paper.verdict else 0
    return file_address(str(paper.material.file), page)


def file_address(file: str, page: int) -> str:
    """Return where a file is opened, at a page."""
    return reverse("portal:file", args=[file]) + (f"#page={page}" if page else "")


def nameable_papers(sheet: CaseSheet) -> tuple[tuple[str, str], ...]:
    """Return the papers a notice may still name without a verdict: key and name.

    Papers found wanting are named by their verdict; what was found in order is not named, and after the
    first notice only what it named, or what a supervisor allowed.
    """
    papers = sheet.acceptance.papers
    if not papers:
        return tuple((one.key, one.name) for one in sheet.materials)
    open_ones = [one for one in papers if one.standing is PaperStanding.UNJUDGED]
    return tuple((one.material.key, one.material.name) for one in open_ones)


def may_name(sheet: CaseSheet, key: str) -> bool:
    """Return whether a notice may name a paper or field: anything first, later what was told or allowed."""
    rounds = sheet.acceptance.rounds
    told = {point.key for _, points in rounds for point in points}
    return not rounds or key in told or any(one.key == key for one in sheet.acceptance.leaves)


def told_by_verdict(sheet: CaseSheet) -> tuple[CorrectionPoint, ...]:
    """Return what the verdicts put into the notice."""
    return tuple(
        CorrectionPoint(one.material.key, one.material.name, one.verdict.told, page=one.verdict.page)
        for one in sheet.acceptance.to_correct
        if one.verdict is not None
    )


def _judgement(paper: CheckedPaper, at: int, data: Mapping[str, Any]) -> PaperJudgement:
    """Return what was said of a paper; reasons without a verdict mean that it is to be corrected."""
    finding = Finding(data.get(f"p{at}_finding") or Finding.TO_CORRECT.value)
    if finding is Finding.ACCEPTED:
        return PaperJudgement(paper.material.key, finding)
    return PaperJudgement(
        key=paper.material.key,
        finding=finding,
        checks=tuple(data.get(f"p{at}_checks", ())),
        remark=data.get(f"p{at}_remark", ""),
        page=data.get(f"p{at}_page") or 0,
    )
