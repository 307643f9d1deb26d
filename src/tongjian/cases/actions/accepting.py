"""Acceptance (受理): accept, ask for corrections once, supplement, refuse to accept, turn away, file.

Source: 行政许可法 Art. 32.
"""

from collections.abc import Mapping
from uuid import UUID

from tongjian.cases.actions.desk import Desk
from tongjian.cases.actions.finishing import give_result
from tongjian.cases.actions.handing_in import hand_in, origin_for
from tongjian.cases.actions.moving import Move, Moved, move
from tongjian.cases.actions.papers import put_paper
from tongjian.cases.actions.performing import Ticket, perform_on_case, receipt_of
from tongjian.cases.actions.tasks import APPLICANT, post_of, take_task
from tongjian.cases.actions.texts import too_long
from tongjian.cases.domain import papers
from tongjian.cases.domain.case import Case, CorrectionPoint
from tongjian.cases.domain.kinds import PERMIT
from tongjian.cases.domain.readings import Receipt
from tongjian.cases.domain.states import CaseState
from tongjian.cases.errors import ReasonNeeded, SecondCorrection
from tongjian.identity import Actor
from tongjian.kit import Invalid, Problem

LICENSING_32 = "行政许可法 第三十二条"


def accept(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "") -> Receipt:
    """Accept an application: its clocks start on this day."""

    def do(found: Case) -> Receipt:
        moved = _at_window(desk, actor, found, "accept", (CaseState.ACCEPTED,), "accepted", opinion)
        paper = put_paper(desk, moved.case, papers.acceptance_notice(moved.case), entry=moved.entry)
        return receipt_of("accept", moved.case, "已受理，办理时限从今天起算", (("document", paper),))

    body = {"opinion": opinion}
    return perform_on_case(desk, actor, act="accept", case=case, ticket=ticket, body=body, do=do)


def correct(
    desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, points: tuple[CorrectionPoint, ...]
) -> Receipt:
    """Tell the applicant once, and completely, what to supplement.

    Raises:
        SecondCorrection: a later notice names a point that the first did not.
        Invalid: no point, or a point without a remark.
    """

    def do(found: Case) -> Receipt:
        take_task(desk, actor, found, "correct")
        _check_points(points)
        earlier = desk.readings.list_corrections(found.id)
        _refuse_new_points(earlier, points)
        text = "；".join(f"{point.name}：{point.remark}" for point in points)
        moved = _at_window(desk, actor, found, "correct", (CaseState.CORRECTION_OPEN,), "correction", text)
        desk.store.add_correction(case=found.id, round_no=len(earlier) + 1, points=points)
        paper = put_paper(desk, moved.case, papers.correction_notice(moved.case, points), entry=moved.entry)
        return receipt_of("correct", moved.case, "已一次性告知申请人补正", (("document", paper),))

    body = {"points": [(point.key, point.name, point.remark) for point in points]}
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
        Invalid: a point that asks for a paper has neither file nor remark.
    """

    def do(found: Case) -> Receipt:
        task = take_task(desk, actor, found, "supplement")
        points = _open_points(desk, found)
        missing = tuple(
            Problem(
                f"files.{point.key}", "请上传补正后的“%(name)s”，或在说明中写明情况", (("name", point.name),)
            )
            for point in points
            if point.key not in files and not remark.strip()
        )
        if missing:
            raise Invalid(problems=missing)
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
        return receipt_of("supplement", moved.case, "补正材料已提交，审批部门将在五个工作日内答复")

    body = {"files": {key: str(file) for key, file in files.items()}, "remark": remark}
    return perform_on_case(desk, actor, act="supplement", case=case, ticket=ticket, body=body, do=do)


def reject(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str) -> Receipt:
    """Refuse to accept, in writing, with reasons and remedy (不予受理).

    Raises:
        ReasonNeeded: no reason given.
    """

    def do(found: Case) -> Receipt:
        need_reason(reason, "不予受理的理由")
        moved = _at_window(desk, actor, found, "reject", (CaseState.REJECTED,), "rejected", reason)
        organ = review_organ(desk, found)
        paper = put_paper(
            desk, moved.case, papers.rejection(moved.case, reason, review_organ=organ), entry=moved.entry
        )
        return receipt_of("reject", moved.case, "已作出不予受理决定", (("document", paper),))

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="reject", case=case, ticket=ticket, body=body, do=do)


def turn_away(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, reason: str) -> Receipt:
    """Tell the applicant that the matter is not this organ's, or needs no act (不受理).

    Raises:
        ReasonNeeded: no reason given.
    """

    def do(found: Case) -> Receipt:
        need_reason(reason, "不受理的原因，以及应当向哪个机关提出")
        moved = _at_window(desk, actor, found, "turn_away", (CaseState.TURNED_AWAY,), "rejected", reason)
        paper = put_paper(desk, moved.case, papers.turned_away(moved.case, reason), entry=moved.entry)
        return receipt_of("turn_away", moved.case, "已告知申请人", (("document", paper),))

    body = {"reason": reason}
    return perform_on_case(desk, actor, act="turn_away", case=case, ticket=ticket, body=body, do=do)


def register(desk: Desk, actor: Actor, *, case: UUID, ticket: Ticket, opinion: str = "") -> Receipt:
    """File what is complete (备案): received, handled, concluded in one act, no substance judged."""

    def do(found: Case) -> Receipt:
        states = (CaseState.ACCEPTED, CaseState.UNDER_REVIEW, CaseState.GRANTED)
        moved = _at_window(desk, actor, found, "register", states, "registered", opinion)
        made = give_result(desk, moved.case, entry=moved.entry)
        return receipt_of("register", moved.case, "已备案", (("result", made),))

    body = {"opinion": opinion}
    return perform_on_case(desk, actor, act="register", case=case, ticket=ticket, body=body, do=do)


def need_reason(reason: str, what: str) -> None:
    """Refuse an adverse act without reasons.

    Raises:
        ReasonNeeded: the text is empty.
    """
    if not reason.strip():
        raise ReasonNeeded(field="reason", what=what)


def review_organ(desk: Desk, case: Case) -> str:
    """Return the name of the government that hears an administrative review of the organ's acts.

    Source: 行政复议法 (2023) Art. 24.
    """
    return f"{desk.offices.government_of(case.department).name}人民政府"


def _at_window(
    desk: Desk,
    actor: Actor,
    case: Case,
    act: str,
    states: tuple[CaseState, ...],
    acceptance: str,
    opinion: str,
) -> Moved:
    task = take_task(desk, actor, case, act)
    what = Move(
        act=act,
        states=states,
        opinion=opinion,
        office=post_of(task),
        task=task,
        variables={"acceptance": acceptance},
        basis=LICENSING_32 if case.frozen.kind == PERMIT else "",
    )
    return move(desk, actor, case, what)


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


def _refuse_new_points(
    earlier: tuple[tuple[int, tuple[CorrectionPoint, ...]], ...], points: tuple[CorrectionPoint, ...]
) -> None:
    if not earlier:
        return
    told = {point.key for point in earlier[0][1]}
    new = [point.name for point in points if point.key not in told]
    if new:
        raise SecondCorrection(points="、".join(new))


def _open_points(desk: Desk, case: Case) -> tuple[CorrectionPoint, ...]:
    rounds = desk.readings.list_corrections(case.id)
    return rounds[-1][1] if rounds else ()
