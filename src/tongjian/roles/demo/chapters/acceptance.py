"""Acceptance: told once and completely, repeated only where unmet, silent acceptance."""

from uuid import UUID

from tongjian.roles.demo.chapters.stage import Stage
from tongjian.roles.demo.client import Plain

_PERMIT, _PLAIN = "P-08", "P-04"
_REVIEW_WINDOW_DAYS = 6
"""The first working day after the five of acceptance."""


def correct_twice(stage: Stage) -> None:
    """Judge each paper, notify once, repeat what stays unmet, tell a forgotten point with leave only."""
    case = stage.apply(stage.register("补正演示厂房"), _PERMIT)
    papers = stage.sheet(case).materials
    first, second, third = (one.key for one in papers[:3])
    clerk = stage.clerk
    _judge(stage, case, _wanting(first, "第三页看不清", page=3, checks=["legible"]))
    unjudged = stage.refused("cases.papers_unjudged", lambda: stage.act(clerk, case, "correct"))
    _judge(stage, case, _wanting(second, "请盖章"), rest=True)
    stage.act(clerk, case, "correct")
    told = {one.key for one in stage.sheet(case).correction}
    stage.check(told == {first, second}, "一次性告知载明两份材料")
    stage.pass_days(1)
    _supplement(stage, case, first, second)
    repeated = _wanting(first, "仍看不清", page=3, checks=["legible"])
    new = _wanting(third, "缺附图")
    other = _wanting(first, "前后不一致", checks=["consistent"])
    late = stage.refused("cases.second_correction", lambda: _judge(stage, case, other))
    locked = stage.refused("cases.paper_locked", lambda: _judge(stage, case, new))
    supervisor = stage.scene.people.named("supervisor")
    stage.act(
        supervisor, case, "allow_new_point", key=third, name=papers[2].name, reason="首次漏看，关系安全"
    )
    _judge(stage, case, repeated, new, rest=True)
    stage.act(clerk, case, "correct")
    again = {one.key: one.omitted for one in stage.sheet(case).correction}
    stage.check(again == {first: False, third: True}, "再次告知：一项重复，一项注明本机关疏漏")
    stage.pass_days(1)
    _supplement(stage, case, first, third)
    stage.accept(case)
    stage.opine(case)
    stage.grant(case)
    stage.finish(case)
    notices = sum("补正" in one.title for one in stage.sheet(case).documents)
    stage.check(notices == 2, "两份补正告知书")  # noqa: PLR2004
    stage.show(
        "一次性告知与再次补正（规则1）",
        case,
        f"逐份核对 {len(papers)} 份材料，未核对完不得发出（{unjudged}）",
        f"再次告知只重复未改正的一项；首次未告知的理由被拒绝（{late}）",
        f"已核对通过的材料锁定（{locked}），须经监督人员同意才可补充告知，并注明本机关疏漏",
    )


def deem_accepted(stage: Stage) -> None:
    """Keep silent for five working days: accepted as of receipt, and no act of the counter moves it."""
    case = stage.apply(stage.register("逾期视为受理演示厂房"), _PLAIN)
    received = stage.today
    stage.pass_days(_REVIEW_WINDOW_DAYS)
    late = stage.refused(
        "cases.deemed_accepted", lambda: stage.act(stage.clerk, case, "reject", reason="材料不全")
    )
    stage.check(stage.sheet(case).case.accepted_on == received, "自收到之日起视为受理")
    stage.opine(case)
    stage.grant(case)
    stage.finish(case)
    stage.show(
        "五日沉默视为受理（规则2）", case, f"{received} 收到，自该日起视为受理；其后不予受理被拒绝（{late}）"
    )


def _judge(stage: Stage, case: UUID, *judgements: dict[str, Plain], rest: bool = False) -> None:
    body: dict[str, Plain] = {"judgements": list(judgements), "judge_rest": rest}
    stage.clerk.act(f"/cases/{case}/acts/judge_material", body)


def _wanting(key: str, remark: str, *, page: int = 0, checks: list[Plain] | None = None) -> dict[str, Plain]:
    return {"key": key, "finding": "to_correct", "remark": remark, "page": page, "checks": checks or []}


def _supplement(stage: Stage, case: UUID, *keys: str) -> None:
    files = {key: str(stage.upload(f"补正材料{key}")) for key in keys}
    stage.agent.act(f"/cases/{case}/acts/supplement", {"files": files, "remark": "已补正"})
