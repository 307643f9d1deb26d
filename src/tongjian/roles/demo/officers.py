"""What officers, co-departments, providers and outside systems do with a case, and on which day."""

from collections.abc import Mapping
from datetime import date
from math import ceil, floor

from tongjian.roles.demo import story
from tongjian.roles.demo.applicants import supplement
from tongjian.roles.demo.client import Caller, Plain
from tongjian.roles.demo.scene import Run, Scene
from tongjian.roles.demo.shapes import Case, CaseSheet, Step

_RECEIVED, _ACCEPTED, _PAUSED, _REFUSED = 1, 3, 9, 13
_FILING = "filing"
_USUAL_DAYS = 5
_PAUSE_DAYS, _MENDING_DAYS, _RECTIFYING_DAYS = 5, 2, 3
_REVIEWED_AT, _DECIDED_AT = 0.4, 0.8
"""Parts of the promised time after which opinions and decisions are given."""

_LONG_ENOUGH_TO_REPORT = 5


def visit(scene: Scene, run: Run) -> None:
    """Do everything that is due on a case today, and say when somebody looks at it again."""
    today = scene.days.today
    while True:
        sheet = run.sheet = scene.people.clerk().read(f"/cases/{run.case}", CaseSheet)
        if not sheet.steps:
            run.done = run.journey.dirty = True
            return
        due = [(step, _due_on(scene, run, sheet, step)) for step in sheet.steps]
        now = [step for step, on in due if on <= today]
        if not now:
            run.next_on = min(on for _, on in due)
            return
        for step in now:
            run.acted_on = today
            if not _take(scene, run, sheet, step):
                break


def _due_on(scene: Scene, run: Run, sheet: CaseSheet, step: Step) -> date:
    """Return the day on which a step is taken; never a rest day."""
    case, days = sheet.case, scene.days
    accepted, promised = case.accepted_on or case.received_on, _promised(case)
    stood = _stood(scene, case)
    reviewed = ceil(promised * _REVIEWED_AT)
    if case.state == _PAUSED and step.node != "rectify":
        return days.after(run.acted_on, _PAUSE_DAYS)
    match step.node:
        case "receive" | "offer":
            return days.after(case.received_on, 1)
        case "supplement":
            return days.after(run.acted_on, _MENDING_DAYS)
        case "contract":
            return days.after(run.acted_on, 1)
        case "rectify":
            return days.after(run.acted_on, _RECTIFYING_DAYS)
        case "review" | "co_sign":
            return days.after(accepted, reviewed + stood)
        case "issue":
            return case.decided_on or run.acted_on
        case "deliver":
            return days.after(case.decided_on or run.acted_on, 0 if case.frozen.kind == _FILING else 1)
        case "inspect":
            return days.after(run.acted_on, min(1, promised))
        case "outside" if case.state == _RECEIVED:
            return case.received_on
        case "outside" if case.state == _ACCEPTED and promised >= _LONG_ENOUGH_TO_REPORT:
            return days.after(accepted, reviewed)
        case _:
            wanted = max(min(1, promised), floor(promised * _DECIDED_AT))
            return days.after(accepted, wanted + stood)


def _promised(case: Case) -> int:
    limit = case.frozen.promised or case.frozen.statutory
    return limit.days if limit else _USUAL_DAYS


def _stood(scene: Scene, case: Case) -> int:
    """Return the working days during which the clock stood still."""
    return sum(
        scene.days.between(pause.started_on, pause.ended_on) for pause in case.pauses if pause.ended_on
    )


def _take(scene: Scene, run: Run, sheet: CaseSheet, step: Step) -> bool:
    """Take a step; tell whether the other open steps may be taken on the same view of the case."""
    who = _who(scene, run, step)
    if sheet.case.state == _PAUSED and step.node != "rectify":
        reviewer = scene.people.officer("reviewer", sheet.case.department_name)
        _act(run, reviewer, "resume", {"result": "特别程序已完成，恢复办理"})
        scene.tell(run, "特别程序结束，时限恢复计算")
        return False
    if step.node == "review" and scene.befalls("pause", run):
        kind = story.PAUSES[run.journey.key, run.item]
        reason = "需要组织特别程序，所需时间不计入时限"
        _act(run, who, "pause", {"kind": kind, "reason": reason, "planned_days": _PAUSE_DAYS})
        scene.tell(run, "启动特别程序，时限停止计算")
        return False
    if step.node == "supplement":
        supplement(scene, run, sheet)
        return False
    act, body = _deed(scene, run, sheet, step)
    _act(run, who, act, body)
    return step.node in {"review", "co_sign"}


def _who(scene: Scene, run: Run, step: Step) -> Caller:
    if step.role == "applicant":
        return run.journey.agent
    return scene.people.officer(step.role, step.organisation_name)


def _act(run: Run, who: Caller, act: str, body: Mapping[str, Plain]) -> None:
    who.act(f"/cases/{run.case}/acts/{act}", body)


def _deed(scene: Scene, run: Run, sheet: CaseSheet, step: Step) -> tuple[str, Mapping[str, Plain]]:
    match step.node:
        case "receive":
            return _receive(scene, run, sheet)
        case "review":
            return "review", {"opinion": "经审查，申请材料齐全，符合法定条件，建议准予。"}
        case "co_sign":
            return "co_sign", _signs(scene, run, step)
        case "decide":
            return _decide(scene, run)
        case "conclude":
            return "conclude", {"opinion": "各部门意见已汇总，同意按所报方案实施。"}
        case "issue":
            return "issue", {}
        case "deliver":
            return "deliver", {"how": "online", "receiver": run.journey.contact}
        case "offer":
            return "offer", {"opinion": "服务方案：按合同约定期限完成，费用执行公示标准。"}
        case "contract":
            return "contract", {"opinion": "同意服务方案"}
        case "result":
            return "finish", {"opinion": "服务成果已交付"}
        case "inspect":
            return _inspect(scene, run)
        case "rectify":
            scene.tell(run, "申请人报告整改完成")
            return "rectify", {"opinion": "临边防护已补齐，附整改前后照片"}
        case "outside":
            return _outside(scene, run, sheet.case)
        case _:
            raise NotImplementedError(step.node)


def _receive(scene: Scene, run: Run, sheet: CaseSheet) -> tuple[str, Mapping[str, Plain]]:
    if sheet.materials and scene.befalls("correct", run):
        first = sheet.materials[0]
        scene.tell(run, f"一次性告知补正：{first.name}")
        point = {"key": first.key, "name": first.name, "remark": "扫描件模糊，请重新上传"}
        return "correct", {"points": [point]}
    if sheet.case.frozen.kind == _FILING:
        return "register", {"opinion": "材料齐全"}
    return "accept", {"opinion": "材料齐全，符合法定形式"}


def _signs(scene: Scene, run: Run, step: Step) -> Mapping[str, Plain]:
    if scene.befalls("conditional", run):
        scene.tell(run, f"{step.organisation_name}会签：有条件同意")
        return {"opinion": "同意，施工前应落实现场保护措施。", "verdict": "conditional"}
    return {"opinion": "无不同意见。", "verdict": "agree"}


def _decide(scene: Scene, run: Run) -> tuple[str, Mapping[str, Plain]]:
    if scene.befalls("refuse", run):
        scene.tell(run, "不予许可，告知理由和救济途径；申请人修改方案后重新申请")
        return "refuse", {"reason": "所报方案与已批准的相关方案不一致，不符合准予许可的条件。"}
    return "grant", {"opinion": "符合法定条件，准予。"}


def _inspect(scene: Scene, run: Run) -> tuple[str, Mapping[str, Plain]]:
    if scene.befalls("rectify", run):
        scene.tell(run, "检查发现问题，责令整改")
        return "order_rectification", {"reason": "屋面临边防护缺失，应予补齐", "planned_days": 5}
    return "pass_inspection", {"opinion": "现场检查合格。检查人员：赵伟、黄洁强"}


def _outside(scene: Scene, run: Run, case: Case) -> tuple[str, Mapping[str, Plain]]:
    if case.state == _RECEIVED:
        return "outside_accept", {"opinion": "外部系统已受理"}
    if case.state == _ACCEPTED and _promised(case) >= _LONG_ENOUGH_TO_REPORT:
        return "outside_report", {"opinion": "正在委托评估"}
    today = scene.days.today
    plan = run.journey.plan
    number = f"临湾审投〔{today.year}〕{plan.code[-3:] if plan else '0'}-{run.item}号"
    return "outside_conclude", {"granted": True, "number": number, "issued_on": today.isoformat()}
