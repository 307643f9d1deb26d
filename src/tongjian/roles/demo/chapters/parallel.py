"""Parallel review: one refusal stops no other, one comprehensive reply; results made out in one batch."""

from types import MappingProxyType

from tongjian.roles.demo.chapters.sheets import BatchAnswer, Reply
from tongjian.roles.demo.chapters.stage import Stage
from tongjian.roles.demo.client import Plain

_TERMS, _SCENIC, _PLAIN = "S1-10", "S1-12", "P-04"
_DECLARED = MappingProxyType({f"asks.{_TERMS}": True, "in_scenic_area": True})


def reply_once(stage: Stage) -> None:
    """Reject one item, grant the other, and reply to the application once for both."""
    project = stage.register("综合答复演示厂房", **_DECLARED)
    draft = stage.begin(project, _TERMS, _SCENIC)
    stage.fill(draft)
    submitted = stage.submit(draft)
    application = submitted.id
    (_, first), (_, second) = submitted.made
    stage.act(stage.clerk, first, "reject", reason="所附图纸不是本项目的图纸，不符合受理条件")
    stage.accept(second)
    coordinator = stage.scene.people.named("coordinator")
    address = f"/applications/{application}/replies"
    still_open = stage.refused("cases.cases_still_open", lambda: coordinator.act(address, {}))
    coordinator.act(address, {"interim": True, "remark": "其余事项办结后另行答复"})
    stage.pass_days(2)
    stage.opine(second)
    stage.conclude(second)
    coordinator.act(address, {"remark": ""})
    told = stage.agent.read(address, tuple[Reply, ...])
    stage.check([one.interim for one in told] == [True, False], "阶段性答复和综合答复各一份")
    last = told[-1]
    stage.check(len(last.rows) == len(submitted.made), "综合答复载明全部事项")
    stage.check(stage.sheet(first).case.state != stage.sheet(second).case.state, "各办各的")
    stage.show(
        "并联审批综合答复",
        second,
        f"同一次申报的 {stage.sheet(first).case.number} {stage.sheet(first).state_label}，不影响其他事项",
        f"未全部办结只能作阶段性答复（{still_open}）；综合答复 {last.number} 载明 {len(last.rows)} 项",
    )


def issue_together(stage: Stage) -> None:
    """Make out the results of several cases in one act; what judges is not done so."""
    several = [stage.accepted(stage.register(f"批量制证演示厂房{number}"), _PLAIN) for number in (1, 2)]
    for case in several:
        stage.opine(case)
        stage.grant(case)
    picked: dict[str, Plain] = {"cases": [str(one) for one in several]}
    judged = stage.refused(
        "cases.not_in_batch",
        lambda: stage.clerk.ask("/inbox/acts/accept", picked, tuple[BatchAnswer, ...]),
    )
    answers = stage.clerk.ask("/inbox/acts/issue", picked, tuple[BatchAnswer, ...])
    stage.check([one.code for one in answers] == ["", ""], "两件一次制证")
    for case in several:
        stage.act(stage.clerk, case, "deliver", how="online", receiver=stage.plan.contact)
    made = "、".join(one.number for case in several for one in stage.sheet(case).results)
    stage.show("批量制证", several[0], f"一次操作制作 {made}；判断性的操作不得批量（{judged}）")
