"""Promises: a paper that comes later (容缺受理), and a pledge that turns out false (告知承诺)."""

import hashlib
from datetime import timedelta

from tongjian.roles.demo.chapters.sheets import PledgeOffer, PledgeText
from tongjian.roles.demo.chapters.stage import Stage

_PERMIT, _PLAIN = "P-08", "P-04"
_LATER = timedelta(days=10)
_GRANTED_DEFERRED, _REVOKED = 12, 15


def defer_a_paper(stage: Stage) -> None:
    """Promise a paper, grant with it owing, hold the result back until it is there."""
    draft = stage.begin(stage.register("容缺受理演示厂房"), _PERMIT)
    key = next(one.key for one in stage.read_draft(draft).slots if one.latest is not None)
    stage.fill(draft, **{f"deferral.{key}": (stage.today + _LATER).isoformat()})
    case = stage.hand_in(draft)
    stage.accept(case)
    stage.opine(case)
    stage.grant(case)
    stage.check(stage.sheet(case).case.state == _GRANTED_DEFERRED, "办结（容缺通过）")
    owing = stage.refused("cases.papers_owing", lambda: stage.act(stage.clerk, case, "issue"))
    stage.pass_days(2)
    stage.act(stage.agent, case, "supply_deferred", files={key: str(stage.upload("容缺补交材料"))})
    stage.act(stage.officer(case, "reviewer"), case, "confirm_deferred", key=key, in_order=True)
    stage.finish(case)
    (deferral,) = stage.sheet(case).promises.deferrals
    stage.check(deferral.status == "confirmed", "容缺材料已核对")
    stage.show(
        "容缺受理（状态12）",
        case,
        f"承诺 {deferral.due_on} 前补齐“{deferral.name}”；未补齐不得送达（{owing}）",
        f"{stage.today} 补交、核对无误后制证送达",
    )


def break_a_pledge(stage: Stage) -> None:
    """Decide at once on a pledge, find it false, revoke, and offer no further one."""
    project = stage.register("告知承诺演示厂房")
    draft = stage.begin(project, _PLAIN)
    stage.fill(draft, **{f"pledge.{_PLAIN}": "yes"})
    (offer,) = stage.agent.read(f"/drafts/{draft}/pledges", tuple[PledgeOffer, ...])
    stage.check(offer.text is not None and offer.block is None, "可以选择告知承诺")
    digest = _digest(offer.text) if offer.text else ""
    stage.agent.act(f"/drafts/{draft}/pledges", {"item": _PLAIN, "sha256": digest})
    case = stage.hand_in(draft)
    approver = stage.officer(case, "approver")
    stage.act(approver, case, "decide_on_pledge", opinion="按承诺准予")
    decided = stage.today
    stage.pass_days(3)
    reviewer = stage.officer(case, "reviewer")
    stage.act(
        reviewer, case, "check_pledge", verdict="false", findings="弃渣场位置与承诺不符，核查人：甲、乙"
    )
    stage.act(approver, case, "revoke", reason="承诺不实，依法撤销")
    sheet = stage.sheet(case)
    stage.check(sheet.case.state == _REVOKED, "撤销")
    stage.check([one.kind for one in sheet.promises.notes] == ["false_pledge"], "信用记录")
    again = stage.begin(project, _PLAIN)
    (blocked,) = stage.agent.read(f"/drafts/{again}/pledges", tuple[PledgeOffer, ...])
    stage.check(blocked.text is None and blocked.block is not None, "不再适用告知承诺")
    stage.show(
        "告知承诺与核查",
        case,
        f"{decided} 受理当日按承诺准予；{stage.today} 核查发现承诺不实，撤销并记入信用记录",
        f"下一份申请不再提供告知承诺（因办件 {blocked.block.case_number if blocked.block else ''}）",
    )


def _digest(text: PledgeText) -> str:
    """Return the digest of every word of a pledge, as the one who signs works it out."""
    lines = [text.title, *(line for heading, words in text.parts for line in (heading, *words))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
