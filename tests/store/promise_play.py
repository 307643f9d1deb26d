"""Cases that rest on promises, brought quickly to any point of their way."""

from datetime import date, timedelta
from uuid import UUID

from tests.store.cases_play import CONTACT, PERMIT, PLAIN_PERMIT, Play
from tongjian import cases
from tongjian.cases import CheckVerdict, CorrectionPoint, PledgeOffer, Verdict

PAPER = "p_08_05"
"""The one paper of the permit that its item tolerates to come later."""


def draft_without(play: Play, promised_for: str) -> UUID:
    """Fill in an application whose one paper is promised for a day."""
    draft = play.draft(PERMIT)
    cases.save_draft(
        play.desk,
        play.agent,
        draft=draft,
        version=2,
        answers={**CONTACT, cases.deferral_answer(PAPER): promised_for},
        files={PAPER: None},
        ticket=play.ticket(),
    )
    return draft


def applied_owing(play: Play, *, in_days: int = 10) -> UUID:
    """Hand in an application that owes a paper."""
    day = play.desk.today() + timedelta(days=in_days)
    draft = draft_without(play, day.isoformat())
    return cases.submit(play.desk, play.agent, draft=draft, ticket=play.ticket()).made[0][1]


def granted_owing(play: Play, *, in_days: int = 10) -> UUID:
    """Bring a case that owes a paper to its decision."""
    case = applied_owing(play, in_days=in_days)
    cases.accept(play.desk, play.clerk, case=case, judge_rest=True, ticket=play.ticket())
    for step in play.sheet(case).steps:
        if step.node in {"review", "co_sign"}:
            assert step.organisation is not None
            officer = play.walk.holders_of(step.organisation, "reviewer")
            act = cases.review if step.node == "review" else cases.co_sign
            act(play.desk, officer, case=case, opinion="同意", verdict=Verdict.AGREE, ticket=play.ticket())
    cases.grant(play.desk, play.approver(case), case=case, ticket=play.ticket())
    return case


def supplied(play: Play) -> UUID:
    """Bring a case to where the paper that came later is to be checked."""
    case = granted_owing(play)
    supply(play, case)
    return case


def correcting_tolerable(play: Play) -> UUID:
    """Bring a case to where a paper that may come later has to be corrected."""
    case = play.apply(PERMIT)
    paper = next(one for one in play.sheet(case).materials if one.key == PAPER)
    point = CorrectionPoint(PAPER, paper.name, "检测报告已过期")
    cases.correct(play.desk, play.clerk, case=case, points=(point,), judge_rest=True, ticket=play.ticket())
    return case


def supply(play: Play, case: UUID) -> None:
    """Hand in the owed paper."""
    cases.supply_deferred(play.desk, play.agent, case=case, files={PAPER: play.paper}, ticket=play.ticket())


def confirm(play: Play, case: UUID, *, in_order: bool = True, remark: str = "") -> None:
    """Find the paper that came later in order, or wanting."""
    cases.confirm_deferred(
        play.desk,
        play.reviewer(case),
        case=case,
        key=PAPER,
        in_order=in_order,
        remark=remark,
        ticket=play.ticket(),
    )


def chosen(play: Play, item: str = PLAIN_PERMIT) -> UUID:
    """Fill in an application that chooses the pledge."""
    draft = play.draft(item)
    answers = {**CONTACT, cases.pledge_answer(item): "yes"}
    cases.save_draft(
        play.desk, play.agent, draft=draft, version=2, answers=answers, files={}, ticket=play.ticket()
    )
    return draft


def offer_of(play: Play, draft: UUID) -> PledgeOffer:
    """Return what the draft is offered."""
    return cases.list_pledge_offers(play.desk, play.agent, draft=draft)[0]


def sign(play: Play, draft: UUID) -> None:
    """Sign the pledge of a draft."""
    offer = offer_of(play, draft)
    assert offer.text is not None
    cases.sign_pledge(
        play.desk, play.agent, draft=draft, item=offer.item, sha256=offer.text.sha256, ticket=play.ticket()
    )


def pledged(play: Play) -> UUID:
    """Hand in an application with a signed pledge."""
    draft = chosen(play)
    sign(play, draft)
    return cases.submit(play.desk, play.agent, draft=draft, ticket=play.ticket()).made[0][1]


def decided_on_pledge(play: Play) -> UUID:
    """Bring a pledge to its decision."""
    case = pledged(play)
    cases.decide_on_pledge(play.desk, play.approver(case), case=case, ticket=play.ticket())
    return case


def check(play: Play, case: UUID, verdict: CheckVerdict, *, in_days: int | None = None) -> None:
    """Check a pledge."""
    by: date | None = None if in_days is None else play.desk.today() + timedelta(days=in_days)
    cases.check_pledge(
        play.desk,
        play.reviewer(case),
        case=case,
        verdict=verdict,
        findings="现场核查，核查人：甲、乙",
        rectify_by=by,
        ticket=play.ticket(),
    )


def falsely_pledged(play: Play) -> UUID:
    """Bring a pledge to its revocation."""
    case = decided_on_pledge(play)
    check(play, case, CheckVerdict.FALSE)
    cases.revoke(play.desk, play.approver(case), case=case, reason="弃渣场与承诺不符", ticket=play.ticket())
    return case
