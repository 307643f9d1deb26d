"""What lengthens or stops the clocks: extension, hearing, special procedure."""

from tongjian.calendar import DueState
from tongjian.roles.demo.chapters.stage import Stage
from tongjian.roles.demo.client import Plain

_PLAIN, _HEARD, _EXPERTS = "P-04", "P-06", "P-09"
_EXPERT_REVIEW = "7"
_NOTICE_DAYS = 8
"""Working days from the notice to the hearing; the law wants seven days at least."""

_PLANNED_DAYS = 5


def extend(stage: Stage) -> None:
    """Refuse a request, which does not use the extension up; grant one; a further one is refused."""
    case = stage.accepted(stage.register("延长审批演示厂房"), _PLAIN)
    before = stage.sheet(case).clocks
    stage.pass_days(1)
    head, reviewer = stage.officer(case, "head"), stage.officer(case, "reviewer")
    stage.act(reviewer, case, "request_extension", days=10, reason="方案复杂，需要核算")
    stage.act(head, case, "refuse_extension", reason="可以按期办结")
    stage.act(reviewer, case, "request_extension", days=4, reason="水文资料须补充核算")
    stage.act(head, case, "grant_extension", opinion="同意延长")
    once = stage.refused(
        "cases.already_extended",
        lambda: stage.act(reviewer, case, "request_extension", days=2, reason="再次延长"),
    )
    sheet = stage.sheet(case)
    rulings = [one.ruling.step for one in sheet.procedures.extensions if one.ruling]
    stage.check(rulings == ["refused", "granted"], f"一次不批准、一次批准：{rulings}")
    stage.check(sheet.clocks.statutory.on is not None, "法定时限在走")
    stage.check(sheet.clocks.statutory.on != before.statutory.on, "法定期限届满日后移")
    stage.opine(case)
    stage.grant(case)
    stage.finish(case)
    stage.show(
        "延长审批一次",
        case,
        f"第一次申请不批准，不计入次数；第二次批准延长4个工作日：法定届满日 {before.statutory.on} → "
        f"{sheet.clocks.statutory.on}，承诺届满日 {before.promised.on} → {sheet.clocks.promised.on}",
        f"再次申请被拒绝（{once}）",
    )


def hear(stage: Stage) -> None:
    """Tell those concerned, stop both clocks from the application for a hearing until it was held."""
    case = stage.accepted(stage.register("听证演示厂房", takes_water_directly=True), _HEARD)
    stage.opine(case)
    reviewer = stage.officer(case, "reviewer")
    village: Plain = {"name": "临湾村村民委员会", "interest": "取水口在村饮用水井上游", "contact": ""}
    stage.act(reviewer, case, "notify_parties", reason="取水影响村民用水", parties=[village])
    unheard = stage.refused("cases.parties_not_heard", lambda: stage.grant(case))
    first = stage.sheet(case).clocks
    stage.pass_days(1)
    stage.act(stage.agent, case, "request_hearing", reason="请求听证")
    asked = stage.today
    stopped = stage.sheet(case).clocks
    both = (stopped.statutory.state, stopped.promised.state)
    stage.check(both == (DueState.STOPPED, DueState.STOPPED), "听证停止两个时钟")
    held = stage.scene.days.after(stage.today, _NOTICE_DAYS)
    stage.act(
        reviewer,
        case,
        "schedule_hearing",
        held_on=held.isoformat(),
        place="政务服务中心三楼听证室",
        chair="周主持",
    )
    stage.go_to(held)
    stage.act(reviewer, case, "hold_hearing", minutes="双方陈述，村委会撤回异议。")
    after = stage.sheet(case)
    hearing = after.procedures.hearing.hearing
    stage.check(hearing is not None and hearing.held_on == held, "听证已举行")
    stage.grant(case)
    stage.finish(case)
    stage.show(
        "利害关系人与听证（规则11）",
        case,
        f"告知权利后未经听取不得决定（{unheard}）",
        f"{asked} 申请听证至 {held} 举行，两个时钟停止：法定届满日 {first.statutory.on} → "
        f"{after.clocks.statutory.on}，承诺届满日 {first.promised.on} → {after.clocks.promised.on}",
    )


def stop_for_experts(stage: Stage) -> None:
    """Begin a special procedure with its planned limit; no conclusion while it is open."""
    case = stage.accepted(stage.register("特别程序演示厂房"), _EXPERTS)
    reviewer = stage.officer(case, "reviewer")
    stage.act(
        reviewer,
        case,
        "pause",
        kind=_EXPERT_REVIEW,
        reason="需要组织特别程序",
        planned_days=_PLANNED_DAYS,
    )
    (stop,) = stage.sheet(case).procedures.pauses
    stage.check(stop.planned.on is not None, "特别程序有计划时限")
    is_open = stage.refused("cases.act_not_allowed", lambda: stage.grant(case))
    began = stage.today
    stage.pass_days(_PLANNED_DAYS)
    stage.act(reviewer, case, "resume", result="特别程序已完成")
    stage.opine(case)
    stage.grant(case)
    stage.finish(case)
    notices = [one.number for one in stage.sheet(case).documents if "特别程序" in one.title]
    stage.check(bool(notices), "特别程序告知书")
    stage.show(
        "特别程序与计划时限",
        case,
        f"{began} 起，计划 {stop.planned.on} 前完成，书面告知 {notices[0]}；未结束不得作出决定（{is_open}）",
    )
