"""What the case desk shows: papers, points with their facts, contradictions, earlier decisions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tongjian.cases import (
    Contradiction,
    JudgedPoint,
    JudgingSheet,
    Material,
    PaperHistory,
    PointVerdict,
    ReviewMark,
    contradictions_of,
)
from tongjian.catalogue import Catalogue, FactDeclaration, Form, UnknownEntry, UnknownItem
from tongjian.portal.parts import Shown
from tongjian.portal.views.officer.desk_choices import Choice
from tongjian.portal.views.officer.desk_posted import Posted
from tongjian.portal.views.officer.sheet import answer_words, origin_of
from tongjian.portal.views.officer.words import size_words, verdict_words
from tongjian.rules import Fact

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper beside the points.

    Attributes:
        kind: pdf, image or other: how it can be shown.
        earlier: the address of the version before; empty when there is none.
        news: what came of the version before, in words; empty when there is none.
    """

    id: str
    number: int
    name: str
    href: str
    kind: str
    file: str
    size: str
    origin: Shown
    current: bool
    earlier: str
    earlier_file: str
    news: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact beside a point.

    Attributes:
        differs: another source states it differently.
    """

    label: str
    value: str
    source: str
    differs: bool


@dataclass(frozen=True, slots=True)
class PointView:
    """One point with its facts, what is noted, and what colleagues noted."""

    key: str
    number: int
    text: str
    basis: str
    paper: str
    paper_name: str
    facts: tuple[Beside, ...]
    verdicts: tuple[tuple[str, str, bool], ...]
    remark: str
    place_paper: str
    page: str
    box: str
    others: tuple[str, ...]
    error: str
    is_open: bool


def verdict_labels() -> dict[PointVerdict, str]:
    """Return what a point may come to, in words."""
    return {
        PointVerdict.MET: _("符合"),
        PointVerdict.UNMET: _("不符合"),
        PointVerdict.NOT_APPLICABLE: _("不涉及"),
    }


def papers_shown(judging: JudgingSheet, wanted: str) -> list[PaperView]:
    """Return the papers, the wanted one current; else the one of the first point that has one."""
    known = [str(one.paper.id) for one in judging.papers]
    by_key = {one.paper.key: str(one.paper.id) for one in judging.papers}
    asked = [by_key[one.point.material] for one in judging.points if one.point.material in by_key]
    current = wanted if wanted in known else next(iter([*asked, *known]), "")
    return [_paper(one, at, current) for at, one in enumerate(judging.papers, start=1)]


def _paper(history: PaperHistory, number: int, current: str) -> PaperView:
    paper, before = history.paper, history.earlier[-1] if history.earlier else None
    return PaperView(
        id=str(paper.id),
        number=number,
        name=paper.name,
        href=reverse("portal:file", args=[paper.file]),
        kind=_kind(paper),
        file=paper.file_name,
        size=size_words(paper.size),
        origin=origin_of(paper),
        current=str(paper.id) == current,
        earlier=reverse("portal:file", args=[before.file]) if before else "",
        earlier_file=before.file_name if before else "",
        news=_news(history, before) if before else "",
        changed=history.changed,
    )


def _kind(paper: Material) -> str:
    name = paper.file_name.lower()
    if name.endswith(".pdf"):
        return "pdf"
    return "image" if name.endswith(_IMAGES) else "other"


def _news(history: PaperHistory, before: Material) -> str:
    told = {
        "before": f"{before.handed_in_at:%Y-%m-%d}",
        "size": size_words(before.size),
        "now": size_words(history.paper.size),
    }
    if not history.changed:
        return _("与 %(before)s 提交的上一版内容完全相同") % told
    return _("替换了 %(before)s 提交的上一版（%(size)s → %(now)s）") % told


def points_shown(
    judging: JudgingSheet, posted: Posted, catalogue: Catalogue, errors: dict[str, str]
) -> list[PointView]:
    """Return the points as the page draws them, with what was posted or kept."""
    facts = _facts_by_name(judging, catalogue)
    papers = {one.paper.key: one.paper for one in judging.papers}
    labels = verdict_labels()
    views = []
    for number, one in enumerate(judging.points, start=1):
        point, note = one.point, posted.note(one.point.key)
        paper = papers.get(point.material)
        place = note.place
        error = errors.get(point.key, "")
        views.append(
            PointView(
                key=point.key,
                number=number,
                text=_(point.text),
                basis=point.basis,
                paper=str(paper.id) if paper else "",
                paper_name=paper.name if paper else "",
                facts=tuple(facts[name] for name in (*point.facts, *point.answers) if name in facts),
                verdicts=tuple((kind.value, words, kind is note.verdict) for kind, words in labels.items()),
                remark=note.remark,
                place_paper=str(place.material) if place else str(paper.id) if paper else "",
                page=str(place.page or "") if place else "",
                box=",".join(map(str, place.box)) if place and place.box else "",
                others=tuple(_told(mark, labels) for mark in one.others),
                error=error,
                is_open=bool(note.remark or place or error or note.verdict is PointVerdict.UNMET),
            )
        )
    return views


def _told(mark: ReviewMark, labels: dict[PointVerdict, str]) -> str:
    verdict = labels[mark.verdict] if mark.verdict else _("备注")
    return f"{mark.person_name}：{verdict}{' · ' + mark.remark if mark.remark else ''}"


def _facts_by_name(judging: JudgingSheet, catalogue: Catalogue) -> dict[str, Beside]:
    differing = {one.name for one in _contradictions(judging)}
    declared = {one.name: one for one in catalogue.facts}
    facts = {
        name: Beside(
            _(declared[name].label), fact_words(declared[name], value), _("项目登记"), name in differing
        )
        for name, value in judging.facts.items()
        if name in declared
    }
    form = form_of_case(judging, catalogue)
    for one in form.fields if form else ():
        typed = judging.sheet.answers.get(one.name, "")
        if typed.strip():
            facts[one.name] = Beside(
                _(one.label), answer_words(one, typed), _("申请表"), one.name in differing
            )
    return facts


def form_of_case(judging: JudgingSheet, catalogue: Catalogue) -> Form | None:
    """Return the form of the case's item as the catalogue has it now."""
    try:
        return catalogue.form(catalogue.item(judging.sheet.case.frozen.item_code).form)
    except (UnknownItem, UnknownEntry):
        return None


def fact_words(declared: FactDeclaration, value: Fact) -> str:
    """Return a declared fact in words."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, str):
        return next((_(one.label) for one in declared.choices if one.code == value), value)
    return f"{value} {_(declared.unit)}".strip()


def _contradictions(judging: JudgingSheet) -> tuple[Contradiction, ...]:
    unit = judging.sheet.unit_project
    return contradictions_of(
        judging.sheet.answers,
        judging.facts,
        applicant_name=judging.sheet.case.applicant_name,
        buildings=unit.buildings if unit else (),
    )


def facts_shown(judging: JudgingSheet, catalogue: Catalogue) -> list[Beside]:
    """Return every fact of the form, the project and reused results, each with its source."""
    reused = [
        Beside(one.paper.name, one.paper.source, _("免提交"), differs=False)
        for one in judging.papers
        if one.paper.origin.reused
    ]
    return [*_facts_by_name(judging, catalogue).values(), *reused]


def contradictions_shown(judging: JudgingSheet, catalogue: Catalogue) -> list[str]:
    """Return in words where the form, the project and the buildings do not agree."""
    form = form_of_case(judging, catalogue)
    labels = {one.name: _(one.label) for one in catalogue.facts}
    labels |= {one.name: _(one.label) for one in (form.fields if form else ())}
    told = []
    for one in _contradictions(judging):
        what = {"name": labels.get(one.name, one.name), "entered": one.entered, "declared": one.declared}
        if one.by_buildings:
            told.append(_("%(name)s：单体合计 %(entered)s，超过项目登记的 %(declared)s") % what)
        else:
            told.append(_("%(name)s：申请表为“%(entered)s”，登记信息为“%(declared)s”") % what)
    return told


@dataclass(frozen=True, slots=True)
class EarlierView:
    """An earlier decision on the same item."""

    href: str
    name: str
    state: str
    decided_on: str
    opinion: str


def earlier_shown(judging: JudgingSheet) -> list[EarlierView]:
    """Return how the organ decided the item before."""
    return [
        EarlierView(
            href=reverse("portal:staff_case", args=[one.case]),
            name=f"{one.name}（{one.number}）",
            state=_(one.state_label),
            decided_on=f"{one.decided_on:%Y-%m-%d}",
            opinion=f"{verdict_words(one.verdict)}：{one.opinion}" if one.verdict else "",
        )
        for one in judging.earlier
    ]


def options_of(choices: Iterable[Choice], picked: str) -> list[tuple[str, str, bool]]:
    """Return the conclusions to pick from."""
    return [(one.value, one.label, one.value == picked) for one in choices]


def judged_count(posted: Posted, points: tuple[JudgedPoint, ...]) -> int:
    """Return how many points are judged."""
    return sum(1 for one in points if posted.note(one.point.key).verdict is not None)
