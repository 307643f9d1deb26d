"""Correction (补正): told once and completely from the verdicts on the papers, and answered.

Source: 行政许可法 Art. 32 (1) 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from tongjian.cases.acceptance_errors import NoNoticeYet, PaperLocked
from tongjian.cases.actions.accepting import at_window
from tongjian.cases.actions.checking import (
    PaperJudgement,
    PapersOnDesk,
    keep_verdicts,
    papers_on_desk,
    require_judged,
)
from tongjian.cases.actions.deeds import record_deed
from tongjian.cases.actions.deferring import excused_keys
from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.handing_in import hand_in, origin_for
from tongjian.cases.actions.labels import act_label
from tongjian.cases.actions.moving import Move, move, watchers_of
from tongjian.cases.actions.papers import put_paper, tell_office
from tongjian.cases.actions.performing import Ticket, perform, perform_on_case, receipt_of
from tongjian.cases.actions.tasks import APPLICANT, take_task
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain.case import Case, CorrectionPoint
from tongjian.cases.domain.clocks import waits_for_acceptance
from tongjian.cases.domain.paper_verdicts import Finding, NewPoint, PaperStanding, with_omissions
from tongjian.cases.domain.papers_acceptance import correction_notice
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import NotFound, NotYourTask, ReasonNeeded, SecondCorrection
from tongjian.evidence import ObjectRef
from tongjian.identity import Actor, Role, post_holder
from tongjian.kit import Invalid, Problem

_LEAVE = "allow_new_point"
_LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class _Notice:
    """A notice put together, with the verdicts it adds."""

    points: tuple[CorrectionPoint, ...]
    verdicts: tuple[PaperJudgement, ...]


def correct(
    desk: Desk,
    actor: Actor,
    *,
    case: UUID,
    ticket: Ticket,
    points: tuple[CorrectionPoint, ...] = (),
    judge_rest: bool = False,
) -> Receipt:
    """Tell the applicant once, and completely, what to supplement.

    The notice names every paper found wanting, and the points given with it. A point on a paper is a
    verdict on it.

    Args:
        desk: what acts stand on.
        actor: the counter clerk.
        case: the case.
        ticket: idempotency and freshness.
        points: more points: on papers, on answers of the form, on anything else.
        judge_rest: every paper neither judged nor named here is in order.

    Raises:
        PapersUnjudged: a paper was not looked at.
        SecondCorrection: a later notice names a point that the first did not, without a supervisor's leave.
        PaperLocked: a later notice names a paper found in order before.
        Invalid: no point, or a point without a remark.
    """

    def do(found: Case) -> Receipt:
        take_task(desk, actor, found, "correct")
        on_desk = papers_on_desk(desk, found)
        notice = _assemble(on_desk, points, judge_rest=judge_rest)
        text = "；".join(f"{point.name}：{point.remark}" for point in notice.points)
        moved = at_window(desk, actor, found, "correct", (CaseState.CORRECTION_OPEN,), "correction", text)
        keep_verdicts(desk, actor, found, on_desk, notice.verdicts, entry=moved.entry)
        desk.store.add_correction(case=found.id, round_no=len(on_desk.rounds) + 1, points=notice.points)
        paper = correction_notice(moved.case, notice.points, leaves=on_desk.leaves)
        made = put_paper(desk, moved.case, paper, entry=moved.entry)
        return receipt_of("correct", moved.case, "已一次性告知申请人补正", (("document", made),))

    body = {
        "points": [(point.key, point.name, point.remark, list(point.checks), point.page) for point in points],
        "judge_rest": judge_rest,
    }
    return perform_on_case(desk, actor, act="correct", case=case, ticket=ticket, body=body, do=do)


def supplement(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, files: Mapping[str, UUID], remark: str = ""
) -> Receipt:
    """Hand in what the correction notice asked for; the five-day clock of acceptance begins anew.

    Args:
        desk: what acts stand on.
        actor: the applicant, its agent, or the counter on its behalf.
        case: the case.
        ticket: idempotency and freshness.
        files: stored file by key of the point.
        remark: the applicant's words to points that are no paper.

    Raises:
        Invalid: a point that asks for a paper has neither file nor remark, or a file is for a paper
            that the notice does not ask for.
    """

    def do(found: Case) -> Receipt:
        task = take_task(desk, actor, found, "supplement")
        points = _open_points(desk, found)
        _check_answer(points, files, remark, later=excused_keys(desk, found))
        done = Move(
            act="supplement",
            states=(CaseState.CORRECTION_DONE,),
            opinion=remark,
            office=APPLICANT,
            organisation_name=found.applicant_name,
            task=task,
        )
        moved = move(desk, actor, found, done)
        hand_in(
            desk,
            moved.case,
            files={point.key: (point.name, files[point.key]) for point in points if point.key in files},
            origin=origin_for(actor, found.applicant, application=found.application),
        )
        tell_office(desk, moved.case, holder=found.counter, role=Role.CLERK, title="申请人提交了补正材料")
        return receipt_of("supplement", moved.case, "补正材料已提交，审批部门将在五个工作日内答复")

    body = {"files": {key: str(file) for key, file in files.items()}, "remark": remark}
    return perform_on_case(desk, actor, act="supplement", case=case, ticket=ticket, body=body, do=do)


def allow_new_point(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, key: str, name: str, reason: str
) -> Receipt:
    """Give leave to tell, in the next notice, a point that the first notice forgot.

    The applicant reads who gave it and why, as the organ's own omission; supervision counts it.

    Args:
        desk: what acts stand on.
        actor: a supervisor of the case's region.
        case: the case.
        ticket: idempotency.
        key: of the paper or field.
        name: of the paper or field, as the applicant reads it.
        reason: why it may still be told.

    Raises:
        NotFound: no such case, or not for these eyes.
        NotYourTask: the actor does not supervise the case.
        NoNoticeYet: acceptance is closed, or no notice has gone out yet.
        ReasonNeeded: no reason given.
    """

    def do() -> Receipt:
        found = desk.store.find_case(case)
        if found is None:
            raise NotFound(what="办件")
        office = _supervising(desk, actor, found)
        if not reason.strip():
            raise ReasonNeeded(field="reason", what="允许补充告知的理由")
        rounds = desk.readings.list_corrections(found.id)
        if not rounds or not (waits_for_acceptance(found) or found.state is CaseState.CORRECTION_OPEN):
            raise NoNoticeYet
        _check_leave(key, name, reason)
        entry = record_deed(
            desk,
            actor,
            act=_LEAVE,
            target=ObjectRef(kind="cases.act", id=found.id),
            at=desk.now(),
            version=found.position,
            opinion=f"{name}：{reason}",
            basis="行政许可法 第三十二条第一款第（四）项",
            post=f"{Role.SUPERVISOR.value}@{office}",
        )
        leave = NewPoint(
            id=desk.ids(),
            case=found.id,
            round=len(rounds),
            key=key,
            name=name.strip(),
            reason=reason.strip(),
            person=actor.person,
            person_name=actor.name,
            organisation_name=desk.offices.office(office).name,
            at=desk.now(),
            entry=entry,
        )
        desk.acceptance.add_new_point(leave)
        return receipt_of(_LEAVE, found, f"已允许在下一次告知中补充“{leave.name}”")

    body = {"case": str(case), "key": key, "name": name, "reason": reason}
    return perform(desk, actor, act=_LEAVE, ticket=ticket, body=body, do=do, case=case)


def supervises(desk: Desk, actor: Actor, case: Case) -> UUID | None:
    """Return the office from which the actor supervises a case; None where it does not."""
    watching = watchers_of(desk, case)
    for grant in actor.grants:
        if grant.role is Role.SUPERVISOR and post_holder(grant.role, grant.organisation) in watching:
            return grant.organisation
    return None


def _supervising(desk: Desk, actor: Actor, case: Case) -> UUID:
    office = supervises(desk, actor, case)
    if office is None:
        raise NotYourTask(node_name=act_label(_LEAVE), who="本地区监督人员")
    return office


def _check_leave(key: str, name: str, reason: str) -> None:
    problems = (
        *too_long(field="key", label="编码", text=key, longest=100),
        *too_long(field="name", label="名称", text=name, longest=200),
        *too_long(field="reason", label="理由", text=reason, longest=_LONGEST_REASON),
        *(() if key.strip() and name.strip() else (Problem("key", "请选择需要补充告知的内容"),)),
    )
    if problems:
        raise Invalid(problems=problems)


def _assemble(on_desk: PapersOnDesk, points: tuple[CorrectionPoint, ...], *, judge_rest: bool) -> _Notice:
    """Return the notice that the verdicts and the given points make.

    Raises:
        PapersUnjudged: a paper was not looked at.
        SecondCorrection: a point for which it is too late.
        PaperLocked: a paper found in order before.
        Invalid: nothing to tell, or a point without words.
    """
    named = {point.key for point in points}
    all_of_them = (*(point for point in on_desk.points() if point.key not in named), *points)
    _check_points(all_of_them)
    marked, late = with_omissions(all_of_them, on_desk.rounds, on_desk.leaves)
    if late:
        raise SecondCorrection(points="、".join(point.name for point in late))
    for paper in on_desk.of(PaperStanding.LOCKED):
        if paper.material.key in named and paper.material.key not in on_desk.leaves:
            raise PaperLocked(paper=paper.material.name)
    rest = require_judged(on_desk, named=named, judge_rest=judge_rest)
    papers = {one.material.key for one in on_desk.papers}
    found_wanting = (
        PaperJudgement(one.key, Finding.TO_CORRECT, one.checks, one.remark, one.page, one.box)
        for one in points
        if one.key in papers
    )
    return _Notice(marked, (*found_wanting, *rest))


def _check_points(points: tuple[CorrectionPoint, ...]) -> None:
    if not points:
        raise Invalid(problems=(Problem("points", "请至少选择一项需要补正的内容"),))
    keys = [point.key for point in points]
    twice = {key for key in keys if keys.count(key) > 1}
    odd = (
        *(Problem(f"points.{key}", "同一项内容只能列一次") for key in sorted(twice)),
        *(one for key in keys for one in too_long(field="points", label="材料编码", text=key, longest=100)),
        *(
            one
            for point in points
            for one in too_long(field=f"points.{point.key}", label="材料名称", text=point.name, longest=200)
        ),
    )
    empty = tuple(
        Problem(f"points.{point.key}", "请写明“%(name)s”需要怎样补正", (("name", point.name),))
        for point in points
        if not point.remark.strip()
    )
    if odd or empty:
        raise Invalid(problems=(*odd, *empty))


def _check_answer(
    points: tuple[CorrectionPoint, ...], files: Mapping[str, UUID], remark: str, *, later: frozenset[str]
) -> None:
    asked = {point.key for point in points}
    missing = tuple(
        Problem(f"files.{point.key}", "请上传补正后的“%(name)s”，或在说明中写明情况", (("name", point.name),))
        for point in points
        if point.key not in files and point.key not in later and not remark.strip()
    )
    locked = tuple(
        Problem(f"files.{key}", "这份材料不在补正范围内，已经核对通过的材料不能更换")
        for key in sorted(set(files) - asked)
    )
    if missing or locked:
        raise Invalid(problems=(*missing, *locked))


def _open_points(desk: Desk, case: Case) -> tuple[CorrectionPoint, ...]:
    rounds = desk.readings.list_corrections(case.id)
    return rounds[-1][1] if rounds else ()
