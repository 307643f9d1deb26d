"""Judging the papers of an application before acceptance, one by one (核对材料).

Counter and reviewer say of each paper whether it is complete and in the form the law wants. Acceptance
and correction notices rest on these verdicts.

Source: 行政许可法 Art. 32 (1) 4, 5.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from tongjian.cases.acceptance_errors import PaperLocked, PapersToCorrect, PapersUnjudged
from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.tasks import may_do, who_may
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain.case import Case, CorrectionPoint
from tongjian.cases.domain.kinds import state_label
from tongjian.cases.domain.paper_verdicts import (
    CheckedPaper,
    Finding,
    NewPoint,
    PaperStanding,
    PaperVerdict,
    Rounds,
    check_papers,
    is_new,
    point_of,
    told_words,
)
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.errors import ActNotAllowed, NotYourTask, SecondCorrection
from tongjian.catalogue import CheckPoint, Item, UnknownItem, union_of_materials
from tongjian.evidence import ObjectRef
from tongjian.flow import OpenTask
from tongjian.identity import Actor, Role
from tongjian.kit import Invalid, Problem

_ACT = "judge_material"
_AT_WINDOW = frozenset({"accept", "register"})
_MOST_PAGES = 9999
_WHOLE = 1000
_LONGEST = 1000
_CORNERS = 4


@dataclass(frozen=True, slots=True)
class PaperJudgement:
    """What an officer says of one paper.

    Attributes:
        key: merge key of the paper.
        checks: keys of the check points that are not met.
        remark: own words; needed where no check point is named and the paper is to be corrected.
        page: page the remark is about, from 1; 0 for the paper as a whole.
        box: left, top, width and height in thousandths of the page; None for the whole page.
    """

    key: str
    finding: Finding
    checks: tuple[str, ...] = ()
    remark: str = ""
    page: int = 0
    box: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class PapersOnDesk:
    """The papers of a case as acceptance sees them.

    Attributes:
        rounds: every correction notice so far.
        leaves: supervisors' leaves for the next notice, by key.
    """

    papers: tuple[CheckedPaper, ...]
    rounds: Rounds
    leaves: dict[str, NewPoint]

    def of(self, standing: PaperStanding) -> tuple[CheckedPaper, ...]:
        """Return the papers that stand so."""
        return tuple(one for one in self.papers if one.standing is standing)

    def points(self) -> tuple[CorrectionPoint, ...]:
        """Return what a notice must name: every paper found wanting."""
        return tuple(
            point_of(one.verdict, name=one.material.name)
            for one in self.of(PaperStanding.TO_CORRECT)
            if one.verdict is not None
        )


def judge_material(
    desk: Desk,
    actor: Actor,
    *,
    case: UUID,
    ticket: Ticket,
    judgements: tuple[PaperJudgement, ...],
    judge_rest: bool = False,
) -> Receipt:
    """Say of papers whether they are in order; the newest word on each counts.

    Args:
        desk: what acts stand on.
        actor: the counter clerk, or a reviewer of the deciding organ, while acceptance is open.
        case: the case.
        ticket: idempotency and freshness.
        judgements: one for each paper judged.
        judge_rest: every paper not judged yet is in order.

    Raises:
        Invalid: an unknown paper or check point, no reason, a place that is none, or nothing judged.
        PaperLocked: a paper found in order when a notice went out.
        SecondCorrection: a reason that the first notice did not name.
    """

    def do(found: Case) -> Receipt:
        post = _post_to_judge(desk, actor, found)
        on_desk = papers_on_desk(desk, found)
        _check_shape(desk, found, on_desk, judgements, anything=judge_rest)
        _refuse_late_reasons(on_desk, desk, found, judgements)
        named = {one.key for one in judgements}
        rest = [one for one in on_desk.of(PaperStanding.UNJUDGED) if one.material.key not in named]
        all_of_them = (*judgements, *(in_order(one) for one in rest if judge_rest))
        entry = record_deed(
            desk,
            actor,
            act=_ACT,
            target=ObjectRef(kind="cases.act", id=found.id),
            at=desk.now(),
            version=found.position,
            opinion=_summary(on_desk, all_of_them),
            post=post,
        )
        keep_verdicts(desk, actor, found, on_desk, all_of_them, entry=entry)
        return receipt_of(_ACT, found, f"已记录 {len(all_of_them)} 份材料的核对结论")

    body = {"judgements": [_plain(one) for one in judgements], "judge_rest": judge_rest}
    return perform_on_case(desk, actor, act=_ACT, case=case, ticket=ticket, body=body, do=do)


def papers_on_desk(desk: Desk, case: Case) -> PapersOnDesk:
    """Return the papers of a case with the verdicts that count, inside an open transaction."""
    rounds = desk.readings.list_corrections(case.id)
    papers = check_papers(
        desk.readings.list_materials(case.id),
        desk.acceptance.list_verdicts(case.id),
        optional=_optional(desk, case),
        round_no=len(rounds),
    )
    leaves = {one.key: one for one in desk.acceptance.list_new_points(case.id) if one.round == len(rounds)}
    return PapersOnDesk(papers, rounds, leaves)


def require_in_order(
    on_desk: PapersOnDesk, *, judge_rest: bool, spared: Collection[str] = ()
) -> tuple[PaperJudgement, ...]:
    """Return the verdicts that an acceptance adds: what the clerk says of the papers not yet judged.

    Args:
        on_desk: the papers.
        judge_rest: the clerk says that every paper not judged yet is in order.
        spared: keys of papers that may lawfully be owing (容缺).

    Raises:
        PapersToCorrect: a paper that is needed was found wanting.
        PapersUnjudged: a paper that is needed was not looked at.
    """
    needed = [one for one in on_desk.papers if one.required and one.material.key not in spared]
    wanting = [one for one in needed if one.standing is PaperStanding.TO_CORRECT]
    if wanting:
        raise PapersToCorrect(papers=_names(wanting))
    unjudged = [one for one in needed if one.standing is PaperStanding.UNJUDGED]
    if unjudged and not judge_rest:
        raise PapersUnjudged(papers=_names(unjudged))
    rest = on_desk.of(PaperStanding.UNJUDGED) if judge_rest else ()
    return tuple(in_order(one) for one in rest if one.material.key not in spared)


def require_judged(
    on_desk: PapersOnDesk, *, named: Collection[str], judge_rest: bool
) -> tuple[PaperJudgement, ...]:
    """Return the verdicts that a notice adds: what the clerk says of the papers it does not name.

    Raises:
        PapersUnjudged: a paper was not looked at; a notice names everything at once, or nothing.
    """
    rest = [one for one in on_desk.of(PaperStanding.UNJUDGED) if one.material.key not in named]
    if rest and not judge_rest:
        raise PapersUnjudged(papers=_names(rest))
    return tuple(in_order(one) for one in rest)


def in_order(paper: CheckedPaper) -> PaperJudgement:
    """Return the word that a paper is in order."""
    return PaperJudgement(paper.material.key, Finding.ACCEPTED)


def keep_verdicts(
    desk: Desk,
    actor: Actor,
    case: Case,
    on_desk: PapersOnDesk,
    judgements: Iterable[PaperJudgement],
    *,
    entry: UUID,
) -> None:
    """Append verdicts on the versions of the papers that lie on the desk."""
    by_key = {one.material.key: one.material for one in on_desk.papers}
    for one in judgements:
        points = {point.key: point.text for point in checks_of(desk, case, one.key)}
        desk.acceptance.add_verdict(
            PaperVerdict(
                id=desk.ids(),
                case=case.id,
                material=by_key[one.key].id,
                key=one.key,
                finding=one.finding,
                checks=one.checks,
                remark=one.remark.strip(),
                told=told_words((points[key] for key in one.checks if key in points), one.remark),
                page=one.page,
                box=_box(one.box),
                round=len(on_desk.rounds),
                person=actor.person,
                person_name=actor.name,
                at=desk.now(),
                entry=entry,
            )
        )


def checks_of(desk: Desk, case: Case, key: str) -> tuple[CheckPoint, ...]:
    """Return what is checked of a paper of a case."""
    item = _item(desk, case)
    return () if item is None else desk.catalogue.current().check_points_of(item, key)


def may_judge(actor: Actor, case: Case, tasks: Iterable[OpenTask]) -> bool:
    """Return whether the actor may judge papers now: the counter at its task, or the organ's reviewers."""
    return any(
        _AT_WINDOW.intersection(task.acts)
        and (may_do(actor, case, task) or actor.holds(Role.REVIEWER, case.department))
        for task in tasks
    )


def _post_to_judge(desk: Desk, actor: Actor, case: Case) -> str:
    """Return the post the actor judges papers from, as the log keeps it.

    Raises:
        ActNotAllowed: acceptance is not open.
        NotYourTask: another post judges.
    """
    task = next((one for one in desk.flow.open_tasks(case.id) if _AT_WINDOW.intersection(one.acts)), None)
    if task is None:
        raise ActNotAllowed(
            state_label=state_label(case.frozen.kind, case.state), act_label=act_label(_ACT), case=case.id
        )
    if may_do(actor, case, task):
        return f"{task.role}@{task.organisation}"
    if actor.holds(Role.REVIEWER, case.department):
        return f"{Role.REVIEWER.value}@{case.department}"
    who = f"{who_may(desk, case, task)}或{case.department_name}审查人员"
    raise NotYourTask(node_name=act_label(_ACT), who=who)


def _optional(desk: Desk, case: Case) -> set[str]:
    """Return the papers acceptance does not wait for, as the catalogue has them now."""
    item = _item(desk, case)
    if item is None:
        return set()
    needs = union_of_materials(desk.catalogue.current(), (item,))
    return {one.key for one in needs if not one.spec.required}


def _item(desk: Desk, case: Case) -> Item | None:
    try:
        return desk.catalogue.current().item(case.frozen.item_code)
    except UnknownItem:
        return None


def _check_shape(
    desk: Desk,
    case: Case,
    on_desk: PapersOnDesk,
    judgements: tuple[PaperJudgement, ...],
    *,
    anything: bool,
) -> None:
    """Refuse judgements that are none.

    Raises:
        Invalid: every problem at once, each at the key of its paper.
    """
    known = {one.material.key: one.material.name for one in on_desk.papers}
    problems: list[Problem] = []
    if not judgements and not (anything and on_desk.of(PaperStanding.UNJUDGED)):
        problems.append(Problem("judgements", "请至少核对一份材料"))
    keys = [one.key for one in judgements]
    for one in judgements:
        field = f"judgements.{one.key}"
        if one.key not in known:
            problems.append(Problem(field, "没有这份材料"))
            continue
        if keys.count(one.key) > 1:
            problems.append(Problem(field, "同一份材料只能给出一个结论"))
        unknown = set(one.checks) - {point.key for point in checks_of(desk, case, one.key)}
        problems += (
            Problem(field, "没有定义受理要点 %(code)s", (("code", code),)) for code in sorted(unknown)
        )
        if one.finding is Finding.TO_CORRECT and not one.checks and not one.remark.strip():
            name = (("name", known[one.key]),)
            problems.append(Problem(field, "请选择“%(name)s”不符合的要点，或写明怎样补正", name))
        problems += too_long(field=field, label="补正说明", text=one.remark, longest=_LONGEST)
        if not _is_place(one):
            problems.append(Problem(field, "页码应为 1 到 9999 的整数，位置应在页面之内"))
    if problems:
        raise Invalid(problems=tuple(problems))


def _refuse_late_reasons(
    on_desk: PapersOnDesk, desk: Desk, case: Case, judgements: tuple[PaperJudgement, ...]
) -> None:
    """Refuse after the first notice what it did not name, unless a supervisor gave leave.

    Raises:
        PaperLocked: a paper found in order when a notice went out.
        SecondCorrection: a new reason.
    """
    by_key = {one.material.key: one for one in on_desk.papers}
    for one in judgements:
        paper = by_key[one.key]
        if one.key in on_desk.leaves:
            continue
        if paper.standing is PaperStanding.LOCKED:
            raise PaperLocked(paper=paper.material.name)
        words = told_words((point.text for point in checks_of(desk, case, one.key)), one.remark)
        point = CorrectionPoint(one.key, paper.material.name, words, checks=one.checks)
        if one.finding is Finding.TO_CORRECT and is_new(point, on_desk.rounds):
            raise SecondCorrection(points=paper.material.name)


def _is_place(one: PaperJudgement) -> bool:
    if not 0 <= one.page <= _MOST_PAGES:
        return False
    if one.box is None:
        return True
    if len(one.box) != _CORNERS or any(not 0 <= corner <= _WHOLE for corner in one.box):
        return False
    left, top, width, height = one.box
    return left + width <= _WHOLE and top + height <= _WHOLE


def _box(box: tuple[int, ...] | None) -> tuple[int, int, int, int] | None:
    if box is None:
        return None
    left, top, width, height = box
    return (left, top, width, height)


def _summary(on_desk: PapersOnDesk, judgements: Iterable[PaperJudgement]) -> str:
    names = {one.material.key: one.material.name for one in on_desk.papers}
    words = {Finding.ACCEPTED: "符合", Finding.TO_CORRECT: "需补正"}
    return "；".join(f"{names[one.key]}：{words[one.finding]}" for one in judgements)


def _plain(one: PaperJudgement) -> list[object]:
    return [
        one.key,
        one.finding.value,
        list(one.checks),
        one.remark,
        one.page,
        None if one.box is None else list(one.box),
    ]


def _names(papers: Iterable[CheckedPaper]) -> str:
    return "、".join(one.material.name for one in papers)
